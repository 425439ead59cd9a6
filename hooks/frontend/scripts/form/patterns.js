// The patterns and words of the rules on privacy and hotlines, which come with the page, and how they are looked for.

export const described = JSON.parse(document.querySelector("[data-form-described]").textContent);
export const rules = described.rules;
export const words = rules.names;
const compiled = {};

function pattern(name, whole) {
  const key = name + (whole || "");
  if (!(key in compiled)) {
    const source = whole ? "^(?:" + rules.patterns[name] + ")$" : rules.patterns[name];
    try {
      compiled[key] = new RegExp(source, "gu");
    } catch (fault) {
      // Safari before 16.4 does not look behind: rather one finding too many there than one too few.
      compiled[key] = new RegExp(source.replace(/\(\?<[=!](?:\[(?:\\.|[^\]\\])*\]|\\.|[^()\\])*\)/g, ""), "gu");
    }
  }
  return compiled[key];
}

export function matches(name, text) {
  const found = [];
  const regex = pattern(name);
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    found.push(match);
    if (!match[0]) regex.lastIndex += 1;
  }
  return found;
}

export function tells(name, text, whole) {
  const regex = pattern(name, whole);
  regex.lastIndex = 0;
  return regex.test(text);
}

export function plainText(text) {
  return text.replace(/[^]/gu, (char) => {
    const flat = rules.plain[char];
    return flat && flat.length === char.length ? flat : char;
  });
}

export function before(text, place, size) {
  return text.slice(Math.max(0, place - size), place).split("\n").pop();
}

export function startsWith(name, text) {
  const found = matches(name, text)[0];
  return found && found.index === 0 ? found[0] : "";
}

export function matchesOf(kind, text) {
  const found = [];
  Object.keys(rules.patterns).filter((name) => name.startsWith(kind) && /\d$/.test(name)).forEach((name) => found.push(...matches(name, text)));
  return found;
}
