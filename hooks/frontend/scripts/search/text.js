// Text, cut as hooks/column/search/terms.py cuts it: what a query asks for, and where it stands in a text.

const HAN = /[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u{20000}-\u{3ffff}]/u;
const WORD = /[0-9a-z\u00df-\u024f\u0370-\u052f]/;
const DATE =
  /(^|[^0-9])(((?:19|20)[0-9]{2}) *(?:年|[-/.]) *(?:(1[0-2]|0?[1-9])(?: *(?:月|[-/.]) *(3[01]|[12][0-9]|0?[1-9]) *日?| *月)?)?)(?![0-9])/;
const JOINING = ".-_/:@&'+"; // between two words: 3.5, Wi-Fi
const LONG = 8; // units of a phrase from which not every pair is looked up

let simplified = new Map(); // traditional characters and what they are folded to
let cuts = []; // stretches that are parted in the middle

// Take over what comes with the index: the traditional characters, and where words part.
export function learn(words) {
  simplified = new Map(Array.from(words.folding[0], (other, at) => [other, words.folding[1][at]]));
  cuts = words.cuts.map((cut) => ({ text: cut.replace("|", ""), at: cut.indexOf("|") }));
}

function fold(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  return simplified.get(folded) || folded;
}

// Break a text, given as units, where two words part: 会被|骗子用来.
function part(found) {
  const flat = found.map((unit) => (unit.text.length === 1 ? unit.text : " ")).join("");
  for (const cut of cuts) {
    for (let at = flat.indexOf(cut.text); at >= 0; at = flat.indexOf(cut.text, at + 1)) {
      const inside = found.slice(at + 1, at + cut.text.length);
      if (inside.every((unit) => !unit.gap)) found[at + cut.at].gap = 2;
    }
  }
  return found;
}

// The characters and words of a text with their places in it; `gap` before each: 0 none, 1 spaces, 2 a break. `by`:
// what alone joins a word to the word before it.
export function units(text) {
  const found = [];
  let at = 0;
  let gap = 2;
  let by = "";
  let inWord = false;
  for (const point of text) {
    const start = at;
    at += point.length;
    for (const character of fold(point)) {
      const word = WORD.test(character);
      if (word && inWord) {
        const last = found[found.length - 1];
        last.text += character;
        last.end = at;
      } else if (word || HAN.test(character)) {
        found.push({ text: character, word: word, start: start, end: at, gap: gap, by: word ? by : "" });
        gap = 0;
        by = "";
      } else {
        by = inWord && JOINING.includes(character) ? character : "";
        gap = character === " " ? Math.max(gap, 1) : 2;
      }
      inWord = word;
    }
  }
  return part(found);
}

// A word of letters also finds longer words that begin with it, so that results can be watched while typing.
function open(unit) {
  return unit.word && unit.text.length > 1 && !/[0-9]/.test(unit.text);
}

// Where a phrase stands in a text, both given as units: [start, end] of each place.
export function places(text, phrase) {
  const found = [];
  const last = phrase.length - 1;
  for (let at = 0; at + last < text.length; at++) {
    const stands = phrase.every((wanted, n) => {
      const unit = text[at + n];
      if (n > 0 && (wanted.by ? unit.by !== wanted.by : unit.gap === 2)) return false;
      return unit.text === wanted.text || (n === last && open(wanted) && unit.text.startsWith(wanted.text));
    });
    if (stands) found.push([text[at].start, text[at + last].end]);
  }
  return found;
}

// The places of several phrases in a text, in order, those that touch or overlap made one.
export function spots(text, phrases) {
  const cut = units(text);
  const all = [].concat(...phrases.map((phrase) => places(cut, phrase))).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged = [];
  for (const spot of all) {
    const last = merged[merged.length - 1];
    if (last && spot[0] <= last[1]) last[1] = Math.max(last[1], spot[1]);
    else merged.push(spot.slice());
  }
  return merged;
}

// What a query asks for: `phrases`, each of which must be found (as units), and a `date`; `marks` is what to mark.
export function parse(query) {
  let text = query;
  let date = null;
  const said = DATE.exec(fold(query));
  if (said) {
    text = fold(query).replace(said[2], " ");
    date = { year: Number(said[3]), month: Number(said[4] || 0), day: Number(said[5] || 0), phrase: units(said[2]) };
  }
  const phrases = [];
  for (const unit of units(text)) {
    if ((unit.gap && !unit.by) || !phrases.length) phrases.push([]);
    phrases[phrases.length - 1].push(unit);
  }
  const dated = date ? [date.phrase, ...(date.day ? [units(date.month + "月" + date.day + "日")] : [])] : [];
  return { phrases: phrases, date: date, marks: phrases.concat(dated) };
}

export function pairs(phrase) {
  return phrase.length < 3 ? [phrase] : phrase.slice(1).map((unit, at) => [phrase[at], unit]);
}

// What a phrase is looked up by: its pairs, or the words it has. `open`: longer terms that begin so count too. Of a
// long phrase every second pair has to do; that all of it stands together is seen in the texts anyway.
export function lookups(phrase) {
  const every = phrase.length > LONG ? 2 : 1;
  const terms = [];
  for (const [at, unit] of phrase.entries()) {
    const last = at === phrase.length - 1;
    const joined = last ? null : phrase[at + 1];
    const paired = (joined && !joined.by) || (at > 0 && !unit.by);
    if (!paired) terms.push({ term: unit.text, word: unit.word, open: last && (open(unit) || !unit.word) });
    else if (joined && !joined.by && (at % every === 0 || at === phrase.length - 2)) {
      terms.push({ term: unit.text + joined.text, word: true, open: at === phrase.length - 2 && open(joined) });
    }
  }
  return terms;
}

// Whether a record has all that is asked, each phrase in one piece.
export function fits(record, asked) {
  const cut = [record.title, record.names, record.text].map(units);
  const has = (phrase) => cut.some((text) => places(text, phrase).length > 0);
  const date = asked.date;
  const numbers = date ? [date.year, date.month, date.day].filter(Boolean) : [];
  const said = numbers.map((number) => String(number).padStart(2, "0")).join("-");
  return asked.phrases.every(has) && (!date || record.date.startsWith(said) || has(date.phrase));
}
