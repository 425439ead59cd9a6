"""The preview shows what was saved a moment later, drafts included, and touches nothing that is published."""

from __future__ import annotations

import os
import queue
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from watchdog import events

import serve
from support.project import BRIEFING, ROOT, copy_tree, put, run

HERE = "briefings/wucheng/2026-03-05-talk"


@dataclass(frozen=True)
class Preview:
    root: Path
    address: str
    process: subprocess.Popen[str]

    def ask(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}/{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def saved(self, path: str, text: str) -> None:
        """Save a file and wait until the server tells its readers to load anew."""
        epoch = re.search(r"/livereload/(\d+)", self.ask(""))
        assert epoch
        put(self.root, path, text)
        assert self.ask(f"livereload/{epoch[1]}") == str(int(epoch[1]) + 1)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    put(root, f"{HERE}/index.md", BRIEFING)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "scripts" / "serve.py"), "--root", str(root), "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8")
    assert process.stderr
    try:
        assert any(line.startswith("预览：") for line in process.stderr)
        yield Preview(root, f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.communicate()


def test_what_is_saved_is_shown(preview: Preview) -> None:
    assert "常见骗局怎么认" in preview.ask(f"{HERE}/")
    preview.saved(f"{HERE}/index.md", BRIEFING + "\n又讲了一遍。\n")
    assert "又讲了一遍" in preview.ask(f"{HERE}/")
    draft = BRIEFING.replace("---\n民警", "草稿: 是\n---\n民警").replace("2026-03-05", "2026-03-06")
    preview.saved("briefings/wucheng/2026-03-06-draft/index.md", draft)
    assert "幸福社区" in preview.ask("briefings/wucheng/2026-03-06-draft/")
    assert not (preview.root / "site").exists()


def test_an_article_that_leads_to_itself_is_left_out_and_the_preview_goes_on(preview: Preview) -> None:
    wrong = BRIEFING.replace("摘要:", "曾用编号: wucheng/2026-03-05-talk\n摘要:")
    preview.saved(f"{HERE}/index.md", wrong)
    assert "幸福社区" not in preview.ask("briefings/")
    told = preview.ask(f"{HERE}/")
    assert "这篇稿件有 1 处错误" in told
    assert "就是这篇文章现在的编号" in told
    assert "怎么改：" in told
    preview.saved(f"{HERE}/index.md", BRIEFING)
    assert "幸福社区" in preview.ask("briefings/")


def test_an_article_without_its_folder_mark_asks_for_the_slash(preview: Preview) -> None:
    with urllib.request.urlopen(f"{preview.address}/{HERE}", timeout=60) as answer:
        assert answer.url == f"{preview.address}/{HERE}/"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["nothing/", "../../../etc/passwd", "%2e%2e/mkdocs.yml", "livereload/x", "%00"]
)
def test_whatever_is_asked_for_only_the_site_is_answered(preview: Preview, path: str) -> None:
    if path.startswith("livereload"):
        assert preview.ask(path).isdecimal()
        return
    with pytest.raises(urllib.error.HTTPError) as answer:
        preview.ask(path)
    assert answer.value.code == 404
    assert "没有找到这个页面" in answer.value.read().decode()


def test_a_port_in_use_is_told_in_one_line(preview: Preview) -> None:
    port = preview.address.rpartition(":")[2]
    result = run("serve.py", "--port", port, root=preview.root, timeout=60)
    assert result.returncode == 1
    assert f"端口 {port} 已经被别的程序用了" in result.stderr
    assert "Traceback" not in result.stderr


def test_to_read_a_file_is_not_to_change_it(tmp_path: Path) -> None:
    """A build reads every file that is watched; it must not set off the next."""
    file = put(tmp_path, "a.md", "一")
    heard: queue.SimpleQueue[events.FileSystemEvent] = queue.SimpleQueue()
    handler = events.FileSystemEventHandler()
    handler.on_any_event = heard.put  # type: ignore[assignment]
    watcher = serve.Watcher()
    watcher.schedule(handler, str(tmp_path), recursive=True)
    watcher.start()
    try:
        file.read_text("utf-8")
        file.write_text("二", encoding="utf-8")
        assert heard.get(timeout=60).event_type == "modified"
    finally:
        watcher.stop()
        watcher.join()
