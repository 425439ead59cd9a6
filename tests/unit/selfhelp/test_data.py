"""The data of the self-help pages: the real files are whole, and what is missing or wrong is a problem."""

from __future__ import annotations

from pathlib import Path

from column.selfhelp import data as selfhelp
from support import own_data
from support.builders import VOCABULARY, site
from support.project import ROOT


def test_the_real_data_has_no_problem_and_all_pages() -> None:
    data, problems = selfhelp.load(ROOT, own_data.VOCABULARY, own_data.SETTINGS)
    assert not problems
    assert data.hang_up
    assert data.check
    assert data.signs
    assert data.aid
    assert data.quiz
    addresses = {printable.url for printable in data.prints}
    assert addresses >= {
        "groups/parents/letter/",
        "groups/students/card/",
        "groups/finance-staff/notice/",
        "groups/elderly/large/",
    }


def test_what_is_missing_or_wrong_is_a_problem_of_its_file(tmp_path: Path) -> None:
    data, problems = selfhelp.load(tmp_path, VOCABULARY, site())
    assert data.check is None
    assert {(problem.path, problem.line) for problem in problems} == {
        ("docs/data/check.yml", 0),
        ("docs/data/signs.yml", 0),
        ("docs/data/help.yml", 0),
        ("docs/data/intents.yml", 0),
        ("docs/data/quiz.yml", 0),
    }
