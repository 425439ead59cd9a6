// Reading aloud: the article's blocks one after the other, by the device's own voice.

import { all, on, root } from "./elements.js";

var speech = window.speechSynthesis;
var queue = [];
var current = null;
var utterance = null;
var patience = 0;
var PATIENCE = 3000;
/* Milliseconds. */

var BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, td, th, blockquote, figcaption, summary";
var PARTS = "a, button";

// What a reader sees of an element: neither what is hidden nor what only screen readers are told.
function seen(element) {
  if (element.nodeType === Node.TEXT_NODE) return element.nodeValue;
  if (element.nodeType !== Node.ELEMENT_NODE) return "";
  var style = window.getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return "";
  if (element.classList.contains("c-visually-hidden") || element.getAttribute("aria-hidden") === "true") return "";
  var words = Array.prototype.map.call(element.childNodes, seen).join("");
  return style.display === "inline" ? words : " " + words + " ";
}

function isRead(block) {
  var fold = block.closest("details:not([open])");
  return (
    !block.closest("[data-quiet], [hidden]") &&
    (!fold || block.closest("summary")) &&
    block.getClientRects().length &&
    seen(block).trim()
  );
}

// Links and answers that stand beside each other are a sentence each; a link within a sentence is a part of it.
function parts(block) {
  var links = all(PARTS, block);
  var around = links.reduce(function (left, link) {
    return left - seen(link).trim().length;
  }, seen(block).trim().length);
  return links.length > 1 && around <= links.length ? links : [block];
}

function blocks() {
  var page = document.getElementById("content");
  var found = [];
  all(BLOCKS + ", " + PARTS, page).forEach(function (block) {
    var isPart = block.matches(PARTS);
    if ((isPart && block.closest(BLOCKS)) || block.querySelector(BLOCKS) || !isRead(block)) return;
    found = found.concat(isPart ? [block] : parts(block));
  });
  return found;
}

// 110 is said 幺幺零, not "a hundred and ten"; 2026-11-20 is said 11月20日.
function spoken(text) {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\b(?:\d{4}-)0?(\d{1,2})-0?(\d{1,2})\b/g, "$1月$2日")
    .replace(/\b(110|96110|12381)\b/g, function (number) {
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
// A device that does not begin within three seconds has no voice, whatever it says of itself.
function speak() {
  var words = new SpeechSynthesisUtterance(spoken(seen(current)));
  utterance = words;
  words.lang = "zh-CN";
  words.rate = 0.9;
  words.onstart = function () {
    clearTimeout(patience);
  };
  words.onend = function () {
    clearTimeout(patience);
    if (utterance === words) next();
  };
  words.onerror = function () {
    if (utterance === words) giveUp();
  };
  clearTimeout(patience);
  patience = setTimeout(giveUp, PATIENCE);
  speech.speak(words);
}

function giveUp() {
  stop();
  say("这台设备不能朗读中文。换手机自带的浏览器试试，或者请家里人念给您听。急事请打110。");
}

function silence() {
  clearTimeout(patience);
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
    status.classList.toggle("c-visually-hidden", !words);
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
