"""Texts get a compressed copy beside them, which is kept up to date."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import compress
from support.project import run


def test_compressing_again_changes_nothing_and_forgets_what_is_gone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    page, feed, small = site / "index.html", site / "feed.xml", site / "robots.txt"
    page.write_text("<p>先挂断，再核实。</p>" * 100, encoding="utf-8")
    feed.write_text("<rss/>" * 300, encoding="utf-8")
    small.write_text("User-agent: *\n", encoding="utf-8")
    (site / "form.docx.gz").write_bytes(b"somebody's own")
    first = run("compress.py", root=tmp_path)
    assert "压缩了 2 个文件" in first.stderr
    copy = compress.copy_of(page)
    before = copy.read_bytes()
    assert gzip.decompress(before) == page.read_bytes()
    assert before[3:10] == b"\0\0\0\0\0\x02\xff"  # no name, no time, hardest compression, no system
    assert copy.stat().st_mtime_ns == page.stat().st_mtime_ns
    assert "压缩了 0 个文件，2 个已是最新" in run("compress.py", root=tmp_path).stderr
    os.utime(page, ns=(1, 1))
    feed.unlink()
    again = run("compress.py", root=tmp_path)
    assert "压缩了 1 个文件，0 个已是最新，清掉 1 个多余的" in again.stderr
    assert copy.read_bytes() == before
    left = {file.name for file in site.iterdir()}
    assert left == {"index.html", "index.html.gz", "robots.txt", "form.docx.gz"}


def test_compressing_without_a_site_says_what_to_do(tmp_path: Path) -> None:
    result = run("compress.py", root=tmp_path)
    assert result.returncode == 1
    assert "请先运行 make build" in result.stderr
