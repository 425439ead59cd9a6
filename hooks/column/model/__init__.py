"""What things are, as frozen records; no input, no output.

A reader's path: `article` (what briefings and cases share) → `briefing` and `case` (each field with its front-matter
key) → `any_article` → `terms` (unit, venue, scam type, group) → `attachments` (photo, film) → `kinds` (closed sets of
words) → `intents` (what readers mean by what they type) → `addresses` (texts that become a path or an address) →
`front_matter` (how a key is described and what may be written) → `problems` (a rule, a problem that breaks it, what
excuses it).
"""
