"""Recordings: nothing is published but the sound, and nothing but MP3 is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.media import films
from support.films import TRACES, film, heard, recording


def test_a_recording_is_published_without_its_tags(tmp_path: Path) -> None:
    data = recording()
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
