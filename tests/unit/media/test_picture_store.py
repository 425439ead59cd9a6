"""Finished pictures are made once, and never trusted when they are damaged."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from column.media import cards, photos, picture_store
from column.media.picture_store import PictureJob, PictureStore
from support.project import jpeg, put

CARD = cards.Card("case", "典型案例 · 刷单返利", "先垫钱的“刷单”都是骗局", "先垫钱的刷单都是诈骗", "", "")


@pytest.fixture
def job(tmp_path: Path) -> PictureJob:
    file = put(tmp_path, "a.jpg", jpeg((1000, 800)))
    return picture_store.of_photo(photos.inspect(file), file)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The photos that are decoded and scaled."""
    seen: list[Path] = []
    scaled = photos.scaled

    def spy(file: Path, widths: tuple[int, ...]) -> object:
        seen.append(file)
        return scaled(file, widths)

    monkeypatch.setattr(photos, "scaled", spy)
    return seen


def made(tmp_path: Path, job: PictureJob) -> PictureStore:
    store = PictureStore(tmp_path / "store")
    store.make([job])
    return store


def contents(store: PictureStore, job: PictureJob) -> list[bytes]:
    return [store.file(name).read_bytes() for name in job.names]


def test_a_picture_is_made_in_all_its_widths(tmp_path: Path, job: PictureJob) -> None:
    store = made(tmp_path, job)
    assert [Image.open(store.file(name)).width for name in job.names] == [720, 1000]
    assert [store.length(name) for name in job.names] == list(map(len, contents(store, job)))
    card = picture_store.of_card(CARD)
    assert not all(map(store.has, card.names))
    store.make([card])
    assert Image.open(store.file(CARD.name)).size == cards.SIZE


def test_a_picture_is_made_once(tmp_path: Path, job: PictureJob, drawn: list[Path]) -> None:
    made(tmp_path, job).make([job, job])
    made(tmp_path, job).check([job])
    assert len(drawn) == 1


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def flip(file: Path) -> None:
    """One bit, and nothing else that a look at the size would see."""
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    later = file.stat().st_mtime_ns + 1_000_000_000
    file.unlink()
    file.write_bytes(data)
    os.utime(file, ns=(later, later))


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink], ids=["cut", "flip", "remove"])
@pytest.mark.parametrize("again", [True, False], ids=["in the next build", "in the same build"])
def test_a_damaged_picture_is_made_again(
    tmp_path: Path, job: PictureJob, damage: Callable[[Path], None], again: bool
) -> None:
    store = made(tmp_path, job)
    whole = contents(store, job)
    damage(store.file(job.names[0]))
    if again:
        store = made(tmp_path, job)
    store.check([job])
    assert contents(store, job) == whole


def test_a_picture_is_read_again_only_when_its_file_has_changed(
    tmp_path: Path, job: PictureJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, job)
    read: list[Path] = []
    read_bytes = Path.read_bytes

    def spy(file: Path) -> bytes:
        read.append(file)
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", spy)
    store = PictureStore(tmp_path / "store")
    pictures = {store.file(name) for name in job.names}
    os.link(store.file(job.names[0]), tmp_path / "in the site.jpg")
    store.check([job])
    assert not pictures.intersection(read)
    os.utime(store.file(job.names[1]))
    store.check([job])
    assert pictures.intersection(read)
    read.clear()
    PictureStore(tmp_path / "store").check([job])
    assert not pictures.intersection(read), "the next build knows what this one has read"


def test_what_other_code_drew_is_not_used(
    tmp_path: Path, job: PictureJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "store/sizes", "of another cache in the same folder")
    monkeypatch.setattr(photos, "__file__", str(put(tmp_path, "photos.py", "other code")))
    made(tmp_path, job)
    monkeypatch.undo()
    store = PictureStore(tmp_path / "store")
    assert not any(map(store.has, job.names))
    assert [entry.name for entry in (tmp_path / "store").iterdir()] == ["sizes"]


def test_a_picture_that_nothing_needs_any_more_is_gone(tmp_path: Path, job: PictureJob) -> None:
    store, card = made(tmp_path, job), picture_store.of_card(CARD)
    store.make([card])
    store.keep_only({CARD.name})
    assert [store.has(name) for name in (CARD.name, *job.names)] == [True, False, False]
    assert [file.name for file in store.folder.glob("*.jpg.*")] == [store.file(CARD.name).name]
    store.make([job])
    assert all(map(store.has, job.names))
