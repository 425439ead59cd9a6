// Films one after the other for halls. Every file is loaded before the first one begins, so that the network may go.
import "./page/elements.js";
import "./loop/loading.js";
import "./loop/stage.js";
