"""Fake of the WeChat platform on loopback: keeps tokens, pictures, material and drafts; rejects what WeChat rejects.

It also serves a site (feeds and pictures) under `/site/`. Any call can be made to fail: see `Fault`.
"""

from __future__ import annotations

import email
import json
import os
import queue
import re
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from support.wechat import fake_checks
from support.wechat.fake_checks import WORDS, RejectionError

APPID, SECRET = "wx0123456789abcdef", "5ecre7" * 5
HANDED_OUT = "https://mmbiz.example.invalid/"


@dataclass(frozen=True)
class Fault:
    """How a call goes wrong: `code` is answered; `status` is the HTTP status; `garbage` is a page of HTML;
    `drop` closes the connection; `kill` ends the client's process. `after`: once it has had its effect."""

    kind: str
    code: int = 0
    after: bool = False


@dataclass
class Draft:
    media_id: str
    articles: list[dict[str, Any]]
    updated: int = 0


@dataclass
class State:
    tokens: dict[str, float] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    materials: dict[str, bytes] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    made: int = 0


class FakePlatform:
    """Use as a context manager. `plan(number, path)` gives the fault of each call, counted from 1, or None."""

    def __init__(self) -> None:
        self.state = State()
        self.calls: list[str] = []
        self.bodies: list[tuple[str, bytes]] = []
        self.files: dict[str, bytes] = {}
        self.missing: set[str] = set()
        self.pointers: dict[str, str] = {}
        """Where a file is said to be instead."""
        self.plan: Callable[[int, str], Fault | None] = lambda number, path: None
        self.allowed = True
        self.bare_lists = False
        self.victim: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._lock = threading.RLock()
        self._next = 0
        self._server = _Server(("127.0.0.1", 0), _handler(self))

    def __enter__(self) -> FakePlatform:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def site(self) -> str:
        return f"{self.url}/site/"

    @property
    def articles(self) -> list[dict[str, Any]]:
        return [article for draft in self.state.drafts.values() for article in draft.articles]

    def count(self, path: str) -> int:
        return sum(call.endswith(path) for call in self.calls)

    def publish(self, media_id: str) -> None:
        """An editor sends the draft, or deletes it: either way it leaves the box."""
        del self.state.drafts[media_id]

    def expire(self) -> None:
        self.state.tokens = dict.fromkeys(self.state.tokens, 0.0)

    def call(self, path: str, query: dict[str, str], body: bytes, kind: str) -> tuple[int, bytes] | Fault:
        """One call as a whole; the answer's status and body, or a fault that the handler carries out."""
        with self._lock:
            self.calls.append(path)
            self.bodies.append((path, body))
            fault = self.plan(len(self.calls), path)
            if fault and not fault.after:
                return fault if fault.kind in ("drop", "kill") else self._wrong(fault)
            try:
                answer = self.answer(path, query, body, kind)
            except RejectionError as refusal:
                answer = _error(refusal.code)
            if fault:
                return fault if fault.kind in ("drop", "kill") else self._wrong(fault)
            return 200, answer

    def _wrong(self, fault: Fault) -> tuple[int, bytes]:
        if fault.kind == "status":
            return fault.code, b"<html>Bad Gateway</html>"
        return 200, b"<html>captive portal</html>" if fault.kind == "garbage" else _error(fault.code)

    def answer(self, path: str, query: dict[str, str], body: bytes, kind: str) -> bytes:
        if path == "/cgi-bin/stable_token":
            return self._token(json.loads(body))
        self._check_token(query)
        if path == "/cgi-bin/media/uploadimg":
            return self._upload_picture(_file(body, kind))
        if path == "/cgi-bin/material/add_material":
            return self._upload_material(_file(body, kind), query)
        if not path.startswith("/cgi-bin/draft/"):
            raise RejectionError(48001)
        if re.search(rb"\\u[0-9a-fA-F]{4}", body):
            raise RejectionError(40033)
        request = json.loads(body.decode("utf-8"))
        return _json(getattr(self, "_" + path.rsplit("/", 1)[1])(request))

    def _token(self, request: dict[str, Any]) -> bytes:
        if not self.allowed:
            raise RejectionError(40164)
        if request.get("grant_type") != "client_credential" or request.get("appid") != APPID:
            raise RejectionError(40013)
        if request.get("secret") != SECRET:
            raise RejectionError(40125)
        valid = [token for token, ends in self.state.tokens.items() if ends > time.time()]
        if request.get("force_refresh") or not valid:
            self.state.tokens = dict.fromkeys(self.state.tokens, 0.0)
            token = self._id("token") + "t" * 120
            self.state.tokens[token] = time.time() + 7200
            valid = [token]
        return _json({"access_token": valid[0], "expires_in": 7200})

    def _check_token(self, query: dict[str, str]) -> None:
        token = query.get("access_token")
        if not token:
            raise RejectionError(41001)
        if token not in self.state.tokens:
            raise RejectionError(40001)
        if self.state.tokens[token] <= time.time():
            raise RejectionError(42001)

    def _upload_picture(self, data: bytes) -> bytes:
        form = fake_checks.picture_format(data)
        if form not in ("JPEG", "PNG"):
            raise RejectionError(40005)
        if len(data) >= 1024 * 1024:
            raise RejectionError(40009)
        address = f"{HANDED_OUT}mmbiz_{form.lower()}/{self._id('p')}/0?wx_fmt={form.lower()}&from=appmsg"
        self.state.pictures[address] = data
        return _json({"url": address, "errcode": 0, "errmsg": "ok"})

    def _upload_material(self, data: bytes, query: dict[str, str]) -> bytes:
        if query.get("type") != "image" or fake_checks.picture_format(data) not in (
            "JPEG",
            "PNG",
            "GIF",
            "BMP",
        ):
            raise RejectionError(40005)
        if len(data) > 10 * 1024 * 1024:
            raise RejectionError(40009)
        media_id = self._id("material")
        self.state.materials[media_id] = data
        return _json({"media_id": media_id, "url": f"{HANDED_OUT}{media_id}", "item": []})

    def _add(self, request: dict[str, Any]) -> dict[str, Any]:
        articles = request["articles"]
        if not 1 <= len(articles) <= 8:
            raise RejectionError(45008)
        for article in articles:
            self._check(article, len(articles))
        media_id = self._id("draft")
        self.state.drafts[media_id] = Draft(media_id, articles)
        self.state.made += 1
        return {"media_id": media_id, "item": []}

    def _update(self, request: dict[str, Any]) -> dict[str, Any]:
        draft = self._draft(request)
        if not 0 <= request["index"] < len(draft.articles):
            raise RejectionError(40035)
        self._check(request["articles"], len(draft.articles))
        draft.articles[request["index"]] = request["articles"]
        draft.updated += 1
        return {"errcode": 0, "errmsg": "ok"}

    def _delete(self, request: dict[str, Any]) -> dict[str, Any]:
        del self.state.drafts[self._draft(request).media_id]
        return {"errcode": 0, "errmsg": "ok"}

    def _get(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"news_item": self._draft(request).articles}

    def _batchget(self, request: dict[str, Any]) -> dict[str, Any]:
        if not 1 <= request["count"] <= 20:
            raise RejectionError(40035)
        newest_first = list(reversed(self.state.drafts.values()))
        page = newest_first[request["offset"] : request["offset"] + request["count"]]
        keep = (
            set()
            if self.bare_lists and request.get("no_content")
            else {"title", "author", "content_source_url"}
        )
        if not request.get("no_content"):
            keep |= {"content", "digest"}
        items = [
            {
                "media_id": draft.media_id,
                "content": {"news_item": [{k: v for k, v in a.items() if k in keep} for a in draft.articles]},
                "update_time": 1745712000,
            }
            for draft in page
        ]
        return {"total_count": len(newest_first), "item_count": len(items), "item": items}

    def _draft(self, request: dict[str, Any]) -> Draft:
        if request.get("media_id") not in self.state.drafts:
            raise RejectionError(40007)
        return self.state.drafts[request["media_id"]]

    def _check(self, article: dict[str, Any], count: int) -> None:
        fake_checks.article(
            article, single=count == 1, pictures=self.state.pictures, materials=self.state.materials
        )

    def _id(self, kind: str) -> str:
        self._next += 1
        return f"{kind}-{self._next:05}-{'x' * 24}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed, or hung up, is no fault of the server's."""


