// What the pages gain where scripts run; without them everything is there to be read. Written for old phones.
import "./page/elements.js";
import "./page/tables.js";
import "./page/printing.js";
import "./page/copying.js";
import "./page/copy-buttons.js";
import "./page/review.js";
import "./page/calendar.js";
import "./page/menu.js";
import "./page/speech.js";
import "./page/choices.js";
