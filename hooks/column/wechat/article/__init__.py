"""An article of a draft, made from a feed item.

In reading order: `sanitise` reduces the item's HTML to an allow list; `rewrite` adapts it to what the platform keeps;
`layout` adds lead, hotlines and source, and puts the styles of article.css into the elements. `digest` makes the
摘要, `pictures` the cover and content pictures. `check` reports what the platform does not accept, as `DraftProblem`;
`payload` joins all of it to the article object of the API. `elements` has two functions for lxml.
"""
