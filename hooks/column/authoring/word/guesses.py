"""Guesses about a briefing's front matter from its Word file: title, day, unit, venue, groups, place, numbers.

The briefings of a bureau are alike: a masthead in red (简报, 第×期, unit, date), a centred title, text that begins with
the date, photos, a signature. Each guess carries its reason, because an officer has to confirm it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from column.authoring.word import dates
from column.authoring.word.document import Block, Document
from column.content.taxonomies import Vocabulary
from column.model.terms import Group, Unit, Venue

_MASTHEAD = re.compile(
    r"[一-鿿《》“”]{0,16}(?:简报|快讯|专报|简讯)|[一-鿿]{0,6}(?:信息|动态)"
    r"|\(?(?:20\d\d年)?(?:总)?第[\d〇一二三四五六七八九十百×Xx_]*期\)?"
    r"|[一-鿿]{0,12}公安局[一-鿿]{0,12}(?:派出所|大队|中队|支队|中心|科|室|局)?|[一-鿿]{2,8}(?:派出所|大队|政工室)"
    r"|[一-鿿]{1,10}[\[(〔【]20\d\d[\])〕】]第?\d{1,5}号(?:签发人?:.{0,10})?|(?:特急|特提|加急|平急|急件|\d{6})"
    r"|[-—_―─━=*★☆]{2,}|(?:签发|审核|审签|编辑|编发|编号|主编|责编)人?:.{0,20}|内部资料.{0,10}"
)
_EVENT = re.compile(
    "开展|组织|走进|深入|举办|举行|联合|召开|(?<![推引改促先])进(?:校园|学校|社区|企业|农村|乡村|家庭|村)"
)
_SIGNATURE = re.compile(
    r"\(?(?:供稿|撰稿|通讯员|作者|编辑|责任编辑|审核|审签|签发|校对|图片|摄影|联系人|联系电话|来源|稿源)人?[/、一-鿿]{0,6}:.{0,40}"
    r"|(?:报送|抄送|抄报|主送|分送|发送|报|送|发):.{1,80}|\(?共印.{1,10}份\)?"
    r"|\([一-鿿]{2,12}(?:派出所|大队|中队|科|室)[^)]{0,12}\)"
)
"""Pattern of a whole line of the signature, as `_compact` returns it; `_MASTHEAD` is one of the masthead."""
_SUBHEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.\uff0e]|[(\uff08][一二三四五六七八九十\d]{1,3}[)\uff09]|\d{1,2}[、.\uff0e](?!\d)"
)
"""The start of a numbered subheading, such as 一、基本情况: no title of a briefing."""
_NO_TITLE_END = "。、;,:\uff1b\uff0c\uff1a"
_SPACED_OUT = re.compile(r"\S(?:\s+\S)+")
_CLASSIFIED = re.compile("绝密|机密|秘密[★☆]?|内部资料|注意保存|不得外传|内部使用")
_EDITOR = re.compile(
    r"(?:(?:供稿|撰稿|通讯员|作者|编辑|责任编辑)人?:\s*|\((?=[一-鿿]{2,12}(?:派出所|大队|科|室)))"
    r"(?:[一-鿿]{2,12}(?:派出所|大队|科|室)\s*)?(?!供稿|撰稿)(?P<name>[一-鿿]{2,4})(?![一-鿿])"
)
_PLACE = re.compile(
    r"(?:走进|深入|来到|前往|进驻|赶赴|赴|到|在)(?P<place>[一-鿿A-Za-z0-9]{2,18}?"
    r"(?:社区|小区|广场|村委会|村民组|村|中学|小学|大学|学院|学校|幼儿园|公司|工业园|园区|超市|商场|购物中心|银行|支行|集市|菜市场|市场|车站|医院|敬老院|养老院|工地|服务中心|公园|文化站))"
    r"(?P<rest>[一-鿿]{0,6}?(?:广场|门口|礼堂|操场|大厅|会议室|活动室|活动中心))?"
)
_UNNAMED_PLACE = re.compile(
    "^(?:辖区|各|某|一些|当地|全市|全镇|农村|校园|企业|多个|部分|周边|附近|本|这|该)|[在对与的了等]|(?<!无)为|向(?!阳)|和(?!平|谐|睦)|开展|组织|进行|宣传|民警|活动|联合"
)
_AUDIENCE = re.compile(
    r"(?:受教育|受众|惠及|覆盖|参与|参加|接受咨询|解答|宣讲|服务)[一-鿿]{0,10}?(?P<n>\d+)\s*[余多]?\s*(?:人次|人|名|位)"
    r"|(?P<m>\d+)\s*[余多]?\s*(?:人次|人|名|位)[一-鿿]{0,8}(?:参加|参与|受教育)"
)
_LEAFLETS = re.compile(r"(?:发放|派发|散发|张贴)[^。;]{0,24}?(?P<n>\d+)\s*[余多]?\s*(?:份|册|张|本)")
_CAPTION = re.compile(
    r"^[(\uff08]?\s*(?:[▲△↑]|图\s*\d*\s*[为是:\uff1a]|图\s*\d*\s+)\s*(?P<text>.{2,60}?)[)\uff09。]?$"
)
_GENERATED_ALT = re.compile(
    r"自动生成|图片包含|图形用户界面|Description automatically|^[0-9a-fA-F_-]+(?:\.\w+)?$|\.(?:jpe?g|png|heic|bmp|gif)$"
    r"|^(?:IMG|DSC|mmexport|image|picture|wx_camera|微信图片|QQ图片|图片|图像|照片)[\W_\d]*(?:\.\w+)?$",
    re.I,
)

_VENUE_WORDS = {
    "school": "进学校 进校园 校园 学校 中学 小学 大学 学院 幼儿园 师生 法治副校长",
    "enterprise": "进企业 企业 公司 工厂 车间 园区 工地 员工 财务",
    "village": "进农村 进乡村 农村 村委会 村民 田间 集市 乡村",
    "community": "进社区 社区 小区 居民 物业 网格员",
    "family": "进家庭 入户 上门 家庭 走访 挨家挨户",
    "public": "商场 超市 车站 广场 银行 市场 街头 沿街 商户 酒店 宾馆",
    "online": "线上 直播 微信群 公众号 短视频 网络课堂",
}
_GROUP_WORDS = {
    "elderly": "老人 老年 大爷 大妈 爷爷 奶奶 敬老院 养老",
    "students": "学生 师生 同学 校园 大学生",
    "finance-staff": "财务 财会 会计 出纳",
    "minors": "未成年 少年 儿童 孩子 小学生",
    "mothers": "宝妈 妈妈",
    "parents": "家长",
    "overseas-students": "留学",
    "online-shoppers": "网购",
    "merchants": "商户 店主 个体户 经营者",
    "couriers": "快递 寄递 外卖",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A value for the front matter, with the reason in Chinese."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class FrontMatterGuesses:
    """The guesses about a document, and the document without what they were taken from.

    `body` is the document without masthead, title and signature; `title_blocks` the lines of the title; `removed` the
    lines of masthead and signature;
    `alt_texts` the alternative text of each picture, empty if the document gives none; `warnings` are in Chinese.
    """

    title: Guess | None
    day: Guess | None
    unit: Unit | None
    venue: tuple[Venue, str] | None
    groups: tuple[Group, ...]
    place: Guess | None
    audience: Guess | None
    leaflets: Guess | None
    editor: Guess | None
    title_blocks: tuple[Block, ...]
    body: tuple[Block, ...]
    removed: tuple[str, ...]
    alt_texts: tuple[str, ...]
    warnings: tuple[str, ...]


def guess_front_matter(
    document: Document, vocabulary: Vocabulary, name: str, today: date
) -> FrontMatterGuesses:
    """All guesses about a document. `name` is the file name without suffix; `today` gives the year of a date without
    one."""
    blocks = list(document.blocks)
    head, title_blocks, rest = _split_head(blocks)
    body, signature = _split_signature(rest)
    frame = [*(block.plain for block in head), *(block.plain for block in signature), *document.margins]
    title = _title(title_blocks, name)
    prose = "\n".join(block.plain for block in body if block.kind != "picture")
    heading = title.value if title else ""
    whole = f"{heading}\n{prose}"
    return FrontMatterGuesses(
        title=title,
        day=_day(prose, frame, name, today),
        unit=_unit(vocabulary.units.records, [*frame, heading, name, prose]),
        venue=_venue(vocabulary.venues.records, heading, prose),
        groups=_groups(vocabulary.groups.records, whole),
        place=_place([prose, heading]),
        audience=_number(_AUDIENCE, prose),
        leaflets=_number(_LEAFLETS, prose),
        editor=_editor(frame),
        title_blocks=tuple(title_blocks),
        body=tuple(body),
        removed=tuple(block.plain for block in (*head, *signature) if block.plain),
        alt_texts=tuple(_alt_texts(document, body)),
        warnings=tuple(_classification_warnings([*frame, prose])),
    )


def _compact(text: str) -> str:
    """Text for matching: full-width forms normalised (NFKC), white space removed (宣 传 简 报)."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _split_head(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """The blocks of the masthead, of the title, and the rest."""
    head: list[Block] = []
    rest = list(blocks)
    while rest and len(head) < 10 and rest[0].kind == "text" and _is_masthead(rest[0].plain):
        head.append(rest.pop(0))
    pictures = []
    while rest and rest[0].kind == "picture":
        pictures.append(rest.pop(0))
    title: list[Block] = []
    while rest and len(title) < 3 and _is_title(rest[0], title):
        title.append(rest.pop(0))
    while title and rest and rest[0].kind == "text" and _is_masthead(rest[0].plain):
        head.append(rest.pop(0))  # unit and date may follow the title
    return head, title, [*pictures, *rest]


def _is_masthead(words: str) -> bool:
    if len(words) > 60 or _EVENT.search(_compact(words)):
        return False
    line = unicodedata.normalize("NFKC", words)
    without = dates.DATE.sub(" ", dates.CHINESE_DATE.sub(" ", line))
    parts = without.split()
    return bool(_MASTHEAD.fullmatch("".join(parts))) or all(map(_MASTHEAD.fullmatch, parts))


def _is_title(block: Block, before: list[Block]) -> bool:
    """Whether a block is a line of the title: short, not a sentence, in the format of the title's lines `before` it."""
    if (
        block.kind not in ("heading", "text")
        or not 2 <= len(block.plain) <= 64
        or block.plain[-1] in _NO_TITLE_END
    ):
        return False
    if _SUBHEADING.match(block.plain):
        return False
    if "。" in block.plain or _CAPTION.match(block.plain) or dates.DATE.match(_compact(block.plain)):
        return False
    if before:
        first = before[0]
        same = (first.align, first.size, first.level) == (block.align, block.size, block.level)
        return same and first.align == "c" and len(first.plain) + len(block.plain) <= 64
    return True


