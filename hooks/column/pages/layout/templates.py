"""The templates of the pages: their environment, filters and compiled form."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from markupsafe import Markup

from column.media import qr, variants
from column.model.any_article import AnyArticle
from column.model.kinds import CHANNELS
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
    """Renders the templates with the settings of the site: pages by their names, components by
    `components/<name>.html`. `compiled` keeps the compiled templates."""

    def __init__(self, settings: Settings, compiled: jinja2.BytecodeCache | None = None) -> None:
        self.settings = settings
        self._environment = env = jinja2.Environment(
            loader=jinja2.FileSystemLoader([FOLDER / "pages", FOLDER]),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            bytecode_cache=compiled,
            auto_reload=False,  # else a look at each component's file for each page
        )
        env.filters |= {"chinese_date": chinese_date, "stamp": _publication, "yuan": _yuan, "qr": _qr_code}
        root = Markup(ROOT)  # noqa: S704 - a placeholder
        env.globals |= {"root": root, "settings": settings, "channels": CHANNELS}
        env.filters["card"] = _Cards(env.get_template("components/card.html"))
        env.globals["hotlines"] = self.block("hotlines")

    def render(self, template: str, inputs: Any, **derived: Any) -> str:
        """A template with the fields of a page's inputs as its variables, and what was derived from them."""
        given = {field.name: getattr(inputs, field.name) for field in fields(inputs)}
        return self._environment.get_template(template).render(given | derived)

    def block(self, component: str, *given: object) -> Markup:
        """A component by itself: the macro that its file holds, with what it is given."""
        macros: Any = self._environment.get_template(f"components/{component}.html").module
        return Markup(getattr(macros, component.replace("-", "_"))(*given))  # noqa: S704 - escaped there


class _Cards:
    """Articles as entries of a list, each rendered once for all the pages that list it, as long as there are not too
    many to keep."""

    _MOST = 20_000

    def __init__(self, template: jinja2.Template) -> None:
        self._template = template
        self._cards: dict[str, Markup] = {}

    def __call__(self, article: AnyArticle) -> Markup:
        if article.id not in self._cards:
            if len(self._cards) >= self._MOST:
                self._cards.clear()
            cover = article.cover
            thumb = variants.filename(cover, variants.published(cover)[0]) if cover else ""
            self._cards[article.id] = Markup(self._template.render(article=article, thumb=thumb))  # noqa: S704
        return self._cards[article.id]


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _publication(article: AnyArticle) -> str:
    """发布时间 as the bureau's own site prints it; only the day where no time is known."""
    return article.published.strftime("%Y-%m-%d %H:%M") if article.time else article.date.isoformat()


def _yuan(amount: int) -> str:
    return f"{amount:,} 元"


def _qr_code(text: str) -> Markup:
    return Markup(qr.svg(text))  # noqa: S704 - drawn in qr
