"""The register of what was published: written from the main line of a real repository, kept from being changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.content import register
from column.project import check
from support.project import BRIEFING, CASE, copy_tree, jpeg, put, run
from support.repository import Repository

pytestmark = pytest.mark.programs

WUCHENG = "briefings/wucheng/2026-03-05-shequ"
XIANGAN = "briefings/xiangan/2026-03-06-xuexiao"
RENAMED = "briefings/wucheng/2026-03-05-xingfu"
WARNING = "cases/2026-03-01-kefu.md"


def test_an_article_is_new_once_and_corrected_whenever_a_file_of_it_changes(repository: Repository) -> None:
    root = repository.root
    put(root, f"{WUCHENG}/index.md", BRIEFING)
    put(root, WARNING, CASE.replace("summary", "sample: 是\nsummary"))
    put(root, f"{XIANGAN}/index.md", BRIEFING.replace("摘要", "草稿: true\n摘要"))
    repository.commit("2026-03-05T17:00:00+08:00")
    first = ("wucheng/2026-03-05-shequ", "2026-03-05T17:00", "new")
    assert repository.register() == [first]
    put(root, WARNING, CASE)
    put(root, f"{WUCHENG}/photo.jpg", jpeg())
    repository.commit("2026-03-06T09:00:00Z")
    put(root, "docs/now.md", "别的改动")
    repository.commit("2026-03-06T18:00:00+08:00")
    put(root, f"{XIANGAN}/index.md", BRIEFING)
    repository.commit("2026-03-07T10:00:00+08:00")
    expected = [
        first,
        ("2026-03-01-kefu", "2026-03-06T17:00", "new"),
        ("wucheng/2026-03-05-shequ", "2026-03-06T17:00", "corrected"),
        ("xiangan/2026-03-06-xuexiao", "2026-03-07T10:00", "new"),
    ]
    assert repository.register() == expected
    before = (root / register.PATH).read_bytes()
    assert repository.register() == expected
    (root / register.PATH).unlink()
    assert repository.register() == expected
    assert (root / register.PATH).read_bytes() == before


def test_a_rename_keeps_the_first_line(repository: Repository) -> None:
    root = repository.root
    put(root, f"{WUCHENG}/index.md", BRIEFING)
    repository.commit("2026-03-05T17:00:00+08:00")
    repository.git("mv", WUCHENG, RENAMED)
    put(
        root, f"{RENAMED}/index.md", BRIEFING.replace("摘要", "曾用编号:\n  - wucheng/2026-03-05-shequ\n摘要")
    )
    repository.commit("2026-03-08T17:00:00+08:00")
    first = ("wucheng/2026-03-05-shequ", "2026-03-05T17:00", "new")
    assert repository.register() == [first]
    put(root, f"{RENAMED}/photo.jpg", jpeg())
    repository.commit("2026-03-09T17:00:00+08:00")
    assert repository.register() == [first, ("wucheng/2026-03-05-xingfu", "2026-03-09T17:00", "corrected")]


def test_what_a_branch_brings_counts_from_its_merge(repository: Repository) -> None:
    root = repository.root
    repository.git("switch", "--quiet", "--create", "tougao")
    put(root, f"{WUCHENG}/index.md", BRIEFING)
    repository.commit("2026-03-05T17:00:00+08:00")
    put(root, f"{WUCHENG}/index.md", BRIEFING.replace("认骗局", "认骗局、记电话"))
    repository.commit("2026-03-05T18:00:00+08:00")
    refused = run("register.py", root=root)
    assert (refused.returncode, "tougao" in refused.stderr) == (1, True)
    repository.git("switch", "--quiet", "main")
    put(root, WARNING, CASE)
    repository.commit("2026-03-05T19:00:00+08:00")
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "tougao", at="2026-03-09T08:30:00+08:00")
    assert repository.register() == [
        ("2026-03-01-kefu", "2026-03-05T19:00", "new"),
        ("wucheng/2026-03-05-shequ", "2026-03-09T08:30", "new"),
    ]


def test_a_checkout_of_the_last_commits_alone_is_refused(repository: Repository, tmp_path: Path) -> None:
    put(repository.root, WARNING, CASE)
    repository.commit("2026-03-05T17:00:00+08:00")
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(shallow))
    refused = run("register.py", root=shallow)
    assert (refused.returncode, "unshallow" in refused.stderr) == (1, True)
    plain = copy_tree(tmp_path / "plain", with_articles=False)
    refused = run("register.py", root=plain)
    assert (refused.returncode, "Traceback" in refused.stderr, "Git" in refused.stderr) == (1, False, True)


def test_a_line_once_written_stays(repository: Repository) -> None:
    root = repository.root
    put(root, WARNING, CASE)
    repository.commit("2026-03-05T17:00:00+08:00")
    repository.register()
    file = root / register.PATH
    repository.commit("2026-03-05T18:00:00+08:00")

    def told(base: str = "HEAD") -> list[str]:
        problems = check.check(root, (), base).problems
        return [problem.what for problem in problems if problem.rule == "register"]

    written = file.read_text()
    assert told() == []
    file.write_text(written.replace("T17:00", "T09:00"))
    assert told() == ["少了“2026-03-01-kefu”的一行，或者它被改过。"]
    repository.commit("2026-03-05T19:00:00+08:00")
    assert told() == []
    assert told("HEAD^") == ["少了“2026-03-01-kefu”的一行，或者它被改过。"]
    file.unlink()
    assert told() == ["登记表不见了。"]


def test_what_comes_down_is_written_down_with_its_day(repository: Repository) -> None:
    root = repository.root
    put(root, f"{WUCHENG}/index.md", BRIEFING)
    put(root, f"{XIANGAN}/index.md", BRIEFING)
    repository.commit("2026-03-06T17:00:00+08:00")
    file = "docs/data/withdrawals.yml"
    record = "- {{id: {id}, at: 2026-03-09, end: {end}, reason: 文中有不宜公开的个人信息, by: 办公室}}\n"
    first = record.format(id="wucheng/2026-03-05-shequ", end="withdrawn")
    put(root, file, first)
    repository.commit("2026-03-09T10:00:00+08:00")
    repository.git("rm", "-r", "--quiet", XIANGAN)
    put(root, file, first + record.format(id="xiangan/2026-03-06-xuexiao", end="removed"))
    repository.commit("2026-03-10T10:00:00+08:00")
    expected = [
        ("wucheng/2026-03-05-shequ", "2026-03-06T17:00", "new"),
        ("xiangan/2026-03-06-xuexiao", "2026-03-06T17:00", "new"),
        ("wucheng/2026-03-05-shequ", "2026-03-09T10:00", "withdrawn"),
        ("xiangan/2026-03-06-xuexiao", "2026-03-10T10:00", "removed"),
    ]
    assert repository.register() == expected
    assert repository.register() == expected
    put(root, file, record.format(id="xiangan/2026-03-06-xuexiao", end="removed"))
    repository.commit("2026-03-11T10:00:00+08:00")
    again = [*expected, ("wucheng/2026-03-05-shequ", "2026-03-11T10:00", "corrected")]
    assert repository.register() == again
    (root / register.PATH).unlink()
    assert repository.register() == again
