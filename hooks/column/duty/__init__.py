"""Whether the units did what the bureau's notice of 2025-04-27 asks of them, and what was reached; nothing of it is
ever part of the site.

A reader's path: `registration` (when an article reached the main line).
"""
