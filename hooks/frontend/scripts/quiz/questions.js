// The questions of the page's own list, and how one is asked and answered: its choices, or a message's sentences, as
// buttons.

import { all } from "../page/elements.js";

export function listed() {
  return all("[data-quiz-question]").map(function (entry) {
    var body = entry.querySelector("[data-quiz-body]");
    var act = entry.querySelector("[data-quiz-act]");
    var title = entry.querySelector("summary").textContent.trim().replace(/^\d+\.\s*/, "");
    var message = body.tagName === "FIGURE";
    return {
      title: title,
      ask: message ? "哪一句不对劲？" : title,
      body: body,
      message: message,
      choices: all("li[value]", body).map(function (choice) {
        return choice.textContent;
      }),
      right: entry.getAttribute("data-quiz-question").split(" ").map(Number),
      reason: entry.querySelector("[data-quiz-reason]").textContent,
      act: act ? "该怎么做：" + act.textContent : "",
      link: entry.querySelector("a"),
    };
  });
}

// Show a question in an empty place, each choice a button with its number.
export function pose(question, place) {
  var body = question.body.cloneNode(true);
  body.removeAttribute("data-quiz-body");
  body.classList.add("c-options");
  all("li[value]", body).forEach(function (entry, number) {
    var button = document.createElement("button");
    var sign = document.createElement("span");
    sign.className = "c-answer__number";
    sign.textContent = number + 1;
    button.type = "button";
    button.className = "c-button c-button--action c-answer";
    button.setAttribute("data-quiz-choice", number);
    button.appendChild(sign);
    button.appendChild(document.createElement("span")).textContent = entry.textContent;
    entry.textContent = "";
    entry.appendChild(button);
  });
  place.textContent = "";
  place.appendChild(body);
}

// Mark what is right and what was chosen (-1 for nothing). Tells whether that was right.
export function solve(question, place, chosen) {
  all("[data-quiz-choice]", place).forEach(function (button, number) {
    button.disabled = true;
    if (question.right.indexOf(number) >= 0) mark(button, "right", question.message ? "不对劲" : "对");
    else if (number === chosen) mark(button, "wrong", "选的");
  });
  return question.right.indexOf(chosen) >= 0;
}

function mark(button, kind, words) {
  var label = document.createElement("b");
  label.textContent = words;
  button.classList.add("c-answer--" + kind);
  button.appendChild(label);
}
