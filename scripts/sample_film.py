"""Draw the sample film of the column, its poster and its captions: drawn frames and text, no people, no voice.

    .venv/bin/python scripts/sample_film.py

It writes `film.mp4`, `poster.jpg` and `film.vtt` beside the sample case. Nobody needs to run it; it says how the files were
made. The same versions of PyAV and Pillow give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
from av.video.stream import VideoStream
from PIL import Image, ImageDraw

import own_python  # noqa: F401 - first of ours: it ends a run by another Python
from column.media import cards
from column.system import command

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "cases" / "2026-11-20-scan-card-in-parcel"
WIDTH, HEIGHT, RATE = 960, 540, 10
"""Pixels, and frames a second: enough for drawn pictures, and a small file."""
_BLUE, _RED, _AMBER, _WHITE, _CARD = "#0b2a5b", "#8e1b16", "#ffd561", "#ffffff", "#f3f6fb"


@dataclass(frozen=True)
class Scene:
    """`seconds` long; `title` is drawn large, `lines` below it one after the other, `said` are the captions."""

    seconds: float
    colour: str
    title: str
    lines: tuple[str, ...]
    said: tuple[str, ...]


SCENES = (
    Scene(
        4,
        _BLUE,
        "没买过东西，却收到快递",
        ("一个小礼品", "一张“扫码领奖”的卡片"),
        ("没有下单，却收到一个快递\n里面有一张“扫码领奖”的卡片",),
    ),
    Scene(
        6,
        _RED,
        "这是引人刷单的骗局",
        ("进群", "下载软件", "垫钱做任务"),
        ("领奖要进群、要下软件、要垫钱", "三样里有一样，就是骗局"),
    ),
    Scene(
        6,
        _BLUE,
        "该怎么做",
        ("卡片上的二维码，不扫", "已经进群的，截图后退出", "卡片和包装，交给派出所"),
        ("卡片上的二维码不要扫", "已经进群的，先截图，再退群"),
    ),
    Scene(
        5,
        _RED,
        "已经垫了钱，马上打 110",
        ("拿不准，打 96110 问一问",),
        ("已经垫了钱的，不要再补\n马上打 110", "拿不准的，打 96110 问一问"),
    ),
)


def frame(scene: Scene, at: float) -> Image.Image:
    """The picture of a scene `at` a second of it: its lines come one after the other."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), scene.colour)
    draw = ImageDraw.Draw(picture)
    draw.text((60, 54), scene.title, _AMBER, cards.typeface(60, 800))
    for number, line in enumerate(scene.lines):
        begins = 0.4 + number * 0.8
        if at < begins:
            break
        slide = max(0.0, 1 - (at - begins) / 0.3)
        left, top = 60 + int(60 * slide), 160 + number * 84
        draw.rounded_rectangle((left, top, WIDTH - 60, top + 66), 10, _CARD)
        draw.text((left + 24, top + 10), line, scene.colour, cards.typeface(36, 700))
    draw.text((60, 34), "示例视频，不对应真实的人和案件", _WHITE, cards.typeface(24, 500), anchor="ls")
    return picture


def film(file: Path, scenes: Sequence[Scene]) -> None:
    """The scenes as a film in H.264 without sound."""
    with av.open(str(file), "w", options={"fflags": "+bitexact", "movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=RATE)
        assert isinstance(stream, VideoStream)  # noqa: S101 - for the types
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"crf": "26", "preset": "slow", "profile": "main", "tune": "animation"}
        stream.codec_context.thread_count = 1
        for scene in scenes:
            for number in range(int(scene.seconds * RATE)):
                drawn = av.VideoFrame.from_image(frame(scene, number / RATE))  # type: ignore[no-untyped-call]
                container.mux(stream.encode(drawn))
        container.mux(stream.encode(None))


def captions(scenes: Sequence[Scene]) -> str:
    """The captions, each as long as its part of its scene."""
    blocks, start = ["WEBVTT"], 0.0
    for scene in scenes:
        each = scene.seconds / len(scene.said)
        for number, said in enumerate(scene.said):
            begin = start + number * each
            blocks.append(f"{_time(begin + 0.2)} --> {_time(begin + each - 0.1)}\n{said}")
        start += scene.seconds
    return "\n\n".join(blocks) + "\n"


def _time(seconds: float) -> str:
    return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}"


def main() -> int:
    film(TARGET / "film.mp4", SCENES)
    frame(SCENES[0], SCENES[0].seconds).save(TARGET / "poster.jpg", quality=85)
    (TARGET / "film.vtt").write_text(captions(SCENES), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET / 'film.mp4'}\n")
    return 0


if __name__ == "__main__":
    command.run(main)
