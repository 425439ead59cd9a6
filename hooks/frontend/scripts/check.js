// The self-check. Everything is on the page; nothing is fetched, kept or sent.
import "./page/elements.js";
import "./page/copying.js";
import "./self-check/score.js";
import "./self-check/questions.js";
import "./self-check/signs.js";
