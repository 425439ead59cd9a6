"""Types of written values: what an officer may write for a number, a day, a name or a list, with Chinese messages.

Every value arrives as a string, or as a list or mapping of strings (`parsing.source`). Each type here is an annotation
for pydantic that turns it into the value or raises `PydanticCustomError` with `what` and `mend` in its context.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from column.model.addresses import ArticleId, WebAddress
from column.model.kinds import CASE_KINDS, CHANNELS, FORMS, STEPS, CaseKind
from column.model.problems import Excuse
from column.model.script import ScriptLine
from column.model.steps import Step

_DATE = re.compile(
    r"(?P<y>\d{4})\s*(?:-|/|\.|年)\s*(?P<m>\d{1,2})\s*(?:-|/|\.|月)\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]*(?P<h>\d{1,2})\s*[:：时]\s*(?P<min>\d{1,2})分?(?:[:：]?(?P<s>\d{2})秒?)?(?:\s*\+08:?00)?)?"
)
_NUMBER = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d+)\s*(?:人|人次|份|册|元)?")
_ABOUT = re.compile(r"[\d十百千万](?:余|多|来)|[约近超]\d|左右|以上")
_TRUE = {"true", "yes", "是", "1", "on"}
_FALSE = {"false", "no", "否", "0", "off"}
_DIGITS = 12
"""Digits of a number at most: no sum and no count of people has more; all is stored in 64 bits."""
BROADCAST = (220, 660)
"""Characters of what is read out in one minute and in three."""
NUMBERS = (0, 10**_DIGITS - 1)
DAYS = (1, 60)
"""Days in which units can be asked to answer a warning; of a longer time nobody would be in a hurry."""
POINTS = (2, 6)
"""Lines of a list of points, and below the characters of one of them at most."""
LONGEST_POINT = 60
_ADDRESS = 400
"""Characters of an address that are looked at: the pattern takes the square of their number."""
_FRAME = re.compile(
    r"""^[\s"'“”‘’`<《]*(?:.*/(?=(?:briefings|cases)/))?(?:\./)?/*"""
    r"""|(?:/index)?(?:\.md|\.html)?/*(?:[?#].*)?[\s"'“”‘’`>》。]*$"""
)
"""What may stand around an id: quotes, the site's address or the folders above, the name of the article's file."""
_LANDLINE = re.compile(r"0\d{2,3}-\d{7,8}")
_SPLIT = re.compile(r"\s*[、，,；;]\s*")


def refuse(what: str, mend: str) -> NoReturn:
    """Refuse a written value, with what is wrong and how to mend it."""
    raise PydanticCustomError("column", "{what}", {"what": what, "mend": mend})


def _one(value: object) -> str:
    if isinstance(value, str):
        return re.sub(r"[\s\u3000]+", " ", value).strip()
    refuse("这里应当是一句话，现在是一个列表或几项内容。", "写在一行里；文字里有英文冒号时给整句加引号。")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text of `least` to `most` characters, white space folded."""

    least: int
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def _check(self, value: object) -> str:
        line = _one(value)
        if len(line) < self.least:
            refuse(f"“{line}”只有 {len(line)} 个字，至少要 {self.least} 个。", "写完整。")
        if len(line) > self.most:
            refuse(
                f"“{line[:12]}……”有 {len(line)} 个字，最多 {self.most} 个。", f"删到 {self.most} 个字以内。"
            )
        return line


def _items(value: object) -> tuple[str, ...]:
    """One or more short entries: a list, or a line parted by 、 or a comma."""
    parts = _SPLIT.split(_one(value)) if isinstance(value, str) else value
    if not isinstance(parts, list):
        refuse("这里应当是一个或几个名称。", "写成“- 名称”的列表，或用“、”隔开。")
    return tuple(dict.fromkeys(name for part in parts for name in _SPLIT.split(_one(part)) if name))


def entries(value: object) -> tuple[tuple[int, str], ...]:
    """The entries of a value that names things, each with its place in the list; none where it has another form."""
    parts = value if isinstance(value, list) else [value]
    return tuple(
        (number, name)
        for number, part in enumerate(parts)
        if isinstance(part, str)
        for name in _SPLIT.split(_one(part))
        if name
    )


def _some(value: object) -> tuple[str, ...]:
    """One or more short entries; a line of nothing but commas has none."""
    names = _items(value)
    if not names:
        refuse("这里没有写名称。", "写一个名称，或者几个，用“、”隔开。")
    return names


def _single(value: object) -> str:
    """The one entry of a line, or of a list of one."""
    names = _some(value)
    if len(names) > 1:
        refuse(f"这里只能写一个名称，现在写了 {len(names)} 个。", "只留最主要的一个。")
    return names[0]


def _telephone(value: object) -> str:
    """A telephone number of an office, with its area code: nobody's mobile stands on a public page."""
    number = unicodedata.normalize("NFKC", _one(value)).replace(" ", "-")
    if not _LANDLINE.fullmatch(number):
        refuse("这不是带区号的固定电话。", "写单位对外公布的固定电话，如 0553-1234567；个人手机不写。")
    return number


