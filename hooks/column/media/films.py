"""Films: looked at, and written anew with nothing but their picture and sound.

A film from a phone carries where and when it was taken: in `moov/udta` (`©xyz`, `loci`), in QuickTime's keys
(`com.apple.quicktime.location.ISO6709`), in XMP, in tracks of data or subtitles, in a cover
picture's Exif, and in messages within the picture's own stream (SEI of H.264 and H.265). So nothing is taken out:
what draws and sounds is put into a new file (`remux`), and all else stays behind. It is copied, not encoded again, so
the film looks and sounds as it did; a film in MP4 begins with its index, so that it plays before it is loaded.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from column.model.attachments import Film
from column.model.problems import UserError
from column.system.fingerprint import version_of

LIMIT_MB = 20
"""The size of a film or recording beside an article, at most: Git keeps every version for ever."""
SECONDS = 120
"""How long a film may take to be written anew; one of the largest takes about two."""
SUFFIXES = {".mp4": ".mp4", ".m4v": ".mp4", ".mov": ".mp4"}
"""The suffix of a file that is taken for a film, and that under which it is published."""
SOUNDS = {".mp3": ".mp3"}
"""Likewise of recordings."""
UNPLAYABLE_SOUNDS = {".m4a", ".wav", ".amr", ".aac", ".ogg", ".wma", ".opus", ".flac"}
"""Suffixes of recordings that are not taken: one form that every phone plays is enough."""
SAVE_SOUND = "用手机录音机或剪映导出成 MP3 再传；微信语音、M4A、WAV 都要先转成 MP3。"
"""How to mend a recording that cannot be published."""
UNPLAYABLE = {
    ".webm",
    ".avi",
    ".wmv",
    ".mkv",
    ".flv",
    ".mpg",
    ".mpeg",
    ".rm",
    ".rmvb",
    ".3gp",
    ".vob",
    ".ts",
    ".mts",
}
"""Suffixes of films that some phones do not play."""
EXPORT = "用剪映或手机自带的剪辑功能导出成 MP4（H.264 画面、AAC 声音）再传。"
"""How to mend a film that cannot be published."""
GUIDE = "做法见“怎么投稿”页的“视频”一节。"
"""Where to read more."""

REMUX = Path(__file__).with_name("strip_film_metadata.py")
_AGAIN = f"从原片重新上传一次；还不行，就{EXPORT}"
FAULTS = {
    "unreadable": ("这个文件不是视频，或者没有传完整，或者扩展名和实际格式不一致。", _AGAIN),
    "photo": ("这是一张照片，扩展名却是视频的。", "照片改回原来的扩展名，不要写进“视频”。"),
    "no picture": ("视频里没有画面。", EXPORT),
    "no sound": ("录音里没有声音。", SAVE_SOUND),
    "codec": ("{suffix} 视频的{kind}编码是 {codec}，有的手机浏览器播放不了。", EXPORT),
    "cut off": ("视频不完整，后半截读不出来。", "多半没有传完，从原片重新上传。"),
}
"""What is wrong and how to mend it, by the faults of `remux`."""
_OF_SOUND = {
    "unreadable": ("这个文件不是 MP3 录音，或者没有传完整。", SAVE_SOUND),
    "codec": ("录音不是 MP3。", SAVE_SOUND),
}
_KINDS = {"video": "画面", "audio": "声音"}


class FilmError(UserError):
    """A file that cannot be published as a film."""


@cache
def version() -> str:
    """The state of the code that writes films."""
    return version_of(REMUX, metadata.version("av"))[:16]


def is_film(name: str) -> bool:
    """Whether a file's name says that it is a film of a kind that can be published."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def is_sound(name: str) -> bool:
    """Whether a file's name says that it is a recording that can be published."""
    return PurePosixPath(name).suffix.lower() in SOUNDS


def inspect(file: Path) -> Film:
    """Read a film or a recording and write it anew, for a try. Raises `FilmError` for whatever cannot be published, and for
    a film whose file tells where it was taken: nobody else could take that out of the repository again."""
    if (size := file.stat().st_size) > LIMIT_MB * 1024 * 1024:
        what = f"文件有 {size / 1024 / 1024:.1f} MB，最多 {LIMIT_MB} MB。"
        if is_sound(file.name):
            raise FilmError(what, "剪短；一分钟的录音，单声道、每秒 32 千比特，只有四分之一 MB。")
        raise FilmError(
            what, f"剪短，或用剪映导出时选 720P；还是太大，就放到登记过的网站上，这里写网址。{GUIDE}"
        )
    told, data = rewritten(file)
    if told["places"]:
        kind = "录音文件里记着录音的地点" if is_sound(file.name) else "视频文件里记着拍摄地点"
        what = f"{kind}（{'、'.join(told['places'])}），谁拿到文件都看得到。"
        raise FilmError(what, f"用剪映重新导出再传，或者请办公室运行 make video FILE=这个文件的路径。{GUIDE}")
    shown = {name: told[name] for name in ("seconds", "codec", "width", "height", "sound")}
    return Film(file.name, told["digest"], (SUFFIXES | SOUNDS)[file.suffix.lower()], len(data), **shown)


def publishable(file: Path, film: Film) -> bytes:
    """The bytes to publish for a film that was inspected. Raises `FilmError`, too where it is no longer that film."""
    told, data = rewritten(file) if file.is_file() else ({"digest": ""}, b"")
    if told["digest"] != film.digest:
        raise FilmError("视频在构建过程中被改动了。", "等文件传完，再运行一次。")
    return data


def rewritten(file: Path, *, whole: bool = False) -> tuple[dict[str, Any], bytes]:
    """What is told of a film (`strip_film_metadata.remux`, and its SHA-256 as `digest`), and its picture and sound in a new
    file; the same bytes for the same film. `whole`: with every packet as it was. The file's suffix is one of `SUFFIXES`
    or `SOUNDS`. Raises `FilmError`.

    FFmpeg reads the film in a process of its own: a damaged one may make it loop or crash.
    """
    faults = FAULTS | _OF_SOUND if is_sound(file.name) else FAULTS
    if not file.stat().st_size:
        raise FilmError("这是空文件。", "多半没有传完，重新上传。")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"film{(SUFFIXES | SOUNDS)[file.suffix.lower()]}")
        mode = ["--whole"] if whole else []
        command = [sys.executable, "-I", str(REMUX), *mode, str(file.resolve()), str(target)]
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise FilmError(*faults["unreadable"]) from None
        if done.returncode == 0:
            return json.loads(done.stdout), target.read_bytes()
    # No word of the process itself: it crashed, or was stopped for its time.
    told = json.loads(done.stdout) if done.returncode == 1 and done.stdout else {"fault": "unreadable"}
    what, mend = faults[told["fault"]]
    raise FilmError(what.format(**{**told, "kind": _KINDS.get(told.get("kind", ""), "")}), mend)
