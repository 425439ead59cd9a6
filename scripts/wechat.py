"""Make drafts of a WeChat official account from the column's feeds. The work is in `hooks/column/wechat/`.

Exit codes: 0 all done, 1 something was left, 2 wrong usage or an account that is not set up.
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

from column.model.records import Hotline
from column.wechat import cli as options
from column.wechat import hotlines
from column.wechat.article import preview
from column.wechat.article.payload import Packer
from column.wechat.delivery import ledger
from column.wechat.delivery.deliver import Courier, Outcome, What
from column.wechat.delivery.ledger import Ledger
from column.wechat.feed.fetch import SourceError, Sources
from column.wechat.feed.items import AXES, Feed, Item, Wanted, merged
from column.wechat.platform import credentials
from column.wechat.platform.client import Client
from column.wechat.platform.errors import PassingError, SetupError
from column.wechat.platform.uploads import Account

ROOT = Path(__file__).resolve().parent.parent
DONE, LEFT, WRONG = 0, 1, 2


def main(argv: Sequence[str] | None = None, *, sleep: Callable[[float], None] = time.sleep) -> int:
    """Run with these arguments; `sleep` takes seconds and stands for every wait. Gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a character must not end the run
    asked = options.read(argv, ROOT)
    try:
        lines = hotlines.load(asked.config)
        if asked.dry_run:
            return _preview(asked, lines, Sources(sleep))
        keys, note = credentials.load(asked.credentials, os.environ)
        if note:
            _say(note)
        book = Ledger(asked.ledger, keys.account)
    except ledger.BusyError as fault:
        return _end(fault, LEFT)
    except (hotlines.HotlinesError, credentials.CredentialsError, ledger.LedgerError) as fault:
        return _end(fault, WRONG)
    except OSError as fault:
        return _end(f"{fault.filename or ''} 写不了：{fault.strerror}。", WRONG)
    calls = Client(keys, book, api=asked.api, sleep=sleep)
    if asked.watch:
        signal.signal(signal.SIGTERM, _stop)  # else a kill is as good: the ledger holds what was done
    try:
        while True:
            reader = Sources(sleep)
            packer = Packer(lines, asked.author, reader, Account(calls, book))
            code = _round(asked, reader, Courier(calls, book, packer, sleep=sleep, settle=asked.settle))
            if asked.watch is None or code == WRONG:
                return code
            sleep(asked.watch * 60)
    except KeyboardInterrupt:
        return _end("已停止。做过的都记在账本里，再运行会接着做。", LEFT)
    finally:
        book.close()


def _round(asked: argparse.Namespace, reader: Sources, courier: Courier) -> int:
    """Read the feeds once and bring what is new or edited to the draft box."""
    items, missed = _read(asked, reader)
    queue = items if asked.digest else tuple(reversed(items))  # the newest ends on top of the box
    outcomes: list[Outcome] = []
    try:
        for outcome in courier.deliver(queue, digest=asked.digest, again=asked.again):
            outcomes.append(outcome)
            _progress(len(outcomes), len(queue), outcome.item.title)
            if outcome.why:
                _say(f"{outcome.what}：{outcome.item.title}\n  {outcome.why}")
    except SetupError as fault:
        return _end(fault, WRONG)
    except PassingError as fault:
        _say(f"{fault}已多次重试，先停下；其余 {len(queue) - len(outcomes)} 篇下次运行接着做。")
        missed = True
    counts = {what: sum(outcome.what is what for outcome in outcomes) for what in What}
    told = (f"{what} {count}" for what, count in counts.items() if count or what is What.ADDED)
    _say(f"完成：{'，'.join(told)}。")
    return LEFT if missed or any(outcome.open for outcome in outcomes) else DONE


def _preview(asked: argparse.Namespace, lines: tuple[Hotline, ...], reader: Sources) -> int:
    items, missed = _read(asked, reader)
    packer = Packer(lines, asked.author, reader, preview.Folder(asked.dry_run))
    left = preview.write(asked.dry_run, items, packer, asked.account)
    for item, why in left:
        _say(f"不能成为草稿：{item.title}\n  {why}")
    _say(f"预览 {len(items) - len(left)} 篇：用浏览器打开 {asked.dry_run / 'index.html'}")
    return LEFT if missed or left else DONE


def _read(asked: argparse.Namespace, reader: Sources) -> tuple[tuple[Item, ...], bool]:
    """The wanted items, newest first as the feeds have them, and whether a feed could not be read."""
    feeds: list[Feed] = []
    for place in asked.feeds:
        try:
            feeds.append(reader.feed(place))
        except SourceError as fault:
            _say(str(fault))
    wanted = Wanted({axis: frozenset(getattr(asked, axis) or ()) for axis in AXES}, asked.since)
    return merged(feeds, wanted)[: asked.limit], len(feeds) < len(asked.feeds)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _progress(done: int, total: int, title: str) -> None:
    """A line that the next one overwrites, where somebody looks."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K[{done}/{total}] {title[:30]}")
        sys.stderr.flush()


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
    print(text, flush=True)


def _end(words: object, code: int) -> int:
    _say(str(words))
    return code


if __name__ == "__main__":
    sys.exit(main())
