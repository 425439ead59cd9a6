// Marks what was searched for on the page that was found, and goes to the first mark.

import { Index } from "./index.js";
import { pairs, parse, spots } from "./text.js";

const BLOCKS = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, figcaption, blockquote, pre, summary, div, section, header";
const SKIPPED = "script, style, nav, [hidden], [data-quiet], .c-printed, .c-list, .c-tiles";

function mark(area, phrases) {
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  let block = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(SKIPPED)) continue;
    if (parent.closest(BLOCKS) !== block) {
      block = parent.closest(BLOCKS);
      text += "\n";
    }
    nodes.push({ node: node, start: text.length });
    text += node.data;
  }
  // From the end, so that the places before stay as they are.
  for (const [start, end] of spots(text, phrases).reverse()) {
    for (const one of nodes.slice().reverse()) {
      const from = Math.max(start - one.start, 0);
      const to = Math.min(end - one.start, one.node.data.length);
      if (from < to) wrap(one.node, from, to);
    }
  }
}

function wrap(node, from, to) {
  const part = node.splitText(from);
  part.splitText(to - from);
  const element = document.createElement("mark");
  element.className = "c-found";
  part.parentNode.replaceChild(element, part);
  element.append(part);
}

// `base`: the address of the index, with which comes how texts are cut.
export async function show(area, query, base) {
  await Index(base, [])
    .begin()
    .catch(() => {});
  const asked = parse(query);
  mark(area, asked.marks);
  if (!area.querySelector(".c-found")) mark(area, [].concat(...asked.phrases.map(pairs)));
  for (const found of area.querySelectorAll(".c-fold .c-found")) found.closest("details").open = true;
  const first = area.querySelector(".c-found");
  if (first) first.scrollIntoView({ block: "center" });
}
