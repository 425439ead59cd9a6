"""The command as operators run it, in a process of its own: killed at every call, and with every exit code."""

from __future__ import annotations

import io
import os
import queue
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from column.wechat.feed_reader.draft_key import DraftKey
from column.wechat.feed_reader.items import Deletion, Item
from support.wechat import process, samples
from support.wechat.fake_platform import APPID, SECRET, FakePlatform, Fault


class Command:
    """The command on one ledger against one server. `feed` writes what the site's feed says now."""

    def __init__(self, wechat: FakePlatform, folder: Path) -> None:
        self.wechat = wechat
        self.folder = folder
        self.ledger = folder / "ledger" / "wechat.sqlite"
        self.config = folder / "mkdocs.yml"
        self.config.write_text(samples.CONFIG, encoding="utf-8")
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("WECHAT")},
            "WECHAT_APPID": APPID, "WECHAT_SECRET": SECRET, "WECHAT_API": wechat.url,
            "NO_PROXY": "127.0.0.1", "PYTHONIOENCODING": "utf-8", "XDG_STATE_HOME": str(folder),
        }  # fmt: skip

    def feed(self, items: list[Item], *deleted: Deletion) -> None:
        own = f"{self.wechat.site}feed.xml"
        self.wechat.files["feed.xml"] = samples.rss(list(reversed(items)), own, deleted)
        self.wechat.files.update(samples.files_of(items, self.wechat.site))

    def __call__(self, *arguments: str) -> tuple[int, str]:
        """One run: exit code (negative: killed by that signal) and all that it printed."""
        settings = ["--ledger", str(self.ledger), "--config", str(self.config), "--settle", "0"]
        self.wechat.victim = queue.SimpleQueue()
        place = f"{self.wechat.site}feed.xml"
        return process.run(
            [place, *settings, *arguments], self.environment, self.folder, self.wechat.victim.put
        )


@pytest.fixture
def command(wechat: FakePlatform, tmp_path: Path) -> Command:
    return Command(wechat, tmp_path)


def one_draft_each(wechat: FakePlatform, items: list[Item]) -> bool:
    keys = [DraftKey.from_url(article["content_source_url"]) for article in wechat.articles]
    return sorted(key.guid_hash for key in keys if key) == sorted(item.draft_key.guid_hash for item in items)


def killed_at(
    folder: Path, number: int, after: bool, start: Callable[[Command], list[Item]], *options: str
) -> None:
    """A run that is killed at its call of that number, before or after its effect, and one more."""
    folder.mkdir(parents=True)
    with FakePlatform() as wechat:
        command = Command(wechat, folder)
        items = start(command)
        first = len(wechat.calls)
        wechat.plan = lambda call, path: Fault("kill", after=after) if call - first == number else None
        victim = command(*options)
        assert victim[0] == -9, victim
        wechat.plan = lambda call, path: None
        code, output = command(*options)
        assert code == 0, output
        assert one_draft_each(wechat, items), (number, after, wechat.calls)
        versions = {
            key.version for a in wechat.articles if (key := DraftKey.from_url(a["content_source_url"]))
        }
        assert versions == {item.version for item in items}
        calls = len(wechat.calls)
        assert command(*options)[0] == 0
        assert len(wechat.calls) == calls, "nothing is left to do"


def fresh(command: Command) -> list[Item]:
    items = [samples.item(number, command.wechat.site) for number in (1, 2)]
    command.feed(items)
    return items


def edited(command: Command) -> list[Item]:
    items = fresh(command)
    assert command()[0] == 0
    items = [replace(item, summary="改过的摘要。") for item in items]
    command.feed(items)
    return items


