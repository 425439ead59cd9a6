// What a pasted message has in common with those of swindlers. Nothing leaves the page; the rules are those of
// hooks/column/selfhelp/signs.py.

import { all } from "../page/elements.js";

export function normalised(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^0-9a-z\u3400-\u9fff]+/g, "");
}

function signsOf(form, table) {
  var field = form.querySelector("textarea");
  var answer = document.querySelector("[data-signs-answer]");
  var title = answer.querySelector("[data-signs-title]");

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var text = normalised(field.value);
    var ids = table
      .filter(function (words) {
        return words.slice(1).some(function (word) {
          return text.indexOf(word) >= 0;
        });
      })
      .map(function (words) {
        return words[0];
      });
    all("[data-sign]", answer).forEach(function (sign) {
      sign.hidden = ids.indexOf(sign.getAttribute("data-sign")) < 0;
    });
    answer.querySelector("[data-signs-none]").hidden = ids.length > 0;
    answer.querySelector("[data-signs-some]").hidden = !ids.length;
    title.textContent = !text
      ? "还没有贴上文字"
      : ids.length
        ? "这段话里有 " + ids.length + " 种骗子常用的说法"
        : "没有认出来，不等于可以放心";
    answer.hidden = false;
    title.focus();
  });
  form.addEventListener("reset", function () {
    answer.hidden = true;
  });
}

all("[data-signs]").forEach(function (form) {
  signsOf(form, JSON.parse(document.querySelector("[data-signs-table]").textContent));
});
