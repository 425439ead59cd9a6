"""The film of a case: which files it is made of, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import videos
from column.content.discovery import Found
from column.model.attachments import Film, Video
from column.model.case import Case
from column.model.problems import Severity
from column.parsing import source
from support.films import film, write
from support.project import CASE, jpeg, put
from support.reading import CASE_HERE, CASE_PAGE, Reading, read

MISSING = {"video-captions", "video-poster"}
CAPTIONS = "WEBVTT\n\n00:00.500 --> 00:02.500\n陌生快递里的二维码\n不要扫\n"
WHOLE = "{文件: film.mp4, 封面: poster.jpg, 字幕: film.vtt}"


def reading(root: Path, video: str) -> Reading:
    """A case that names `video`."""
    put(root, CASE_PAGE, CASE.replace("---\n接到", f"视频: {video}\n---\n接到"))
    return read(root, CASE_PAGE)


def check(root: Path, video: str) -> list[tuple[str, int, str, Severity]]:
    """What is told of a case that names `video`, but that captions and a poster are missing: path, line, rule, severity."""
    problems = reading(root, video).problems
    found = [(problem.path, problem.line, problem.rule, problem.severity) for problem in problems]
    return [each for each in found if each[2] not in MISSING]


def video_of(found: Reading) -> Video:
    assert {problem.rule for problem in found.problems} <= MISSING
    (case,) = found.library.cases
    assert isinstance(case, Case)
    assert case.video
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
    put(tmp_path, f"{CASE_HERE}/film.mp4", film(metadata={}))
    video = video_of(reading(tmp_path, written))
    assert video.film
    assert video.film.filename == f"{video.film.digest[:16]}.mp4"


@pytest.mark.parametrize(
    "written",
    [
        "https://v.example.gov.cn/a",
        "HTTPS://v.example.gov.cn/a?b=c&d=%E5%8F%8D#e",
        "https://v.example.gov.cn",
    ],
)
def test_an_address(tmp_path: Path, written: str) -> None:
    assert video_of(reading(tmp_path, written)) == Video(None, written)


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
    put(tmp_path, "cases/2026-03-02-other/film.mp4", film(metadata={}))
    problems = check(tmp_path, written)
    assert (CASE_PAGE, 10, "video", Severity.ERROR) in problems


@given(st.text(max_size=60))
def test_no_spelling_names_a_file_that_is_not_beside(text: str) -> None:
    """The resolver alone, for any value: it gives a film that lies beside, an https address, or an error."""
    film = Film("film.mp4", "0" * 64, ".mp4")
    found = Found("2026-03-01-kefu", CASE_PAGE, ("film.mp4",), None, Case)
    text = "".join(char for char in text if char not in "\n\r")
    written, _ = source.read(found.path, b"---\n---\n", {})
    written = replace(written, matter={"video": text})
    read = videos.video(found, written, {"film.mp4": film})
    if read.video and read.video.film:
        assert read.video.film is film
    elif read.video:
        assert read.video.address.lower().startswith("https://")
    else:
        assert not text.strip() or any(problem.severity is Severity.ERROR for problem in read.problems)


def test_the_film_that_lies_beside_is_named(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film(metadata={}))
    put(tmp_path, CASE_PAGE, CASE.replace("---\n接到", "视频: 看视频\n---\n接到"))
    (mend,) = (problem.mend for problem in read(tmp_path).problems if problem.rule == "video")
    assert "旁边有“film.mp4”" in mend


def test_a_list_of_one_is_no_film_unnamed(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film(metadata={}))
    assert check(tmp_path, "[film.mp4]") == [(CASE_PAGE, 10, "key", Severity.ERROR)]


def test_a_symbolic_link_is_no_film(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = write(tmp_path_factory.mktemp("elsewhere") / "outside.mp4", film(metadata={}))
    put(tmp_path, CASE_PAGE, CASE)
    (tmp_path / CASE_HERE / "link.mp4").symlink_to(outside)
    assert {(path, rule) for path, _, rule, _ in check(tmp_path, "link.mp4")} == {
        (f"{CASE_HERE}/link.mp4", "path"),
        (CASE_PAGE, "video"),
    }


def test_a_film_that_no_case_names_is_told(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film(metadata={}))
    put(tmp_path, f"{CASE_HERE}/other.mp4", film(colour=9, metadata={}))
    assert check(tmp_path, "film.mp4") == [(f"{CASE_HERE}/other.mp4", 0, "video-unused", Severity.WARNING)]


def test_other_films_are_told_with_the_way_out(tmp_path: Path) -> None:
    put(tmp_path, f"{CASE_HERE}/film.avi", b"RIFF")
    put(tmp_path, CASE_PAGE, CASE)
    (problem,) = read(tmp_path).problems
    assert (problem.path, problem.rule) == (f"{CASE_HERE}/film.avi", "video")
    assert "MP4" in problem.mend


def whole(root: Path, captions: str = CAPTIONS, made: bytes | None = None) -> None:
    put(root, f"{CASE_HERE}/film.mp4", film(metadata={}) if made is None else made)
    put(root, f"{CASE_HERE}/poster.jpg", jpeg())
    put(root, f"{CASE_HERE}/film.vtt", captions)


def test_a_film_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    whole(tmp_path)
    found = reading(tmp_path, WHOLE)
    assert found.problems == []
    (case,) = found.library.cases
    assert case.video
    assert case.video.film
    assert case.video.poster
    assert case.video.words == ("陌生快递里的二维码\u3000不要扫",)
    assert case.photos == (), "the poster is no photo of the text"
    assert case.pictures == (case.video.poster,)
    assert "<img" not in case.html


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("\n  file: film.mp4\n  transcript: 民警说：不要扫。", ("民警说：不要扫。",)),
        ("\n  文件: film.mp4\n  文字稿: |\n    第一句。\n    第二句。", ("第一句。", "第二句。")),
        ("\n  文件: film.mp4\n  文字稿: 稿子.txt", ("一行。", "又一行。")),
    ],
)
def test_a_transcript_is_written_or_a_file(tmp_path: Path, written: str, words: tuple[str, ...]) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film(metadata={}))
    if "稿子.txt" in written:
        put(tmp_path, f"{CASE_HERE}/稿子.txt", "一行。\n\n又一行。\n")
    video = video_of(reading(tmp_path, written))
    assert video.words == words


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("\n  文件: film.mp4\n  封面: no.jpg", 12),
        ("\n  文件: film.mp4\n  字幕: film.mp4", 12),
        ("\n  文件: film.mp4\n  文字稿: no.txt", 12),
        ("\n  文件: no.mp4", 11),
    ],
)
def test_a_part_that_is_not_there_is_told_at_its_line(tmp_path: Path, written: str, line: int) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film(metadata={}))
    assert (CASE_PAGE, line, "video", Severity.ERROR) in check(tmp_path, written)


@pytest.mark.parametrize(
    "written", ["\n  封面: a.jpg", "\n  文件: film.mp4\n  时长: 20", "\n  - film.mp4\n  - b.mp4"]
)
def test_a_mapping_that_is_none_of_a_film_is_told(tmp_path: Path, written: str) -> None:
    put(tmp_path, f"{CASE_HERE}/film.mp4", film(metadata={}))
    assert "key" in {rule for _, _, rule, _ in check(tmp_path, written)}


def test_captions_and_transcript_are_held_to_the_rules_of_texts(tmp_path: Path) -> None:
    whole(
        tmp_path,
        CAPTIONS.replace("陌生快递里的二维码", "打给13912345678").replace("不要扫", "贪心的人才上当"),
    )
    put(tmp_path, f"{CASE_HERE}/稿子.txt", "第一行。\n拨打027-96110咨询。\n")
    put(tmp_path, CASE_PAGE, CASE)
    found = reading(
        tmp_path, "\n  文件: film.mp4\n  封面: poster.jpg\n  字幕: film.vtt\n  文字稿: 稿子.txt"
    ).problems
    told = {(problem.path.rpartition("/")[2], problem.line, problem.rule) for problem in found}
    assert ("film.vtt", 4, "privacy-phone") in told
    assert any(place[:2] == ("film.vtt", 4) and place[2].startswith("wording") for place in told)
    assert any(place[:2] == ("稿子.txt", 2) and place[2].startswith("hotline") for place in told)
    assert "13912345678" not in str(found)


def test_a_number_over_two_lines_of_a_caption_is_a_number(tmp_path: Path) -> None:
    whole(tmp_path, CAPTIONS.replace("陌生快递里的二维码", "打给1391234").replace("不要扫", "5678"))
    assert ("privacy-phone", 4) in {
        (problem.rule, problem.line) for problem in reading(tmp_path, WHOLE).problems
    }


def test_what_keeps_a_film_from_people_is_told_with_the_way_out(tmp_path: Path) -> None:
    whole(tmp_path, made=film(codec="libx265", metadata={}, sound=""))
    found = reading(tmp_path, WHOLE).problems
    assert [(problem.rule, problem.line) for problem in found] == [("video-playing", 10)] * 2
    assert {"H.264" in problem.mend for problem in found} == {True, False}
    (tmp_path / CASE_HERE / "film.vtt").unlink()
    (tmp_path / CASE_HERE / "poster.jpg").unlink()
    bare = {problem.rule: problem for problem in reading(tmp_path, "film.mp4").problems}
    assert bare.keys() == {"video-playing", *MISSING}
    assert "剪映" in bare["video-captions"].mend
    assert "poster.jpg" in bare["video-poster"].mend


@pytest.mark.parametrize(
    ("film", "words"),
    [
        (Film("a.mp4", "0" * 64, ".mp4", 1, 20, "h264", 2560, 1440), "2560×1440"),
        (Film("a.mp4", "0" * 64, ".mp4", 1, 181, "h264", 960, 540), "181 秒"),
    ],
)
def test_large_and_long_films_are_told(film: Film, words: str) -> None:
    found = Found("2026-03-01-kefu", CASE_PAGE, ("a.mp4",), None, Case)
    written, _ = source.read(found.path, "---\n视频: a.mp4\n---\n".encode(), {"视频": "video"})
    (problem,) = (
        each
        for each in videos.video(found, written, {"a.mp4": film}).problems
        if each.rule == "video-playing"
    )
    assert words in problem.what


def test_files_of_a_film_that_nothing_names_are_told(tmp_path: Path) -> None:
    whole(tmp_path)
    put(tmp_path, f"{CASE_HERE}/note.txt", "备忘")
    put(tmp_path, f"{CASE_HERE}/film.srt", "1")
    told = {(path.rpartition("/")[2], rule) for path, _, rule, _ in check(tmp_path, "film.mp4")}
    assert told == {("film.vtt", "video-unused"), ("note.txt", "video-unused"), ("film.srt", "video")}
