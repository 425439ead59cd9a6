// The anti-fraud calendar by the reader's clock: what is on and what comes next, as `coming` of calendar.py says it.

import { all } from "./elements.js";

all("[data-calendar]").forEach(function (list) {
  var now = new Date();
  var today = ("0" + (now.getMonth() + 1)).slice(-2) + "-" + ("0" + now.getDate()).slice(-2);
  var entries = all("li", list);
  var shown = entries.filter(function (entry) {
    return !entry.hidden;
  }).length;
  var later = entries.filter(function (entry) {
    return entry.getAttribute("data-last") >= today;
  });
  var past = entries.filter(function (entry) {
    return later.indexOf(entry) < 0;
  });
  later.concat(past).forEach(function (entry, place) {
    entry.hidden = place >= shown;
    list.appendChild(entry);
  });
});
