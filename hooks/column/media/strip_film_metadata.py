"""Write a film anew with nothing but its picture and sound: `remux.py SOURCE TARGET`, a process of its own.

The packets of the first picture and sound that browsers play are copied into a new file; all else stays behind: tags,
keys, XMP, tracks of data and subtitles, covers, what lies beside a packet. Of the picture's stream go the units that
draw it: slices and parameter sets as they are, of the messages (SEI) those in `MESSAGES`. Every other unit keeps its
length and loses what was in it, so that each packet stays as long as it was.

`remux.py --whole SOURCE TARGET` leaves every packet as it was, for a film that is to stay in the repository.

Standard output is JSON: with exit code 0, when TARGET was written, the `digest` (SHA-256) of SOURCE and what `remux`
gives; with 1, when the film was refused, the `fault` (one of `FAULTS`) and what belongs to it. A process of its own, since
a damaged film can make FFmpeg loop or crash: whoever starts it sets a time limit, and it has one for its processor itself.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import json
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.stream import Disposition, Stream

FAULTS = ("unreadable", "photo", "no picture", "no sound", "codec", "cut off")
SECONDS = 60
"""Of processor time."""

_READ_AS = {".mp4": "mov", ".mp3": "mp3"}
"""The demuxer, named so that no other, such as one of playlists, is tried on what calls itself a film."""
_CODECS = {
    ".mp4": {"video": {"h264", "hevc", "vp9"}, "audio": {"aac", "mp3", "opus"}},
    ".mp3": {"audio": {"mp3"}},
}
"""What phones' browsers play (MDN, "Web video codec guide", "Web audio codec guide") and what holds nothing else: a
row of photos (MJPEG) has an Exif of each, the header of Vorbis a comment, the configuration of AV1 any metadata."""
_PHOTOS = {"avif", "avis", "heic", "heix", "heim", "heis", "mif1", "msf1", "miaf"}
"""The brands of pictures in the same container (ISO/IEC 23008-12, annex B; AV1 Image File Format, 6)."""
_SOUND_HEADER = 32
"""Bytes; the header of AAC and Opus has some 2 to 29, unless somebody has put a comment into it."""
_NO_TAGS = {"id3v2_version": "0", "write_id3v1": "0", "write_xing": "0"}
_LAYER_3 = 0xE2
"""The second byte of a frame of MP3: the sync and the layer (ISO/IEC 11172-3, 2.4.2.3)."""
_TOLERANCE = 1.0
"""Seconds by which a film may end before the end that it declares; where more is missing, it was cut off."""

_OF_A_PLACE = re.compile(r"location|gps|iso6709|latitude|longitude", re.I)
"""What the name of a tag, or its text where that is XMP, says where it holds the place. FFmpeg calls `©xyz` and `loci`
alike `location`, QuickTime's key by its own name, XMP `xmp`, in ID3 `id3v2_priv.XMP`."""
_OF_THE_FILE = {
    "major_brand",
    "minor_version",
    "compatible_brands",
    "encoder",
    "language",
    "handler_name",
    "vendor_id",
}
"""Tags that say nothing of people or places."""

DRAWING = {"h264": {1, 2, 3, 4, 5, 7, 8}, "hevc": {*range(10), *range(16, 22), 32, 33, 34}}
"""NAL units with slices and parameter sets (ITU-T H.264, table 7-1; H.265, table 7-1)."""
_DELIMITERS = {"h264": {9, 10, 11}, "hevc": {35, 36, 37}}
"""NAL units that part pictures and sequences; they have one byte at most."""
SEI = {"h264": {6}, "hevc": {39, 40}}
MESSAGES = {6: range(1, 5), 137: range(24, 25), 144: range(4, 5), 147: range(1, 2)}
"""The messages that are kept and how many bytes they may have: where decoding can begin, mastering display, light level,
transfer (H.264, D.1; H.265, D.2.1). A film that was trimmed may begin nowhere else than where the first tells."""
_FILLER = 3
"""A message that is nothing but its length (`filler_payload`)."""


