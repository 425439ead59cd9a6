"""The preview is the site that a build would write, file for file and byte for byte, and shows errors in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.preview import Preview
from support.films import film
from support.project import BRIEFING, CASE, copy_tree, put, run

HERE = "briefings/wucheng/2026-03-05-talk"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, and whatever kind of file it lacks."""
    root = copy_tree(tmp_path_factory.mktemp("preview") / "tree", with_articles=True)
    put(
        root,
        "cases/2026-03-01-kefu/index.md",
        CASE.replace("---\n接到", "视频: film.mp4\n曾用编号: 2026-03-01-old\n---\n接到"),
    )
    put(root, "cases/2026-03-01-kefu/film.mp4", film(metadata={}))
    settings = (root / "mkdocs.yml").read_text("utf-8")
    put(root, "mkdocs.yml", settings.replace("page_size: 20", "page_size: 3"))
    return root


def test_every_file_is_that_of_the_build(tree: Path) -> None:
    assert run("build.py", root=tree).returncode == 0
    preview = Preview(tree)
    preview.update()
    files = [path for path in (tree / "site").rglob("*") if path.is_file()]
    assert {".html", ".xml", ".json", ".jpg", ".mp4", ".txt", ".css", ".js"} <= {
        file.suffix for file in files
    }
    # Backwards, as nobody asks for pages in the order in which they are made.
    for file in sorted(files, reverse=True):
        path = file.relative_to(tree / "site").as_posix()
        assert preview.get(path) == file.read_bytes(), path
    assert preview.get("briefings/nobody/index.html") is None


def test_what_is_read_again_is_as_if_all_was_read(tree: Path) -> None:
    preview = Preview(tree)
    preview.update()
    put(tree, f"{HERE}/index.md", BRIEFING)
    preview.update({f"{HERE}/index.md"})
    put(tree, f"{HERE}/index.md", BRIEFING.replace("讲防骗", "又讲一回防骗"))
    preview.update({f"{HERE}/index.md"})
    fresh = Preview(tree)
    fresh.update()
    for path in (
        f"{HERE}/index.html",
        "index.html",
        "briefings/index.html",
        "feed.xml",
        "trends/index.html",
        "search/manifest.json",
    ):
        assert preview.get(path) == fresh.get(path) is not None
    assert "又讲一回防骗" in (preview.get(f"{HERE}/index.html") or b"").decode()
    (tree / HERE / "index.md").unlink()
    (tree / HERE).rmdir()
    preview.update({f"{HERE}/index.md"})
    assert preview.get(f"{HERE}/index.html") is None


def test_a_file_that_came_and_went_changes_nothing(tree: Path) -> None:
    preview = Preview(tree)
    preview.update()
    before = preview.get("briefings/index.html")
    preview.update({"briefings/wucheng/.index.md.swp", "cases/4913"})
    assert preview.get("briefings/index.html") == before


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("标题:", "标提:", "标提"),
        ("\n民警", "\n民警请大家联系 13912345678。\n民警", "电话号码"),
        ("场所:", "场所: 进社区\n场所:", "场所"),
    ],
)
def test_an_article_with_an_error_shows_it_and_all_other_pages_work(
    tree: Path, old: str, new: str, what: str
) -> None:
    put(tree, f"{HERE}/index.md", BRIEFING.replace(old, new, 1))
    preview = Preview(tree)
    preview.update()
    told = (preview.get(f"{HERE}/index.html") or b"").decode()
    assert "处错误</h1>" in told
    assert what in told
    assert "怎么改：" in told
    assert HERE not in (preview.get("briefings/index.html") or b"").decode()
    assert "典型案例" in (preview.get("cases/index.html") or b"").decode()
    put(tree, f"{HERE}/index.md", BRIEFING)
    preview.update({f"{HERE}/index.md"})
    assert "处错误" not in (preview.get(f"{HERE}/index.html") or b"").decode()
