"""What a front matter may hold: contract 2 of the design as models, with Chinese messages.

The models check the form of single values; whether an id exists is asked of the `vocabulary` later. All
values arrive as strings (`manuscript`), so each type here says what an officer may write for it.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from column.model.records import ArticleId, CaseKind, Duty, Family, Problem, UnitKind
from column.parsing.source import Mark

M = TypeVar("M", bound="Matter")

_DATE = re.compile(
    r"(?P<y>\d{4})\s*(?:-|/|\.|年)\s*(?P<m>\d{1,2})\s*(?:-|/|\.|月)\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]*(?P<h>\d{1,2})\s*[:：时]\s*(?P<min>\d{1,2})分?(?:[:：]?(?P<s>\d{2})秒?)?(?:\s*\+08:?00)?)?"
)
_NUMBER = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d+)\s*(?:人|人次|余人|份|册|元)?")
_TRUE = {"true", "yes", "是", "1", "on"}
_FALSE = {"false", "no", "否", "0", "off"}
_ADDRESS = 400
"""Characters of an address that are looked at: the pattern takes the square of their number."""
_FRAME = re.compile(
    r"""^[\s"'“”‘’`<《]*(?:.*/(?=(?:briefings|cases)/))?(?:\./)?/*"""
    r"""|(?:/index)?(?:\.md|\.html)?/*(?:[?#].*)?[\s"'“”‘’`>》。]*$"""
)
"""What may stand around an id: quotes, the site's address or the folders above, the name of the article's file."""
_SPLIT = re.compile(r"\s*[、，,；;]\s*")


def _refuse(what: str, mend: str) -> NoReturn:
    raise PydanticCustomError("column", "{what}", {"what": what, "mend": mend})


def _one(value: object) -> str:
    if isinstance(value, str):
        return re.sub(r"[\s\u3000]+", " ", value).strip()
    _refuse("这里应当是一句话，现在是一个列表或几项内容。", "写在一行里；文字里有英文冒号时给整句加引号。")


def text(least: int, most: int) -> BeforeValidator:
    """A line of text of `least` to `most` characters, white space folded."""

    def check(value: object) -> str:
        line = _one(value)
        if len(line) < least:
            _refuse(f"“{line}”只有 {len(line)} 个字，至少要 {least} 个。", "写完整。")
        if len(line) > most:
            _refuse(f"“{line[:12]}……”有 {len(line)} 个字，最多 {most} 个。", f"删到 {most} 个字以内。")
        return line

    return BeforeValidator(check)


def _items(value: object) -> tuple[str, ...]:
    """One or more short entries: a list, or a line parted by 、 or a comma."""
    parts = _SPLIT.split(_one(value)) if isinstance(value, str) else value
    if not isinstance(parts, list):
        _refuse("这里应当是一个或几个名称。", "写成“- 名称”的列表，或用“、”隔开。")
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
        _refuse("这里没有写名称。", "写一个名称，或者几个，用“、”隔开。")
    return names


def _single(value: object) -> str:
    """The one entry of a line, or of a list of one."""
    names = _some(value)
    if len(names) > 1:
        _refuse(f"这里只能写一个名称，现在写了 {len(names)} 个。", "只留最主要的一个。")
    return names[0]


def _former_ids(of_briefing: bool) -> BeforeValidator:
    """Ids under which an article stood before, written as an id, a path or an address."""
    column, other = ("briefings/", "cases/") if of_briefing else ("cases/", "briefings/")
    example = "wucheng/2025-04-27-xingfu-shequ" if of_briefing else "2025-04-27-shuadan"

    def check(value: object) -> tuple[ArticleId, ...]:
        ids = []
        mend = f"写改名以前的文件夹，如 {example}；没有改过名，就把这一行删掉。"
        for number, line in enumerate(_items(value), start=1):
            plain = unicodedata.normalize("NFKC", line[:_ADDRESS]).replace("\\", "/")
            plain = _FRAME.sub("", plain)
            try:
                ids.append(ArticleId(plain.removeprefix(column).removeprefix(other)))
            except ValueError:
                _refuse(f"第 {number} 项不是文章的编号。", mend)
            if plain.startswith(other):
                _refuse(f"第 {number} 项是另一个栏目的编号。", mend)
            if ids[-1].of_briefing is not of_briefing:
                _refuse(f"第 {number} 项{'少了单位的编号' if of_briefing else '不该有单位的编号'}。", mend)
        return tuple(dict.fromkeys(ids))

    return BeforeValidator(check)


