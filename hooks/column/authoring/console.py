"""Talking with an officer at a console, in Chinese: questions, choices, arguments.

Consoles differ (Windows writes GBK into a pipe, PowerShell puts a mark before the first line), so what is read
is decoded here and what is written can always be shown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from column.authoring.new_article import RefusedError
from column.content.taxonomies import Taxonomy

T = TypeVar("T")

_ENGLISH = {
    "unrecognized arguments": "不认识的参数",
    "expected one argument": "后面要写内容",
    "expected at least one argument": "后面要写内容",
    "the following arguments are required": "还缺",
    "ambiguous option": "参数写得不全",
    "argument ": "参数 ",
    "ignored explicit argument": "后面不要写内容",
}


class NoAnswerError(Exception):
    """An answer is needed and nobody is there to give it."""


class _Help(argparse.RawTextHelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：")


class Parser(argparse.ArgumentParser):
    """Arguments with Chinese help and messages."""

    def __init__(self, description: str) -> None:
        super().__init__(
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Help,
        )
        self._optionals.title = "可用的参数"
        self._positionals.title = "要写的内容"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _ENGLISH.items():
            message = message.replace(english, chinese)
        sys.stderr.write(f"参数不对：{message}\n用 -h 看说明。\n")
        sys.exit(2)


def speak_chinese() -> None:
    """Let no console encoding stop a message: what cannot be shown becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        codec = (stream.encoding or "ascii").lower().replace("_", "-")
        chinese = codec.startswith("utf") or codec in ("gbk", "cp936", "gb18030", "gb2312")
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding=None if chinese else "utf-8", errors="replace")


def hear(prompt: str) -> str:
    """One answer. Raises `NoAnswerError` where there is none to come."""
    if sys.stdin.isatty():
        try:
            return input(prompt).strip()
        except EOFError:
            raise NoAnswerError from None
    print(prompt, flush=True)
    line = sys.stdin.buffer.readline()
    if not line:
        raise NoAnswerError
    try:
        return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return line.decode("gb18030", errors="replace").strip()


def ask(question: str, settle: Callable[[str], T], given: str | None = None, default: str = "") -> T:
    """An answer that `settle` takes: `given` from the command line (`RefusedError` if it is wrong), else asked for
    until it is right. Enter takes `default`."""
    if given is not None:
        try:
            return settle(given)
        except RefusedError as fault:
            raise RefusedError(f"{question}：{fault.what}", fault.mend) from None
    while True:
        answer = hear(f"{question}{f'（直接回车：{default}）' if default else ''}：")
        try:
            return settle(answer or default)
        except RefusedError as fault:
            print(f"  {fault.what}{fault.mend}")


def offer(shelf: Taxonomy[Any], given: str | None) -> None:
    """The choices with their numbers, where there will be a question."""
    if given is None:
        print(f"{shelf.what}有：")
        for number, record in enumerate(shelf.records, 1):
            print(f"  {number:>2}. {record.name}（{record.id}）")
