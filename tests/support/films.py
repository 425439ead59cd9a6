"""Films for the tests: a few drawn frames and silence, with whatever a phone writes beside them."""

from __future__ import annotations

import io
import re
import struct
import tempfile
import uuid
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.stream import AudioStream
from av.stream import Disposition
from av.video.stream import VideoStream
from PIL import Image

from column.media import films, strip_film_metadata

SECRET = {
    "location": "+31.3034+117.8875/",
    "location-eng": "+31.3034+117.8875/",
    "com.apple.quicktime.location.ISO6709": "+31.3034+117.8875+012.000/",
    "comment": "13912345678",
    "artist": "SECRET-NAME",
    "creation_time": "2025-04-27T15:02:11Z",
}
"""What must not be in a published film, in the words of FFmpeg's muxers: they become `©xyz` and `loci`, the keys of
QuickTime."""
TAGS = {name: value for name, value in SECRET.items() if "location" not in name}
"""What a file may hold; a place would be told."""
TRACES = (b"31.3034", b"117.8875", b"13912345678", b"SECRET", b"GPS", b"uuid", b"\xa9xyz", b"loci")
"""What shows in the bytes of a file that such words are there."""


def film(
    suffix: str = ".mp4",
    codec: str = "libx264",
    sound: str = "aac",
    seconds: int = 3,
    colour: int = 0,
    metadata: dict[str, str] | None = None,
    options: dict[str, str] | None = None,
    encoder: dict[str, object] | None = None,
    tag: str = "",
    turned: bool = False,
) -> bytes:
    """A film of grey frames, 25 a second, with a silent track; `turned` as a phone held upright writes it. `options`
    are those of the container, `encoder` those of the picture."""
    out = io.BytesIO()
    kind = suffix.removeprefix(".")
    with av.open(out, "w", kind, options={"strict": "experimental", **(options or {})}) as container:
        container.metadata.update(SECRET if metadata is None else metadata)
        picture = container.add_stream(codec, rate=25)
        assert isinstance(picture, VideoStream)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuvj420p" if codec == "mjpeg" else "yuv420p"
        picture.options = encoder or {}
        picture.codec_context.thread_count = 1
        if tag:
            picture.codec_context.codec_tag = tag
        voice = container.add_stream(sound, rate=48000) if sound else None
        assert voice is None or isinstance(voice, AudioStream)
        for number in range(25 * seconds):
            image = Image.new("L", (64, 48), (colour + 3 * number) % 256).convert("RGB")
            drawn = av.VideoFrame.from_image(image)  # type: ignore[no-untyped-call]
            container.mux(picture.encode(drawn))
        container.mux(picture.encode(None))
        if voice:
            for number in range(50 * seconds):
                frame = av.AudioFrame(format=voice.format.name, layout="stereo", samples=960)
                for plane in frame.planes:
                    plane.update(bytes(plane.buffer_size))
                frame.sample_rate, frame.pts = 48000, number * 960
                container.mux(voice.encode(frame))
            container.mux(voice.encode(None))
    data = out.getvalue()
    return _turned(data) if turned else data


def box(kind: bytes, payload: bytes) -> bytes:
    """A box of ISO/IEC 14496-12, 4.2."""
    return struct.pack(">I4s", 8 + len(payload), kind) + payload


def with_track(data: bytes, kind: str) -> bytes:
    """A film in MP4 with one track more: a cover picture with an Exif, subtitles that hold places (as drones write
    them), or its sound a second time, three seconds later."""
    out = io.BytesIO()
    with av.open(io.BytesIO(data), "r") as source, av.open(out, "w", "mp4") as target:
        places = {
            stream.index: target.add_stream_from_template(stream, opaque=True) for stream in source.streams
        }
        more: Any
        if kind == "cover":
            more = target.add_stream("mjpeg")
            more.width, more.height, more.pix_fmt = 64, 48, "yuvj420p"
            more.disposition = Disposition.attached_pic
        elif kind == "text":
            more = target.add_mux_stream("mov_text")
        else:
            more = target.add_stream_from_template(source.streams.audio[0], opaque=True)
        packets = {
            "cover": [_packet(_cover(), 0, 0)],
            "text": [_packet(b"\x00\x14GPS 31.3034,117.8875", 0, 1000)],
        }.get(kind, [])
        for packet in source.demux():
            if not packet.size:
                continue
            if kind == "sound" and packet.stream.type == "audio":
                moment = float((packet.pts or 0) * packet.time_base)
                packets.append(_packet(bytes(packet), 3000 + round(1000 * moment), 21))
            packet.stream = places[packet.stream.index]
            target.mux(packet)
        for packet in packets:
            packet.stream = more
            target.mux(packet)
    return out.getvalue()


def _packet(data: bytes, start: int, duration: int) -> Any:
    """A packet with its times in milliseconds."""
    packet: Any = av.Packet(data)
    packet.pts = packet.dts = start
    packet.duration, packet.time_base = duration, Fraction(1, 1000)
    return packet


