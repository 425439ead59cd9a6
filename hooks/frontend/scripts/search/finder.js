// What happens in the box once a reader searches: a query's results, what narrows them, what to say of them.

import { Index } from "./index.js";
import { understand } from "./query.js";
import { item, make, meant } from "./results.js";
import { fits, pairs, parse } from "./text.js";

const PAGE = 10; // results that are shown at once
const FIRST = 4; // of these, those that are shown before the others are loaded
const PATIENCE = 40; // candidates that are looked through before what was found is shown
const FILTERS = [
  ["kind", "类别"],
  ["scam", "骗局"],
  ["unit", "单位"],
  ["group", "人群"],
  ["year", "年份"],
];

// `base`: the address of the index; `address`: makes the address of a page, with what to mark in it.
export function Finder(box, base, address) {
  const index = Index(base, FILTERS.map((filter) => filter[0]));
  const panel = box.querySelector(".c-search__panel");
  const status = box.querySelector(".c-search__status");
  const help = box.querySelector(".c-search__help");
  const narrow = box.querySelector(".c-search__filters");
  const list = box.querySelector(".c-search__list");
  const further = box.querySelector(".c-search__more");

  let round = 0; // what comes back for an earlier round is dropped
  let wanted = ""; // the query that was last asked for
  let shown = ""; // the query whose results are shown
  let answer = null; // the index's, with what was asked
  let meaning = null; // what the query means
  let top = []; // entries of the pages that are meant
  let close = false; // whether nothing fits and what is near is shown
  let chosen = {};
  let ranks = []; // all entries that answer, best first
  let queue = []; // those that are not yet shown

  const selects = FILTERS.map(([name, title]) => {
    const select = make("select", "c-search__filter");
    select.name = name;
    select.setAttribute("aria-label", "按" + title + "缩小范围");
    select.append(new Option("全部" + title, ""));
    select.disabled = true;
    narrow.append(select);
    return select;
  });

  function clear(words) {
    round++;
    wanted = shown = "";
    answer = meaning = null;
    top = [];
    list.textContent = "";
    list.removeAttribute("aria-busy");
    narrow.hidden = further.hidden = true;
    help.hidden = false;
    status.textContent = words;
  }

  function hint() {
    clear("想问什么就写什么：遇到的事、对方说的话、电话号码、单位都行。");
  }

  // One character alone is in nearly everything: it is looked for only when the reader insists.
  async function run(query, insisting) {
    if (query && query === wanted) return;
    const asked = parse(query);
    if (!asked.phrases.length && !asked.date) return hint();
    const short = !asked.date && asked.phrases.every((phrase) => phrase.length === 1 && phrase[0].text.length === 1);
    if (short && !insisting) return clear("再输入一个字。");
    const mine = ++round;
    wanted = query;
    top = [];
    status.textContent = "正在搜索……";
    list.setAttribute("aria-busy", "true");
    chosen = {};
    try {
      // Again where it fails once: the site may have been published anew since its manifest was read.
      await find(query, mine).catch(() => find(query, mine));
    } catch (fault) {
      if (mine === round) failed();
    }
  }

  function failed() {
    if (!top.length) return clear("搜索没有成功，请检查网络，再按一次回车。");
    wanted = "";
    list.removeAttribute("aria-busy");
    status.textContent = "网络不好，先看这里；要接着找，再按一次回车。";
  }

  async function find(query, mine) {
    const about = await index.begin();
    if (mine !== round) return;
    meaning = understand(query, about.lexicon);
    top = meaning.pages.map((page) => meant(page, address(page.url, "")));
    lay(top, []);
    help.hidden = !meaning.urgent;
    const asked = parse(meaning.text);
    const found = await index.search(asked);
    if (mine !== round) return;
    shown = query;
    answer = Object.assign(found, { asked: asked });
    await fill(mine);
    if (mine === round) await choices(mine);
  }

  // Show the first results, as narrowed by what is chosen.
  async function fill(mine) {
    const all = !Object.keys(chosen).length;
    if (all) {
      close = false;
      ranks = answer.exact;
    }
    const left = await narrowed(ranks);
    if (mine !== round) return;
    queue = left;
    let items = await next(mine, FIRST);
    if (mine !== round) return;
    if (all && !items.length) {
      close = true;
      queue = ranks = answer.exact.concat(answer.near);
      items = await next(mine, FIRST);
    }
    if (mine !== round) return;
    panel.scrollTop = 0;
    lay(all ? top : [], items);
    const others = await next(mine, PAGE - items.length);
    if (mine !== round) return;
    others.forEach((one) => list.append(one));
    list.removeAttribute("aria-busy");
    tell();
  }

  // Put entries into the list; those at its head stay where they are, for a reader who has come to one of them.
  function lay(head, items) {
    if (list.firstChild !== head[0]) list.textContent = "";
    while (list.children.length > head.length) list.lastChild.remove();
    if (!list.firstChild) head.forEach((one) => list.append(one));
    items.forEach((one) => list.append(one));
  }

  function tell() {
    further.hidden = !queue.length;
    narrow.hidden = !ranks.length || (top.length > 0 && meaning.urgent); // nobody narrows while money is leaving
    help.hidden = top.length ? !meaning.urgent : ranks.length > 0 && !close;
    status.textContent = told();
  }

  function told() {
    const query = "“" + shown + "”" + (meaning.spelled ? "（按“" + meaning.text + "”找）" : "");
    const head = top.length && top[0].parentNode ? top.length : 0;
    const count = list.children.length - head + queue.length;
    if (head) {
      const one = head === 1 ? "第一条" : "前 " + head + " 条";
      const first = query + (meaning.urgent ? "：先照第一条做，报警点下面的号码" : "：先看" + one);
      if (!count) return first + "。";
      return first + (close ? "；后面是相近的内容。" : "；另外找到 " + count + " 篇。");
    }
    // Who looks for a caller's number and finds nothing must not think that the caller is honest.
    if (!ranks.length) {
      return "没有找到" + query + "。没有找到，不等于没有问题：拿不准就先问，也可以换个短一点的词再试。";
    }
    return close ? "没有找到" + query + "，下面是相近的内容。" : query + "：找到 " + count + " 篇。";
  }

  // The next results, as many as wanted where there are. A candidate has all pairs of a phrase; here it is seen that
  // they stand together.
  async function next(mine, count) {
    const items = [];
    const asked = answer.asked;
    const marks = close ? [].concat(...asked.marks.map(pairs)) : asked.marks;
    for (let seen = 0; seen < PATIENCE && items.length < count && queue.length; ) {
      const candidates = queue.slice(0, count - items.length);
      seen += candidates.length;
      queue = queue.slice(candidates.length);
      const records = await Promise.all(candidates.map((entry) => index.record(answer.about, entry)));
      if (mine !== round) return items;
      for (const record of records) {
        const known = meaning.pages.some((page) => page.url === record.url);
        if (!known && (close || fits(record, asked))) {
          items.push(item(record, marks, address(record.url, meaning.text)));
        }
      }
    }
    return items;
  }

  async function more() {
    const mine = round;
    const items = await next(mine, PAGE);
    if (mine !== round) return;
    items.forEach((one) => list.append(one));
    tell();
    if (items.length) items[0].firstChild.focus();
  }

  // What was shown cannot be gone on with: begin again.
  function renew() {
    const query = shown;
    wanted = "";
    run(query, true);
  }

  async function narrowed(entries) {
    const names = Object.keys(chosen);
    if (!names.length) return entries;
    const filters = await index.filters(answer.about);
    return names.reduce((left, name) => {
      const inside = new Set(filters.get(name).get(chosen[name]));
      return left.filter((entry) => inside.has(entry));
    }, entries);
  }

  // Offer in each select what is in the results as narrowed by the others, with how many.
  async function choices(mine) {
    const filters = await index.filters(answer.about);
    if (mine !== round) return;
    for (const select of selects) {
      const own = chosen[select.name] || "";
      delete chosen[select.name];
      const inside = narrowed(ranks);
      if (own) chosen[select.name] = own;
      const entries = new Set(await inside);
      if (mine !== round) return;
      const options = [];
      for (const [value, having] of filters.get(select.name)) {
        const count = having.reduce((sum, entry) => sum + (entries.has(entry) ? 1 : 0), 0);
        if (count || value === own) options.push([value, count]);
      }
      if (select.name === "year") options.sort((a, b) => (a[0] < b[0] ? 1 : -1));
      else options.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      select.length = 1;
      for (const [value, count] of options) select.append(new Option(value + "（" + count + "）", value));
      select.value = own;
      select.disabled = options.length < 2 && !own;
      select.classList.toggle("c-search__filter--chosen", Boolean(own));
    }
  }

  narrow.addEventListener("change", async (event) => {
    if (event.target.value) chosen[event.target.name] = event.target.value;
    else delete chosen[event.target.name];
    const mine = ++round;
    await fill(mine)
      .then(() => mine === round && choices(mine))
      .catch(renew);
  });
  further.addEventListener("click", () => more().catch(renew));

  index.begin().catch(() => {});
  return { run, hint, shown: () => (answer ? shown : "") };
}
