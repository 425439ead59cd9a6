// A result as a reader sees it.

import { spots } from "./text.js";

const BEFORE = 22; // characters of an excerpt before what was found
const LENGTH = 90;
const BADGES = { 风险提示: " c-badge--warning" };

export function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function marked(element, text, phrases) {
  let at = 0;
  for (const [start, end] of spots(text, phrases)) {
    element.append(text.slice(at, start), make("mark", "", text.slice(start, end)));
    at = end;
  }
  element.append(text.slice(at));
  return element;
}

// The stretch of a text around the first thing found, from the begin of a sentence where one is near.
function excerpt(text, phrases) {
  const first = spots(text, phrases)[0] || [0, 0];
  const flat = text.replace(/\n/g, " ");
  const ends = /[。！？；\s]/;
  let start = Math.max(0, first[0] - BEFORE);
  const sentence = flat.slice(start, first[0]).search(ends);
  if (start > 0 && sentence >= 0) start += sentence + 1;
  if (/[\udc00-\udfff]/.test(flat.charAt(start))) start--;
  let end = Math.max(start + LENGTH, first[1]);
  if (/[\udc00-\udfff]/.test(flat.charAt(end))) end++;
  const whole = start === 0 || ends.test(flat.charAt(start - 1));
  return (whole ? "" : "…") + flat.slice(start, end).trim() + (end < flat.length ? "…" : "");
}

function entry(link) {
  const made = make("li", "c-search__item");
  made.append(link);
  return made;
}

// A page that is meant, above what was found.
export function meant(page, address) {
  const link = make("a", "c-search__link c-search__link--meant");
  link.href = address;
  link.append(make("strong", "c-search__title", page.title), make("span", "c-search__excerpt", page.about));
  return entry(link);
}

// `marks`: phrases to mark; `address`: where the result leads.
export function item(record, marks, address) {
  const link = make("a", "c-search__link");
  link.href = address;
  const label = make("span", "c-search__label");
  label.append(make("b", "c-badge" + (BADGES[record.kind] || ""), record.kind));
  if (record.label) label.append(" ", marked(make("span"), record.label, marks));
  if (record.sample) label.append(" ", make("b", "c-badge c-badge--sample", "示例"));
  if (record.review && Date.now() > new Date(record.review + "T23:59:59+08:00").getTime())
    label.append(" ", make("b", "c-badge c-badge--outdated", "可能过时"));
  link.append(label, marked(make("strong", "c-search__title"), record.title, marks));
  link.append(marked(make("span", "c-search__excerpt"), excerpt(record.text, marks), marks));
  if (record.date) {
    const time = make("time", "c-search__date", record.date);
    time.dateTime = record.date;
    link.append(time);
  }
  return entry(link);
}
