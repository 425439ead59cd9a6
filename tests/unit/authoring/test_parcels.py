"""Zips from outside: the folder of one article comes out, whatever else is in them is refused before it is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from column.authoring import parcels
from column.authoring.new_article import RefusedError

FOLDER = "briefings/wucheng/2026-03-05-1430-community"


def packed(*names: str, data: bytes = b"text") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def _entry(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo(f"{FOLDER}/index.md")
        change(entry)
        archive.writestr(entry, b"/etc/passwd")
    return out.getvalue()


def _link(entry: zipfile.ZipInfo) -> None:
    entry.external_attr = 0o120777 << 16


def _locked(data: bytes) -> bytes:
    """The zip with the sign of a password in its list of files."""
    place = data.rindex(b"PK\x01\x02") + 8
    return data[:place] + b"\x01" + data[place + 1 :]


def test_the_folder_of_one_article_comes_out() -> None:
    found = parcels.unpack(packed(f"{FOLDER}/index.md", f"{FOLDER}/photo-1.jpg"))
    assert found.folder == FOLDER
    assert found.files == {"index.md": b"text", "photo-1.jpg": b"text"}
    assert parcels.unpack(packed("cases/2026-03-01-1200-shuadan/index.md")).id == "2026-03-01-1200-shuadan"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed("../index.md"), "别的文件夹"),
        (packed(f"{FOLDER}/../../units.yml"), "别的文件夹"),
        (packed("/etc/index.md"), "别的文件夹"),
        (packed(f"{FOLDER}/a\\b.jpg"), "别的文件夹"),
        (_entry(_link), "链接"),
        (_locked(packed(f"{FOLDER}/index.md")), "密码"),
        (packed(f"{FOLDER}/index.md", f"{FOLDER}/INDEX.MD"), "不收"),
        (packed(f"{FOLDER}/index.md", f"{FOLDER}/a.jpg", f"{FOLDER}/A.JPG"), "有两份"),
        (packed(f"{FOLDER}/index.md", f"{FOLDER}/run.exe"), "不收"),
        (packed(f"{FOLDER}/index.md", f"{FOLDER}/CON.jpg"), "不收"),
        (packed(f"{FOLDER}/index.md", f"{FOLDER}/deep/a.jpg"), "不在规定的位置"),
        (packed(f"{FOLDER}/photo-1.jpg"), "没有 index.md"),
        (packed(f"{FOLDER}/index.md", "cases/2026-03-01-a/index.md"), "有两份"),
        (packed(f"{FOLDER}/index.md", "cases/2026-03-01-a/a.jpg"), "2 篇稿子"),
        (packed("briefings/2026-03-01-a/index.md"), "不在规定的位置"),
        (packed("cases/wucheng/2026-03-01-a/index.md"), "不在规定的位置"),
        (packed("briefings/wucheng/2026-02-31-a/index.md"), "日期"),
        (packed("docs/index.md"), "不在规定的位置"),
        (packed(*(f"{FOLDER}/{n}.jpg" for n in range(51))), "51 个文件"),
        (packed(f"{FOLDER}/index.md", data=b"0" * 3_000_000), "不合情理"),
        (packed(f"{FOLDER}/index.md")[:-30], "打不开"),
        (b"no zip", "打不开"),
        (packed(), "0 篇稿子"),
    ],
)
def test_whatever_else_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        parcels.unpack(data)


def test_what_is_unpacked_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "UNPACKED", 1000)
    assert parcels.unpack(packed(f"{FOLDER}/index.md", data=b"a" * 1000))
    with pytest.raises(RefusedError, match="超过"):
        parcels.unpack(packed(f"{FOLDER}/index.md", f"{FOLDER}/a.jpg", data=b"a" * 501))