def _points(value: object) -> tuple[str, ...]:
    """Two to six short lines of at most 60 characters."""
    if not isinstance(value, list):
        _refuse("这里应当是 2 到 6 条短句。", "每条写一行，用“- ”开头。")
    lines = tuple(line for line in map(_one, value) if line)
    if not 2 <= len(lines) <= 6:
        _refuse(f"这里有 {len(lines)} 条，应当是 2 到 6 条。", "每条写一行，用“- ”开头；合并或补足。")
    if long := next((line for line in lines if len(line) > 60), None):
        _refuse(f"“{long[:12]}……”有 {len(long)} 个字，一条最多 60 个。", "写短些，或分成两条。")
    return lines


def _moment(value: object) -> datetime | date:
    """A day, or a day with its time: `2025-04-27`, `2025/4/27`, `2025年4月27日`, each with 15:02 if wanted."""
    line = unicodedata.normalize("NFKC", _one(value))
    found = _DATE.fullmatch(line)
    if not found:
        _refuse(
            f"“{line}”不是认得的日期。", "写成 2025-04-27、2025/4/27 或 2025年4月27日，后面可加时间 15:02。"
        )
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        if found["h"] is None:
            return day
        return datetime.combine(day, time(int(found["h"]), int(found["min"]), int(found["s"] or 0)))
    except ValueError:
        _refuse(f"“{line}”这一天或这个时间不存在。", "核对年、月、日和时间。")


def _day(value: object) -> date:
    moment = _moment(value)
    return moment.date() if isinstance(moment, datetime) else moment


def _whole(value: object) -> int:
    line = unicodedata.normalize("NFKC", _one(value))
    found = _NUMBER.fullmatch(line)
    if not found:
        _refuse(f"“{line}”不是整数。", "只写数字，如 60。")
    return int(re.sub(r"\D", "", found[1]))


def _truth(value: object) -> bool:
    line = _one(value).lower()
    if line not in _TRUE | _FALSE:
        _refuse(f"“{line}”应当是“是”或“否”。", "写 true（是）或 false（否）。")
    return line in _TRUE


def _channel(value: object) -> str:
    line = _one(value)
    channel = CHANNEL_NAMES.get(line.lower())
    if channel is None:
        _refuse(f"“{line}”不是认得的接触方式。", "可用：" + "、".join(CHANNELS.values()) + "。")
    return channel


def _kind(value: object) -> CaseKind:
    line = _one(value)
    kind = CASE_KINDS.get(line.lower())
    if kind is None:
        _refuse(f"“{line}”不是认得的类别。", "写“典型案例”或“风险提示”。")
    return kind


CHANNELS = {
    "phone": "电话",
    "sms": "短信",
    "wechat": "微信",
    "qq": "QQ",
    "app": "手机应用",
    "shopping": "购物平台",
    "game": "游戏",
    "video": "短视频",
    "offline": "线下",
}
CHANNEL_NAMES = {name.lower(): id for id, name in CHANNELS.items()} | {id: id for id in CHANNELS}
CASE_KINDS = {
    "case": CaseKind.CASE,
    "典型案例": CaseKind.CASE,
    "warning": CaseKind.WARNING,
    "风险提示": CaseKind.WARNING,
}

