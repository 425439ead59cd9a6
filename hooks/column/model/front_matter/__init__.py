"""How a front-matter key is described, once, and what may be written for it.

A reader's path: `key` (the description that stands at a record's field) → `written` (the types of written values).
"""
