// Takes up what the reader chose before: colours, elder mode, type size. Loaded first and without blocking, so it
// has mostly run before the style sheets are there and the page is painted; column.css does the rest.
(function (root) {
  root.classList.remove("no-js");
  try {
    ["scheme", "elder", "size"].forEach(function (name) {
      var value = localStorage.getItem("column." + name);
      if (value) root.setAttribute("data-" + name, value);
    });
  } catch (fault) {
    // Storage is switched off: the page is as for a new reader.
  }
})(document.documentElement);
