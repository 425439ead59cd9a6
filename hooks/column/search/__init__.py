"""The search: what can be found, and the index in which a browser finds it.

A reader's path: `documents` (articles, groups, scam types and pages as documents; the files of the site) → `terms` (how
a text is cut into what finds it) → `index` (segments, shards and blocks). The other half is `index.js` and `text.js` of
the site's scripts.
"""
