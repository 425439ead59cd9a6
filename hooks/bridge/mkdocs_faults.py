"""What MkDocs says against a build, as problems in Chinese with their place where it names one, else as it says it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from column.content.references import DEAD_LINK
from column.model.problems import Problem
from column.parsing.decoding import DAMAGED, decode
from column.settings.load import PATH
from column.settings.values import SETTINGS

_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<what>[^\n]+)")
_MEND = "照 MkDocs 的写法改这一项，或者从上一个能用的版本恢复它。"
_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains an? (?P<kind>.*?)link '(?P<link>.*?)', (?P<rest>.*)", re.S
)
_UNREADABLE = re.compile(r"Encoding error reading file: (?P<page>.+)")
_HOW = (
    '链接写 docs 里的文件，如 accessibility.md；程序做的网页写成 HTML，如 <a href="../help/">求助</a>；'
    "用不着就只留文字。"
)


class Faults(logging.Handler):
    """Collects MkDocs' warnings and errors as `problems`. `root` is the folder of mkdocs.yml."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []
        self._root = root
        self._told: Counter[tuple[str, str]] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not (self.problems and message.startswith("Error reading page")):  # says the last one once more
            self.problems.append(self._explained(message))

    def of(self, fault: Exception) -> list[Problem]:
        """All problems, or what is said of the exception that ended the build where there are none."""
        return self.problems or [self._explained(str(fault))]

    def of_settings(self, fault: Exception) -> list[Problem]:
        """What is said of an exception with which MkDocs' reading of the file ended, and that it does not explain."""
        what = f"有一项不是 MkDocs 要的样子（{type(fault).__name__}：{fault}）。"
        return [SETTINGS.problem(PATH, what, _MEND)]

    def _explained(self, message: str) -> Problem:
        if found := _LINK.match(message):
            return self._link(found)
        if found := _UNREADABLE.match(message):
            what = "文件不是 UTF-8 编码，生成网站的程序读不了。"
            return DAMAGED.problem(
                f"docs/{found['page']}", what, "用“另存为”把编码选成 UTF-8 再保存一次。", 1
            )
        if found := _VALUE.match(message):
            what = f"“{found['key']}”这一项 MkDocs 读不了：{found['what']}"
            at = self._lines(PATH, lambda row: row.startswith(f"{found['key']}:"))
            return SETTINGS.problem(PATH, what, _MEND, at[0])
        return SETTINGS.problem(PATH, f"MkDocs：{message}", "照它说的改；看不懂的，请管网站的人看一看。")

    def _link(self, found: re.Match[str]) -> Problem:
        """A link of a page that MkDocs renders itself; the same link for a second time stands on a later line."""
        path, link = f"docs/{found['page']}", found["link"]
        written = re.compile(rf"""(?:^|[(<"'\s]){re.escape(link)}""")
        at = self._lines(path, lambda row: bool(written.search(row)))
        line = at[min(self._told[path, link], len(at) - 1)]
        self._told[path, link] += 1
        shown = link[:80]
        if "anchor" in found["rest"]:
            return DEAD_LINK.problem(
                path, f"没有“{shown}”所指的位置。", "小标题后面写 {#名字}，或者去掉 # 和后面的字。", line
            )
        return DEAD_LINK.problem(path, f"网站里没有“{shown}”所指的文件，链接点不开。", _HOW, line)

    def _lines(self, path: str, matches: Callable[[str], bool]) -> list[int]:
        """The lines of a file that match; the first line where none does."""
        rows = decode(path, (self._root / path).read_bytes())[0].split("\n")
        return [number for number, row in enumerate(rows, 1) if matches(row)] or [1]
