// What a reader types, and when it is searched for; the marks on a page that was found.

import { ASKED, MARKED, address, given } from "./address.js";
import { listen } from "./keys.js";
import { Layer } from "./layer.js";

const WAIT = 160; // milliseconds without a key before a search begins

function Box(box) {
  const base = new URL(box.getAttribute("data-search"), location.href).href;
  const home = new URL("../", base).href;
  const input = box.querySelector(".c-search__input");
  const list = box.querySelector(".c-search__list");
  const status = box.querySelector(".c-search__status");
  const keyboard = matchMedia("(pointer: fine)");

  let finding = null;
  let waiting = 0;

  function finder() {
    if (!finding) {
      // All parts at once, not one after the other as they name each other.
      const parts = ["finder", "index", "query", "results", "text"].map((name) => import("./search/" + name + ".js"));
      finding = Promise.all(parts).then(([first]) =>
        first.Finder(box, base, (url, query) => home + url + (query && "?" + MARKED + "=" + encodeURIComponent(query)))
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

  const layer = Layer(box, () => {
    finder().then((found) => {
      if (!input.value) found.hint();
    });
  });
  listen(box, layer);

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
  // The way back from an article leads to the results again.
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) address(ASKED, input.value.trim());
  });

  if (given(ASKED)) {
    input.value = given(ASKED);
    layer.show();
    if (keyboard.matches) input.focus();
    run(true);
  } else if (document.activeElement === input) {
    // The reader was faster than this script.
    layer.show();
    if (input.value) soon();
  }
}

const query = given(MARKED);
const article = document.getElementById("content");
const boxes = document.querySelectorAll("[data-search]");
if (query && article && boxes.length) {
  // The address is what people share: it stays that of the article.
  address(MARKED, "");
  const base = new URL(boxes[0].getAttribute("data-search"), location.href).href;
  import("./search/marks.js").then((parts) => parts.show(article, query, base));
}
boxes.forEach(Box);
