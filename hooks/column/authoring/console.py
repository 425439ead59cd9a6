"""Questions to an officer at a console, in Chinese.

Consoles differ (Windows writes GBK into a pipe, PowerShell puts a mark before the first line), so what is read
is decoded here and what is written can always be shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from column.authoring.new_article import RefusedError
from column.content.taxonomies import Taxonomy

T = TypeVar("T")


class NoAnswerError(Exception):
    """An answer is needed and nobody is there to give it."""


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


def offer(taxonomy: Taxonomy[Any], given: str | None) -> None:
    """The choices with their numbers, where there will be a question."""
    if given is None:
        print(f"{taxonomy.what}有：")
        for number, record in enumerate(taxonomy.records, 1):
            print(f"  {number:>2}. {record.name}（{record.id}）")
