"""What MkDocs has against mkdocs.yml is said in Chinese, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import build
from bridge.build import StoppedError
from support.project import copy_tree, put


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tree(tmp_path_factory.mktemp("faults") / "tree", with_articles=False)


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("docs_dir: docs", "docs_dir: dcs", "docs_dir"),
        ("docs_dir: docs", "docsdir: docs", "docsdir"),
        ("name: material", "name: matrial", "theme"),
        ("- tables", "- tabls", "markdown_extensions"),
        ("plugins: []", "plugins: [x]", "plugins"),
    ],
)
def test_a_key_of_mkdocs_is_named_with_its_line(root: Path, right: str, wrong: str, key: str) -> None:
    plain = (root / "mkdocs.yml").read_text("utf-8")
    text = plain.replace(right, wrong, 1)
    put(root, "mkdocs.yml", text)
    try:
        with pytest.raises(StoppedError) as stop:
            build.run_mkdocs(root, searchable=False)
    finally:
        put(root, "mkdocs.yml", plain)
    line = next(number for number, row in enumerate(text.split("\n"), 1) if row.startswith(f"{key}:"))
    assert f"mkdocs.yml:{line}: 错误[settings] “{key}”这一项" in str(stop.value)


def test_what_mkdocs_did_not_expect_is_no_traceback(root: Path) -> None:
    plain = (root / "mkdocs.yml").read_text("utf-8")
    put(root, "mkdocs.yml", plain.replace("custom_dir: hooks/theme", "custom_dir: {a: b}"))
    try:
        with pytest.raises(StoppedError, match=r"mkdocs\.yml: 错误\[settings\]"):
            build.run_mkdocs(root, searchable=False)
    finally:
        put(root, "mkdocs.yml", plain)
