"""The theme's page frame, asked of MkDocs once a section and depth, then filled as often as needed."""

from __future__ import annotations

import re
from html import escape

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from column.pages import Page

_SLOT = "\ufdd2{}\ufdd2"
_SLOTS = re.compile("\ufdd2([a-z]+)\ufdd2")
TEMPLATE = "column.html"


class ThemeFrame:
    """The literal parts of a rendered page, with the names of the slots between them."""

    def __init__(self, html: str) -> None:
        self._parts = _SLOTS.split(html)

    def fill(self, page: Page, canonical: str) -> str:
        """The whole page. Values that are text are escaped here, as the theme's templates do not escape."""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(canonical),
            "head": page.head,
            "body": page.body,
        }
        parts = self._parts.copy()
        parts[1::2] = [values[name] for name in parts[1::2]]
        return "".join(parts)


class ThemeFrames:
    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> None:
        self._env, self._config, self._nav, self._files = env, config, nav, files
        self._made: dict[tuple[str, int], ThemeFrame] = {}

    def of(self, section: str, depth: int) -> ThemeFrame:
        if (section, depth) not in self._made:
            slots = {
                name: _SLOT.format(name) for name in ("title", "description", "canonical", "head", "body")
            }
            self._made[section, depth] = ThemeFrame(self.render(section, "x/" * depth, slots))
        return self._made[section, depth]

    def render(self, section: str, url: str, values: dict[str, str]) -> str:
        """A page at `url` as MkDocs renders it, from values that are escaped already."""
        file = File.generated(self._config, f"{url}index.md", content="")
        page = MkDocsPage(values["title"], file, self._config)
        page.content = values["body"]
        page.meta = {name: values[name] for name in ("title", "description", "head")} | {
            "hide": ["navigation", "toc"]
        }
        page.canonical_url = values["canonical"]
        for item in self._nav.items:
            item.active = getattr(item, "url", None) == (section or "./")
        try:
            context = get_context(self._nav, self._files, self._config, page)
            return self._env.get_template(TEMPLATE).render(context)
        finally:
            for item in self._nav.items:
                item.active = False
