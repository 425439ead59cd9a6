"""New articles, for officers.

A reader's path: `new_article` (front matter, folder names, files laid in one step) → `parcels` (an article out of a zip)
→ `examples` (the templates on the contributors' page) → `console` (questions in Chinese) → `word` (a Word file to an
article).
"""
