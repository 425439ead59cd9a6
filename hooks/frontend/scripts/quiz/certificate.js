// The certificate, drawn on the page and shown as a picture, so that a long press in WeChat can keep it.

var FONT = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
var WIDTH = 1080;
var HEIGHT = 1520;

// The picture as a data address, and its words; null where the browser cannot draw. `site`, `group` (empty for
// everybody) and `score` are shown as they are; `code` is the drawing of the page's QR code, or null.
export function certificate(site, group, score, code) {
  var canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  var pen = canvas.getContext && canvas.getContext("2d");
  if (!pen) return null;
  var now = new Date();
  var day = now.getFullYear() + "年" + (now.getMonth() + 1) + "月" + now.getDate() + "日";
  frame(pen);
  write(pen, site, "bold 64px", "#ffffff", 200);
  write(pen, "我完成了反诈知识问答", "bold 84px", "#0b2a5b", 480);
  if (group) write(pen, "（" + group + "）", "48px", "#4c596b", 570);
  write(pen, score, "60px", "#1b2431", 690);
  write(pen, "不转账，不共享，不说码", "bold 60px", "#a3211a", 830);
  write(pen, "拿不准，先打96110问一问", "52px", "#1b2431", 920);
  var drawn = drawCode(pen, code, 1000, 300);
  if (drawn) write(pen, "扫一扫，您也来答一答", "40px", "#4c596b", 1350);
  write(pen, day, "40px", "#4c596b", drawn ? 1420 : 1200);
  return {
    address: canvas.toDataURL("image/png"),
    words: "证书：我完成了反诈知识问答" + (group ? "（" + group + "）" : "") + "，" + score + "，" + day,
  };
}

function frame(pen) {
  paint(pen, "#123f86", 0, WIDTH, HEIGHT);
  paint(pen, "#f2b705", 44, WIDTH - 88, HEIGHT - 88);
  paint(pen, "#ffffff", 50, WIDTH - 100, HEIGHT - 100);
  paint(pen, "#123f86", 50, WIDTH - 100, 250);
}

// A rectangle whose corner is as far from the left as from the top.
function paint(pen, colour, from, width, height) {
  pen.fillStyle = colour;
  pen.fillRect(from, from, width, height);
}

// A line in the middle, made smaller where it would not fit.
function write(pen, words, size, colour, y) {
  pen.fillStyle = colour;
  pen.textAlign = "center";
  pen.font = size + " " + FONT;
  var wide = pen.measureText(words).width;
  if (wide > WIDTH - 180) {
    pen.font =
      size.replace(/\d+/, function (height) {
        return Math.floor((Number(height) * (WIDTH - 180)) / wide);
      }) +
      " " +
      FONT;
  }
  pen.fillText(words, WIDTH / 2, y);
}

function drawCode(pen, drawing, y, size) {
  var line = drawing && drawing.querySelector("path[stroke]");
  if (!line || !window.Path2D) return false;
  var scale = size / Number(drawing.getAttribute("viewBox").split(" ")[2]);
  pen.save();
  pen.translate((WIDTH - size) / 2, y);
  pen.scale(scale, scale);
  pen.strokeStyle = "#000000";
  pen.lineWidth = 1;
  pen.stroke(new Path2D(line.getAttribute("d")));
  pen.restore();
  return true;
}
