// The hard rules on privacy and hotlines, as hooks/column/rules has them; patterns and words come from there with the
// page, and tests/data/form_rules.json holds both sides to the same findings. What is found here is told while one
// writes; the check of the repository is the judge.

import { accountsIn, doorsIn, emailsIn, namesByAge } from "./details.js";
import { before, matches, matchesOf, plainText, rules, startsWith, tells, words } from "./patterns.js";

function groupsOf(text, flat, start, end) {
  const groups = [];
  let gap = start;
  let begin = start;
  for (let place = start; place < end; place += 1) {
    if (!/\d/.test(flat[place])) continue;
    if (place === start || !/\d/.test(flat[place - 1])) begin = place;
    const last = place + 1 === end || !/\d/.test(flat[place + 1]);
    if (last || rules.chinese.includes(text[place]) || rules.chinese.includes(text[place + 1])) {
      groups.push({ start: begin, end: place + 1, value: flat.slice(begin, place + 1), gap: flat.slice(gap, begin) });
      begin = place + 1;
      gap = begin;
    }
  }
  const letter = startsWith("letter", flat.slice(end, end + 8));
  if (letter) {
    const at = end + letter.length - 1;
    const group = groups[groups.length - 1];
    if (!flat.slice(end, at) && group.value.length > 1) {
      group.value += "X";
      group.end = at + 1;
    } else groups.push({ start: at, end: at + 1, value: "X", gap: flat.slice(end, at) });
  }
  return groups;
}

function windowsOf(groups, least, most) {
  const found = [];
  groups.forEach((group, first) => {
    const rows = [];
    let digits = "";
    for (let last = first; last < groups.length && digits.length <= most; last += 1) {
      digits += groups[last].value;
      if (digits.length >= least && digits.length <= most) {
        rows.unshift({ start: group.start, end: groups[last].end, groups: groups.slice(first, last + 1), value: digits });
      }
    }
    found.push(...rows);
  });
  return found;
}

const sizesOf = (window) => window.groups.map((group) => group.value.length).join();
const isListed = (window) => window.groups.slice(1).some((group) => /[，,、;；:：|]/.test(group.gap));
const isSingle = (window) => window.groups.length > 1 && !/[^1,]/.test(sizesOf(window));

function grouped(window, customary) {
  return !isListed(window) || isSingle(window) || customary.includes(sizesOf(window));
}

function isDay(text) {
  const day = new Date(Date.UTC(1900 + Number(text.slice(0, 2)), Number(text.slice(2, 4)) - 1, Number(text.slice(4))));
  return day.getUTCMonth() + 1 === Number(text.slice(2, 4)) && day.getUTCDate() === Number(text.slice(4));
}

function luhn(value) {
  let sum = 0;
  value.split("").reverse().forEach((digit, place) => {
    const twice = Number(digit) * (place % 2 ? 2 : 1);
    sum += twice > 9 ? twice - 9 : twice;
  });
  return sum % 10 === 0;
}

function idNumber(flat, window) {
  const value = window.value;
  if (![15, 17, 18].includes(value.length) || value.slice(0, -1).includes("X")) return false;
  if (!grouped(window, ["6,8,4", "6,4,4,4", "3,3,4,4,4", "6,6,3"])) return false;
  const front = before(flat, window.start, 24);
  if (tells("official", front)) return false;
  let sound = false;
  if (value.length === 18 && ["18", "19", "20"].includes(value.slice(6, 8))) {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((total, weight, place) => total + weight * Number(value[place]), 0);
    sound = value[17] === "10X98765432"[sum % 11];
    if (sound && !isDay(value.slice(8, 14)) && (window.groups.length > 1 || luhn(value))) sound = false;
  }
  return sound || tells("idWord", front);
}

function oldIdNumber(flat, window) {
  const value = window.value;
  if (value.length !== 15 || /\D/.test(value) || !grouped(window, ["6,6,3"])) return false;
  if (value[0] === "0" || startsWith("date", value) || !isDay(value.slice(6, 12))) return false;
  return !tells("official", before(flat, window.start, 24));
}

function bankCard(flat, window) {
  const value = window.value.replace(/X$/, "");
  if (value.length < 16 || value.length > 19 || /\D/.test(value)) return false;
  if (tells("dateInside", flat.slice(window.start, window.end))) return false;
  const fours = window.groups.slice(0, -1).every((group) => group.value.length === 4);
  if (!grouped(window, []) && !fours) return false;
  const front = before(flat, window.start, 20);
  if (tells("official", front)) return false;
  const issued = "3456789".includes(value[0]) || (value.slice(0, 4) >= "2221" && value.slice(0, 4) <= "2720");
  return (issued && luhn(value)) || tells("cardWord", front);
}

