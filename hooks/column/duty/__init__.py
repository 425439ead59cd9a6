"""Whether the units did what the bureau's notice of 2025-04-27 asks of them, and what was reached; nothing of it is
ever part of the site.

A reader's path: `registration` (when an article reached the main line) → `periods` (weeks, months, working days) →
`data` (what the office writes) → `talks` (what is counted, and how it stands) → `ledger` (one month of all units) →
`responses` (what became of a warning) → `coverage` (who was told what, and blind spots) → `report` (all of it as
tables) → `files` (workbook, CSV, JSON, page). Beside it: `boards` and `inspection` (boards in halls, and the sheet of the
inspectors), `review` (what may be out of date).
"""
