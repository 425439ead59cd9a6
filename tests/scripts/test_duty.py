"""`make duty` as the office runs it: a month made, frozen, kept; nothing of it is ever part of the site."""

from __future__ import annotations

import csv
import io
import json
import shutil

import openpyxl
import pytest

from column.content import frozen_months
from column.project import check
from support.project import BRIEFING, CASE, put, run
from support.repository import Repository

pytestmark = pytest.mark.programs

FROZEN = "docs/data/duty/2026-10"
TALK = "briefings/wucheng/2026-10-14-shequ/index.md"


def talk(day: str, title: str = "派出所走进社区讲防骗") -> str:
    return BRIEFING.replace("2026-03-05", day).replace("无城派出所走进幸福社区讲防骗", title)


@pytest.fixture
def office(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one talk of October that was published the day after, as it is on 10 November."""
    put(repository.root, TALK, talk("2026-10-14"))
    repository.commit("2026-10-15T09:00:00+08:00")
    repository.register()
    repository.commit("2026-10-15T10:00:00+08:00")
    monkeypatch.setenv("DATE", "2026-11-10")
    return repository


def made(repository: Repository, *arguments: str, code: int = 0) -> str:
    call = run("duty.py", *arguments, root=repository.root)
    assert call.returncode == code, call.stdout + call.stderr
    assert "Traceback" not in call.stderr
    return call.stdout + call.stderr


def wrong(repository: Repository, base: str = "HEAD") -> list[tuple[str, str]]:
    problems = check.check(repository.root, (), base).problems
    return [(each.path, each.what) for each in problems if each.rule == "frozen-month"]


def test_the_month_before_is_made_and_the_same_again(office: Repository) -> None:
    said = made(office)
    folder = office.root / ".duty" / "2026-10"
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert set(first) == {"ledger.xlsx", "ledger.csv", "coverage.csv", "duty.json", "index.html"}
    assert ".duty/2026-10/" in said
    made(office, "--month", "2026-10")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first
    numbers = json.loads(first["duty.json"])
    row = next(row for row in numbers["units"] if row["unit"] == "wucheng")
    assert row["marks"] == {
        "2026-W40": "",
        "2026-W41": "",
        "2026-W42": "✔",
        "2026-W43": "",
        "2026-W44": "",
    }


def test_a_sheet_opens_and_holds_no_formula(office: Repository) -> None:
    put(office.root, "briefings/wucheng/2026-10-15-b.md", talk("2026-10-15", '"=1+1 走进社区讲防骗"'))
    made(office)
    folder = office.root / ".duty" / "2026-10"
    book = openpyxl.load_workbook(folder / "ledger.xlsx")
    assert book.sheetnames == ["汇总", "明细", "闭环与盲区", "覆盖", "补录与更正", "说明"]
    titles = [cell for row in book["明细"].iter_rows() for cell in row if "走进社区" in str(cell.value)]
    assert [(cell.value, cell.data_type) for cell in titles] == [
        ("派出所走进社区讲防骗", "s"),
        ("=1+1 走进社区讲防骗", "s"),
    ]
    assert all(cell.hyperlink is None for row in book["明细"].iter_rows() for cell in row)
    assert book["汇总"].page_setup.orientation == "landscape"
    data = (folder / "ledger.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["标题"] for row in rows] == ["派出所走进社区讲防骗", "'=1+1 走进社区讲防骗"]
    assert [row["按期情况"] for row in rows] == ["按期", "未发布"]


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "word"),
    [
        (("--month", "10月"), {}, 2, "2026-10"),
        ((), {"DATE": "今天"}, 2, "DATE"),
        (("--fast",), {}, 2, "--fast"),
    ],
)
def test_a_wrong_call_is_told(
    office: Repository,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    code: int,
    word: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert word in made(office, *arguments, code=code)


def test_a_mistake_in_the_data_is_told_with_its_line(office: Repository) -> None:
    put(office.root, "docs/data/duty.yml", "grace_workdays: 两天\nexemptions:\n  - {unit: 无城所}\n")
    assert "docs/data/duty.yml:1" in made(office, code=1)
    assert "docs/data/duty.yml" in {problem.path for problem in check.check(office.root).problems}


def test_a_month_is_frozen_once_in_its_turn_and_after_its_grace(
    office: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATE", "2026-11-03")  # two working days after Sunday 1 November
    assert "2026-11-03" in made(office, "--month", "2026-10", "--freeze", code=1)
    monkeypatch.setenv("DATE", "2026-11-04")
    put(office.root, TALK, talk("2026-10-14") + "\n补一句。\n")
    assert "先提交" in made(office, "--month", "2026-10", "--freeze", code=1)
    office.git("checkout", "--quiet", "--", TALK)
    said = made(office, "--month", "2026-10", "--freeze")
    number = json.loads((office.root / FROZEN / "seal.json").read_bytes())["seal"][:16]
    assert number in said
    assert wrong(office) == []
    office.commit("2026-11-04T09:00:00+08:00")
    assert wrong(office) == []
    assert "已经封存过" in made(office, "--month", "2026-10", "--freeze", code=1)
    monkeypatch.setenv("DATE", "2027-01-20")
    assert "2026年11月还没有封存" in made(office, "--month", "2026-12", "--freeze", code=1)
    assert "不能再封存更早" in made(office, "--month", "2026-09", "--freeze", code=1)
    made(office, "--month", "2026-11", "--freeze")
    assert wrong(office) == []
    book = openpyxl.load_workbook(office.root / FROZEN / "ledger.xlsx")
    assert number in str(book["汇总"].oddFooter.center.text)


def test_a_frozen_month_that_is_changed_is_told(office: Repository) -> None:
    made(office, "--month", "2026-10", "--freeze")
    office.commit("2026-11-10T09:00:00+08:00")
    folder = office.root / FROZEN
    whole = {file.name: file.read_bytes() for file in folder.iterdir()}
    for name, data in whole.items():
        (folder / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        assert f"{FROZEN}/{name}" in {path for path, _ in wrong(office)}
        (folder / name).unlink()
        assert f"{FROZEN}/{name}" in {path for path, _ in wrong(office)}
        (folder / name).write_bytes(data)
    assert wrong(office) == []
    # Somebody changes a number and the hash that stands for it.
    changed = whole["ledger.csv"].replace("按期".encode(), "补报".encode())
    told = json.loads(whole["seal.json"])
    told["files"]["ledger.csv"] = frozen_months.sha256(changed)
    (folder / "ledger.csv").write_bytes(changed)
    (folder / "seal.json").write_text(json.dumps(told))
    office.commit("2026-11-11T09:00:00+08:00")
    assert wrong(office) == [(f"{FROZEN}/seal.json", "封存记录被改过。")]
    # Somebody makes the whole seal anew: what stood in the commit before tells.
    values = (told["month"], told["before"], told["commit"], told["rules"])
    content = {**whole, "ledger.csv": changed}
    content.pop("seal.json")
    (folder / "seal.json").write_bytes(frozen_months.seal(*values, content))
    office.commit("2026-11-12T09:00:00+08:00")
    assert wrong(office) == []
    assert {path for path, _ in wrong(office, "HEAD^^")} == {f"{FROZEN}/ledger.csv", f"{FROZEN}/seal.json"}


def test_a_gap_in_the_chain_is_told(office: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    made(office, "--month", "2026-10", "--freeze")
    office.commit("2026-11-10T09:00:00+08:00")
    monkeypatch.setenv("DATE", "2026-12-20")
    made(office, "--month", "2026-11", "--freeze")
    shutil.rmtree(office.root / FROZEN)
    office.commit("2026-12-20T09:00:00+08:00")
    assert wrong(office) == [("docs/data/duty/2026-11/seal.json", "和上一个月的封存接不上。")]


def test_what_changes_after_the_freeze_stands_in_the_next_month(
    office: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(office, "--month", "2026-10", "--freeze")
    before = (office.root / FROZEN / "ledger.csv").read_bytes()
    put(office.root, TALK, talk("2026-10-14") + "\n更正一句。\n")
    office.commit("2026-11-12T09:00:00+08:00")
    office.register()
    monkeypatch.setenv("DATE", "2026-12-20")
    made(office, "--month", "2026-11")
    told = json.loads((office.root / ".duty/2026-11/duty.json").read_bytes())["afterwards"]
    assert told == ["wucheng/2026-10-14-shequ 2026-11-12T09:00:00+08:00 corrected"]
    assert "封存" in made(office, "--month", "2026-10")
    assert (office.root / FROZEN / "ledger.csv").read_bytes() == before


def test_a_talk_that_reads_like_an_earlier_one_waits_for_a_person(office: Repository) -> None:
    body = (
        "民警用两部手机演示了屏幕共享怎样把验证码送到别人手里，又请大家说说自己接到过什么样的电话，"
        "一起想该怎么回答，最后帮老人看了一遍手机里的软件。"
    )
    for day in ("2026-10-20", "2026-10-27"):
        put(
            office.root, f"briefings/xiangan/{day}-a.md", talk(day).replace("民警在社区", f"{body}民警在社区")
        )
    office.commit("2026-10-28T09:00:00+08:00")
    office.register()
    made(office, "--month", "2026-10")
    numbers = json.loads((office.root / ".duty/2026-10/duty.json").read_bytes())
    row = next(row for row in numbers["units"] if row["unit"] == "xiangan")
    assert (row["marks"]["2026-W44"], row["to_review"]) == ("✔", 1)
    decided = "decisions:\n  - {id: xiangan/2026-10-27-a, counts_for: 不计, reason: 同一份稿子, by: 办公室}\n"
    put(office.root, "docs/data/duty.yml", decided)
    made(office, "--month", "2026-10")
    numbers = json.loads((office.root / ".duty/2026-10/duty.json").read_bytes())
    row = next(row for row in numbers["units"] if row["unit"] == "xiangan")
    assert (row["marks"]["2026-W44"], row["to_review"]) == ("", 0)


def test_a_must_talk_is_answered_by_its_id(office: Repository) -> None:
    must = (
        "must_talk:\n  - {id: must-2026-10-01, why: loss, town: 无城镇, unit: 无城派出所, due: 2026-10-20}\n"
    )
    put(office.root, "docs/data/must-talk.yml", must)
    said = [row[0] for row in _spots(office) if row[0] == "B4"]
    assert said == ["B4"]
    put(office.root, TALK, talk("2026-10-14").replace("摘要", "回应预警: must-2026-10-01\n摘要"))
    assert [problem.rule for problem in check.check(office.root).problems] == []
    assert [row[0] for row in _spots(office) if row[0] == "B4"] == []


def _spots(office: Repository) -> list[list[str]]:
    made(office, "--month", "2026-10")
    spots: list[list[str]] = json.loads((office.root / ".duty/2026-10/duty.json").read_bytes())["blind_spots"]
    return spots


def test_nothing_internal_is_part_of_the_site(office: Repository) -> None:
    root, secret = office.root, "甲乙丙丁内部台账"
    put(root, "cases/2026-10-12-kefu.md", CASE.replace("2026-03-01", "2026-10-12"))
    put(
        root,
        "docs/data/steps.yml",
        "steps:\n  - {case: 2026-10-12-kefu, step: tech, at: 2026-10-12, by: 反电诈中心, "
        f"note: {secret}}}\n",
    )
    put(
        root,
        "docs/data/must-talk.yml",
        f"must_talk:\n  - {{id: must-a, why: loss, town: {secret}, unit: 无城派出所, due: 2026-10-20}}\n",
    )
    put(
        root,
        "docs/data/pressure.yml",
        f"pressure:\n  - {{month: 2026-10, scam: 刷单返利, town: {secret}, count: 3}}\n",
    )
    made(office, "--month", "2026-10")
    page = (root / ".duty/2026-10/index.html").read_text()
    assert secret in page
    assert "&lt;5" in page
    made(office, "--month", "2026-10", "--freeze", code=1)  # not committed yet
    office.commit("2026-11-01T09:00:00+08:00")
    made(office, "--month", "2026-10", "--freeze")
    built = run("build.py", root=root)
    assert built.returncode == 0, built.stderr
    names = {"duty.json", "seal.json", "published.csv", "duty.yml", "must-talk.yml", "pressure.yml"}
    for file in (root / "site").rglob("*"):
        assert file.name not in names
        if file.is_file():
            assert secret.encode() not in file.read_bytes(), file
