"""Preview on loopback with live reload, drafts included.

Each page is made when it is asked for; nothing is written to `site/`. An article with errors shows them in its place.
"""

from __future__ import annotations

import errno
import mimetypes
import os
import posixpath
import queue
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import own_python  # noqa: F401 - first: it ends a run by another Python

# isort: split
from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from bridge.build import StoppedError
from bridge.preview import Preview
from column.system import command, fingerprint
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
WATCHED = ("mkdocs.yml", "briefings", "cases", "docs", "hooks")
RELOAD = b"""<script>(function ask(){fetch("/livereload/%d").then(function(answer){return answer.text()}).then(
function(epoch){epoch==="%d"?ask():location.reload()}).catch(function(){setTimeout(ask,2000)})})();</script>"""
"""Put before `</body>`: it waits for the next epoch, then loads the page anew."""

_CHANGES = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
]
_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
_QUIET = 0.05
"""Seconds without another save after which the preview is brought up to date."""
_POLL = 25
"""Seconds that a browser's question after the next epoch may wait for its answer."""
_TYPES = {".xml": "application/xml", ".atom": "application/atom+xml", ".js": "text/javascript"}


class Watcher(Observer):  # type: ignore[misc, valid-type]
    """Watches create, modify, move and delete events only: a reading of all files must not start another."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, **_: Any) -> Any:
        return super().schedule(handler, path, recursive=recursive, event_filter=_CHANGES)


def inotify_has_room(root: Path) -> bool:
    """Whether the system can watch all the folders. Linux limits their number; where it is too low, every file is
    polled."""
    if not _WATCHES.is_file():
        return True
    folders = sum(1 for path in WATCHED for _ in os.walk(root / path))
    return folders < int(_WATCHES.read_text()) * 0.8


class SavedFiles(events.FileSystemEventHandler):
    """The files that were saved, as they are heard of."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._heard: queue.SimpleQueue[str] = queue.SimpleQueue()

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        if event.is_directory and event.event_type not in ("moved", "deleted"):
            return
        for path in map(os.fsdecode, (event.src_path, event.dest_path)):
            if path:
                self._heard.put(Path(path).relative_to(self._root).as_posix())

    def several(self) -> set[str]:
        """Those of one go: waits for the first, then until nothing more is saved."""
        saved: set[str] = set()
        while True:
            try:
                saved.add(self._heard.get(timeout=_QUIET if saved else 1))
            except queue.Empty:
                if saved:
                    return saved


class Server(ThreadingHTTPServer):
    """Serves a preview. `epoch` counts its states; browsers wait for the next."""

    daemon_threads = True

    def __init__(self, port: int, preview: Preview) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.preview, self.epoch = preview, int(time.time())
        self._changed = Condition()

    def advance(self) -> None:
        with self._changed:
            self.epoch += 1
            self._changed.notify_all()

    def after(self, epoch: int) -> int:
        """The epoch that follows, or the same where none does for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.epoch != epoch, _POLL)
            return self.epoch


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path.startswith("/livereload/"):
            asked = path.removeprefix("/livereload/")
            epoch = self.server.after(int(asked) if asked.isdecimal() else 0)
            self._answer(HTTPStatus.OK, "text/plain", str(epoch).encode())
            return
        name = posixpath.normpath(path).lstrip("/")
        name = f"{name}/index.html".lstrip("/.") if path.endswith("/") else name
        content = self.server.preview.get(name)
        if content is not None:
            kind = _TYPES.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0]
            self._answer(HTTPStatus.OK, kind or "application/octet-stream", content)
        elif not path.endswith("/") and self.server.preview.get(f"{name}/index.html") is not None:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", quote(f"/{name}/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            missing = self.server.preview.get("404.html") or b"404"
            self._answer(HTTPStatus.NOT_FOUND, "text/html", missing)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        if kind == "text/html":
            epoch = self.server.epoch
            before, end, after = content.rpartition(b"</body>")
            content = before + RELOAD % (epoch, epoch) + end + after if end else content
        self.send_response(status)
        text = kind.startswith("text/") or kind.endswith(("xml", "json"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Requests are not listed: what is to be mended would go under."""


def watch(root: Path) -> Iterator[set[str]]:
    """The files that are saved, together where they are saved together; the watch begins at once."""
    saved = SavedFiles(root)
    observer: Any = Watcher() if inotify_has_room(root) else PollingObserver(timeout=0.5)
    for path in WATCHED:
        if (root / path).exists():
            observer.schedule(saved, str(root / path), recursive=True)
    observer.start()

    def several() -> Iterator[set[str]]:
        try:
            while True:
                yield saved.several()
        finally:
            observer.stop()

    return several()


def _update(preview: Preview, saved: set[str]) -> None:
    try:
        preview.update(saved)
    except StoppedError as stop:
        sys.stderr.write(f"{stop}\n预览停在改动以前的样子，改好保存后会自动更新。\n")
    if any(path.endswith(".py") for path in saved):
        sys.stderr.write("改了程序本身：按 Ctrl-C 结束，再运行一次 make serve。\n")


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("在本机预览，保存后自动刷新。按 Ctrl-C 结束。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    parser.add_argument("--port", type=int, default=8000, help="端口")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    preview = Preview(root)
    try:
        server = Server(options.port, preview)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        sys.stderr.write(
            f"端口 {options.port} 已经被别的程序用了。先结束它（多半是另一个预览），"
            f"或者换一个：.venv/bin/python scripts/serve.py --port {options.port + 1}\n"
        )
        return 1
    try:
        before = fingerprint.of_project(root)
        preview.update()  # before the watch starts a thread, so that all processors work
        saves = watch(root)
        if fingerprint.of_project(root) != before:
            preview.update()
        Thread(target=server.serve_forever, daemon=True).start()
        sys.stderr.write(f"预览：http://127.0.0.1:{server.server_port}/\n")
        sys.stderr.flush()
        for saved in saves:
            _update(preview, saved)
            server.advance()
    except StoppedError as stop:
        sys.stderr.write(f"{stop}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("预览结束。\n")
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    command.run(main)
