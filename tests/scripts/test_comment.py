"""How the comment on a pull request is written, brought up to date or left, by a server that plays GitHub."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ci import comment, comment_text, handover
from support.findings import PATH, finding, packed, told
from support.forge_server import serving

REPOSITORY = "wuwei/column"
BOT = "github-actions[bot]"
SHA = "0123456789abcdef0123456789abcdef01234567"


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
    files: list[dict[str, Any]] = field(default_factory=lambda: [{"filename": PATH}])
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
            case "GET", "/pulls/12/files":
                page = int(parse_qs(parts.query)["page"][0])
                return 200, self.files[100 * (page - 1) : 100 * page]
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
    state.archive = packed(json.dumps(told(finding())).encode())
    event = tmp_path / "event.json"
    event.write_text(
        json.dumps(
            {"workflow_run": {"id": 99, "head_sha": SHA, "event": "pull_request", "conclusion": "failure"}}
        )
    )
    with serving(state.answer) as state.address:
        for name, value in {
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": state.address,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_TOKEN": "secret",
            "GITHUB_EVENT_PATH": str(event),
        }.items():
            monkeypatch.setenv(name, value)
        yield state


# How it deals with GitHub


def test_the_first_comment(github: GitHub) -> None:
    assert comment.main([]) == 0
    ((place, text),) = github.writes
    assert place == "POST comments"
    assert text.startswith(comment_text.MARK)
    assert "https://github.example/wuwei/column/actions/runs/99/artifacts/6" in text
    assert f"https://github.example/zhangsan/column/edit/my%20%28branch%29/{PATH}" in text


def test_the_token_is_not_sent_to_where_the_archive_is_stored(github: GitHub) -> None:
    assert comment.main([]) == 0
    assert not github.stolen


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ([{"filename": "hooks/column/rules/links.py"}], "hooks/column/rules/links.py"),
        ([{"filename": "mkdocs.yml"}], "mkdocs.yml"),
        (
            [{"filename": f"briefings/wucheng/{n}.md"} for n in range(150)] + [{"filename": "Makefile"}],
            "Makefile",
        ),
        ([{"filename": "docs/a.md", "previous_filename": "scripts/check.py"}], "scripts/check.py"),
        ([{"filename": f"cases/{n}.md"} for n in range(3000)], "文件太多"),
    ],
)
def test_what_a_changed_program_has_made_is_not_offered_as_ours(
    github: GitHub, files: list[dict[str, Any]], named: str
) -> None:
    github.files = files
    assert comment.main([]) == 0
    ((_, text),) = github.writes
    assert "**这次投稿改动了程序" in text
    assert named in html.unescape(text)
    assert "artifacts/6" not in text
    github.files = [{"filename": PATH}, {"filename": "docs/plan.md"}]
    github.writes.clear()
    assert comment.main([]) == 0
    assert "改动了程序" not in github.writes[0][1]
    assert "artifacts/6" in github.writes[0][1]


def by(login: str, body: str, id: int = 7) -> dict[str, Any]:
    return {"id": id, "user": {"login": login}, "body": body}


def test_an_earlier_comment_is_brought_up_to_date(github: GitHub) -> None:
    others = [by("lisi", f"{comment_text.MARK} 我的", number) for number in range(150)]
    github.comments = [
        *others,
        by(BOT, "别的留言", 200),
        by(BOT, f"{comment_text.MARK}\n旧", 201),
    ]
    assert comment.main([]) == 0
    assert [place for place, _ in github.writes] == ["PATCH 201"]


def test_the_same_comment_is_not_written_again(github: GitHub) -> None:
    assert comment.main([]) == 0
    github.comments = [{"id": 1, "user": None, "body": ""}, by(BOT, github.writes[0][1].strip())]
    assert comment.main([]) == 0
    assert len(github.writes) == 1


def test_a_deleted_fork_has_nothing_to_edit(github: GitHub) -> None:
    github.pull["head"]["repo"] = None
    assert comment.main([]) == 0
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
    assert comment.main([]) == 0
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
    assert comment.main([]) == 1
    assert github.writes == []
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_refused_token_is_told(
    github: GitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "wrong")
    assert comment.main([]) == 1
    assert "401" in capsys.readouterr().err


def test_a_run_of_another_event_is_let_be(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = tmp_path / "other.json"
    event.write_text(json.dumps({"workflow_run": {"event": "push"}}))
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    assert comment.main([]) == 0
    assert github.writes == []


# Where there is no GitHub


def test_the_comment_is_printed_for_another_forge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "handover.json"
    monkeypatch.setenv("HANDOVER", str(file))
    assert comment.main(["--stdout"]) == 1
    assert "make handover" in capsys.readouterr().err
    file.write_text(json.dumps(told(finding())))
    assert comment.main(["--stdout"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(comment_text.MARK)
    assert "1 处错误必须改" in text
    assert "]()" not in text
    file.write_text("[]")
    assert comment.main(["--stdout"]) == 1
