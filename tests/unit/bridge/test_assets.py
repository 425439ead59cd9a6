"""Styles and scripts: what the joiner makes of parts, and that the parts in `hooks/frontend` are whole and in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge import assets
from support.project import ROOT, put

FRONTEND = ROOT / "hooks" / "frontend"
STYLES, SCRIPTS = FRONTEND / "styles", FRONTEND / "scripts"
TEMPLATES = ROOT / "hooks" / "column" / "templates"
JOINED = dict(assets.published(FRONTEND))
STYLE_INDEXES = sorted(STYLES.glob("*.css"))
SCRIPT_INDEXES = [file for file in sorted(SCRIPTS.glob("*.js")) if "\nimport " in file.read_text("utf-8")]
TWICE = {"tokens/dark.css"}
"""Parts that an index puts under two selectors."""


def listed(index: Path) -> list[str]:
    return re.findall(r'^ *@?import "(?:\./)?([^"]+)";$', index.read_text("utf-8"), flags=re.M)


def styles() -> Iterator[tuple[Path, str]]:
    for file in sorted(STYLES.rglob("*.css")):
        yield file, re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S)


def selectors(css: str) -> list[str]:
    groups = re.findall(r"([^{};]+)\{", css)
    return [one.strip() for group in groups if "@" not in group for one in group.split(",")]


# The joiner


def test_a_style_gives_way_to_its_parts_also_inside_a_rule(tmp_path: Path) -> None:
    put(tmp_path, "styles/a.css", '/* A */\n@import "x/b.css";\n:root {\n  @import "x/c.css";\n}\n')
    put(tmp_path, "styles/x/b.css", "b {\n}\n")
    put(tmp_path, "styles/x/c.css", "--c: 1;\n")
    assert dict(assets.published(tmp_path)) == {
        "assets/stylesheets/a.css": "/* A */\nb {\n}\n:root {\n--c: 1;\n}\n"
    }


def test_scripts_share_a_closure_and_modules_stay_as_they_are(tmp_path: Path) -> None:
    put(tmp_path, "scripts/a.js", '// A\nimport "./x/b.js";\nimport "./x/c.js";\n')
    put(tmp_path, "scripts/alone.js", "go();\n")
    put(tmp_path, "scripts/x/b.js", "export var b = 1;\nexport function d() {}\n")
    put(tmp_path, "scripts/x/c.js", '// C\n\nimport { b, d } from "./b.js";\n\nd(b);\n')
    module = 'import { b } from "./b.js";\nexport { b };\n'
    put(tmp_path, "scripts/search/m.js", module)
    made = dict(assets.published(tmp_path))
    inside = "var b = 1;\nfunction d() {}\n// C\n\nd(b);\n"
    assert made["assets/javascripts/a.js"] == f'(function () {{\n"use strict";\n{inside}}})();\n'
    assert made["assets/javascripts/alone.js"] == "go();\n"
    assert made["assets/javascripts/search/m.js"] == module


# The parts


def test_the_addresses_that_pages_name_are_published() -> None:
    named = {"column.css", "tools.css", "search.css", "print.css", "embed.css"}
    named |= {"form.css", "form-file.css", "form.js", "screen.js"}
    named |= {"early.js", "column.js", "check.js", "quiz.js", "search.js", "loop.js"}
    named |= {f"search/{name}.js" for name in ("finder", "index", "marks", "query", "results", "text")}
    folders = {"css": "assets/stylesheets/", "js": "assets/javascripts/"}
    assert set(JOINED) == {folders[name.rsplit(".")[1]] + name for name in named}


@pytest.mark.parametrize("index", [*STYLE_INDEXES, *SCRIPT_INDEXES], ids=lambda index: index.name)
def test_each_part_is_in_the_joined_file_once(index: Path) -> None:
    folder = "stylesheets" if index.suffix == ".css" else "javascripts"
    joined = JOINED[f"assets/{folder}/{index.name}"]
    assert "import " not in re.sub(r"/\*.*?\*/|//.*", "", joined, flags=re.S if index.suffix == ".css" else 0)
    for part, times in Counter(listed(index)).items():
        assert times == 1 + (part in TWICE), part
        text = (index.parent / part).read_text("utf-8")
        # Without its links to other parts, which the joiner takes out.
        longest = max(re.split(r"^(?:import [^;]*;\n+|export )", text, flags=re.M), key=len)
        assert joined.count(longest) == times, part


def test_each_part_is_listed() -> None:
    parts = set(STYLES.glob("*/*.css"))
    assert {STYLES / part for index in STYLE_INDEXES for part in listed(index)} == parts
    parts = {file for file in SCRIPTS.glob("*/*.js") if file.parent.name != "search"}
    assert {SCRIPTS / part for index in SCRIPT_INDEXES for part in listed(index)} == parts


@pytest.mark.parametrize("index", SCRIPT_INDEXES, ids=lambda index: index.name)
def test_a_part_comes_after_those_that_it_names(index: Path) -> None:
    before: set[Path] = set()
    for name in listed(index):
        file = index.parent / name
        for named in re.findall(r'^import .* from "([^"]+)";', file.read_text("utf-8"), flags=re.M):
            assert (file.parent / named).resolve() in before, name
        before.add(file)


def test_a_component_styles_no_other() -> None:
    """Each class is what a rule is for (the last of its selector) in one component alone."""
    owners: dict[str, set[str]] = {}
    for file, css in styles():
        if file.parent.name == "components":
            for selector in selectors(css):
                for name in re.findall(r"\.(c-[\w-]+)", re.split(r"[ >+~]+", selector)[-1]):
                    owners.setdefault(name, set()).add(file.name)
    assert len(owners) > 100
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}


def test_the_dark_palette_stands_once() -> None:
    dark = re.findall(r"^(--[\w-]+): (.*);", (STYLES / "tokens" / "dark.css").read_text("utf-8"), flags=re.M)
    light = (STYLES / "tokens" / "colours.css").read_text("utf-8")
    assert len(dark) > 10
    assert all(f"  {name}: " in light for name, _ in dark)
    for file, css in styles():
        if file.name != "dark.css":
            assert ("prefers-color-scheme" in css) == (file == STYLES / "column.css")
            assert not [value for _, value in dark if f": {value};" in css], file


def test_each_class_that_is_styled_is_used() -> None:
    column = ROOT / "hooks" / "column"
    folders = (TEMPLATES, ROOT / "hooks" / "theme", SCRIPTS, column / "media", column / "selfhelp")
    files = [
        file for folder in folders for file in folder.rglob("*") if file.suffix in (".html", ".js", ".py")
    ]
    used = " ".join(file.read_text("utf-8") for file in files)
    for file, css in styles():
        for name in {name for selector in selectors(css) for name in re.findall(r"\.(c-[\w-]+)", selector)}:
            # The kind may come from what is shown: c-badge--{{ case.kind }}.
            kind = re.escape(name.split("--")[0]) + r"--(\{\{|\" \+)"
            assert re.search(rf"{name}(?![\w-])", used) or ("--" in name and re.search(kind, used)), (
                file,
                name,
            )


def test_classes_have_one_prefix() -> None:
    for folder in (TEMPLATES, ROOT / "hooks" / "theme", FRONTEND):
        for file in [*folder.rglob("*.html"), *folder.rglob("*.css"), *folder.rglob("*.js")]:
            text = file.read_text("utf-8")
            assert not re.findall(r"""(?:["' ]|(?<=\w)?\.)t-[a-z]+""", text), file


# Templates


def test_trust_is_not_decided_in_templates() -> None:
    for file in TEMPLATES.rglob("*.html"):
        assert not re.findall(r"\|\s*safe|autoescape", file.read_text("utf-8")), file


def test_a_component_is_one_file_with_one_macro_of_its_name() -> None:
    for file in (TEMPLATES / "components").glob("*.html"):
        macros = re.findall(r"{% macro (\w+)\(", file.read_text("utf-8"))
        assert macros == [file.stem.replace("-", "_")]
