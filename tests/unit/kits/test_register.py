"""The register of versions only grows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from column.kits import material, register
from column.kits.talk import Talk
from column.model.article import BEIJING
from support import builders
from support.project import put

MADE = datetime(2026, 3, 2, 9, tzinfo=BEIJING)
KIT = material.of_case(builders.case("new", date(2026, 3, 2), review_by=date(2026, 9, 1)), Talk())


def test_what_is_written_is_read_again_and_stays(tmp_path: Path) -> None:
    first = register.extended((), [KIT], MADE)
    put(tmp_path, register.PATH, register.written(first))
    assert register.load(tmp_path) == (first, [])
    assert register.extended(first, [KIT], MADE.replace(hour=10)) == first
    assert first[0] == register.Version(KIT.id, KIT.version, "2026-03-02T09:00:00+08:00", "2026-09-01")


def test_a_line_changed_by_hand_is_told(tmp_path: Path) -> None:
    put(tmp_path, register.PATH, "id,version,made,valid_until\n../x,1,gestern,\n")
    versions, problems = register.load(tmp_path)
    assert (versions, [problem.line for problem in problems]) == ((), [2])
