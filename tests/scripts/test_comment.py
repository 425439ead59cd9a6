"""The comment on a pull request: what it says, what it refuses, and how it deals with a server that plays GitHub."""

from __future__ import annotations

import html
import io
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci import comment, comment_text, handover
from column.model.problems import Problem, Severity

REPOSITORY = "wuwei/column"
SHA = "0123456789abcdef0123456789abcdef01234567"
PATH = "briefings/wucheng/2026-03-05-shequ/index.md"


def finding(**changes: Any) -> dict[str, Any]:
    return {
        "path": PATH,
        "line": 3,
        "column": 5,
        "rule": "phone",
        "what": "写了手机号码 138****5678。",
        "mend": "删去，或写“联系电话（略）”。",
        "why": "个人信息保护法",
        "severity": "error",
    } | changes


def told(*findings: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"number": 12, "complete": True, "findings": list(findings)} | changes


def packed(data: bytes, name: str = "handover.json", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method) as files:
        files.writestr(name, data)
    return archive.getvalue()


@dataclass
class GitHub:
    """The part of GitHub that the script speaks to, and what was asked of it."""

    address: str = ""
    archive: bytes = b""
    artifacts: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"name": "handover", "id": 5, "size_in_bytes": 900, "expired": False},
            {"name": "preview", "id": 6, "size_in_bytes": 9_000_000, "expired": False},
        ]
    )
    pull: dict[str, Any] = field(
        default_factory=lambda: {
            "state": "open",
            "head": {"sha": SHA, "ref": "my (branch)", "repo": {"full_name": "zhangsan/column"}},
            "base": {"repo": {"full_name": REPOSITORY}},
        }
    )
    comments: list[dict[str, Any]] = field(default_factory=list)
    writes: list[tuple[str, str]] = field(default_factory=list)
    location: str = ""
    stolen: bool = False

    def answer(self, method: str, address: str, token: str, body: bytes) -> tuple[int, Any]:
        parts = urlsplit(address)
        if parts.path == "/blob":
            self.stolen = bool(token)
            return 200, self.archive
        if token != "Bearer secret":
            return 401, {}
        match method, parts.path.removeprefix(f"/repos/{REPOSITORY}"):
            case "GET", "/actions/runs/99/artifacts":
                return 200, {"artifacts": self.artifacts}
            case "GET", "/actions/artifacts/5/zip":
                return 302, self.location or f"{self.address}/blob"
            case "GET", "/pulls/12":
                return 200, self.pull
            case "GET", "/issues/12/comments":
                page = int(parse_qs(parts.query)["page"][0])
                return 200, self.comments[100 * (page - 1) : 100 * page]
            case ("POST", "/issues/12/comments") | ("PATCH", _):
                text = json.loads(body)["body"]
                self.writes.append((f"{method} {parts.path.rpartition('/')[2]}", text))
                return 201, {"body": text}
        return 404, {}


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    state = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            code, answer = state.answer(self.command, self.path, self.headers.get("Authorization", ""), body)
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(code)
            if code == 302:
                self.send_header("Location", answer)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _serve  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    state.archive = packed(json.dumps(told(finding())).encode())
    event = tmp_path / "event.json"
    event.write_text(
        json.dumps(
            {"workflow_run": {"id": 99, "head_sha": SHA, "event": "pull_request", "conclusion": "failure"}}
        )
    )
    for name, value in {
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_API_URL": state.address,
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_TOKEN": "secret",
        "GITHUB_EVENT_PATH": str(event),
    }.items():
        monkeypatch.setenv(name, value)
    yield state
    server.shutdown()
    server.server_close()


# What it says


def written(*findings: dict[str, Any], passed: bool = False, complete: bool = True, preview: str = "") -> str:
    taken = handover.parse(json.dumps(told(*findings, complete=complete)).encode())
    return comment_text.write(
        taken, handover.Run(99, SHA, passed), "https://g.example/edit/main/", "LOG", preview
    )


