// The pictures one after the other, over the whole window. They begin by themselves, unless the reader wants no motion.

import { all, on } from "../page/elements.js";

var box = document.querySelector("[data-screen]");
var stage = document.querySelector("[data-screen-stage]");
var state = document.querySelector("[data-screen-state]");
var pause = document.querySelector("[data-screen-pause]");
var start = document.querySelector("[data-screen-start]");
var pictures = [];
var at = 0;
var timer = 0;

// `?group=elderly,students` and `?type=police`: whatever fits one of them; where nothing does, everything.
function chosen() {
  var asked = new URLSearchParams(location.search);
  var groups = named(asked, "group");
  var types = named(asked, "type");
  var items = all("[data-screen-item]");
  var fitting = items.filter(function (item) {
    var own = item.getAttribute("data-groups").split(" ");
    return types.indexOf(item.getAttribute("data-type")) >= 0 || own.some(isIn(groups));
  });
  items.forEach(function (item) {
    item.hidden = fitting.length > 0 && fitting.indexOf(item) < 0;
  });
  return fitting.length ? fitting : items;
}

function named(asked, key) {
  return asked.getAll(key).join(",").split(",").filter(Boolean);
}

function isIn(names) {
  return function (name) {
    return names.indexOf(name) >= 0;
  };
}

function load(items) {
  var left = items.length;
  var lost = 0;
  var loading = items.map(function (item) {
    var shown = item.querySelector("img");
    var picture = new Image();
    picture.className = "c-stage__picture";
    picture.alt = shown.alt;
    picture.hidden = true;
    picture.onload = picture.onerror = function (event) {
      picture.onload = picture.onerror = null;
      left -= 1;
      picture.lost = event.type === "error";
      lost += picture.lost ? 1 : 0;
      state.textContent = "正在载入画面：" + (items.length - left) + "／" + items.length;
      if (left) return;
      pictures = loading.filter(function (one) {
        return !one.lost;
      });
      ready(lost);
    };
    return [picture, shown.src];
  });
  loading = loading.map(function (pair) {
    pair[0].src = pair[1];
    return pair[0];
  });
}

function ready(missing) {
  state.textContent =
    pictures.length + " 张画面已经载入，断了网也能放。" + (missing ? "有 " + missing + " 张没有载入，重新打开这一页再试。" : "");
  if (!pictures.length) return;
  var holder = document.querySelector("[data-screen-pictures]");
  pictures.forEach(function (picture) {
    holder.appendChild(picture);
  });
  start.disabled = false;
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still) state.textContent += "照您的设置，不自动开始。";
  else play();
}

function show(next) {
  pictures[at].hidden = true;
  at = (next + pictures.length) % pictures.length;
  pictures[at].hidden = false;
}

function play() {
  stage.hidden = false;
  stage.focus();
  show(at);
  run(true);
}

function run(running) {
  clearInterval(timer);
  timer = running
    ? setInterval(function () {
        show(at + 1);
      }, box.getAttribute("data-screen") * 1000)
    : 0;
  pause.textContent = running ? "暂停" : "继续";
  stage.classList.toggle("c-stage--paused", !running);
}

function step(by) {
  show(at + by);
  run(timer !== 0);
}

function whole() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (stage.requestFullscreen) stage.requestFullscreen();
}

function leave() {
  run(false);
  stage.hidden = true;
  if (document.fullscreenElement) document.exitFullscreen();
  start.focus();
}

var KEYS = {
  " ": function () {
    run(timer === 0);
  },
  ArrowRight: function () {
    step(1);
  },
  ArrowLeft: function () {
    step(-1);
  },
  f: whole,
  Escape: leave,
};

// Before the theme, which has keys of its own.
function pressed(event) {
  var act = KEYS[event.key];
  var onButton = event.key === " " && event.target.matches("button");
  if (stage.hidden || !act || onButton || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

if (box) {
  on("[data-screen-start]", "click", play);
  on("[data-screen-pause]", "click", KEYS[" "]);
  on("[data-screen-whole]", "click", whole);
  on("[data-screen-leave]", "click", leave);
  on("[data-screen-step]", "click", function () {
    step(Number(this.getAttribute("data-screen-step")));
  });
  window.addEventListener("keydown", pressed, true);
  load(chosen());
}
