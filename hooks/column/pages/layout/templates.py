"""The templates of the pages: their environment, filters and compiled form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from markupsafe import Markup

from column.media import drawings, qr, variants
from column.model.any_article import AnyArticle
from column.model.case import Case
from column.model.kinds import CHANNELS, FORMS
from column.settings.records import Settings
from column.system.cache import Cache
from column.text.placeholders import ROOT

FOLDER = Path(__file__).parents[2] / "templates"


class CompiledTemplates(jinja2.BytecodeCache):
    """Cache of compiled templates in a folder: to compile them takes longer than to make a page or two. `version`
    names the code that compiles and is compiled against."""

    def __init__(self, folder: Path, version: str) -> None:
        self._cache = Cache(folder, version)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if code := self._cache.load(bucket.key, b""):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._cache.save(bucket.key, bucket.bytecode_to_string())


class Templates:
    """Renders the templates with the settings of the site. `compiled` keeps the compiled templates.

    A component is one macro in a file of its own, which every template calls by its name: `page_title` of
    `components/page-title.html`. An import in each template took 0.006 ms a component and page.
    """

    def __init__(self, settings: Settings, compiled: jinja2.BytecodeCache | None = None) -> None:
        self.settings = settings
        self._macros: dict[str, Callable[..., Markup]] = {}
        self._environment = env = jinja2.Environment(
            loader=jinja2.FileSystemLoader([FOLDER / "pages", FOLDER]),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            bytecode_cache=compiled,
            auto_reload=False,  # else a look at each component's file for each page
        )
        env.filters |= {
            "chinese_date": chinese_date,
            "stamp": _publication,
            "yuan": _yuan,
            "qr": _qr_code,
            "spans": _spans,
        }
        root = Markup(ROOT)  # noqa: S704 - a placeholder
        env.globals |= {"root": root, "settings": settings, "channels": CHANNELS, "forms": FORMS}
        env.globals |= {"icons": drawings.icons(), "scenes": drawings.scenes()}
        for file in (FOLDER / "components").iterdir():
            env.globals[_name(file.stem)] = partial(self.block, file.stem)
        env.globals["hotlines"] = self.block("hotlines")
        env.filters["card"] = _Cards(partial(self.block, "card"))
        env.filters["lead"] = lambda article: self.block("lead", article, _picture(article, smallest=False))

    def render(self, template: str, inputs: Any, **derived: Any) -> str:
        """A template with the fields of a page's inputs as its variables, and what was derived from them."""
        given = {field.name: getattr(inputs, field.name) for field in fields(inputs)}
        return self._environment.get_template(template).render(given | derived)

    def block(self, component: str, *given: object) -> Markup:
        """A component by itself, with what it is given."""
        if component not in self._macros:
            module = self._environment.get_template(f"components/{component}.html").module
            self._macros[component] = getattr(module, _name(component))
        return self._macros[component](*given)


def _name(component: str) -> str:
    """What the macro in the file of a component is called."""
    return component.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside an article's words: its address relative to the root, its width and height in pixels."""

    address: str
    width: int
    height: int


def _picture(article: AnyArticle, smallest: bool = True) -> Picture | None:
    """The article's own photo, else what is drawn for its scam type; None for a briefing without a photo."""
    if cover := article.cover:
        width = variants.published(cover)[0 if smallest else -1]
        height = round(width * cover.height / cover.width)
        return Picture(article.url + variants.filename(cover, width), width, height)
    scene = drawings.scenes().get(article.scam.id) if isinstance(article, Case) else None
    return Picture(scene.address, drawings.WIDTH, drawings.HEIGHT) if scene else None


class _Cards:
    """Articles as entries of a list, each rendered once for all the pages that list it, as long as there are not too
    many to keep."""

    _MOST = 20_000

    def __init__(self, render: Callable[[AnyArticle, Picture | None], Markup]) -> None:
        self._render = render
        self._cards: dict[tuple[str, str], Markup] = {}

    def __call__(self, article: AnyArticle) -> Markup:
        key = article.id, article.state
        if key not in self._cards:
            if len(self._cards) >= self._MOST:
                self._cards.clear()
            self._cards[key] = self._render(article, _picture(article))
        return self._cards[key]


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _publication(article: AnyArticle) -> str:
    """发布时间 as the bureau's own site prints it; only the day where no time is known."""
    return article.published.strftime("%Y-%m-%d %H:%M") if article.time else article.date.isoformat()


def _spans(articles: Iterable[AnyArticle], by: str) -> Iterator[tuple[str, list[AnyArticle]]]:
    """Articles, newest first, under the week (Monday to Sunday) or the month of their days."""
    for span, several in groupby(articles, _week if by == "week" else _month):
        yield span, list(several)


def _week(article: AnyArticle) -> str:
    first = article.date - timedelta(days=article.date.weekday())
    last = first + timedelta(days=6)
    end = f"{last.month}月{last.day}日" if last.month != first.month else f"{last.day}日"
    return f"{chinese_date(first)}至{end}"


def _month(article: AnyArticle) -> str:
    return f"{article.date.year}年{article.date.month}月"


def _yuan(amount: int) -> str:
    return f"{amount:,} 元"


def _qr_code(text: str) -> Markup:
    return Markup(qr.svg(text))  # noqa: S704 - drawn in qr
