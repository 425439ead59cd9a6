"""The map for nginx names the removed alone."""

from __future__ import annotations

from column.model.addresses import ArticleId
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


def test_former_addresses_of_what_was_removed_are_gone_too() -> None:
    removed = builders.withdrawal("2026-02-03-kefu", End.REMOVED, aliases=(ArticleId("2026-02-01-kf"),))
    assert gone_map.text([removed]).splitlines()[2:] == [
        '"~/cases/2026-02-01-kf/" 2026-02-03-kefu;',
        '"~/cases/2026-02-01-kf$" 2026-02-03-kefu;',
    ]
    assert removed.first == "cases/2026-02-01-kf/"
