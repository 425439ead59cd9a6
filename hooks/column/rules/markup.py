"""Markup that does not reach the page: elements of HTML that are not published, footnotes without a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from column.model.problems import Problem, Rule, Severity
from column.parsing.source import Source
from column.text import code_spans
from column.text.as_written import HTML, SWALLOWING
from column.text.digit_runs import position
from column.text.markdown_html import SCHEMES, TAGS

DROPPED = Rule(
    id="html-dropped",
    title="不会发布的 HTML 标签",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="网页里只用得上段落、标题、列表、表格、图片这些；别的标签会去掉",
    bad="<font color=red>注意</font>",
    good="**注意**",
)
LINK_DROPPED = Rule(
    id="link-dropped",
    title="不会发布的链接",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="链接只能指向网页（https）和电话（tel）；自己电脑上的文件、邮箱，读者打不开，会去掉，只留文字",
    bad="详见[通知](D:\\通知.docx)",
    good="详见某某通知",
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
FOOTNOTE_TWICE = Rule(
    id="footnote-twice",
    title="两条脚注用了同一个记号",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="正文里的记号只连到一条，读者不知道另一条说的是哪里",
    bad="文末有两行都写着 [^1]: ……",
    good="文末一行写 [^1]: ……，另一行写 [^2]: ……",
)
LOST_TEXT = Rule(
    id="text-lost",
    title="写了却不会显示的字",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="交来的每个字都要么显示在网页上，要么说明为什么没有",
    bad="| 社区 | 人数 |（下面的行写在代码记号里，没有显示出来）",
    good="照“怎么投稿”页的写法重写这一段",
)
RULES = (DROPPED, LINK_DROPPED, FOOTNOTE, FOOTNOTE_TWICE, LOST_TEXT)

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_UNSEEN = re.compile(
    r"<!--.*?-->|<[^<>]*>|\]\([^()\n]*\)|\[\^[^\]\n]*\]|^ {0,3}\[[^\]\n]+\]:[^\n]*", re.S | re.M
)
"""What of a body is no text: comments, elements, addresses, marks of footnotes, addresses of references."""

_START = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_TARGET = re.compile(
    r"""(?<!!)\[[^\[\]\n]*\]\((?:[ \t]*\)|[ \t]*<?(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)"""
    r"""|<a\s[^<>]*?href\s*=\s*["']?(?P<other>[A-Za-z][A-Za-z0-9+.-]*):|<(?P<auto>mailto):""",
    re.I,
)
"""A link that leads nowhere, or by a scheme."""
_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")


def problems(source: Source) -> Iterator[Problem]:
    """What of the body's markup readers will not get."""
    body = source.body
    if "<" in body or "[^" in body or "](" in body:
        body = code_spans.replaced(body, lambda code: re.sub(r"[^\n]", " ", code))
        yield from _dropped(source, body)
        yield from _undefined(source, body)
        yield from _leading_nowhere(source, body)


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
    """Marks of footnotes without a note, and notes of which only one is shown."""
    notes = [
        (note[1], note.start(), bool(note[2]) and not body[: note.start()].rpartition("\n")[2].strip())
        for note in _NOTE.finditer(body)
    ]
    defined: set[str] = set()
    for name, start, defines in notes:
        if defines and name in defined:
            what = f"脚注 [^{name}] 写了两条，正文里的记号只连到一条。"
            yield source.problem(FOOTNOTE_TWICE, what, "给其中一条换一个记号。", _line(source, body, start))
        if defines:
            defined.add(name)
    for name, start, _ in notes:
        if name not in defined:
            what = f"脚注 [^{name}] 没有内容，网页上就显示成这几个字。"
            mend = f"在文末另起一行写“[^{name}]: ……”，或者删掉这个记号。"
            yield source.problem(FOOTNOTE, what, mend, _line(source, body, start))


def _leading_nowhere(source: Source, body: str) -> Iterator[Problem]:
    """Links whose address is left out, or that have none."""
    for found in _TARGET.finditer(body):
        scheme = found["scheme"] or found["other"] or found["auto"] or ""
        if scheme.lower() not in SCHEMES:
            what = (
                f"以“{scheme}:”开头的链接不会发布，只留文字。"
                if scheme
                else "链接没有写地址，点了不会打开什么。"
            )
            mend = "只写文字；要给人看的内容抄进正文，照片放在旁边写成 ![说明](photo-1.jpg)。"
            yield source.problem(LINK_DROPPED, what, mend, _line(source, body, found.start()))


def _line(source: Source, body: str, place: int) -> int:
    return source.body_line + position(body, place)[0] - 1


def lost(source: Source, shown: str) -> Iterator[Problem]:
    """Whether Chinese characters of the body are missing in what is `shown`: its plain text, and that of its pictures.
    The last guard, behind all that knows a reason."""
    written = code_spans.replaced(source.body, lambda code: "".join(_HAN.findall(code)))
    written = _UNSEEN.sub(lambda unseen: re.sub(r"[^\n]", "", unseen[0]), written)
    missing = Counter("".join(_HAN.findall(written))) - Counter("".join(_HAN.findall(shown)))
    if not missing:
        return
    for number, line in enumerate(written.split("\n")):
        if run := next(
            (run for run in _HAN.findall(line) if run not in shown and missing & Counter(run)), ""
        ):
            what = f"“{run[:12]}”等 {missing.total()} 个字没有显示在网页上。"
            mend = "照“怎么投稿”页的写法重写这一段；还不行，把文件发给维护网站的人。"
            yield source.problem(LOST_TEXT, what, mend, source.body_line + number)
            return
