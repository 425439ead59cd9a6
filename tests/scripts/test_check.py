"""`make check` as officers, pull requests and programs see it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from support.git import git
from support.project import BRIEFING, CASE, put, run

HERE = "briefings/wucheng/2026-03-05-xingfu/index.md"
PHONE = "13912345678"


def test_clean_content_exits_zero(tree: Path) -> None:
    put(tree, HERE, BRIEFING)
    result = run("check.py", root=tree)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "检查了 1 篇文章，没有发现问题。\n"


def test_a_page_that_only_mkdocs_reads_is_checked_too(tree: Path) -> None:
    file = tree / "docs/plan.md"
    text = file.read_text("utf-8").rstrip() + "\n"
    last = text.count("\n")
    links = ("nosuch.md", "/help/", "accessibility/", "accessibility.md#nosuch", "#nosuch", "no.png")
    file.write_text(text + "".join(f"\n[见]({link})\n" for link in links), "utf-8")
    result = run("check.py", root=tree)
    places = [line.partition(" ")[0] for line in result.stdout.splitlines()[:-1]]
    assert places == [f"docs/plan.md:{last + 2 * number}:" for number in range(1, len(links) + 1)]
    assert (result.returncode, result.stderr) == (1, "")
    alone = run("check.py", "docs/plan.md", root=tree).stdout
    assert alone.count("错误[link-dead]") == len(links)
    assert run("build.py", root=tree).stderr.count("错误[link-dead]") == len(links)


@pytest.mark.parametrize("script", ["check.py", "build.py"])
def test_a_page_in_another_encoding_is_told(tree: Path, script: str) -> None:
    file = tree / "docs/accessibility.md"
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    result = run(script, root=tree)
    assert result.returncode == 1
    assert "docs/accessibility.md:1: 错误[encoding-damaged]" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("script", ["check.py", "build.py"])
def test_what_is_no_file_below_docs_is_told_and_never_followed(tree: Path, script: str) -> None:
    (tree / "docs/leak.md").symlink_to("/etc/passwd")
    (tree / "docs/images/leak.png").symlink_to(tree / "nosuch")
    os.mkfifo(tree / "docs/scams/pipe.md")
    (tree / "docs/partners/folder.md").mkdir()
    result = run(script, root=tree, timeout=60)
    told = result.stdout + result.stderr
    assert result.returncode == 1
    for path in ("leak.md", "images/leak.png", "scams/pipe.md", "partners/folder.md"):
        assert f"docs/{path}:1: 错误[path]" in told
    assert "Traceback" not in told
    assert not (tree / "site").exists()


def test_findings_come_one_a_line_with_place_and_mend(tree: Path) -> None:
    put(tree, HERE, BRIEFING + f"\n受害人留下电话{PHONE}。\n")
    result = run("check.py", root=tree)
    assert result.returncode == 1
    line = result.stdout.splitlines()[0]
    assert line.startswith(f"{HERE}:10:8: 错误[privacy-phone]")
    assert "怎么改：" in line
    assert PHONE not in result.stdout


def test_warnings_alone_exit_zero(tree: Path) -> None:
    put(tree, HERE, BRIEFING.replace("讲防骗", "讲防骗" * 9))
    result = run("check.py", root=tree)
    assert result.returncode == 0
    assert "0 处错误（必须改），1 处提醒" in result.stdout


def test_annotations_for_a_pull_request(tree: Path) -> None:
    put(tree, HERE, BRIEFING + f"\n电话{PHONE}，100%有效。\n")
    lines = run("check.py", "--format", "github", root=tree).stdout.splitlines()
    assert lines
    assert all(
        line.startswith((f"::error file={HERE},line=10", f"::warning file={HERE},line=10")) for line in lines
    )


def test_json_holds_every_field(tree: Path) -> None:
    put(tree, HERE, BRIEFING + f"\n电话{PHONE}。\n")
    (finding,) = json.loads(run("check.py", "--format", "json", root=tree).stdout)
    assert finding.keys() == {"path", "line", "column", "rule", "what", "mend", "why", "severity"}
    assert (finding["path"], finding["line"], finding["severity"]) == (HERE, 10, "error")


def test_only_the_files_named(tree: Path) -> None:
    put(tree, HERE, BRIEFING + f"\n电话{PHONE}。\n")
    put(tree, "cases/2026-03-01-kefu/index.md", CASE)
    assert run("check.py", "cases", root=tree).returncode == 0
    assert run("check.py", HERE, root=tree).returncode == 1
    assert run("check.py", str(tree / "briefings/wucheng"), root=tree).returncode == 1
    missing = run("check.py", "briefings/nowhere", root=tree)
    assert missing.returncode == 2
    assert "没有这个文件或文件夹" in missing.stderr


def test_a_named_file_knows_the_cases_it_answers(tree: Path) -> None:
    put(tree, "cases/2026-03-01-kefu/index.md", CASE.replace("kind:", "曾用编号: 2026-03-01-old\nkind:"))
    for id, code in (("2026-03-01-kefu", 0), ("2026-03-01-old", 0), ("2026-03-01-none", 1)):
        put(tree, HERE, BRIEFING.replace("摘要:", f"回应预警: {id}\n摘要:"))
        assert run("check.py", HERE, root=tree).returncode == code, id


def excusing(rule: str, reason: str = "当事人已公开同意署名") -> str:
    return BRIEFING.replace("摘要:", f"豁免:\n  - 规则: {rule}\n    理由: {reason}\n摘要:")


def test_an_excuse_is_listed_with_its_reason(tree: Path) -> None:
    put(tree, HERE, excusing("short-title").replace("讲防骗", "讲防骗" * 9))
    result = run("check.py", root=tree)
    assert result.returncode == 0
    assert f"{HERE}:2: 已豁免[short-title]" in result.stdout
    assert "理由：当事人已公开同意署名" in result.stdout


@pytest.mark.parametrize(
    ("rule", "words"),
    [("privacy-phone", "不能豁免"), ("nonsense", "没有“nonsense”这条规则"), ("short-title", "没有用处")],
)
def test_bad_excuses_are_problems(tree: Path, rule: str, words: str) -> None:
    put(tree, HERE, excusing(rule) + f"\n电话{PHONE}。\n")
    result = run("check.py", root=tree)
    assert result.returncode == 1
    assert words in result.stdout
    assert "[privacy-phone]" in result.stdout


LONG = "民警在社区活动室给老人讲冒充客服的骗局怎么认，" * 12


def test_the_same_text_twice_names_the_earlier_one_and_may_be_excused(tree: Path) -> None:
    put(tree, HERE, BRIEFING + f"\n{LONG}\n")
    later = "briefings/xiangan/2026-03-09-again.md"
    again = BRIEFING.replace("2026-03-05", "2026-03-09").replace("无城派出所", "襄安派出所")
    put(tree, later, again + f"\n{LONG}\n")
    result = run("check.py", root=tree)
    assert f"{later}: 提醒[same-text]" in result.stdout
    assert HERE in result.stdout
    assert result.returncode == 0
    put(
        tree,
        later,
        again.replace("摘要:", "豁免:\n  - 规则: same-text\n    理由: 两所同场活动\n摘要:") + f"\n{LONG}\n",
    )
    result = run("check.py", root=tree)
    assert "提醒[same-text]" not in result.stdout
    assert "已豁免[same-text]" in result.stdout


def test_a_mistake_in_the_office_s_rules_is_named(tree: Path) -> None:
    put(tree, "docs/data/wording.yml", (tree / "docs/data/wording.yml").read_text("utf-8") + "\n- id: [\n")
    result = run("check.py", root=tree)
    assert result.returncode == 1
    assert "docs/data/wording.yml:" in result.stdout
    assert "Traceback" not in result.stderr


def test_what_an_import_guessed_is_pointed_at(tree: Path) -> None:
    put(tree, HERE, BRIEFING.replace("场所: 进社区", "场所: 进社区  # 猜的，请核对"))
    result = run("check.py", root=tree)
    assert f"{HERE}:4: 提醒[guess]" in result.stdout
    assert result.returncode == 0


def test_what_an_official_account_will_not_take_is_said_early(tree: Path) -> None:
    put(tree, HERE, BRIEFING + "\n" + "民警逐条讲解，大家边听边问。\n\n" * 1000)
    result = run("check.py", HERE, root=tree)
    assert "提醒[wechat-" in result.stdout
    assert result.returncode == 0


DOWN = """- id: wucheng/2026-03-05-xingfu
  at: 2026-03-09
  end: {end}
  reason: {reason}
  by: 政工室
