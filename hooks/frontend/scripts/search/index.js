// The index that hooks/column/search/index.py writes: what of it is loaded for a query, and which entries come first.

import { Lexicon } from "./query.js";
import { learn, lookups } from "./text.js";

const MOST = 6; // lookups of a query, about 10 KB each; of more, some have to do
const WEIGHTS = [0, 0.5, 1, 2, 3, 8]; // of a phrase: not there, a longer word, there once, more often, often, in the title
const DATED = 4; // how strongly an entry of the day that is asked for counts
const TITLE = 5;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Uint8Array(128);
for (let n = 0; n < DIGITS.length; n++) VALUES[DIGITS.charCodeAt(n)] = n;

// The numbers written from `at` to the end of the line, each given to `take`.
function numbers(text, at, take) {
  let value = 0;
  let shift = 0;
  for (; at < text.length && text.charCodeAt(at) !== 10; at++) {
    const digit = VALUES[text.charCodeAt(at)];
    if (digit >= 32) {
      value |= (digit - 32) << shift;
      shift += 5;
    } else {
      take(value | (digit << shift));
      value = shift = 0;
    }
  }
}

// Day 1 is 1 January 2000; 0 is none.
function calendar(day) {
  return new Date(Date.UTC(2000, 0, day));
}

function within(day, date) {
  if (!day) return false;
  const on = calendar(day);
  return (
    on.getUTCFullYear() === date.year &&
    (!date.month || on.getUTCMonth() + 1 === date.month) &&
    (!date.day || on.getUTCDate() === date.day)
  );
}

// The shard in which a term would be: the last whose first term is not behind it.
function shardOf(firsts, term) {
  let low = 0;
  let high = firsts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= term) low = middle;
    else high = middle;
  }
  return low;
}

// Of equals those without a day (pages written by hand) come first, then the newest.
function best(days, scores) {
  const entries = [];
  scores.forEach((score, entry) => {
    if (score) entries.push(entry);
  });
  const age = (entry) => days[entry] || 65535;
  return entries.sort((a, b) => scores[b] - scores[a] || age(b) - age(a) || b - a);
}

