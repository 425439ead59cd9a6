"""The sample film in the repository is the one that its script draws, and has nothing in it that a film may not have."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from PIL import Image, ImageChops, ImageStat

import sample_film
from column.content import captions
from column.media import films

FILES = ("film.mp4", "poster.jpg", "film.vtt")
NEAR = 3.0
"""The mean difference of two pictures, of 255: encoders differ a little from one machine to the other."""


def pictures(file: Path) -> list[Image.Image]:
    with av.open(str(file), "r") as container:
        return [frame.to_image() for frame in container.decode(video=0)][:: sample_film.RATE]  # type: ignore[no-untyped-call]


def near(one: Image.Image, other: Image.Image) -> bool:
    return max(ImageStat.Stat(ImageChops.difference(one, other.convert(one.mode))).mean) < NEAR


def test_the_script_draws_what_lies_beside_the_sample_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = sample_film.TARGET
    monkeypatch.setattr(sample_film, "TARGET", tmp_path)
    assert sample_film.main() == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(FILES)
    assert (tmp_path / "film.vtt").read_bytes() == (kept / "film.vtt").read_bytes()
    assert near(Image.open(tmp_path / "poster.jpg"), Image.open(kept / "poster.jpg"))
    drawn, stored = pictures(tmp_path / "film.mp4"), pictures(kept / "film.mp4")
    assert len(drawn) == len(stored)
    assert all(map(near, drawn, stored))


def test_it_has_no_place_and_begins_with_its_index() -> None:
    file = sample_film.TARGET / "film.mp4"
    told, _ = films.rewritten(file)
    assert (told["places"], told["tags"], told["tracks"], told["codec"]) == ([], [], 0, "h264")
    assert (told["width"], told["height"]) == (sample_film.WIDTH, sample_film.HEIGHT)
    data = file.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    written = file.with_name("film.vtt").read_bytes()
    assert captions.read("film.vtt", written, told["seconds"]).problems == ()
