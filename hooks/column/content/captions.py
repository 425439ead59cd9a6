"""Captions of a film in WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format"): read line by line, each fault with its
line.

What a player cannot show is an error; what a viewer cannot read in time is a warning, by the measures of subtitling for
television: two lines of 18 characters, 1.3 to 6 seconds.
"""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from column.model.problems import Problem, Rule, Severity
from column.parsing import decoding
from column.parsing.source import Source

CAPTIONS = Rule(
    id="captions",
    title="字幕放不出来",
    part="照片和视频",
    source="网页的字幕是 WebVTT 格式：UTF-8 编码，第一行 WEBVTT，每条一行时间、一两行字",
    bad="00:00:01,000 -> 00:00:03,000",
    good="00:00:01.000 --> 00:00:03.000",
)
READING = Rule(
    id="captions-reading",
    title="字幕来不及看",
    severity=Severity.WARNING,
    part="照片和视频",
    source="字幕一屏最多两行、一行最多 18 个汉字，停留 1.3 到 6 秒，前后不重叠，老人和听不见的人才看得过来",
    bad="一条字幕 40 个字，停留一秒",
    good="一条字幕两行，每行不超过 18 个字，停留三秒",
    excusable=True,
)
RULES = (CAPTIONS, READING)

LINES, CHARACTERS, SHORTEST, LONGEST = 2, 18, 1.3, 6.0
"""At most of one cue, and the seconds that it may stay."""
_LATE = 0.2
"""Seconds by which a cue may outlast the film: programs round."""
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
_TAG = re.compile(r"<[^>]*>")
_MEND_TIME = "写成“00:00:01.000 --> 00:00:03.500”：小数点后三位，箭头前后各一个空格。"
_MEND_HEAD = "第一行写 WEBVTT，第二行空着；剪映导出的 SRT 还要把时间里的逗号改成小数点。"


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: `line` is that of its time, `start` and `end` are in seconds, `lines` its text as it is read."""

    line: int
    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Captions:
    """`text` is what people read in the file, each line at its place, for the rules that texts are held to."""

    cues: tuple[Cue, ...]
    text: Source
    problems: tuple[Problem, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What is said, a cue a line."""
        return tuple("\u3000".join(cue.lines) for cue in self.cues if cue.lines)


def read(path: str, data: bytes, seconds: float | None) -> Captions:
    """The captions of a film that lasts `seconds` (None: nobody knows), and all that is wrong with them."""
    text, odd = decoding.decode(path, data)
    problems = [each for each in odd if each.rule == decoding.CONTROL.id]
    if len(problems) < len(odd):
        what = "字幕文件不是 UTF-8 编码，手机上会是乱码。"
        line = max(each.line for each in odd) or 1
        problems.append(CAPTIONS.problem(path, what, "用记事本打开，“另存为”时编码选 UTF-8。", line))
    rows = text.split("\n")
    if not _HEAD.fullmatch(rows[0]):
        problems.append(CAPTIONS.problem(path, "字幕文件的第一行不是 WEBVTT。", _MEND_HEAD, 1))
    cues, shown = [], [""] * len(rows)
    for start, block in _blocks(rows):
        at = next((number for number, row in enumerate(block[:2]) if "-->" in row), None)
        if start == 0 and at is None and _HEAD.fullmatch(block[0]):
            continue
        if block[0].split(maxsplit=1)[0] in ("NOTE", "STYLE", "REGION"):
            shown[start : start + len(block)] = block
            continue
        if at is None:
            what = "这里的字没有时间，不会显示。"
            problems.append(CAPTIONS.problem(path, what, f"在它上面一行写时间。{_MEND_TIME}", start + 1))
            shown[start : start + len(block)] = block
            continue
        said = block[at + 1 :]
        if said:  # in one line: a number over two is still a number
            shown[start + at + 1] = "".join(map(str.strip, said))
        found = _cue(start + at + 1, block[at], said)
        if found is None:
            problems.append(CAPTIONS.problem(path, "字幕的时间写得不对。", _MEND_TIME, start + at + 1))
        else:
            cues.append(found)
    problems += [problem for cue in cues for problem in _faults(path, cue, seconds)]
    problems += _overlaps(path, cues)
    if not cues and not problems:
        problems.append(CAPTIONS.problem(path, "字幕文件里一条字幕也没有。", _MEND_TIME, 1))
    body = "\n".join(_TAG.sub("", row) for row in shown)
    return Captions(tuple(cues), Source(path, body, {}, {}, body, 1), tuple(sorted(problems)))


def _blocks(rows: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The place and the lines of each block; blank lines part them, and so does the first line."""
    start: int | None = None
    for number, row in enumerate([*rows, ""]):
        if row.strip() and start is None:
            start = number
        elif start is not None and (
            not row.strip() or (start == 0 and "-->" in row and _HEAD.fullmatch(rows[0]))
        ):
            yield start, list(rows[start:number])
            start = number if row.strip() else None


def _cue(line: int, timing: str, said: Sequence[str]) -> Cue | None:
    found = _TIMING.fullmatch(timing)
    if not found:
        return None
    lines = (html.unescape(_TAG.sub("", row)).strip() for row in said)
    return Cue(line, _seconds(found.groups()[:4]), _seconds(found.groups()[4:]), tuple(filter(None, lines)))


def _seconds(time: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in time)
    return 3600 * hours + 60 * minutes + seconds + thousandths / 1000


def _faults(path: str, cue: Cue, film: float | None) -> Iterator[Problem]:
    """What is wrong with one cue by itself."""
    lasts = cue.end - cue.start
    if not cue.lines:
        yield CAPTIONS.problem(path, "这一条字幕是空的。", "在时间的下一行写字，或者删掉这一条。", cue.line)
    if lasts <= 0:
        yield CAPTIONS.problem(path, "这一条字幕结束得比开始还早。", "核对两个时间。", cue.line)
    elif not SHORTEST <= lasts <= LONGEST:
        what = f"这一条字幕停留 {lasts:.1f} 秒，应当在 {SHORTEST} 到 {LONGEST:.0f} 秒之间。"
        yield READING.problem(path, what, "太短的和前后合并，太长的分成两条。", cue.line)
    if film is not None and cue.end > film + _LATE:
        what = f"这一条字幕到 {cue.end:.1f} 秒，视频只有 {film:.1f} 秒。"
        yield READING.problem(path, what, "核对是不是别的视频的字幕，或者视频后来剪短了。", cue.line)
    if len(cue.lines) > LINES:
        what = f"这一条字幕有 {len(cue.lines)} 行，最多 {LINES} 行。"
        yield READING.problem(path, what, "分成两条。", cue.line)
    for number, row in enumerate(cue.lines, start=1):
        if (width := _width(row)) > CHARACTERS:
            what = f"这一行字幕有 {width} 个字，最多 {CHARACTERS} 个，手机上会盖住画面。"
            yield READING.problem(path, what, "换一行，或者分成两条。", cue.line + number)


def _overlaps(path: str, cues: Sequence[Cue]) -> Iterator[Problem]:
    """Cues that begin before one above them has ended."""
    end = 0.0
    for cue in cues:
        if cue.start < end:
            what = "这一条字幕开始的时候，前面的还没有结束，两条会叠在一起。"
            yield READING.problem(path, what, "把前一条的结束时间提前，按时间先后排列。", cue.line)
        end = max(end, cue.end)


def _width(row: str) -> int:
    """Characters of a line as wide as a Chinese one; two Latin letters make one."""
    return math.ceil(sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in row))
