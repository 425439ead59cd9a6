"""Words that officers should not use: those of the office's list, and their places in a text.

A reader's path: `word_list` (`docs/data/wording.yml`) → `matches` (what of it a text holds).
"""
