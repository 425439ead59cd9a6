// What ESLint asks of the scripts: as parts in hooks/frontend/scripts, and as joined for the browser (lint_frontend.py).
import js from "@eslint/js";
import globals from "globals";

const rules = {
  ...js.configs.recommended.rules,
  // A caught fault is often only a reason to go on without.
  "no-unused-vars": ["error", { caughtErrors: "none" }],
  eqeqeq: "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-shadow": "error",
  "no-throw-literal": "error",
  "no-unused-expressions": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "object-shorthand": "off", // not in ES5
};

// The joined text has what no part may do alone: two parts with one name, syntax that an old phone does not know.
const joined = { "no-redeclare": "error", "no-undef": "error", "no-func-assign": "error" };
const browser = { globals: globals.browser };

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["hooks/frontend/scripts/**/*.js"],
    languageOptions: { ...browser, ecmaVersion: 2020, sourceType: "module" },
    rules,
  },
  {
    // Beside the bundle of the editor, which needs a browser of today.
    files: ["hooks/frontend/editor/*.js"],
    languageOptions: { ...browser, ecmaVersion: 2022, sourceType: "script" },
    rules,
  },
  {
    files: ["hooks/frontend/scripts/search/*.js", "hooks/frontend/scripts/search-box/*.js"],
    rules: { "no-var": "error", "prefer-const": "error" },
  },
  {
    files: ["**/joined/assets/javascripts/*.js"],
    languageOptions: { ...browser, ecmaVersion: 5, sourceType: "script" },
    rules: joined,
  },
  {
    // The form is for browsers from Chrome 79 on.
    files: ["**/joined/assets/javascripts/form.js"],
    languageOptions: { ...browser, ecmaVersion: 2019, sourceType: "script" },
    rules: joined,
  },
  {
    // Search is for phones that know import(); on older ones the box stays hidden or idle.
    files: ["**/joined/assets/javascripts/search.js"],
    languageOptions: { ...browser, ecmaVersion: 2020, sourceType: "script" },
    rules: joined,
  },
];
