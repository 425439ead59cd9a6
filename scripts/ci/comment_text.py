"""The text of the comment on a pull request: the findings as Markdown that shows just what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from ci.handover import WORDS, Finding, Handover, Run

MARK = "<!-- column:check -->"
_NAMED = 10
"""Files of the program that are named."""
ROOM = 60_000
"""Characters of a comment; GitHub takes 65,536."""


def plain(text: str) -> str:
    """A contributor's text as Markdown that shows just this text.

    Every ASCII punctuation mark becomes a character reference, so that neither Markdown nor HTML sees it; a zero-width
    space parts what GitHub would still turn into a mention, a reference or a link; control characters, among them
    those that turn the direction of writing, become spaces.
    """
    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    shown = re.sub(
        r"(@|#|:(?=//)|www(?=\.)|gh(?=-))", "\\1\u200b", " ".join(shown.split()), flags=re.IGNORECASE
    )
    return re.sub(r"[!-/:-@\[-`{-~\u200b]", lambda mark: f"&#{ord(mark[0])};", shown)


def write(handover: Handover, run: Run, edit: str, log: str, preview: str, code: Sequence[str] = ()) -> str:
    """The comment. `edit` is the address to which a path is joined to change a file, `log` that of the run,
    `preview` that of the site's preview; empty where there is none. `code`: the files of the program that the pull
    request changes; then its own program has made the findings and the preview."""
    errors, warnings = (
        [finding for finding in handover.findings if finding.severity == severity] for severity in WORDS
    )
    parts = [MARK, f"### {_verdict(len(errors), len(warnings), run.passed and handover.complete)}"]
    if not handover.complete or not (run.passed or errors):
        parts.append(f"检查或构建没有跑完，这里的结果可能不全。请维护人员看{_record(log)}，投稿人先等一等。")
    if code:
        named = "、".join(map(plain, code[:_NAMED])) + (f"等 {len(code)} 个" if len(code) > _NAMED else "")
        parts.append(
            f"**这次投稿改动了程序（{named}）。下面的结果是改动后的程序自己得出的，不能作准；"
            "请维护人员先逐行看过程序的改动，不要只看检查结果。**"
        )
    tail = [f"检查的是 {run.sha[:10]} 这一版。改好保存以后会自动再查一遍，这条留言跟着更新，不用重新交稿。"]
    if code:
        tail.append("**预览**：改动了程序的投稿不提供预览，请在隔离的环境里自己构建。")
    elif preview:
        tail.append(
            f"**预览**：[下载网站预览]({preview})（压缩包，保存 14 天，要登录），"
            "全部解压以后，双击里面的 index.html。"
        )
    elif errors:
        tail.append("**预览**：错误改完以后才有。")
    room = ROOM - sum(map(len, parts + tail))
    if handover.findings:
        parts.append(_listing([*_by_place(errors), *_by_place(warnings)], edit, log, room))
    return "\n\n".join(parts + tail) + "\n"


def _record(log: str) -> str:
    return f"[运行记录]({log})" if log else "运行记录"


def _verdict(errors: int, warnings: int, passed: bool) -> str:
    if errors:
        return f"检查结果：{errors} 处错误必须改" + (f"，{warnings} 处提醒" if warnings else "")
    if not passed:
        return "检查没有通过"
    return f"检查通过，有 {warnings} 处提醒" if warnings else "检查通过，没有发现问题"


def _by_place(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.path, finding.line, finding.column))


def _listing(findings: Sequence[Finding], edit: str, log: str, room: int) -> str:
    """The findings under their severity and file, as many as there is room for."""
    lines: list[str] = []
    last: Finding | None = None
    for shown, finding in enumerate(findings):
        block = []
        if last is None or last.severity != finding.severity:
            block += [f"#### {WORDS[finding.severity]}", ""]
        if block or last is None or last.path != finding.path:
            block = ["", *block, f"**{plain(finding.path)}**{_link(edit, finding.path)}", ""]
        block.append(_item(finding))
        room -= sum(map(len, block)) + len(block)
        if room < 0:
            lines += ["", f"还有 {len(findings) - shown} 处写不下了，见{_record(log)}；先改上面这些。"]
            break
        lines += block
        last = finding
    return "\n".join(lines).strip()


def _item(finding: Finding) -> str:
    place = f"第 {finding.line} 行" if finding.line else "整个文件"
    why = f"（依据：{plain(finding.why)}）" if finding.why else ""
    return f"- {place}：{plain(finding.what)}{why}<br>怎么改：{plain(finding.mend)}"


def _link(edit: str, path: str) -> str:
    """A link that opens the file for editing, where the path is one that GitHub can open; a masked one is none."""
    if (
        not edit
        or "*" in path
        or not path.endswith((".md", ".yml"))
        or not {"", ".", ".."}.isdisjoint(path.split("/"))
    ):
        return ""
    return f"　[打开修改]({edit}{quote(path, safe='/')})"
