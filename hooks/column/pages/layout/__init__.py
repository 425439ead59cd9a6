"""What all pages share.

A reader's path: `page` (a page, and one that can be made from its inputs) → `templates` (their environment) →
`head_tags` (the tags in the head) → `navigation` (the sections of the site and their names).
"""
