"""Write what the check found into the pull request: one comment, in plain Chinese, brought up to date on each push.

On GitHub it runs on the default branch, after the check, with a token that may write. The findings come from the
artifact of a run in which the contributor's code was at work, so they are hostile until shown otherwise: of limited
size, of a known form, for the pull request whose newest commit the run has checked, and escaped. On Forgejo and Gitea
(`--forge forgejo`, or `FORGE`), where all who write have accounts of the bureau, it is the last step of the check itself
and reads the file that `make handover` left. The standard library alone.

Exit code 0 when the comment stands or there is nothing to comment on, 1 when the data was refused or the forge did not
answer as it should.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import urllib.error
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ci.comment_text import MARK, write
from ci.forge_api import FORGES, MOST_PAGES, Api
from ci.handover import LARGEST, Handover, NothingToDoError, RefusedError, Run, parse, unpack

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = (
    "GITHUB_REPOSITORY",
    "GITHUB_API_URL",
    "GITHUB_TOKEN",
    "GITHUB_EVENT_PATH",
    "GITHUB_SERVER_URL",
)
"""What a run has on GitHub and, by the same names, on Forgejo and Gitea."""
CONTENT = ("briefings/", "cases/", "docs/")
"""Where contributions lie; what lies elsewhere is the program or sets it."""


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
    pages = list(api.pages(f"/pulls/{number}/files"))
    if len(pages) == MOST_PAGES:
        return ["（文件太多，没有列全）"]
    files = [file for page in pages for file in page]
    changed = {name for file in files for name in (file["filename"], file.get("previous_filename")) if name}
    return sorted(name for name in changed if not name.startswith(CONTENT))


def _earlier(api: Api, number: int) -> Mapping[str, Any] | None:
    """The comment that an earlier run made: only one by the workflow itself counts, whatever others write."""
    for comments in api.pages(f"/issues/{number}/comments"):
        for comment in comments:
            if (comment["user"] or {}).get("login") in api.forge.authors and comment["body"].startswith(MARK):
                return comment
    return None


def after_check(api: Api, event: Mapping[str, Any], repository: str, server: str) -> str:
    """GitHub: comment on what another run has left as an artifact; what was done, in Chinese."""
    run = Run.of(event)
    artifacts = _artifacts(api, run)
    handover = parse(unpack(api.archive(artifacts["handover"])))
    head = _head(api, repository, handover, run)
    log = f"{server}/{repository}/actions/runs/{run.id}"
    preview = f"{log}/artifacts/{artifacts['preview']}" if "preview" in artifacts else ""
    edit = _edit(api, server, head, quote(head["ref"], safe="/"))
    return _comment(api, handover, run, edit, log, preview)


def in_check(api: Api, event: Mapping[str, Any], repository: str, server: str) -> str:
    """Forgejo and Gitea: comment on what this run has found; what was done, in Chinese."""
    handover = parse(_file().read_bytes())
    if int(event["pull_request"]["number"]) != handover.number:
        raise RefusedError("检查结果不是这次投稿的。")
    run = _run(handover, str(event["pull_request"]["head"]["sha"]))
    head = _head(api, repository, handover, run)
    number = os.environ.get("GITHUB_RUN_NUMBER", "")
    log = f"{server}/{repository}/actions/runs/{int(number)}" if number.isdigit() else ""
    return _comment(api, handover, run, _edit(api, server, head, quote(head["ref"], safe="/")), log, "")


def _edit(api: Api, server: str, head: Mapping[str, Any], branch: str) -> str:
    source = head["repo"]  # None when the contributor has deleted the fork
    return f"{server}/{source['full_name']}/{api.forge.edit}/{branch}/" if source else ""


def _comment(api: Api, handover: Handover, run: Run, edit: str, log: str, preview: str) -> str:
    """Make the comment or bring it up to date."""
    body = write(handover, run, edit, log, preview, _changed_code(api, handover.number))
    earlier = _earlier(api, handover.number)
    if earlier is None:
        api.send("POST", f"/issues/{handover.number}/comments", body)
        return f"在 {handover.number} 号投稿下留了言。"
    if earlier["body"].strip() != body.strip():
        api.send("PATCH", f"/issues/comments/{int(earlier['id'])}", body)
    return f"更新了 {handover.number} 号投稿下的留言。"


def _file() -> Path:
    """Where `make handover` leaves what was found."""
    return Path(os.environ.get("HANDOVER") or ROOT / ".cache" / "handover.json")


def _run(handover: Handover, sha: str) -> Run:
    """This run itself, told by what it found."""
    return Run(0, sha, all(finding.severity != "error" for finding in handover.findings))


def printed(file: Path, sha: str) -> str:
    """The comment on what was handed over in `file`, to be posted by hand. Raises `RefusedError`."""
    handover = parse(file.read_bytes())
    return write(handover, _run(handover, sha), "", "", "")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="把检查结果写成合并请求下的一条留言。")
    parser.add_argument("--stdout", action="store_true", help="只打印，不发送")
    parser.add_argument(
        "--forge", choices=FORGES, default=os.environ.get("FORGE") or "github", help="哪种平台"
    )
    options = parser.parse_args(arguments)
    if options.stdout:
        return _print()
    if options.forge not in FORGES:  # a default is not looked at by argparse
        sys.stderr.write(f"FORGE 应当是 {'、'.join(FORGES)} 中的一个，不是“{options.forge}”。\n")
        return 1
    if lacking := [name for name in ENVIRONMENT if name not in os.environ]:
        sys.stderr.write(f"这条命令由工作流运行，缺少环境变量：{'、'.join(lacking)}。\n")
        return 1
    forge = FORGES[options.forge]
    repository, server = os.environ["GITHUB_REPOSITORY"], os.environ["GITHUB_SERVER_URL"].rstrip("/")
    comment = after_check if options.forge == "github" else in_check
    try:
        api = Api(forge, os.environ["GITHUB_API_URL"], repository, os.environ["GITHUB_TOKEN"])
        with open(os.environ["GITHUB_EVENT_PATH"], encoding="utf-8") as file:
            event = json.load(file)
        sys.stdout.write(comment(api, event, repository, server) + "\n")
    except NothingToDoError as reason:
        sys.stdout.write(f"{reason}\n")
    except FileNotFoundError as fault:
        sys.stderr.write(f"没有 {fault.filename}，请先运行 make handover。\n")
        return 1
    except RefusedError as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except urllib.error.HTTPError as fault:
        if fault.code == 403 and options.forge == "forgejo":
            # forgejo.org/docs, "on.pull_request": from a fork the automatic token only has read permissions.
            sys.stdout.write("令牌没有留言的权限（从复刻交来的投稿都没有）。留言的全文是：\n\n")
            return _print()
        sys.stderr.write(f"{forge.name} 没有照常回答：{fault!r}\n")
        return 1
    except (urllib.error.URLError, TimeoutError, KeyError, TypeError, ValueError) as fault:
        sys.stderr.write(f"{forge.name} 没有照常回答：{fault!r}\n")
        return 1
    return 0


def _print() -> int:
    head = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], check=False, capture_output=True)
    try:
        sys.stdout.write(printed(_file(), head.stdout.decode().strip()))
    except FileNotFoundError as fault:
        sys.stderr.write(f"没有 {fault.filename}，请先运行 make handover。\n")
        return 1
    except RefusedError as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
