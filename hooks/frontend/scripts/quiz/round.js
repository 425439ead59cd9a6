// A round of questions, messages and choices in turn, each explained; a score, a picture to keep.

import { all } from "../page/elements.js";
import { certificate } from "./certificate.js";
import { listed, pose, solve } from "./questions.js";

function quiz(box) {
  var start = box.querySelector("[data-quiz-start]");
  var asked = box.querySelector("[data-quiz-asked]");
  var score = box.querySelector("[data-quiz-score]");
  var why = box.querySelector("[data-quiz-why]");
  var choices = box.querySelector("[data-quiz-choices]");
  var status = box.querySelector("[data-quiz-status]");
  var questions = listed();
  var draws = [drawer(true), drawer(false)];
  var turn = 0;
  var round = [];
  var at = 0;
  var missed = [];

  function find(name) {
    return box.querySelector("[data-quiz-" + name + "]");
  }

  // Draws messages, or the others. Those that were not asked yet come first, so that a second round is a new one.
  function drawer(messages) {
    var unseen = [];
    return function () {
      if (!unseen.length) {
        unseen = questions.filter(function (question) {
          return question.message === messages && round.indexOf(question) < 0;
        });
      }
      return unseen.splice(Math.floor(Math.random() * unseen.length), 1)[0];
    };
  }

  function draw() {
    round = [];
    while (round.length < Number(box.getAttribute("data-quiz"))) {
      round.push(draws[turn % 2]() || draws[(turn + 1) % 2]());
      turn += 1;
    }
  }

  function focus(heading) {
    heading.focus();
    var top = heading.getBoundingClientRect().top;
    if (top < 0 || top > window.innerHeight * 0.7) heading.scrollIntoView({ block: "center" });
  }

  function begin() {
    draw();
    at = 0;
    missed = [];
    start.hidden = score.hidden = true;
    asked.hidden = false;
    ask();
  }

  function ask() {
    find("step").textContent = "第 " + (at + 1) + " 题，共 " + round.length + " 题";
    find("ask").textContent = round[at].ask;
    pose(round[at], choices);
    why.hidden = true;
    status.textContent = "";
    focus(find("ask"));
  }

  function answer(number) {
    var question = round[at];
    var right = question.right.map(function (place) {
      return "“" + question.choices[place] + "”";
    });
    var found = solve(question, choices, number);
    if (!found) missed.push(question);
    find("right").textContent = found
      ? question.message
        ? "找对了"
        : "答对了"
      : (question.message ? "不对劲的是：" : "对的是：") + right.join("、");
    find("words").textContent = question.reason;
    find("do").textContent = question.act;
    find("next").textContent = at + 1 < round.length ? "下一题" : "看成绩";
    why.hidden = false;
    focus(find("right"));
  }

  function next() {
    at += 1;
    if (at < round.length) ask();
    else finish();
  }

  // Four of five, as eight of ten.
  function finish() {
    var right = round.length - missed.length;
    var passed = right * 5 >= round.length * 4;
    asked.hidden = true;
    score.hidden = false;
    find("total").textContent = "答对 " + right + " 题，共 " + round.length + " 题";
    find("praise").textContent = !missed.length
      ? "全答对了。请讲给家里人听，也请他们答一答。"
      : passed
        ? "多看一遍，就多一分把握。容易混的题列在下面，点开看看。"
        : "再来一轮吧：五题答对四题，就能存一张证书。容易混的题列在下面，可以先看看。";
    var list = find("missed").querySelector("ul");
    list.textContent = "";
    missed.forEach(function (question) {
      var entry = document.createElement("li");
      entry.appendChild(document.createTextNode(question.title + " "));
      entry.appendChild(question.link.cloneNode(true));
      list.appendChild(entry);
    });
    find("missed").hidden = !missed.length;
    find("certificate").hidden = find("save").hidden = true;
    if (passed) certify(find("total").textContent);
    status.textContent = find("total").textContent;
    focus(find("total"));
  }

  function certify(total) {
    var group = box.getAttribute("data-quiz-group");
    var code = document.querySelector(".c-printed .c-qr__code");
    var made = certificate(box.getAttribute("data-quiz-site"), group, total, code);
    if (!made) return;
    var figure = find("certificate");
    var picture = figure.querySelector("img");
    picture.src = made.address;
    picture.alt = made.words;
    figure.hidden = false;
    find("save").href = made.address;
    find("save").hidden = false;
  }

  box.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-quiz-go")) begin();
    else if (button.hasAttribute("data-quiz-choice")) answer(Number(button.getAttribute("data-quiz-choice")));
    else if (button.hasAttribute("data-quiz-next")) next();
  });
}

all("[data-quiz]").forEach(quiz);
