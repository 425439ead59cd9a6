// Copying a text by a button; what was done is said on the button.

export function copy(element, button) {
  function told(words) {
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
  }

  // Old browsers, and pages that are not from https: by selecting the text.
  function select() {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    var copied = false;
    try {
      copied = document.execCommand("copy");
    } catch (fault) {
      // The text is selected all the same.
    }
    told(copied ? "已复制，去粘贴" : "请长按选中的字复制");
  }

  if (!navigator.clipboard) {
    select();
    return;
  }
  navigator.clipboard.writeText(element.textContent).then(function () {
    told("已复制，去粘贴");
  }, select);
}
