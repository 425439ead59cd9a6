// A hall's screen. All pictures are there before the first change, so that it goes on without a network.
import "./page/elements.js";
import "./screen/show.js";
