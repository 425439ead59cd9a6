"""Write what the check found into the pull request: one comment, in plain Chinese, brought up to date on each push.

Runs on the default branch, after the check, with a token that may write. The findings come from the artifact of a run
in which the contributor's code was at work, so they are hostile until shown otherwise: of limited size, of a known
form, for the pull request whose newest commit the run has checked, and escaped. The standard library alone.

Exit code 0 when the comment stands or there is nothing to comment on, 1 when the data was refused or GitHub
did not answer as it should.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

MARK = "<!-- column:check -->"
AUTHOR = "github-actions[bot]"
"""Who the workflow's token writes as."""

LARGEST = 5_000_000
"""Bytes, of the archive and of the file in it."""
MOST_FINDINGS = 1000
MOST_PAGES = 30
ROOM = 60_000
"""Characters of a comment; GitHub takes 65,536."""
REDIRECTS = {301, 302, 303, 307, 308}
LENGTHS = {"path": 300, "rule": 60, "what": 2000, "mend": 2000, "why": 1000}
WORDS = {"error": "错误（必须改）", "warning": "提醒（看一看要不要改）"}


_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: JSON can say it, UTF-8 cannot."""


class RefusedError(Exception):
    """The data is not what an honest run hands over, or GitHub's answer is of no use."""


class NothingToDoError(Exception):
    """There is no pull request that this run could be commented on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One `column.records.Problem`, as handed over."""

    path: str
    line: int
    column: int
    rule: str
    what: str
    mend: str
    why: str
    severity: str


@dataclass(frozen=True, slots=True)
class Handover:
    number: int
    complete: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The run of the check, as GitHub itself tells of it."""

    id: int
    sha: str
    passed: bool

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Run:
        run = event["workflow_run"]
        if run["event"] != "pull_request":
            raise NothingToDoError("这次检查不是投稿引起的，不用留言。")
        return cls(int(run["id"]), str(run["head_sha"]), run["conclusion"] == "success")


def parse(data: bytes) -> Handover:
    """The handed over file, each value of it checked."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise RefusedError("检查结果不是 JSON。") from None
    if not isinstance(told, dict) or not isinstance(told.get("complete"), bool):
        raise RefusedError("检查结果的样子不对。")
    findings = told.get("findings")
    if not isinstance(findings, list) or len(findings) > MOST_FINDINGS:
        raise RefusedError("检查结果不是列表，或者太长。")
    number = _whole(told.get("number"))
    if not number:
        raise RefusedError("检查结果里的投稿编号不对。")
    return Handover(number, told["complete"], tuple(map(_finding, findings)))


def _finding(told: object) -> Finding:
    if not isinstance(told, dict):
        raise RefusedError("有一条检查结果的样子不对。")
    texts = {key: told.get(key) for key in LENGTHS}
    for key, text in texts.items():
        if not isinstance(text, str) or len(text) > LENGTHS[key] or _SURROGATE.search(text):
            raise RefusedError(f"有一条检查结果的 {key} 不对。")
    if told.get("severity") not in list(WORDS):
        raise RefusedError("有一条检查结果的 severity 不对。")
    lines = {key: _whole(told.get(key)) for key in ("line", "column")}
    return Finding(**texts, **lines, severity=told["severity"])  # type: ignore[arg-type]


def _whole(value: object) -> int:
    if type(value) is not int or not 0 <= value < 10**9:
        raise RefusedError("检查结果里有个数字不对。")
    return value


