"""The command line of `scripts/wechat.py`, in Chinese throughout."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

from column.wechat.delivery import deliver as courier
from column.wechat.platform import client

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WRONG = 2
"""The exit code of wrong usage."""


def read(argv: Sequence[str] | None, root: Path) -> argparse.Namespace:
    """The options of a run; `root` is the folder of the site's mkdocs.yml. Exits with 2 where they are wrong."""
    return parser(root).parse_intermixed_args(argv)


def parser(root: Path) -> argparse.ArgumentParser:
    """The parser itself."""
    made = _Parser(
        prog="wechat.py",
        description="把专栏订阅源里的文章做成公众号草稿。只建草稿，不发布：发布由编辑在公众平台上做。",
        epilog="退出码：0 全部办好，1 有没办成的，2 用法或账号设置不对。详见 docs/maintain/wechat.md。",
        add_help=False,
    )
    reads = made.add_argument_group("读什么")
    reads.add_argument(
        "feeds", nargs="+", metavar="订阅源", help="feed.xml、feed.atom 或 feed.json 的网址或文件"
    )
    which = made.add_argument_group("选哪些文章（同一项可写多次，满足其一即可；不同项都要满足）")
    which.add_argument(
        "--kind",
        action="append",
        choices=("briefing", "case", "warning"),
        help="宣传简报、典型案例、风险提示",
    )
    which.add_argument("--group", action="append", metavar="人群", help="如 elderly")
    which.add_argument("--unit", action="append", metavar="单位", help="如 wucheng")
    which.add_argument("--scam", action="append", metavar="诈骗类型", help="如 shuadan")
    which.add_argument("--venue", action="append", metavar="场所", help="如 school")
    which.add_argument(
        "--since", type=_day, metavar="日期", help="只要这一天及以后的，如 2025-04-27；第一次用时很有用"
    )
    which.add_argument("--limit", type=_positive, metavar="数", help="最多处理最新的几篇")
    how = made.add_argument_group("怎么做")
    mode = how.add_mutually_exclusive_group()
    mode.add_argument("--once", action="store_true", help="做一遍就结束（默认；用于定时任务）")
    mode.add_argument("--watch", type=_positive, metavar="分钟", help="一直运行，每隔几分钟看一次")
    mode.add_argument("--dry-run", type=Path, metavar="文件夹", help="只生成预览，不连公众号，不需要凭据")
    how.add_argument(
        "--again", action="append", default=[], metavar="原文网址",
        help="这篇的草稿误删了，再建一份；草稿还在时不建",
    )  # fmt: skip
    how.add_argument("--digest", action="store_true", help="新文章合成多图文草稿，每份最多 8 篇")
    how.add_argument(
        "--author", default="", metavar="署名", help="所有文章统一署名，最多 16 个字；默认用单位名"
    )
    how.add_argument("--account", default="公众号名称", metavar="名称", help="预览里显示的公众号名称")
    where = made.add_argument_group("设置")
    environment = os.environ
    file = environment.get("WECHAT_CREDENTIALS")
    where.add_argument(
        "--credentials", type=Path, default=Path(file) if file else None, metavar="文件",
        help="写有 appid 和 secret、只有本人能读的文件；不写就用环境变量 WECHAT_APPID 和 WECHAT_SECRET",
    )  # fmt: skip
    book = environment.get("WECHAT_LEDGER")
    where.add_argument(
        "--ledger", type=Path, default=Path(book) if book else _state() / "wechat.sqlite", metavar="文件",
        help="账本，记着哪篇已有草稿，不要删；默认 %(default)s",
    )  # fmt: skip
    where.add_argument(
        "--config", type=Path, default=root / "mkdocs.yml", metavar="文件",
        help="写有 extra.hotlines（文末热线）的文件，默认是网站的 mkdocs.yml",
    )  # fmt: skip
    where.add_argument(
        "--api", type=_api, default=environment.get("WECHAT_API") or client.API, metavar="网址",
        help="公众平台接口的网址，默认 %(default)s",
    )  # fmt: skip
    where.add_argument(
        "--settle", type=float, default=courier.SETTLE, metavar="秒",
        help="调用中断后，过多少秒再到草稿箱里核对，默认 %(default)s",
    )  # fmt: skip
    where.add_argument("-h", "--help", action="help", help="显示这份说明")
    return made


class _Parser(argparse.ArgumentParser):
    """The standard one, with its own few words in Chinese."""

    _WORDS = (
        ("usage: ", "用法："),
        ("the following arguments are required: ", "缺少："),
        ("unrecognized arguments: ", "没有这样的选项："),
        ("expected one argument", "后面要跟一个值"),
        ("not allowed with argument ", "不能同时用 "),
        ("argument ", "选项 "),
        ("invalid choice: ", "没有这个值："),
        ("choose from ", "可用："),
        ("invalid float value: ", "不是数字："),
    )

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"{self.format_usage()}用法不对：{message}\n")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        super()._print_message(self._said(message), file)

    def _said(self, text: str) -> str:
        for english, chinese in self._WORDS:
            text = text.replace(english, chinese)
        return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，要写成 2025-04-27 的样子") from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def _api(text: str) -> str:
    """The secret goes there, so in the clear only to this very machine."""
    parts = urlsplit(text)
    if parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    ):
        return text
    raise argparse.ArgumentTypeError("接口网址要用 https://")


def _state() -> Path:
    """Where a user's programs keep what must not be lost (XDG Base Directory 0.8; AppData on Windows)."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "fanzha-column"
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "fanzha-column"