"""


def test_the_reason_of_a_withdrawal_tells_nothing_of_it(tree: Path) -> None:
    """Neither a person, nor the title, which after a removal stands in the commit before alone."""
    put(tree, HERE, BRIEFING)
    git(tree, "init", "--quiet")
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--message", "first")
    shutil.rmtree((tree / HERE).parent)
    told = "标题《无城派出所走进幸福社区讲防骗》写错了"
    put(tree, "docs/data/withdrawals.yml", DOWN.format(end="撤下", reason=told))
    result = run("check.py", root=tree)
    assert result.returncode == 1
    assert "docs/data/withdrawals.yml:1: 错误[withdrawal-reason]" in result.stdout
    assert "无城派出所走进幸福社区讲防骗" not in result.stdout
    reason = f"文中有受害人的电话{PHONE}，不宜公开"
    put(tree, "docs/data/withdrawals.yml", DOWN.format(end="撤下", reason=reason))
    result = run("check.py", root=tree)
    assert "错误[withdrawal-reason]" in result.stdout
    assert PHONE not in result.stdout
    good = DOWN.format(end="撤下", reason="文中有不宜公开的个人信息。")
    put(tree, "docs/data/withdrawals.yml", good.replace("2026-03-09", "2062-03-09"))
    assert "错误[withdrawal] 2062-03-09 是明天以后" in run("check.py", root=tree).stdout
    put(tree, "docs/data/withdrawals.yml", good)
    assert run("check.py", root=tree).returncode == 0
