"""Every page of the column: library in, pages out. What a page shows is decided here; templates only lay it out.

A page's body names the site's root by `ROOT`, so that one card serves pages of any depth; whoever writes the page
puts the way up in its place (`Page.up`).
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from markupsafe import Markup

from column.content.library import Library
from column.feeds import documents as feeds
from column.media import cards, variants
from column.media import qr as codes
from column.model.addresses import WebAddress
from column.model.articles import AnyArticle, Briefing, Case
from column.model.kinds import CHANNELS, CaseKind, Family
from column.model.placeholders import HERE, ROOT
from column.model.records import Film
from column.model.terms import Group
from column.pages import current_scams as threats
from column.pages import head_tags as metadata
from column.settings.load import Settings
from column.system.cache import Cache


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: `url` relative to the root, ending in a slash (empty for home); `title` and
    `description` are plain text; `body` and `head` are HTML with `ROOT` in their addresses; `section` is the
    entry of the navigation that it belongs to."""

    url: str
    section: str
    title: str
    description: str
    body: str
    head: str

    @property
    def depth(self) -> int:
        return self.url.count("/")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that can be made: `depends` names the state of all that it shows, and is the same only where the page
    would come out the same; `modified` is the newest date of what it shows."""

    url: str
    depends: str
    modified: datetime | None
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list page stands among its pages; addresses are relative to the site's root."""

    number: int
    count: int
    newer: str
    older: str
    numbers: tuple[tuple[int, str], ...]


SECTIONS = (
    ("", "首页"),
    ("briefings/", "所队快讯"),
    ("cases/", "案例预警"),
    ("groups/", "防骗人群"),
    ("scams/", "诈骗类型"),
    ("venues/", "反诈五进"),
    ("units/", "各单位"),
)
"""The entries of the navigation that are made here, with their addresses."""

_COLUMNS = {
    "briefings/": ("所队快讯", "各派出所和业务大队反诈宣传活动的简报", "反诈宣传，所队快讯，五进"),
    "cases/": ("典型案例与风险提示", "近期发现的诈骗手法：怎么认出来，该怎么做", "典型案例，风险提示，反诈"),
    "groups/": ("防骗人群", "按人群看：眼下要当心什么，怎么认出来，该怎么做", "老年人，学生，企业财会，反诈"),
    "scams/": ("诈骗类型", "十六类诈骗和涉诈行为，每一类怎么识别、怎么防", "诈骗类型，刷单返利，反诈"),
    "venues/": ("反诈五进", "进学校、进企业、进农村、进社区、进家庭的宣传活动", "五进，反诈宣传"),
    "units/": ("各单位", "各单位发布的反诈宣传简报", "派出所，刑侦大队，反诈宣传"),
}


