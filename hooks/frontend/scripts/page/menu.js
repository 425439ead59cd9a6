// The menu on phones closes by Escape and by a touch beside it.

import { all } from "./elements.js";

all("[data-menu]").forEach(function (menu) {
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", function (event) {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
});
