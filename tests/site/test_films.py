"""The film of a case on the site."""

from __future__ import annotations

from pathlib import Path

from support.films import TRACES, film, frames
from support.project import CASE, put, run
from support.reading import CASE_HERE, CASE_PAGE


def test_the_site_holds_the_bare_film_and_follows_an_exchange(tree: Path) -> None:
    put(tree, CASE_PAGE, CASE.replace("---\n接到", "视频: 微信视频.mov\n---\n接到"))
    file = put(tree, f"{CASE_HERE}/微信视频.mov", film(".mov"))

    def built() -> tuple[str, bytes]:
        result = run("build.py", "--no-search", root=tree)
        assert result.returncode == 0, result.stderr
        (place,) = (tree / "site" / CASE_HERE).glob("*.mp4")
        page = (tree / "site" / CASE_HERE / "index.html").read_text("utf-8")
        assert f'src="{place.name}"' in page
        assert not list((tree / "site").rglob("*.mov"))
        return place.name, place.read_bytes()

    first = built()
    assert [trace for trace in TRACES if trace in first[1]] == []
    other = film(".mov", colour=90)
    file.write_bytes(other)
    second = built()
    assert first[0] != second[0]
    assert frames(second[1]) == frames(other)
