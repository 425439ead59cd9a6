// The text that an officer writes, line by line: paragraphs, “## ” small titles, “- ” and “1. ” lists, “| ” tables,
// “[照片1]” for a photo. As Markdown, and as elements for the preview.
import { make } from "./elements.js";

const KINDS = [
  ["title", /^##\s+(.+)$/],
  ["item", /^[-•·]\s+(.+)$/],
  ["number", /^\d{1,2}\.\s+(.+)$/],
  ["row", /^\|(.+)\|$/],
  ["photo", /^\[照片(\d{1,2})\]$/],
];

export function blocksOf(text) {
  const blocks = [];
  text.split("\n").forEach((written) => {
    const line = written.replace(/[\s\u3000]+/g, " ").trim();
    if (!line) return;
    const kind = KINDS.find((each) => each[1].test(line)) || ["paragraph", /^(.*)$/];
    const value = kind[1].exec(line)[1];
    const last = blocks[blocks.length - 1];
    const together = ["item", "number", "row"].includes(kind[0]) && last && last.kind === kind[0];
    if (together) last.lines.push(value);
    else blocks.push({ kind: kind[0], lines: [value] });
  });
  return blocks;
}

function escaped(text) {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/[\\`*_[\]]/g, "\\$&")
    .replace(/^[#>+!-]/, "\\$&")
    .replace(/^(\d+)\./, "$1\\.")
    .replace(/^[~=:|]/, (sign) => "&#" + sign.charCodeAt(0) + ";");
}

const cells = (line) => line.split("|").map((cell) => cell.trim());

function tableOf(lines) {
  const rows = lines.filter((line) => /[^\s|:-]/.test(line)).map(cells);
  const width = Math.max(...rows.map((row) => row.length));
  const written = rows.map((row) => "| " + Array.from({ length: width }, (_, at) => escaped(row[at] || "")).join(" | ") + " |");
  written.splice(1, 0, "|" + " --- |".repeat(width));
  return written.join("\n");
}

// Photos that the text does not place stand behind the first paragraph, the others at the end.
export function placed(text, count) {
  const blocks = blocksOf(text).filter((block) => block.kind !== "photo" || Number(block.lines[0]) <= count);
  const named = blocks.filter((block) => block.kind === "photo").map((block) => Number(block.lines[0]));
  const rest = Array.from({ length: count }, (_, at) => at + 1).filter((number) => !named.includes(number));
  const photo = (number) => ({ kind: "photo", lines: [String(number)] });
  const first = blocks.findIndex((block) => block.kind === "paragraph") + 1;
  if (rest.length && !named.length) blocks.splice(first, 0, photo(rest.shift()));
  return blocks.concat(rest.map(photo));
}

export function markdownOf(text, photos) {
  return placed(text, photos.length)
    .map((block) => {
      if (block.kind === "title") return "## " + escaped(block.lines[0]);
      if (block.kind === "item") return block.lines.map((line) => "- " + escaped(line)).join("\n");
      if (block.kind === "number") return block.lines.map((line, at) => at + 1 + ". " + escaped(line)).join("\n");
      if (block.kind === "row") return tableOf(block.lines);
      if (block.kind !== "photo") return escaped(block.lines[0]);
      const photo = photos[Number(block.lines[0]) - 1];
      return "![" + escaped(photo.caption) + "](" + photo.name + ")";
    })
    .join("\n\n");
}

export function frontMatterOf(fields, values) {
  const quoted = (line) =>
    '"' + line.replace(/[\s\u3000]+/g, " ").trim().replace(/[\\"]/g, "\\$&") + '"';
  const lines = fields.map((field) => {
    const value = values[field.name];
    if (!value || !value.length) return "";
    if (typeof value === "string") return field.title + ": " + quoted(value);
    return field.title + ":\n" + value.map((item) => "  - " + quoted(item)).join("\n");
  });
  return "---\n" + lines.filter(Boolean).join("\n") + "\n---\n";
}

function tablePreview(lines) {
  const rows = lines.filter((line) => /[^\s|:-]/.test(line)).map(cells);
  return make("table", {}, rows.map((row, at) => make("tr", {}, row.map((cell) => make(at ? "td" : "th", { text: cell })))));
}

export function previewOf(text, photos) {
  return placed(text, photos.length).map((block) => {
    if (block.kind === "title") return make("h3", { text: block.lines[0] });
    if (block.kind === "item" || block.kind === "number") {
      return make(block.kind === "item" ? "ul" : "ol", {}, block.lines.map((line) => make("li", { text: line })));
    }
    if (block.kind === "row") return tablePreview(block.lines);
    if (block.kind !== "photo") return make("p", { text: block.lines[0] });
    const photo = photos[Number(block.lines[0]) - 1];
    return make("figure", {}, [
      make("img", { src: photo.canvas.toDataURL("image/jpeg", 0.5), alt: photo.caption }),
      make("figcaption", { text: photo.caption }),
    ]);
  });
}
