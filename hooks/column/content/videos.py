"""The film of a case: the file, poster, captions and transcript that `video` names, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from column.content import captions
from column.content.attachments import Attachment
from column.content.discovery import TEXTS, VIDEO, Found
from column.media import films
from column.model.addresses import WebAddress
from column.model.attachments import Film, Photo, TextFile, Video, beside_name, plain_name
from column.model.front_matter.written import film_parts
from column.model.problems import Problem, Rule, Severity
from column.parsing import decoding
from column.parsing.source import Source

UNUSED = Rule(
    id="video-unused",
    title="视频、字幕没有写进“视频”一项",
    severity=Severity.WARNING,
    part="照片和视频",
    source="没有写进信息栏的视频、字幕和文字稿不会发布",
    bad="文件夹里有 film.mp4，信息栏里没有“视频”",
    good="信息栏里写“视频: film.mp4”",
)
PLAYING = Rule(
    id="video-playing",
    title="视频有的手机放不了，或者太大、太长",
    severity=Severity.WARNING,
    part="照片和视频",
    source="不少安卓手机放不了 H.265；读者用流量看，宽 1920 像素、三分钟以内够用",
    bad="H.265 的视频；4K；十分钟",
    good="H.264、1080P 以内、三分钟以内",
    excusable=True,
)
MISSING = Rule(
    id="video-captions",
    title="视频没有字幕，也没有文字稿",
    severity=Severity.WARNING,
    part="照片和视频",
    source="听不见、不方便开声音的人靠字幕（GB/T 37668-2019）；大厅里的屏幕不放声音；字幕还能搜索、能检查",
    bad="视频: film.mp4",
    good="视频下面写“文件: film.mp4”“字幕: film.vtt”",
    excusable=True,
)
POSTER = Rule(
    id="video-poster",
    title="视频没有封面",
    severity=Severity.WARNING,
    part="照片和视频",
    source="没有封面，播放以前是一块黑；公众号的草稿里只能放封面",
    bad="视频: film.mp4",
    good="视频下面写“文件: film.mp4”“封面: poster.jpg”",
    excusable=True,
)
RULES = (UNUSED, PLAYING, MISSING, POSTER)

WIDEST, LONGEST = 1920, 180
"""Pixels of the longer side and seconds, at most."""
_PAUSE = "\u3000"
"""Between captions, which have no full stops: as wide as a character, so that it is seen."""
_MAKE_POSTER = "视频放到最清楚的一帧，截一张图存成 poster.jpg 放在旁边，写“封面: poster.jpg”。"
_MAKE_CAPTIONS = (
    f"剪映里点“识别字幕”，校对后导出 SRT，再改成 .vtt 放在旁边，写“字幕: film.vtt”。{films.GUIDE}"
)


@dataclass(frozen=True)
class VideoReading:
    """What was found beside a case. `texts` are what its film says, for the rules that texts are held to."""

    video: Video | None
    problems: list[Problem] = field(default_factory=list)
    texts: list[Source] = field(default_factory=list)


def video(found: Found, source: Source, beside: Mapping[str, Attachment]) -> VideoReading:
    """The film that `video` names: beside the case or at an address. Files of films that it does not name are problems."""
    reader = _Reader(found, source, beside)
    result = reader.read(_parts(source.matter.get("video")))
    files = [name for name in beside if films.is_film(name) or name.lower().endswith(TEXTS)]
    result.problems[:0] = [_unused(found, name) for name in files if name not in reader.used]
    return result


def _parts(written: Any) -> Mapping[str, str]:
    """The parts of what is written; a line is the file."""
    if (
        isinstance(written, list) and len(written) == 1
    ):  # the check of the front matter reports that it is a list
        written = written[0]
    parts = film_parts(written)
    return (
        {key: value for key, value in parts.items() if isinstance(value, str)}
        if isinstance(parts, dict)
        else {}
    )


class _Reader:
    """Reads the parts of one `video`. `used`: the files beside the case that it names."""

    def __init__(self, found: Found, source: Source, beside: Mapping[str, Attachment]) -> None:
        self._found, self._source, self._beside = found, source, beside
        self._problems: list[Problem] = []
        self._texts: list[Source] = []
        self.used: set[str] = set()

    def read(self, parts: Mapping[str, str]) -> VideoReading:
        film, address = self._film(parts.get("file", ""))
        seconds = film.seconds if film else None
        poster = self._named(parts, "poster", "封面", Photo, "照片（.jpg、.png）")
        file = self._named(parts, "captions", "字幕", TextFile, "字幕（.vtt）")
        said: tuple[str, ...] = ()
        if file:
            read = captions.read(self._path(file.name), file.data, seconds)
            self._problems += read.problems
            self._texts.append(read.text)
            said = (_PAUSE.join(read.words),) if read.words else ()
        words = self._transcript(parts.get("transcript", "")) or said
        if not film and not address:
            return VideoReading(None, self._problems, self._texts)
        result = Video(film, address, poster, file.filename if file else "", file.name if file else "", words)
        if self.plays(result):
            self._problems += self._remarks(result)
        return VideoReading(result, self._problems, self._texts)

    @staticmethod
    def plays(video: Video) -> bool:
        """Whether the film may play on the page, not behind a link."""
        return bool(video.film) or video.address.lower().endswith(".mp4")

    def _film(self, written: str) -> tuple[Film | None, str]:
        value, plain = written.strip(), plain_name(written)
        there = [name for name in self._beside if films.is_film(name)]
        if named := beside_name(plain, there):
            self.used.add(named)
            film = self._beside[named]
            return (film if isinstance(film, Film) else None), ""
        if (
            not value or self._found.unit
        ):  # a briefing has no such key: the check of the front matter reports it
            return None, ""
        try:
            return None, str(WebAddress(value))
        except ValueError:
            what = "“视频”（video）写的既不是文章旁边的视频文件，也不是网址。"
            mend = (
                f"旁边有“{there[0]}”，要用它，就只写这个文件名；"
                if there
                else "视频文件（.mp4、.mov）放到 index.md 旁边，只写文件名；"
            )
            mend += "网址以 https:// 开头，写域名，不带端口和用户名，只用英文字母、数字和符号。"
            self._problems.append(self._source.problem(VIDEO, what, mend, ("video", "file")))
            return None, ""

    def _named(self, parts: Mapping[str, str], key: str, title: str, kind: type[Any], what: str) -> Any:
        """The file of a kind that a part names; None where there is none, which is a problem where one is named."""
        plain = plain_name(parts.get(key))
        fitting = [
            name
            for name, each in self._beside.items()
            if isinstance(each, kind) and (kind is Photo or name.lower().endswith(".vtt"))
        ]
        named = beside_name(plain, fitting)
        if (
            plain
            and not named
            and not isinstance(self._beside.get(beside_name(plain, list(self._beside))), Problem)
        ):
            told = f"“{title}”写的“{plain[:40]}”不在文章旁边，或者不是{what}。"
            mend = f"把{what}放到 index.md 旁边，这里只写它的文件名。"
            self._problems.append(self._source.problem(VIDEO, told, mend, self._place(key)))
        self.used.add(named)
        return self._beside[named] if named else None

    def _place(self, key: str) -> tuple[str, str]:
        """Where a part is written."""
        cover = ("video", "cover")
        return cover if key == "poster" and cover in self._source.marks else ("video", key)

    def _transcript(self, written: str) -> tuple[str, ...]:
        """The lines of a transcript: of the file that is named, else what is written."""
        if not plain_name(written).lower().endswith(".txt"):
            return tuple(filter(None, map(str.strip, written.split("\n"))))
        named = beside_name(
            plain_name(written), [name for name in self._beside if name.lower().endswith(".txt")]
        )
        self.used.add(named)
        file = self._beside.get(named)
        if not isinstance(file, TextFile):
            mend = "把文字稿（.txt）放到 index.md 旁边，这里只写它的文件名。"
            what = f"“文字稿”写的“{plain_name(written)[:40]}”不在文章旁边。"
            self._problems.append(self._source.problem(VIDEO, what, mend, ("video", "transcript")))
            return ()
        text, odd = decoding.decode(self._path(named), file.data)
        self._problems += odd
        self._texts.append(Source(self._path(named), text, {}, {}, text, 1))
        return tuple(filter(None, map(str.strip, text.split("\n"))))

    def _path(self, name: str) -> str:
        return f"{self._found.folder}/{name}"

    def _remarks(self, video: Video) -> Iterator[Problem]:
        """What would make more people see, hear and read the film."""
        told = self._source.problem
        if video.film:
            for what, mend in _playing(video.film, bool(video.captions)):
                yield told(PLAYING, f"视频“{video.film.name}”{what}", mend, "video")
        if not video.words:
            what = "视频没有字幕，也没有文字稿，听不见、不方便开声音的人看不懂。"
            yield told(MISSING, what, _MAKE_CAPTIONS, "video")
        if not video.poster:
            yield told(POSTER, "视频没有封面，播放以前是一块黑。", _MAKE_POSTER, "video")


def _playing(film: Film, captioned: bool) -> Iterator[tuple[str, str]]:
    """What keeps a film from playing well on phones, and how to mend it."""
    if film.codec == "hevc":
        yield "是 H.265（HEVC）编码，不少安卓手机放不了。", "用剪映导出，“编码”选 H.264。"
    if max(film.width, film.height) > WIDEST:
        yield (
            f"有 {film.width}×{film.height} 像素，手机上看不出差别，流量却多几倍。",
            "导出时选 1080P 或 720P。",
        )
    if film.seconds > LONGEST:
        yield f"长 {film.seconds:.0f} 秒，很少有人看完。", f"剪到 {LONGEST} 秒以内，或者分成几段。"
    if captioned and not film.sound:
        yield "没有声音，只有字幕。", "本来就没有配音的，不用改；漏了声音的，重新导出。"


def _unused(found: Found, name: str) -> Problem:
    if films.is_film(name):
        what, line = "这个视频文件没有写进“视频”一项，不会发布。", f"视频: {name}"
    else:
        key = "字幕" if name.lower().endswith(".vtt") else "文字稿"
        what, line = f"这个文件没有写进“视频”的“{key}”，不会发布。", f"{key}: {name}"
    mend = (
        "简报不附视频；放到案例或风险提示里。"
        if found.unit
        else f"在信息栏里加一行“{line}”，用不着就删掉文件。"
    )
    return UNUSED.problem(f"{found.folder}/{name}", what, mend)
