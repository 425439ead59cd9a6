// Class mode: the questions of the page in their order, one on a whole screen, for a hall that shouts the answer.

import { all, on } from "../page/elements.js";
import { listed, pose, solve } from "./questions.js";

function classroom(hall) {
  var choices = hall.querySelector("[data-hall-choices]");
  var why = hall.querySelector("[data-hall-why]");
  var questions = listed();
  var at = 0;
  var opener = null;

  function find(name) {
    return hall.querySelector("[data-hall-" + name + "]");
  }

  function ask(number) {
    at = (number + questions.length) % questions.length;
    find("step").textContent = "第 " + (at + 1) + " 题，共 " + questions.length + " 题";
    find("ask").textContent = questions[at].ask;
    pose(questions[at], choices);
    why.hidden = true;
    find("on").textContent = "看答案 →";
    hall.scrollTop = 0;
    find("ask").focus();
  }

  // What is neither right nor chosen makes room for the reasons.
  function answer(chosen) {
    var question = questions[at];
    var right = question.right.map(function (number) {
      return number + 1;
    });
    solve(question, choices, chosen);
    find("right").textContent =
      (question.message ? "不对劲的是第 " : "对的是第 ") + right.join("、") + (question.message ? " 句" : " 项");
    find("words").textContent = question.reason;
    find("do").textContent = question.act;
    all("li", choices).forEach(function (entry) {
      entry.hidden = !entry.querySelector(".c-answer--right, .c-answer--wrong");
    });
    why.hidden = false;
    find("on").textContent = "下一题 →";
    find("right").focus();
  }

  function forward() {
    if (why.hidden) answer(-1);
    else ask(at + 1);
  }

  function back() {
    ask(why.hidden ? at - 1 : at);
  }

  function open(event) {
    opener = event.currentTarget;
    hall.hidden = false;
    // Where the browser refuses the whole screen, the hall covers its window all the same.
    if (hall.requestFullscreen) hall.requestFullscreen().catch(function () {});
    ask(at);
  }

  function close() {
    hall.hidden = true;
    choices.textContent = "";
    // What is outside the whole screen takes no focus before it is left.
    if (!document.fullscreenElement) opener.focus();
    else
      document.exitFullscreen().then(function () {
        opener.focus();
      });
  }

  // The focus goes round in the hall: nothing behind it can be seen.
  function circle(event) {
    var buttons = all("button:not([disabled])", hall);
    var place = buttons.indexOf(document.activeElement);
    var leaves = event.shiftKey ? place === 0 || document.activeElement === hall : place === buttons.length - 1;
    if (!leaves) return;
    event.preventDefault();
    buttons[event.shiftKey ? buttons.length - 1 : 0].focus();
  }

  hall.addEventListener("keydown", function (event) {
    var pressed = event.target.closest("button") && (event.key === "Enter" || event.key === " ");
    if (pressed || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Tab") circle(event);
    else if (event.key === "Escape") close();
    else if (/^(Enter| |ArrowRight|ArrowDown|PageDown)$/.test(event.key)) forward();
    else if (/^(ArrowLeft|ArrowUp|PageUp)$/.test(event.key)) back();
    else if (why.hidden && questions[at].choices[event.key - 1]) answer(event.key - 1);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  });
  hall.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-quiz-choice")) answer(Number(button.getAttribute("data-quiz-choice")));
    else if (button.hasAttribute("data-hall-on")) forward();
    else if (button.hasAttribute("data-hall-back")) back();
    else close();
  });
  // Esc leaves the whole screen without a key press that a page could see.
  document.addEventListener("fullscreenchange", function () {
    if (!document.fullscreenElement && !hall.hidden) close();
  });
  on("[data-hall-open]", "click", open);
}

all("[data-hall]").forEach(classroom);
