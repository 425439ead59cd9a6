"""The pages of the site: library in, HTML out. What a page shows is decided here; templates only lay it out.

A reader's path: `layout` (a page, its templates, its head) → `all_pages` (every page of the site) → `home`, `indexes`,
`lists`, `articles`, `selfhelp_pages`, `embeds` (what is on each, and the inputs it is made from) → `current_scams`, `statistics`
(what is counted for them) → `findings` (what the preview shows of an article with errors).
"""
