"""`make video`: a film loses its place and nothing else."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

import video
from support import films
from support.films import (
    SECRET,
    TRACES,
    cover_frame,
    film,
    recording,
    with_frames,
    with_track,
    with_xmp,
    write,
)

NAMES = {
    "tags": lambda: film(),
    "QuickTime": lambda: film(".mov", options={"movflags": "use_metadata_tags"}),
    "XMP": lambda: with_xmp(film(metadata={})),
}


def packets(file: Path) -> list[tuple[int | None, int | None, bytes]]:
    with av.open(str(file), "r") as container:
        return [(packet.pts, packet.dts, bytes(packet)) for packet in container.demux() if packet.size]


@pytest.mark.parametrize("name", NAMES)
def test_a_film_loses_its_place_and_nothing_else(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = NAMES[name]()
    file = write(tmp_path / "a.mp4", data)
    old = packets(file)
    assert data.index(b"mdat") < data.index(b"moov")
    assert video.main([str(file), "--root", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "地点" in told
    assert not [value for value in SECRET.values() if value in told]
    new = file.read_bytes()
    assert new.index(b"moov") < new.index(b"mdat")
    assert [trace for trace in TRACES if trace in new] == []
    assert packets(file) == old
    assert films.frames(new) == films.frames(data)
    (kept,) = (tmp_path / ".cache" / "video").iterdir()
    assert kept.read_bytes() == data
    assert video.main([str(file), "--root", str(tmp_path)]) == 0
    assert "没有改动" in capsys.readouterr().out
    assert file.read_bytes() == new


def test_what_cannot_stay_the_same_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = with_track(film(), "sound")
    file = write(tmp_path / "a.mp4", data)
    empty = write(tmp_path / "b.mp4", b"")
    text = write(tmp_path / "c.txt", b"x")
    arguments = [str(file), str(empty), str(text), str(tmp_path / "no.mp4"), "--root", str(tmp_path)]
    assert video.main(arguments) == 1
    assert file.read_bytes() == data
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 4
    assert all("怎么改：" in line for line in told.splitlines())


def test_a_recording_loses_its_place_and_its_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = recording(metadata={})
    file = write(tmp_path / "a.mp3", with_frames(recording(metadata=SECRET), cover_frame()))
    old = films.heard(file.read_bytes())
    assert video.main([str(file), "--root", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "地点" in told
    assert "封面图片" in told
    assert "画面" not in told
    assert [trace for trace in TRACES if trace in file.read_bytes()] == []
    assert abs(films.heard(file.read_bytes()) - old) <= 2 * 1152
    assert len(file.read_bytes()) <= len(bare)
