"""A bureau that took the repository over is told of every place that names the one it comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from column.content import taxonomies
from column.model.problems import Problem
from column.project.load import Inputs
from column.rules import former_bureau
from column.settings import load
from column.settings.records import Government
from support.builders import UNITS, site
from support.project import ROOT, put

OTHER = replace(site(), government=Government(organizer="某某市公安局"))


def told(root: Path) -> list[Problem]:
    return list(former_bureau.problems(root, OTHER, ()))


def test_each_place_is_named_with_its_line_and_name(tmp_path: Path) -> None:
    put(tmp_path, "docs/plan.md", "# 方案\n\n由无为市公安局负责。\n无为而治、敢作为。\n")
    put(tmp_path, "docs/contribute/step-1.svg", "<text>briefings / wucheng</text>\n")
    put(tmp_path, "docs/data/a.yml", "say: 无城派出所、昆山派出所\nid: my-wucheng\n")
    put(tmp_path, "docs/maintain/a.md", "无为市公安局\n")
    put(tmp_path, "hooks/theme/a.html", "无为市\n")
    put(tmp_path, "docs/images/a.png", "无为市公安局".encode())
    assert [(each.path, each.line, each.column) for each in told(tmp_path)] == [
        ("docs/contribute/step-1.svg", 1, 19),
        ("docs/data/a.yml", 1, 6),
        ("docs/plan.md", 3, 2),
        ("hooks/theme/a.html", 1, 1),
    ]
    assert "“无为市公安局”" in told(tmp_path)[2].what
    assert "“某某市公安局”" in told(tmp_path)[2].mend


def test_its_own_stations_are_no_former_ones(tmp_path: Path) -> None:
    put(tmp_path, "docs/a.md", "无城派出所在 wucheng，牛埠派出所在 niubu。")
    (problem,) = former_bureau.problems(tmp_path, OTHER, UNITS)
    assert "牛埠派出所" in problem.what


def test_the_bureau_itself_has_no_finding_and_its_names_are_those_of_the_repository() -> None:
    inputs = Inputs(ROOT, *load.read(ROOT))
    assert not [problem for problem in inputs.problems if problem.rule == former_bureau.FORMER.id]
    assert inputs.settings.government.organizer == former_bureau.ORGANIZER
    stations = {
        unit.id: unit.name for unit in taxonomies.load(ROOT)[0].units.records if unit.kind == "station"
    }
    assert stations == former_bureau.STATIONS


def test_after_a_change_of_the_settings_alone_the_check_names_all_pages_that_people_wrote(tree: Path) -> None:
    text = (tree / "mkdocs.yml").read_text("utf-8")
    put(tree, "mkdocs.yml", text.replace("organizer: 无为市公安局", "organizer: 某某市公安局"))
    inputs = Inputs(tree, *load.read(tree))
    paths = {problem.path for problem in inputs.problems if problem.rule == former_bureau.FORMER.id}
    assert {"mkdocs.yml", "docs/plan.md"} <= paths
    assert not any(path.startswith(("docs/data/prints/", "hooks/")) for path in paths)


def test_the_code_itself_names_no_bureau() -> None:
    own = {f"hooks/column/rules/{name}" for name in ("former_bureau.py",)}
    for file in (ROOT / "hooks").rglob("*.py"):
        if file.relative_to(ROOT).as_posix() not in own:
            assert "无为" not in file.read_text("utf-8"), file
            assert not any(f"“{name}" in file.read_text("utf-8") for name in former_bureau.STATIONS.values())
