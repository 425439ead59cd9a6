"""Only picture and sound are published, whatever else is in a film."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.media import strip_film_metadata
from support import films
from support.films import TRACES, film, published

KINDS = {
    "mp4, by its tags": ("a.mp4", {}),
    "mp4, held upright": ("a.mp4", {"turned": True}),
    "mp4, by QuickTime's keys": ("a.mp4", {"options": {"movflags": "use_metadata_tags"}}),
    "mp4, in fragments": ("a.mp4", {"options": {"movflags": "frag_keyframe+empty_moov+default_base_moof"}}),
    "mp4, H.265": ("a.mp4", {"codec": "libx265"}),
    "mp4, without sound": ("a.mp4", {"sound": ""}),
    "m4v": ("a.M4V", {}),
    "mov, from a phone": ("IMG_0001.MOV", {"suffix": ".mov"}),
}


@pytest.mark.parametrize(("name", "made"), KINDS.values(), ids=KINDS)
def test_only_picture_and_sound_are_published(name: str, made: dict[str, object]) -> None:
    data = film(**made)  # type: ignore[arg-type]
    assert [trace for trace in TRACES if trace in data], "the film holds what must not be published"
    result = published(data, name)
    assert [trace for trace in TRACES if trace in result] == []
    assert films.frames(result) == films.frames(data)
    assert films.sound(result) == films.sound(data)
    assert films.moments(result) <= {bytes(8)}
    assert published(data, name) == result


@pytest.mark.parametrize("kind", ["cover", "text", "sound"])
def test_other_tracks_are_left_behind(kind: str) -> None:
    data = film()
    more = films.with_track(data, kind)
    with av.open(io.BytesIO(more)) as container:
        assert len(container.streams) == 3
    assert published(more, "a.mp4") == published(data, "a.mp4")


def test_the_place_in_xmp_is_left_behind() -> None:
    data = film(metadata={})
    more = films.with_xmp(data)
    assert [trace for trace in TRACES if trace in more]
    assert published(more, "a.mp4") == published(data, "a.mp4")


PIECES = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}


@pytest.mark.parametrize("kind", [b"free", b"skip", b"udta", b"meta", b"uuid", b"mdat", b"gps0"])
def test_the_place_in_a_box_is_left_behind(kind: bytes) -> None:
    data = film(metadata={}, options=PIECES)
    odd = films.with_box_in_front(data, kind)
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


@given(st.binary(max_size=400))
def test_no_bytes_are_too_much(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.raises(strip_film_metadata.RefusedError):
        strip_film_metadata.remux(b"\x00\x00\x00\x18ftypisom" + data, Path(folder, "b.mp4"))


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
    data = films.trimmed(film(seconds=4, encoder={"x264opts": "open-gop=1:keyint=12:bframes=2:scenecut=0"}))
    assert b"x264" not in published(data, "a.mp4")
    assert films.frames(published(data, "a.mp4")) == films.frames(data)
    assert films.frames(data)


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
        kind, at = strip_film_metadata.number(body, at)
        size, at = strip_film_metadata.number(body, at)
        found.append((kind, body[at : at + size]))
        at += size
    return found


@given(MESSAGES, st.sampled_from(["h264", "hevc"]))
def test_messages_are_kept_by_kind_and_the_others_emptied(
    messages: list[tuple[int, bytes]], codec: str
) -> None:
    unit = (b"\x06" if codec == "h264" else b"\x4e\x01") + sei(messages)
    found = strip_film_metadata.cleaned(len(unit).to_bytes(4, "big") + unit, codec, 4)
    assert len(found) == 4 + len(unit)
    kept = [
        (kind, data) for kind, data in messages if len(data) in strip_film_metadata.MESSAGES.get(kind, ())
    ]
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
    found = strip_film_metadata.cleaned(packet + data, codec, length)
    assert len(found) == len(packet) + len(data)
    if number in strip_film_metadata.DRAWING[codec]:
        assert found[: len(packet)] == packet
    elif number not in strip_film_metadata.SEI[codec]:
        assert found[length + len(head) + 1 : len(packet)].strip(b"\xff") == b""
