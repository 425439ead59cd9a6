"""Articles and taxonomies, from the tree of contributions to one library.

A reader's path: `taxonomies` (units, venues, scam types, groups) → `discovery` (which files are articles) →
`front_matter` (values of an article's keys) → `attachments` (photos and films beside it) → `articles` (one file to one
record) → `references` (between articles) → `article_cache` and `stored` (what was parsed, kept) → `library` (all that is
published, with its indexes).
"""
