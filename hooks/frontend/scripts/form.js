// The form of contributors. Everything is on the page; nothing is fetched or sent.
import "./form/elements.js";
import "./form/patterns.js";
import "./form/details.js";
import "./form/rules.js";
import "./form/markdown.js";
import "./form/paste.js";
import "./form/pictures.js";
import "./form/mosaic.js";
import "./form/fields.js";
import "./form/draft.js";
import "./form/parcel.js";
import "./form/screen.js";
