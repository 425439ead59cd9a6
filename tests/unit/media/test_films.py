"""Films: only picture and sound are published, whatever else is in the file; what is no film is told."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from column.content import attachments
from column.content.discovery import Found
from column.media import films
from column.media import strip_film_metadata as remux
from column.media.films import FilmError
from column.model.addresses import WebAddress
from column.model.attachments import Film
from column.model.case import Case
from column.model.problems import Severity
from column.parsing import source as manuscript
from column.project import check as checking
from column.project import load
from support import films as film_files
from support.films import TRACES, film, published
from support.project import CASE, jpeg, put, run

HERE = "cases/2026-03-01-kefu"
KINDS = {
    "mp4, by its tags": ("a.mp4", {}),
    "mp4, held upright": ("a.mp4", {"turned": True}),
    "mp4, by QuickTime's keys": ("a.mp4", {"options": {"movflags": "use_metadata_tags"}}),
    "mp4, in fragments": ("a.mp4", {"options": {"movflags": "frag_keyframe+empty_moov+default_base_moof"}}),
    "mp4, H.265": ("a.mp4", {"codec": "libx265"}),
    "mp4, without sound": ("a.mp4", {"sound": ""}),
    "m4v": ("a.M4V", {}),
    "mov, from a phone": ("IMG_0001.MOV", {"suffix": ".mov"}),
    "webm": ("a.webm", {"suffix": ".webm", "codec": "libvpx-vp9", "sound": "libopus"}),
}


@pytest.mark.parametrize(("name", "made"), KINDS.values(), ids=KINDS)
def test_only_picture_and_sound_are_published(name: str, made: dict[str, object]) -> None:
    data = film(**made)  # type: ignore[arg-type]
    assert [trace for trace in TRACES if trace in data], "the film holds what must not be published"
    result = published(data, name)
    assert [trace for trace in TRACES if trace in result] == []
    assert film_files.frames(result) == film_files.frames(data)
    assert film_files.sound(result) == film_files.sound(data)
    assert film_files.moments(result) <= {bytes(8)}
    assert published(data, name) == result


@pytest.mark.parametrize("kind", ["cover", "text", "sound"])
def test_other_tracks_are_left_behind(kind: str) -> None:
    data = film()
    more = film_files.with_track(data, kind)
    with av.open(io.BytesIO(more)) as container:
        assert len(container.streams) == 3
    assert published(more, "a.mp4") == published(data, "a.mp4")


def test_the_place_in_xmp_is_left_behind() -> None:
    data = film(metadata={})
    more = film_files.with_xmp(data)
    assert [trace for trace in TRACES if trace in more]
    assert published(more, "a.mp4") == published(data, "a.mp4")


PIECES = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}


@pytest.mark.parametrize("kind", [b"free", b"skip", b"udta", b"meta", b"uuid", b"mdat", b"gps0"])
def test_the_place_in_a_box_is_left_behind(kind: bytes) -> None:
    data = film(metadata={}, options=PIECES)
    odd = film_files.with_box_in_front(data, kind)
    assert [trace for trace in TRACES if trace in odd]
    assert published(odd, "a.mp4") == published(data, "a.mp4")


@pytest.mark.parametrize(("codec", "trace"), [("libx264", b"x264 - core"), ("libx265", b"x265 (build")])
@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_messages_in_the_picture_are_left_behind(codec: str, trace: bytes, suffix: str) -> None:
    """The encoders write their settings into an SEI message, one into the packets, the other into the header; cameras
    of cars write the place there."""
    data = film(suffix, codec)
    assert trace in data
    assert trace not in published(data, f"a{suffix}")


def test_the_index_comes_first() -> None:
    result = published(film(), "a.mp4")
    assert result.index(b"moov") < result.index(b"mdat")


NO_FILMS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("a.mp4", lambda: b""),
    "any bytes": ("a.mp4", lambda: b"video"),
    "a photo": ("a.mp4", jpeg),
    "a photo as mov": ("a.mov", jpeg),
    "a photo as webm": ("a.webm", jpeg),
    "a playlist": ("a.mp4", lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
    "a list of files": ("a.mp4", lambda: b"ffconcat version 1.0\nfile /etc/passwd\n"),
    "the manuscript": ("a.mp4", lambda: "---\n标题: 稿子\n---\n正文".encode()),
    "mp4 as webm": ("a.webm", film),
    "webm as mp4": ("a.mp4", lambda: film(".webm", "libvpx-vp9", "libopus")),
    "a row of photos": ("a.mov", lambda: film(".mov", codec="mjpeg")),
    "no picture of today": ("a.mp4", lambda: film(codec="mpeg4")),
    "a picture with a header for anything": ("a.mp4", lambda: film(codec="libsvtav1")),
    "a sound with a header for anything": ("a.webm", lambda: film(".webm", "libvpx-vp9", "vorbis")),
    "no sound of today": ("a.mov", lambda: film(".mov", sound="pcm_s16le")),
    "cut off": ("a.mp4", lambda: film(seconds=8)[:-300]),
    "cut off, index first": ("a.mp4", lambda: published(film(seconds=8), "a.mp4")[:6000]),
    "cut off before its first picture": ("a.mp4", lambda: film(options=PIECES).partition(b"moof")[0][:-4]),
    "a photo of the same container": ("a.mp4", lambda: heif("HEIF")),
    "another photo of the same container": ("a.mp4", lambda: heif("AVIF")),
    "cut off, webm": ("a.webm", lambda: film(".webm", "libvpx-vp9", "libopus", seconds=8)[:3000]),
}


def heif(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("name", "make"), NO_FILMS.values(), ids=NO_FILMS)
def test_what_is_no_film_is_told(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(FilmError) as fault:
        films.inspect(film_files.write(tmp_path / name, make()))
    assert fault.value.what.endswith("。")
    assert fault.value.mend.endswith("。")


def test_a_film_may_be_large_but_not_too_large(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    with file.open("wb") as out:
        out.truncate(films.BYTES + 1)
    with pytest.raises(FilmError, match="最多 100 MB"):
        films.inspect(file)


@given(st.binary(max_size=400))
def test_no_bytes_are_too_much(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.raises(remux.RefusedError):
        remux.remux(b"\x00\x00\x00\x18ftypisom" + data, Path(folder, "b.mp4"))


def test_a_film_that_takes_for_ever_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged films make the library loop; the process that reads them is stopped."""
    monkeypatch.setattr(films, "SECONDS", 0)
    with pytest.raises(FilmError):
        published(film(), "a.mp4")


