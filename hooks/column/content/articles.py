"""From the tree of contributions to records: every file read, every problem named, nothing passed over.

The forms are those of contract 2: `briefings/<unit>/<date>-<slug>/index.md` with photos beside it, or
`briefings/<unit>/<date>-<slug>.md`; `cases/<date>-<slug>` likewise. Whatever else lies there is a problem.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from column.content import front_matter as schema
from column.content.taxonomies import Shelf, Vocabulary
from column.media import films, photos
from column.model.records import (
    Briefing,
    Case,
    Excuse,
    Film,
    Photo,
    Problem,
    Prose,
    Severity,
    Unit,
    WebAddress,
)
from column.parsing import source as manuscript
from column.parsing.source import Manuscript
from column.text import markdown_html as markup

_NAME = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")
_SUMMARY = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A place where an article stands: its Markdown file, the files beside it, its unit (None for a case)."""

    id: str
    path: str
    beside: tuple[str, ...]
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a file: the article (None where a mistake stops it), the problems that stand, those that its
    front matter excuses, and the lines of the front matter keys, for problems that only show when all articles are
    known."""

    article: Briefing | Case | None
    problems: tuple[Problem, ...]
    excused: tuple[Problem, ...]
    lines: Mapping[str, int]


Judge = Callable[
    [Manuscript, Briefing | Case | None, Sequence[Problem]], tuple[Sequence[Problem], Sequence[Problem]]
]
"""Takes a manuscript, its article and the problems of its form, adds what else is to be said of it (privacy, wording,
characters that no card can show), and parts all of it into what stands and what is excused."""


def find(root: Path, vocabulary: Vocabulary) -> tuple[list[Found], list[Problem]]:
    """Every article below `root`, and every file or folder that is none."""
    found: list[Found] = []
    problems: list[Problem] = []
    for entry in _entries(root, "briefings", problems):
        unit = vocabulary.units.find(entry.name) if entry.name == entry.name.lower() else None
        path = f"briefings/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and unit and unit.id == entry.name:
            found += _articles(root, path, unit, problems)
        elif entry.is_dir(follow_symlinks=False):
            what, _ = vocabulary.units.unknown(entry.name)
            ids = "、".join(f"{known.name} {known.id}" for known in vocabulary.units.records)
            problems.append(Problem(path, 0, 0, "path", what, f"文件夹名要用单位的编号：{ids}。"))
        elif entry.name != "units.yml":
            problems.append(_stray(path))
    found += _articles(root, "cases", None, problems)
    return found, problems


def _entries(root: Path, path: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder, sorted, without symbolic links and without the marks that systems leave."""
    folder = root / path
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        what = "这里应当是一个文件夹。"
        problems.append(Problem(path, 0, 0, "path", what, "删掉它，建一个同名的文件夹，把稿件放在里面。"))
        return
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_symlink():
            where = f"{path}/{entry.name}"
            problems.append(
                Problem(where, 0, 0, "path", "这是一个链接，不是文件。", "把文件本身放进来，删掉链接。")
            )
        elif entry.is_dir() or entry.name not in (".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"):
            yield entry


def _stray(path: str) -> Problem:
    if os.path.splitext(path)[1].lower() in films.UNPLAYABLE:
        return Problem(path, 0, 0, "video", "手机浏览器播放不了这种格式的视频，不会发布。", films.EXPORT)
    return Problem(
        path,
        0,
        0,
        "path",
        "这个文件或文件夹不在规定的位置，不会发布。",
        "文章放在“日期-英文短名”的文件夹里，如 2025-04-27-xingfu-shequ/index.md；照片放在 index.md 旁边；用不着就删掉。",
    )


