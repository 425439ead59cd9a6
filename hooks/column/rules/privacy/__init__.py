"""Private details in a text: found, masked, mended.

A reader's path: `id_numbers`, `contact_details`, `names` with `name_lexicon` (the finders) → `findings` (their rules and
messages) → `mosaic` (details that identify when taken together).
"""
