"""Feeds as a tool elsewhere reads them.

In reading order: `items` has the records `Feed` and `Item`; `draft_key` the key of an item's draft; `parser` reads
RSS 2.0, Atom and JSON Feed; `fetch` gets feeds and pictures over HTTP or from a folder.
"""
