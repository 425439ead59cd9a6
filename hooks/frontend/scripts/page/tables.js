// What is wider than the screen and scrolls can be reached by keyboard.

import { all } from "./elements.js";

export function reach() {
  all(".md-typeset table, .md-typeset pre > code").forEach(function (box) {
    if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  });
}

window.addEventListener("resize", reach);
