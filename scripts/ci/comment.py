"""Write what the check found into the pull request: one comment, in plain Chinese, brought up to date on each push.

Runs on the default branch, after the check, with a token that may write. The findings come from the artifact of a run
in which the contributor's code was at work, so they are hostile until shown otherwise: of limited size, of a known
form, for the pull request whose newest commit the run has checked, and escaped. The standard library alone.

Exit code 0 when the comment stands or there is nothing to comment on, 1 when the data was refused or GitHub
did not answer as it should.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from ci.comment_text import MARK, write
from ci.handover import LARGEST, Handover, NothingToDoError, RefusedError, Run, parse, unpack

ROOT = Path(__file__).resolve().parents[2]
AUTHOR = "github-actions[bot]"
"""Who the workflow's token writes as."""
MOST_PAGES = 30
ENVIRONMENT = (
    "GITHUB_REPOSITORY",
    "GITHUB_API_URL",
    "GITHUB_TOKEN",
    "GITHUB_EVENT_PATH",
    "GITHUB_SERVER_URL",
)
CONTENT = ("briefings/", "cases/", "docs/")
"""Where contributions lie; what lies elsewhere is the program or sets it."""
REDIRECTS = {301, 302, 303, 307, 308}


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


def _changed_code(api: Api, number: int) -> list[str]:
    """The files that the pull request changes and that are no contributions. Where there are any, what was checked and
    built was checked and built by the contributor's own program. GitHub lists 3,000 files at most."""
    changed: list[str] = []
    for page in range(1, MOST_PAGES + 1):
        files = api.get(f"/pulls/{number}/files?per_page=100&page={page}")
        changed += [
            name for file in files for name in (file["filename"], file.get("previous_filename")) if name
        ]
        if len(files) < 100:
            return sorted({name for name in changed if not name.startswith(CONTENT)})
    return ["（文件太多，没有列全）"]


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
    code = _changed_code(api, handover.number)
    body = write(handover, run, edit, log, preview, code)
    earlier = _earlier(api, handover.number)
    if earlier is None:
        api.send("POST", f"/issues/{handover.number}/comments", body)
        return f"在 {handover.number} 号投稿下留了言。"
    if earlier["body"].strip() != body.strip():
        api.send("PATCH", f"/issues/comments/{int(earlier['id'])}", body)
    return f"更新了 {handover.number} 号投稿下的留言。"


def printed(file: Path, sha: str) -> str:
    """The comment on what was handed over in `file`, for another forge than GitHub. Raises `RefusedError`."""
    handover = parse(file.read_bytes())
    passed = all(finding.severity != "error" for finding in handover.findings)
    return write(handover, Run(0, sha, passed), "", "", "")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="把检查结果写成合并请求下的一条留言。")
    parser.add_argument("--stdout", action="store_true", help="只打印，不发送（不用 GitHub 的时候）")
    if parser.parse_args(arguments).stdout:
        return _print()
    if lacking := [name for name in ENVIRONMENT if name not in os.environ]:
        sys.stderr.write(f"这条命令由工作流运行，缺少环境变量：{'、'.join(lacking)}。\n")
        return 1
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


def _print() -> int:
    file = Path(os.environ.get("HANDOVER") or ROOT / ".cache" / "handover.json")
    head = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], check=False, capture_output=True)
    try:
        sys.stdout.write(printed(file, head.stdout.decode().strip()))
    except FileNotFoundError:
        sys.stderr.write(f"没有 {file}，请先运行 make handover。\n")
        return 1
    except RefusedError as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