@pytest.mark.parametrize(
    ("start", "options", "calls"),
    [(fresh, (), 9), (fresh, ("--digest",), 8), (edited, (), 4)],
    ids=["new", "digest", "edited"],
)
def test_killed_at_every_call_in_turn_and_started_again_each_item_has_one_draft(
    tmp_path: Path, start: Callable[[Command], list[Item]], options: tuple[str, ...], calls: int
) -> None:
    with FakePlatform() as wechat:
        (tmp_path / "calm").mkdir()
        command = Command(wechat, tmp_path / "calm")
        items = start(command)
        before = len(wechat.calls)
        assert command(*options)[0] == 0
        assert one_draft_each(wechat, items)
        assert len(wechat.calls) - before == calls, wechat.calls
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(killed_at, tmp_path / f"{number}-{after}", number, after, start, *options)
            for number in range(1, calls + 1)
            for after in (False, True)
        ]
    for run in runs:
        run.result()


def withdrawn(command: Command) -> list[Item]:
    """The items of the feed after the first of two, both drafted, came down."""
    items = fresh(command)
    assert command()[0] == 0
    command.feed(items[1:], Deletion(items[0].guid, items[0].published, "参与人数写错。"))
    return items[1:]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("after", [False, True])
def test_killed_at_every_call_the_draft_of_what_came_down_is_deleted_and_never_taken_for_published(
    command: Command, wechat: FakePlatform, number: int, after: bool
) -> None:
    kept = withdrawn(command)
    first = len(wechat.calls)
    wechat.plan = lambda call, path: Fault("kill", after=after) if call - first == number else None
    assert command("--yes")[0] == -9
    wechat.plan = lambda call, path: None
    code, output = command("--yes")
    assert (code, output.splitlines()[-1]) == (0, "完成：新建 0，未变 1，删除 1。")
    assert one_draft_each(wechat, kept)
    calls = len(wechat.calls)
    assert command("--yes") == (0, "完成：新建 0，未变 1。\n")
    assert len(wechat.calls) == calls == first + (3 if (number, after) == (2, True) else 2 + number)


def test_nothing_is_deleted_where_nobody_can_be_asked(command: Command, wechat: FakePlatform) -> None:
    withdrawn(command)
    for _ in range(2):
        code, output = command()
        assert code == 1
        assert "等您同意删除：民警进小区" in output
        assert "加上 --yes 就直接删" in output
        assert len(wechat.articles) == 2


def test_done_is_0_left_is_1_and_wrong_is_2(command: Command, wechat: FakePlatform) -> None:
    items = fresh(command)
    code, output = command()
    assert (code, output.splitlines()[-1]) == (0, "完成：新建 2。")
    code, output = command()
    assert (code, output.splitlines()[-1]) == (0, "完成：新建 0，未变 2。")
    command.feed([*items, samples.item(3, wechat.site, short_title="", title="一" * 40)])
    code, output = command()
    assert code == 1
    assert "没有办成：一一" in output
    assert "没有办成 1" in output.splitlines()[-1]
    wechat.allowed = False
    wechat.expire()
    command.feed([*items, samples.item(4, wechat.site)])
    code, output = command()
    assert code == 2
    assert "203.0.113.7" in output


def test_only_what_is_asked_for(command: Command, wechat: FakePlatform) -> None:
    command.feed([
        samples.item(1, wechat.site, groups=("students",)), samples.item(2, wechat.site, kind="warning"),
        samples.item(3, wechat.site), samples.item(4, wechat.site, unit="other"),
    ])  # fmt: skip
    assert command("--group", "elderly", "--unit", "wucheng", "--kind", "briefing")[1].endswith(
        "完成：新建 1。\n"
    )
    assert [article["title"] for article in wechat.articles] == [samples.item(3).headline]
    assert command("--limit", "2")[1].endswith("完成：新建 1，未变 1。\n")
    assert command("--since", "2025-05-01")[1].endswith("完成：新建 0。\n")
    assert command("--author", "无为公安")[1].endswith("完成：新建 2，未变 2。\n")
    assert wechat.articles[-1]["author"] == "无为公安"
    assert "无城派出所" in wechat.articles[-1]["content"]