export function Index(base, kinds) {
  let loaded = new Map();

  function load(path, how) {
    if (!loaded.has(path)) {
      const coming = fetch(base + path, how).then((answer) => {
        if (!answer.ok) throw new Error(answer.status + " " + path);
        return path.endsWith(".json") ? answer.json() : answer.text();
      });
      // The site may have been published anew: what comes after a failure begins with the manifest again.
      coming.catch(() => {
        loaded = new Map();
      });
      loaded.set(path, coming);
    }
    return loaded.get(path);
  }

  async function begin() {
    const about = await load("manifest.json", { cache: "no-cache" });
    const words = await load(about.words + "/0.json");
    if (about.days) return about;
    learn(words);
    about.lexicon = Lexicon(words);
    let count = 0;
    for (const segment of about.segments) {
      segment.begin = count;
      count += segment.count;
    }
    const days = new Uint16Array(count);
    for (const segment of about.segments) {
      let entry = segment.begin;
      let day = 0;
      numbers(segment.days, 0, (difference) => {
        day += difference;
        days[entry++] = day;
      });
    }
    about.days = days;
    return about;
  }

  // Every line of the index that begins with `start`: its part of a shard, its place there and that of its postings,
  // its segment.
  async function lines(about, start, take) {
    const firsts = about.firsts;
    const wanted = [shardOf(firsts, start)];
    for (let n = wanted[0] + 1; n < firsts.length && firsts[n].startsWith(start); n++) wanted.push(n);
    const shards = await Promise.all(wanted.map((n) => load(about.shards + "/" + n + ".txt")));
    for (const shard of shards) {
      for (const part of ("\n" + shard).split("\n=").slice(1)) {
        const segment = about.segments[parseInt(part, 10)];
        let at = part.indexOf("\n" + start) + 1;
        while (at > 0 && part.startsWith(start, at)) {
          take(part, at, part.indexOf("\t", at) + 1, segment);
          at = part.indexOf("\n", at) + 1;
        }
      }
    }
  }

  // How strongly each entry has the term, as an index into WEIGHTS.
  async function strengths(about, lookup) {
    const found = new Uint8Array(about.days.length);
    await lines(about, lookup.open ? lookup.term : lookup.term + "\t", (part, start, at, segment) => {
      const longer = lookup.word && at - 1 - start > lookup.term.length;
      let entry = segment.begin;
      numbers(part, at, (difference) => {
        entry += difference >> 2;
        found[entry] = Math.max(found[entry], longer ? 1 : (difference & 3) + 2);
      });
    });
    return found;
  }

  function weakest(several) {
    return several[0].map((strength, entry) => Math.min(...several.map((one) => one[entry])));
  }

  // The entries of that time, and those whose text names it.
  async function dated(about, date) {
    const said = weakest(await Promise.all(lookups(date.phrase).map((one) => strengths(about, one))));
    return said.map((strength, entry) => (within(about.days[entry], date) ? DATED : strength));
  }

  // Entries that have all that is asked, best first (`exact`), and those that have a good part of it (`near`).
  async function search(asked) {
    const about = await begin();
    const terms = asked.phrases.map(lookups);
    const step = Math.ceil(terms.reduce((sum, several) => sum + several.length, 0) / MOST);
    const groups = await Promise.all(
      terms.map((several) =>
        Promise.all(several.filter((one, at) => at % step === 0).map((one) => strengths(about, one)))
      )
    );
    if (asked.date) groups.push([await dated(about, asked.date)]);
    const every = [].concat(...groups);
    const phrases = groups.map(weakest);
    const count = about.days.length;
    const rarity = every.map((one) => Math.log(1 + count / (1 + one.reduce((sum, n) => sum + (n > 0), 0))));
    const exact = new Float32Array(count);
    const near = new Float32Array(count);
    for (let entry = 0; entry < count; entry++) {
      if (phrases.every((one) => one[entry])) {
        exact[entry] = phrases.reduce((sum, one) => sum + WEIGHTS[one[entry]], 0);
        continue;
      }
      const had = every.reduce((sum, one) => sum + (one[entry] > 0), 0);
      if (had * 2 < every.length || (had < 2 && phrases.length < 2)) continue;
      every.forEach((one, n) => {
        if (one[entry]) near[entry] += rarity[n] * (one[entry] === TITLE ? 1.5 : 1);
      });
    }
    return { about: about, exact: best(about.days, exact), near: best(about.days, near) };
  }

  // What results can be narrowed by: kind → value → entries.
  function filters(about) {
    if (!about.filters) about.filters = gather(about);
    return about.filters;
  }

  async function gather(about) {
    const found = new Map(kinds.map((kind) => [kind, new Map()]));
    function add(kind, value, entry) {
      const values = found.get(kind);
      if (!values.has(value)) values.set(value, []);
      values.get(value).push(entry);
    }
    about.days.forEach((day, entry) => {
      if (day) add("year", calendar(day).getUTCFullYear() + "年", entry);
    });
    await lines(about, "@", (part, start, at, segment) => {
      const said = /^@(.*?):(.*)$/.exec(part.slice(start, at - 1));
      let entry = segment.begin;
      numbers(part, at, (difference) => {
        entry += difference >> 2;
        add(said[1], said[2], entry);
      });
    });
    return found;
  }

  async function record(about, entry) {
    const segment = about.segments.find((one) => entry < one.begin + one.count);
    const at = entry - segment.begin;
    const block = await load(segment.folder + "/" + Math.floor(at / about.block) + ".json");
    const [url, title, kind, label, date, sample, names, text, review] = block[at % about.block];
    return { url, title, kind, label, date, sample, names, text, review };
  }

  return { begin, search, filters, record };
}