def _web_address(value: object) -> str:
    try:
        return WebAddress(_one(value)[:_ADDRESS])
    except ValueError:
        refuse("这不是 https 网址。", "写完整的网址，以 https:// 开头。")


def _unframed(line: str) -> str:
    """What may be an id, out of a path or an address."""
    return _FRAME.sub("", unicodedata.normalize("NFKC", line[:_ADDRESS]).replace("\\", "/"))


def one_id(value: object) -> ArticleId:
    """The id of one article, written as an id, a path or an address."""
    try:
        return ArticleId(_unframed(_one(value)).removeprefix("briefings/").removeprefix("cases/"))
    except ValueError:
        mend = "从网址或文件夹里抄，如 chengguan/2025-04-27-xingfu-shequ、2025-04-27-shuadan。"
        refuse("这不是文章的编号。", mend)


def former_ids(of_briefing: bool | None) -> BeforeValidator:
    """Ids under which an article stood before, written as an id, a path or an address; None: of either kind."""
    column, other = ("briefings/", "cases/") if of_briefing else ("cases/", "briefings/")
    example = "chengguan/2025-04-27-xingfu-shequ" if of_briefing else "2025-04-27-shuadan"

    def check(value: object) -> tuple[ArticleId, ...]:
        ids = []
        mend = f"写改名以前的文件夹，如 {example}；没有改过名，就把这一行删掉。"
        for number, line in enumerate(_items(value), start=1):
            plain = _unframed(line)
            try:
                ids.append(ArticleId(plain.removeprefix(column).removeprefix(other)))
            except ValueError:
                refuse(f"第 {number} 项不是文章的编号。", mend)
            if of_briefing is not None and plain.startswith(other):
                refuse(f"第 {number} 项是另一个栏目的编号。", mend)
            if of_briefing is not None and ids[-1].of_briefing is not of_briefing:
                refuse(f"第 {number} 项{'少了单位的编号' if of_briefing else '不该有单位的编号'}。", mend)
        return tuple(dict.fromkeys(ids))

    return BeforeValidator(check)


def _points(value: object) -> tuple[str, ...]:
    """Some short lines."""
    least, most = POINTS
    if not isinstance(value, list):
        refuse(f"这里应当是 {least} 到 {most} 条短句。", "每条写一行，用“- ”开头。")
    lines = tuple(line for line in map(_one, value) if line)
    if not least <= len(lines) <= most:
        what = f"这里有 {len(lines)} 条，应当是 {least} 到 {most} 条。"
        refuse(what, "每条写一行，用“- ”开头；合并或补足。")
    if long := next((line for line in lines if len(line) > LONGEST_POINT), None):
        what = f"“{long[:12]}……”有 {len(long)} 个字，一条最多 {LONGEST_POINT} 个。"
        refuse(what, "写短些，或分成两条。")
    return lines


