"""The slides of a talk: what to remember, what happens, three signs, where to stop, what to do, questions, the law, the
numbers; with notes for three minutes and for ten. All words are those of the page, the quiz and the page of law.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pptx.enum.text import MSO_ANCHOR

from column.kits import office, slides, typesetting
from column.kits.material import Material
from column.kits.slides import AMBER, EDGE, HIGH, INK, LEAST, NAVY, RED, SOFT, WHITE, WIDE, Deck, Words
from column.kits.talk import Asked, Law
from column.media import drawings
from column.settings.records import Settings

SIGNS = 3
BEFORE_LAW = "这一页是说明，以原文为准。拿不准的，打12348问律师，或者到派出所问。"

_TOP = 128
_INNER = WIDE - 2 * EDGE
_ROOM = HIGH - _TOP - 36
_PICTURE = (516, 148, 396, 223)
"""Where a scene stands; beside it the words have `_BESIDE`."""
_BESIDE = 444
_WHAT = {"case": "发生了什么", "scam": "它怎么骗人", "group": "眼下要当心什么"}
_LETTERS = "ABCDEF"
_SAMPLE = "这份材料是示例：按典型手法编写，不对应任何真实的人和案件。讲的时候先说明。"


def make(material: Material, settings: Settings) -> bytes:
    """The file."""
    deck = Deck(material.sample)
    drawn = drawings.scenes().get(material.scene)
    scene = typesetting.smaller(drawn.png(1280, 720)) if drawn else b""
    _cover(deck, material, settings, scene)
    _what(deck, material)
    _signs(deck, material)
    _stop(deck, material, scene)
    _tips(deck, material)
    _questions(deck, material.talk.questions)
    _law(deck, material.talk.law)
    _numbers(deck, material, settings)
    return deck.finished(material, settings, f"{material.slogan}（讲课幻灯片）")


def _notes(three: str, ten: Iterable[str]) -> str:
    """What the speaker says or does; ten minutes take both."""
    more = "\n".join(filter(None, ten))
    return f"【讲三分钟】{three}" + (f"\n【讲十分钟，再加上】\n{more}" if more else "")


def _large(texts: Sequence[str], width: float, room: float, sizes: Sequence[float]) -> float:
    """The largest of the sizes at which each text keeps to a line and all of them to the room, else the last."""
    return next(
        (
            size
            for size in sizes
            if all(office.ems(text) * size <= width for text in texts) and len(texts) * size * 1.36 <= room
        ),
        sizes[-1],
    )


def _fitting(make: Sequence[Words], width: float, room: float) -> list[Words]:
    """As many of the paragraphs, from the first, as the room holds."""
    taken: list[Words] = []
    for each in make:
        if slides.height([*taken, each], width) > room:
            break
        taken.append(each)
    return taken


def _points(lines: Sequence[str], room: float) -> list[Words]:
    """Numbered lines as large as the room allows, at the least size as many of them as it holds."""
    for size in (44, 40, 36, 32, 28, LEAST):
        made = [Words(line, size, bold=True, numbered=True, gap=size * 0.6) for line in lines]
        alone = all(each.height(_INNER) < size * 2.6 for each in made)
        if slides.height(made, _INNER) <= room and (alone or size <= 32):
            return made
    return _fitting(made, _INNER, room)


def _cover(deck: Deck, material: Material, settings: Settings, scene: bytes) -> None:
    width = _BESIDE if scene else _INNER
    lines = list(material.phrases)
    size = _large(lines, width, 250, (88, 80, 72, 66, 60, 54, 48, 44, slides.TITLE))
    told = _notes(
        f"大家好！今天只说一件事：{material.slogan}。",
        [
            _SAMPLE if material.sample else "",
            "先问一句：这样的电话、信息，谁接到过？请两三位说一说。不评价被骗的人，不问姓名和金额。",
        ],
    )
    slide = deck.slide("\n".join(lines), told, NAVY, size, (EDGE, 118, width, 250))
    slide.text((EDGE, 60, _INNER, 40), [Words(material.label, 28, AMBER, bold=True)])
    if scene:
        slide.picture(_PICTURE, scene, f"示意画：{drawings.scenes()[material.scene].seen}")
    slide.bar((EDGE, 398, 120, 6), AMBER)
    foot = [
        Words(settings.government.organizer, 28, WHITE, bold=True),
        Words(_edition(material), LEAST, WHITE),
    ]
    slide.text((EDGE, 420, _INNER, 84), foot)


def _edition(material: Material) -> str:
    until = material.valid_until
    day = f"　有效至 {until.year}年{until.month}月{until.day}日" if until else ""
    return f"版本 {material.version}{day}"


def _what(deck: Deck, material: Material) -> None:
    first = material.talk.parts[0][1] if material.talk.parts else ()
    told = _notes(
        material.summary,
        [_SAMPLE if material.sample else "", *first, "只讲到这里：不演示对方怎么操作，不说受害人是谁。"],
    )
    slide = deck.slide(_WHAT[material.kind], told)
    slide.bar((EDGE, _TOP + 6, 8, 300), AMBER)
    width = _INNER - 40
    size = next(
        size for size in (40, 36, 32, 28, LEAST) if Words(material.summary, size).height(width) <= 300
    )
    slide.text((EDGE + 40, _TOP, width, 312), [Words(material.summary, size, bold=True)], MSO_ANCHOR.MIDDLE)
    if material.sample:
        sample = "示例：按典型手法编写，不对应任何真实的人和案件。"
        slide.text((EDGE, 468, _INNER, 40), [Words(sample, LEAST, SOFT)])


def _signs(deck: Deck, material: Material) -> None:
    rest = material.signs[SIGNS:]
    told = _notes(
        "听到、看到下面的话，就要当心。" + _said(material.signs[:SIGNS]),
        [
            ("还有：" + _said(rest)) if rest else "",
            *_part(material, ("识别", "认出来", "分辨")),
            "请大家想一想：哪一条最近听到过？请一两位说。",
        ],
    )
    slide = deck.slide("怎么认出来", told)
    slide.text((EDGE, _TOP, _INNER, _ROOM), _points(material.signs[:SIGNS], _ROOM), MSO_ANCHOR.MIDDLE)


def _stop(deck: Deck, material: Material, scene: bytes) -> None:
    told = _notes(
        f"停三秒，让大家看这一页。然后一起念一遍：{material.slogan}。",
        [
            f"请一位听众和您演一段：您只说一句“{material.signs[0]}”这样的话，请他当场说“我先问问家里人”，挂断电话。",
            "演到这里就停，骗子后面的话不演。",
        ],
    )
    width = _BESIDE if scene else _INNER
    slide = deck.slide("听到这里，先停一停", told, RED, slides.TITLE, (EDGE, 48, _INNER, 60))
    lines = list(material.phrases)
    size = _large(lines, width, 250, (88, 80, 72, 66, 60, 54, 48, 44, slides.TITLE))
    slogan = [Words("\n".join(lines), size, AMBER, bold=True)]
    slide.text((EDGE, 130, width, 250), slogan, MSO_ANCHOR.MIDDLE)
    if scene:
        slide.picture(_PICTURE, scene, f"示意画：{drawings.scenes()[material.scene].seen}")
    tip = material.tips[0]
    size = next(size for size in (40, 36, 32, 28) if Words(tip, size).height(_INNER) <= 100)
    slide.text((EDGE, 400, _INNER, 104), [Words(tip, size, WHITE, bold=True)], MSO_ANCHOR.MIDDLE)


def _tips(deck: Deck, material: Material) -> None:
    told = _notes(
        "记住怎么做。" + _said(material.tips[:SIGNS]),
        [
            ("还有：" + _said(material.tips[SIGNS:])) if material.tips[SIGNS:] else "",
            *_part(material, ("怎么办", "该怎么做", "提醒")),
            "已经转了钱的，别怪自己，也别怪家里人：马上打110，第一句话说“我被骗了，刚转了账，请马上帮我止付”。",
        ],
    )
    slide = deck.slide("这样做", told)
    slide.text((EDGE, _TOP, _INNER, _ROOM), _points(material.tips[:5], _ROOM), MSO_ANCHOR.MIDDLE)


def _questions(deck: Deck, questions: Sequence[Asked]) -> None:
    room = _ROOM + 12
    trials = ((questions[:most], size) for most in (2, 1) for size in (32, 30, 28, 26, LEAST))
    made = ((taken, _asked(taken, size)) for taken, size in trials if taken)
    taken, shown = next((each for each in made if slides.height(each[1], _INNER) <= room), ((), []))
    if not taken:
        return
    answers = (f"第{number}题：{_LETTERS[each.answer]}。{each.why}" for number, each in enumerate(taken, 1))
    told = _notes("时间不够，跳过这一页。", ["先请大家举手选，再说答案和道理：", *answers])
    deck.slide("答一答", told).text((EDGE, _TOP - 6, _INNER, room), shown)


def _asked(questions: Sequence[Asked], size: float) -> list[Words]:
    made: list[Words] = []
    for number, each in enumerate(questions, 1):
        made.append(Words(f"{number}. {each.ask}", size, NAVY, bold=True, gap=18 if made else 0))
        made += [Words(f"{_LETTERS[at]}. {line}", size) for at, line in enumerate(each.choices)]
    return made


def _law(deck: Deck, laws: Sequence[Law]) -> None:
    if not laws:
        return
    room = _ROOM - 44
    told = _notes(
        "时间不够，只念标题，请大家回去看网页上的“法律怎么说”。",
        [
            *(line for law in laws for line in (f"{law.title}：", *law.lines, law.source)),
            "这一页只是说明，以原文为准。只讲这一页上写的；别的问题，请大家打12348问律师，或者到派出所问。",
        ],
    )
    slide = deck.slide("法律怎么说", told)
    slide.text((EDGE, _TOP - 14, _INNER, room), _laws(laws, room))
    slide.text((EDGE, HIGH - 60, _INNER, 40), [Words(BEFORE_LAW, LEAST, SOFT)])


def _laws(laws: Sequence[Law], room: float) -> list[Words]:
    """As many of the parts, from the first, as the room holds whole, in type as large as that allows; where it holds none,
    their titles. What is left out is in the notes."""
    for count in range(len(laws), 0, -1):
        for size in (32, 30, 28, 26, LEAST):
            made = [words for law in laws[:count] for words in _parts(law, size)]
            if slides.height(made, _INNER) <= room:
                return made
    return _points([law.title for law in laws], room)


def _parts(law: Law, size: float) -> list[Words]:
    lines = [Words(f"· {line}" if len(law.lines) > 1 else line, size) for line in law.lines]
    return [Words(law.title, max(size, 28), NAVY, bold=True, gap=10), *lines]


def _numbers(deck: Deck, material: Material, settings: Settings) -> None:
    told = _notes(
        "最后记住两个电话：钱已经转走了，马上打110；拿不准，打96110问一问。",
        [
            "留两分钟请大家提问。答不上来的，记下来，问了办公室再答复，不猜。",
            "请大家拿出手机，扫一扫这一页上的码，把网页转给家里人看。",
        ],
    )
    slide = deck.slide("记住两个电话", told)
    for top, words, number in (
        (_TOP + 6, "钱已经转走了，马上打", "110"),
        (_TOP + 162, "拿不准，打电话问", "96110"),
    ):
        slide.text((EDGE, top, 560, 44), [Words(words, 32, INK, bold=True)])
        slide.text((EDGE, top + 42, 560, 110), [Words(number, 80, RED, bold=True)])
    slide.picture(
        (WIDE - EDGE - 232, _TOP, 232, 232), office.code(material, settings), "二维码，打开这份材料的网页"
    )
    under = [Words("扫一扫，看是不是新的", LEAST, INK)]
    slide.text((WIDE - EDGE - 244, _TOP + 236, 256, 40), under)
    foot = [Words(f"{settings.government.organizer}　{_edition(material)}", LEAST, SOFT)]
    if office.ems(place := office.address(material, settings)) * LEAST <= _INNER:
        foot.append(Words(place, LEAST, SOFT))
    slide.text((EDGE, HIGH - 84, _INNER, 72), foot)


def _said(lines: Iterable[str]) -> str:
    return "".join(f"{line.rstrip('。；！？')}。" for line in lines)


def _part(material: Material, words: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of the page below the first heading, behind the first one, that has one of the words."""
    parts = material.talk.parts[1:]
    return next((lines for title, lines in parts if any(word in title for word in words)), ())