def _file(body: bytes, kind: str) -> bytes:
    message = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    for part in message.walk():
        if part.get_param("name", header="content-disposition") == "media":
            data = part.get_payload(decode=True)
            return data if isinstance(data, bytes) else b""
    raise RejectionError(40035)


def _json(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


def _error(code: int) -> bytes:
    return _json({"errcode": code, "errmsg": f"{WORDS.get(code, 'error')} rid: 680d9f2a-0b1c2d3e-4f5a6b7c"})


def _handler(wechat: FakePlatform) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = wechat.call(parts.path, query, body, self.headers.get("Content-Type", ""))
            if isinstance(answer, Fault):
                self._break(answer)
            else:
                self._send(*answer, kind="text/plain")  # as the real one does: JSON, but not said so

        def do_GET(self) -> None:
            name = urlsplit(self.path).path.removeprefix("/site/")
            if name in wechat.pointers:
                self.send_response(302)
                self.send_header("Location", wechat.pointers[name])
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif name in wechat.files:
                self._send(200, wechat.files[name], kind="application/octet-stream")
            else:
                wechat.missing.add(name)
                self._send(404, b"not found", kind="text/plain")

        def _send(self, status: int, body: bytes, *, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _break(self, fault: Fault) -> None:
            if fault.kind == "kill":
                os.kill(wechat.victim.get(timeout=30), signal.SIGKILL)
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
