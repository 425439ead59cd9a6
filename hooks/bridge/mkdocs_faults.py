"""What MkDocs says against a build, as problems in Chinese where it is about mkdocs.yml, else as it says it."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from column.project import report
from column.rules.privacy.masking import masked
from column.settings.load import PATH
from column.settings.values import SETTINGS

_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<what>[^\n]+)")
_MEND = "照 MkDocs 的写法改这一项，或者从上一个能用的版本恢复它。"


class Faults(logging.Handler):
    """Collects MkDocs' warnings and errors, so that the message of a stopped build can list them in `lines`. `root` is
    the folder of mkdocs.yml."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._file = root / PATH

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.explained(record.getMessage()))

    def explained(self, message: str) -> str:
        """One message for people, nothing private in it."""
        found = _VALUE.match(message)
        if not found:
            return masked(f"MkDocs：{message}")
        what = f"“{found['key']}”这一项 MkDocs 读不了：{found['what']}"
        return report.text([SETTINGS.problem(PATH, what, _MEND, self._line(found["key"]))]).rstrip()

    def of_settings(self, fault: Exception) -> str:
        """What is said of an exception with which MkDocs' reading of the file ended, and that it does not explain."""
        what = f"有一项不是 MkDocs 要的样子（{type(fault).__name__}：{fault}）。"
        return report.text([SETTINGS.problem(PATH, what, _MEND)]).rstrip()

    def _line(self, key: str) -> int:
        """The line of a key at the left edge of the file."""
        rows = self._file.read_text("utf-8-sig").split("\n")
        return next((number for number, row in enumerate(rows, 1) if row.startswith(f"{key}:")), 0)
