// A round of questions drawn from the page's own list, each explained, a score, a picture to keep.

import { all } from "../page/elements.js";
import { certificate } from "./certificate.js";

function quiz(box) {
  var start = box.querySelector("[data-quiz-start]");
  var asked = box.querySelector("[data-quiz-asked]");
  var score = box.querySelector("[data-quiz-score]");
  var why = box.querySelector("[data-quiz-why]");
  var choices = box.querySelector("[data-quiz-choices]");
  var status = box.querySelector("[data-quiz-status]");
  var questions = all("[data-quiz-question]").map(function (entry) {
    return {
      ask: entry.querySelector("summary").textContent.trim(),
      choices: all("li", entry).map(function (choice) {
        return choice.firstChild.textContent.trim();
      }),
      right: Number(entry.getAttribute("data-quiz-question")),
      reason: entry.querySelector("[data-quiz-reason]").textContent,
      link: entry.querySelector("a"),
    };
  });
  var unseen = [];
  var round = [];
  var at = 0;
  var missed = [];

  function find(name) {
    return box.querySelector("[data-quiz-" + name + "]");
  }

  // Questions that were not asked yet come first, so that a second round is a new one.
  function draw() {
    var wanted = Math.min(Number(box.getAttribute("data-quiz")), questions.length);
    round = [];
    while (round.length < wanted) {
      if (!unseen.length) {
        unseen = questions.filter(function (question) {
          return round.indexOf(question) < 0;
        });
      }
      round.push(unseen.splice(Math.floor(Math.random() * unseen.length), 1)[0]);
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
    var question = round[at];
    find("step").textContent = "第 " + (at + 1) + " 题，共 " + round.length + " 题";
    find("ask").textContent = question.ask;
    choices.textContent = "";
    question.choices.forEach(function (words, number) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "c-button c-button--action c-answer";
      button.textContent = words;
      button.setAttribute("data-quiz-choice", number);
      choices.appendChild(button);
    });
    why.hidden = true;
    status.textContent = "";
    focus(find("ask"));
  }

  function answer(number) {
    var question = round[at];
    var right = number === question.right;
    if (!right) missed.push(question);
    all("button", choices).forEach(function (button, place) {
      button.disabled = true;
      if (place === question.right) mark(button, "right", "对");
      else if (place === number) mark(button, "wrong", "您选的");
    });
    find("right").textContent = right ? "答对了" : "对的是：" + question.choices[question.right];
    find("words").textContent = question.reason;
    find("next").textContent = at + 1 < round.length ? "下一题" : "看成绩";
    why.hidden = false;
    focus(find("right"));
  }

  function mark(button, kind, words) {
    var label = document.createElement("b");
    label.textContent = words;
    button.classList.add("c-answer--" + kind);
    button.appendChild(label);
  }

  function next() {
    at += 1;
    if (at < round.length) ask();
    else finish();
  }

  function finish() {
    var right = round.length - missed.length;
    asked.hidden = true;
    score.hidden = false;
    find("total").textContent = "答对 " + right + " 题，共 " + round.length + " 题";
    var passed = right * 5 >= round.length * 4;
    find("praise").textContent = !missed.length
      ? "全答对了。请讲给家里人听，也请他们答一答。"
      : passed
        ? "多看一遍，就多一分把握。容易混的题列在下面，点开看看。"
        : "先看看下面这几题，再来一轮：十题答对八题，就能存一张证书。";
    var list = find("missed").querySelector("ul");
    list.textContent = "";
    missed.forEach(function (question) {
      var entry = document.createElement("li");
      entry.appendChild(document.createTextNode(question.ask + " "));
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
