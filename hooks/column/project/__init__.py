"""A whole project on disk: loaded for a build, or checked.

A reader's path: `load` (settings, taxonomies, data, rules, articles) → `check` (what is wrong) → `report` (problems as
text, as JSON, for a pull request) → `version` (when parse results are out of date).
"""
