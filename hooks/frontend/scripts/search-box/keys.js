// The keyboard: / and s open the box, Escape leaves it, the arrows go through the results.

import { desk } from "./layer.js";

// 229 is what browsers give for keys that an input method is still using.
function composing(event) {
  return event.isComposing || event.keyCode === 229;
}

export function listen(box, layer) {
  const input = box.querySelector(".c-search__input");
  const list = box.querySelector(".c-search__list");
  const further = box.querySelector(".c-search__more");
  const cover = box.querySelector(".c-search__layer");

  // Down and up go from the box through the results and back.
  function move(event, step) {
    const stops = [input, ...list.querySelectorAll("a"), ...(further.hidden ? [] : [further])];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  }

  // On phones the layer covers the page, so the keyboard stays in it too.
  function keep(event) {
    if (desk.matches) return;
    const stops = [...cover.querySelectorAll("button, input, select, a")].filter(
      (one) => !one.disabled && one.getClientRects().length
    );
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (document.activeElement !== (event.shiftKey ? first : last)) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }

  box.addEventListener("keydown", (event) => {
    if (composing(event) || !layer.isOpen()) return;
    const inSelect = event.target.nodeName === "SELECT";
    if (event.key === "ArrowDown" && !inSelect) move(event, 1);
    else if (event.key === "ArrowUp" && !inSelect) move(event, -1);
    else if (event.key === "Tab") keep(event);
  });

  document.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.key === "Escape" && layer.isOpen()) {
      event.preventDefault();
      layer.leave();
    }
    if (event.key !== "/" && event.key !== "s") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    layer.show();
    input.focus();
    input.select();
  });
}
