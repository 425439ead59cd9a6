// The search box: opening, closing, keys, the way back. Nothing else of the search is loaded before a reader searches
// or opens what was found; it is in the folder search/ beside this file.
(function () {
  "use strict";

  const MARKED = "h"; // parameter of a found page's address: what to mark in it
  const ASKED = "q"; // parameter of any page's address: what to search for
  const WAIT = 160; // milliseconds without a key before a search begins

  // Put a parameter into the page's address, or take it out, without leaving the page.
  function address(name, value) {
    const url = new URL(location.href);
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
  }

  function given(name) {
    return (new URLSearchParams(location.search).get(name) || "").slice(0, 40);
  }

  function Box(box) {
    const base = new URL(box.getAttribute("data-search"), location.href).href;
    const home = new URL("../", base).href;
    const opener = box.querySelector(".c-search__open");
    const layer = box.querySelector(".c-search__layer");
    const input = box.querySelector(".c-search__input");
    const list = box.querySelector(".c-search__list");
    const further = box.querySelector(".c-search__more");
    const status = box.querySelector(".c-search__status");
    const desk = matchMedia("(min-width: 60em)");
    const keyboard = matchMedia("(pointer: fine)");

    let finding = null;
    let waiting = 0;

    function finder() {
      if (!finding) {
        // All parts at once, not one after the other as they name each other.
        const parts = ["finder", "index", "results", "text"].map((name) => import("./search/" + name + ".js"));
        finding = Promise.all(parts).then(([first]) =>
          first.Finder(box, base, (url, query) => home + url + "?" + MARKED + "=" + encodeURIComponent(query))
        );
        finding.catch(() => {
          finding = null;
          status.textContent = "搜索没有打开，请检查网络后再试。";
        });
      }
      return finding;
    }

    async function run(insisting) {
      clearTimeout(waiting);
      const found = await finder();
      await found.run(input.value.trim(), insisting);
      return found;
    }

    function soon() {
      clearTimeout(waiting);
      waiting = setTimeout(() => run(false), WAIT);
    }

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
      finder().then((found) => {
        if (!input.value) found.hint();
      });
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
      const stops = [...layer.querySelectorAll("button, input, select, a")].filter(
        (one) => !one.disabled && one.getClientRects().length
      );
      const first = stops[0];
      const last = stops[stops.length - 1];
      if (document.activeElement !== (event.shiftKey ? first : last)) return;
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }

    // 229 is what browsers give for keys that an input method is still using.
    function composing(event) {
      return event.isComposing || event.keyCode === 229;
    }

    box.addEventListener("keydown", (event) => {
      if (composing(event) || !isOpen()) return;
      const inSelect = event.target.nodeName === "SELECT";
      if (event.key === "ArrowDown" && !inSelect) move(event, 1);
      else if (event.key === "ArrowUp" && !inSelect) move(event, -1);
      else if (event.key === "Tab") keep(event);
    });

    document.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        leave();
      }
      if (event.key !== "/" && event.key !== "s") return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      show();
      input.focus();
      input.select();
    });

    input.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const query = input.value.trim();
      const found = await finder();
      const first = list.querySelector("a");
      if (keyboard.matches && first && query === found.shown()) {
        first.click();
        return;
      }
      await run(true);
      // Make room for the results where a keyboard covers half the screen.
      if (!keyboard.matches) input.blur();
    });
    input.form.addEventListener("reset", () => {
      clearTimeout(waiting);
      finder().then((found) => found.hint());
      input.focus();
    });
    input.addEventListener("input", (event) => {
      if (!event.isComposing) soon();
    });
    input.addEventListener("compositionend", soon);
    input.addEventListener("focus", show);
    opener.addEventListener("click", () => {
      show();
      input.focus();
    });
    box.querySelector(".c-search__close").addEventListener("click", leave);
    // The way back from an article leads to the results again.
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) address(ASKED, input.value.trim());
    });
    document.addEventListener("click", (event) => {
      if (desk.matches && !box.contains(event.target)) hide();
    });
    box.addEventListener("focusout", (event) => {
      if (desk.matches && event.relatedTarget && !box.contains(event.relatedTarget)) hide();
    });
    window.addEventListener("popstate", (event) => {
      if (!(event.state && event.state.searching)) hide();
    });

    if (given(ASKED)) {
      input.value = given(ASKED);
      show();
      if (keyboard.matches) input.focus();
      run(true);
    } else if (document.activeElement === input) {
      // The reader was faster than this script.
      show();
      if (input.value) soon();
    }
  }

  const query = given(MARKED);
  const article = document.getElementById("content");
  if (query && article) {
    // The address is what people share: it stays that of the article.
    address(MARKED, "");
    import("./search/marks.js").then((parts) => parts.show(article, query));
  }
  const box = document.querySelector("[data-search]");
  if (box) Box(box);
})();