class RefusedError(Exception):
    """The film is not published. `told`: what standard output says."""

    def __init__(self, fault: str, **more: str) -> None:
        super().__init__(fault)
        self.told = {"fault": fault, **more}


def remux(data: bytes, target: Path, *, whole: bool = False) -> dict[str, Any]:
    """Write a film anew to `target`, whose suffix names what is in it; `whole`: with every packet as it was. The same bytes
    for the same film. Raises `RefusedError`.

    Gives `codec`, `width` and `height` as shown, `seconds`, `sound` (whether there is any) of what was written, and of the
    source `places` (names of tags that hold where it was taken), `tags` (names of the others), `tracks` (how many stayed
    behind) and `equal` (whether the packets of what was written are those of the source)."""
    if target.suffix == ".mp3" and not _is_mp3(data):
        raise RefusedError("unreadable")
    try:
        with _opened(data, target.suffix) as film:
            if film.metadata.get("major_brand", "").strip() in _PHOTOS:
                raise RefusedError("photo")
            streams = list(_streams(film, target.suffix))
            seconds = _copy(film, streams, target, whole)
            told = _tags(film) | {"seconds": round(seconds, 3), "tracks": len(film.streams) - len(streams)}
            places = [stream.index for stream in streams]
        told["equal"] = whole and _packets(data, target.suffix, places) == _packets(
            target.read_bytes(), target.suffix
        )
        return told | _shown(target)
    except (av.FFmpegError, ValueError, OSError, IndexError, EOFError) as fault:
        raise RefusedError("unreadable") from fault


def _opened(data: bytes, suffix: str) -> InputContainer:
    options = {"export_xmp": "1"} if suffix == ".mp4" else {}
    return av.open(io.BytesIO(data), "r", _READ_AS[suffix], options=options, metadata_errors="ignore")


def _tags(film: InputContainer) -> dict[str, list[str]]:
    """The names of the tags of a film and its streams: those that hold a place, and those of people, times, programs."""
    named = {
        **film.metadata,
        **{name: text for stream in film.streams for name, text in stream.metadata.items()},
    }
    places = {
        name
        for name, text in named.items()
        if _OF_A_PLACE.search(text if name.lower().endswith("xmp") else name)
    }
    return {"places": sorted(places), "tags": sorted(named.keys() - places - _OF_THE_FILE)}


def _shown(target: Path) -> dict[str, Any]:
    """How what was written looks and sounds, by its first picture: a phone that was held upright turns it."""
    with av.open(str(target), "r", _READ_AS[target.suffix]) as film:
        sound = bool(film.streams.audio)
        if not film.streams.video:
            return {"codec": "", "width": 0, "height": 0, "sound": sound}
        codec = _codec(film.streams.video[0])
        for frame in film.decode(video=0):
            turned = frame.rotation % 180 != 0
            width, height = (frame.height, frame.width) if turned else (frame.width, frame.height)
            return {"codec": codec, "width": width, "height": height, "sound": sound}
    raise RefusedError("cut off")


def _packets(data: bytes, suffix: str, streams: Sequence[int] = ()) -> list[tuple[int, bytes]]:
    """Each packet of the streams, all where none are named: the place of its stream among them, its digest."""
    with _opened(data, suffix) as film:
        order = list(streams) or [stream.index for stream in film.streams]
        return sorted(
            (order.index(packet.stream.index), hashlib.sha256(bytes(packet)).digest())
            for packet in film.demux(order)
            if packet.size
        )


def _is_mp3(data: bytes) -> bool:
    """Whether tags or a frame stand at the start: the demuxer finds something to play in nearly anything."""
    return data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1] & 0xE6 == _LAYER_3)


def _streams(film: InputContainer, suffix: str) -> Iterator[Stream]:
    """The picture and, where there is one, the sound. A cover (`attached_pic`) is no picture of the film."""
    for kind, codecs in _CODECS[suffix].items():
        found = [
            stream
            for stream in film.streams
            if stream.type == kind and not stream.disposition & Disposition.attached_pic
        ]
        if not found:
            if kind == "video" or len(_CODECS[suffix]) == 1:
                raise RefusedError("no picture" if kind == "video" else "no sound")
            continue
        allowed = [stream for stream in found if _codec(stream) in codecs]
        if not allowed:
            raise RefusedError("codec", kind=kind, codec=_codec(found[0]), suffix=suffix)
        yield allowed[0]


