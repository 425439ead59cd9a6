// What stylelint asks of the styles: the standard rules, but for our layout of files and for what old phones need.
import { createRequire } from "node:module";

const PREFIXED = ["appearance", "mask", "text-size-adjust", "box-orient", "line-clamp"];

export default {
  extends: [createRequire(import.meta.url).resolve("stylelint-config-standard")],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    // An index joins parts, also inside a rule (hooks/bridge/assets.py).
    "import-notation": "string",
    "no-invalid-position-at-import-rule": null,
    "no-duplicate-at-import-rules": null,
    // Rules follow each other without empty lines; an empty line begins a new thought.
    "rule-empty-line-before": null,
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "declaration-empty-line-before": null,
    // block__part--kind, and Material's own names.
    "selector-class-pattern": "^(c-[a-z]+(-[a-z]+)*(__[a-z]+(-[a-z]+)*)?(--[a-z]+(-[a-z]+)*)?|md-[a-z_-]+|no-js)$",
    "custom-property-pattern": "^(c|md)-[a-z0-9-]+$",
    // Old phones: no ranges in media queries, no lists in :not(), prefixes where they need them.
    "media-feature-range-notation": "prefix",
    "selector-not-notation": "simple",
    "property-no-vendor-prefix": [true, { ignoreProperties: PREFIXED }],
    "value-no-vendor-prefix": [true, { ignoreValues: ["box", "sticky"] }],
    "declaration-block-no-redundant-longhand-properties": [true, { ignoreShorthands: ["inset"] }],
    // A component keeps its print and its wide screen beside its phone.
    "no-descending-specificity": null,
    "value-keyword-case": ["lower", { ignoreProperties: ["/font/"], ignoreKeywords: ["A4"] }],
    // Colours have names, in tokens/.
    "color-named": "never",
    "color-no-hex": true,
    "function-disallowed-list": ["rgb", "rgba", "hsl", "hsla"],
    // What two phones in three years would not know.
    "property-disallowed-list": ["aspect-ratio", "inset", "gap"],
    "selector-pseudo-class-disallowed-list": ["has", "is", "where"],
  },
  overrides: [
    { files: ["**/styles/tokens/*.css"], rules: { "color-no-hex": null } },
    {
      // The look of a feed that is opened in a browser: a sheet for XML, which uses nothing of the site's.
      files: ["**/feed.css"],
      rules: {
        "color-no-hex": null,
        "custom-property-pattern": null,
        "selector-type-no-unknown": null,
        "no-descending-specificity": null,
      },
    },
  ],
};
