"""Private details in a text: found, masked, mended.

A reader's path: `id_numbers`, `contact_details`, `names` with `name_lexicon` (the finders) → `personal_data` (their rules and
messages) → `combined_details` (details that identify when taken together), `masking` (nothing private in what the project says).
"""