def _codec(stream: Stream) -> str:
    return stream.codec_context.codec.canonical_name if stream.codec_context else "unknown"


def _copy(film: InputContainer, streams: list[Stream], target: Path, whole: bool) -> float:
    """Write the streams; gives the second at which they end."""
    options = {"fflags": "+bitexact"}  # no clock, no chance, no name of the program
    if target.suffix == ".mp4":
        options["movflags"] = "faststart"
    elif target.suffix == ".mp3":
        options |= _NO_TAGS
    end, drawn = 0.0, 0
    with av.open(str(target), "w", options=options) as written:
        places, lengths = {}, {}
        for stream in streams:
            place = written.add_stream_from_template(stream, opaque=True)
            header, lengths[stream.index] = _header(stream.codec_context.extradata or b"", _codec(stream))
            place.codec_context.extradata = header
            if _codec(stream) == "hevc":
                place.codec_context.codec_tag = "hvc1"  # the only one that Apple's players take
            places[stream.index] = place
        for packet in film.demux(streams):
            if not packet.size:  # the end of a stream
                continue
            codec, number = _codec(packet.stream), packet.stream.index
            if packet.pts is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            drawn += number == streams[0].index
            if codec in DRAWING and not whole:
                packet.update(cleaned(bytes(packet), codec, lengths[number]))
            packet = _alone(packet)
            packet.stream = places[number]
            written.mux(packet)
    declared = _declared(film, streams) if target.suffix != ".mp3" else None  # there it is an estimate
    if not drawn or (declared is not None and end < declared - _TOLERANCE):
        raise RefusedError("cut off")
    return end


def _alone(packet: av.Packet[Stream]) -> av.Packet[Stream]:
    """A packet without what lies beside it, but for the samples to skip at a sound's ends. Raises `RefusedError` where
    that is another header: from here on the film would be decoded by it."""
    beside = {entry.data_type for entry in packet.iter_sidedata()}
    if "new_extradata" in beside:
        raise RefusedError("unreadable")
    if beside <= {"skip_samples"}:
        return packet
    bare = av.Packet(bytes(packet))
    bare.pts, bare.dts, bare.duration = packet.pts, packet.dts, packet.duration
    bare.time_base, bare.is_keyframe = packet.time_base, packet.is_keyframe
    return bare


def _declared(film: InputContainer, streams: list[Stream]) -> float | None:
    """The second at which the streams end by their own word, None where nothing is said of them alone.

    The file's own length counts for streams that are longer: of a film that was trimmed they tell the whole length.
    """
    whole = film.duration / av.time_base if film.duration else None
    ends = [
        float(((stream.start_time or 0) + stream.duration) * stream.time_base)
        for stream in streams
        if stream.duration and stream.time_base
    ]
    if ends:
        return min(max(ends), whole) if whole else max(ends)
    return whole if len(film.streams) == len(streams) else None


def _header(extradata: bytes, codec: str) -> tuple[bytes, int]:
    """A stream's header without anything but what decodes it, and the bytes of the length before each unit."""
    if codec == "h264":
        return _avc(extradata)
    if codec == "hevc":
        return _hevc(extradata)
    if len(extradata) > _SOUND_HEADER:
        raise RefusedError("unreadable")
    return (extradata if codec in ("aac", "opus") else b""), 0


def _avc(data: bytes) -> tuple[bytes, int]:
    """AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1) with its two lists of parameter sets."""
    at = 5
    for mask in (0x1F, 0xFF):
        count, at = data[at] & mask, at + 1
        for _ in range(count):
            at += 2 + int.from_bytes(data[at : at + 2], "big")
    if data[0] != 1 or at > len(data):
        raise RefusedError("unreadable")
    more = data[at : at + 3] + b"\0" if data[1] in (100, 110, 122, 144) and len(data) >= at + 4 else b""
    return data[:at] + more, (data[4] & 3) + 1


