// The quiz. Nothing is fetched, kept or sent, and no name is asked.

import "./page/elements.js";
import "./quiz/questions.js";
import "./quiz/certificate.js";
import "./quiz/round.js";
import "./quiz/hall.js";
