// One question at a time, the likely scam types at the end.

import { all } from "../page/elements.js";
import { copy } from "../page/copying.js";
import { acts, ranked } from "./score.js";

function selfCheck(box, start, table) {
  var questions = all("[data-check-question]", box);
  var verdict = box.querySelector("[data-check-verdict]");
  var likely = box.querySelector("[data-check-likely]");
  var status = box.querySelector("[data-check-status]");
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

  // Show the question after the last answer, or the verdict.
  function show() {
    var at = chosen.length;
    questions.forEach(function (question, number) {
      question.hidden = number !== at;
    });
    status.textContent = "";
    verdict.hidden = at !== questions.length;
    if (!verdict.hidden) judge();
    focus((questions[at] || verdict).querySelector("h2"));
  }

  function begin(begun) {
    start.hidden = begun;
    box.hidden = !begun;
  }

  // A scam type of the list below, for the verdict; the first is open. Its icon stays below: a copy would be asked for anew.
  function copied(id, place) {
    var type = document.querySelector('[data-check-scam="' + id + '"]');
    var shown = type.cloneNode(true);
    shown.removeAttribute("data-check-scam");
    shown.setAttribute("data-check-shown", id);
    shown.classList.add("c-fold--flat");
    shown.classList.remove("c-fold--icon");
    shown.open = place === 0;
    likely.appendChild(shown);
    return { said: type.querySelector("strong").textContent, name: type.getAttribute("data-name") };
  }

  function judge() {
    likely.textContent = "";
    var found = ranked(table, answers());
    var types = found.map(copied);
    all("[data-check-drawn]", verdict).forEach(function (drawn) {
      drawn.hidden = drawn.getAttribute("data-check-drawn") !== found[0];
    });
    var names = types.map(function (type) {
      return "“" + type.said + "”";
    });
    var wanted = acts(table, answers());
    all("[data-check-act]", verdict).forEach(function (act) {
      act.hidden = wanted.indexOf(act.getAttribute("data-check-act")) < 0;
    });
    var title = names.length ? "很像" + names[0] : "还说不准，先别给钱";
    verdict.querySelector("[data-check-title]").textContent = title;
    verdict.querySelector("[data-check-official]").textContent = names.length
      ? "公安机关的叫法：" + types[0].name
      : "";
    verdict.querySelector("[data-check-words]").textContent =
      names.length > 1
        ? "也像" + names.slice(1).join("、") + "。先照下面做，再点开看一看。"
        : names.length
          ? "先照下面做，再看一看这一类的样子。"
          : "骗局常换花样。只要谈到钱、验证码、保密，就先停下来，打96110问一问。";
    verdict.querySelector("[data-check-message]").textContent =
      "有人找我，" + (names.length ? "很像" + names[0] + "那种骗局" : "我怕是骗局") + "。我还没给钱，请帮我一起看看，别让我一个人拿主意。";
    status.textContent = "答完了，" + title;
  }

  box.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-check-answer")) {
      chosen.push(Number(button.getAttribute("data-check-answer")));
    } else if (button.hasAttribute("data-check-back") && chosen.length) {
      chosen.pop();
    } else if (button.hasAttribute("data-check-back") || button.hasAttribute("data-check-again")) {
      chosen = [];
      begin(false);
      start.querySelector("[data-check-begin]").focus();
      return;
    } else if (button.hasAttribute("data-check-copy")) {
      copy(verdict.querySelector("[data-check-message]"), button);
      return;
    } else {
      return;
    }
    show();
  });

  start.querySelector("[data-check-begin]").addEventListener("click", function () {
    begin(true);
    show();
  });
}

all("[data-check]").forEach(function (box) {
  selfCheck(box, document.querySelector("[data-check-start]"), JSON.parse(document.querySelector("[data-check-table]").textContent));
});
