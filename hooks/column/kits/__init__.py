"""Kits: from one case, scam type or group, all that a station prints, shows and sends.

A reader's path: `material` (the words of a kit and its version) → `talk` (what a talk, a letter and an announcement need
beside them) → `sizes` (which sheets there are, by `docs/data/sizes.yml`) → `texts` (messages to copy) → `typesetting`
(sheets as PDF and PNG, from `templates/`) → `lecture` on `slides`, `letter` and `storyboard` on `papers` (files that the
office can change; `office`: what they share) → `store` (all files of a kit, each kit made once).
"""
