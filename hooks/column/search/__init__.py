"""The search: what can be found, the index in which a browser finds it, and what readers mean by what they type.

A reader's path: `documents` (articles, groups, scam types and pages as documents; the files of the site) → `terms` (how
a text is cut into what finds it) → `index` (segments, shards and blocks) → `words` (what sends a victim to help at
once). The other half is in the site's scripts: `query.js`, `index.js` and `text.js`.
"""