def test_errors_come_first_by_file_and_line_then_warnings() -> None:
    text = written(
        finding(path="cases/b.md", line=2, what="乙二"),
        finding(path="cases/a.md", line=9, what="甲九"),
        finding(path="cases/a.md", line=1, what="提醒甲", severity="warning"),
        finding(path="cases/a.md", line=0, what="甲零"),
    )
    order = ["3 处错误必须改，1 处提醒", "错误（必须改）", "甲零", "甲九", "乙二", "提醒（", "提醒甲"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "整个文件：甲零" in text
    assert "第 9 行：甲九" in text
    assert text.count("**cases&#47;a&#46;md**") == 2


def test_each_finding_says_what_why_and_how() -> None:
    text = html.unescape(written(finding()))
    assert (
        "第 3 行：写了手机号码 138****5678。（依据：个人信息保护法）<br>怎么改：删去，或写“联系电话（略）”。"
        in text
    )


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("检查通过，没有发现问题", {"passed": True}),
        ("检查没有通过", {"passed": False}),
        ("没有跑完", {"passed": False}),
        ("没有跑完", {"passed": True, "complete": False}),
        ("[下载网站预览](P)", {"passed": True, "preview": "P"}),
    ],
)
def test_without_findings(words: str, arguments: dict[str, Any]) -> None:
    assert words in written(**arguments)


def test_a_failed_run_with_errors_is_no_breakdown() -> None:
    text = written(finding())
    assert "没有跑完" not in text
    assert "错误改完以后才有" in text


def test_a_comment_has_room_for_what_github_takes() -> None:
    text = written(*(finding(line=line, what="很长。" * 300) for line in range(1, 400)))
    assert len(text) < 65_536
    assert re.search(r"还有 \d+ 处写不下了", text)
    assert "预览" in text
    shown = text.count("怎么改：")
    assert f"还有 {399 - shown} 处" in text


def test_what_the_check_writes_can_be_read() -> None:
    from column.project import report

    problem = Problem(PATH, 3, 0, "phone", "号码", "删去", "依据", Severity.WARNING)
    data = json.dumps(told(*json.loads(report.as_json([problem])))).encode()
    assert handover.parse(data).findings[0].severity == "warning"


# What a contributor writes stays text

HOSTILE = [
    "@wuwei/office 请看 @zhangsan",
    "见 #1 和 GH-2 和 wuwei/column#3",
    "http://evil.example www.evil.example a@evil.example",
    "[点这里](javascript:alert(1)) ![图](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)> <!-- --> </details> &lt;b&gt;",
    "`代码` **粗** _斜_ ~~删~~ | 表 | \n\n# 标题\n- 项\n> 引\n```\n",
    "\u202e反过来\u2066 \x00\x1b[31m\u200b",
    "第一行\r\n<!-- column:check -->\r\n第二行",
    "::error::x %0A",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    shown = comment_text.plain(text)
    assert "\n" not in shown
    page = markdown.markdown(f"- {shown}", extensions=["tables", "fenced_code"])
    assert set(re.findall(r"<(/?\w+)", page)) <= {"ul", "/ul", "li", "/li"}
    seen = html.unescape(shown)
    for trigger in (r"@\w", r"#\d", r"://", r"www\.", r"(?i)gh-\d", "[\u202a-\u202e\u2066-\u2069\x00-\x1f]"):
        assert not re.search(trigger, seen)


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    shown = comment_text.plain(text)
    assert re.fullmatch(r"(?:&#\d+;|[^!-/:-@\[-`{-~\n])*", shown)
    again = html.unescape(shown).replace("\u200b", "")
    assert again == html.unescape(comment_text.plain(again)).replace("\u200b", "")
    assert [char for char in again if char.isalnum()] == [char for char in text if char.isalnum()]


def test_a_hostile_path_becomes_no_link() -> None:
    assert "edit" not in written(finding(path="../../../evil/repo/settings.md"))
    assert "edit" not in written(finding(path="/evil.md"))
    assert "edit/main/cases/a%29%20%5Bx%5D%28y.md)" in written(finding(path="cases/a) [x](y.md"))


# What is refused

BAD: list[Any] = [
    [],
    None,
    {},
    told(number="12"),
    told(number=True),
    told(number=0),
    told(number=-1),
    told(number=12.0),
    told(number=10**12),
    told(complete="yes"),
    told(findings={}),
    told(findings=[[]]),
    told(findings=[{}] * 1001),
    told(finding(line="3")),
    told(finding(line=-1)),
    told(finding(line=True)),
    told(finding(severity="fatal")),
    told(finding(severity=["error"])),
    told(finding(what=None)),
    told(finding(what="长" * 3000)),
    told(finding(path="\ud800.md")),
    told({key: value for key, value in finding().items() if key != "why"}),
]


@pytest.mark.parametrize("data", BAD, ids=lambda data: str(data)[:60])
def test_data_of_another_form_is_refused(data: Any) -> None:
    with pytest.raises(handover.RefusedError):
        handover.parse(json.dumps(data).encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"1" * 5000, b'{"number": NaN}'])
def test_broken_json_is_refused(data: bytes) -> None:
    with pytest.raises(handover.RefusedError):
        handover.parse(data)


