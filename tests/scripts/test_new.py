"""scripts/new.py as an officer runs it: by flags, by answers, stopped half way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.project import ROOT, run

Run = Callable[..., subprocess.CompletedProcess[str]]

FLAGS = [
    "--kind",
    "简报",
    "--unit",
    "无城派出所",
    "--title",
    "无城派出所走进幸福小区讲防骗",
    "--date",
    "2025-04-27",
]
PLACED = [*FLAGS, "--venue", "进社区", "--groups", "老年人、家长"]
CASE = [
    "--kind",
    "风险提示",
    "--title",
    "冒充客服要求共享屏幕",
    "--date",
    "2025年5月1日",
    "--groups",
    "elderly",
]
POINTS = ["--signs", "自称客服要退费", "要求打开屏幕共享", "--tips", "挂断电话", "打官方电话核实"]
MADE = "briefings/wucheng/2025-04-27-community-elderly/index.md"


@pytest.fixture
def root(tree: Path) -> Path:
    """A copy of the project with the script in it."""
    (tree / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "new.py", tree / "scripts")
    shutil.copy(ROOT / "scripts" / "own_python.py", tree / "scripts")
    return tree


@pytest.fixture
def new(root: Path) -> Run:
    def start(
        *arguments: str, answers: str | bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        given = answers.encode() if isinstance(answers, str) else answers
        result = subprocess.run(
            [sys.executable, str(root / "scripts" / "new.py"), *arguments],
            input=given,
            capture_output=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONIOENCODING": "utf-8"} | variables,
        )
        told = [stream.decode("utf-8") for stream in (result.stdout, result.stderr)]
        return subprocess.CompletedProcess(result.args, result.returncode, *told)

    return start


def articles(root: Path) -> list[str]:
    """Everything in the folders of articles but the list of units and the marks that keep folders."""
    files = (path for name in ("briefings", "cases") for path in (root / name).rglob("*") if path.is_file())
    return sorted(
        path.relative_to(root).as_posix() for path in files if path.name not in ("units.yml", ".gitkeep")
    )


def problems(root: Path, body: str = "正文。") -> list[str]:
    """What the project finds in the only article, once its body is written."""
    (path,) = articles(root)
    file = root / path
    head, _, _ = file.read_text("utf-8").partition("<!--")
    file.write_text(head + body, "utf-8")
    result = run("check.py", "--format", "json", path, root=root)
    return [problem["what"] for problem in json.loads(result.stdout)]


def test_flags_make_a_briefing_without_a_question(root: Path, new: Run) -> None:
    result = new(*PLACED, "--place", "幸福小区", "--audience", "60")
    assert (result.returncode, result.stderr) == (0, "")
    assert "哪" not in result.stdout
    assert articles(root) == [MADE]
    text = (root / MADE).read_text("utf-8")
    assert (
        "标题: 无城派出所走进幸福小区讲防骗\n日期: 2025-04-27\n场所: 进社区\n人群:\n  - 老年人\n  - 家长\n"
        in text
    )
    assert "# 短标题: " in text
    assert MADE in result.stdout
    assert problems(root) == []


def test_flags_make_a_case(root: Path, new: Run) -> None:
    result = new(*CASE, *POINTS, "--scam", "冒充电商物流客", "--loss", "30000")
    assert result.returncode == 2
    assert "是不是“冒充电商物流客服”" in result.stderr
    result = new(*CASE, *POINTS, "--scam", "customer-service", "--loss", "30000", "--channel", "电话")
    assert (result.returncode, result.stderr) == (0, "")
    assert articles(root) == ["cases/2025-05-01-customer-service-warning/index.md"]
    assert problems(root) == []


def test_an_untouched_draft_does_not_pass(root: Path, new: Run) -> None:
    new(*PLACED)
    assert problems(root, "<!-- 正文写在这里 -->\n") == ["正文是空的。"]


def test_answers_make_a_briefing_and_wrong_ones_are_asked_again(root: Path, new: Run) -> None:
    answers = [
        *["", "99", "没有的单位", "无城派出所"],
        *["短", "无城派出所走进幸福小区讲防骗"],
        *["2025-02-30", "2025/4/27"],
        *["进社区", "1 家长", "幸福小区", "六十", "60", "", "", ""],
    ]
    result = new(answers="\n".join(answers) + "\n")
    assert (result.returncode, result.stderr) == (0, "")
    assert articles(root) == [MADE]
    for told in ("1. 政工室（zhenggong）", "没有第 99 项", "至少要 4 个", "不存在", "“六十”不是整数"):
        assert told in result.stdout
    text = (root / MADE).read_text("utf-8")
    assert "日期: 2025-04-27\n" in text
    assert "地点: 幸福小区\n参与人数: 60\n" in text
    assert problems(root) == []


def test_answers_make_a_case(root: Path, new: Run) -> None:
    answers = ["2", "冒充客服退款的一起案件", "customer-service", "2025-05-01", "老年人"]
    answers += [
        "只有一条",
        "",
        "自称客服",
        "要求共享屏幕",
        "",
        "挂断",
        "核实",
        "",
        "电话",
        "",
        "某镇",
        "",
        "",
    ]
    result = new(answers="\n".join(answers) + "\n")
    assert (result.returncode, result.stderr) == (0, "")
    assert "2 到 6 条" in result.stdout
    assert articles(root) == ["cases/2025-05-01-customer-service/index.md"]
    assert problems(root) == []


def test_a_long_title_asks_for_a_short_one(root: Path, new: Run) -> None:
    title = "无城派出所走进幸福小区面向老年居民开展防范电信网络诈骗集中宣传活动纪实"
    answers = "\n".join(["1", "wucheng", title, "无城派出所进社区讲防骗", "2025-04-27", "4", "1", *[""] * 6])
    assert new(answers=answers).returncode == 0
    (path,) = articles(root)
    assert "短标题: 无城派出所进社区讲防骗\n" in (root / path).read_text("utf-8")


def test_windows_answers_in_gbk_or_with_a_mark_are_understood(root: Path, new: Run) -> None:
    rest = "\n".join(["无城派出所走进幸福小区讲防骗", "2025-04-27", "进社区", "老年人", *[""] * 6])
    assert new(answers=f"1\n无城派出所\n{rest}\n".encode("gbk")).returncode == 0
    shutil.rmtree(root / MADE.rsplit("/", 1)[0])
    assert new(answers=f"1\r\n无城派出所\r\n{rest}\r\n".encode("utf-8-sig")).returncode == 0
    assert articles(root) == [MADE]


def test_a_console_without_chinese_stops_nothing(root: Path, new: Run) -> None:
    result = new(*PLACED, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 0
    assert "已建好" in result.stdout
    assert articles(root) == [MADE]


def test_nothing_is_written_over(root: Path, new: Run) -> None:
    assert new(*PLACED).returncode == 0
    before = (root / MADE).read_bytes()
    assert new(*PLACED).returncode == 0
    assert articles(root)[0] == "briefings/wucheng/2025-04-27-community-elderly-2/index.md"
    asked = new(*PLACED, "--slug", "community-elderly")
    assert asked.returncode == 1
    assert "已经有了" in asked.stderr
    assert len(articles(root)) == 2
    assert (root / MADE).read_bytes() == before


def test_a_slug_of_ones_own(root: Path, new: Run) -> None:
    assert new(*PLACED, "--slug", "xingfu-xiaoqu").returncode == 0
    assert articles(root) == ["briefings/wucheng/2025-04-27-xingfu-xiaoqu/index.md"]
    assert new(*PLACED, "--slug", "../../x").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--kind", "通知"], "没有“通知”这一类"),
        ([*PLACED, "--scam", "刷单"], "用不着 --scam"),
        ([*PLACED, "--audience", "很多"], "不是整数"),
        ([*PLACED, "--colour", "红"], "不认识的参数"),
        ([*PLACED, "--place"], "后面要写内容"),
        ([*FLAGS, "--venue", "进医院", "--groups", "老年人"], "没有叫“进医院”的场所"),
        ([*FLAGS, "--venue", "进社区"], "还没答完"),
        ([], "还没答完"),
    ],
)
def test_a_wrong_call_is_explained_in_chinese_and_makes_nothing(
    root: Path, new: Run, arguments: list[str], told: str
) -> None:
    result = new(*arguments)
    assert result.returncode == 2
    assert told in result.stderr
    assert articles(root) == []


def test_without_the_lists_there_is_nothing_to_choose(root: Path, new: Run) -> None:
    (root / "briefings" / "units.yml").unlink()
    result = new(*PLACED)
    assert result.returncode == 1
    assert "读不到单位的名单" in result.stderr


def test_help_is_in_chinese(new: Run) -> None:
    result = new("--help")
    assert result.returncode == 0
    assert result.stdout.startswith("用法：")
    assert "--groups" in result.stdout


def test_ctrl_c_leaves_nothing(root: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(root / "scripts" / "new.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write("1\n无城派出所\n".encode())
    process.stdin.flush()
    assert any("标题" in line.decode() for line in process.stdout)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 1
    assert "什么都没有建" in told.decode()
    assert articles(root) == []