@pytest.mark.parametrize("code", ["import os; os.abort()", "raise KeyError('x')", "print('{}')"])
def test_a_film_that_ends_its_process_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(films, "REMUX", put(tmp_path, "remux.py", f"{code}\nimport sys; sys.exit(3)\n"))
    with pytest.raises(FilmError):
        published(film(), "a.mp4")


def test_every_fault_has_its_words() -> None:
    assert films.FAULTS.keys() == set(remux.FAULTS)


@pytest.mark.parametrize("title", ["反诈宣传".encode("gbk"), b"\xff\xfe", "\u202e".encode()])
def test_tags_in_any_encoding_do_no_harm(title: bytes) -> None:
    data = film(metadata={"title": "T" * 16})
    odd = data.replace(b"T" * 16, title.ljust(16))
    assert odd != data
    assert published(odd, "a.mp4") == published(data, "a.mp4")


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
@pytest.mark.parametrize("tag", ["hvc1", "hev1"])
def test_a_film_of_a_phone_plays_on_every_phone(suffix: str, tag: str) -> None:
    """Apple's players take H.265 as `hvc1` alone."""
    data = film(suffix, "libx265", tag=tag)
    assert tag.encode() in data
    result = published(data, f"a{suffix}")
    assert b"hvc1" in result
    assert b"hev1" not in result


def test_a_film_that_begins_anew_where_it_was_trimmed_can_be_decoded() -> None:
    """Where no picture stands alone, only a message tells where decoding can begin (recovery point)."""
    data = film_files.trimmed(
        film(seconds=4, encoder={"x264opts": "open-gop=1:keyint=12:bframes=2:scenecut=0"})
    )
    assert b"x264" not in published(data, "a.mp4")
    assert film_files.frames(published(data, "a.mp4")) == film_files.frames(data)
    assert film_files.frames(data)


