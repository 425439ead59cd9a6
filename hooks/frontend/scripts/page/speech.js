// Reading aloud: what a page wants said, block by block, by the device's own voice. A page says its title and what its
// template marks with `data-say`, in the order of the page, for at most a minute, and last the numbers to dial. Where an
// officer's recording stands on the page, it is played instead.

import { all, on, root } from "./elements.js";

var speech = window.speechSynthesis;
var recorded = document.querySelector("[data-recorded]");
var queue = [];
var current = null;
var utterance = null;
var patience = 0;
var PATIENCE = 3000;
var A_SIGN = 700;
/* Milliseconds: until a voice begins, and for each sign until it is given up. */
var MINUTE = 250;
/* Signs that are said in a minute. */

var BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, td, th, blockquote, figcaption, summary";
var PARTS = "a, button";

// What a reader sees of an element: neither what is hidden nor what only screen readers are told.
function seen(element) {
  if (element.nodeType === Node.TEXT_NODE) return element.nodeValue;
  if (element.nodeType !== Node.ELEMENT_NODE) return "";
  var style = window.getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return "";
  if (element.classList.contains("c-visually-hidden") || element.getAttribute("aria-hidden") === "true") return "";
  var inner = Array.prototype.map.call(element.childNodes, seen).join("");
  return style.display === "inline" ? inner : " " + inner + " ";
}

function isRead(block) {
  if (!block.matches("h1") && !block.closest("[data-say]")) return false;
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
  var around = links.reduce(function (rest, link) {
    return rest - seen(link).trim().length;
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

// Blocks with their words, as many as a minute holds; of the last one whole sentences. The numbers always have a place.
function script() {
  var numbers = all(".c-tools__call");
  var left = MINUTE - numbers.map(words).join("").length;
  var said = [];
  blocks().every(function (block) {
    var sentences = words(block).match(/[^。！？；]+[。！？；”]*/g) || [];
    var fitting = sentences.filter(function (sentence) {
      left -= sentence.length;
      return left >= 0;
    });
    if (fitting.length) said.push({ block: block, words: fitting.join("") });
    return left > 0;
  });
  var called = said.some(function (one) {
    return one.block.matches("[href^='tel:']");
  });
  if (!called) {
    numbers.forEach(function (number) {
      said.push({ block: number, words: words(number) });
    });
  }
  return said;
}

function words(block) {
  return spoken(seen(block));
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

function mark(one) {
  if (current) current.block.classList.remove("c-spoken");
  current = one;
  if (current) current.block.classList.add("c-spoken");
}

// Pausing forgets the voice and keeps the block: the pause of the devices themselves often does not come back.
// A device that does not begin within three seconds has no voice, whatever it says of itself; one that begins and does
// not end has lost it.
function speak() {
  var said = new SpeechSynthesisUtterance(current.words);
  utterance = said;
  said.lang = "zh-CN";
  said.rate = 0.9;
  said.onstart = function () {
    if (utterance === said) wait(PATIENCE + A_SIGN * said.text.length);
  };
  said.onend = function () {
    if (utterance === said) next();
  };
  said.onerror = function () {
    if (utterance === said) giveUp();
  };
  wait(PATIENCE);
  speech.speak(said);
}

function wait(long) {
  clearTimeout(patience);
  patience = setTimeout(giveUp, long);
}

function giveUp() {
  stop();
  say("这台设备不能朗读中文。换手机自带的浏览器试试，或者请家里人念给您听。急事请打110。");
}

// False only where the device tells its voices and none speaks Chinese; many tell them late or not at all.
function hasVoice() {
  if (!speech || !window.SpeechSynthesisUtterance) return false;
  var voices = speech.getVoices ? speech.getVoices() : [];
  return (
    !voices.length ||
    voices.some(function (voice) {
      return /^(zh|cmn|yue)/i.test(voice.lang);
    })
  );
}

function silence() {
  clearTimeout(patience);
  utterance = null;
  if (speech) speech.cancel();
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

function say(message) {
  all("[data-status]").forEach(function (status) {
    status.textContent = message;
    status.classList.toggle("c-visually-hidden", !message);
  });
}

function label() {
  var reading = root.getAttribute("data-reading");
  all("[data-read=play]").forEach(function (button) {
    (button.querySelector("span") || button).textContent = reading === "on" ? "暂停" : reading === "paused" ? "继续" : "朗读";
  });
  all("[data-read=stop]").forEach(function (button) {
    button.hidden = !reading;
  });
}

on("[data-read=play]", "click", function () {
  var reading = root.getAttribute("data-reading");
  say("");
  if (recorded) {
    if (recorded.paused) recorded.play();
    else recorded.pause();
    return;
  }
  if (!hasVoice()) {
    giveUp();
    return;
  }
  root.setAttribute("data-reading", reading === "on" ? "paused" : "on");
  silence();
  if (!reading) {
    queue = script();
    next();
  } else if (reading === "paused") {
    speak();
  }
  label();
});
on("[data-read=stop]", "click", function () {
  if (recorded) recorded.pause();
  stop();
});
if (recorded) {
  ["play", "pause", "ended"].forEach(function (change) {
    recorded.addEventListener(change, function () {
      if (change === "ended") recorded.currentTime = 0;
      root.setAttribute("data-reading", change === "play" ? "on" : "paused");
      if (change === "ended") root.removeAttribute("data-reading");
      label();
    });
  });
}
window.addEventListener("pagehide", stop);
