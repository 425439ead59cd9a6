"""The self-help pages' data: what the office edits in `docs/data/`, parsed and checked. Rendering is in `pages`.

A reader's path: `data` (all of it, read at once) → `self_check` (questions, points, advice), `first_aid` (steps), `quiz`
(questions and answers), `printables` (letters, notices, cards for one group), `text_pages` (whole pages of text, from
`docs/`), `calendar` (what each season brings), `intents` (what the search understands).
"""
