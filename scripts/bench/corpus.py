"""Make a large corpus of believable briefings and cases, the same for the same numbers: for measuring, not for people.

Every twentieth article is a case, every tenth body rich (`sentences`), every tenth article has a photo; each key of the
front matter is written somewhere, in English or in Chinese, plainly or as officers write it.
"""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from bench.sentences import Writer
from column.content import register, taxonomies
from column.content.taxonomies import Vocabulary
from column.model.addresses import ArticleId
from column.model.article import BEIJING
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import keys_of
from column.model.kinds import CHANNELS
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]
YEARS = 10
LAST = date(2026, 11, 20)
"""The day of the newest article."""
CASES = 20
RICH = 10
PHOTOS = 10
"""One article of so many is a case, has a rich body, has a photo."""
SIZES = ((1200, 900), (1600, 1200), (4000, 3000))
"""Pixels of the photos: sent on by an app, reduced by hand, and as a phone takes them."""
_DRAWN = 4
"""Pictures drawn of each size; the photos made of one differ in a comment alone."""

CAPTIONS = "WEBVTT\n\n00:00.500 --> 00:03.500\n陌生人叫您转账\n先挂断，再问家里人\n"
"""Of the films, which lie elsewhere: to make some would cost more than all the rest."""

Value = str | tuple[str, ...]
"""What is written for a key: a line, or a list."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up article. `path` is its place without `.md`, `matter` its front matter by canonical key, with ids for
    terms; `photo` whether it has one."""

    number: int
    kind: type
    path: str
    matter: Mapping[str, Value]
    body: str
    photo: bool

    def text(self) -> str:
        """The Markdown file. A third has Chinese keys, a tenth is written as people write who know no YAML."""
        titles = {name: key.title for name, key in keys_of(self.kind).items()} if self.number % 3 == 1 else {}
        colon = "：" if self.number % 10 == 4 else ": "
        lines = [_written(titles.get(key, key), value, colon) for key, value in self.matter.items()]
        photo = "\n![现场照片](photo.jpg)\n" if self.photo else ""
        return "\n".join(["---", *lines, "---", self.body + photo])


def _written(key: str, value: Value, colon: str) -> str:
    if isinstance(value, str):
        return f"{key}{colon}{value}"
    if any(not line.isprintable() or not line.isascii() for line in value):
        return "\n".join([f"{key}:", *(f"  - {line}" for line in value)])
    return f"{key}{colon}" + ("、".join(value) if colon == "：" else f"[{', '.join(value)}]")


