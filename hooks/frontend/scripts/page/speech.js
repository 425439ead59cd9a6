// Reading aloud: the article's blocks one after the other, by the device's own voice.

import { all, on, root } from "./elements.js";

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
