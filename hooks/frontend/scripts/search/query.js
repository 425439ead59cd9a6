// What a reader means: a query is cut into the words that docs/data/intents.yml knows, as few and as long as can be.

import { units } from "./text.js";

const LONGEST = 16; // characters of a word that is looked for; docs/data/intents.yml has no longer one
const SPELLED = 5; // letters of pinyin from which it is seen inside a longer word too: wobeipianle
const MOST = 3; // intents that are shown
const ENDS = /[了吗呢啊吧呀嘛么哦的]+$/;

// The words that can be met, with what each means and how it is spelled right; both empty for filler.
export function Lexicon(words) {
  const known = new Map();
  const add = (said, means, right) => known.set(said, { said: said, means: means, right: right });
  for (const [, , sayings] of words.intents) {
    for (const word of sayings.join(" ").split(" ")) add(word, word, word);
  }
  for (const row of words.words) row.forEach((word) => add(word, row[0], word));
  for (const [right, ...others] of words.spellings) {
    if (!known.has(right)) add(right, right, right);
    others.forEach((word) => add(word, known.get(right).means, right));
  }
  for (const word of words.filler) add(word, "", "");
  const latin = [...known.values()].filter((one) => one.said.length >= SPELLED && /^[a-z]+$/.test(one.said));
  return { known: known, latin: latin, words: words };
}

// The words in a query, given as units: those that leave the least of it unknown, the longest of these.
function cut(query, known) {
  const best = [{ cost: 0 }];
  for (let end = 1; end <= query.length; end++) {
    best[end] = { cost: best[end - 1].cost + 100, from: end - 1 };
    let said = "";
    for (let from = end - 1; from >= 0 && said.length < LONGEST; from--) {
      said = query[from].text + said;
      const cost = best[from].cost + 1;
      if (known.has(said) && cost < best[end].cost) best[end] = { cost: cost, from: from, word: known.get(said) };
      // A word does not go on over a space, but pinyin does.
      if (query[from].gap === 2 || (query[from].gap && !query[from].word)) break;
    }
  }
  const found = [];
  for (let end = query.length; end > 0; end = best[end].from) {
    if (best[end].word) found.unshift({ word: best[end].word, from: best[end].from, to: end });
  }
  return found;
}

// What is left to look for in the texts: spelled right, without what says nothing.
function rest(query, cutting, found) {
  let text = query;
  for (const one of found.slice().reverse()) {
    if (one.word.right === one.word.said) continue;
    const before = text.slice(0, cutting[one.from].start);
    text = before + (one.word.right || " ") + text.slice(cutting[one.to - 1].end);
  }
  if (cutting.length < 4) return text;
  const bare = text.split(/\s+/).map((piece) => {
    const left = piece.replace(/^我(?=..)/, "").replace(ENDS, "");
    return left.length > 1 ? left : piece;
  });
  return bare.join(" ").trim();
}

// `text`: what to look for; `spelled`: whether a word of it was written otherwise; `pages`: the pages that are meant,
// the first first; `urgent`: whether money is leaving.
export function understand(query, lexicon) {
  const cutting = units(query);
  const found = cut(cutting, lexicon.known);
  const meant = new Set(found.map((one) => one.word.means));
  for (const unit of cutting) {
    for (const one of lexicon.latin) if (unit.text.includes(one.said)) meant.add(one.means);
  }
  const has = (saying) => saying.split(" ").every((word) => meant.has(word));
  const met = lexicon.words.intents.filter((intent) => intent[2].some(has));
  const pages = [...new Set(met.map((intent) => lexicon.words.pages[intent[0]]))].slice(0, MOST);
  const text = rest(query, cutting, found);
  return {
    text: units(text).length ? text : query,
    spelled: found.some((one) => one.word.right && one.word.right !== one.word.said),
    pages: pages.map(([url, title, about]) => ({ url, title, about })),
    urgent: met.length > 0 && met[0][1] === 1,
  };
}
