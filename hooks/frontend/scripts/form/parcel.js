// The zip: exactly the folder of one article, as the repository has it.
import { described } from "./patterns.js";
import { frontMatterOf, markdownOf } from "./markdown.js";
import { jpegOf } from "./pictures.js";

export const columnOf = (kind) => (kind === "briefing" ? "briefing" : "case");

// The key that says which kind of case it is: the form asks for it at its head.
export function fieldsOf(kind) {
  return described.fields[columnOf(kind)];
}

export function parcelOf(state) {
  const fields = fieldsOf(state.kind);
  const values = { ...state.values };
  const briefing = state.kind === "briefing";
  const about = briefing ? described.venues[values.venue] : described.scams[values.scam];
  const name = values.date + "-" + state.started + "-" + about;
  const folder = (briefing ? "briefings/" + state.unit : "cases") + "/" + name;
  const photos = state.photos.map((photo, at) => ({ caption: photo.caption, name: "photo-" + (at + 1) + ".jpg" }));
  const kind = briefing ? [] : [{ name: "kind", title: "类别" }];
  values.kind = state.kind === "case" ? "典型案例" : "风险提示";
  const text = frontMatterOf([...kind, ...fields], values) + "\n" + markdownOf(state.text, photos) + "\n";
  const files = { [folder + "/index.md"]: [new TextEncoder().encode(text), { level: 6 }] };
  state.photos.forEach((photo, at) => {
    files[folder + "/" + photos[at].name] = [jpegOf(photo.canvas), { level: 0 }];
  });
  return {
    name: "投稿-" + (briefing ? state.unit : "案例") + "-" + name + ".zip",
    bytes: window.fflate.zipSync(files),
    folder,
    count: photos.length,
  };
}
