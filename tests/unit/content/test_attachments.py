"""Photos and films beside an article are shown where its text names them; what is wrong with them is told."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from column.content import attachments
from column.content.discovery import Found
from column.model.addresses import WebAddress
from column.model.attachments import Film
from column.model.case import Case
from column.model.problems import Severity
from column.parsing import source
from support.films import film, recording, write
from support.project import BRIEFING, CASE, jpeg, put
from support.reading import CASE_HERE, CASE_PAGE, HERE, PAGE, Reading, briefing, read


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


def reading(root: Path, video: str) -> Reading:
    """A case that names `video`."""
    put(root, CASE_PAGE, CASE.replace("---\n接到", f"视频: {video}\n---\n接到"))
    return read(root, CASE_PAGE)


def check(root: Path, video: str) -> list[tuple[str, int, str, Severity]]:
    """What is told of a case that names `video`: path, line, rule, severity."""
    problems = reading(root, video).problems
    return [(problem.path, problem.line, problem.rule, problem.severity) for problem in problems]


def video_of(found: Reading) -> Film | WebAddress | None:
    assert found.problems == []
    (case,) = found.library.cases
    assert isinstance(case, Case)
    return case.video


@pytest.mark.parametrize(
    "written",
    [
        "film.mp4",
        "FILM.mp4",
        "./film.mp4",
        "' film.mp4 '",
        "“film.mp4”",
        "《film.mp4》",
        "ｆｉｌｍ.mp4",
        "film．mp4",
    ],
)
def test_a_film_beside_the_case(tmp_path: Path, written: str) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film())
    video = video_of(reading(tmp_path, written))
    assert isinstance(video, Film)
    assert video.filename == f"{video.digest[:16]}.mp4"


@pytest.mark.parametrize(
    "written",
    [
        "https://v.example.gov.cn/a",
        "HTTPS://v.example.gov.cn/a?b=c&d=%E5%8F%8D#e",
        "https://v.example.gov.cn",
    ],
)
def test_an_address(tmp_path: Path, written: str) -> None:
    assert video_of(reading(tmp_path, written)) == WebAddress(written)


OUTSIDE = [
    "/etc/os-release",
    "/proc/self/environ",
    "../../mkdocs.yml",
    "..",
    ".",
    "./",
    "../2026-03-02-other/film.mp4",
    "sub/film.mp4",
    "sub\\film.mp4",
    "C:\\film.mp4",
    "file:///etc/os-release",
    "http://v.example.gov.cn/a",
    "ftp://v.example.gov.cn/a",
    "//v.example.gov.cn/a",
    "javascript:alert(1)",
    "data:video/mp4;base64,AAAA",
    "https://",
    "https://v",
    "https://user:secret@v.example.gov.cn/a",
    "https://v.example.gov.cn:8443/a",
    "https://v.example.gov.cn/a b",
    "https://v.example.gov.cn/视频",
    "'https://v.example.gov.cn/\"onload=x'",
    "https:/v.example.gov.cn/a",
    "https://0x7f.0.0.01/x",
    "https://127.0.0.1/x",
    "https://-.--/",
    "https://a-.-b.co/",
    "index.md",
    "photo.jpg",
    "nosuch.mp4",
    "film.mp4/",
    "film.mp4%00.jpg",
    "ｆｉｌｍ．ｍｐ４/..",
    "/",
    "~/.ssh/id_rsa",
    "link.mp4",
]


@pytest.mark.parametrize("written", OUTSIDE)
def test_nothing_else_is_a_video(tmp_path: Path, written: str) -> None:
    put(tmp_path, f"{CASE_HERE}/photo.jpg", jpeg())
    put(tmp_path, "cases/2026-03-02-other/index.md", CASE.replace("2026-03-01", "2026-03-02"))
    put(tmp_path, "cases/2026-03-02-other/film.mp4", film())
    problems = check(tmp_path, written)
    assert (CASE_PAGE, 10, "video", Severity.ERROR) in problems


@given(st.text(max_size=60))
def test_no_spelling_names_a_file_that_is_not_beside(text: str) -> None:
    """The resolver alone, for any value: it gives a film that lies beside, an https address, or an error."""
    beside = {"film.mp4": Film("film.mp4", "0" * 64, ".mp4")}
    found = Found("2026-03-01-kefu", CASE_PAGE, ("film.mp4",), None, Case)
    text = "".join(char for char in text if char not in "\n\r")
    written, _ = source.read(found.path, b"---\n---\n", {})
    written = replace(written, matter={"video": text})
    video, problems = attachments.video(found, written, beside)
    if isinstance(video, Film):
        assert video is beside["film.mp4"]
    elif isinstance(video, WebAddress):
        assert video.lower().startswith("https://")
    else:
        assert not text.strip() or any(problem.severity is Severity.ERROR for problem in problems)


def test_the_film_that_lies_beside_is_named(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film())
    put(tmp_path, CASE_PAGE, CASE.replace("---\n接到", "视频: 看视频\n---\n接到"))
    (problem,) = read(tmp_path).problems
    assert "旁边有“film.mp4”" in problem.mend


def test_a_list_of_one_is_no_film_unnamed(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film())
    assert check(tmp_path, "[film.mp4]") == [(CASE_PAGE, 10, "key", Severity.ERROR)]


def test_a_symbolic_link_is_no_film(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = write(tmp_path_factory.mktemp("elsewhere") / "outside.mp4", film())
    put(tmp_path, CASE_PAGE, CASE)
    (tmp_path / CASE_HERE / "link.mp4").symlink_to(outside)
    assert {(path, rule) for path, _, rule, _ in check(tmp_path, "link.mp4")} == {
        (f"{CASE_HERE}/link.mp4", "path"),
        (CASE_PAGE, "video"),
    }


def test_a_film_that_no_case_names_is_told(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film())
    put(tmp_path, f"{CASE_HERE}/other.mp4", film(colour=9))
    assert check(tmp_path, "film.mp4") == [(f"{CASE_HERE}/other.mp4", 0, "video-unused", Severity.WARNING)]


def test_other_films_are_told_with_the_way_out(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.avi", b"RIFF")
    put(tmp_path, CASE_PAGE, CASE)
    (problem,) = read(tmp_path).problems
    assert (problem.path, problem.rule) == (f"{CASE_HERE}/film.avi", "video")
    assert "MP4" in problem.mend


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
