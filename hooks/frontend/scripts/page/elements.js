// The page's root element; elements by selector, and what listens to them.

export var root = document.documentElement;

export function all(selector, within) {
  return Array.prototype.slice.call((within || document).querySelectorAll(selector));
}

export function on(selector, event, act) {
  all(selector).forEach(function (element) {
    element.addEventListener(event, act);
  });
}
