"""A film is published without what else is in its file; what is no film is told in Chinese."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from column.media import films, strip_film_metadata
from column.media.films import FilmError
from column.model.attachments import Film
from support.films import box, film, published, with_xmp, write
from support.project import jpeg, put

PIECES = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}


NO_FILMS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("a.mp4", lambda: b""),
    "any bytes": ("a.mp4", lambda: b"video"),
    "a photo": ("a.mp4", jpeg),
    "a photo as mov": ("a.mov", jpeg),
    "a playlist": ("a.mp4", lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
    "a list of files": ("a.mp4", lambda: b"ffconcat version 1.0\nfile /etc/passwd\n"),
    "an article": ("a.mp4", lambda: "---\n标题: 稿子\n---\n正文".encode()),
    "a row of photos": ("a.mov", lambda: film(".mov", codec="mjpeg")),
    "no picture of today": ("a.mp4", lambda: film(codec="mpeg4")),
    "a picture with a header for anything": ("a.mp4", lambda: film(codec="libsvtav1")),
    "no sound of today": ("a.mov", lambda: film(".mov", sound="pcm_s16le")),
    "cut off": ("a.mp4", lambda: film(seconds=8)[:-300]),
    "cut off, index first": ("a.mp4", lambda: published(film(seconds=8), "a.mp4")[:6000]),
    "cut off before its first picture": ("a.mp4", lambda: film(options=PIECES).partition(b"moof")[0][:-4]),
    "a photo of the same container": ("a.mp4", lambda: heif("HEIF")),
    "another photo of the same container": ("a.mp4", lambda: heif("AVIF")),
}


def heif(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("name", "make"), NO_FILMS.values(), ids=NO_FILMS)
def test_what_is_no_film_is_told(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(FilmError) as fault:
        films.inspect(write(tmp_path / name, make()))
    assert fault.value.what.endswith("。")
    assert fault.value.mend.endswith("。")


def test_a_film_is_published_bare_and_only_as_it_was_inspected(tmp_path: Path) -> None:
    data = film(".mov", metadata={"comment": "13912345678"})
    file = write(tmp_path / "a.MOV", data)
    found = films.inspect(file)
    assert found == Film(
        "a.MOV",
        hashlib.sha256(data).hexdigest(),
        ".mp4",
        len(published(data, "a.MOV")),
        3.0,
        "h264",
        64,
        48,
    )
    assert films.publishable(file, found) == published(data, "a.MOV")
    write(file, film(".mov", colour=90))
    with pytest.raises(FilmError, match="被改动"):
        films.publishable(file, found)


def loci(data: bytes) -> bytes:
    """A film with its place in `moov/udta/loci` alone (3GPP TS 26.244, 8.10)."""
    place = (
        struct.pack(">I2s", 0, b"\x15\xc7")
        + b"\0"
        + b"\0"
        + struct.pack(">iii", 117 << 16, 31 << 16, 0)
        + b"\0\0"
    )
    added = box(b"udta", box(b"loci", place))
    at = data.index(b"moov") - 4
    size = struct.unpack(">I", data[at : at + 4])[0]
    return (
        data[:at]
        + struct.pack(">I", size + len(added))
        + data[at + 4 : at + size]
        + added
        + data[at + size :]
    )


QUICKTIME = {"com.apple.quicktime.location.ISO6709": "+31.3034+117.8875/"}
PLACES = {
    "©xyz": lambda: film(metadata={"location": "+31.3034+117.8875/"}),
    "loci": lambda: loci(film(metadata={})),
    "QuickTime": lambda: film(".mov", metadata=QUICKTIME, options={"movflags": "use_metadata_tags"}),
    "XMP": lambda: with_xmp(film(metadata={})),
}


@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
def test_the_place_where_it_was_taken_is_told(tmp_path: Path, make: Callable[[], bytes]) -> None:
    file = write(tmp_path / "a.mp4", make())
    with pytest.raises(FilmError, match="拍摄地点") as fault:
        films.inspect(file)
    assert "31.3034" not in str(fault.value)


def test_a_film_held_upright_has_the_size_that_is_seen(tmp_path: Path) -> None:
    found = films.inspect(write(tmp_path / "a.mp4", film(metadata={}, turned=True, sound="")))
    assert (found.width, found.height, found.sound) == (48, 64, False)


def test_a_film_may_be_large_but_not_too_large(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    with file.open("wb") as out:
        out.truncate(films.LIMIT_MB * 1024 * 1024 + 1)
    with pytest.raises(FilmError, match="最多 20 MB"):
        films.inspect(file)


def test_a_film_that_takes_for_ever_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged films make the library loop; the process that reads them is stopped."""
    monkeypatch.setattr(films, "SECONDS", 0)
    with pytest.raises(FilmError):
        films.inspect(write(tmp_path / "a.mp4", film(metadata={})))


@pytest.mark.parametrize("code", ["import os; os.abort()", "raise KeyError('x')", "print('{}')"])
def test_a_film_that_ends_its_process_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(films, "REMUX", put(tmp_path, "remux.py", f"{code}\nimport sys; sys.exit(3)\n"))
    with pytest.raises(FilmError):
        films.inspect(write(tmp_path / "a.mp4", film(metadata={})))


def test_every_fault_has_its_words() -> None:
    assert films.FAULTS.keys() == set(strip_film_metadata.FAULTS)
