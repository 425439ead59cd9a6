"""Preview on loopback with live reload, drafts included.

Articles with errors are listed and left out of the preview until they are mended; nothing is written to `site/`.
"""

from __future__ import annotations

import errno
import functools
import gc
import os
import sys
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.observers import Observer

from bridge import theme_shell
from bridge.build import StoppedError, read, run_mkdocs, write
from bridge.theme_shell import ThemeShell
from column.project import report
from column.system import parallel
from column.system.chinese_arguments import ChineseParser
from column.system.site_trees import SiteTrees

ROOT = Path(__file__).resolve().parents[1]
WATCHED = ("mkdocs.yml", "briefings", "cases", "docs", "hooks")

_CHANGES = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
]
_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")


class Watcher(Observer):  # type: ignore[misc, valid-type]
    """Watches create, modify, move and delete events only, so that a build, which reads every file, starts no other."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, **_: Any) -> Any:
        return super().schedule(handler, path, recursive=recursive, event_filter=_CHANGES)


class Server(LiveReloadServer):
    """Prints the preview's address once it can be opened."""

    def server_activate(self) -> None:
        super().server_activate()
        sys.stderr.write(f"预览：http://127.0.0.1:{self.server_port}/\n")
        sys.stderr.flush()


def inotify_has_room(root: Path) -> bool:
    """Whether the system can watch all the folders. Linux limits their number; where it is too low, MkDocs' own
    observer stays, which polls every file."""
    if not _WATCHES.is_file():
        return True
    folders = sum(1 for path in WATCHED for _ in os.walk(root / path))
    return folders < int(_WATCHES.read_text()) * 0.8


class Preview:
    """The site as it would be, rebuilt in proportion to what was saved."""

    def __init__(self, root: Path) -> None:
        self._root = root
        cache = root / ".cache" / "preview"
        self._pair = SiteTrees(cache / "site", cache)
        self.site = self._pair.site

    def build(self) -> None:
        """Bring the preview up to date. Raises `StoppedError` where not even the settings can be read."""
        gc.disable()  # as in build.py; between builds there is time to look for cycles
        try:
            self._build()
        finally:
            gc.enable()

    def rebuild(self) -> None:
        """As `build`; what stops it is said, and the preview stays as it was."""
        try:
            self.build()
        except StoppedError as stop:
            sys.stderr.write(f"{stop}\n预览停在改动以前的样子，改好保存后会自动更新。\n")

    def _build(self) -> None:
        with parallel.in_background(self._pair.survey) as survey:
            project = read(self._root, drafts=True)
            sys.stderr.write(report.text(project.problems, sys.stderr.isatty()))
            sys.stderr.write(report.summary(project.problems, project.articles) + "\n")
            if not project.sound:
                sys.stderr.write("有错误的文章不在预览里，改好保存后会自动出现。\n")
            tree = self._pair.begin(survey())
        write(project, self._shell(theme_shell.version(self._root, True)), tree)
        self._pair.swap(tree)

    @functools.lru_cache(maxsize=1)  # noqa: B019 - one preview a process
    def _shell(self, version: str) -> ThemeShell:
        return theme_shell.load_or_make(self._root, True, lambda: run_mkdocs(self._root, True).shell)


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("在本机预览，保存后自动刷新。按 Ctrl-C 结束。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    parser.add_argument("--port", type=int, default=8000, help="端口")
    options = parser.parse_args(arguments)
    preview = Preview(options.root.resolve())
    try:
        preview.build()
    except StoppedError as stop:
        sys.stderr.write(f"{stop}\n")
        return 1
    server = Server(builder=preview.rebuild, host="127.0.0.1", port=options.port, root=str(preview.site))
    if inotify_has_room(options.root.resolve()):
        server.observer = Watcher()
    for path in WATCHED:
        server.watch(str(options.root.resolve() / path))
    server.error_handler = lambda code: (preview.site / "404.html").read_bytes() if code == 404 else None
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        sys.stderr.write("预览结束。\n")
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        sys.stderr.write(
            f"端口 {options.port} 已经被别的程序用了。先结束它（多半是另一个预览），"
            f"或者换一个：.venv/bin/python scripts/serve.py --port {options.port + 1}\n"
        )
        return 1
    finally:
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
