"""The theme's page frame, asked of MkDocs with slots in the place of a page's own values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bridge.frames import DEPTHS, SLOTS, ThemeShell, version
from column.pages.navigation import APART, NAVIGATION
from column.text import markdown_html as markup

TEMPLATE = "column.html"
_FOR_OFFICERS = "contribute/"
"""Pages that say how to write for the column, full of examples of wrong texts: found by their titles alone."""


def _searched(page: Page) -> str:
    return "" if page.url.startswith(_FOR_OFFICERS) else markup.plain(page.content or "")


class Theme:
    """MkDocs' theme in the middle of a build."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> None:
        self._env, self._config, self._nav, self._files = env, config, nav, files

    def shell(self, root: Path, site: Path, searchable: bool) -> ThemeShell:
        """Every frame that a page of the column may ask for, and what MkDocs has written below `site`."""
        places = {(section, home) for section, _ in NAVIGATION for home in ("", section)} | set(APART)
        frames = {
            (section, home, depth): self.render(
                section, (home or "x/") + "x/" * (depth - 1) if depth else "", SLOTS
            )
            for section, home in sorted(places)
            for depth in DEPTHS
        }
        files = {
            file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
        }
        written = [file.page for file in self._files.documentation_pages() if file.page]
        others = [(page.url, str(page.title), _searched(page)) for page in written]
        return ThemeShell(version(root, searchable), searchable, others, frames, files)

    def render(self, section: str, url: str, values: Mapping[str, str]) -> str:
        """A page at `url` as MkDocs renders it, from values that are escaped already."""
        file = File.generated(self._config, f"{url}index.md", content="")
        page = Page(values["title"], file, self._config)
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
