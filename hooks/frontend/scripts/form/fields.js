// One key of the front matter as a field, and what is wrong with what stands in it.
import { make } from "./elements.js";
import { faultsOf } from "./rules.js";

const LONG_LIST = 20;
const DAY = 86400000;

export const folded = (text) => text.replace(/[\s\u3000]+/g, " ").trim();
const size = (text) => Array.from(text).length;

function wrongDay(value) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  const day = found && new Date(value + "T00:00:00Z");
  if (!day || isNaN(day) || day.toISOString().slice(0, 10) !== value) return "选一个日期，如 2025-04-27。";
  if (found[1] < "2000") return "在 2000 年以前，核对年份。";
  return "";
}

function wrongForm(field, value) {
  if (field.widget === "points") {
    const long = value.find((line) => size(line) > field.longest);
    if (value.length < field.least || value.length > field.most) {
      return "写 " + field.least + " 到 " + field.most + " 条，每条一行；现在是 " + value.length + " 条。";
    }
    return long ? "“" + long.slice(0, 12) + "……”超过 " + field.longest + " 个字，写短些，或分成两条。" : "";
  }
  if (field.widget === "date") {
    const late = field.name === "date" && Date.parse(value) > Date.now() + DAY + 8 * 3600000;
    return wrongDay(value) || (late ? "是明天以后的日期，核对年份。" : "");
  }
  if (field.widget === "whole") {
    if (!/^\d+$/.test(value)) return "只写数字，如 60；没有数过的不填。";
    return value < field.least || value > field.most ? "写 " + field.least + " 到 " + field.most + " 的整数。" : "";
  }
  if (field.most && size(value) < field.least) return "至少 " + field.least + " 个字，现在 " + size(value) + " 个。";
  if (field.most && size(value) > field.most) return "最多 " + field.most + " 个字，现在 " + size(value) + " 个。";
  return "";
}

export function faultOf(field, value) {
  if (!value || !value.length) return field.must ? "这一项要填。" : "";
  const texts = field.choices.length ? [] : [].concat(value);
  return wrongForm(field, value) || faultsOf(texts.join("\n"))[0] || "";
}

export function valueOf(field, element) {
  if (field.widget === "many") {
    return Array.from(element.querySelectorAll("input:checked")).map((box) => box.value);
  }
  const written = element.querySelector("input, textarea, select").value;
  if (field.widget === "points") return written.split("\n").map(folded).filter(Boolean);
  if (field.widget === "items") return written.split(/[、，,；;\n]/).map(folded).filter(Boolean);
  return folded(written);
}

function listField(field, value, id) {
  const boxes = field.choices.map(([choice, name]) =>
    make("label", { class: "c-form__choice" }, [
      make("input", { type: "checkbox", value: choice, checked: (value || []).includes(choice) }),
      make("span", { text: name }),
    ]),
  );
  const list = make("div", { class: "c-form__choices" }, boxes);
  const folds = boxes.length > LONG_LIST && make("details", {}, [make("summary", { text: "打开名单，选一个或几个" }), list]);
  return make("fieldset", { id, tabindex: "-1" }, [make("legend", { text: field.title + (field.must ? "（必填）" : "") }), folds || list]);
}

function oneField(field, value, id, about) {
  const common = { id, "aria-describedby": about, "aria-required": field.must ? "true" : "false" };
  if (field.widget === "one") {
    const options = [["", "请选择"], ...field.choices];
    const made = options.map(([choice, name]) => make("option", { value: choice, text: name, selected: choice === value }));
    return make("select", common, made);
  }
  const written = Array.isArray(value) ? value.join(field.widget === "items" ? "、" : "\n") : value || "";
  if (field.widget === "long" || field.widget === "points") {
    return make("textarea", { ...common, rows: field.widget === "points" ? "4" : "3", text: written });
  }
  const kind = field.widget === "date" ? "date" : "text";
  const digits = field.widget === "whole" ? { inputmode: "numeric" } : {};
  return make("input", { ...common, ...digits, type: kind, value: written, autocomplete: "off" });
}

export function fieldOf(field, value, changed) {
  const id = "form-" + field.name;
  const about = [id + "-hint", id + "-fault"].join(" ");
  const many = field.widget === "many";
  const lines = [field.hint, field.example && !field.choices.length && "例如：" + field.example.split("\n").join("；")].filter(Boolean);
  // Choices stand below: how to write several in a file is no help here.
  const hint = many ? "可以选几个" : lines.join("。");
  const must = field.must ? "（必填）" : "";
  const element = make("div", { class: "c-form__field", "data-form-field": field.name }, [
    !many && make("label", { for: id, text: field.title + must }),
    make("p", { class: "c-form__hint", id: id + "-hint", text: hint }),
    many ? listField(field, value, id) : oneField(field, value, id, about),
    make("p", { class: "c-form__fault", id: id + "-fault", "aria-live": "polite" }),
  ]);
  const seen = () => changed(field.name, valueOf(field, element));
  element.addEventListener("input", seen);
  element.addEventListener("change", seen);
  return element;
}

export function showFault(element, fault) {
  element.querySelector(".c-form__fault").textContent = fault;
  const control = element.querySelector("input, textarea, select");
  if (!control) return;
  if (fault) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
