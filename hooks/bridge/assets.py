"""Style sheets and scripts of the site, each joined from its parts in `hooks/frontend`.

A file directly below `styles/` or `scripts/` is what a page asks for by name; it lists its parts in order, by lines
`@import "components/card.css";` or `import "./page/menu.js";`, and each such line gives way to the text of the part. A
style's line may stand inside a rule. Parts of scripts name each other by import and export, for linters and tests;
joined they share one closure, so that old phones run them as classic scripts. `scripts/search/` holds the modules that
the search loads by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_STYLE = re.compile(r'^ *@import "([^"]+)";\n', re.M)
_SCRIPT = re.compile(r'^import "\./([^"]+)";\n', re.M)
_LINKS = re.compile(r"^import [^;]*;\n+|^export (?=(?:async )?function |const |var )", re.M)
_CLOSURE = '(function () {{\n"use strict";\n{}}})();\n'


def published(folder: Path) -> Iterator[tuple[str, str]]:
    """The address of each style sheet and script, relative to the site's root, and its text."""
    for index in sorted((folder / "styles").glob("*.css")):
        yield f"assets/stylesheets/{index.name}", style(index)
    for index in sorted((folder / "scripts").glob("*.js")):
        yield f"assets/javascripts/{index.name}", script(index)
    for module in sorted((folder / "scripts" / "search").glob("*.js")):
        yield f"assets/javascripts/search/{module.name}", module.read_text("utf-8")


def style(index: Path) -> str:
    return _STYLE.sub(lambda line: (index.parent / line[1]).read_text("utf-8"), index.read_text("utf-8"))


def script(index: Path) -> str:
    """The parts in one closure; a script without parts is published as it stands."""
    text = index.read_text("utf-8")
    parts = [(index.parent / name).read_text("utf-8") for name in _SCRIPT.findall(text)]
    return _CLOSURE.format("".join(_LINKS.sub("", part) for part in parts)) if parts else text
