// Choices: colours, elder mode, type size. Each is an attribute of the root element, remembered where the browser lets us.

import { all, on, root } from "./elements.js";
import { reach } from "./tables.js";

function choose(name, value) {
  if (value) root.setAttribute("data-" + name, value);
  else root.removeAttribute("data-" + name);
  try {
    if (value) localStorage.setItem("column." + name, value);
    else localStorage.removeItem("column." + name);
  } catch (fault) {
    // Not remembered; it still holds for this page.
  }
  show();
}

// Again after early.js: that one may come later, and a page from the browser's memory may not know a newer choice.
function recall() {
  try {
    ["scheme", "elder", "size"].forEach(function (name) {
      var value = localStorage.getItem("column." + name);
      if (value) root.setAttribute("data-" + name, value);
      else root.removeAttribute("data-" + name);
    });
  } catch (fault) {
    // Storage is switched off: nothing to recall.
  }
  show();
}

function isDark() {
  var chosen = root.getAttribute("data-scheme");
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function show() {
  reach();
  var elder = root.hasAttribute("data-elder");
  var size = root.getAttribute("data-size") || "";
  all("[data-elder-switch]").forEach(function (button) {
    // Where there is no room only 退出 is seen; what it leaves is still told to screen readers.
    var mode = document.createElement("span");
    mode.textContent = "老年人模式";
    button.textContent = elder ? "退出" : "";
    button.appendChild(mode);
    button.setAttribute("aria-label", elder ? "退出老年人模式" : "老年人模式");
  });
  all("[data-scheme-switch] span").forEach(function (words) {
    words.textContent = isDark() ? "浅色" : "深色";
  });
  all("[data-size-switch]").forEach(function (button) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-size-switch") === size));
  });
}

on("[data-elder-switch]", "click", function () {
  var elder = !root.hasAttribute("data-elder");
  choose("elder", elder ? "on" : "");
  all("[data-status]").forEach(function (status) {
    status.classList.add("c-visually-hidden");
    status.textContent = elder ? "已打开老年人模式" : "已退出老年人模式";
  });
  // The way out stands in the header, the way in below it: the one that was pressed is hidden now.
  all("[data-elder-switch]").forEach(function (button) {
    if (button.getClientRects().length) button.focus();
  });
});
on("[data-scheme-switch]", "click", function () {
  choose("scheme", isDark() ? "light" : "dark");
});
on("[data-size-switch]", "click", function (event) {
  choose("size", event.currentTarget.getAttribute("data-size-switch"));
});

window.addEventListener("pageshow", function (event) {
  if (event.persisted) recall();
});

root.classList.remove("no-js");
recall();
