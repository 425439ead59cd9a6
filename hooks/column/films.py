"""Films: looked at, and written anew with nothing but their picture and sound.

A film from a phone carries where and when it was taken: in `moov/udta` (`©xyz`, `loci`), in QuickTime's keys
(`com.apple.quicktime.location.ISO6709`), in XMP, in the tags of a WebM, in tracks of data or subtitles, in a cover
picture's Exif, and in messages within the picture's own stream (SEI of H.264 and H.265, metadata of AV1). So nothing
is taken out: the packets of the first picture and sound are put into a new file, and all else stays behind. They are
copied, not encoded again, so the film looks and sounds as it did; a film in MP4 begins with its index (`faststart`),
so that it plays before it is loaded.
"""

from __future__ import annotations

import hashlib
import io
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
OTHERS = {".avi", ".wmv", ".mkv", ".flv", ".mpg", ".mpeg", ".rm", ".rmvb", ".3gp", ".vob", ".ts", ".mts"}
"""Films that browsers do not play."""

_READ_AS = {".mp4": "mov", ".webm": "matroska"}
"""The demuxer, named so that no other, such as one of playlists, is tried on what calls itself a film."""
_CODECS = {
    "video": {"h264", "hevc", "av1", "vp8", "vp9"},
    "audio": {"aac", "mp3", "opus", "vorbis", "flac"},
}
"""What phones' browsers play (MDN, "Media type and format guide"); a picture that is a row of photos (MJPEG), each with
an Exif of its own, is not among them."""
_MESSAGES = {
    "h264": "filter_units=remove_types=6",
    "hevc": "filter_units=remove_types=39-40",
    "av1": "filter_units=remove_types=5",
}
"""What takes the messages out of a picture's stream: NAL units of type SEI (ITU-T H.264, table 7-1; H.265, table 7-1),
OBUs of metadata (AV1 Bitstream & Decoding Process Specification, 6.2.2)."""
_MISSING = 1.0
"""Seconds by which a film may end before the end that it tells of; where more is missing, it was cut off."""
_EXPORT = "用剪映或手机自带的剪辑功能导出成 MP4（H.264 画面、AAC 声音）再传。"


class FilmError(ValueError):
    """A file that cannot be published as a film. `what` and `mend` are for the officer who sent it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
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


def publishable(file: Path) -> bytes:
    """The bytes to publish for a film that was inspected. Raises `FilmError`."""
    return bare(_bytes(file), file.name)


def _bytes(file: Path) -> bytes:
    size = file.stat().st_size
    if size > BYTES:
        what = f"影片有 {size // 1024 // 1024} MB，最多 {BYTES // 1024 // 1024} MB。"
        raise FilmError(what, "剪短，或用剪映导出时选小一些的清晰度。")
    if not size:
        raise FilmError("影片是空文件。", "多半没有传完，重新上传。")
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
        what = "这个文件不是影片、不完整，或者里面的格式和文件名的结尾对不上。"
        raise FilmError(what, f"重新上传一次；还不行，就{_EXPORT}") from None


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
                raise FilmError("文件里没有画面。", _EXPORT)
            continue
        codec = found[0].codec_context.codec.canonical_name if found[0].codec_context else "unknown"
        if codec not in _CODECS[kind]:
            raise FilmError(f"影片的{what}是 {codec} 格式，手机浏览器放不了。", _EXPORT)
        yield found[0]


def _copy(source: InputContainer, streams: list[Stream], file: Path) -> None:
    """Put the packets of the streams into a new file, without the messages in them."""
    import av
    from av.bitstream import BitStreamFilterContext

    options = {"fflags": "+bitexact"}  # no clock, no chance, no name of the program
    if file.suffix == ".mp4":
        options["movflags"] = "faststart"
    with av.open(str(file), "w", options=options) as target:
        places = {stream.index: target.add_stream_from_template(stream, opaque=True) for stream in streams}
        filters = {
            stream.index: BitStreamFilterContext(_MESSAGES[codec], stream, places[stream.index])
            for stream in streams
            if (codec := stream.codec_context.codec.canonical_name) in _MESSAGES
        }
        end = 0.0
        for packet in source.demux(streams):
            number = packet.stream.index
            if packet.pts is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            given = packet if packet.size else None  # an empty one marks the stream's end
            kept = filters[number].filter(given) if number in filters else filter(None, [given])
            for one in kept:
                one.stream = places[number]
                target.mux(one)
    told = ((source.start_time or 0) + (source.duration or 0)) / av.time_base
    if end < told - _MISSING:
        raise FilmError("影片不完整，后半截读不出来。", "多半没有传完，从原片重新上传。")
