// The search box. Nothing else of the search is loaded before a reader searches or opens what was found; it is in the
// folder search/ beside this file.
import "./search-box/address.js";
import "./search-box/layer.js";
import "./search-box/keys.js";
import "./search-box/box.js";
