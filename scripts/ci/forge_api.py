"""The REST APIs of GitHub (version 2022-11-28) and of Forgejo and Gitea (`/api/v1`), as far as a comment needs them.

The standard library alone. Every call raises `urllib.error.HTTPError` where the forge refuses it.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ci.handover import LARGEST, RefusedError

MOST_PAGES = 30
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Forge:
    """How a forge differs: its name for people, the scheme of its token, the parameter for the size of a page, who the
    workflow's token writes as, the part of an address that opens a file for editing, and further headers."""

    name: str
    scheme: str
    size: str
    authors: frozenset[str]
    edit: str
    headers: Mapping[str, str]


FORGES = {
    "github": Forge(
        "GitHub",
        "Bearer",
        "per_page",
        frozenset({"github-actions[bot]"}),
        "edit",
        {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"},
    ),
    # forgejo.org/docs, "Token authentication"; the workflow's user was gitea-actions before Forgejo named it anew.
    "forgejo": Forge(
        "Forgejo",
        "token",
        "limit",
        frozenset({"forgejo-actions", "gitea-actions"}),
        "_edit",
        {"Accept": "application/json", "Content-Type": "application/json"},
    ),
}


class Api:
    """The API of one repository at `base`, an address such as `https://api.github.com`."""

    def __init__(self, forge: Forge, base: str, repository: str, token: str) -> None:
        if urlsplit(base).scheme not in ("http", "https"):
            raise RefusedError("GITHUB_API_URL 不是网址。")
        self.forge = forge
        self.base = f"{base.rstrip('/')}/repos/{repository}"
        self.token = token
        self._open = urllib.request.build_opener(_NoRedirect)

    def get(self, path: str) -> Any:
        return json.loads(self._answer("GET", path))

    def pages(self, path: str) -> Iterator[list[Mapping[str, Any]]]:
        """The pages of a list, at most `MOST_PAGES`. Forgejo gives fewer entries than are asked for, and the comments of
        an issue all at once whatever page is asked for: the end is an empty page, or the same one again."""
        last: list[Mapping[str, Any]] = []
        for page in range(1, MOST_PAGES + 1):
            entries = self.get(f"{path}?{self.forge.size}=100&page={page}")
            if not entries or entries == last:
                return
            yield entries
            last = entries

    def send(self, method: str, path: str, body: str) -> None:
        self._answer(method, path, json.dumps({"body": body}).encode())

    def archive(self, artifact: int) -> bytes:
        """An artifact's archive: GitHub points to where it is stored, and the token is not for there."""
        request = self._request("GET", f"/actions/artifacts/{artifact}/zip")
        try:
            with self._open.open(request, timeout=60) as answer:
                return _limited(answer)
        except urllib.error.HTTPError as pointer:
            place = pointer.headers.get("Location", "") if pointer.code in REDIRECTS else ""
            if not place:
                raise
        if urlsplit(place).scheme not in {"https", urlsplit(self.base).scheme}:
            raise RefusedError("检查结果存放的地址不对。")
        with self._open.open(place, timeout=60) as answer:
            return _limited(answer)

    def _answer(self, method: str, path: str, body: bytes | None = None) -> bytes:
        with self._open.open(self._request(method, path, body), timeout=60) as answer:
            return _limited(answer, 4 * LARGEST)

    def _request(self, method: str, path: str, body: bytes | None = None) -> urllib.request.Request:
        headers = {
            **self.forge.headers,
            "Authorization": f"{self.forge.scheme} {self.token}",
            "User-Agent": "fanzha-column",
        }
        return urllib.request.Request(f"{self.base}{path}", body, headers, method=method)  # noqa: S310 - see __init__


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """urllib would send the token along to wherever it is pointed."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _limited(answer: Any, most: int = LARGEST) -> bytes:
    data: bytes = answer.read(most + 1)
    if len(data) > most:
        raise RefusedError("收到的数据太大。")
    return data
