// Elements of the form, made without a line of HTML in a string.

export function make(name, attributes, children) {
  const element = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => {
    const value = attributes[key];
    if (key === "text") element.textContent = value;
    else if (key.slice(0, 2) === "on") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null) element.setAttribute(key, value);
  });
  (children || []).forEach((child) => child && element.append(child));
  return element;
}

export function button(text, act, kind) {
  return make("button", {
    type: "button",
    class: "c-form__button" + (kind ? " c-form__button--" + kind : ""),
    text,
    onclick: act,
  });
}

export function replaceChildren(element, children) {
  element.textContent = "";
  children.forEach((child) => child && element.append(child));
}
