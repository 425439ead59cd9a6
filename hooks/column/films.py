"""Films: looked at, and written anew with nothing but their picture and sound.

A film from a phone carries where and when it was taken: in `moov/udta` (`©xyz`, `loci`), in QuickTime's keys
(`com.apple.quicktime.location.ISO6709`), in XMP, in the tags of a WebM, in tracks of data or subtitles, in a cover
picture's Exif, and in messages within the picture's own stream (SEI of H.264 and H.265). So nothing is taken out:
the packets of the first picture and sound are put into a new file, of the picture's stream the units that draw it,
and all else stays behind. They are copied, not encoded again, so the film looks and sounds as it did; a film in MP4
begins with its index (`faststart`), so that it plays before it is loaded.
"""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from column.records import Film

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.stream import Stream

BYTES = 100 * 1024 * 1024
"""At most; forges refuse a file that is larger (GitHub: "About large files on GitHub")."""
SUFFIXES = {".mp4": ".mp4", ".m4v": ".mp4", ".mov": ".mp4", ".webm": ".webm"}
"""The suffix of a file that is taken for a film, and that under which it is published."""
UNPLAYABLE = {".avi", ".wmv", ".mkv", ".flv", ".mpg", ".mpeg", ".rm", ".rmvb", ".3gp", ".vob", ".ts", ".mts"}
"""Suffixes of films that browsers do not play."""
EXPORT = "用剪映或手机自带的剪辑功能导出成 MP4（H.264 画面、AAC 声音）再传。"
"""How to mend a film that cannot be published."""

_READ_AS = {".mp4": "mov", ".webm": "matroska"}
"""The demuxer, named so that no other, such as one of playlists, is tried on what calls itself a film."""
_CODECS = {"video": {"h264", "hevc", "vp8", "vp9"}, "audio": {"aac", "mp3", "opus"}}
"""What phones' browsers play (MDN, "Web video codec guide", "Web audio codec guide") and what holds nothing else: a
row of photos (MJPEG) has an Exif of each, the header of Vorbis a comment, the configuration of AV1 any metadata."""
_UNITS = {"h264": "1-5|7-11|13", "hevc": "0-9|16-21|32-37"}
"""The types of NAL units that draw the picture: slices, parameter sets, delimiters (ITU-T H.264, table 7-1; H.265,
table 7-1). Messages (SEI), padding and types without a meaning in the standard are not among them."""
_TOLERANCE = 1.0
"""Seconds by which a film may end before the end that it declares; where more is missing, it was cut off."""


class FilmError(ValueError):
    """A file that cannot be published as a film. `what` and `mend` are for the officer who sent it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what, self.mend = what, mend


@cache
def version() -> str:
    """The state of the code that writes films."""
    return hashlib.sha256(Path(__file__).read_bytes() + version_of("av").encode()).hexdigest()[:16]


def is_film(name: str) -> bool:
    """Whether a file's name says that it is a film of a kind that can be published."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def inspect(file: Path) -> Film:
    """Read a film and write it anew, for a try. Raises `FilmError` for whatever is no publishable film."""
    data = _bytes(file)
    bare(data, file.name)
    return Film(file.name, hashlib.sha256(data).hexdigest(), SUFFIXES[file.suffix.lower()])


def publishable(file: Path, film: Film) -> bytes:
    """The bytes to publish for a film that was inspected. Raises `FilmError`, too where it is no longer that film."""
    try:
        data = _bytes(file)
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != film.digest:
        raise FilmError("视频在构建过程中被改动了。", "等文件传完，再运行一次。")
    return bare(data, file.name)


def _bytes(file: Path) -> bytes:
    size = file.stat().st_size
    if size > BYTES:
        what = f"视频有 {size // 1024 // 1024} MB，最多 {BYTES // 1024 // 1024} MB。"
        raise FilmError(what, "剪短，或用剪映导出时选小一些的清晰度。")
    if not size:
        raise FilmError("视频是空文件。", "多半没有传完，重新上传。")
    return file.read_bytes()


