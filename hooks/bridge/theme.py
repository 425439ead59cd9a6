"""The theme in the middle of a build by MkDocs, which renders page frames with slots for a page's own values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bridge import theme_styles
from bridge.theme_shell import DEPTHS, SLOTS, ThemeShell, version
from column.pages.layout.navigation import APART, SECTIONS
from column.text import markdown_html

TEMPLATE = "column.html"
"""The template of the pages that are made in `column.pages`."""
_STYLE = "assets/stylesheets/column.css"
_FOR_OFFICERS = "contribute/"
"""Pages that say how to write for the column, full of examples of wrong texts: a search finds them by title alone."""


def _searched(page: Page) -> str:
    return "" if page.url.startswith(_FOR_OFFICERS) else markdown_html.plain(page.content or "")


@dataclass(frozen=True)
class Theme:
    """MkDocs' theme, with what its templates are given."""

    env: jinja2.Environment
    config: MkDocsConfig
    nav: Navigation
    files: Files
    sheet: str
    """The theme's own style sheet."""

    def shell(self, root: Path, site: Path, searchable: bool) -> ThemeShell:
        """Every frame that a page of the column may ask for, and what MkDocs has written below `site`."""
        places = {(section, home) for section in SECTIONS for home in ("", section)} | set(APART)
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
        files[_STYLE] = self._style(root, files, frames.values())
        written = [file.page for file in self.files.documentation_pages() if file.page]
        others = [(page.url, str(page.title), _searched(page)) for page in written]
        return ThemeShell(version(root, searchable), searchable, others, frames, files)

    def _style(self, root: Path, files: Mapping[str, bytes], frames: Iterable[str]) -> bytes:
        """The site's own style sheet behind what it uses of the theme's."""
        pages = [data.decode() for path, data in files.items() if path.endswith(".html")]
        known = theme_styles.words(root, [*frames, *pages])
        sheets = {path: data.decode() for path, data in files.items() if path.endswith(".css")}
        theme = theme_styles.used(self.sheet, known, "".join(sheets.values()))
        return (theme + sheets[_STYLE]).encode()

    def render(self, section: str, url: str, values: Mapping[str, str]) -> str:
        """A page at `url` as MkDocs renders it, from values that are escaped already."""
        file = File.generated(self.config, f"{url}index.md", content="")
        page = Page(values["title"], file, self.config)
        page.content = values["body"]
        page.meta = {name: values[name] for name in ("title", "description", "head")} | {
            "section": section,
            "hide": ["navigation", "toc"],
        }
        page.canonical_url = values["canonical"]
        context = get_context(self.nav, self.files, self.config, page)
        return self.env.get_template(TEMPLATE).render(context)
