"""Command-line parser whose help and error messages are Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

USAGE = "用法："
"""What the usage begins with."""

_TRANSLATIONS = (
    # Messages of argparse, Python 3.11 to 3.14. A message may have several of these parts.
    (r"the following arguments are required: ", "还缺："),
    (r"one of the arguments (.+) is required", r"\1 要写一个"),
    (r"unrecognized arguments: ", "不认识的参数："),
    (r"ambiguous option: (.+) could match (.+)", r"参数写得不全：\1，可能是 \2"),
    (r"expected at most one argument", "后面最多写一项内容"),
    (r"expected (?:(?:at least )?one argument|\d+ arguments?)", "后面要写内容"),
    (r"ignored explicit argument (.+)", r"后面不要写内容：\1"),
    (r"not allowed with argument ", "不能同时用 "),
    (r"invalid choice: (.+?) ?(?:, maybe you meant .+?)?\(choose from (.+)\)", r"没有这个值：\1（可用：\2）"),
    (r"invalid (?:int|float) value: ", "不是数字："),
    (r"invalid \w+ value: ", "写法不对："),
    (r"^argument (.+?): ", r"参数 \1："),
)


class _Formatter(argparse.RawTextHelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, USAGE)


class ChineseParser(argparse.ArgumentParser):
    """`argparse.ArgumentParser` in Chinese. Options cannot be abbreviated; wrong usage exits with code 2."""

    def __init__(self, description: str, *, prog: str | None = None, epilog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self._optionals.title = "可用的参数"
        self._positionals.title = "要写的内容"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _TRANSLATIONS:
            message = re.sub(english, chinese, message)
        sys.stderr.write(f"参数不对：{message}\n用 -h 看说明。\n")
        sys.exit(2)
