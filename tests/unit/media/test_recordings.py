"""Recordings: nothing is published but the sound, and nothing but MP3 is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from column.media import films
from support.films import SECRET, TRACES, cover_frame, film, heard, recording, with_frames
from support.project import put


def test_a_recording_is_published_without_its_tags(tmp_path: Path) -> None:
    data = with_frames(recording(), cover_frame())
    assert any(trace in data for trace in TRACES)
    file = tmp_path / "民警录音.MP3"
    file.write_bytes(data)
    found = films.inspect(file)
    assert found.filename.endswith(".mp3")
    published = films.publishable(file, found)
    assert [trace for trace in TRACES if trace in published] == []
    assert b"ID3" not in published
    assert b"Lavf" not in published
    assert abs(heard(published) - heard(data)) <= 2 * 1152
    assert films.publishable(file, found) == published


@pytest.mark.parametrize(
    "data",
    [b"", b"text " * 99, recording(form="adts"), film(), recording()[:40]],
    ids=["empty", "text", "AAC", "a film", "its tags alone"],
)
def test_what_is_no_mp3_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.mp3"
    file.write_bytes(data)
    with pytest.raises(films.FilmError) as told:
        films.inspect(file)
    assert "视频" not in told.value.what
    assert told.value.mend


PLACES = {
    "a comment of the user": lambda: recording(metadata=SECRET),
    "XMP": lambda: with_frames(recording(), (b"PRIV", b"XMP\0<exif:GPSLatitude>31.3034</exif:GPSLatitude>")),
}


@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
def test_the_place_where_it_was_recorded_is_told(tmp_path: Path, make: Callable[[], bytes]) -> None:
    file = put(tmp_path, "a.mp3", make())
    with pytest.raises(films.FilmError, match="录音文件里记着录音的地点") as told:
        films.inspect(file)
    assert "31.3034" not in str(told.value)


def test_a_recording_has_the_limit_of_a_film(tmp_path: Path) -> None:
    file = put(tmp_path, "a.mp3", recording())
    with file.open("ab") as out:
        out.truncate(films.LIMIT_MB * 1024 * 1024 + 1)
    with pytest.raises(films.FilmError, match="最多 20 MB") as told:
        films.inspect(file)
    assert "720P" not in told.value.mend
