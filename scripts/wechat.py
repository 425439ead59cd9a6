"""Drafts of a WeChat official account from the column's feeds; the work is in `hooks/column/wechat/`.

Exit codes: 0 all done, 1 something is unfinished, 2 wrong usage or an account that is not set up.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.model.problems import UserError
from column.project import report
from column.settings import load as settings
from column.settings.records import Hotline
from column.system import command
from column.wechat import cli
from column.wechat.article.payload import PayloadBuilder
from column.wechat.delivery import preview
from column.wechat.delivery.deliver import Delivery
from column.wechat.delivery.ledger import BusyError, Ledger
from column.wechat.delivery.outcome import Outcome, Status
from column.wechat.delivery.uploads import AccountUploader
from column.wechat.feed_reader.fetch import Fetcher, FetchError
from column.wechat.feed_reader.items import AXES, Deletion, Feed, Item, Selection, deleted, select
from column.wechat.platform import credentials
from column.wechat.platform.client import Client
from column.wechat.platform.errors import SetupError, TransientError

ROOT = Path(__file__).resolve().parent.parent
DONE, UNFINISHED, WRONG = 0, 1, 2


def main(argv: Sequence[str] | None = None, *, sleep: Callable[[float], None] = time.sleep) -> int:
    """Run with these arguments; gives the exit code. `sleep` takes seconds and is used for every wait."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a character must not end the run
    options = cli.read(argv, ROOT)
    try:
        lines = settings.hotlines(options.config)
        if options.dry_run:
            return _preview(options, lines, Fetcher(sleep, options.feeds))
        keys, note = credentials.load(options.credentials, os.environ)
        if note:
            _print(note)
        ledger = Ledger(options.ledger, keys.account)
    except BusyError as error:
        return _end(error, UNFINISHED)
    except settings.SettingsError as fault:
        return _end(report.text(fault.problems).rstrip(), WRONG)
    except UserError as error:
        return _end(error, WRONG)
    except OSError as error:
        return _end(f"{error.filename or ''} 写不了：{error.strerror}。", WRONG)
    client = Client(keys, ledger, api=options.api, sleep=sleep)
    if options.watch:
        signal.signal(signal.SIGTERM, _stop)  # otherwise a kill is as good: the ledger has what was done
    try:
        while True:
            fetcher = Fetcher(sleep, options.feeds)
            builder = PayloadBuilder(lines, options.author, fetcher, AccountUploader(client, ledger))
            delivery = Delivery(client, ledger, builder, sleep=sleep, settle=options.settle)
            code = _deliver(options, fetcher, delivery)
            if options.watch is None or code == WRONG:
                return code
            sleep(options.watch * 60)
    except KeyboardInterrupt:
        return _end("已停止。做过的都记在账本里，再运行会接着做。", UNFINISHED)
    finally:
        ledger.close()


def _deliver(options: argparse.Namespace, fetcher: Fetcher, delivery: Delivery) -> int:
    """Read the feeds once and deliver new and edited items to the draft box; gives the exit code."""
    items, gone, incomplete = _read(options, fetcher)
    queue = (
        items if options.digest else tuple(reversed(items))
    )  # so that the newest draft is on top of the box
    outcomes: list[Outcome] = []
    try:
        agreed = _always if options.yes else _asked
        for outcome in delivery.deliver(
            queue, gone, digest=options.digest, again=options.again, agreed=agreed
        ):
            outcomes.append(outcome)
            _progress(len(outcomes), max(len(queue), len(outcomes)), outcome.item.title)
            if outcome.note:
                _print(f"{outcome.status}：{outcome.item.title}\n  {outcome.note}")
    except SetupError as error:
        return _end(error, WRONG)
    except TransientError as error:
        _print(f"{error}已多次重试，先停下；其余的下次运行接着做。")
        incomplete = True
    counts = {status: sum(outcome.status is status for outcome in outcomes) for status in Status}
    summary = (f"{status} {count}" for status, count in counts.items() if count or status is Status.ADDED)
    _print(f"完成：{'，'.join(summary)}。")
    return UNFINISHED if incomplete or any(outcome.unfinished for outcome in outcomes) else DONE


def _preview(options: argparse.Namespace, lines: tuple[Hotline, ...], fetcher: Fetcher) -> int:
    items, _, incomplete = _read(options, fetcher)
    builder = PayloadBuilder(lines, options.author, fetcher, preview.FolderUploader(options.dry_run))
    unfit = preview.write(options.dry_run, items, builder, options.account)
    for item, reason in unfit:
        _print(f"不能成为草稿：{item.title}\n  {reason}")
    _print(f"预览 {len(items) - len(unfit)} 篇：用浏览器打开 {options.dry_run / 'index.html'}")
    return UNFINISHED if incomplete or unfit else DONE


def _read(
    options: argparse.Namespace, fetcher: Fetcher
) -> tuple[tuple[Item, ...], tuple[Deletion, ...], bool]:
    """The selected items, newest first as in the feeds, what came down, and whether a feed could not be read."""
    feeds: list[Feed] = []
    for location in options.feeds:
        try:
            feeds.append(feed := fetcher.fetch_feed(location))
            if feed.nameless:
                _print(
                    f"订阅源 {location} 有 {feed.nameless} 条没有编号也没有网址，认不出是哪一篇，没有处理。"
                )
        except FetchError as error:
            _print(str(error))
    ids = {axis: frozenset(getattr(options, axis) or ()) for axis in AXES}
    items = select(feeds, Selection(ids, options.since))
    return items[: options.limit], deleted(feeds), len(feeds) < len(options.feeds)


def _always(title: str) -> bool:
    return True


def _asked(title: str) -> bool:
    """Whether the operator wants the draft deleted; not where nobody can be asked."""
    if not sys.stdin or not sys.stdin.isatty():
        return False
    _print(f"原文撤回了：{title}")
    return (
        input("  草稿还在草稿箱里，删掉吗？删了找不回来。删请打 y，不删直接按回车：").strip().lower() == "y"
    )


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _progress(done: int, total: int, title: str) -> None:
    """On a terminal, a progress line that the next output overwrites."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K[{done}/{total}] {title[:30]}")
        sys.stderr.flush()


def _print(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
    print(text, flush=True)


def _end(message: object, code: int) -> int:
    _print(str(message))
    return code


if __name__ == "__main__":
    command.run(main)