def unpack(archive: bytes) -> bytes:
    """The one file of the artifact's archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            about = files.getinfo("handover.json")
            if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise RefusedError("检查结果的压缩方法不对。")
            with files.open(about) as file:
                data = file.read(LARGEST + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ):
        raise RefusedError("检查结果的压缩包打不开。") from None
    if len(data) > LARGEST:
        raise RefusedError("检查结果太大。")
    return data


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


def write(handover: Handover, run: Run, edit: str, log: str, preview: str) -> str:
    """The comment. `edit` is the address to which a path is joined to change a file, `log` that of the run,
    `preview` that of the site's preview; empty where there is none."""
    errors, warnings = (
        [finding for finding in handover.findings if finding.severity == severity] for severity in WORDS
    )
    parts = [MARK, f"### {_verdict(len(errors), len(warnings), run.passed and handover.complete)}"]
    if not handover.complete or not (run.passed or errors):
        parts.append(
            f"检查或构建没有跑完，这里的结果可能不全。请维护人员看[运行记录]({log})，投稿人先等一等。"
        )
    tail = [f"检查的是 {run.sha[:10]} 这一版。改好保存以后会自动再查一遍，这条留言跟着更新，不用重新交稿。"]
    if preview:
        tail.append(
            f"**预览**：[下载网站预览]({preview})（压缩包，保存 14 天，要登录），解压以后打开里面的 index.html。"
        )
    elif errors:
        tail.append("**预览**：错误改完以后才有。")
    room = ROOM - sum(map(len, parts + tail))
    if handover.findings:
        parts.append(_listing([*_by_place(errors), *_by_place(warnings)], edit, log, room))
    return "\n\n".join(parts + tail) + "\n"


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
            lines += ["", f"还有 {len(findings) - shown} 处写不下了，见[运行记录]({log})；先改上面这些。"]
            break
        lines += block
        last = finding
    return "\n".join(lines).strip()


def _item(finding: Finding) -> str:
    place = f"第 {finding.line} 行" if finding.line else "整个文件"
    why = f"（依据：{plain(finding.why)}）" if finding.why else ""
    return f"- {place}：{plain(finding.what)}{why}<br>怎么改：{plain(finding.mend)}"


def _link(edit: str, path: str) -> str:
    """A link that opens the file for editing, where the path is one that GitHub can open."""
    if not edit or not path.endswith((".md", ".yml")) or not {"", ".", ".."}.isdisjoint(path.split("/")):
        return ""
    return f"　[打开修改]({edit}{quote(path, safe='/')})"


class Api:
    """GitHub's REST API, version 2022-11-28, for one repository."""

    def __init__(self, base: str, repository: str, token: str) -> None:
        if urlsplit(base).scheme not in ("http", "https"):
            raise RefusedError("GITHUB_API_URL 不是网址。")
        self.base = f"{base}/repos/{repository}"
        self.token = token
        self._open = urllib.request.build_opener(_NoRedirect)

    def get(self, path: str) -> Any:
        return self._answer("GET", path)

    def send(self, method: str, path: str, body: str) -> None:
        self._answer(method, path, json.dumps({"body": body}).encode())

    def archive(self, artifact: int) -> bytes:
        """An artifact's archive: GitHub points to where it is stored, and the token is not for there."""
        request = self._request("GET", f"/actions/artifacts/{artifact}/zip")
        try:
            with self._open.open(request, timeout=60) as answer:
                return self._limited(answer)
        except urllib.error.HTTPError as pointer:
            place = pointer.headers.get("Location", "") if pointer.code in REDIRECTS else ""
            if not place:
                raise
        if urlsplit(place).scheme not in {"https", urlsplit(self.base).scheme}:
            raise RefusedError("检查结果存放的地址不对。")
        with self._open.open(place, timeout=60) as answer:
            return self._limited(answer)

    def _answer(self, method: str, path: str, body: bytes | None = None) -> Any:
        with self._open.open(self._request(method, path, body), timeout=60) as answer:
            return json.loads(self._limited(answer, 4 * LARGEST))

    def _request(self, method: str, path: str, body: bytes | None = None) -> urllib.request.Request:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self.token}",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": "fanzha-column",
        }
        return urllib.request.Request(f"{self.base}{path}", body, headers, method=method)  # noqa: S310 - see __init__

    def _limited(self, answer: Any, most: int = LARGEST) -> bytes:
        data: bytes = answer.read(most + 1)
        if len(data) > most:
            raise RefusedError("收到的数据太大。")
        return data


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """urllib would send the token along to wherever it is pointed."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _artifacts(api: Api, run: Run) -> dict[str, int]:
    """The run's artifacts that can still be had: name to id. The one of checks is refused when too large."""
    found = api.get(f"/actions/runs/{run.id}/artifacts?per_page=100")["artifacts"]
    kept = {item["name"]: item for item in found if not item.get("expired")}
    if "handover" not in kept:
        raise NothingToDoError("这次检查没有留下结果（可能被取消了），不留言。")
    if kept["handover"]["size_in_bytes"] > LARGEST:
        raise RefusedError("检查结果太大。")
    return {name: int(item["id"]) for name, item in kept.items()}


