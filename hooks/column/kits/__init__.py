"""Kits: from one case, scam type or group, all that a station prints, shows and sends.

A reader's path: `material` (the words of a kit and its version) → `sizes` (which sheets there are, by
`docs/data/sizes.yml`) → `texts` (messages to copy) → `typesetting` (sheets as PDF and PNG, from `templates/`) → `store`
(all files of a kit, each kit made once).
"""