function mobile(flat, window) {
  const value = window.value.replace(/X$/, "").replace(/^(?:0086|86|0)(?=1[3-9]\d{9}$)/, "");
  if (!/^1[3-9]\d{9}$/.test(value) || rules.known.includes(value)) return false;
  if (!grouped(window, ["3,4,4", "3,8", "7,4", "2,3,4,4"])) return false;
  const written = flat.slice(window.start, window.end);
  if (startsWith("amount", flat.slice(window.end, window.end + 8))) return false;
  if (tells("dateInside", written) && !isSingle(window)) return false;
  return !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(written);
}

function landline(flat, window) {
  const value = window.value.replace(/X$/, "");
  if (value.length < 7 || value.length > 12 || /\D/.test(value) || rules.known.some((number) => number.endsWith(value))) return false;
  const area = startsWith("area", value);
  const local = value.slice(area.length);
  const parted = !area || window.groups.length === 1 || isSingle(window) || window.groups[0].value.length === area.length;
  if (!(area.length === 3 ? [8] : [7, 8]).includes(local.length) || !/^[2-8]/.test(local) || startsWith("date", local) || !parted) return false;
  if (isListed(window) && !isSingle(window)) return false;
  if (area) return true;
  if (window.groups.length > 1 && !["3,4", "4,4"].includes(sizesOf(window))) return false;
  return tells("phoneWord", before(flat, window.start, 14)) && !startsWith("amount", flat.slice(window.end, window.end + 8));
}

const NUMBERS = [
  ["privacy-id-number", idNumber, 15, 18],
  ["privacy-bank-card", bankCard, 16, 20],
  ["privacy-phone", mobile, 11, 16],
  ["privacy-id-number", oldIdNumber, 15, 15],
  ["privacy-phone", landline, 7, 12],
];

function numbersIn(text, flat) {
  const hits = [];
  matches("run", flat).forEach((run) => {
    const groups = groupsOf(text, flat, run.index, run.index + run[0].length);
    const taken = [];
    NUMBERS.forEach(([rule, judge, least, most]) => {
      windowsOf(groups, least, most).forEach((window) => {
        if (window.groups.some((group) => taken.includes(group.start)) || !judge(flat, window)) return;
        taken.push(...window.groups.map((group) => group.start));
        hits.push({ rule, start: window.start, end: window.end });
      });
    });
  });
  return hits;
}

function platesIn(flat) {
  return matches("plate", flat)
    .filter((found) => {
      const tail = found.groups.tail.replace(/[ ·.-]/g, "").toUpperCase();
      return tells("energy", tail, true) || tells("usual", tail, true);
    })
    .map((found) => ({ rule: "privacy-plate", start: found.index, end: found.index + found[0].length }));
}

const isHan = (char) => /^[\u4e00-\u9fff]$/.test(char);

function isGiven(text, start, size, surname, sure) {
  const given = text.slice(start, start + size);
  const after = text.slice(start + size, start + size + 1);
  if (given.length < size || words.WORDS.includes(surname + given[0])) return false;
  const han = given.split("").every(isHan);
  const free = sure && size === 2 && !isHan(after) && han && !given.includes("某");
  const doubled = size === 2 && given[0] === given[1] && han;
  if (!free && !doubled && !given.split("").every((char) => words.GIVEN.includes(char))) return false;
  if (words.TITLES.some((title) => text.startsWith(title, start))) return false;
  if (size === 1 && words.SHORT_TITLES.includes(given)) return false;
  const ends = !isHan(after) || words.AFTER.includes(after);
  if (size === 2 && "来和".includes(given[1]) && isHan(after)) return false;
  if (!ends && words.PLACE.includes(after)) return false;
  if (size === 1 || words.TOUCHY.includes(surname)) return ends;
  return ends || sure || !given.split("").some((char) => words.SOFT.includes(char));
}

