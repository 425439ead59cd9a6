"""The bridge to MkDocs and Material: all that the site takes from them.

A reader's path: `build` (a whole build, by `scripts/build.py` or `serve.py`) → `plugin` (the state of MkDocs' part of
one build; `hooks/adapter.py` says which event does what) → `theme` (asks the theme for page frames) → `theme_shell` (the
frames as they are cached, without MkDocs).
"""
