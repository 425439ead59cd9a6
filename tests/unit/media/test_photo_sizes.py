"""The size of a good photo is found once for the same bytes and the same code; a bad one is refused each time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from column.media import photos
from column.media.photo_sizes import PhotoSizes
from support.project import jpeg, put


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def inspected(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The photos that are decoded."""
    seen: list[Path] = []
    inspect = photos.inspect

    def spy(file: Path) -> object:
        seen.append(file)
        return inspect(file)

    monkeypatch.setattr(photos, "inspect", spy)
    return seen


def test_a_photo_is_decoded_once(tmp_path: Path, inspected: list[Path]) -> None:
    file = put(tmp_path, "a.jpg", jpeg((300, 200)))
    sizes = PhotoSizes(tmp_path / "cache")
    first = sizes.photo(file, digest(file))
    assert (first.width, first.height) == (300, 200)
    assert sizes.photo(file, digest(file)) == first
    sizes.keep(sizes.found)
    other = put(tmp_path, "b.jpg", file.read_bytes())
    again = PhotoSizes(tmp_path / "cache").photo(other, digest(other))
    assert (again.name, again.width, again.digest) == ("b.jpg", 300, first.digest)
    assert inspected == [file]


def test_other_code_decodes_it_again(
    tmp_path: Path, inspected: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "a.jpg", jpeg())
    sizes = PhotoSizes(tmp_path / "cache")
    sizes.photo(file, digest(file))
    sizes.keep(sizes.found)
    monkeypatch.setattr(photos, "__file__", str(put(tmp_path, "photos.py", "other code")))
    PhotoSizes(tmp_path / "cache").photo(file, digest(file))
    assert inspected == [file, file]


def test_a_bad_photo_is_refused_each_time(tmp_path: Path) -> None:
    file = put(tmp_path, "a.jpg", b"no photo")
    sizes = PhotoSizes(tmp_path / "cache")
    for _ in range(2):
        with pytest.raises(photos.PhotoError):
            sizes.photo(file, digest(file))
    assert sizes.found == {}