MESSAGES = st.lists(
    st.tuples(st.sampled_from([0, 1, 4, 5, 6, 137, 144, 147, 255, 300]), st.binary(max_size=600)), max_size=4
)


def sei(messages: list[tuple[int, bytes]]) -> bytes:
    """Messages as H.264 writes them (7.3.2.3.1), without the header of the unit."""

    def number(value: int) -> bytes:
        return b"\xff" * (value // 255) + bytes([value % 255])

    body = b"".join(number(kind) + number(len(data)) + data for kind, data in messages) + b"\x80"
    return re.sub(b"\0\0(?=[\0-\3])", b"\0\0\3", body)


def parsed(body: bytes) -> list[tuple[int, bytes]]:
    """The messages of a unit from which the escapes were taken, read as the standard reads them."""
    found, at = [], 0
    while body[at:].rstrip(b"\0") not in (b"", b"\x80"):
        kind, at = remux.number(body, at)
        size, at = remux.number(body, at)
        found.append((kind, body[at : at + size]))
        at += size
    return found


@given(MESSAGES, st.sampled_from(["h264", "hevc"]))
def test_messages_are_kept_by_kind_and_the_others_emptied(
    messages: list[tuple[int, bytes]], codec: str
) -> None:
    unit = (b"\x06" if codec == "h264" else b"\x4e\x01") + sei(messages)
    found = remux.cleaned(len(unit).to_bytes(4, "big") + unit, codec, 4)
    assert len(found) == 4 + len(unit)
    kept = [(kind, data) for kind, data in messages if len(data) in remux.MESSAGES.get(kind, ())]
    head = len(unit) - len(sei(messages))
    assert found[4:].startswith(unit[:head] + sei(kept)[:-1])
    if kept == messages:
        assert found[4:] == unit
    assert not re.search(b"\0\0[\0-\2]", found[4 + head :].rstrip(b"\0")), "nothing reads as a start code"
    body = found[4 + head :].replace(b"\0\0\3", b"\0\0")
    assert [message for message in parsed(body) if message[0] != 3] == kept


@given(
    st.sampled_from(["h264", "hevc"]),
    st.integers(0, 63),
    st.binary(min_size=3, max_size=40),
    st.integers(1, 4),
)
def test_what_does_not_draw_is_emptied(codec: str, kind: int, data: bytes, length: int) -> None:
    head = bytes([kind & 0x1F]) if codec == "h264" else bytes([kind << 1, 1])
    number = kind & 0x1F if codec == "h264" else kind
    unit = head + data
    packet = len(unit).to_bytes(length, "big") + unit
    found = remux.cleaned(packet + data, codec, length)
    assert len(found) == len(packet) + len(data)
    if number in remux.DRAWING[codec]:
        assert found[: len(packet)] == packet
    elif number not in remux.SEI[codec]:
        assert found[length + len(head) + 1 : len(packet)].strip(b"\xff") == b""


def check(root: Path, video: str, kind: str = CASE) -> list[tuple[str, int, str, Severity]]:
    """What the check says of a case that names `video`: path, line, rule, severity."""
    put(root, f"{HERE}/index.md", kind.replace("---\n接到", f"视频: {video}\n---\n接到"))
    found = checking.check(root)
    return [(problem.path, problem.line, problem.rule, problem.severity) for problem in found.problems]


def video_of(root: Path) -> Film | WebAddress | None:
    (case,) = load.read(root).library.cases
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
def test_a_film_beside_the_case(tree: Path, written: str) -> None:
    put(tree, f"{HERE}/film.mp4", film())
    assert check(tree, written) == []
    video = video_of(tree)
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
def test_an_address(tree: Path, written: str) -> None:
    assert check(tree, written) == []
    assert video_of(tree) == WebAddress(written)


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
def test_nothing_else_is_a_video(tree: Path, written: str) -> None:
    put(tree, f"{HERE}/photo.jpg", jpeg())
    put(tree, "cases/2026-03-02-other/index.md", CASE.replace("2026-03-01", "2026-03-02"))
    put(tree, "cases/2026-03-02-other/film.mp4", film())
    problems = check(tree, written)
    assert (f"{HERE}/index.md", 10, "video", Severity.ERROR) in problems


@given(st.text(max_size=60))
def test_no_spelling_names_a_file_that_is_not_beside(text: str) -> None:
    """The resolver alone, for any value: it gives a film that lies beside, an https address, or an error."""
    beside = {"film.mp4": Film("film.mp4", "0" * 64, ".mp4")}
    found = Found("2026-03-01-kefu", f"{HERE}/index.md", ("film.mp4",), None, Case)
    text = "".join(char for char in text if char not in "\n\r")
    source, _ = manuscript.read(found.path, b"---\n---\n", {})
    source = replace(source, matter={"video": text})
    video, problems = attachments.video(found, source, beside)
    if isinstance(video, Film):
        assert video is beside["film.mp4"]
    elif isinstance(video, WebAddress):
        assert video.lower().startswith("https://")
    else:
        assert not text.strip() or any(problem.severity is Severity.ERROR for problem in problems)


def test_the_film_that_lies_beside_is_named(tree: Path) -> None:
    put(tree, f"{HERE}/film.mp4", film())
    put(tree, f"{HERE}/index.md", CASE.replace("---\n接到", "视频: 看视频\n---\n接到"))
    (problem,) = checking.check(tree).problems
    assert "旁边有“film.mp4”" in problem.mend


def test_a_list_of_one_is_no_film_unnamed(tree: Path) -> None:
    put(tree, f"{HERE}/film.mp4", film())
    assert check(tree, "[film.mp4]") == [(f"{HERE}/index.md", 10, "key", Severity.ERROR)]


def test_a_symbolic_link_is_no_film(tree: Path, tmp_path: Path) -> None:
    outside = film_files.write(tmp_path / "outside.mp4", film())
    put(tree, f"{HERE}/index.md", CASE)
    (tree / HERE / "link.mp4").symlink_to(outside)
    assert {(path, rule) for path, _, rule, _ in check(tree, "link.mp4")} == {
        (f"{HERE}/link.mp4", "path"),
        (f"{HERE}/index.md", "video"),
    }


def test_a_film_that_no_case_names_is_told(tree: Path) -> None:
    put(tree, f"{HERE}/film.mp4", film())
    put(tree, f"{HERE}/other.mp4", film(colour=9))
    assert check(tree, "film.mp4") == [(f"{HERE}/other.mp4", 0, "video-unused", Severity.WARNING)]


def test_other_films_are_told_with_the_way_out(tree: Path) -> None:
    put(tree, f"{HERE}/film.avi", b"RIFF")
    put(tree, f"{HERE}/index.md", CASE)
    (problem,) = checking.check(tree).problems
    assert (problem.path, problem.rule) == (f"{HERE}/film.avi", "video")
    assert "MP4" in problem.mend


def test_the_site_holds_the_bare_film_and_follows_an_exchange(tree: Path) -> None:
    put(tree, f"{HERE}/index.md", CASE.replace("---\n接到", "视频: 微信视频.mov\n---\n接到"))
    file = put(tree, f"{HERE}/微信视频.mov", film(".mov"))

    def built() -> tuple[str, bytes]:
        result = run("build.py", "--no-search", root=tree)
        assert result.returncode == 0, result.stderr
        (place,) = (tree / "site" / HERE).glob("*.mp4")
        page = (tree / "site" / HERE / "index.html").read_text("utf-8")
        assert f'src="{place.name}"' in page
        assert not list((tree / "site").rglob("*.mov"))
        return place.name, place.read_bytes()

    first = built()
    assert [trace for trace in TRACES if trace in first[1]] == []
    other = film(".mov", colour=90)
    file.write_bytes(other)
    second = built()
    assert first[0] != second[0]
    assert film_files.frames(second[1]) == film_files.frames(other)
