// Buttons that copy the text beside them.

import { copy } from "./copying.js";
import { on } from "./elements.js";

on("[data-copy]", "click", function () {
  copy(this.closest("p, div").parentNode.querySelector("[data-text]"), this);
});
