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

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file with LF line ends and without control characters, and what was odd about it."""
    text, problems = _text(path, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        what = f"有看不见的控制字符（U+{ord(found[0]):04X}），已去掉。"
        mend = "多半是从 Word 粘贴带来的，删掉这一处重新输入。"
        problems.append(CONTROL.problem(path, what, mend, text.count("\n", 0, found.start()) + 1))
        text = _CONTROL.sub("", text)
    return text, problems


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
