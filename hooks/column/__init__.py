"""The domain: contributed files in, pages, feeds, pictures and findings out. It knows nothing of MkDocs.

A reader's path, from the bottom up; each package says in its own first lines what lies in it:
`model` (what things are) and `system` (cache, processes, output) → `text` and `parsing` (words, files with line marks)
→ `settings`, `media` → `content` (articles and taxonomies) → `rules`, `selfhelp`, `feeds`, `search` → `pages` →
`project` (a whole project loaded or checked) → `publish` (the site), `authoring` (new articles). `wechat` knows the
site by its feeds alone. Who may import whom stands in pyproject.toml and is drawn in docs/maintain/architecture.md.
"""
