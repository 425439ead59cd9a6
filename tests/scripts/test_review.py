"""`make review` as the office runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.project import CASE, put, run


def test_what_is_due_is_listed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATE", "2026-11-26")
    assert "没有要复核的" in run("review.py", root=tree).stdout
    put(tree, "cases/2026-03-01-kefu.md", CASE.replace("summary", "review_by: 2026-11-01\nsummary"))
    call = run("review.py", root=tree)
    assert call.returncode == 0, call.stderr
    assert "2026-11-01，已经过了  cases/2026-03-01-kefu.md" in call.stdout
    monkeypatch.setenv("DATE", "今天")
    call = run("review.py", root=tree)
    assert (call.returncode, "DATE" in call.stderr) == (2, True)


def test_what_nobody_has_looked_up_or_filled_is_listed(tree: Path) -> None:
    put(
        tree,
        "docs/verify.md",
        (tree / "docs/verify.md").read_text("utf-8").replace("核对:", "核对: 2026-11-26", 1),
    )
    told = run("review.py", root=tree).stdout
    assert "docs/law.md  第三十一条：卡和账户不买卖、不出租、不出借" in told
    assert "docs/recovery.md  说能帮您追回钱的，还是骗子" in told
    assert "docs/verify.md" not in told
    assert "没有填完，不发布" in told
    assert "docs/law/lianhe-chengjie-banfa.md" in told.partition("没有填完")[2]


def test_what_is_still_to_leave_the_history_is_listed(tree: Path) -> None:
    row = "id: 2026-03-01-kefu, at: 2026-03-02 10:00, end: removed, reason: 内容有误，核实后另发。, by: zhenggong"
    put(tree, "docs/data/withdrawals.yml", f"- {{{row}, purge: true}}\n")
    assert "docs/data/withdrawals.yml  2026-03-01-kefu" in run("review.py", root=tree).stdout
    put(tree, "docs/data/withdrawals.yml", f"- {{{row}}}\n")
    assert "2026-03-01-kefu" not in run("review.py", root=tree).stdout
