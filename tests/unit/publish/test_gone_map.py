"""The map for nginx names the removed alone."""

from __future__ import annotations

from column.model.withdrawal import End
from column.publish import gone_map
from support import builders


def test_the_map_holds_what_was_removed_alone() -> None:
    removed = builders.withdrawal("wucheng/2026-02-03-shequ", End.REMOVED)
    kept = builders.withdrawal("2026-02-03-kefu", End.WITHDRAWN)
    assert gone_map.text([removed, kept]).splitlines() == [
        '"~/briefings/wucheng/2026-02-03-shequ/" wucheng/2026-02-03-shequ;',
        '"~/briefings/wucheng/2026-02-03-shequ$" wucheng/2026-02-03-shequ;',
    ]
    assert gone_map.text([]) == ""