def _cover() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "SECRET GPS 31.3034"
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def trimmed(data: bytes) -> bytes:
    """A film in MP4 without its first picture that stands alone, as programs cut that do not encode again."""
    out = io.BytesIO()
    with av.open(io.BytesIO(data), "r") as source, av.open(out, "w", "mp4") as target:
        stream = source.streams.video[0]
        place = target.add_stream_from_template(stream, opaque=True)
        packets = [packet for packet in source.demux(stream) if packet.size]
        keys = [number for number, packet in enumerate(packets) if packet.is_keyframe]
        for packet in packets[keys[1] :]:
            packet.stream = place
            target.mux(packet)
    return out.getvalue()


def with_xmp(data: bytes) -> bytes:
    """A film with XMP behind it (XMP specification, part 3, 1.1.5)."""
    packet = b"<x:xmpmeta xmlns:exif='e'><exif:GPSLatitude>31.3034</exif:GPSLatitude></x:xmpmeta>"
    return data + box(b"uuid", uuid.UUID("be7acfcb-97a9-42e8-9c71-999491e3afac").bytes + packet)


def with_box_in_front(data: bytes, kind: bytes) -> bytes:
    """A film with a place in a box between `ftyp` and the rest; for films whose index tells no places in the file."""
    size = struct.unpack(">I", data[:4])[0]
    return data[:size] + box(kind, b"GPS 31.3034 117.8875") + data[size:]


def _turned(data: bytes) -> bytes:
    """Write a quarter turn into the header of the first track (ISO/IEC 14496-12, 8.3.2: the matrix)."""
    straight = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    quarter = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 48 << 16, 0, 1 << 30)
    place = data.index(straight, data.index(b"tkhd"))
    return data[:place] + quarter + data[place + len(straight) :]


def frames(data: bytes) -> list[tuple[int, int, bytes]]:
    """The turn in degrees, the time in milliseconds and the points of every frame of a film."""
    with av.open(io.BytesIO(data), "r") as container:
        return [
            (frame.rotation, round(1000 * (frame.time or 0)), frame.to_image().tobytes())  # type: ignore[no-untyped-call]
            for frame in container.decode(video=0)
        ]


def sound(data: bytes) -> bytes:
    """The samples of a film's first sound."""
    with av.open(io.BytesIO(data), "r") as container:
        found = list(container.decode(audio=0)) if container.streams.audio else []
        return b"".join(bytes(plane) for frame in found for plane in frame.planes)


def moments(data: bytes) -> set[bytes]:
    """Creation and change as the headers of an MP4 tell them (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2: seconds since
    1904, version 0)."""
    places = (found.end() for kind in (b"mvhd", b"tkhd", b"mdhd") for found in re.finditer(kind, data))
    return {data[place + 4 : place + 12] for place in places}


def published(data: bytes, name: str) -> bytes:
    """What the site would hold for a film of this name. Raises `strip_film_metadata.RefusedError`."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"film{films.SUFFIXES[Path(name).suffix.lower()]}")
        strip_film_metadata.remux(data, target)
        return target.read_bytes()


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def recording(seconds: int = 2, form: str = "mp3", metadata: dict[str, str] | None = None) -> bytes:
    """A recording of silence, with whatever an application writes into its tags."""
    out = io.BytesIO()
    codec = {"mp3": "libmp3lame", "adts": "aac"}[form]
    with av.open(out, "w", form) as container:
        container.metadata.update(TAGS if metadata is None else metadata)
        stream = container.add_stream(codec, rate=44100)
        assert isinstance(stream, AudioStream)
        for number in range(seconds * 25):
            frame = av.AudioFrame("s16p" if form == "mp3" else "fltp", "mono", 1764)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.sample_rate, frame.pts, frame.time_base = 44100, number * 1764, Fraction(1, 44100)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def heard(data: bytes) -> int:
    """How many samples of sound there are."""
    with av.open(io.BytesIO(data), "r") as container:
        return sum(int(frame.samples) for frame in container.decode(audio=0))


def with_frames(data: bytes, *frames: tuple[bytes, bytes]) -> bytes:
    """A recording with frames of ID3v2.4 in front of it (id3.org, "ID3 tag version 2.4.0", 3.1, 4), for instance a
    picture (`APIC`) or XMP (`PRIV`)."""

    def size(number: int) -> bytes:  # seven bits a byte
        return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))

    body = b"".join(name + size(len(text)) + b"\0\0" + text for name, text in frames)
    return b"ID3\4\0\0" + size(len(body)) + body + data


def cover_frame() -> tuple[bytes, bytes]:
    """A picture with an Exif, as players show it beside a recording (ID3v2.4, 4.14)."""
    return b"APIC", b"\0image/jpeg\0\3\0" + _cover()
