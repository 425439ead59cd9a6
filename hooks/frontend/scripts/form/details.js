// What leads to a person or his door: e-mail addresses, accounts of messengers, house numbers, and names before an age.
import { before, matchesOf, matches, tells, words } from "./patterns.js";

function partOf(match, name) {
  const value = (match.groups && match.groups[name]) || match[0];
  const start = match.index + match[0].lastIndexOf(value);
  return { start, end: start + value.length };
}

export function emailsIn(flat) {
  return matches("email", flat)
    .filter((match) => !/gov\.cn$/i.test(match.groups.host.replace(/ /g, "")))
    .map((match) => ({ rule: "privacy-email", ...partOf(match, "") }));
}

export function accountsIn(flat) {
  return matchesOf("account", flat)
    .filter((match) => {
      const inside = /^[A-Za-z]/.test(match[0]) && /[A-Za-z]$/.test(before(flat, match.index, 1));
      return (match.groups.label || /[\d_]/.test(match.groups.id)) && !tells("office", before(flat, match.index, 12)) && !inside;
    })
    .map((match) => ({ rule: "privacy-account", ...partOf(match, "id") }));
}

export function doorsIn(flat) {
  return matchesOf("door", flat)
    .map((match) => ({ rule: "privacy-address", ...partOf(match, "door") }))
    .filter((hit) => !tells("workplace", before(flat, hit.start, 14)));
}

function isWhole(text, start, end) {
  const double = text.slice(start, start + 2);
  const family = words.DOUBLE.includes(double) ? double : text[start];
  const given = text.slice(start + family.length, end);
  return (
    (family.length === 2 || words.SURNAMES.includes(family)) &&
    (given.length === 1 || given.length === 2) &&
    given.split("").every((char) => words.GIVEN.includes(char)) &&
    !words.TITLES.some((title) => given.startsWith(title)) &&
    !words.SHORT_TITLES.includes(given) &&
    !words.WORDS.includes(family + given[0])
  );
}

function namesBefore(text, place, joints) {
  const hits = [];
  for (let start = Math.max(0, place - 4); start < place - 1; start += 1) {
    const ahead = text.slice(Math.max(0, start - 1), start);
    const begins = !ahead || /[,，。;；:：!！?？、(（”’」\s]/.test(ahead) || joints.includes(ahead);
    if (begins && isWhole(text, start, place)) hits.push({ rule: "privacy-name", start, end: place });
  }
  return hits;
}

export function namesByAge(text) {
  const hits = [];
  matches("age", text).forEach((match) => {
    let place = match.index;
    while (place > 0 && ",，、（( \u3000:：别性".includes(text[place - 1])) place -= 1;
    hits.push(...namesBefore(text, place, []));
  });
  matches("titled", text).forEach((match) => hits.push(...namesBefore(text, match.index, words.JOINTS)));
  return hits;
}
