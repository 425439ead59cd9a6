"""Between MkDocs and who runs it: what one build hands from event to event, and out.

MkDocs loads hook files as modules of their own; this one is imported, so both sides see the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.structure.nav import Navigation

    from bridge.frames import ThemeShell
    from bridge.theme import Theme
    from column.project.load import Edition
    from column.settings.load import Settings


class Run:
    """One build. `alone` says that MkDocs was started by itself and must publish the column too; the rest is set by
    an event that MkDocs calls before it is read."""

    def __init__(self) -> None:
        self.alone = True
        self.drafts = False
        self.searchable = True

    settings: Settings
    edition: Edition
    nav: Navigation
    theme: Theme
    shell: ThemeShell


run = Run()
