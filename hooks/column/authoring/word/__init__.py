"""Content and front-matter guesses of a briefing's Word file, for `scripts/import_docx.py`.

In reading order: `package` opens the file and gives its parts; `content` reads those that hold text, `chunks` those of
other formats. `normalise` rewrites the XML so that mammoth loses nothing, with `fields`, `formulas`, `runs` (and
`styles`), `numbering` and `graphics` (with `crops` and `covers`); `elements` holds the names. `document` converts the
result to blocks of Markdown, with `inline` for text inside a paragraph; `pictures` makes publishable photos;
`guesses`, with `dates`, finds the front matter; `account` compares what came in with what was written.
"""
