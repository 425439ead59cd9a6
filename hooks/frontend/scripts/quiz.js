// The quiz: a round of questions drawn from the page's own list, each explained, a score, a picture to keep.
// Nothing is fetched, kept or sent, and no name is asked.
(function () {
  "use strict";

  var box = document.querySelector("[data-quiz]");
  if (!box) return;

  var FONT = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
  var WIDTH = 1080;
  var HEIGHT = 1520;

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

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

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
    find("praise").textContent = missed.length
      ? "多看一遍，就多一分把握。容易混的题列在下面，点开看看。"
      : "全答对了。请讲给家里人听，也请他们答一答。";
    var list = find("missed").querySelector("ul");
    list.textContent = "";
    missed.forEach(function (question) {
      var entry = document.createElement("li");
      entry.appendChild(document.createTextNode(question.ask + " "));
      entry.appendChild(question.link.cloneNode(true));
      list.appendChild(entry);
    });
    find("missed").hidden = !missed.length;
    certify(right);
    status.textContent = find("total").textContent;
    focus(find("total"));
  }

  // The certificate, drawn here, shown as a picture so that a long press in WeChat can keep it.

  function certify(right) {
    var canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    var pen = canvas.getContext && canvas.getContext("2d");
    if (!pen) return;
    var group = box.getAttribute("data-quiz-group");
    var now = new Date();
    var day = now.getFullYear() + "年" + (now.getMonth() + 1) + "月" + now.getDate() + "日";
    paint(pen, "#123f86", 0, 0, WIDTH, HEIGHT);
    paint(pen, "#f2b705", 44, 44, WIDTH - 88, HEIGHT - 88);
    paint(pen, "#ffffff", 50, 50, WIDTH - 100, HEIGHT - 100);
    paint(pen, "#123f86", 50, 50, WIDTH - 100, 250);
    write(pen, box.getAttribute("data-quiz-site"), "bold 64px", "#ffffff", 200);
    write(pen, "我完成了反诈知识问答", "bold 84px", "#0b2a5b", 480);
    if (group) write(pen, "（" + group + "）", "48px", "#4c596b", 570);
    write(pen, "答对 " + right + " 题，共 " + round.length + " 题", "60px", "#1b2431", 690);
    write(pen, "不转账，不共享，不说码", "bold 60px", "#a3211a", 830);
    write(pen, "拿不准，先打96110问一问", "52px", "#1b2431", 920);
    var code = drawCode(pen, 1000, 300);
    if (code) write(pen, "扫一扫，您也来答一答", "40px", "#4c596b", 1350);
    write(pen, day, "40px", "#4c596b", code ? 1420 : 1200);
    var figure = find("certificate");
    var picture = figure.querySelector("img");
    picture.src = canvas.toDataURL("image/png");
    picture.alt =
      "证书：我完成了反诈知识问答" + (group ? "（" + group + "）" : "") + "，答对 " + right + " 题，共 " + round.length + " 题，" + day;
    figure.hidden = false;
    find("save").href = picture.src;
    find("save").hidden = false;
  }

  function paint(pen, colour, x, y, width, height) {
    pen.fillStyle = colour;
    pen.fillRect(x, y, width, height);
  }

  // A line in the middle, made smaller where it would not fit.
  function write(pen, words, size, colour, y) {
    pen.fillStyle = colour;
    pen.textAlign = "center";
    pen.font = size + " " + FONT;
    var wide = pen.measureText(words).width;
    if (wide > WIDTH - 180) {
      pen.font = size.replace(/\d+/, function (height) {
        return Math.floor((Number(height) * (WIDTH - 180)) / wide);
      }) + " " + FONT;
    }
    pen.fillText(words, WIDTH / 2, y);
  }

  // The page's QR code, taken from the drawing that its print has.
  function drawCode(pen, y, size) {
    var drawn = document.querySelector(".c-printed .c-qr__code");
    var line = drawn && drawn.querySelector("path[stroke]");
    if (!line || !window.Path2D) return false;
    var scale = size / Number(drawn.getAttribute("viewBox").split(" ")[2]);
    pen.save();
    pen.translate((WIDTH - size) / 2, y);
    pen.scale(scale, scale);
    pen.strokeStyle = "#000000";
    pen.lineWidth = 1;
    pen.stroke(new Path2D(line.getAttribute("d")));
    pen.restore();
    return true;
  }

  box.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-quiz-go")) begin();
    else if (button.hasAttribute("data-quiz-choice")) answer(Number(button.getAttribute("data-quiz-choice")));
    else if (button.hasAttribute("data-quiz-next")) next();
  });
})();