def _chinese_date(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _stamp(piece: AnyArticle) -> str:
    """发布时间 as the bureau's own site prints it; only the day where no time is known."""
    return piece.published.strftime("%Y-%m-%d %H:%M") if piece.time else piece.date.isoformat()


def _yuan(amount: int) -> str:
    return f"{amount:,} 元"


class _Loader(jinja2.FileSystemLoader):
    """Templates in which `{{ root }}` stands for `ROOT` before they are compiled: a page has thirty of them."""

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        source, *rest = super().get_source(environment, template)
        return source.replace("{{ root }}", ROOT), *rest


class Compiled(jinja2.BytecodeCache):
    """Cache of compiled templates in a folder: to compile them takes longer than to make a page or two. `version`
    names the code that compiles and is compiled against."""

    def __init__(self, folder: Path, version: str) -> None:
        self._cache = Cache(folder, version)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if code := self._cache.load(bucket.key, b""):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._cache.save(bucket.key, bucket.bytecode_to_string())


def environment(settings: Settings, compiled: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """Templates of pages by their names, of components by `components/<name>.html`; escaping all that is not Markup."""
    folder = Path(__file__).parents[1] / "templates"
    env = jinja2.Environment(
        loader=_Loader([folder / "pages", folder]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=compiled,
        auto_reload=False,  # else a look at each component's file for each page
    )
    env.filters["qr"] = lambda text: Markup(codes.svg(text))  # noqa: S704 - drawn in codes
    env.globals["settings"] = settings
    return env


def block(env: jinja2.Environment, name: str, *given: Any) -> Markup:
    """A component by itself: the macro that its file holds, with what it is given."""
    macros: Any = env.get_template(f"components/{name}.html").module
    return Markup(getattr(macros, name.replace("-", "_"))(*given))  # noqa: S704 - escaped there


@dataclass(frozen=True)
class Press:
    """Makes the pages of one library. `cover` gives the site-relative address of an article's cover picture, `prints`
    the sheets to print of a group, `useful` where readers tell whether the page at an address was of use (empty where
    that is not asked), `compiled` what keeps compiled templates."""

    library: Library
    settings: Settings
    cover: Callable[[AnyArticle], str]
    prints: Callable[[Group], Sequence[Any]] = lambda group: ()
    useful: Callable[[str], str] = lambda address: ""
    compiled: jinja2.BytecodeCache | None = None
    _cards: dict[str, Markup] = field(default_factory=dict)

    @cached_property
    def _templates(self) -> jinja2.Environment:
        env = environment(self.settings, self.compiled)
        press = weakref.proxy(self)  # so that nothing holds a press whose pages are made
        env.filters |= {"chinese_date": _chinese_date, "stamp": _stamp, "yuan": _yuan}
        env.filters["card"] = lambda piece: press.card(piece)
        env.globals |= {
            "library": self.library,
            "vocabulary": self.library.vocabulary,
            "channels": CHANNELS,
        }
        env.globals["hotlines"] = block(env, "hotlines")
        return env

    def render(self, template: str, **context: Any) -> str:
        return self._templates.get_template(template).render(context)

    def card(self, piece: AnyArticle) -> Markup:
        """An article as an entry of a list; made once, used on every page that lists it."""
        if piece.id not in self._cards:
            thumb = variants.filename(piece.cover, variants.published(piece.cover)[0]) if piece.cover else ""
            self._cards[piece.id] = Markup(self.render("components/card.html", piece=piece, thumb=thumb))  # noqa: S704
        return self._cards[piece.id]

    def sheets(self) -> Iterator[Sheet]:
        """All pages of the column, each with what it depends on beside settings, vocabulary and code."""
        yield self._home()
        yield self._feeds()
        yield self._map()
        yield from self._columns()
        yield from self._indexes()
        for piece in self.library.articles:
            yield self._article(piece)

    def _home(self) -> Sheet:
        library = self.library
        warnings = library.warnings()[:4]
        cases = tuple(case for case in library.cases if case.kind is CaseKind.CASE)[:4]
        briefings = library.briefings[:6]

        def make() -> Page:
            body = self.render(
                "home.html", warnings=warnings, cases=cases, briefings=briefings, families=self._families()
            )
            head = metadata.for_list(
                self.settings, "", "首页", self.settings.description, "反诈,防骗,所队快讯"
            )
            return self._page("", "", self.settings.name, self.settings.description, body, head)

        shown = (*warnings, None, *cases, None, *briefings)
        return Sheet("", _state(*shown), _modified(library.articles[:1]), make)

    def _feeds(self) -> Sheet:
        """The page that lists the feeds, with who each is for."""
        name, description = "订阅", "给公众号、网站和群管理员的订阅地址：新内容发布后自动取得。"

        def make() -> Page:
            sections: dict[str, list[feeds.Channel]] = {}
            for channel in feeds.channels(self.library, self.settings):
                sections.setdefault(channel.section or "全站", []).append(channel)
            body = self.render(
                "feeds.html", name=name, description=description, sections=sections, opml=feeds.OPML
            )
            head = metadata.for_list(self.settings, "", name, description, "RSS,订阅,公众号", "feeds/")
            return self._page("feeds/", "", name, description, body, head)

        return Sheet("feeds/", "", None, make)

    def _map(self) -> Sheet:
        """The page that leads to every part of the site."""
        name, description = "站点地图", "本站的全部栏目、人群、诈骗类型和单位。"

        def make() -> Page:
            words = self.library.vocabulary
            parts: tuple[tuple[str, str, Sequence[Any]], ...] = (
                ("groups/", "防骗人群", words.groups.records),
                ("scams/", "诈骗类型", words.scams.records),
                ("venues/", "反诈五进", words.venues.records),
                ("units/", "各单位", words.units.records),
            )
            lists = [
                (title, [(f"{url}{one.id}/", one.name) for one in records]) for url, title, records in parts
            ]
            body = self.render(
                "sitemap.html", name=name, description=description, sections=SECTIONS, lists=lists
            )
            head = metadata.for_list(self.settings, "", name, description, "站点地图", "sitemap/")
            return self._page("sitemap/", "", name, description, body, head)

        return Sheet("sitemap/", "", None, make)

    def _columns(self) -> Iterator[Sheet]:
        """The lists with their further pages: briefings, cases, months, and one a group, scam, unit and venue."""
        library, words = self.library, self.library.vocabulary
        years: dict[int, list[int]] = {}
        for year, month in sorted(library.months, reverse=True):
            years.setdefault(year, []).append(month)
        yield from self._list("briefings/", "briefings/", "briefings.html", library.briefings, years=years)
        yield from self._list("cases/", "cases/", "cases.html", library.cases)
        for (year, month), briefings in library.months.items():
            yield self._month(year, month, briefings, years)
        for group in words.groups.records:
            pieces = library.of_group(group)
            prints = self.prints(group)
            more = {
                "threats": threats.rank(piece for piece in pieces if isinstance(piece, Case)),
                "prints": prints,
                "large": any(sheet.layout == "large" for sheet in prints),
            }
            url = f"groups/{group.id}/"
            yield from self._list(url, "groups/", "group.html", pieces, subject=group, **more)
        for scam in words.scams.records:
            yield from self._list(
                f"scams/{scam.id}/", "scams/", "scam.html", library.of_scam(scam), subject=scam
            )
        for unit in words.units.records:
            yield from self._list(
                f"units/{unit.id}/", "units/", "unit.html", library.of_unit(unit), subject=unit
            )
        for venue in words.venues.records:
            yield from self._list(
                f"venues/{venue.id}/", "venues/", "venue.html", library.of_venue(venue), subject=venue
            )

    def _indexes(self) -> Iterator[Sheet]:
        """The pages that lead to all groups, scam types, units and venues."""
        library, words = self.library, self.library.vocabulary
        newest = {unit.id: library.of_unit(unit)[:1] for unit in words.units.records}
        counts = {venue.id: len(library.of_venue(venue)) for venue in words.venues.records}
        contexts: dict[str, dict[str, Any]] = {
            "groups/": {"groups": words.groups.records},
            "scams/": {"families": self._families()},
            "units/": {"units": words.units.records, "newest": newest},
            "venues/": {"venues": words.venues.records, "counts": counts},
        }
        for url, context in contexts.items():
            yield self._index(url, context)

    def _index(self, url: str, context: dict[str, Any]) -> Sheet:
        name, description, keywords = _COLUMNS[url]

        def make() -> Page:
            body = self.render(url.strip("/") + ".html", name=name, description=description, **context)
            head = metadata.for_list(self.settings, url, name, description, keywords)
            return self._page(url, url, name, description, body, head)

        shown = [piece for pieces in context.get("newest", {}).values() for piece in (*pieces, None)]
        return Sheet(url, _state(*shown) + str(context.get("counts", "")), None, make)

    def _article(self, piece: AnyArticle) -> Sheet:
        library = self.library
        older, newer = library.neighbours(piece)
        answers = library.answers(piece) if isinstance(piece, Briefing) else ()
        passed_on = library.passed_on.get(piece.id, ())[:10]
        related = library.related(piece)

        def make() -> Page:
            briefing = piece if isinstance(piece, Briefing) else None
            case = piece if isinstance(piece, Case) else None
            section = "briefings/" if briefing else "cases/"
            cover = self.cover(piece)
            body = self.render(
                "article.html",
                piece=piece,
                briefing=briefing,
                case=case,
                content=Markup(piece.html.replace(HERE, "")),  # noqa: S704 - sanitised in markup
                answers=answers,
                passed_on=passed_on,
                related=related,
                older=older,
                newer=newer,
                cover=cover,
                cover_size=cards.SIZE if piece.cover is None else None,
                section=section,
                column=_COLUMNS[section][0],
                video=_video(case.video) if case else None,
                useful=self.useful(self.settings.url + piece.url),
            )
            head = metadata.for_article(self.settings, piece, section, _COLUMNS[section], cover)
            return self._page(piece.url, section, piece.title, piece.summary, body, head)

        depends = _state(piece, older, newer, *answers, None, *passed_on, None, *related)
        return Sheet(piece.url, depends, piece.modified, make)

    def _families(self) -> list[tuple[str, list[Any]]]:
        scams = self.library.vocabulary.scams.records
        return [
            ("别上当：常见诈骗", [scam for scam in scams if scam.family is Family.SCAM]),
            ("别当“工具人”：涉诈违法行为", [scam for scam in scams if scam.family is Family.ACCOMPLICE]),
        ]

    def _month(
        self, year: int, month: int, briefings: Sequence[Briefing], years: dict[int, list[int]]
    ) -> Sheet:
        url, name = f"briefings/{year}/{month:02}/", f"{year}年{month}月所队快讯"
        description = f"{year}年{month}月发布的 {len(briefings)} 篇反诈宣传简报"

        def make() -> Page:
            body = self.render("month.html", year=year, month=month, name=name, pieces=briefings, years=years)
            head = metadata.for_list(
                self.settings, "briefings/", name, description, _COLUMNS["briefings/"][2], url
            )
            return self._page(url, "briefings/", name, description, body, head)

        return Sheet(url, _state(*briefings) + str(years), _modified(briefings), make)

    def _list(
        self,
        url: str,
        section: str,
        template: str,
        pieces: Sequence[AnyArticle],
        subject: Any = None,
        **context: Any,
    ) -> Iterator[Sheet]:
        """A list and its further pages under `page/2/` and so on; one page where there is nothing yet."""
        name, description, keywords = _COLUMNS[section]
        if subject is not None:
            name = subject.name
            description = getattr(subject, "summary", "") or f"{subject.name}的反诈宣传简报"
            keywords = f"{subject.name},反诈,防骗"
        size = self.settings.page_size
        count = max(1, -(-len(pieces) // size))
        addresses = [url if number == 1 else f"{url}page/{number}/" for number in range(1, count + 1)]

        def sheet(number: int) -> Sheet:
            address = addresses[number - 1]
            shown = pieces[(number - 1) * size : number * size]

            def make() -> Page:
                pager = _pager(number, addresses)
                given = {"name": name, "description": description, "subject": subject, "url": url} | context
                given["body"] = Markup(getattr(subject, "body", ""))  # noqa: S704 - sanitised in markup
                body = self.render(template, pieces=shown, pager=pager, **given)
                title = name if number == 1 else f"{name}（第 {number} 页）"
                feed = section if subject is None else url
                head = metadata.for_list(self.settings, feed, name, description, keywords, address)
                return self._page(address, section, title, description, body, head)

            warned = "".join(f"{_state(one.case)}{one.count}" for one in context.get("threats", ()))
            first = warned + str(context.get("years", "")) if number == 1 else ""
            return Sheet(address, f"{_state(*shown)} {count} {first}", _modified(shown), make)

        yield from map(sheet, range(1, count + 1))

    def _page(self, url: str, section: str, title: str, description: str, body: str, head: str) -> Page:
        full = title if not url else f"{title} - {self.settings.name}"
        return Page(url, section, full, description, body, head)


def _modified(pieces: Iterable[AnyArticle]) -> datetime | None:
    return max((piece.modified for piece in pieces), default=None)


def _state(*pieces: AnyArticle | None) -> str:
    """The state of what a page shows, in its order."""
    return "".join(piece.digest[:24] if piece else "-" for piece in pieces)


def _pager(number: int, addresses: Sequence[str]) -> Pager:
    count = len(addresses)
    return Pager(
        number,
        count,
        addresses[number - 2] if number > 1 else "",
        addresses[number] if number < count else "",
        tuple((n, addresses[n - 1]) for n in _nearby(number, count)),
    )


def _nearby(number: int, count: int) -> list[int]:
    """The page numbers that a pager offers: the first, the last, and those around the present one."""
    return sorted({n for n in (1, *range(number - 1, number + 2), count) if 1 <= n <= count})


def _video(video: Film | WebAddress | None) -> dict[str, str] | None:
    if isinstance(video, Film):
        return {"file": video.filename}
    return {"href": video, "file": ""} if video else None