def bent(archive: bytes) -> bytes:
    """The archive with a broken stream of compressed bytes."""
    return archive[:45] + b"\xff" * 20 + archive[65:]


@pytest.mark.parametrize(
    "archive",
    [
        b"",
        b"PK\x03\x04",
        packed(b"{}", "other.json"),
        packed(b"{}", "../handover.json"),
        packed(b"{}", method=zipfile.ZIP_LZMA),
        packed(b" " * 6_000_000),
        bent(packed(bytes(range(256)) * 4)),
    ],
    ids=["empty", "cut", "other", "outside", "method", "bomb", "bent"],
)
def test_an_odd_archive_is_refused(archive: bytes) -> None:
    with pytest.raises(handover.RefusedError):
        handover.unpack(archive)


# How it deals with GitHub


def test_the_first_comment(github: GitHub) -> None:
    assert comment.main() == 0
    ((place, text),) = github.writes
    assert place == "POST comments"
    assert text.startswith(comment_text.MARK)
    assert "https://github.example/wuwei/column/actions/runs/99/artifacts/6" in text
    assert f"https://github.example/zhangsan/column/edit/my%20%28branch%29/{PATH}" in text


def test_the_token_is_not_sent_to_where_the_archive_is_stored(github: GitHub) -> None:
    assert comment.main() == 0
    assert not github.stolen


def by(login: str, body: str, id: int = 7) -> dict[str, Any]:
    return {"id": id, "user": {"login": login}, "body": body}


def test_an_earlier_comment_is_brought_up_to_date(github: GitHub) -> None:
    others = [by("lisi", f"{comment_text.MARK} 我的", number) for number in range(150)]
    github.comments = [
        *others,
        by(comment.AUTHOR, "别的留言", 200),
        by(comment.AUTHOR, f"{comment_text.MARK}\n旧", 201),
    ]
    assert comment.main() == 0
    assert [place for place, _ in github.writes] == ["PATCH 201"]


def test_the_same_comment_is_not_written_again(github: GitHub) -> None:
    assert comment.main() == 0
    github.comments = [{"id": 1, "user": None, "body": ""}, by(comment.AUTHOR, github.writes[0][1].strip())]
    assert comment.main() == 0
    assert len(github.writes) == 1


def test_a_deleted_fork_has_nothing_to_edit(github: GitHub) -> None:
    github.pull["head"]["repo"] = None
    assert comment.main() == 0
    assert "打开修改" not in github.writes[0][1]


def _other_sha(github: GitHub) -> None:
    github.pull["head"]["sha"] = "f" * 40


def _other_repository(github: GitHub) -> None:
    github.pull["base"]["repo"]["full_name"] = "someone/else"


def _closed(github: GitHub) -> None:
    github.pull["state"] = "closed"


def _nothing_kept(github: GitHub) -> None:
    github.artifacts = []


def _expired(github: GitHub) -> None:
    github.artifacts[0]["expired"] = True


@pytest.mark.parametrize("change", [_other_sha, _other_repository, _closed, _nothing_kept, _expired])
def test_where_there_is_nothing_to_comment_on(github: GitHub, change: Callable[[GitHub], None]) -> None:
    change(github)
    assert comment.main() == 0
    assert github.writes == []


def _declared_large(github: GitHub) -> None:
    github.artifacts[0]["size_in_bytes"] = 10**9


def _truly_large(github: GitHub) -> None:
    github.archive = b"x" * (handover.LARGEST + 1)


def _another_number(github: GitHub) -> None:
    github.archive = packed(json.dumps(told(number=13)).encode())


def _broken(github: GitHub) -> None:
    github.archive = packed(b"{")


def _stored_in_a_file(github: GitHub) -> None:
    github.location = "file:///etc/hostname"


def _nonsense(github: GitHub) -> None:
    github.pull = {"state": "open"}


@pytest.mark.parametrize(
    "change", [_declared_large, _truly_large, _another_number, _broken, _stored_in_a_file, _nonsense]
)
def test_what_is_refused_leaves_no_comment(
    github: GitHub, change: Callable[[GitHub], None], capsys: pytest.CaptureFixture[str]
) -> None:
    change(github)
    assert comment.main() == 1
    assert github.writes == []
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_refused_token_is_told(
    github: GitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "wrong")
    assert comment.main() == 1
    assert "401" in capsys.readouterr().err


def test_a_run_of_another_event_is_let_be(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = tmp_path / "other.json"
    event.write_text(json.dumps({"workflow_run": {"event": "push"}}))
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    assert comment.main() == 0
    assert github.writes == []
