"""Recordings beside the office's own texts: an officer who says what a page of a scam type, of a group or of first aid says."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.content import recordings, taxonomies
from column.media import films
from column.model.problems import Severity
from column.selfhelp import data as selfhelp
from support.builders import VOCABULARY, site
from support.films import SECRET, recording
from support.project import put

ROOMS = {"docs/scams/loan.md": "slogan:", "docs/groups/elderly.md": "slogan:", "docs/data/help.yml": "lead:"}


def told(tree: Path) -> list[tuple[str, int, str, Severity]]:
    """What is wrong with recordings: path, line, rule, severity."""
    every = [*taxonomies.load(tree)[1], *selfhelp.load(tree, VOCABULARY, site())[1]]
    return [
        (each.path, each.line, each.rule, each.severity)
        for each in every
        if each.rule in ("audio", "audio-unused")
    ]


def name(tree: Path, path: str, written: str) -> int:
    """Write the key into a text; gives its line."""
    text = (tree / path).read_text("utf-8")
    put(tree, path, text.replace(ROOMS[path], f"录音: {written}\n{ROOMS[path]}", 1))
    return text[: text.index(ROOMS[path])].count("\n") + 1


def test_each_text_has_the_recording_that_it_names(tree: Path) -> None:
    for path in ROOMS:
        put(tree, f"{path.rpartition('/')[0]}/民警讲.mp3", recording())
        name(tree, path, "民警讲.MP3")
    words, _ = taxonomies.load(tree)
    data, _ = selfhelp.load(tree, VOCABULARY, site())
    assert data.aid
    heard = (words.scams.find("loan"), words.groups.find("elderly"), data.aid)
    assert [each.audio.name for each in heard if each and each.audio] == ["民警讲.mp3"] * 3
    assert words.scams.find("police").audio is None  # type: ignore[union-attr]
    assert told(tree) == []


@pytest.mark.parametrize("path", ROOMS)
def test_what_is_wrong_with_a_recording_is_told_by_its_line(tree: Path, path: str) -> None:
    folder = path.rpartition("/")[0]
    error, warning = Severity.ERROR, Severity.WARNING
    line = name(tree, path, "no.mp3")
    assert told(tree) == [(path, line, "audio", error)]
    put(tree, f"{folder}/other.mp3", recording())
    put(tree, f"{folder}/weixin.amr", b"#!AMR")
    put(tree, f"{folder}/false.mp3", b"RIFF no mp3")
    put(tree, f"{folder}/place.mp3", recording(metadata=SECRET))
    assert set(told(tree)) == {
        (path, line, "audio", error),
        (f"{folder}/weixin.amr", 0, "audio", error),
        (f"{folder}/false.mp3", 0, "audio", error),
        (f"{folder}/place.mp3", 0, "audio", error),
        *((f"{folder}/{other}.mp3", 0, "audio-unused", warning) for other in ("other", "false", "place")),
    }


def test_a_recording_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, "docs/groups/a.mp3", recording())
    first = recordings.lying_in(tmp_path, "docs/groups")[0].named("a.mp3")
    monkeypatch.setattr(films, "REMUX", tmp_path / "nowhere.py")
    file.rename(file.with_name("b.mp3"))
    again = recordings.lying_in(tmp_path, "docs/groups")[0].named("b.mp3")
    assert (first[0].digest, first[0].seconds) == (again[0].digest, again[0].seconds)  # type: ignore[union-attr]
    file.with_name("b.mp3").write_bytes(recording(3))
    assert recordings.lying_in(tmp_path, "docs/groups")[1], "what is new is looked at"
