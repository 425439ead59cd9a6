// What comes out of Word and WPS: paragraphs, titles, lists and tables stay, the rest goes and is told.

const HEADING = /^H[1-6]$/;
const BLOCK = /^(?:P|DIV|LI|H[1-6]|TR|TABLE|UL|OL|SECTION|ARTICLE|BLOCKQUOTE|PRE)$/;
const IGNORED = /^(?:STYLE|SCRIPT|TITLE|META|LINK|HEAD|XML)$/;

const LOST = [
  ["IMG,V\\:SHAPE,V\\:IMAGEDATA,OBJECT,SVG", "图片（请在下面的“照片”里另外添加）"],
  ["A[href]", "链接的网址"],
  ["S,STRIKE,DEL", "删除线（删掉的字还在，请自己删）"],
  ["INPUT,SELECT,TEXTAREA,IFRAME,VIDEO,AUDIO", "表格控件、视频和音频"],
];

function textIn(node) {
  return node.textContent.replace(/[\s\u3000]+/g, " ").trim();
}

function lineOf(node) {
  const text = textIn(node);
  if (!text) return "";
  const style = (node.getAttribute("class") || "") + " " + (node.getAttribute("style") || "");
  if (HEADING.test(node.tagName) || /Heading|标题|mso-outline-level/i.test(style)) return "## " + text;
  if (/mso-list|ListParagraph/i.test(style)) {
    const bare = text.replace(/^(?:[·•●■◆§ØüÜ-]|\(?\d{1,2}[.、)）])\s*/, "");
    return (/^\(?\d/.test(text) ? "1. " : "- ") + bare;
  }
  if (node.tagName === "LI") return (node.parentNode.tagName === "OL" ? "1. " : "- ") + text;
  return text;
}

function linesOf(node, lines) {
  Array.from(node.childNodes).forEach((child) => {
    if (child.nodeType === 3) {
      if (textIn(child)) lines.push(textIn(child));
    } else if (child.nodeType === 1 && !IGNORED.test(child.tagName)) {
      if (child.tagName === "TABLE") {
        lines.push("");
        Array.from(child.rows).forEach((row) => {
          lines.push("| " + Array.from(row.cells).map((cell) => textIn(cell).replace(/\|/g, "／")).join(" | ") + " |");
        });
        lines.push("");
      } else if (child.tagName === "BR") lines.push("");
      else if (BLOCK.test(child.tagName) && !Array.from(child.children).some((each) => BLOCK.test(each.tagName))) {
        lines.push(lineOf(child));
      } else if (child.querySelector("p,div,li,h1,h2,h3,h4,h5,h6,table")) linesOf(child, lines);
      else lines.push(textIn(child));
    }
  });
  return lines;
}

export function pasted(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const lost = LOST.filter(([selector]) => page.body.querySelector(selector)).map((each) => each[1]);
  if (/<!--\[if[^>]*vml|<v:imagedata/i.test(html) && !lost.includes(LOST[0][1]) && /<v:/.test(html)) lost.unshift(LOST[0][1]);
  if (page.body.querySelector("b,strong,i,em,u,font,[style*=color]")) lost.push("粗体、颜色和字号");
  if (/mso-footnote|mso-comment/i.test(html)) lost.push("脚注和批注的格式");
  return { text: linesOf(page.body, []).join("\n").replace(/\n{3,}/g, "\n\n").trim(), lost };
}
