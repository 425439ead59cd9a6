// Starts the editor with the collections of one unit (`?unit=wucheng`), else with all that are still there.
(function () {
  "use strict";
  const { config, until } = window.editorSettings;
  const unit = new URLSearchParams(location.search).get("unit");
  const there = (name) => !until[name] || Date.parse(until[name]) >= Date.now();
  const offered = config.collections.filter(({ name }) => there(name) && (!unit || name === unit));

  // What the Chinese words of the bundle lack, or what reads better here.
  const words = window.CMS.getLocale("zh_Hans");
  words.auth.loginWithForgejo = "登录";
  words.collection.sidebar.collections = "写什么";
  words.collection.entries.unpublishedHeader = "还没有发布的";
  words.editor.editorControlPane.widget.regexPattern = "“%{fieldLabel}”应当是%{pattern}";
  words.editor.editorToolbar.backCollection = "正在写：%{collectionLabel}";
  words.editor.editorToolbar.deleteUnpublishedEntry = "删掉";
  words.editor.editorToolbar.deleteUnpublishedChanges = "撤掉修改";
  words.editor.editorWidgets.headingOptions.headingTwo = "小标题";
  words.editor.editorWidgets.markdown.addComponent = "加照片";
  words.workflow.workflow.newPost = "新写一篇";
  words.workflow.workflow.dateFormat = "M月D日";
  words.workflow.workflowList.inReviewHeader = words.editor.editorToolbar.inReview;

  // As the bundle's own, which asks in English, and for a title too: that is kept where a text has one.
  window.CMS.registerEditorComponent({
    id: "image",
    label: "照片",
    fields: [
      { name: "image", label: "照片", widget: "image", choose_url: false },
      { name: "alt", label: "说明", widget: "string", hint: "一句话，照片里是什么" },
    ],
    pattern: /^!\[([^\]]*)\]\((\S+?)((?:\s"[^"]*")?)\)/,
    fromBlock: ([, alt, image, title]) => ({ alt, image, title }),
    toBlock: ({ alt, image, title }) => "![" + (alt || "") + "](" + (image || "") + (title || "") + ")",
  });

  if (offered.length) {
    window.initCMS({ config: { ...config, collections: offered } });
  } else {
    document.body.textContent = "没有这个单位，或者它已经停用：" + unit + "。请核对网址里 unit= 后面的编号。";
  }

  // Photos of kinds that the bundle encodes anew, which leaves the place where they were taken behind; with names that every
  // forge takes: phones and WeChat name them in Chinese.
  const TAKEN = ["image/jpeg", "image/png", "image/webp"];
  function named(file, at) {
    const name = "photo-" + Date.now() + "-" + (at + 1) + file.type.replace("image/", ".").replace("jpeg", "jpg");
    return new File([file], name, { type: file.type });
  }
  document.addEventListener(
    "change",
    (event) => {
      const { target } = event;
      if (target.type !== "file") return;
      const chosen = Array.from(target.files);
      const files = new DataTransfer();
      if (chosen.every((file) => TAKEN.includes(file.type))) {
        chosen.forEach((file, at) => files.items.add(named(file, at)));
      } else {
        event.stopPropagation();
        window.alert("照片要是 JPG、PNG 或 WebP。iPhone 的 HEIC，请先在手机上另存为 JPG。");
      }
      target.files = files.files;
    },
    true,
  );
})();
