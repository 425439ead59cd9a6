// The box opens and closes: over the page on phones, beside the menu on desks.

import { ASKED, address, given } from "./address.js";

export const desk = matchMedia("(min-width: 60em)");

// `opened` is called each time it opens.
export function Layer(box, opened) {
  const opener = box.querySelector(".c-search__open");
  const layer = box.querySelector(".c-search__layer");
  const input = box.querySelector(".c-search__input");

  function isOpen() {
    return box.hasAttribute("data-open");
  }

  function show() {
    if (isOpen()) return;
    box.setAttribute("data-open", "");
    opener.setAttribute("aria-expanded", "true");
    if (!desk.matches) {
      layer.setAttribute("role", "dialog");
      layer.setAttribute("aria-modal", "true");
      layer.setAttribute("aria-label", "搜索");
      document.documentElement.setAttribute("data-searching", "");
      // The phone's own way back closes the layer and stays on the page.
      if (!(history.state && history.state.searching)) history.pushState({ searching: true }, "");
    }
    opened();
  }

  function hide() {
    if (!isOpen()) return;
    box.removeAttribute("data-open");
    opener.setAttribute("aria-expanded", "false");
    ["role", "aria-modal", "aria-label"].forEach((name) => layer.removeAttribute(name));
    document.documentElement.removeAttribute("data-searching");
    if (given(ASKED)) address(ASKED, "");
  }

  function leave() {
    if (history.state && history.state.searching) history.back();
    else hide();
    if (desk.matches) input.blur();
    else opener.focus();
  }

  input.addEventListener("focus", show);
  opener.addEventListener("click", () => {
    show();
    input.focus();
  });
  box.querySelector(".c-search__close").addEventListener("click", leave);
  document.addEventListener("click", (event) => {
    if (desk.matches && !box.contains(event.target)) hide();
  });
  box.addEventListener("focusout", (event) => {
    if (desk.matches && event.relatedTarget && !box.contains(event.relatedTarget)) hide();
  });
  window.addEventListener("popstate", (event) => {
    if (!(event.state && event.state.searching)) hide();
  });

  return { isOpen, show, leave };
}