def _broadcast(value: object) -> tuple[str, ...]:
    """What is read out in one minute and, if wanted, in three: a text, or a list of two; line ends are kept."""
    parts = value if isinstance(value, list) else [value]
    texts = tuple(
        "\n".join(filter(None, map(str.strip, part.split("\n")))) for part in parts if isinstance(part, str)
    )
    if len(texts) != len(parts) or not all(texts) or not 1 <= len(texts) <= len(BROADCAST):
        refuse("这里应当是一篇或两篇广播稿。", "第一篇念一分钟；要三分钟的，写成列表，三分钟的放在第二条。")
    for text, most, name in zip(texts, BROADCAST, ("一分钟", "三分钟"), strict=False):
        if (over := len(re.sub(r"\s", "", text)) - most) > 0:
            refuse(
                f"{name}的广播稿有 {most + over} 个字，多了 {over} 个。",
                f"删到 {most} 个字以内，{name}才念得完。",
            )
    return texts


@dataclass(frozen=True, slots=True)
class Sentences:
    """So many lines of at most `most` characters each, no more and no fewer."""

    count: int
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._check)

    def _check(self, value: object) -> tuple[str, ...]:
        lines = tuple(filter(None, map(_one, value))) if isinstance(value, list) else ()
        if len(lines) != self.count:
            refuse(f"这里应当是 {self.count} 句话，现在是 {len(lines)} 句。", "每句写一行，用“- ”开头。")
        if long := next((line for line in lines if len(line) > self.most), None):
            what = f"“{long[:12]}……”有 {len(long)} 个字，一句最多 {self.most} 个。"
            refuse(what, "写短些，一句只说一件事。")
        return lines


def _moment(value: object) -> datetime | date:
    """A day, or a day with its time: `2025-04-27`, `2025/4/27`, `2025年4月27日`, each with 15:02 if wanted."""
    line = unicodedata.normalize("NFKC", _one(value))
    found = _DATE.fullmatch(line)
    if not found:
        refuse(
            f"“{line}”不是认得的日期。", "写成 2025-04-27、2025/4/27 或 2025年4月27日，后面可加时间 15:02。"
        )
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        if found["h"] is None:
            return day
        return datetime.combine(day, time(int(found["h"]), int(found["min"]), int(found["s"] or 0)))
    except ValueError:
        refuse(f"“{line}”这一天或这个时间不存在。", "核对年、月、日和时间。")


def _day(value: object) -> date:
    moment = _moment(value)
    return moment.date() if isinstance(moment, datetime) else moment


def _whole(value: object) -> int:
    line = unicodedata.normalize("NFKC", _one(value))
    found = _NUMBER.fullmatch(line)
    if not found and _ABOUT.search(line):
        refuse(
            f"“{line}”不是准确的数。", "只写数过的数字，如 60；没有数过的，删掉这一行，在正文里写“60余人”。"
        )
    if not found:
        refuse(f"“{line}”不是整数。", "只写数字，如 60。")
    digits = re.sub(r"\D", "", found[1])
    if len(digits) > _DIGITS:
        refuse(f"这个数有 {len(digits)} 位，太大了。", "核对是不是多写了，或者写成了电话、卡号。")
    return int(digits)


def _days(value: object) -> int:
    days = _whole(value)
    if not DAYS[0] <= days <= DAYS[1]:
        refuse(f"{days} 天太短或太长。", f"写 {DAYS[0]} 到 {DAYS[1]} 的整数。")
    return days


def _truth(value: object) -> bool:
    line = _one(value).lower()
    if line not in _TRUE | _FALSE:
        refuse(f"“{line}”应当是“是”或“否”。", "写 true（是）或 false（否）。")
    return line in _TRUE


@dataclass(frozen=True, slots=True)
class OneOf(BeforeValidator):
    """A closed set of words: `names` are the Chinese names by id."""

    names: Mapping[str, str] = field(default_factory=dict)


def one_of(names: Mapping[str, str]) -> OneOf:
    """One of a closed set of words, by its id or its Chinese name."""
    ids = {name.lower(): id for id, name in names.items()} | {id: id for id in names}

    def check(value: object) -> str:
        line = _one(value)
        if line.lower() not in ids:
            refuse(f"“{line}”不在可选的范围里。", f"可用：{'、'.join(names.values())}。")
        return ids[line.lower()]

    return OneOf(check, names=names)


def _years(value: object) -> tuple[int, ...]:
    return tuple(int(year) for year in _items(value) if year.isdecimal())