def bare(data: bytes, name: str) -> bytes:
    """The film's picture and sound in a new file; the same bytes for the same film. Raises `FilmError`.

    `name` tells the container by its suffix, which is one of `SUFFIXES`.
    """
    import av  # only now: it takes a tenth of a second, and few articles have a film

    suffix = SUFFIXES[PurePosixPath(name).suffix.lower()]
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            av.open(io.BytesIO(data), "r", _READ_AS[suffix]) as source,
        ):
            target = Path(folder, f"film{suffix}")
            _copy(source, list(_streams(source)), target)
            return target.read_bytes()
    except (av.FFmpegError, ValueError) as fault:
        if isinstance(fault, FilmError):
            raise
        what = "这个文件不是视频，或者没有传完整，或者扩展名和实际格式不一致。"
        raise FilmError(what, f"重新上传一次；还不行，就{EXPORT}") from None


def _streams(source: InputContainer) -> Iterator[Stream]:
    """The picture and, where there is one, the sound. A cover (`attached_pic`) is no picture of the film."""
    from av.stream import Disposition

    for kind, what in (("video", "画面"), ("audio", "声音")):
        found = [
            stream
            for stream in source.streams
            if stream.type == kind and not stream.disposition & Disposition.attached_pic
        ]
        if not found:
            if kind == "video":
                raise FilmError("视频里没有画面。", EXPORT)
            continue
        codec = found[0].codec_context.codec.canonical_name if found[0].codec_context else "unknown"
        if codec not in _CODECS[kind]:
            raise FilmError(f"视频的{what}编码是 {codec}，有的手机浏览器播放不了。", EXPORT)
        yield found[0]


def _copy(source: InputContainer, streams: list[Stream], file: Path) -> None:
    """Put the packets of the streams into a new file; of H.264 and H.265 the units that draw the picture."""
    import av
    from av.bitstream import BitStreamFilterContext

    options = {"fflags": "+bitexact"}  # no clock, no chance, no name of the program
    if file.suffix == ".mp4":
        options["movflags"] = "faststart"
    end = 0.0
    with av.open(str(file), "w", options=options) as target:
        places, filters = {}, {}
        for stream in streams:
            place = target.add_stream_from_template(stream, opaque=True)
            codec = stream.codec_context.codec.canonical_name
            if codec in _UNITS:
                units = f"filter_units=pass_types={_UNITS[codec]}"
                filters[stream.index] = BitStreamFilterContext(units, stream, place)
                place.codec_context.extradata = _drawing(place.codec_context.extradata or b"", codec)
            places[stream.index] = place
        for packet in source.demux(streams):
            number = packet.stream.index
            if packet.pts is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            given = packet if packet.size else None  # an empty one marks the stream's end
            unfiltered = [given] if given else []
            for one in filters[number].filter(given) if number in filters else unfiltered:
                one.stream = places[number]
                target.mux(one)
    if end < _declared(source, streams) - _TOLERANCE:
        raise FilmError("视频不完整，后半截读不出来。", "多半没有传完，从原片重新上传。")


def _drawing(extradata: bytes, codec: str) -> bytes:
    """A stream's header, in the form of Annex B as the filter leaves it, without the units that it takes out of
    packets."""
    kept = []
    for unit in re.split(b"\0{2,}\1", extradata)[1:]:
        kind = unit[0] & 0x1F if codec == "h264" else unit[0] >> 1 & 0x3F
        if any(first <= kind <= last for first, last in _ranges(_UNITS[codec])):
            kept.append(b"\0\0\0\1" + unit)
    return b"".join(kept)


def _ranges(types: str) -> Iterator[tuple[int, int]]:
    for part in types.split("|"):
        first, _, last = part.partition("-")
        yield int(first), int(last or first)


def _declared(source: InputContainer, streams: list[Stream]) -> float:
    """The second at which the film ends by its own word: the container's, but not later than these streams'. Another
    track may be longer, and a stream that was trimmed tells of its whole length."""
    import av

    ends = [((source.start_time or 0) + (source.duration or 0)) / av.time_base]
    known = [
        float(((stream.start_time or 0) + stream.duration) * stream.time_base)
        for stream in streams
        if stream.duration and stream.time_base
    ]
    return min([*ends, max(known)]) if known else ends[0]