def _articles(root: Path, path: str, unit: Unit | None, problems: list[Problem]) -> Iterator[Found]:
    taken: set[str] = set()
    for entry in _entries(root, path, problems):
        folder = entry.is_dir()
        name = entry.name if folder else entry.name.removesuffix(".md")
        where = f"{path}/{entry.name}"
        match = _NAME.fullmatch(name)
        if not match or not _calendar(match["date"]) or (not folder and not entry.name.endswith(".md")):
            problems.append(
                _stray(where) if not (folder or entry.name.endswith(".md")) else _misnamed(where, name)
            )
            continue
        if name in taken:
            problems.append(
                Problem(
                    where,
                    0,
                    0,
                    "path",
                    f"“{name}”有两份：一个文件夹和一个 .md 文件。",
                    "只留一份，或改其中一份的名字。",
                )
            )
            continue
        taken.add(name)
        id = f"{unit.id}/{name}" if unit else name
        if not folder:
            yield Found(id, where, (), unit)
            continue
        inside = list(_entries(root, where, problems))
        for odd in inside:
            suffix = os.path.splitext(odd.name)[1].lower()
            if not odd.is_file() or (
                odd.name != "index.md" and suffix not in photos.SUFFIXES | films.SUFFIXES.keys()
            ):
                problems.append(_stray(f"{where}/{odd.name}"))
        files = tuple(odd.name for odd in inside if odd.is_file())
        if "index.md" in files:
            yield Found(id, f"{where}/index.md", tuple(file for file in files if file != "index.md"), unit)
        else:
            problems.append(
                Problem(
                    where,
                    0,
                    0,
                    "path",
                    "文件夹里没有 index.md，文章发布不了。",
                    "把正文文件改名为 index.md。",
                )
            )


def _calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _misnamed(path: str, name: str) -> Problem:
    return Problem(
        path,
        0,
        0,
        "path",
        f"名称“{name}”不合规定。",
        "写成“年-月-日-英文短名”，如 2025-04-27-xingfu-shequ：日期要存在，短名只用小写字母、数字和短横线。",
    )


def parse(
    found: Found,
    data: bytes,
    digest: str,
    beside: Mapping[str, Photo | Film | Problem],
    vocabulary: Vocabulary,
    judge: Judge,
) -> Parsed:
    """One article from the bytes of its file and the photos and films beside it (by file name, or what is wrong with
    one).

    `digest` names this state of all its files; `judge` has the last word on the problems. Where there is no article,
    there is an error that says why.
    """
    model: type[schema.BriefingMatter] | type[schema.CaseMatter] = (
        schema.BriefingMatter if found.unit else schema.CaseMatter
    )
    text, problems = manuscript.read(found.path, data, schema.names(model))
    unreadable = not text.matter and any(problem.severity is Severity.ERROR for problem in problems)
    rendered = markup.render(text.body)
    if not rendered.text.strip() and not rendered.images:
        problems.append(
            Problem(found.path, text.body_line, 0, "body", "正文是空的。", "在第二个 --- 下面写正文。")
        )
    problems += [entry for entry in beside.values() if isinstance(entry, Problem)]
    pictures = {name: entry for name, entry in beside.items() if not films.is_film(name)}
    known, wrong = _photographs(found, text, rendered, pictures)
    problems += wrong
    video, wrong = _video(found, text, beside)
    problems += wrong
    matter: schema.BriefingMatter | schema.CaseMatter | None = None
    if not unreadable:
        matter, wrong = schema.validate(model, found.path, dict(text.matter), text.line)
        problems += [*wrong, *_references(found, text, known, vocabulary)]
    article = None
    if matter:
        problems += _remarks(found, text, matter)
        article = _record(found, matter, rendered, known, video, vocabulary)
        article = replace(article, digest=digest) if article else None
    standing, excused = judge(text, article, problems)
    if article is None and not any(problem.severity is Severity.ERROR for problem in standing):
        what = "这篇文章没能读出来，不会发布。"
        mend = "这是程序的错误，不是稿件的问题，请把这个文件发给维护网站的人。"
        standing = [*standing, Problem(found.path, 0, 0, "lost", what, mend)]
    lines = {str(place[0]): line for place, line in text.marks.items() if len(place) == 1}
    return Parsed(article, tuple(sorted(standing)), tuple(sorted(excused)), lines)


def _photographs(
    found: Found,
    text: Manuscript,
    rendered: markup.Rendered,
    pictures: Mapping[str, Photo | Film | Problem],
) -> tuple[list[Photo], list[Problem]]:
    """The article's photos in reading order, those that the text does not name behind them; what is wrong with the
    places where the text names them."""
    table = {name.lower(): photo for name, photo in pictures.items()}
    known: dict[str, Photo] = {}
    for name, alt in rendered.images:
        photo = table.get(name.lower())
        if isinstance(photo, Photo):
            known.setdefault(name.lower(), replace(photo, alt=alt))
    rest = [photo for name, photo in table.items() if isinstance(photo, Photo) and name not in known]
    return [*known.values(), *rest], list(_misplaced(found, text, rendered, table))


