"""Markup that does not reach the page: elements of HTML that are not published, footnotes without a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from column.model.problems import Problem, Rule, Severity
from column.parsing.source import Source
from column.text.as_written import CODE, HTML, SWALLOWING
from column.text.digit_runs import position
from column.text.markdown_html import TAGS

DROPPED = Rule(
    id="html-dropped",
    title="不会发布的 HTML 标签",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="网页里只用得上段落、标题、列表、表格、图片这些；别的标签会去掉",
    bad="<font color=red>注意</font>",
    good="**注意**",
)
FOOTNOTE = Rule(
    id="footnote-undefined",
    title="没有内容的脚注",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="没有内容的脚注，网页上显示成 [^2] 这样的记号",
    bad="数字来自通报[^2]。",
    good="数字来自通报[^1]。（文末另起一行：[^1]: 某某通报）",
)
RULES = (DROPPED, FOOTNOTE)

_START = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")


def problems(source: Source) -> Iterator[Problem]:
    """What of the body's markup readers will not get."""
    body = source.body
    if "<" in body or "[^" in body:
        body = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), body)
        yield from _dropped(source, body)
        yield from _undefined(source, body)


def _dropped(source: Source, body: str) -> Iterator[Problem]:
    for found in _START.finditer(body):
        name = found[1].lower()
        if name in TAGS or name not in HTML:
            continue
        lost = name in SWALLOWING or name in (
            "video",
            "audio",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "input",
        )
        what = f"<{name}> 不会发布" + ("，里面的内容也不会。" if lost else "，里面的字照常发布。")
        mend = "删掉它；要强调就写成 **两个星号**，图片写成 ![说明](photo-1.jpg)，视频写在信息栏里。"
        yield source.problem(DROPPED, what, mend, _line(source, body, found.start()))


def _undefined(source: Source, body: str) -> Iterator[Problem]:
    notes = list(_NOTE.finditer(body))
    defined = {
        note[1] for note in notes if note[2] and body[: note.start()].rpartition("\n")[2].strip() == ""
    }
    for note in notes:
        if note[1] not in defined:
            what = f"脚注 [^{note[1]}] 没有内容，网页上就显示成这几个字。"
            mend = f"在文末另起一行写“[^{note[1]}]: ……”，或者删掉这个记号。"
            yield source.problem(FOOTNOTE, what, mend, _line(source, body, note.start()))


def _line(source: Source, body: str, place: int) -> int:
    return source.body_line + position(body, place)[0] - 1
