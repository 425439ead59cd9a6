// Buttons that print the page, and what is folded away on the screen but belongs on paper.

import { all, on } from "./elements.js";

on("[data-print]", "click", function () {
  window.print();
});
all("[data-print][hidden]").forEach(function (button) {
  button.hidden = false;
});

// Nobody can open a fold on paper. Those that the reader had open stay open afterwards.
window.addEventListener("beforeprint", function () {
  all("details.c-fold:not([open])").forEach(function (fold) {
    fold.setAttribute("data-folded", "");
    fold.open = true;
  });
});
window.addEventListener("afterprint", function () {
  all("[data-folded]").forEach(function (fold) {
    fold.removeAttribute("data-folded");
    fold.open = false;
  });
});