def _misplaced(
    found: Found, text: Manuscript, rendered: markup.Rendered, table: Mapping[str, Photo | Film | Problem]
) -> Iterator[Problem]:
    """Pictures that the text names and that are not there, come from elsewhere, or say nothing to who cannot see."""
    rows = list(enumerate(text.text.split("\n"), start=1))[text.body_line - 1 :]

    def problem(name: str, rule: str, what: str, mend: str, severity: Severity = Severity.ERROR) -> Problem:
        line = next((number for number, row in rows if name in row), text.body_line)
        return Problem(found.path, line, 0, rule, what, mend, severity=severity)

    for address in rendered.dropped:
        what = f"图片“{address[:80]}”不在文章的文件夹里，不会显示。"
        yield problem(address, "photo", what, "把照片放到 index.md 旁边，只写它的文件名。")
    for name, alt in rendered.images:
        if name.lower() not in table:
            yield problem(name, "photo", f"找不到照片“{name}”。", "把照片传到同一个文件夹，或改正文件名。")
        elif not alt.strip():
            what = f"照片“{name}”没有说明，看不见的人不知道它是什么。"
            mend = f"在方括号里写一句：![民警向居民讲解防骗知识]({name})"
            yield problem(name, "photo-alt", what, mend, Severity.WARNING)


def _video(
    found: Found, text: Manuscript, beside: Mapping[str, Photo | Film | Problem]
) -> tuple[Film | WebAddress | None, list[Problem]]:
    """What `video` names: a film beside the article or an address. Films that it does not name are reported."""
    written = text.matter.get("video")
    if (
        isinstance(written, list) and len(written) == 1
    ):  # `validate` says that it is no list; the name is known
        written = written[0]
    value = written.strip() if isinstance(written, str) else ""
    plain = value.strip("\"'“”‘’《》 \u3000").removeprefix("./")
    there = [name for name in beside if films.is_film(name)]
    named = plain if plain in there else next((name for name in there if _same_name(name, plain)), "")
    if named:
        film = beside[named]
        problems = [_unnamed(found, name) for name in there if name != named]
        return (film if isinstance(film, Film) else None), problems
    if not value or found.unit:  # a briefing has no such key; `validate` says so
        return None, [_unnamed(found, name) for name in there]
    try:
        return WebAddress(value), [_unnamed(found, name) for name in there]
    except ValueError:
        what = "“视频”（video）写的既不是文章旁边的视频文件，也不是网址。"
        mend = (
            f"旁边有“{there[0]}”，要用它，这一行就只写这个文件名；"
            if there
            else "视频文件（.mp4、.mov、.webm）放到 index.md 旁边，这一行只写文件名；"
        )
        mend += "网址以 https:// 开头，写域名，不带端口和用户名，只用英文字母、数字和符号。"
        return None, [Problem(found.path, text.line("video"), 0, "video", what, mend)]


def _same_name(one: str, other: str) -> bool:
    """Whether an officer means the same file: by case, by full width, by the form of Unicode that a system keeps."""
    return unicodedata.normalize("NFKC", one).lower() == unicodedata.normalize("NFKC", other).lower()


def _unnamed(found: Found, name: str) -> Problem:
    path = f"{found.path.rpartition('/')[0]}/{name}"
    what = "这个视频文件没有写进“视频”一项，不会发布。"
    mend = (
        "简报不附视频；放到案例或风险提示里。"
        if found.unit
        else f"在信息栏里加一行“视频: {name}”，用不着就删掉文件。"
    )
    return Problem(path, 0, 0, "video", what, mend, severity=Severity.WARNING)


def _remarks(found: Found, text: Manuscript, matter: schema.ArticleMatter) -> Iterator[Problem]:
    day = _day(matter)
    if found.id.rsplit("/", 1)[-1][:10] != day.isoformat():
        what = f"文件夹名里的日期和“日期”（{day.isoformat()}）不一样。"
        mend = "发布前改成一致；已经发布的不要改文件夹名，地址会变。"
        yield Problem(found.path, text.line("date"), 0, "date", what, mend, severity=Severity.WARNING)
    if len(matter.title) > 32 and not matter.short_title:
        what = f"标题有 {len(matter.title)} 个字，微信公众号最多 32 个。"
        yield Problem(
            found.path,
            text.line("title"),
            0,
            "short-title",
            what,
            "加一行“短标题: ……”，不超过 32 个字。",
            severity=Severity.WARNING,
        )
    if matter.updated and matter.updated < day:
        yield Problem(found.path, text.line("updated"), 0, "date", "更新日期早于发布日期。", "核对两个日期。")
    if matter.correction and not matter.updated:
        yield Problem(
            found.path,
            text.line("correction"),
            0,
            "date",
            "有更正说明，没有更新日期。",
            "加一行“更新日期: ……”。",
        )