Items = Annotated[tuple[str, ...], BeforeValidator(_items)]
Some = Annotated[tuple[str, ...], BeforeValidator(_some)]
Points = Annotated[tuple[str, ...], BeforeValidator(_points)]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]
Day = Annotated[date | None, BeforeValidator(_day)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Word = Annotated[str, text(1, 64)]
Single = Annotated[str, BeforeValidator(_single)]


class Matter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ExcuseMatter(Matter):
    rule: Word = Field(title="规则")
    reason: Annotated[str, text(4, 200)] = Field(title="理由")


class ArticleMatter(Matter):
    title: Annotated[str, text(4, 64)] = Field(title="标题")
    short_title: Annotated[str, text(4, 32)] = Field("", title="短标题")
    date: Moment = Field(title="日期")
    groups: Some = Field(title="人群")
    summary: Annotated[str, text(1, 120)] = Field("", title="摘要")
    cover: Word = Field("", title="封面")
    source: Word = Field("", title="信息来源")
    editor: Word = Field("", title="编辑")
    sample: Truth = Field(False, title="示例")
    updated: Day = Field(None, title="更新日期")
    correction: Annotated[str, text(4, 200)] = Field("", title="更正说明")
    allow: tuple[ExcuseMatter, ...] = Field((), title="豁免")
    draft: Truth = Field(False, title="草稿")


class BriefingMatter(ArticleMatter):
    venue: Single = Field(title="场所")
    place: Annotated[str, text(1, 60)] = Field("", title="地点")
    audience: Whole = Field(None, title="参与人数")
    leaflets: Whole = Field(None, title="发放资料")
    responds_to: Items = Field((), title="回应预警")
    aliases: Annotated[tuple[ArticleId, ...], _former_ids(of_briefing=True)] = Field((), title="曾用编号")


class CaseMatter(ArticleMatter):
    kind: Annotated[CaseKind, BeforeValidator(_kind)] = Field(title="类别")
    scam: Single = Field(title="诈骗类型")
    channel: Annotated[str, BeforeValidator(_channel)] = Field("", title="接触方式")
    loss: Whole = Field(None, title="损失金额")
    area: Annotated[str, text(1, 30)] = Field("", title="发案区域")
    signs: Points = Field(title="识别要点")
    tips: Points = Field(title="防范提示")
    slogan: Annotated[str, text(1, 20)] = Field("", title="宣传标语")
    video: Annotated[str, text(1, 500)] = Field("", title="视频")
    review_by: Day = Field(None, title="复核日期")
    aliases: Annotated[tuple[ArticleId, ...], _former_ids(of_briefing=False)] = Field((), title="曾用编号")


class ScamMatter(Matter):
    name: Word = Field(title="名称")
    family: Family = Field(title="大类")
    order: Whole = Field(title="次序")
    also: Items = Field((), title="别名")
    listed: Items = Field((), title="列入年份")
    slogan: Annotated[str, text(1, 20)] = Field(title="宣传标语")
    summary: Annotated[str, text(1, 120)] = Field(title="摘要")
    signs: Points = Field(title="识别要点")
    tips: Points = Field(title="防范提示")


class GroupMatter(Matter):
    name: Word = Field(title="名称")
    order: Whole = Field(title="次序")
    also: Items = Field((), title="别名")
    slogan: Annotated[str, text(1, 20)] = Field(title="宣传标语")
    summary: Annotated[str, text(1, 120)] = Field(title="摘要")
    risks: Some = Field(title="主要风险")


class UnitMatter(Matter):
    id: Word = Field(title="编号")
    name: Word = Field(title="名称")
    kind: UnitKind = Field(title="性质")
    duty: Duty = Field(title="任务")
    github: Items = Field((), title="账号")


@cache
def names(model: type[Matter]) -> dict[str, str]:
    """Every key that a model takes, in English and in Chinese, to its canonical key."""
    table = {"规则": "rule", "理由": "reason"}
    for key, field in model.model_fields.items():
        table |= {key: key, str(field.title): key}
    return table


def validate(
    model: type[M], path: str, matter: dict[str, Any], line: Callable[..., int], inside: Mark = ()
) -> tuple[M | None, list[Problem]]:
    """The model filled from a mapping of strings, or None with every problem in it.

    `line` tells the line of a place in the file (`Manuscript.line`); `inside` is where the mapping stands there.
    Empty values count as not given, so a template's blank line does no harm.
    """
    given = {key: value for key, value in matter.items() if value not in ("", [], {})}
    try:
        return model.model_validate(given), []
    except ValidationError as fault:
        return None, [
            Problem(path, line(*inside, *error["loc"]), 0, "key", *_explained(model, dict(error)))
            for error in fault.errors()
        ]


def _explained(model: type[Matter], error: dict[str, Any]) -> tuple[str, str]:
    """What is wrong and how to mend it, in Chinese, from one of pydantic's errors."""
    key = str(error["loc"][0])
    field = model.model_fields.get(key)
    name = f"“{field.title}”（{key}）" if field else f"“{key}”"
    if error["type"] == "missing":
        if len(error["loc"]) > 1:
            return (
                f"{name}里每一条都要有“规则”和“理由”。",
                "写成“- 规则: 规则编号”，下一行对齐写“理由: 为什么可以豁免”。",
            )
        return f"缺少{name}。", f"在信息栏里加一行“{field.title if field else key}: ……”。"
    if error["type"] == "extra_forbidden":
        if issubclass(model, ArticleMatter) and (elsewhere := _elsewhere(key)):
            return elsewhere
        known = names(model)
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
        hint = (
            f"是不是“{near[0]}”？"
            if near
            else "可用的有：" + "、".join(name for name in known if not name.isascii()) + "。"
        )
        return f"不认识{name}这一项。", hint + "用不着就删掉。"
    if error["type"] == "column":
        return f"{name}：{error['ctx']['what']}", error["ctx"]["mend"]
    if error["type"] == "enum":
        return (
            f"{name}：“{error['input']}”不在可选的范围里。",
            f"可用：{error['ctx']['expected'].replace(' or ', '、').replace(', ', '、')}。",
        )
    return f"{name}的写法不对。", "照“怎么投稿”页的样子重写这一项。"


def _elsewhere(key: str) -> tuple[str, str] | None:
    """What to say of a key that only the other kind of article has; None for every other key."""
    for model, kind in ((BriefingMatter, "简报"), (CaseMatter, "典型案例和风险提示")):
        plain = names(model).get(key, "")
        if field := model.model_fields.get(plain):
            return f"“{field.title}”（{plain}）只用在{kind}里。", "把这一行删掉。"
    return None