def _head(api: Api, repository: str, handover: Handover, run: Run) -> Mapping[str, Any]:
    """Where the pull request comes from, once it is sure that the run has checked its newest commit."""
    try:
        pull = api.get(f"/pulls/{handover.number}")
    except urllib.error.HTTPError as answer:
        if answer.code == 404:
            raise RefusedError(f"没有编号为 {handover.number} 的投稿。") from None
        raise
    if pull["head"]["sha"] != run.sha or pull["base"]["repo"]["full_name"] != repository:
        raise NothingToDoError(f"{handover.number} 号投稿的最新一版不是这次检查的那一版，不留言。")
    if pull["state"] != "open":
        raise NothingToDoError(f"{handover.number} 号投稿已经关闭，不留言。")
    head: Mapping[str, Any] = pull["head"]
    return head


def _earlier(api: Api, number: int) -> Mapping[str, Any] | None:
    """The comment that an earlier run made: only one by the workflow itself counts, whatever others write."""
    for page in range(1, MOST_PAGES + 1):
        comments = api.get(f"/issues/{number}/comments?per_page=100&page={page}")
        for comment in comments:
            if (comment["user"] or {}).get("login") == AUTHOR and comment["body"].startswith(MARK):
                found: Mapping[str, Any] = comment
                return found
        if len(comments) < 100:
            return None
    return None


def comment(api: Api, event: Mapping[str, Any], repository: str, server: str) -> str:
    """Make the comment or bring it up to date; what was done, in Chinese."""
    run = Run.of(event)
    artifacts = _artifacts(api, run)
    handover = parse(unpack(api.archive(artifacts["handover"])))
    head = _head(api, repository, handover, run)
    log = f"{server}/{repository}/actions/runs/{run.id}"
    preview = f"{log}/artifacts/{artifacts['preview']}" if "preview" in artifacts else ""
    source = head["repo"]  # None when the contributor has deleted the fork
    edit = f"{server}/{source['full_name']}/edit/{quote(head['ref'], safe='/')}/" if source else ""
    body = write(handover, run, edit, log, preview)
    earlier = _earlier(api, handover.number)
    if earlier is None:
        api.send("POST", f"/issues/{handover.number}/comments", body)
        return f"在 {handover.number} 号投稿下留了言。"
    if earlier["body"].strip() != body.strip():
        api.send("PATCH", f"/issues/comments/{int(earlier['id'])}", body)
    return f"更新了 {handover.number} 号投稿下的留言。"


def main() -> int:
    repository = os.environ["GITHUB_REPOSITORY"]
    try:
        api = Api(os.environ["GITHUB_API_URL"], repository, os.environ["GITHUB_TOKEN"])
        with open(os.environ["GITHUB_EVENT_PATH"], encoding="utf-8") as file:
            event = json.load(file)
        sys.stdout.write(comment(api, event, repository, os.environ["GITHUB_SERVER_URL"]) + "\n")
    except NothingToDoError as reason:
        sys.stdout.write(f"{reason}\n")
    except RefusedError as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except (urllib.error.URLError, TimeoutError, KeyError, TypeError, ValueError) as fault:
        sys.stderr.write(f"GitHub 没有照常回答：{fault!r}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
