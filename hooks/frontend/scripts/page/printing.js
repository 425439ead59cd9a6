// Buttons that print the page.

import { all, on } from "./elements.js";

on("[data-print]", "click", function () {
  window.print();
});
all("[data-print][hidden]").forEach(function (button) {
  button.hidden = false;
});
