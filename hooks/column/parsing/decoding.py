"""Bytes of a contributed file to text, whatever editor wrote it.

Officers write in Notepad, WPS and phone editors, so UTF-8 with or without a mark, UTF-16 with one and GB18030
(GB 18030-2022) are read; all but UTF-8 with a warning.
"""

from __future__ import annotations

import re

from column.model.problems import Problem, Rule, Scope, Severity

_PART = "文件和信息栏的写法"
_RESAVE = "用“另存为”把编码选成 UTF-8 再保存一次。"

ENCODING = Rule(
    id="encoding",
    scope=Scope.FILE,
    title="文件的编码",
    severity=Severity.WARNING,
    part=_PART,
    source="别的编码在有的系统上会变成乱码；GB 18030-2022、UTF-16 能读，但请改存",
    bad="记事本里另存为“Unicode”或“ANSI”",
    good="记事本里另存为“UTF-8”",
    excusable=True,
)
DAMAGED = Rule(
    id="encoding-damaged",
    scope=Scope.FILE,
    title="认不出的字节",
    part=_PART,
    source="文件损坏或传输出错，字会丢失",
    bad="从坏了的文件里复制出来的乱码",
    good="从原稿重新复制的文字",
)
CONTROL = Rule(
    id="control",
    scope=Scope.FILE,
    title="看不见的控制字符",
    severity=Severity.WARNING,
    part=_PART,
    source="看不见的字符多半从 Word 带来，会打乱网页和订阅",
    bad="从 Word 粘贴、中间带着控制字符的句子",
    good="在原处重新输入的句子",
    excusable=True,
)
RULES = (ENCODING, DAMAGED, CONTROL)

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "\U000e0000-\U000e007f]"
)
"""Controls, marks that turn the direction of what follows, what is no character, and the unseen copies of ASCII."""


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file with LF line ends and without control characters, and what was odd about it."""
    text, problems = _text(path, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    seen, point = without_controls(text)
    if point is not None:
        problems.append(control(path, text[point], text.count("\n", 0, point) + 1))
    return seen, problems


def without_controls(text: str) -> tuple[str, int | None]:
    """A text without what nobody sees and nobody means, and where the first of it stood."""
    found = _CONTROL.search(text)
    return (_CONTROL.sub("", text), found.start()) if found else (text, None)


def control(path: str, sign: str, line: int) -> Problem:
    """What is said of a character that was left out."""
    what = f"有看不见的控制字符（U+{ord(sign):04X}），已去掉。"
    return CONTROL.problem(path, what, "多半是从 Word 或别的程序带来的，删掉这一处重新输入。", line)


def _text(path: str, data: bytes) -> tuple[str, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = "文件是 UTF-16 编码（记事本里叫“Unicode”），已按它读取。"
        return data.decode("utf-16", errors="replace"), [ENCODING.problem(path, what, _RESAVE)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as fault:
        what, mend = "这一行有认不出的字节，文件可能损坏。", "从原稿重新复制这一行，" + _RESAVE
        problem = DAMAGED.problem(path, what, mend, data[: fault.start].count(b"\n") + 1)
        return data.decode("utf-8", errors="replace"), [problem]
    return text, [ENCODING.problem(path, "文件是 GB18030(GBK)编码，已按它读取。", _RESAVE)]