def _hevc(data: bytes) -> tuple[bytes, int]:
    """HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3.1) with its parameter sets alone."""
    arrays, kinds, at = [], set(), 23
    for _ in range(data[22]):
        start, kind = at, data[at] & 0x3F
        count, at = int.from_bytes(data[at + 1 : at + 3], "big"), at + 3
        for _ in range(count):
            at += 2 + int.from_bytes(data[at : at + 2], "big")
        if kind in (32, 33, 34):
            arrays.append(data[start:at])
            kinds.add(kind)
    if data[0] != 1 or at > len(data) or len(kinds) < 3:
        raise RefusedError("unreadable")
    return data[:22] + bytes([len(arrays)]) + b"".join(arrays), (data[21] & 3) + 1


def cleaned(packet: bytes, codec: str, length: int) -> bytes:
    """A packet of H.264 or H.265 whose units draw the picture or are empty; as long as it was.

    `length`: the bytes of the length that stands before each unit (ISO/IEC 14496-15, 4.3.3).
    """
    parts, at = [], 0
    while at + length <= len(packet):
        start = at + length
        end = start + int.from_bytes(packet[at:start], "big")
        if end > len(packet):
            break
        parts += [packet[at:start], _unit(packet[start:end], codec)]
        at = end
    return b"".join(parts) + b"\xff" * (len(packet) - at)


def _unit(unit: bytes, codec: str) -> bytes:
    header = 1 if codec == "h264" else 2
    if len(unit) <= header:
        return unit
    kind = unit[0] & 0x1F if codec == "h264" else unit[0] >> 1 & 0x3F
    if kind in DRAWING[codec]:
        return unit
    if kind in SEI[codec]:
        return unit[:header] + _sei(unit[header:])
    kept = header + (kind in _DELIMITERS[codec])
    return unit[:kept] + b"\xff" * (len(unit) - kept)


def _sei(raw: bytes) -> bytes:
    """The messages of a unit (H.264, 7.3.2.3.1): those that are kept, and a filler in the place of the others."""
    body = raw.replace(b"\0\0\3", b"\0\0").rstrip(b"\0").removesuffix(b"\x80")
    kept, at = b"", 0
    while at + 2 <= len(body):
        start = at
        kind, at = number(body, at)
        size, at = number(body, at)
        end = at + size
        if end <= len(body) and size in MESSAGES.get(kind, ()):
            kept += body[start:end]
        at = end
    escaped = re.sub(b"\0\0(?=[\0-\3])", b"\0\0\3", kept)
    room = len(raw) - len(escaped)
    if escaped.endswith(b"\0\0") and room > 3:  # a filler begins with a 3, too
        escaped, room = escaped + b"\3", room - 1
    return escaped + _filling(room)


def number(body: bytes, at: int) -> tuple[int, int]:
    """A kind or size, written as bytes of 255 and a last one, and the place behind it."""
    value = 0
    while at < len(body) and body[at] == 0xFF:
        value, at = value + 255, at + 1
    return value + (body[at] if at < len(body) else 0), at + 1


def _filling(room: int) -> bytes:
    """Messages of nothing but their length, and the end of a unit, in `room` bytes."""
    for size in range(max(0, room - 3 - room // 255), max(0, room - 2)):
        written = bytes([_FILLER]) + b"\xff" * (size // 255) + bytes([size % 255]) + b"\xff" * size + b"\x80"
        if len(written) == room:
            return written
    if room >= 5:  # no size fits: one more message, without any bytes, before it
        return bytes([_FILLER, 0]) + _filling(room - 2)
    return b"\x80".ljust(room, b"\0")[:room]


def main() -> int:
    source, target = map(Path, sys.argv[-2:])
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # end with the process that started this one (prctl(2), PR_SET_PDEATHSIG)
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    data = source.read_bytes()
    try:
        told = remux(data, target, whole="--whole" in sys.argv[1:-2])
    except RefusedError as refused:
        sys.stdout.write(json.dumps(refused.told))
        return 1
    sys.stdout.write(json.dumps(told | {"digest": hashlib.sha256(data).hexdigest()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