Telephone = Annotated[str, BeforeValidator(_telephone)]
Web = Annotated[str, BeforeValidator(_web_address)]
Items = Annotated[tuple[str, ...], BeforeValidator(_items)]
Some = Annotated[tuple[str, ...], BeforeValidator(_some)]
Points = Annotated[tuple[str, ...], BeforeValidator(_points)]
Broadcast = Annotated[tuple[str, ...], BeforeValidator(_broadcast)]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]
Day = Annotated[date | None, BeforeValidator(_day)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
Days = Annotated[int | None, BeforeValidator(_days)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Word = Annotated[str, Line(1, 64)]
Single = Annotated[str, BeforeValidator(_single)]
Channel = Annotated[str, one_of(CHANNELS)]
Form = Annotated[str, one_of(FORMS)]
Kind = Annotated[CaseKind, one_of(CASE_KINDS)]
Years = Annotated[tuple[int, ...], BeforeValidator(_years)]


def some_lines(value: object) -> tuple[str, ...]:
    """One line of text, or a list of them, each kept as it is."""
    lines = value if isinstance(value, list) else [value]
    if not lines or not all(isinstance(line, str) and line.strip() for line in lines):
        refuse("这里应当是一个列表，至少有一项。", "写成 [甲, 乙]，或每行一个“- 甲”。")
    return tuple(lines)


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    refuse("这里应当是一句话，不能空着，也不能是列表。", "写在冒号后面；有特殊符号时用单引号括起来。")


Text = Annotated[str, BeforeValidator(_text)]
"""Any line of text, kept as it is."""


class Matter(BaseModel):
    """A mapping of written values: each field's title is its Chinese key."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _ExcuseMatter(Matter):
    rule: Word = Field(title="规则")
    reason: Annotated[str, Line(4, 200)] = Field(title="理由")


Excuses = Annotated[
    tuple[_ExcuseMatter, ...],
    AfterValidator(lambda written: tuple(Excuse(each.rule, each.reason) for each in written)),
]


class _StepMatter(Matter):
    step: Annotated[str, one_of(STEPS)] = Field(title="环节")
    at: Moment = Field(title="完成时间")
    by: Annotated[str, BeforeValidator(_single)] = Field(title="承办单位")
    to: Items = Field(title="推送单位", default=())
    note: Annotated[str, Line(1, 60)] = Field(title="备注", default="")


def _step(written: _StepMatter) -> Step:
    moment = written.at if isinstance(written.at, datetime) else None
    day = moment.date() if moment else written.at
    return Step(written.step, day, moment.time() if moment else None, written.by, written.to, written.note)


Steps = Annotated[
    tuple[_StepMatter, ...], AfterValidator(lambda written: tuple(_step(each) for each in written))
]


class _ScriptLineMatter(Matter):
    say: Annotated[str, Line(4, 40)] = Field(title="话")
    flaw: Annotated[str, Line(4, 50)] = Field(title="破绽")


def _script(written: tuple[_ScriptLineMatter, ...]) -> tuple[ScriptLine, ...]:
    if not 4 <= len(written) <= 6:
        refuse(f"这里有 {len(written)} 句话，应当是 4 到 6 句。", "只写最能认出骗子的几句。")
    return tuple(ScriptLine(each.say, each.flaw) for each in written)


Script = Annotated[tuple[_ScriptLineMatter, ...], AfterValidator(_script)]


class _VideoMatter(Matter):
    file: Annotated[str, Line(1, 500)] = Field(title="文件")
    poster: Annotated[str, Line(1, 100)] = Field(title="封面", default="")
    captions: Annotated[str, Line(1, 100)] = Field(title="字幕", default="")
    transcript: Text = Field(title="文字稿", default="")


def film_parts(value: Any) -> Any:
    """A film as a mapping of its parts: a line is its file, and 封面, which is the name of an article's cover too, its
    poster."""
    if isinstance(value, str):
        return {"file": value}
    if isinstance(value, dict):
        return {"poster" if key == "cover" else key: part for key, part in value.items()}
    return value


Film = Annotated[_VideoMatter, BeforeValidator(film_parts)]
"""A film: its file or address in a line, or a mapping with its poster, captions and transcript."""
