"""Command line of `scripts/wechat.py`, in Chinese throughout."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from column.system.chinese_arguments import USAGE, ChineseParser
from column.wechat.delivery.deliver import SETTLE
from column.wechat.platform.client import API

Options = Mapping[str, Mapping[str, Any]]
"""Keyword arguments of `add_argument`, by the option's name."""


def read(argv: Sequence[str] | None, root: Path) -> argparse.Namespace:
    """The options of a run; `root` is the folder of the site's mkdocs.yml. Exits with 2 if they are wrong."""
    made = parser(root)
    # parse_intermixed_args would take the usage from format_usage() without its first 7 characters, "usage: ".
    made.usage = made.format_usage().removeprefix(USAGE)
    return made.parse_intermixed_args(argv)


def parser(root: Path) -> ChineseParser:
    """The parser of the options."""
    made = ChineseParser(
        "把专栏订阅源里的文章做成公众号草稿。只建草稿，不发布：发布由编辑在公众平台上做。",
        prog="wechat.py",
        epilog="退出码：0 全部办好，1 有没办成的，2 用法或账号设置不对。详见 docs/maintain/wechat.md。",
    )
    groups = {
        "读什么": _FEEDS,
        "选哪些文章（同一项可写多次，满足其一即可；不同项都要满足）": _SELECTION,
        "怎么做": _MODES,
        "设置": _settings(root, os.environ),
    }
    for title, options in groups.items():
        group = made.add_argument_group(title)
        exclusive = group.add_mutually_exclusive_group() if options is _MODES else group
        for name, settings in options.items():
            (exclusive if name in _EXCLUSIVE else group).add_argument(name, **settings)
    return made


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，要写成 2025-04-27 的样子") from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def _api(text: str) -> str:
    """The URL of the API. It receives the secret, so plain HTTP is allowed to this machine only."""
    parts = urlsplit(text)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme == "https" or (parts.scheme == "http" and local):
        return text
    raise argparse.ArgumentTypeError("接口网址要用 https://")


_FEEDS: Options = {
    "feeds": {"nargs": "+", "metavar": "订阅源", "help": "feed.xml、feed.atom 或 feed.json 的网址或文件"},
}
_SELECTION: Options = {
    "--kind": {
        "action": "append",
        "choices": ("briefing", "case", "warning"),
        "help": "宣传简报、典型案例、风险提示",
    },
    "--group": {"action": "append", "metavar": "人群", "help": "如 elderly"},
    "--unit": {"action": "append", "metavar": "单位", "help": "如 chengguan"},
    "--scam": {"action": "append", "metavar": "诈骗类型", "help": "如 shuadan"},
    "--venue": {"action": "append", "metavar": "场所", "help": "如 school"},
    "--since": {
        "type": _date,
        "metavar": "日期",
        "help": "只要这一天及以后的，如 2025-04-27；第一次用时很有用",
    },
    "--limit": {"type": _positive, "metavar": "数", "help": "最多处理最新的几篇"},
}
_MODES: Options = {
    "--once": {"action": "store_true", "help": "做一遍就结束（默认；用于定时任务）"},
    "--watch": {"type": _positive, "metavar": "分钟", "help": "一直运行，每隔几分钟看一次"},
    "--dry-run": {"type": Path, "metavar": "文件夹", "help": "只生成预览，不连公众号，不需要凭据"},
    "--again": {
        "action": "append",
        "default": [],
        "metavar": "原文网址",
        "help": "这篇的草稿误删了，再建一份；草稿还在时不建",
    },
    "--yes": {
        "action": "store_true",
        "help": "原文撤回了、草稿还在的，不再问就删掉（用于定时任务；删了找不回来）",
    },
    "--digest": {"action": "store_true", "help": "新文章合成多图文草稿，每份最多 8 篇"},
    "--author": {
        "default": "",
        "metavar": "署名",
        "help": "所有文章统一署名，最多 16 个字；默认用单位名",
    },
    "--account": {"default": "公众号名称", "metavar": "名称", "help": "预览里显示的公众号名称"},
}
_EXCLUSIVE = ("--once", "--watch", "--dry-run")


def _settings(root: Path, environment: Mapping[str, str]) -> Options:
    """The options whose defaults come from the environment or the machine."""
    credentials, ledger = environment.get("WECHAT_CREDENTIALS"), environment.get("WECHAT_LEDGER")
    return {
        "--credentials": {
            "type": Path,
            "default": Path(credentials) if credentials else None,
            "metavar": "文件",
            "help": "写有 appid 和 secret、只有本人能读的文件；不写就用环境变量 WECHAT_APPID 和 WECHAT_SECRET",
        },
        "--ledger": {
            "type": Path,
            "default": Path(ledger) if ledger else _state_folder(environment) / "wechat.sqlite",
            "metavar": "文件",
            "help": "账本，记着哪篇已有草稿，不要删；默认 %(default)s",
        },
        "--config": {
            "type": Path,
            "default": root / "mkdocs.yml",
            "metavar": "文件",
            "help": "写有 extra.hotlines（文末热线）的文件，默认是网站的 mkdocs.yml",
        },
        "--api": {
            "type": _api,
            "default": environment.get("WECHAT_API") or API,
            "metavar": "网址",
            "help": "公众平台接口的网址，默认 %(default)s",
        },
        "--settle": {
            "type": float,
            "default": SETTLE,
            "metavar": "秒",
            "help": "调用中断后，过多少秒再到草稿箱里核对，默认 %(default)s",
        },
    }


def _state_folder(environment: Mapping[str, str]) -> Path:
    """The user's folder for state that must not be lost (XDG Base Directory 0.8; AppData on Windows)."""
    if os.name == "nt":
        base = environment.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "fanzha-column"
    base = environment.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "fanzha-column"