function nameEnd(text, start, sure) {
  const foreign = /^[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,8}/.exec(text.slice(start, start + 16));
  if (foreign) return start + foreign[0].length;
  const double = text.slice(start, start + 2);
  const surname = words.DOUBLE.includes(double) ? double : text.slice(start, start + 1);
  if (!surname || (surname.length === 1 && !words.SURNAMES.includes(surname))) return start;
  const begin = start + surname.length;
  const spaced = text[begin + 1];
  if ((text[begin] === " " || text[begin] === "\u3000") && spaced && words.GIVEN.includes(spaced)) {
    return isHan(text[begin + 2] || "") ? start : begin + 2;
  }
  const size = [2, 1].find((each) => isGiven(text, begin, each, surname, sure));
  if (!size) return start;
  return /^\s?[(（[](?:化名|假名|音译)/.test(text.slice(begin + size)) ? start : begin + size;
}

function namesIn(text) {
  const hits = [];
  matches("announce", text).forEach((found) => {
    const sure = words.ONE.some((word) => found[0].startsWith(word));
    let start = found.index + found[0].length;
    for (let end = nameEnd(text, start, sure); end > start; end = nameEnd(text, start, sure)) {
      hits.push({ rule: "privacy-name", start, end });
      if (!text[end] || !"、和与及".includes(text[end])) break;
      start = end + 1;
    }
  });
  return hits;
}

function sentenceAt(flat, place) {
  const begin = Math.max(...["。", "!", "！", "?", "？", ";", "；", "\n"].map((stop) => flat.lastIndexOf(stop, place - 1))) + 1;
  return flat.slice(begin).split(/[。!！?？;；\n]/)[0];
}

function silentIn(flat) {
  const found = [];
  matchesOf("silent", flat).forEach((match) => {
    const number = match.groups.number || match.groups.named;
    const start = match.index + match[0].lastIndexOf(number);
    const behind = /^[”"」]?[^,，。;；\n]{0,6}(?:不能|不可|无法|不用|打不通|没有人接)/;
    if (/[不勿别无]/.test(before(flat, match.index, 6)) || behind.test(flat.slice(start + number.length, start + number.length + 14))) return;
    found.push({ rule: "hotline-12381", start, end: start + number.length });
  });
  return found;
}

function hotlinesIn(flat, hits) {
  const found = silentIn(flat);
  ["given", "named"].forEach((name) => {
    matches(name, flat).forEach((match) => {
      const from = match.index + match[0].indexOf(match.groups.list);
      if (name === "named" && /[\d.-]/.test(flat[match.index - 1] || "")) return;
      if (tells("warned", sentenceAt(flat, match.index))) return;
      (match.groups.list.match(/[\d-]{3,}/g) || []).forEach((number) => {
        const start = from + match.groups.list.indexOf(number);
        const covered = hits.some((hit) => hit.start < start + number.length && start < hit.end);
        if (!covered && !rules.known.includes(number.replace(/\D/g, ""))) {
          found.push({ rule: "hotline-foreign", start, end: start + number.length });
        }
      });
    });
  });
  return found;
}

export function hitsIn(text) {
  const flat = plainText(text);
  const kept = [];
  [
    ...emailsIn(flat),
    ...numbersIn(text, flat),
    ...platesIn(flat),
    ...accountsIn(flat),
    ...doorsIn(flat),
    ...namesIn(text),
    ...namesByAge(text),
  ].forEach((hit) => {
    if (!kept.some((other) => hit.start < other.end && other.start < hit.end)) kept.push(hit);
  });
  return [...kept, ...hotlinesIn(flat, kept)].sort((one, other) => one.start - other.start);
}

const SAID = {
  "privacy-id-number": "像身份证号，不能写。删掉号码。",
  "privacy-bank-card": "像银行卡号，不能写。删掉号码。",
  "privacy-phone": "像电话号码，不能写。删掉，或者遮住中间几位。",
  "privacy-plate": "像车牌号，不能写。删掉车牌。",
  "privacy-email": "像邮箱，不能写。删掉邮箱。",
  "privacy-account": "像 QQ、微信等账号，不能写。删掉账号。",
  "privacy-address": "像门牌号。写到镇或小区为止。",
  "privacy-name": "像当事人的全名。只留姓，如“张某”“李女士”。",
  "hotline-foreign": "不是登记过的求助电话。改成" + rules.hotlines.join("、") + "中的一个。",
  "hotline-12381": "只发短信，不能拨打。改成" + rules.hotlines.join("、") + "中的一个。",
};

export function faultsOf(text) {
  return hitsIn(text).map((hit) => "“" + text.slice(hit.start, hit.end) + "”" + SAID[hit.rule]);
}
