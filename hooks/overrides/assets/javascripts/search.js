// Search in the reader's browser. The index is made by hooks/column/searchindex.py, whose text explains it; nothing of
// it is loaded before a reader searches. Below: text, index, query, results, box, marks on the page that was found.
(function () {
  "use strict";

  const MARKED = "h"; // parameter of a found page's address: what to mark in it
  const ASKED = "q"; // parameter of any page's address: what to search for
  const PAGE = 10; // results that are shown at once
  const PATIENCE = 4; // rounds of PAGE candidates looked through before giving up on side-by-side matches
  const WAIT = 160; // milliseconds without a key before a search begins
  const WEIGHTS = [0, 1, 2, 3, 8]; // of not found, once, more than once, often, in the title

  // Text: folded and cut as searchindex.py does it ----------------------------------------------------------------

  const HAN = /[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u{20000}-\u{3ffff}]/u;
  const WORD = /[0-9a-z\u00df-\u024f\u0370-\u052f]/;

  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  // The characters and words of a text with their places in it; `gap` before each: 0 none, 1 spaces, 2 a break.
  function units(text) {
    const found = [];
    let at = 0;
    let gap = 2;
    let inWord = false;
    for (const point of text) {
      const start = at;
      at += point.length;
      for (const character of fold(point)) {
        if (WORD.test(character)) {
          if (inWord) {
            const last = found[found.length - 1];
            last.text += character;
            last.end = at;
          } else {
            found.push({ text: character, word: true, start: start, end: at, gap: gap });
          }
          inWord = true;
          gap = 0;
        } else {
          inWord = false;
          if (HAN.test(character)) {
            found.push({ text: character, word: false, start: start, end: at, gap: gap });
            gap = 0;
          } else {
            gap = character === " " ? Math.max(gap, 1) : 2;
          }
        }
      }
    }
    return found;
  }

  // A word of letters also finds longer words that begin with it, so that a search can be watched while typing.
  function open(unit) {
    return unit.word && unit.text.length > 1 && !/[0-9]/.test(unit.text);
  }

  // Where in a text (given as units) a phrase (given as units) stands: [start, end] of each place.
  function places(text, phrase) {
    const found = [];
    const last = phrase.length - 1;
    for (let at = 0; at + last < text.length; at++) {
      let fits = true;
      for (let n = 0; n <= last && fits; n++) {
        const unit = text[at + n];
        const wanted = phrase[n];
        fits = unit.text === wanted.text || (n === last && open(wanted) && unit.text.startsWith(wanted.text));
        if (n > 0 && unit.gap === 2) fits = false;
      }
      if (fits) found.push([text[at].start, text[at + last].end]);
    }
    return found;
  }

  // The places of several phrases, in order, those that touch or overlap made one.
  function spots(text, phrases) {
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

  // Query ---------------------------------------------------------------------------------------------------------

  const DATE = /(^|[^0-9])(((?:19|20)[0-9]{2}) *(?:年|[-/.]) *(?:(1[0-2]|0?[1-9])(?: *(?:月|[-/.]) *(3[01]|[12][0-9]|0?[1-9]) *日?| *月)?)?)(?![0-9])/;

  // What is asked: phrases, each of which must be found (as units), and a date.
  function parse(query) {
    let text = query;
    let date = null;
    const said = DATE.exec(fold(query));
    if (said) {
      text = fold(query).replace(said[2], " ");
      date = { year: Number(said[3]), month: Number(said[4] || 0), day: Number(said[5] || 0), phrases: [units(said[2])] };
      if (date.day) date.phrases.push(units(date.month + "月" + date.day + "日"));
    }
    const phrases = [];
    for (const unit of units(text)) {
      if (unit.gap || !phrases.length) phrases.push([]);
      phrases[phrases.length - 1].push(unit);
    }
    return { phrases: phrases, date: date, marks: phrases.concat(date ? date.phrases : []) };
  }

  // What a phrase is looked up by: pairs of neighbours, or the one unit it has.
  function lookups(phrase) {
    if (phrase.length === 1) return [{ term: phrase[0].text, open: open(phrase[0]) || !phrase[0].word }];
    return phrase.slice(1).map((unit, at) => ({
      term: phrase[at].text + unit.text,
      open: at + 2 === phrase.length && open(unit),
    }));
  }

  // Index ---------------------------------------------------------------------------------------------------------

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Uint8Array(128);
  for (let n = 0; n < DIGITS.length; n++) VALUES[DIGITS.charCodeAt(n)] = n;

  // The numbers written from `at` to the end of the line, each given to `take`.
  function numbers(text, at, take) {
    let value = 0;
    let shift = 0;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10) return;
      const digit = VALUES[code];
      if (digit >= 32) {
        value |= (digit - 32) << shift;
        shift += 5;
      } else {
        take(value | (digit << shift));
        value = shift = 0;
      }
    }
  }

  function Index(base) {
    const loaded = new Map();

    function load(path, how) {
      if (!loaded.has(path)) {
        const coming = fetch(base + path, how)
          .then((answer) => {
            if (!answer.ok) throw new Error(answer.status + " " + path);
            return path.endsWith(".json") ? answer.json() : answer.text();
          })
          .catch((fault) => {
            loaded.delete(path);
            throw fault;
          });
        loaded.set(path, coming);
      }
      return loaded.get(path);
    }

    async function begin() {
      const about = await load("manifest.json", { cache: "no-cache" });
      if (about.days) return about;
      about.count = 0;
      for (const segment of about.segments) {
        segment.begin = about.count;
        about.count += segment.count;
      }
      about.days = new Uint16Array(about.count);
      for (const segment of about.segments) {
        let at = segment.begin;
        let day = 0;
        numbers(segment.days, 0, (difference) => {
          day += difference;
          about.days[at++] = day;
        });
      }
      return about;
    }

    // Day 1 is 1 January 2000; 0 is none.
    function day(number) {
      return new Date(Date.UTC(2000, 0, number));
    }

    function shardOf(about, term) {
      let low = 0;
      let high = about.firsts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (about.firsts[middle] <= term) low = middle;
        else high = middle;
      }
      return low;
    }

    // Every line of the index that begins with `start`: its text, where its postings begin, its segment.
    async function lines(about, start, take) {
      const first = shardOf(about, start);
      let last = first;
      if (!start.endsWith("\t")) {
        while (last + 1 < about.firsts.length && about.firsts[last + 1].startsWith(start)) last++;
      }
      const numbered = [];
      for (let n = first; n <= last; n++) numbered.push(load(about.shards + "/" + n + ".txt"));
      for (const text of await Promise.all(numbered)) {
        for (const part of ("\n" + text).split("\n=").slice(1)) {
          const segment = about.segments[parseInt(part, 10)];
          for (let at = part.indexOf("\n" + start); at >= 0; ) {
            take(part, part.indexOf("\t", at + 1) + 1, segment, at + 1);
            at = part.indexOf("\n", at + 1);
            if (!part.startsWith(start, at + 1)) break;
          }
        }
      }
    }

    // How strongly each entry has the term: 0 not at all, then 1 to 4.
    async function strengths(about, lookup) {
      const found = new Uint8Array(about.count);
      await lines(about, lookup.open ? lookup.term : lookup.term + "\t", (text, at, segment) => {
        let entry = segment.begin;
        numbers(text, at, (difference) => {
          entry += difference >> 2;
          found[entry] = Math.max(found[entry], (difference & 3) + 1);
        });
      });
      return found;
    }

    // filter → value → entries
    let narrowing = null;
    function filters(about) {
      if (!narrowing) {
        narrowing = new Map([["kind", new Map()], ["scam", new Map()], ["unit", new Map()], ["group", new Map()]]);
        const years = new Map();
        about.days.forEach((number, entry) => {
          if (!number) return;
          const year = day(number).getUTCFullYear() + "年";
          if (!years.has(year)) years.set(year, []);
          years.get(year).push(entry);
        });
        narrowing.set("year", new Map([...years].sort((a, b) => (a[0] < b[0] ? 1 : -1))));
        narrowing.loading = lines(about, "@", (text, at, segment, start) => {
          const said = text.slice(start + 1, at - 1).split(":");
          const values = narrowing.get(said[0]);
          const value = said.slice(1).join(":");
          if (!values.has(value)) values.set(value, []);
          const entries = values.get(value);
          let entry = segment.begin;
          numbers(text, at, (difference) => {
            entry += difference >> 2;
            entries.push(entry);
          });
        });
        narrowing.loading.catch(() => {
          narrowing = null;
        });
      }
      return narrowing.loading.then(() => narrowing);
    }

    async function record(about, entry) {
      const segment = about.segments.find((one) => entry < one.begin + one.count);
      const at = entry - segment.begin;
      const block = await load(segment.folder + "/" + Math.floor(at / about.block) + ".json");
      const row = block[at % about.block];
      return {
        url: row[0], title: row[1], kind: row[2], label: row[3],
        date: row[4], sample: row[5], names: row[6], text: row[7],
      };
    }

    // Entries that have all that is asked, best first; and those that have a good part of it.
    async function search(asked) {
      const about = await begin();
      const wanted = asked.phrases.map(lookups);
      const found = await Promise.all(wanted.map((several) => Promise.all(several.map((one) => strengths(about, one)))));
      const dated = asked.date && Uint8Array.from(about.days, (number) => (onDay(number, asked.date) ? 3 : 0));
      if (dated) {
        const said = await Promise.all(lookups(asked.date.phrases[0]).map((one) => strengths(about, one)));
        found.push([dated.map((strength, n) => Math.max(strength, Math.min(...said.map((one) => one[n]))))]);
      }
      const exact = new Float32Array(about.count);
      const near = new Float32Array(about.count);
      const flat = [].concat(...found);
      const rarity = flat.map((one) => Math.log(1 + about.count / (1 + one.reduce((sum, n) => sum + (n > 0), 0))));
      for (let n = 0; n < about.count; n++) {
        let score = 0;
        for (const several of found) {
          let weakest = 4;
          for (const one of several) weakest = Math.min(weakest, one[n]);
          score = weakest && score >= 0 ? score + WEIGHTS[weakest] : -1;
        }
        if (score > 0) {
          exact[n] = score;
          continue;
        }
        let had = 0;
        flat.forEach((one, at) => {
          if (one[n]) {
            had++;
            near[n] += rarity[at] * (one[n] === 4 ? 1.5 : 1);
          }
        });
        if (had < 2 || had * 2 < flat.length) near[n] = 0;
      }
      return { about: about, exact: best(about, exact), near: best(about, near) };
    }

    function onDay(number, date) {
      if (!number) return false;
      const on = day(number);
      return (
        on.getUTCFullYear() === date.year &&
        (!date.month || on.getUTCMonth() + 1 === date.month) &&
        (!date.day || on.getUTCDate() === date.day)
      );
    }

    // Of equal entries those without a day (pages written by hand) come first, then the newest.
    function best(about, scores) {
      const entries = [];
      scores.forEach((score, entry) => {
        if (score) entries.push(entry);
      });
      const age = (entry) => about.days[entry] || 65535;
      return entries.sort((a, b) => scores[b] - scores[a] || age(b) - age(a) || b - a);
    }

    return { begin: begin, search: search, filters: filters, record: record };
  }

  // Results -------------------------------------------------------------------------------------------------------

  const BEFORE = 22; // characters of an excerpt before the first mark
  const LENGTH = 90;

  function make(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function marked(element, text, phrases) {
    let at = 0;
    for (const spot of spots(text, phrases)) {
      element.append(text.slice(at, spot[0]));
      element.append(make("mark", "", text.slice(spot[0], spot[1])));
      at = spot[1];
    }
    element.append(text.slice(at));
    return element;
  }

  // The stretch of a text around the first thing found; from the begin of a sentence where one is near.
  function excerpt(text, phrases) {
    const flat = text.replace(/\n/g, " ");
    const first = spots(text, phrases)[0];
    let start = Math.max(0, (first ? first[0] : 0) - BEFORE);
    if (start > 0) {
      const sentence = /[。！？；\s]/g;
      sentence.lastIndex = start;
      const end = sentence.exec(flat);
      if (end && end.index < first[0]) start = end.index + 1;
      else if (/[\udc00-\udfff]/.test(flat.charAt(start))) start--;
    }
    let end = Math.max(start + LENGTH, first ? first[1] : 0);
    if (/[\udc00-\udfff]/.test(flat.charAt(end))) end++;
    const whole = start === 0 || /[。！？；\s]/.test(flat.charAt(start - 1));
    return (whole ? "" : "…") + flat.slice(start, end).trim() + (end < flat.length ? "…" : "");
  }

  function fits(record, asked) {
    const cut = [record.title, record.names, record.text].map(units);
    const has = (phrase) => cut.some((text) => places(text, phrase).length > 0);
    const date = asked.date;
    const said = date && [date.year, date.month, date.day].filter(Boolean).map((n) => String(n).padStart(2, "0")).join("-");
    return asked.phrases.every(has) && (!date || record.date.startsWith(said) || has(date.phrases[0]));
  }

  function item(record, marks, query, root) {
    const link = make("a", "c-search__link");
    link.href = root + record.url + "?" + MARKED + "=" + encodeURIComponent(query);
    const label = make("span", "c-search__label");
    const badge = { "风险提示": " c-badge--warning", "典型案例": " c-badge--case" }[record.kind] || "";
    label.append(make("b", "c-badge" + badge, record.kind), " ", marked(make("span"), record.label, marks));
    if (record.sample) label.append(" ", make("b", "c-badge c-badge--sample", "示例"));
    link.append(label, marked(make("strong", "c-search__title"), record.title, marks));
    link.append(marked(make("span", "c-search__excerpt"), excerpt(record.text, marks), marks));
    if (record.date) {
      const time = make("time", "c-search__date", record.date);
      time.dateTime = record.date;
      link.append(time);
    }
    const entry = make("li", "c-search__item");
    entry.append(link);
    return entry;
  }

  // Box -----------------------------------------------------------------------------------------------------------

  const FILTERS = [
    ["kind", "全部类别"], ["scam", "全部诈骗类型"], ["unit", "全部单位"], ["group", "全部人群"], ["year", "全部年份"],
  ];

  function Box(box) {
    const find = (name) => box.querySelector(".c-search__" + name);
    const base = new URL(box.getAttribute("data-search"), location.href).href;
    const root = base.replace(/search\/$/, "");
    const index = Index(base);
    const opener = find("open");
    const layer = find("layer");
    const input = find("input");
    const status = find("status");
    const panel = find("panel");
    const narrow = find("filters");
    const list = find("list");
    const further = find("more");
    const desk = matchMedia("(min-width: 60em)");

    let round = 0; // of searching; what comes back for an earlier one is dropped
    let waiting = 0;
    let shown = ""; // the query whose results are shown
    let answer = null; // of the index
    let asked = null;
    let chosen = {};
    let queue = []; // entries not yet shown
    let dropped = 0;

    function isOpen() {
      return box.hasAttribute("data-open");
    }

    function show() {
      if (isOpen()) return;
      box.setAttribute("data-open", "");
      opener.setAttribute("aria-expanded", "true");
      if (!desk.matches) {
        layer.setAttribute("role", "dialog");
        layer.setAttribute("aria-modal", "true");
        document.documentElement.setAttribute("data-searching", "");
        // The phone's own way back closes the layer and stays on the page.
        if (!(history.state && history.state.searching)) history.pushState({ searching: true }, "");
      }
      if (!input.value) hint();
      index.begin().catch(() => {});
    }

    function hide() {
      if (!isOpen()) return;
      box.removeAttribute("data-open");
      opener.setAttribute("aria-expanded", "false");
      layer.removeAttribute("role");
      layer.removeAttribute("aria-modal");
      document.documentElement.removeAttribute("data-searching");
      if (new URLSearchParams(location.search).has(ASKED)) address("");
    }

    function leave() {
      if (history.state && history.state.searching) history.back();
      else hide();
      if (desk.matches) input.blur();
      else opener.focus();
    }

    // Put what is searched for into the page's address, so that the way back from an article leads to the results.
    function address(query) {
      const url = new URL(location.href);
      if (query) url.searchParams.set(ASKED, query);
      else url.searchParams.delete(ASKED);
      history.replaceState(history.state, "", url);
    }

    function say(text) {
      status.textContent = text;
    }

    function hint() {
      say("输入要找的词：诈骗手法、单位、小区、电话号码都行。");
    }

    function clear() {
      round++;
      shown = "";
      answer = null;
      list.textContent = "";
      narrow.hidden = further.hidden = true;
    }

    function soon() {
      clearTimeout(waiting);
      waiting = setTimeout(() => run(false), WAIT);
    }

    // One character alone is looked for only when the reader insists: it is in nearly everything.
    async function run(insisting) {
      clearTimeout(waiting);
      const query = input.value.trim();
      if (query === shown && answer) return;
      asked = parse(query);
      if (!asked.phrases.length && !asked.date) {
        clear();
        hint();
        return;
      }
      const short = !asked.date && asked.phrases.every((phrase) => phrase.length === 1 && phrase[0].text.length === 1);
      if (short && !insisting) {
        clear();
        say("再输入一个字。");
        return;
      }
      const mine = ++round;
      say("正在搜索……");
      try {
        const found = await index.search(asked);
        if (mine !== round) return;
        shown = query;
        answer = found;
        chosen = {};
        await fill(mine);
        if (mine === round && answer.ranks.length) await choices(mine);
      } catch (fault) {
        if (mine !== round) return;
        clear();
        say("搜索没有成功，请检查网络，再按一次回车。");
      }
    }

    // Show the first results of the answer, as narrowed by what is chosen.
    async function fill(mine) {
      const asIs = Object.keys(chosen).length === 0;
      answer.close = asIs ? false : answer.close;
      if (asIs) answer.ranks = answer.exact;
      queue = await narrowed(answer.ranks);
      let items = await next(mine);
      if (mine !== round) return;
      if (!items.length && asIs) {
        answer.close = true;
        answer.ranks = answer.exact.concat(answer.near);
        queue = answer.ranks.slice();
        items = await next(mine);
        if (mine !== round) return;
      }
      list.textContent = "";
      panel.scrollTop = 0;
      items.forEach((one) => list.append(one));
      tell();
    }

    function tell() {
      const total = list.children.length + queue.length;
      further.hidden = queue.length === 0;
      narrow.hidden = answer.ranks.length === 0;
      const query = "“" + shown + "”";
      if (!answer.ranks.length) say("没有找到" + query + "。换个短一点的词试试。");
      else if (answer.close) say("没有找到" + query + "，下面是相近的内容。");
      else say("找到 " + total + " 篇");
    }

    // The next results as list items. Candidates have all pairs of a phrase; it is seen here that they stand together.
    async function next(mine) {
      const items = [];
      const marks = answer.close ? [].concat(...asked.marks.map(pairs)) : asked.marks;
      for (let turn = 0; turn < PATIENCE && items.length < PAGE && queue.length; turn++) {
        const entries = queue.splice(0, PAGE - items.length);
        const records = await Promise.all(entries.map((entry) => index.record(answer.about, entry)));
        if (mine !== round) return items;
        for (const record of records) {
          if (answer.close || fits(record, asked)) items.push(item(record, marks, shown, root));
        }
      }
      return items;
    }

    function pairs(phrase) {
      return phrase.length < 3 ? [phrase] : phrase.slice(1).map((unit, at) => [phrase[at], unit]);
    }

    async function narrowed(entries) {
      const names = Object.keys(chosen);
      if (!names.length) return entries.slice();
      const filters = await index.filters(answer.about);
      return names.reduce((left, name) => {
        const inside = new Set(filters.get(name).get(chosen[name]));
        return left.filter((entry) => inside.has(entry));
      }, entries);
    }

    // The selects, each with what is in the results as narrowed by the others.
    async function choices(mine) {
      const filters = await index.filters(answer.about);
      if (mine !== round) return;
      const selects = [];
      for (const [name, all] of FILTERS) {
        const own = chosen[name];
        delete chosen[name];
        const inside = new Set(await narrowed(answer.ranks));
        if (own) chosen[name] = own;
        const options = [];
        for (const [value, entries] of filters.get(name)) {
          const count = entries.reduce((sum, entry) => sum + (inside.has(entry) ? 1 : 0), 0);
          if (count || value === own) options.push([value, count]);
        }
        if (options.length < 2 && !own) continue;
        const select = make("select", "c-search__filter" + (own ? " c-search__filter--chosen" : ""));
        select.name = name;
        select.setAttribute("aria-label", all.replace("全部", "按") + "筛选");
        select.append(new Option(all, ""));
        for (const [value, count] of options) select.append(new Option(value + "（" + count + "）", value));
        select.value = own || "";
        selects.push(select);
      }
      if (mine !== round) return;
      const focused = document.activeElement && narrow.contains(document.activeElement) && document.activeElement.name;
      narrow.textContent = "";
      selects.forEach((select) => narrow.append(select));
      narrow.hidden = !selects.length;
      if (focused && narrow.querySelector("[name=" + focused + "]")) narrow.querySelector("[name=" + focused + "]").focus();
    }

    narrow.addEventListener("change", async (event) => {
      if (event.target.value) chosen[event.target.name] = event.target.value;
      else delete chosen[event.target.name];
      const mine = ++round;
      await fill(mine);
      if (mine === round) await choices(mine);
    });

    further.addEventListener("click", async () => {
      const mine = round;
      const items = await next(mine);
      if (mine !== round) return;
      items.forEach((one) => list.append(one));
      tell();
      if (items.length) items[0].firstChild.focus();
    });

    // Keys: down and up go through the results, Enter opens one, Escape closes.
    function move(event, step) {
      const stops = [input].concat(Array.from(list.querySelectorAll("a")), further.hidden ? [] : [further]);
      const at = stops.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
    }

    function keep(event) {
      if (desk.matches) return;
      const stops = Array.from(layer.querySelectorAll("button, input, select, a")).filter((one) => one.getClientRects().length);
      const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (document.activeElement !== edge) return;
      event.preventDefault();
      (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
    }

    box.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229 || !isOpen()) return;
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        leave();
      } else if (event.key === "ArrowDown" && event.target.nodeName !== "SELECT") move(event, 1);
      else if (event.key === "ArrowUp" && event.target.nodeName !== "SELECT") move(event, -1);
      else if (event.key === "Tab") keep(event);
    });

    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" && event.key !== "s") return;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      show();
      input.focus();
      input.select();
    });

    input.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const query = input.value.trim();
      if (query === shown && answer && list.firstChild && matchMedia("(pointer: fine)").matches) {
        list.querySelector("a").click();
        return;
      }
      await run(true);
      if (!matchMedia("(pointer: fine)").matches) input.blur();
    });
    input.form.addEventListener("reset", () => {
      clear();
      hint();
      input.focus();
    });
    input.addEventListener("input", (event) => {
      if (!event.isComposing) soon();
    });
    input.addEventListener("compositionend", soon);
    input.addEventListener("focus", show);
    opener.addEventListener("click", () => {
      show();
      input.focus();
    });
    find("close").addEventListener("click", leave);
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) address(shown);
    });
    document.addEventListener("click", (event) => {
      if (desk.matches && isOpen() && !box.contains(event.target)) hide();
    });
    box.addEventListener("focusout", (event) => {
      if (desk.matches && event.relatedTarget && !box.contains(event.relatedTarget)) hide();
    });
    window.addEventListener("popstate", (event) => {
      if (!(event.state && event.state.searching)) hide();
    });

    const before = new URLSearchParams(location.search).get(ASKED);
    if (before) {
      input.value = before;
      show();
      run(true);
    } else if (input.value && document.activeElement === input) {
      show();
      soon();
    }
  }

  // Marks on the page that was found ------------------------------------------------------------------------------

  const BLOCKS = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, figcaption, blockquote, pre, div, section, header, summary";

  function mark(area, phrases) {
    const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    let block = null;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("script, style, nav, [data-quiet], [hidden], .c-printed")) continue;
      if (parent.closest(BLOCKS) !== block) {
        block = parent.closest(BLOCKS);
        text += "\n";
      }
      nodes.push({ node: node, start: text.length });
      text += node.data;
    }
    const found = spots(text, phrases);
    for (const place of found.slice().reverse()) {
      for (let n = nodes.length - 1; n >= 0; n--) {
        const start = Math.max(place[0] - nodes[n].start, 0);
        const end = Math.min(place[1] - nodes[n].start, nodes[n].node.data.length);
        if (start >= end) continue;
        const part = nodes[n].node.splitText(start);
        part.splitText(end - start);
        const wrapper = make("mark", "c-found");
        part.parentNode.replaceChild(wrapper, part);
        wrapper.append(part);
      }
    }
  }

  function highlight() {
    const url = new URL(location.href);
    const query = url.searchParams.get(MARKED);
    const area = document.getElementById("content");
    if (!query || !area) return;
    const asked = parse(query.slice(0, 64));
    mark(area, asked.marks);
    const one = [].concat(...asked.phrases.map((phrase) => (phrase.length < 3 ? [] : [phrase.slice(0, 2)])));
    if (!area.querySelector(".c-found") && one.length) mark(area, one);
    // The address is what people share: it stays that of the article.
    url.searchParams.delete(MARKED);
    history.replaceState(history.state, "", url);
    const first = area.querySelector(".c-found");
    if (first) first.scrollIntoView({ block: "center" });
  }

  highlight();
  const box = document.querySelector("[data-search]");
  if (box) Box(box);
})();
