"""Photos and recordings beside an article are shown where it names them; what is wrong with them is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from column.model.problems import Severity
from support.films import recording
from support.project import BRIEFING, jpeg, put
from support.reading import HERE, PAGE, briefing


def test_a_cover_is_one_file_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, f"{HERE}/合影，1、2.jpg", jpeg())
    put(tmp_path, f"{HERE}/a.jpg", jpeg((700, 500)))
    article, problems = briefing(tmp_path, BRIEFING.replace("摘要:", "封面: 合影，1、2.jpg\n摘要:"))
    assert problems == []
    assert article
    assert article.cover
    assert article.cover.name == "合影，1、2.jpg"
    article, problems = briefing(tmp_path, BRIEFING.replace("摘要:", "封面: a.jpg、合影，1、2.jpg\n摘要:"))
    assert [(problem.line, problem.rule) for problem in problems] == [(6, "photo")]


def test_unlisted_photos_are_shown_too(tmp_path: Path) -> None:
    put(tmp_path, f"{HERE}/a.jpg", jpeg())
    put(tmp_path, f"{HERE}/B.JPG", jpeg((700, 500)))
    article, problems = briefing(tmp_path, BRIEFING + "\n![民警在讲解](b.jpg)\n")
    assert problems == []
    assert article
    assert [photo.name for photo in article.photos] == ["B.JPG", "a.jpg"]
    assert article.html.count("<img") == 2


@pytest.mark.parametrize(
    ("written", "files", "rules"),
    [
        ("录音: a.mp3\n", {"a.mp3": recording()}, []),
        ("录音: A.MP3\n", {"a.mp3": recording()}, []),
        ("录音: b.mp3\n", {"a.mp3": recording()}, ["audio", "audio-unused"]),
        ("", {"a.mp3": recording()}, ["audio-unused"]),
        ("录音: a.mp3\n", {"a.mp3": b"RIFF no mp3"}, ["audio"]),
        ("录音: a.m4a\n", {"a.m4a": b"other"}, ["audio", "audio"]),
    ],
)
def test_a_recording_is_the_mp3_that_the_front_matter_names(
    tmp_path: Path, written: str, files: dict[str, bytes], rules: list[str]
) -> None:
    for name, data in files.items():
        put(tmp_path, f"{HERE}/{name}", data)
    article, problems = briefing(tmp_path, BRIEFING.replace("摘要:", f"{written}摘要:"))
    assert sorted(problem.rule for problem in problems) == rules
    if not rules:
        assert article
        assert article.audio
        assert article.audio.name == "a.mp3"


def test_a_photo_is_found_in_either_form_of_unicode(tmp_path: Path) -> None:
    put(tmp_path, f"{HERE}/e\u0301.jpg", jpeg())
    article, problems = briefing(tmp_path, BRIEFING + "\n![民警在讲解](é.jpg)\n")
    assert problems == []
    assert article
    assert article.html.count("<img") == 1


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("frames", [1, 3])
def test_a_moving_picture_is_shown_and_told(tmp_path: Path, form: str, frames: int) -> None:
    out = io.BytesIO()
    first, *rest = (Image.new("RGB", (64, 48), (80 * at, 0, 0)) for at in range(frames))
    first.save(out, form, save_all=True, append_images=rest, duration=100)
    put(tmp_path, f"{HERE}/a.{form.lower()}", out.getvalue())
    text = BRIEFING + f"\n![民警在讲解](a.{form.lower()})\n"
    article, problems = briefing(tmp_path, text)
    told = [] if frames == 1 else [(PAGE, text.count("\n"), "photo-moves", Severity.WARNING)]
    assert [(each.path, each.line, each.rule, each.severity) for each in problems] == told
    assert article
    assert article.html.count("<img") == 1
