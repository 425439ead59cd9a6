"""The rules that every contribution is held to.

A reader's path: `registry` (all rules, and the checks that read a text) → `privacy` (names, numbers, places),
`hotlines`, `links`, `wording` (the office's own rules), `duplicates` (against earlier articles), `article_checks`
(cards, WeChat, guesses), `published` (the rules again, over what readers get), `ownership` (whose folder) → `excuses`
(what an editor excused) → `rules_page` (the page for officers).
"""
