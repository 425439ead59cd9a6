"""The templates of the pages: their environment, filters and compiled form."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from markupsafe import Markup

from column.content import front_matter
from column.media import qr
from column.model.records import Piece
from column.pages.page import ROOT
from column.settings.load import Settings
from column.system import sealed_file
from column.text import markdown_html

FOLDER = Path(__file__).parents[1] / "templates"


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates in sealed files of a folder: to compile them takes longer than to make a page or two.
    `version` names the code that compiles and is compiled against."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder, self._version = folder, version.encode()

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        version, _, code = (sealed_file.read(self._folder / bucket.key) or b"").partition(b"\n")
        if version == self._version:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        payload = b"%b\n%b" % (self._version, bucket.bytecode_to_string())
        sealed_file.write(self._folder / bucket.key, payload)


class Templates:
    """Renders the templates with the settings of the site. `compiled` keeps the compiled templates."""

    def __init__(self, settings: Settings, compiled: jinja2.BytecodeCache | None = None) -> None:
        self.settings = settings
        self._environment = env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(FOLDER),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            bytecode_cache=compiled,
        )
        env.filters |= {"chinese_date": _chinese_date, "stamp": _publication, "yuan": _yuan, "qr": _qr_code}
        root = Markup(ROOT)  # noqa: S704 - a placeholder
        env.globals |= {"root": root, "settings": settings, "channels": front_matter.CHANNELS}
        env.filters["card"] = _Cards(env.get_template("card.html"))
        env.globals["hotlines"] = self.block("macros.html", "hotlines", settings.hotlines)

    def render(self, template: str, inputs: Any, **derived: Any) -> str:
        """A template with the fields of a page's inputs as its variables, and what was derived from them."""
        given = {field.name: getattr(inputs, field.name) for field in fields(inputs)}
        return self._environment.get_template(template).render(given | derived)

    def block(self, template: str, macro: str, *given: object) -> Markup:
        """One macro of a template by itself, with what it is given."""
        macros: Any = self._environment.get_template(template).module
        return Markup(getattr(macros, macro)(*given))  # noqa: S704 - escaped there


class _Cards:
    """Articles as entries of a list, each rendered once for all the pages that list it."""

    def __init__(self, template: jinja2.Template) -> None:
        self._template = template
        self._cards: dict[str, Markup] = {}

    def __call__(self, article: Piece) -> Markup:
        if article.id not in self._cards:
            cover = article.cover
            thumb = markdown_html.filename(cover, markdown_html.published(cover)[0]) if cover else ""
            self._cards[article.id] = Markup(self._template.render(piece=article, thumb=thumb))  # noqa: S704
        return self._cards[article.id]


def _chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _publication(article: Piece) -> str:
    """发布时间 as the bureau's own site prints it; only the day where no time is known."""
    return article.published.strftime("%Y-%m-%d %H:%M") if article.time else article.date.isoformat()


def _yuan(amount: int) -> str:
    return f"{amount:,} 元"


def _qr_code(text: str) -> Markup:
    return Markup(qr.svg(text))  # noqa: S704 - drawn in qr
