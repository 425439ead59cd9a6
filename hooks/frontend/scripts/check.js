// The self-check: one question at a time, points by the page's own table, the likely scam types at the end.
// Everything is on the page; nothing is fetched, kept or sent. The rules are those of hooks/column/selfcheck.py.
(function () {
  "use strict";

  var box = document.querySelector("[data-check]");
  var source = document.querySelector("[data-check-table]");
  if (!box || !source) return;

  var table = JSON.parse(source.textContent);
  var questions = all("[data-check-question]", box);
  var urgent = box.querySelector("[data-check-urgent]");
  var verdict = box.querySelector("[data-check-verdict]");
  var likely = box.querySelector("[data-check-likely]");
  var status = box.querySelector("[data-check-status]");
  var lead = document.querySelector("[data-check-lead]");
  var chosen = [];

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function answers() {
    return chosen.map(function (number, question) {
      return table.questions[question][number];
    });
  }

  // The scam types to show, likeliest first; equals in the table's order.
  function ranked() {
    var score = {};
    answers().forEach(function (answer) {
      Object.keys(answer.points).forEach(function (id) {
        score[id] = (score[id] || 0) + answer.points[id];
      });
    });
    var best = 0;
    table.scams.forEach(function (id) {
      best = Math.max(best, score[id] || 0);
    });
    return table.scams
      .filter(function (id) {
        return score[id] >= table.least && score[id] * 2 >= best;
      })
      .map(function (id, place) {
        return { id: id, place: place };
      })
      .sort(function (one, other) {
        return score[other.id] - score[one.id] || one.place - other.place;
      })
      .slice(0, table.shown)
      .map(function (entry) {
        return entry.id;
      });
  }

  function acts() {
    var wanted = table.always.slice();
    answers().forEach(function (answer) {
      wanted = wanted.concat(answer.acts);
    });
    return table.acts
      .filter(function (id) {
        return wanted.indexOf(id) >= 0;
      })
      .slice(0, table.steps);
  }

  // Where not all of a question is on the screen, it stands at its top, below the telephone numbers.
  function focus(heading) {
    heading.focus();
    var card = heading.parentNode.getBoundingClientRect();
    if (card.top < 0 || card.bottom > window.innerHeight) box.scrollIntoView();
  }

  function say(words) {
    status.textContent = words;
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
    if (isUrgent && urgent.hidden) say("先打电话，再接着答。");
    else say("");
    urgent.hidden = !isUrgent || at === questions.length;
    verdict.hidden = at !== questions.length;
    if (lead) lead.hidden = at > 0;
    if (!verdict.hidden) judge();
    if (!quietly) focus((questions[at] || verdict).querySelector("h2"));
  }

  function judge() {
    var ids = ranked();
    var names = [];
    likely.textContent = "";
    ids.forEach(function (id) {
      var type = document.querySelector('[data-check-scam="' + id + '"]');
      var copy = type.cloneNode(true);
      copy.removeAttribute("data-check-scam");
      copy.setAttribute("data-check-shown", id);
      copy.classList.add("c-fold--flat");
      copy.open = ids[0] === id;
      likely.appendChild(copy);
      names.push(type.querySelector("strong").textContent);
    });
    var wanted = acts();
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
    say(names.length ? "答完了，像是" + names.join("、") : "答完了，没有对上常见的骗局");
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
})();
