// What the answers say, by the page's own table; the rules are those of hooks/column/selfhelp/self_check.py.

// The scam types to show, likeliest first; equals in the table's order.
export function ranked(table, answers) {
  var score = {};
  answers.forEach(function (answer) {
    Object.keys(answer.points).forEach(function (id) {
      score[id] = (score[id] || 0) + answer.points[id];
    });
  });
  var best = 0;
  table.scams.forEach(function (id) {
    best = Math.max(best, score[id] || 0);
  });
  return table.scams
    .filter(function (id) {
      return score[id] >= table.least && score[id] * 2 >= best;
    })
    .map(function (id, place) {
      return { id: id, place: place };
    })
    .sort(function (one, other) {
      return score[other.id] - score[one.id] || one.place - other.place;
    })
    .slice(0, table.shown)
    .map(function (entry) {
      return entry.id;
    });
}

// What to do now, in the table's order.
export function acts(table, answers) {
  var wanted = table.always.slice();
  answers.forEach(function (answer) {
    wanted = wanted.concat(answer.acts);
  });
  return table.acts
    .filter(function (id) {
      return wanted.indexOf(id) >= 0;
    })
    .slice(0, table.steps);
}
