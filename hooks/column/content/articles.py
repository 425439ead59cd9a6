"""One article from its file: front matter, rendered body, photos and film become a record, or problems that say why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from column.content import attachments, front_matter, inside_links, videos
from column.content.attachments import Attachment
from column.content.discovery import Found
from column.content.recordings import AUDIO, Recordings
from column.content.taxonomies import UNKNOWN, Vocabulary, resolved, unknown_names
from column.media import variants
from column.model.any_article import AnyArticle
from column.model.article import Prose
from column.model.attachments import Photo, name_key
from column.model.briefing import Briefing
from column.model.front_matter.key import keys_of
from column.model.front_matter.written import entries
from column.model.problems import Problem, Rule, Severity
from column.parsing.decoding import control, without_controls
from column.parsing.source import Source
from column.text import markdown_html
from column.text.markdown_html import Rendered

BODY = Rule(
    id="body",
    title="正文是空的",
    part="文件和信息栏的写法",
    source="没有正文的文章对读者没有用",
    bad="第二个 --- 下面什么都没有",
    good="第二个 --- 下面写正文",
)
BODY_LIMIT = Rule(
    id="body-limit",
    title="正文太长",
    part="文件和信息栏的写法",
    source="微信公众号的正文要少于两万个字（微信官方文档“新增草稿”，2025-12-19 修订），再长的文章在手机上也没有人读完",
    bad="三万字的正文",
    good="分成几篇，或者只写要点",
)
DATE = Rule(
    id="date",
    title="文件夹名里的日期和“日期”不一样",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="文件夹名是网址的一部分，日期对不上，读者和联络员会找错",
    bad="文件夹 2025-04-27-xingfu，日期: 2025-04-28",
    good="文件夹 2025-04-27-xingfu，日期: 2025-04-27",
    excusable=True,
)
UPDATED = Rule(
    id="updated",
    title="更正的日期",
    part="文件和信息栏的写法",
    source="更正要写明哪一天改的，读者和公众号才知道",
    bad="有“更正说明”，没有“更新日期”",
    good="更新日期: 2025-05-02",
)
SHORT_TITLE = Rule(
    id="short-title",
    title="标题超过微信的长度",
    severity=Severity.WARNING,
    part="微信公众号",
    source="微信公众号的标题最多 32 个字",
    bad="三十多个字的标题，没有“短标题”",
    good="加一行“短标题: ……”，不超过 32 个字",
    excusable=True,
)
LOST = Rule(
    id="lost",
    title="没能读出来的文章",
    part="文件和信息栏的写法",
    source="交来的每一篇都要么发布，要么说明为什么不能",
    bad="程序出错，文章既没有发布，也没有说明",
    good="把这个文件发给维护网站的人",
)
PARTNER = Rule(
    id="partner",
    title="联合单位的名称",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="联合开展的活动每个单位都算一次；名称写得不对，就少算一个单位",
    bad="联合单位: 城关所",
    good="联合单位: 城关派出所",
    excusable=True,
)
RULES = (BODY, BODY_LIMIT, DATE, UPDATED, SHORT_TITLE, LOST, PARTNER)

_LONGEST = 20_000
"""Characters of a body at most."""
_LIKE_A_UNIT = 0.6
"""From what likeness on a partner's name is taken for a unit's with a slip."""
_SUMMARY = 120
_SHORT = 32


@dataclass(frozen=True, slots=True)
class Parsed:
    """Result of parsing one file: the article (None where an error prevents publishing), the problems that stand, those
    that its front matter excuses, and the line of each front-matter key, for checks that need all articles."""

    article: AnyArticle | None
    problems: tuple[Problem, ...]
    excused: tuple[Problem, ...]
    lines: Mapping[str, int]


Judge = Callable[
    [Source, AnyArticle | None, Sequence[Problem], Sequence[Source]],
    tuple[Sequence[Problem], Sequence[Problem]],
]
"""Takes a source, its article, the problems of its form and the texts beside it, adds the problems of the rules (privacy,
wording, …), and divides all of them into those that stand and those that are excused."""


def parse(
    found: Found,
    data: bytes,
    digest: str,
    beside: Mapping[str, Attachment],
    vocabulary: Vocabulary,
    judge: Judge,
) -> Parsed:
    """One article from the bytes of its file and the photos and films beside it (by file name).

    `digest` names this state of all its files; `judge` has the last word on the problems. Where there is no article,
    there is an error that says why.
    """
    source, problems = front_matter.read(found.kind, found.path, data)
    unreadable = not source.matter and any(problem.severity is Severity.ERROR for problem in problems)
    too_long = len(source.body) > _LONGEST
    if too_long:
        what = f"正文有 {len(source.body)} 个字，最多 {_LONGEST} 个；这么长的正文没有检查。"
        problems.append(source.problem(BODY_LIMIT, what, "分成几篇，或者只写要点。", source.body_line))
        source = source.without_body()
    rendered, wrong = _rendered(source)
    problems += wrong
    if not too_long and not rendered.text.strip() and not rendered.images:
        mend = "在第二个 --- 下面写正文。"
        problems.append(source.problem(BODY, "正文是空的。", mend, source.body_line))
    problems += [entry for entry in beside.values() if isinstance(entry, Problem)]
    film = videos.video(found, source, beside)
    problems += film.problems
    poster = film.video.poster if film.video else None
    photos, wrong = attachments.photographs(found, source, rendered, beside, poster)
    problems += wrong
    sounds = Recordings(found.folder, beside)
    audio, odd = sounds.named(source.matter.get("audio"))
    problems += [*sounds.unused(), *([source.problem(AUDIO, *odd, "audio")] if odd else [])]
    article = None
    if not unreadable:
        values, wrong = front_matter.validate(found.kind, found.path, source.matter, source.line)
        problems += [
            *wrong,
            *unknown_names(found.kind, source, vocabulary.by_name),
            *_unknown_units(source, vocabulary),
            *attachments.cover(source, photos),
        ]
        if values is not None:
            problems += _remarks(found, source, values)
            html, links = inside_links.resolved(_html(rendered, photos), source, found.url)
            body = Prose(html, rendered.text)
            known = resolved(found.kind, values, vocabulary.by_name)
            own: dict[str, Any] = {"audio": audio}
            if "video" in keys_of(found.kind):
                own["video"] = film.video
            if partners := values.get("with_"):
                own["with_"] = tuple(_unit_name(name, vocabulary) for name in partners)
            article = _article(found, known | own | {"links": links}, photos, body, digest) if known else None
    standing, excused = judge(source, article, problems, film.texts)
    if article is None and not any(problem.severity is Severity.ERROR for problem in standing):
        mend = "这是程序的错误，不是稿件的问题，请把这个文件发给维护网站的人。"
        standing = [*standing, source.problem(LOST, "这篇文章没能读出来，不会发布。", mend)]
    lines = {str(place[0]): line for place, line in source.marks.items() if len(place) == 1}
    return Parsed(article, tuple(sorted(standing)), tuple(sorted(excused)), lines)


def _rendered(source: Source) -> tuple[Rendered, list[Problem]]:
    """The body as HTML, without the controls that character references have made of it."""
    rendered = markdown_html.render(source.body)
    if "&" not in source.body:
        return rendered, []
    html, point = without_controls(rendered.html)
    if point is None:
        return rendered, []
    problem = control(source.path, rendered.html[point], _line_of_reference(source))
    return replace(rendered, html=html, text=without_controls(rendered.text)[0]), [problem]


def _line_of_reference(source: Source) -> int:
    """The first line of the body whose character references hold a control."""
    rows = enumerate(source.body.split("\n"), start=source.body_line)
    return next(
        (number for number, row in rows if without_controls(markdown_html.render(row).html)[1] is not None),
        source.body_line,
    )


def _remarks(found: Found, source: Source, values: Mapping[str, Any]) -> Iterator[Problem]:
    """What does not fit together in a front matter whose values are right."""
    day, title = _day(values["date"]), values["title"]
    if found.id.rsplit("/", 1)[-1][:10] != day.isoformat():
        what = f"文件夹名里的日期和“日期”（{day.isoformat()}）不一样。"
        mend = "发布前改成一致；已经发布的不要改文件夹名，地址会变。"
        yield source.problem(DATE, what, mend, "date")
    if len(title) > _SHORT and not values.get("short_title"):
        what = f"标题有 {len(title)} 个字，微信公众号最多 {_SHORT} 个。"
        yield source.problem(SHORT_TITLE, what, f"加一行“短标题: ……”，不超过 {_SHORT} 个字。", "title")
    updated = values.get("updated")
    if updated and updated < day:
        yield source.problem(UPDATED, "更新日期早于发布日期。", "核对两个日期。", "updated")
    if values.get("correction") and not updated:
        mend = "加一行“更新日期: ……”。"
        yield source.problem(UPDATED, "有更正说明，没有更新日期。", mend, "correction")


def _unknown_units(source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Units that a step names and nobody knows, and partners that look like a unit with a slip in its name: such a
    talk would not be counted for it."""
    steps = source.matter.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        for key in ("by", "to") if isinstance(step, dict) else ():
            for _, name in entries(step.get(key)):
                if vocabulary.units.find(name) is None:
                    yield source.problem(UNKNOWN, *vocabulary.units.unknown(name), ("steps", number, key))
    names = {unit.name for unit in vocabulary.units.records}
    for number, name in entries(source.matter.get("with")):
        if vocabulary.units.find(name) is None and (near := get_close_matches(name, names, 1, _LIKE_A_UNIT)):
            what = f"单位名单里没有“{name}”，这次活动不会算给别的单位。"
            mend = f"是不是“{near[0]}”？确实是外单位，写它的全称。"
            yield source.problem(PARTNER, what, mend, ("with", number))