def test_a_feed_that_cannot_be_read_leaves_the_others(command: Command, wechat: FakePlatform) -> None:
    fresh(command)
    code, output = command(f"{wechat.site}none.xml")
    assert code == 1
    assert "HTTP 404" in output
    assert "新建 2" in output


def test_a_dry_run_needs_no_account(command: Command, wechat: FakePlatform) -> None:
    fresh(command)
    for name in ("WECHAT_APPID", "WECHAT_SECRET"):
        del command.environment[name]
    out = command.folder / "out"
    code, output = command("--dry-run", str(out))
    assert code == 0
    assert "预览 2 篇" in output
    assert (out / "002.html").is_file()
    assert wechat.calls == []
    assert not command.ledger.exists()
    code, output = command()
    assert code == 2
    assert "没有 AppID、AppSecret" in output


def test_credentials_from_a_file(command: Command, wechat: FakePlatform) -> None:
    fresh(command)
    file = command.folder / "wechat.toml"
    file.write_text(f'appid = "{APPID}"\nsecret = "{SECRET}"\n')
    for name in ("WECHAT_APPID", "WECHAT_SECRET"):
        del command.environment[name]
    file.chmod(0o644)
    code, output = command("--credentials", str(file))
    assert code == 2
    assert "chmod 600" in output
    file.chmod(0o600)
    code, output = command("--credentials", str(file))
    assert code == 0
    assert SECRET not in output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--watch", "0"), "不是正整数"),
        (("--once", "--watch", "5"), "不能同时用"),
        (("--since", "yesterday"), "不是日期"),
        (("--api", "http://api.example.invalid"), "https"),
        (("--kind", "x"), "没有这个值"),
        (("--config", "none.yml"), "extra.hotlines"),
    ],
)
def test_wrong_usage_is_said_in_chinese(
    command: Command, wechat: FakePlatform, arguments: tuple[str, ...], words: str
) -> None:
    code, output = command(*arguments)
    assert code == 2
    assert words in output
    assert not re.search(r"usage|argument|error", output.replace("[-h]", ""))


def test_watching_goes_round_until_it_is_stopped(
    command: Command,
    wechat: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    items = fresh(command)
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        command.feed([*items, *(samples.item(10 + number, wechat.site) for number in range(len(pauses)))])
        if len(pauses) == 3:
            raise KeyboardInterrupt

    for name, value in command.environment.items():
        monkeypatch.setenv(name, value)
    handler = signal.getsignal(signal.SIGTERM)
    try:
        arguments = [
            f"{wechat.site}feed.xml",
            "--ledger",
            str(command.ledger),
            "--config",
            str(command.config),
        ]
        assert process.main([*arguments, "--watch", "15"], sleep=sleep) == 1
    finally:
        signal.signal(signal.SIGTERM, handler)
    assert pauses == [900, 900, 900]
    assert len(wechat.articles) == 4
    assert "再运行会接着做" in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_progress_line_where_somebody_looks(
    command: Command,
    wechat: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fresh(command)
    for name, value in command.environment.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    arguments = [f"{wechat.site}feed.xml", "--ledger", str(command.ledger), "--config", str(command.config)]
    assert process.main(arguments) == 0
    assert "\r\033[K[2/2] 无城派出所走进幸福小区" in terminal.getvalue()
    assert capsys.readouterr().out.endswith("完成：新建 2。\n")


def test_the_script_runs_by_itself(command: Command, wechat: FakePlatform) -> None:
    fresh(command)
    arguments = [f"{wechat.site}feed.xml", "--ledger", str(command.ledger), "--config", str(command.config)]
    run = subprocess.run(
        [sys.executable, str(process.SCRIPT), *arguments],
        env=command.environment,
        capture_output=True,
        check=False,
    )
    assert run.stdout.decode().endswith("完成：新建 2。\n")
    assert (run.returncode, run.stderr) == (0, b""), "no progress line where nobody looks"