def _split_signature(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The body, and the lines of the signature at its end; photos behind the signature stay in the body."""
    body = list(blocks)
    signature: list[Block] = []
    for index in range(len(body) - 1, -1, -1):
        block = body[index]
        if block.kind == "picture":
            continue
        if block.kind != "text" or not (
            _is_masthead(block.plain) or _SIGNATURE.fullmatch(_compact(block.plain))
        ):
            break
        signature.insert(0, body.pop(index))
    return body, signature


def _title(blocks: Sequence[Block], name: str) -> Guess | None:
    """The title: the text of its blocks, else the file name without dates and remarks such as 终稿."""
    if blocks:
        lines = (
            re.sub(r"\s+", "", line) if _SPACED_OUT.fullmatch(line) else line
            for line in (b.plain for b in blocks)
        )
        return Guess("".join(lines), "正文前的标题行")
    rest = dates.CHINESE_DATE.sub("", dates.COMPACT_DATE.sub("", name))
    rest = re.sub(r"20\d\d[-.年_]?\d{1,2}[-.月_]?\d{1,2}日?", "", rest)
    rest = re.sub(
        r"[(\uff08](?:\d+|终稿|定稿)[)\uff09]|终稿|定稿|最终版?|副本|修改稿?|新建.*文档|Microsoft Word.*",
        "",
        rest,
    ).strip(" -_—.+")
    return Guess(rest[:64], "文件名") if len(re.findall("[一-鿿]", rest)) >= 4 else None


def _day(prose: str, frame: Sequence[str], name: str, today: date) -> Guess | None:
    """The day of the event: the first date in the text, else in masthead or signature, else in the file name.

    A date without a year gets the year of masthead, signature or file name, else the latest year not in the future.
    """
    in_frame = [day for line in frame for day, _ in dates.dates_in(line, None)]
    in_name = [day for day, _ in dates.dates_in(name, None)]
    latest = next(iter([*in_frame, *in_name]), today)
    for day, written in dates.dates_in("\n".join(prose.split("\n")[:6]), latest):
        return Guess(day.isoformat(), f"正文里的“{written}”")
    if in_frame:
        return Guess(in_frame[0].isoformat(), "红头或落款里的日期")
    return Guess(in_name[0].isoformat(), "文件名里的日期") if in_name else None


def _unit(units: Iterable[Unit], texts: Sequence[str]) -> Unit | None:
    """The unit in the first text that names one; of several, the one named most often, then first."""
    for text in map(_compact, texts):
        hits = []
        for unit in units:
            short = re.sub("^.*?公安局", "", unit.name) or unit.name
            if short in text:
                hits.append((-text.count(short), -len(short), text.index(short), unit.order, unit))
        if hits:
            return min(hits, key=lambda hit: hit[:4])[4]
    return None


def _venue(venues: Iterable[Venue], title: str, prose: str) -> tuple[Venue, str] | None:
    """The venue whose words occur most often, with the reason; a word in the title counts five times."""
    best: tuple[int, Venue, str] | None = None
    for venue in venues:
        words = [venue.name, *_VENUE_WORDS.get(venue.id, "").split()]
        found = Counter({word: 5 * title.count(word) + prose.count(word) for word in dict.fromkeys(words)})
        if (total := found.total()) and (best is None or total > best[0]):
            best = (total, venue, found.most_common(1)[0][0])
    return (best[1], f"文中的“{best[2]}”") if best else None


def _groups(groups: Iterable[Group], text: str) -> tuple[Group, ...]:
    """Up to three groups that the text mentions, the most frequent first."""
    counts = []
    for group in groups:
        words = dict.fromkeys([group.name, *group.also, *_GROUP_WORDS.get(group.id, "").split()])
        if count := sum(text.count(word) for word in words):
            counts.append((-count, group.order, group))
    return tuple(group for _, _, group in sorted(counts, key=lambda row: row[:2])[:3])


def _place(texts: Sequence[str]) -> Guess | None:
    """The first place in the texts that has a name of its own."""
    for text in texts:
        for found in _PLACE.finditer(text):
            if not _UNNAMED_PLACE.search(found["place"]):
                return Guess(found["place"] + (found["rest"] or ""), f"文中的“{found[0]}”")
    return None


def _number(pattern: re.Pattern[str], prose: str) -> Guess | None:
    """The number in the first match of a pattern."""
    found = pattern.search(unicodedata.normalize("NFKC", prose))
    if not found:
        return None
    return Guess(next(value for value in found.groups() if value), f"文中的“{found[0]}”")


def _editor(lines: Iterable[str]) -> Guess | None:
    """The name of the author in masthead or signature."""
    matches = (_EDITOR.search(unicodedata.normalize("NFKC", line)) for line in lines)
    return next((Guess(found["name"], f"“{found[0]}”") for found in matches if found), None)


def _alt_texts(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """For each picture the caption below it, else its alternative text, unless a program wrote that."""
    captions = {}
    for block, after in zip(blocks, [*blocks[1:], Block("text")], strict=False):
        if block.kind == "picture" and after.kind == "text":
            if found := _CAPTION.match(after.plain):
                captions[block.picture] = found["text"]
            elif after.align == "c" and 4 <= len(after.plain) <= 30 and not _is_masthead(after.plain):
                captions[block.picture] = after.plain.rstrip("。")
    for number, picture in enumerate(document.pictures):
        description = re.sub(r"\s+", " ", picture.description)
        yield captions.get(number) or ("" if _GENERATED_ALT.search(description) else description)


def _classification_warnings(lines: Iterable[str]) -> Iterator[str]:
    """A warning, in Chinese, if the document bears a marking such as 秘密 or 内部资料."""
    for line in lines:
        if found := _CLASSIFIED.search(_compact(line)):
            yield f"【注意】文件里有“{found[0]}”字样。先问清楚能不能公开，不能公开的不要提交。"
            return
