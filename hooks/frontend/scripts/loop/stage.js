// The stage fills the window and shows one film at a time, without sound until somebody wants it.

import { all, on, root } from "../page/elements.js";
import { loadFilms } from "./loading.js";

var stage = document.querySelector("[data-loop]");
var state = stage.querySelector("[data-loop-state]");
var controls = stage.querySelector("[data-loop-controls]");
var start = document.querySelector("[data-loop-start]");
var films = [];
var at = 0;
var silent = true;

function frame(film) {
  return film.closest("[data-loop-film]");
}

function play() {
  films.forEach(function (film, number) {
    frame(film).hidden = number !== at;
    film.muted = silent;
    if (number !== at) film.pause();
  });
  var promise = films[at].play();
  if (promise) promise.catch(label);
}

function follow() {
  at = (at + 1) % films.length;
  films[at].currentTime = 0;
  play();
}

function label() {
  var pause = stage.querySelector("[data-loop-pause]");
  var sound = stage.querySelector("[data-loop-sound]");
  pause.textContent = films[at].paused ? "继续" : "暂停";
  sound.textContent = silent ? "打开声音" : "关掉声音";
  sound.setAttribute("aria-pressed", String(!silent));
}

function turn() {
  if (films[at].paused) play();
  else films[at].pause();
}

function enlarge(isWhole) {
  films.forEach(function (film) {
    film.classList.toggle("c-film__picture--whole", isWhole);
  });
}

function open() {
  enlarge(true);
  stage.classList.add("c-loop--open");
  root.classList.add("c-still");
  controls.hidden = false;
  start.hidden = true;
  play();
}

function close() {
  if (document.fullscreenElement) document.exitFullscreen();
  enlarge(false);
  stage.classList.remove("c-loop--open");
  root.classList.remove("c-still");
  controls.hidden = true;
  start.hidden = false;
  films[at].pause();
  start.focus();
}

function isOpen() {
  return stage.classList.contains("c-loop--open");
}

function listen() {
  films.forEach(function (film) {
    film.addEventListener("ended", follow);
    film.addEventListener("play", label);
    film.addEventListener("pause", label);
  });
  on("[data-loop-pause]", "click", turn);
  on("[data-loop-sound]", "click", function () {
    silent = !silent;
    films[at].muted = silent;
    label();
  });
  on("[data-loop-screen]", "click", function () {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (stage.requestFullscreen) stage.requestFullscreen();
  });
  on("[data-loop-leave]", "click", close);
  on("[data-loop-start]", "click", open);
  document.addEventListener("keydown", function (event) {
    if (!isOpen()) return;
    if (event.key === " " && !event.target.closest("button")) {
      event.preventDefault();
      turn();
    }
    if (event.key === "Escape" && !document.fullscreenElement) close();
  });
}

var every = all("[data-loop-film] video", stage);
loadFilms(
  every,
  function (number) {
    state.textContent = "正在下载：" + number + " / " + every.length + " 段";
  },
  function (playable) {
    films = playable;
    var lost = every.length - playable.length;
    state.textContent = lost ? "有 " + lost + " 段没有下载下来，或者这台设备放不了；网络好了刷新再试。" : "";
    every.forEach(function (film) {
      frame(film).hidden = playable.indexOf(film) < 0;
    });
    if (!films.length) return;
    listen();
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) start.hidden = false;
    else open();
  }
);