def main(arguments: list[str] | None = None) -> None:
    parser = ChineseParser("生成测量用的大量稿件。")
    parser.add_argument("target", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args(arguments)
    make(options.target, options.articles)


def make(target: Path, articles: int) -> None:
    """A project below `target` with the real vocabulary, theme and settings, and `articles` made-up articles."""
    for name in ("docs", "hooks"):
        shutil.copytree(
            ROOT / name, target / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("mkdocs.yml", "requirements.lock", taxonomies.UNITS):
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    registered = []
    for made in every(articles):
        registered.append(_entry(made))
        file = target / (f"{made.path}/index.md" if made.photo else f"{made.path}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text(), encoding="utf-8")
        if made.photo:
            file.with_name("photo.jpg").write_bytes(photo(made.number))
        if "film.vtt" in made.matter.get("video", ""):
            file.with_name("film.vtt").write_text(CAPTIONS, encoding="utf-8")
    (target / register.PATH).parent.mkdir(parents=True, exist_ok=True)
    (target / register.PATH).write_text(register.Register(tuple(sorted(registered))).text, encoding="utf-8")


def _entry(made: Made) -> register.Entry:
    """The line of the register: published in the morning after."""
    day = date.fromisoformat(str(made.matter["date"])[:10]) + timedelta(days=1)
    id = ArticleId(made.path.partition("/")[2])
    return register.Entry(datetime.combine(day, time(9), BEIJING), id, register.NEW, f"{made.number:064x}")


def every(articles: int) -> Iterator[Made]:
    """All articles of a corpus of that many, newest first."""
    for number in range(articles):
        yield case(number, articles) if _one_of(CASES, number) else briefing(number, articles)


def briefing(number: int, articles: int, day: date | None = None) -> Made:
    """A briefing of a corpus; of `day` where one is given."""
    chance, day = random.Random(number), day or _day(number, articles)
    words = _vocabulary()
    unit = words.units.records[number % len(words.units.records)]
    scam, venue = chance.choice(words.scams.records), chance.choice(words.venues.records)
    writer = Writer(chance, scam.name)
    place = writer.line("{town}{given}{site}")
    short = f"{unit.name}到{place}讲防范{scam.name}"
    matter = _titles(f"{short}（第{number}期）", short, number, writer) | {
        "date": f"{day} {8 + number % 10:02}:{number % 60:02}",
        "venue": venue.id,
        "place": place,
        "audience": str(20 + number % 80),
    }
    if number % 2:
        matter["leaflets"] = str(50 + number % 300)
    if number % 4 == 0 and (answered := _case_before(number, articles)) is not None:
        matter["responds_to"] = (_case_id(answered, articles),)
    matter |= _for_the_ledger(number, scam.id)
    matter |= _common(number, number, day, writer, f"{unit.id}/{day}-old-{number}")
    matter["groups"] = tuple(group.id for group in chance.sample(words.groups.records, 2))
    path = f"briefings/{unit.id}/{day}-talk-{number}"
    return Made(number, Briefing, path, matter, writer.body(_one_of(RICH, number, 3)), "cover" in matter)


def _for_the_ledger(number: int, scam: str) -> dict[str, Value]:
    """The keys of a briefing that few units fill in."""
    matter: dict[str, Value] = {}
    if number % 6 == 1:
        matter |= {"form": "讲座", "consulted": str(3 + number % 20), "installed": str(number % 30)}
    if number % 8 == 2:
        matter["with"] = (_vocabulary().units.records[number % 5].id,)
    if number % 7 == 3:
        matter["scams"] = (scam,)
    return matter


def case(number: int, articles: int) -> Made:
    """A case or a warning of a corpus."""
    chance, day, rank = random.Random(number), _day(number, articles), number // CASES
    words = _vocabulary()
    scam = chance.choice(words.scams.records)
    writer = Writer(chance, scam.name)
    short = writer.line(f"{{what}}要当心：{scam.name}又变了说法")
    matter = _titles(f"{short}（第{number}号）", short, rank, writer) | {
        "date": str(day),
        "kind": ("case", "风险提示")[rank % 2],
        "scam": scam.id,
        "signs": writer.points(),
        "tips": writer.points(),
        "channel": chance.choice(sorted(CHANNELS)),
        "slogan": writer.line("{what}莫轻给，先{checks}"),
    }
    if rank % 2 == 0:
        matter |= {"loss": str(chance.randint(5, 900) * 100), "area": writer.line("{town}镇")}
    if rank % 3 == 0:
        matter["review_by"] = str(day + timedelta(days=730))
    if rank % 2 and rank % 6 == 1:
        matter["steps"] = tuple(
            f"step: {step}\n    at: {day} {hour}:00\n    by: zhenggong"
            for step, hour in (("video", 15), ("push", 17))
        )
    if rank % 30 == 7:
        matter |= {
            "kit": "false",
            "broadcast": ("村民朋友们，陌生人叫您转账，先挂断，再问家里人。拿不准打96110，已转账打110。",),
            "requires": tuple(unit.id for unit in words.units.records[:3]),
            "window": "5",
        }
    if rank % 40 == 6:
        matter["video"] = f"https://www.example.gov.cn/video/{number}.html"
    matter |= _common(number, rank, day, writer, f"{day}-old-{number}")
    if "cover" in matter:
        film = f"https://www.example.gov.cn/video/{number}.mp4"
        matter["video"] = f"{{file: {film}, poster: photo.jpg, captions: film.vtt}}"
    matter["groups"] = tuple(group.id for group in chance.sample(words.groups.records, 2))
    path = f"cases/{_case_id(number, articles)}"
    return Made(number, Case, path, matter, writer.body(_one_of(RICH, number, 3)), "cover" in matter)


def _titles(title: str, short: str, rank: int, writer: Writer) -> dict[str, Value]:
    """The title; where it is too long for WeChat (32 characters), a short one too, or an excuse."""
    if rank % 4 == 2:
        title += writer.line("：{point}")
    if len(title) <= 32:
        return {"title": title}
    if rank % 100 == 14:
        return {"title": title, "allow": ("rule: short-title\n    reason: 这一篇不发公众号",)}
    return {"title": title, "short_title": short}


def _common(number: int, rank: int, day: date, writer: Writer, old: str) -> dict[str, Value]:
    """The keys that briefings and cases share. `rank`: the place among those of its kind; `old`: a former id."""
    matter: dict[str, Value] = {}
    if _one_of(PHOTOS, number):
        matter["cover"] = "photo.jpg"
    if rank % 5:
        matter["summary"] = writer.line("{sentence}；{point}。")
    if rank % 3 == 0:
        matter["editor"] = "宣传组"
    if rank % 20 == 7:
        matter["source"] = "市反电诈中心"
    if rank % 90 == 10:
        matter["aliases"] = (old,)
    if rank % 50 == 12:
        matter |= {
            "updated": str(day + timedelta(days=3)),
            "correction": writer.line("更正了时间：{sentence}。"),
        }
    if rank % 150 == 12:
        matter["correction_level"] = "重大"
    if rank % 200 == 16:
        matter["sample"] = "true"
    if rank % 500 == 18:
        matter["draft"] = "true"
    return matter


def _one_of(many: int, number: int, step: int = 1) -> bool:
    """Whether a number is the one of its block of `many`; in each block it stands elsewhere."""
    block, place = divmod(number, many)
    return place == block * step % many


def _case_before(number: int, articles: int) -> int | None:
    """The case of the block of articles before this one."""
    block = number // CASES + 1
    found = block * CASES + block % CASES
    return found if found < articles else None


def _case_id(number: int, articles: int) -> str:
    return f"{_day(number, articles)}-case-{number}"


def _day(number: int, articles: int) -> date:
    return LAST - timedelta(days=int(number * 365.25 * YEARS / articles))


@cache
def _vocabulary() -> Vocabulary:
    return taxonomies.load(ROOT)[0]


def photo(number: int) -> bytes:
    """A photo of its own bytes: one of a few drawn pictures with a comment (ITU-T T.81, B.2.4.5)."""
    drawn = _drawn(SIZES[number // PHOTOS % len(SIZES)], number // PHOTOS // len(SIZES) % _DRAWN)
    comment = f"photo {number}".encode()
    return drawn[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + drawn[2:]


@cache
def _drawn(size: tuple[int, int], seed: int) -> bytes:
    chance = random.Random(seed)
    picture = Image.new("RGB", size, f"#{chance.randrange(1 << 24):06x}")
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        far = (x + chance.randrange(size[0] // 5), y + chance.randrange(size[0] // 5))
        draw.ellipse((x, y, *far), fill=f"#{chance.randrange(1 << 24):06x}")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    main()
