"""Films: as an article's page shows one, the list of all of them, and the page that plays them one after the other in
halls."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from column.content.library import Library
from column.media import variants
from column.model.case import Case
from column.pages.layout import head_tags
from column.pages.layout.page import AnyPage, LazyPage, Page
from column.pages.layout.templates import Templates
from column.text.placeholders import ROOT

URL, LOOP = "videos/", "videos/loop/"
NAME, LOOP_NAME = "防骗视频", "大厅循环播放"
DESCRIPTION = "民警做的防骗警示视频，一段讲一种骗局；有字幕的，不开声音也看得懂。"
LOOP_DESCRIPTION = "给办事大厅、商场、学校的屏幕用：全部视频一段接一段循环播放，显示字幕，默认不出声。"
LOOPED = 12
"""Films that the page for halls plays, the newest: it loads them all before it begins."""


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """A film on a page. Addresses are relative to the case's page. `link`: where it is to be watched, empty where the page plays
    it; `src`, `poster`, `captions` and `length` may be empty, `width` and `height` (pixels) are 0 where they are not known."""

    title: str
    src: str
    link: str
    poster: str
    captions: str
    width: int
    height: int
    length: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilmsInputs:
    """The cases that have a film, newest first."""

    cases: tuple[Case, ...]


def guide() -> tuple[str, str, str]:
    """Address, title and text of the list, for the search."""
    return URL, NAME, DESCRIPTION


def pages(library: Library) -> Iterator[AnyPage]:
    shown = tuple(case for case in library.cases if case.video)
    newest = shown[0].changed if shown else None
    yield LazyPage(URL, FilmsInputs(shown), _list, newest)
    beside = tuple(case for case in shown if case.video and case.video.film)[:LOOPED]
    yield LazyPage(LOOP, FilmsInputs(beside), _loop, newest)


def shown(case: Case, hosts: Collection[str]) -> ShownFilm | None:
    """The film of a case. One at an address is played on the page where its host is one of `hosts` and it is an MP4."""
    video = case.video
    if not video:
        return None
    film, poster = video.film, video.poster
    parts = urlsplit(video.address)
    played = film or (parts.path.lower().endswith(".mp4") and (parts.hostname or "") in hosts)
    return ShownFilm(
        case.short_title or case.title,
        film.filename if film else video.address,
        "" if played else video.address,
        variants.filename(poster, variants.published(poster)[0]) if poster else "",
        video.captions,
        film.width if film else 0,
        film.height if film else 0,
        length(film.seconds) if film else "",
        video.words,
    )


def length(seconds: float) -> str:
    """How long a film is, as people say it."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    return f"{minutes} 分 {rest} 秒" if minutes and rest else f"{minutes} 分钟" if minutes else f"{rest} 秒"


def _list(templates: Templates, inputs: FilmsInputs) -> Page:
    return _page(templates, inputs, URL, "films.html", NAME, DESCRIPTION)


def _loop(templates: Templates, inputs: FilmsInputs) -> Page:
    page = _page(templates, inputs, LOOP, "films_loop.html", LOOP_NAME, LOOP_DESCRIPTION)
    script = f'<script defer src="{ROOT}assets/javascripts/loop.js"></script>\n'
    return replace(page, head=page.head + script) if inputs.cases else page


def _page(templates: Templates, inputs: FilmsInputs, url: str, template: str, name: str, about: str) -> Page:
    settings = templates.settings
    films = [(case, shown(case, settings.media_hosts)) for case in inputs.cases]
    body = templates.render(template, inputs, name=name, description=about, films=films)
    head = head_tags.for_list(settings, url, name, about, "反诈视频,防骗视频,警示片", None)
    return Page(url, "materials/", f"{name} - {settings.name}", about, body, head)
