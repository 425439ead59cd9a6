// The form itself: its parts in the order in which they are filled, and what happens when something changes.
import { button, make, replaceChildren } from "./elements.js";
import { described } from "./patterns.js";
import { faultsOf } from "./rules.js";
import { previewOf } from "./markdown.js";
import { pasted } from "./paste.js";
import { drawn, photoOf } from "./pictures.js";
import { brushOn } from "./mosaic.js";
import { faultOf, fieldOf, folded, showFault } from "./fields.js";
import { forget, store, stored } from "./draft.js";
import { fieldsOf, parcelOf } from "./parcel.js";

const PHOTOS = described.photos;
const WAIT = 300;

const ASKED = [
  "认不出当事人：文字里没有全名、号码、门牌，照片里没有他们的脸；几样凑在一起也认不出。",
  "照片里认得出来的人都同意了；有孩子的，家长也同意了。",
  "事实有出处：时间、地点、人数、金额是核对过的，联络员问起来答得上来。",
];

const two = (number) => String(number).padStart(2, "0");

function fresh() {
  const now = new Date();
  return { unit: "", kind: "briefing", values: {}, text: "", photos: [], sure: [], started: two(now.getHours()) + two(now.getMinutes()) };
}

function formIn(place) {
  let state = fresh();
  let waiting = 0;
  const touched = {};
  const parts = {};

  const status = make("p", { class: "c-form__status", role: "status" });
  const say = (told) => (status.textContent = told);

  function section(title, children, level) {
    return make("section", { class: "c-form__part" }, [make(level || "h2", { text: title }), ...children]);
  }

  // ---- keeping and showing

  function keep() {
    const pictures = state.photos.map((photo) => ({ caption: photo.caption, data: photo.kept }));
    const kept = store({ ...state, photos: pictures });
    parts.kept.textContent = {
      all: "草稿已经自动存在这个浏览器里，关掉窗口再打开还在。在公用电脑上，交完请清空。",
      text: "文字已经自动存在这个浏览器里；照片太大，没有存，关掉窗口前请先做好压缩包。",
      "": "这个浏览器不让存草稿，关掉窗口前请先做好压缩包。",
    }[kept];
  }

  function show() {
    waiting = 0;
    const values = state.values;
    const head = [make("h2", { text: values.title || "（标题）" })];
    head.push(make("p", { class: "c-form__hint", text: [unitName(), values.date].filter(Boolean).join("　") }));
    replaceChildren(parts.preview, head.concat(previewOf(state.text, state.photos)));
    keep();
  }

  function changed() {
    clearTimeout(waiting);
    waiting = setTimeout(show, WAIT);
  }

  function unitName() {
    const found = described.units.find((unit) => unit[0] === state.unit);
    return found ? found[1] : "";
  }

  // ---- faults

  function faults() {
    const found = [];
    if (state.kind === "briefing" && !state.unit) found.push(["form-unit", "单位", "选一个。"]);
    fieldsOf(state.kind).forEach((field) => {
      const fault = faultOf(field, state.values[field.name]);
      if (fault) found.push(["form-" + field.name, field.title, fault]);
    });
    if (!folded(state.text)) found.push(["form-text", "正文", "还没有写。"]);
    faultsOf(state.text).forEach((fault) => found.push(["form-text", "正文", fault]));
    state.photos.forEach((photo, at) => {
      const fault = folded(photo.caption).length < 2 ? "写一句话，照片里是什么。" : faultsOf(photo.caption)[0];
      if (fault) found.push(["form-caption-" + at, "照片 " + (at + 1) + " 的说明", fault]);
    });
    ASKED.forEach((_, at) => {
      if (!state.sure[at]) found.push(["form-sure-" + at, "交以前看一遍", "第 " + (at + 1) + " 条看过了，打上勾。"]);
    });
    return found;
  }

  function showField(field, element) {
    showFault(element, touched[field.name] ? faultOf(field, state.values[field.name]) : "");
  }

  function showText() {
    parts.textFault.textContent = faultsOf(state.text).join(" ");
    parts.count.textContent = "已写 " + Array.from(state.text.replace(/\s/g, "")).length + " 个字";
  }

  // ---- the parts

  function keyed(field) {
    const element = fieldOf(field, state.values[field.name], (name, value) => {
      state.values[name] = value;
      if (touched[name] || faultOf({ ...field, must: false, least: 0 }, value)) {
        touched[name] = true;
        showField(field, element);
      }
      changed();
    });
    element.addEventListener("focusout", () => {
      touched[field.name] = true;
      showField(field, element);
    });
    return element;
  }

  function fields() {
    const all = fieldsOf(state.kind);
    replaceChildren(parts.must, all.filter((field) => field.must).map(keyed));
    replaceChildren(parts.may, all.filter((field) => !field.must).map(keyed));
  }

  function who() {
    const there = described.units.filter((unit) => !unit[2] || Date.parse(unit[2]) >= Date.now());
    const options = [["", "请选择"], ...there].map(([id, name]) =>
      make("option", { value: id, text: name, selected: id === state.unit }),
    );
    const unit = make("select", { id: "form-unit", "aria-required": "true" }, options);
    unit.addEventListener("change", () => {
      state.unit = unit.value;
      changed();
    });
    const kinds = described.kinds.map(([id, name]) =>
      make("label", { class: "c-form__choice" }, [
        make("input", { type: "radio", name: "form-kind", value: id, checked: id === state.kind }),
        make("span", { text: name }),
      ]),
    );
    const kind = make("fieldset", {}, [make("legend", { text: "写什么" }), make("div", { class: "c-form__choices" }, kinds)]);
    kind.addEventListener("change", (event) => {
      state.kind = event.target.value;
      fields();
      changed();
    });
    replaceChildren(parts.who, [
      make("div", { class: "c-form__field" }, [make("label", { for: "form-unit", text: "单位（必填）" }), unit]),
      make("div", { class: "c-form__field" }, [
        kind,
        make("p", { class: "c-form__hint", text: "简报：本单位做了一次宣传。案例：一件已经发生的事。提示：提醒大家当心一种骗局。" }),
      ]),
    ]);
  }

  function insert(before, sample) {
    const area = parts.text;
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const empty = !area.value.slice(start).split("\n")[0].trim();
    area.setRangeText(before + (empty ? sample : ""), start, start, "end");
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function paste(event) {
    const html = event.clipboardData && event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const found = pasted(html);
    parts.text.setRangeText(found.text, parts.text.selectionStart, parts.text.selectionEnd, "end");
    parts.text.dispatchEvent(new Event("input", { bubbles: true }));
    parts.pasteNote.textContent = found.lost.length
      ? "贴进来了。没有留下的：" + found.lost.join("、") + "。"
      : "贴进来了，段落、小标题、分条和表格都在。";
  }

  function text() {
    parts.text = make("textarea", { id: "form-text", rows: "12", text: state.text, "aria-describedby": "form-text-hint form-text-fault" });
    parts.text.addEventListener("input", () => {
      state.text = parts.text.value;
      showText();
      changed();
    });
    parts.text.addEventListener("paste", paste);
    parts.textFault = make("p", { class: "c-form__fault", id: "form-text-fault", "aria-live": "polite" });
    parts.count = make("p", { class: "c-form__hint" });
    parts.pasteNote = make("p", { class: "c-form__hint", role: "status" });
    replaceChildren(parts.body, [
      make("label", { for: "form-text", text: "正文（必填）" }),
      make("p", {
        class: "c-form__hint",
        id: "form-text-hint",
        text: "一段写完按一下回车。写清哪一天、在哪里、谁来讲、讲给谁听、讲了什么。可以从 Word、WPS 里复制过来。",
      }),
      make("div", { class: "c-form__row" }, [
        button("小标题", () => insert("## ", "小标题")),
        button("分条", () => insert("- ", "第一条")),
      ]),
      parts.text,
      parts.count,
      parts.pasteNote,
      parts.textFault,
    ]);
  }

  // ---- photos

  function remember(photo) {
    photo.kept = photo.canvas.toDataURL("image/jpeg", 0.85);
    changed();
  }

  function photoPart(photo, at) {
    let on = false;
    const note = make("p", { class: "c-form__hint", role: "status" });
    const canvas = photo.canvas;
    canvas.className = "c-form__photo";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "照片 " + (at + 1) + "。打码时用方向键移动，按空格打码");
    if (!photo.brushed) {
      brushOn(
        canvas,
        () => photo.on,
        (said) => photo.say(said),
        () => remember(photo),
      );
      photo.brushed = true;
    }
    photo.on = false;
    photo.say = (said) => (note.textContent = said);
    const brush = button("打码", () => {
      on = !on;
      photo.on = on;
      canvas.classList.toggle("c-form__photo--brush", on);
      brush.setAttribute("aria-pressed", String(on));
      brush.textContent = on ? "打完了" : "打码";
      note.textContent = on ? "用手指或鼠标涂过要遮住的脸、车牌、屏幕；键盘用方向键移动，按空格打码。" : "";
    });
    brush.setAttribute("aria-pressed", "false");
    const caption = make("input", { type: "text", id: "form-caption-" + at, value: photo.caption, autocomplete: "off" });
    caption.addEventListener("input", () => {
      photo.caption = caption.value;
      fault.textContent = faultsOf(caption.value)[0] || "";
      changed();
    });
    const fault = make("p", { class: "c-form__fault", "aria-live": "polite" });
    return make("li", { class: "c-form__picture" }, [
      canvas,
      make("div", { class: "c-form__row" }, [
        brush,
        button("转一下", () => {
          photo.canvas = drawn(canvas, canvas.width, canvas.height, 6);
          photo.brushed = false;
          remember(photo);
          photos();
        }),
        button("放进正文", () => {
          insert("[照片" + (at + 1) + "]\n", "");
          say("照片 " + (at + 1) + " 放在光标那一行的前面。不放的，跟在第一段后面。");
        }),
        button("删掉", () => {
          state.photos.splice(at, 1);
          photos();
          changed();
        }),
      ]),
      note,
      make("label", { for: "form-caption-" + at, text: "照片 " + (at + 1) + " 里是什么（必填）" }),
      caption,
      fault,
    ]);
  }

  function photos() {
    replaceChildren(parts.photos, state.photos.map(photoPart));
  }

  async function add(files) {
    const told = [];
    for (const file of Array.from(files)) {
      if (state.photos.length >= PHOTOS) {
        told.push("最多 " + PHOTOS + " 张照片。");
        break;
      }
      try {
        const photo = { caption: "", canvas: await photoOf(file) };
        state.photos.push(photo);
        remember(photo);
      } catch (fault) {
        told.push(fault.message);
      }
    }
    photos();
    parts.photoNote.textContent = told.join(" ") || "加好了。拍摄地点等信息已经去掉；当事人和孩子的脸、车牌、屏幕，请打码。";
  }

  function photoInput(said, camera) {
    const input = make("input", { type: "file", accept: "image/*", multiple: !camera, capture: camera && "environment", class: "c-form__file" });
    input.addEventListener("change", () => add(input.files).then(() => (input.value = "")));
    return make("label", { class: "c-form__button" }, [input, make("span", { text: said })]);
  }

  function photoChooser() {
    parts.photoNote = make("p", { class: "c-form__hint", role: "status" });
    const drop = make("div", { class: "c-form__drop" }, [
      make("div", { class: "c-form__row" }, [photoInput("选照片", false), photoInput("用手机拍", true)]),
      make("p", { class: "c-form__hint", text: "也可以把照片拖到这里。照片会自动缩小，拍摄的地点、时间、手机型号都不会留下。" }),
    ]);
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      add(event.dataTransfer.files);
    });
    return drop;
  }

  // ---- the result

  function asked() {
    const boxes = ASKED.map((said, at) => {
      const box = make("input", { type: "checkbox", id: "form-sure-" + at, checked: state.sure[at] === true });
      box.addEventListener("change", () => {
        state.sure[at] = box.checked;
        changed();
      });
      return make("label", { class: "c-form__choice" }, [box, make("span", { text: said })]);
    });
    replaceChildren(parts.sure, [
      make("fieldset", {}, [make("legend", { text: "交以前看一遍，做到了打勾" }), ...boxes]),
    ]);
  }

  function finish() {
    fieldsOf(state.kind).forEach((field) => {
      touched[field.name] = true;
      showField(field, place.querySelector('[data-form-field="' + field.name + '"]'));
    });
    const found = faults();
    if (found.length) {
      const items = found.map(([id, title, fault]) =>
        make("li", {}, [make("a", { href: "#" + id, text: title, onclick: (event) => reach(event, id) }), make("span", { text: "：" + fault })]),
      );
      const title = make("h3", { tabindex: "-1", text: "还有 " + found.length + " 处要改" });
      replaceChildren(parts.result, [title, make("ul", {}, items)]);
      title.focus();
      return;
    }
    const parcel = parcelOf(state);
    const address = URL.createObjectURL(new Blob([parcel.bytes], { type: "application/zip" }));
    const link = make("a", { class: "c-form__button c-form__button--main", href: address, download: parcel.name, text: "存下压缩包" });
    const steps = [
      "点“存下压缩包”，文件叫 " + parcel.name + "，在“下载”文件夹里。微信里点了没有反应的，换手机自带的浏览器打开这一页。",
      "把它发给本单位的联络员（内网邮件、U 盘都行），不用解压，不用改名。",
      "联络员收下以后会回您两句话：收下了没有、差什么，网址是什么。办公室审核以后才发布。",
      "自己有仓库账号的，也可以解压，把里面 " + parcel.folder + " 这个文件夹拖到仓库的上传页面。",
      "在公用电脑上，存好以后点“清空重写”，并删掉下载的文件。",
    ];
    const title = make("h3", { tabindex: "-1", text: "做好了" });
    const size = Math.max(1, Math.round(parcel.bytes.length / 1024));
    replaceChildren(parts.result, [
      title,
      make("p", { text: "里面是一篇文章和 " + parcel.count + " 张照片，共 " + size + " KB。" }),
      make("p", {}, [link]),
      make("ol", {}, steps.map((step) => make("li", { text: step }))),
    ]);
    title.focus();
  }

  function reach(event, id) {
    event.preventDefault();
    const target = document.getElementById(id);
    const fold = target.closest("details");
    if (fold) fold.open = true;
    target.focus();
    target.scrollIntoView({ block: "center" });
  }

  function clear() {
    const sure = make("div", { class: "c-form__row", role: "group", "aria-label": "清空" }, [
      button("真的清空", () => {
        forget();
        state = fresh();
        Object.keys(touched).forEach((name) => delete touched[name]);
        draw();
        say("已经清空。");
      }, "danger"),
      button("不清空", () => replaceChildren(parts.clear, [button("清空重写", clear)])),
    ]);
    replaceChildren(parts.clear, [sure]);
    sure.querySelector("button").focus();
  }

  function draw() {
    ["who", "must", "may", "body", "sure", "clear"].forEach((name) => (parts[name] = make("div", {})));
    parts.preview = make("div", { class: "c-form__preview" });
    parts.result = make("div", { class: "c-form__result" });
    parts.photos = make("ul", { class: "c-form__pictures" });
    parts.kept = make("p", { class: "c-form__hint" });
    replaceChildren(place, [
      status,
      section("一、谁来写，写什么", [parts.who]),
      section("二、必须填的", [parts.must]),
      section("三、正文", [parts.body]),
      section("四、照片", [photoChooser(), parts.photoNote, parts.photos]),
      section("五、可以不填的", [make("details", {}, [make("summary", { text: "打开，填几项都行" }), parts.may])]),
      section("六、手机上看是这样", [parts.preview]),
      section("七、做成压缩包", [parts.sure, button("检查，做成压缩包", finish, "main"), parts.result, parts.kept, parts.clear]),
    ]);
    replaceChildren(parts.clear, [button("清空重写", clear)]);
    who();
    fields();
    text();
    photos();
    asked();
    showText();
    show();
  }

  async function restore(draft) {
    state = { ...fresh(), ...draft, photos: [] };
    for (const kept of draft.photos || []) {
      try {
        const answer = atob(kept.data.split(",")[1]);
        const bytes = Uint8Array.from(answer, (char) => char.charCodeAt(0));
        const canvas = await photoOf(new File([bytes], "photo.jpg", { type: "image/jpeg" }));
        state.photos.push({ caption: kept.caption, canvas, kept: kept.data });
      } catch (fault) {
        // A photo that cannot be read again is chosen again.
      }
    }
    draw();
  }

  const draft = stored();
  if (draft) restore(draft);
  else draw();
}

document.querySelectorAll("[data-form]").forEach(formIn);
