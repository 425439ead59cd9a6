"""Content and front-matter guesses of a briefing's Word file, for `scripts/import_docx.py`.

In reading order: `package` opens the file and gives its parts; `normalise` rewrites the XML so that mammoth loses
nothing; `document` converts it to blocks of Markdown, with `inline` for text inside a paragraph; `pictures` makes
publishable photos; `guesses`, with `dates`, finds the front matter.
"""