def _day(matter: schema.ArticleMatter) -> date:
    return matter.date.date() if isinstance(matter.date, datetime) else matter.date


def _references(
    found: Found, text: Manuscript, known: Sequence[Photo], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Names in the front matter that mean nothing; told whatever else is wrong with it."""
    shelves: tuple[tuple[str, Shelf[Any]], ...] = (
        ("groups", vocabulary.groups),
        ("venue", vocabulary.venues),
        ("scam", vocabulary.scams),
    )
    for key, shelf in shelves:
        for number, name in schema.entries(text.matter.get(key)):
            if shelf.find(name) is None:
                line = text.line(key, number)
                yield Problem(found.path, line, 0, "vocabulary", *shelf.unknown(name))
    cover = text.matter.get("cover")
    if isinstance(cover, str) and cover and cover.lower() not in {photo.name.lower() for photo in known}:
        what, mend = f"找不到封面照片“{cover}”。", "把照片传到同一个文件夹，或改正文件名；只写一张。"
        yield Problem(found.path, text.line("cover"), 0, "photo", what, mend)


def _record(
    found: Found,
    matter: schema.BriefingMatter | schema.CaseMatter,
    rendered: markup.Rendered,
    known: list[Photo],
    video: Film | WebAddress | None,
    vocabulary: Vocabulary,
) -> Briefing | Case | None:
    """The article, or None where its venue or scam type is unknown (`_references` tells)."""
    groups = [group for group in map(vocabulary.groups.find, matter.groups) if group]
    cover = next((photo for photo in known if photo.name.lower() == matter.cover.lower()), None)
    by_name = {photo.name.lower(): photo for photo in known}
    html = markup.placed(rendered.html, by_name)
    named = {name.lower() for name, _ in rendered.images}
    rest = [photo for photo in known if photo.name.lower() not in named]
    html += "".join(f"<figure>{markup.picture(photo, '现场照片')}</figure>" for photo in rest)
    shared: dict[str, Any] = {
        "id": found.id,
        "path": found.path,
        "title": matter.title,
        "short_title": matter.short_title or (matter.title if len(matter.title) <= 32 else ""),
        "date": _day(matter),
        "time": matter.date.time() if isinstance(matter.date, datetime) else None,
        "groups": tuple(dict.fromkeys(groups)),
        "summary": matter.summary or _first(rendered.text),
        "editor": matter.editor,
        "sample": matter.sample,
        "draft": matter.draft,
        "updated": matter.updated,
        "correction": matter.correction,
        "aliases": matter.aliases,
        "allow": tuple(Excuse(excuse.rule, excuse.reason) for excuse in matter.allow),
        "body": Prose(html, rendered.text),
        "photos": tuple(known),
        "cover": cover or (known[0] if known else None),
    }
    if isinstance(matter, schema.BriefingMatter) and found.unit:
        venue = vocabulary.venues.find(matter.venue)
        if venue is None:
            return None
        return Briefing(
            **shared,
            source=matter.source or found.unit.name,
            unit=found.unit,
            venue=venue,
            place=matter.place,
            audience=matter.audience,
            leaflets=matter.leaflets,
            responds_to=matter.responds_to,
        )
    if not isinstance(matter, schema.CaseMatter):
        raise TypeError(type(matter))
    scam = vocabulary.scams.find(matter.scam)
    if scam is None:
        return None
    return Case(
        **shared,
        source=matter.source or "反电诈中心",
        kind=matter.kind,
        scam=scam,
        signs=matter.signs,
        tips=matter.tips,
        channel=matter.channel,
        loss=matter.loss,
        area=matter.area,
        slogan=matter.slogan,
        video=video,
        review_by=matter.review_by,
    )


def _first(text: str) -> str:
    """The first paragraph, cut at a sentence where it is longer than a summary may be."""
    line = text.split("\n", 1)[0]
    if len(line) <= _SUMMARY:
        return line
    end = max(line.rfind(mark, 0, _SUMMARY) for mark in "。！？；")
    return line[: end + 1] if end > _SUMMARY // 3 else line[: _SUMMARY - 1] + "…"