def _unit_name(name: str, vocabulary: Vocabulary) -> str:
    """The full name of a unit; another partner's as it was written."""
    unit = vocabulary.units.find(name)
    return unit.name if unit else name


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _html(rendered: Rendered, photos: Sequence[Photo]) -> str:
    """The body with its photos in their places, those that the text does not name behind it."""
    html = variants.placed(rendered.html, {name_key(photo.name): photo for photo in photos})
    named = {name_key(name) for name, _ in rendered.images}
    rest = [photo for photo in photos if name_key(photo.name) not in named]
    return html + "".join(f"<figure>{variants.picture(photo, '现场照片')}</figure>" for photo in rest)


def _article(
    found: Found, values: Mapping[str, Any], photos: Sequence[Photo], body: Prose, digest: str
) -> AnyArticle:
    """The record of an article whose values are right; what was left out is taken from the text or the unit."""
    moment, title, named = values["date"], values["title"], name_key(values.get("cover", ""))
    cover = next((photo for photo in photos if name_key(photo.name) == named), None)
    own = {
        "id": found.id,
        "path": found.path,
        "date": _day(moment),
        "time": moment.time() if isinstance(moment, datetime) else None,
        "short_title": values.get("short_title") or (title if len(title) <= _SHORT else ""),
        "summary": values.get("summary") or _first(body.text),
        "source": values.get("source") or (found.unit.name if found.unit else "反电诈中心"),
        "body": body,
        "photos": tuple(photos),
        "cover": cover or (photos[0] if photos else None),
        "digest": digest,
    }
    if issubclass(found.kind, Briefing):
        own["unit"] = found.unit
    article: AnyArticle = found.kind(**{**values, **own})
    return article


def _first(text: str) -> str:
    """The first paragraph, cut at a sentence where it is longer than a summary may be."""
    line = text.split("\n", 1)[0]
    if len(line) <= _SUMMARY:
        return line
    end = max(line.rfind(mark, 0, _SUMMARY) for mark in "。！？；")
    return line[: end + 1] if end > _SUMMARY // 3 else line[: _SUMMARY - 1] + "…"
