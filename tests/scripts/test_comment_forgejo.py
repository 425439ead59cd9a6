"""The comment on Forgejo and Gitea, by a server that answers as their documentation says (forgejo.org/docs, "API usage";
docs.gitea.com, "API"): pages of fifty at most, an issue's comments all at once, no artifacts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ci import comment, comment_text
from support.findings import PATH, finding, told
from support.forge_server import serving

REPOSITORY = "xuanchuan/column"
SHA = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Forgejo:
    """The part of Forgejo that the script speaks to, and what was asked of it."""

    pull: dict[str, Any] = field(
        default_factory=lambda: {
            "number": 12,
            "state": "open",
            "head": {"sha": SHA, "ref": "tougao/a", "repo": {"full_name": REPOSITORY}},
            "base": {"repo": {"full_name": REPOSITORY}},
        }
    )
    files: list[dict[str, Any]] = field(default_factory=lambda: [{"filename": PATH}])
    comments: list[dict[str, Any]] = field(default_factory=list)
    writes: list[tuple[str, str]] = field(default_factory=list)
    read_only: bool = False

    def answer(self, method: str, address: str, token: str, body: bytes) -> tuple[int, Any]:
        parts = urlsplit(address)
        if token != "token secret":
            return 401, {"message": "token is required"}
        match method, parts.path.removeprefix(f"/api/v1/repos/{REPOSITORY}"):
            case "GET", "/pulls/12":
                return 200, self.pull
            case "GET", "/pulls/12/files":
                asked = parse_qs(parts.query)
                page, size = int(asked["page"][0]), min(50, int(asked["limit"][0]))
                return 200, self.files[size * (page - 1) : size * page]
            case "GET", "/issues/12/comments":
                return 200, self.comments
            case ("POST", "/issues/12/comments") | ("PATCH", _):
                if self.read_only:
                    return 403, {"message": "token does not have at least one of required scope(s)"}
                self.writes.append((f"{method} {parts.path.rpartition('/')[2]}", json.loads(body)["body"]))
                return (201, {"id": 7}) if method == "POST" else (204, b"")
        return 404, {}


@pytest.fixture
def forgejo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forgejo]:
    state = Forgejo()
    event, handover = tmp_path / "event.json", tmp_path / "handover.json"
    event.write_text(json.dumps({"action": "synchronized", "pull_request": state.pull}))
    handover.write_text(json.dumps(told(finding())))
    with serving(state.answer) as address:
        for name, value in {
            "FORGE": "forgejo",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": f"{address}/api/v1",
            "GITHUB_SERVER_URL": "http://git.internal.example/",
            "GITHUB_TOKEN": "secret",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_RUN_NUMBER": "34",
            "HANDOVER": str(handover),
        }.items():
            monkeypatch.setenv(name, value)
        yield state


def by(login: str, body: str, id: int) -> dict[str, Any]:
    return {"id": id, "user": {"login": login}, "body": body}


def test_the_first_comment(forgejo: Forgejo) -> None:
    assert comment.main([]) == 0
    ((place, text),) = forgejo.writes
    assert place == "POST comments"
    assert text.startswith(comment_text.MARK)
    assert "1 处错误必须改" in text
    assert f"http://git.internal.example/{REPOSITORY}/_edit/tougao/a/{PATH}" in text
    assert SHA[:10] in text


@pytest.mark.parametrize("author", ["forgejo-actions", "gitea-actions"])
def test_an_earlier_comment_is_brought_up_to_date(forgejo: Forgejo, author: str) -> None:
    others = [by("lisi", f"{comment_text.MARK} 我的", number) for number in range(150)]
    forgejo.comments = [*others, by(author, f"{comment_text.MARK}\n旧", 201)]
    assert comment.main([]) == 0
    assert [place for place, _ in forgejo.writes] == ["PATCH 201"]
    forgejo.comments[-1]["body"] = forgejo.writes[0][1]
    assert comment.main([]) == 0
    assert len(forgejo.writes) == 1


def test_nobody_else_is_written_over(forgejo: Forgejo) -> None:
    forgejo.comments = [by("github-actions[bot]", comment_text.MARK, number) for number in range(150)]
    assert comment.main([]) == 0
    assert [place for place, _ in forgejo.writes] == ["POST comments"]


def test_a_changed_program_is_named_from_the_second_page_too(forgejo: Forgejo) -> None:
    forgejo.files = [{"filename": f"cases/{n}.md"} for n in range(60)] + [{"filename": "Makefile"}]
    assert comment.main([]) == 0
    assert "**这次投稿改动了程序（Makefile）" in forgejo.writes[0][1]


def test_a_token_that_may_only_read_leaves_the_comment_in_the_log(
    forgejo: Forgejo, capsys: pytest.CaptureFixture[str]
) -> None:
    forgejo.read_only = True
    assert comment.main([]) == 0
    text = capsys.readouterr().out
    assert "没有留言的权限" in text
    assert "1 处错误必须改" in text


def test_what_was_found_in_another_pull_request_is_refused(forgejo: Forgejo, tmp_path: Path) -> None:
    (tmp_path / "handover.json").write_text(json.dumps(told(number=13)))
    assert comment.main([]) == 1
    assert forgejo.writes == []


def test_a_closed_one_is_let_be(forgejo: Forgejo) -> None:
    forgejo.pull["state"] = "closed"
    assert comment.main([]) == 0
    assert forgejo.writes == []


def test_where_nothing_was_handed_over(
    forgejo: Forgejo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "handover.json").unlink()
    assert comment.main([]) == 1
    assert "make handover" in capsys.readouterr().err


def test_a_refused_token_and_an_unknown_forge_are_told(
    forgejo: Forgejo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "wrong")
    assert comment.main([]) == 1
    assert "Forgejo 没有照常回答" in capsys.readouterr().err
    monkeypatch.setenv("FORGE", "gitee")
    assert comment.main([]) == 1
    assert "gitee" in capsys.readouterr().err
