// What the pages gain where scripts run; without them everything is there to be read. Written for old phones.
(function () {
  "use strict";

  var root = document.documentElement;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function on(selector, event, act) {
    all(selector).forEach(function (element) {
      element.addEventListener(event, act);
    });
  }

  // Choices: an attribute of the root element, remembered where the browser lets us.

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

  // What is wider than the screen and scrolls can be reached by keyboard.
  function reach() {
    all(".md-typeset table, .md-typeset pre > code").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  }

  function show() {
    reach();
    var elder = root.hasAttribute("data-elder");
    var size = root.getAttribute("data-size") || "";
    all("[data-elder-switch]").forEach(function (button) {
      button.textContent = elder ? "退出老年人模式" : "老年人模式";
    });
    all("[data-scheme-switch] span").forEach(function (words) {
      words.textContent = isDark() ? "浅色" : "深色";
    });
    all("[data-size-switch]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-size-switch") === size));
    });
  }

  on("[data-elder-switch]", "click", function () {
    choose("elder", root.hasAttribute("data-elder") ? "" : "on");
  });
  on("[data-scheme-switch]", "click", function () {
    choose("scheme", isDark() ? "light" : "dark");
  });
  on("[data-size-switch]", "click", function (event) {
    choose("size", event.currentTarget.getAttribute("data-size-switch"));
  });

  window.addEventListener("resize", reach);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) recall();
  });

  // Printing.

  on("[data-print]", "click", function () {
    window.print();
  });
  all("[data-print][hidden]").forEach(function (button) {
    button.hidden = false;
  });

  // Warnings past the day on which the office wanted to look at them again.

  all("[data-review-by]").forEach(function (review) {
    var day = new Date(review.getAttribute("data-review-by") + "T23:59:59+08:00");
    var words = review.querySelector(".c-review__old");
    if (words && Date.now() > day.getTime()) words.hidden = false;
  });

  // The menu on phones closes by Escape and by a touch beside it.

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

  // Reading aloud: the article's blocks one after the other, by the device's own voice.

  var speech = window.speechSynthesis;
  var queue = [];
  var current = null;
  var utterance = null;

  function blocks() {
    var names = "h1, h2, h3, h4, p, li, dt, dd, td, th, blockquote, figcaption";
    return all(names, document.getElementById("content")).filter(function (block) {
      return (
        !block.querySelector(names) &&
        !block.closest("[data-quiet], [hidden]") &&
        block.textContent.trim() &&
        block.getClientRects().length
      );
    });
  }

  // 110 is said 幺幺零, not "a hundred and ten".
  function spoken(text) {
    return text.trim().replace(/\b(110|96110|12381)\b/g, function (number) {
      return number.replace(/\d/g, function (digit) {
        return "零幺二三四五六七八九".charAt(Number(digit));
      });
    });
  }

  function mark(block) {
    if (current) current.classList.remove("c-spoken");
    current = block;
    if (current) current.classList.add("c-spoken");
  }

  // Pausing forgets the voice and keeps the block: the pause of the devices themselves often does not come back.
  function speak() {
    var words = new SpeechSynthesisUtterance(spoken(current.textContent));
    utterance = words;
    words.lang = "zh-CN";
    words.rate = 0.9;
    words.onend = function () {
      if (utterance === words) next();
    };
    words.onerror = function () {
      if (utterance !== words) return;
      stop();
      say("这台设备不能朗读中文，请换手机自带的浏览器试试。");
    };
    speech.speak(words);
  }

  function silence() {
    utterance = null;
    speech.cancel();
  }

  function next() {
    mark(queue.shift() || null);
    if (current) speak();
    else stop();
  }

  function stop() {
    silence();
    queue = [];
    mark(null);
    root.removeAttribute("data-reading");
    label();
  }

  function say(words) {
    all("[data-status]").forEach(function (status) {
      status.textContent = words;
    });
  }

  function label() {
    var reading = root.getAttribute("data-reading");
    all("[data-read=play]").forEach(function (button) {
      button.textContent = reading === "on" ? "暂停" : reading === "paused" ? "继续" : "朗读";
    });
    all("[data-read=stop]").forEach(function (button) {
      button.hidden = !reading;
    });
  }

  if (speech && window.SpeechSynthesisUtterance) {
    on("[data-read=play]", "click", function () {
      var reading = root.getAttribute("data-reading");
      say("");
      root.setAttribute("data-reading", reading === "on" ? "paused" : "on");
      silence();
      if (!reading) {
        queue = blocks();
        next();
      } else if (reading === "paused") {
        speak();
      }
      label();
    });
    on("[data-read=stop]", "click", stop);
    window.addEventListener("pagehide", stop);
  } else {
    all("[data-read]").forEach(function (button) {
      button.hidden = true;
    });
  }

  root.classList.remove("no-js");
  recall();
})();
