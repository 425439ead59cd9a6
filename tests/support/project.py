"""The project in a test: a copy with or without its articles, files put into it, its scripts run on it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]

PARTS = ("mkdocs.yml", "docs", "briefings", "cases", "hooks")

BRIEFING = """---
标题: 无城派出所走进幸福社区讲防骗
日期: 2026-03-05
场所: 进社区
人群: [老年人]
摘要: 民警和居民一起认骗局。
---
民警在社区活动室讲了常见骗局怎么认。
"""

CASE = """---
title: 有人冒充客服要求共享屏幕
date: 2026-03-01
kind: warning
scam: customer-service
groups: [elderly]
summary: 对方自称客服，要求打开屏幕共享。
signs: [自称客服要退费, 要求打开屏幕共享]
tips: [挂断电话, 不共享屏幕]
---
接到这样的电话，先挂断，再打官方客服核实。
"""


def copy_tree(target: Path, with_articles: bool) -> Path:
    for name in PARTS:
        source = ROOT / name
        if source.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
        else:
            skip = (
                () if with_articles or name not in ("briefings", "cases") else ("[0-9]*", "*-*", "index.md")
            )
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", *skip))
    return target


def put(root: Path, path: str, text: str | bytes) -> Path:
    """Write a file below `root`, with its folders."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def copy_pictures(root: Path) -> None:
    """Finished pictures for a copy of the project, so that it need not make them again."""
    if (ROOT / ".cache" / "pictures").is_dir():
        shutil.copytree(ROOT / ".cache" / "pictures", root / ".cache" / "pictures")


def run(
    script: str, *arguments: str, root: Path, timeout: float | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run one of the project's scripts as a user would, on the tree below `root`; for `timeout` seconds at most.
    `variables`: more of its environment."""
    command = [sys.executable, str(ROOT / "scripts" / script), "--root", str(root), *arguments]
    environment = os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"} | variables
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env=environment, timeout=timeout
    )


def jpeg(size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    """A photo of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, "#345").save(out, "JPEG", **options)
    return out.getvalue()
