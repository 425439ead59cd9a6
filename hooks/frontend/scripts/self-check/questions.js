// One question at a time, the likely scam types at the end.

import { all } from "../page/elements.js";
import { acts, ranked } from "./score.js";

function selfCheck(box, table) {
  var questions = all("[data-check-question]", box);
  var urgent = box.querySelector("[data-check-urgent]");
  var verdict = box.querySelector("[data-check-verdict]");
  var likely = box.querySelector("[data-check-likely]");
  var status = box.querySelector("[data-check-status]");
  var lead = document.querySelector("[data-check-lead]");
  var chosen = [];

  function answers() {
    return chosen.map(function (number, question) {
      return table.questions[question][number];
    });
  }

  // Where not all of a question is on the screen, it stands at its top, below the telephone numbers.
  function focus(heading) {
    heading.focus();
    var card = heading.parentNode.getBoundingClientRect();
    if (card.top < 0 || card.bottom > window.innerHeight) box.scrollIntoView();
  }

  // Show the question after the last answer, or the verdict. `quietly`: the focus stays where it is.
  function show(quietly) {
    var at = chosen.length;
    questions.forEach(function (question, number) {
      question.hidden = number !== at;
    });
    var isUrgent = answers().some(function (answer) {
      return answer.urgent;
    });
    status.textContent = isUrgent && urgent.hidden ? "先打电话，再接着答。" : "";
    urgent.hidden = !isUrgent || at === questions.length;
    verdict.hidden = at !== questions.length;
    if (lead) lead.hidden = at > 0;
    if (!verdict.hidden) judge();
    if (!quietly) focus((questions[at] || verdict).querySelector("h2"));
  }

  // A scam type of the list below, for the verdict; the first is open.
  function copied(id, place) {
    var type = document.querySelector('[data-check-scam="' + id + '"]');
    var copy = type.cloneNode(true);
    copy.removeAttribute("data-check-scam");
    copy.setAttribute("data-check-shown", id);
    copy.classList.add("c-fold--flat");
    copy.open = place === 0;
    likely.appendChild(copy);
    return type.querySelector("strong").textContent;
  }

  function judge() {
    likely.textContent = "";
    var names = ranked(table, answers()).map(copied);
    var wanted = acts(table, answers());
    all("[data-check-act]", verdict).forEach(function (act) {
      act.hidden = wanted.indexOf(act.getAttribute("data-check-act")) < 0;
    });
    verdict.querySelector("[data-check-title]").textContent = names.length
      ? "像是：" + names[0]
      : "没有对上常见的骗局";
    verdict.querySelector("[data-check-words]").textContent =
      names.length > 1
        ? "也像：" + names.slice(1).join("、") + "。先照下面做，再点开看一看。"
        : names.length
          ? "先照下面做，再看一看这一类的样子。"
          : "这不等于没有问题。骗局常换花样，只要谈到钱、验证码、保密，就先停下来问一问。";
    status.textContent = names.length ? "答完了，像是" + names.join("、") : "答完了，没有对上常见的骗局";
  }

  box.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-check-answer")) {
      chosen.push(Number(button.getAttribute("data-check-answer")));
    } else if (button.hasAttribute("data-check-back")) {
      chosen.pop();
    } else if (button.hasAttribute("data-check-again")) {
      chosen = [];
    } else {
      return;
    }
    show();
  });

  show(true);
}

all("[data-check]").forEach(function (box) {
  selfCheck(box, JSON.parse(document.querySelector("[data-check-table]").textContent));
});
