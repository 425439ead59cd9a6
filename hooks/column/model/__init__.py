"""What things are, as frozen records; no input, no output.

A reader's path: `articles` (briefing and case, each field with its front-matter key) → `terms` (unit, venue, scam type,
group) → `records` (photo, film, hotline, excuse) → `kinds` (closed sets of words) → `addresses` (texts that become a
path or an address) → `keys` and `field_types` (how a key is described and what may be written) → `problems` (a rule,
and a problem that breaks it).
"""
