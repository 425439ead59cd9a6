"""The same corpus as a Hugo site and as a plain MkDocs site, for `bench.run`."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bridge.theme_shell import ThemeShell

_HUGO = """baseURL = "https://fanzha.example.gov.cn/"
languageCode = "zh-CN"
title = "column"
disableKinds = []
[pagination]
pagerSize = 20
[services.rss]
limit = 50
[taxonomies]
unit = "units"
group = "groups"
venue = "venues"
scam = "scams"
month = "months"
[markup.goldmark.renderer]
unsafe = false
"""
_CARD = (
    '<li class="c-card"><a href="{{ .RelPermalink }}"><span>{{ with .Params.units }}{{ index . 0 }}{{ end }}</span>'
    '<strong>{{ .Title }}</strong><span>{{ .Params.summary }}</span><time>{{ .Date.Format "2006-01-02" }}</time></a></li>'
)
_LIST = (
    '{{ define "main" }}<h1>{{ .Title }}</h1><ul class="c-list">{{ range .Paginator.Pages }}'
    + _CARD
    + "{{ end }}</ul>"
    '{{ with .Paginator }}{{ if .HasPrev }}<a href="{{ .Prev.URL }}">prev</a>{{ end }}{{ if .HasNext }}<a href="{{ .Next.URL }}">next</a>{{ end }}{{ end }}{{ end }}'
)
_SINGLE = (
    '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02 15:04" }} {{ range .Params.groups }}<a href="/groups/{{ . }}/">{{ . }}</a>{{ end }}</p>'
    "<div>{{ .Content }}</div>{{ range first 4 .Site.RegularPages.ByDate.Reverse }}" + _CARD + "{{ end }}"
    '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}'
)
_RSS = (
    '{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}<rss version="2.0"><channel><title>{{ .Title }}</title>'
    "<link>{{ .Permalink }}</link>{{ range first 50 .RegularPagesRecursive }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>"
    "<guid>{{ .Permalink }}</guid><description>{{ .Params.summary }}</description><content>{{ .Content | transform.XMLEscape }}</content></item>{{ end }}</channel></rss>"
)


def articles(project: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Id, front matter and body of every article of a made corpus."""
    for file in sorted([*project.glob("briefings/*/**/*.md"), *project.glob("cases/**/*.md")]):
        path = file.relative_to(project).as_posix().removesuffix("/index.md").removesuffix(".md")
        _, matter, body = file.read_text("utf-8").split("---\n", 2)
        yield path, yaml.load(matter, Loader=yaml.CSafeLoader), re.sub(r"!\[.*?\]\(.*?\)\n?", "", body)


class Hugo:
    """Hugo with lists, the same taxonomies, feeds of 50 items, and a page frame of the same bytes."""

    def __init__(self, folder: Path, project: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        layouts = folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
        (layouts / "baseof.html").write_text(_frame(project), encoding="utf-8")
        (layouts / "single.html").write_text(_SINGLE, encoding="utf-8")
        for name in ("list", "taxonomy", "term"):
            (layouts / f"{name}.html").write_text(_LIST, encoding="utf-8")
        (layouts / "rss.xml").write_text(_RSS, encoding="utf-8")
        (folder / "layouts" / "index.html").write_text(_LIST, encoding="utf-8")
        for path, matter, body in articles(project):
            given = {
                "title": matter["title"],
                "date": str(matter["date"]).replace(" ", "T") + ":00+08:00"
                if " " in str(matter["date"])
                else str(matter["date"]),
            }
            given |= {
                "summary": matter.get("summary", ""),
                "groups": matter["groups"],
                "months": [str(matter["date"])[:7]],
            }
            if path.startswith("briefings/"):
                given |= {"units": [path.split("/")[1]], "venues": [matter["venue"]]}
            else:
                given |= {"scams": [matter["scam"]]}
            file = folder / "content" / f"{path}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(given, ensure_ascii=False) + "\n\n" + body, encoding="utf-8")
        self.command = [str(Path(sys.executable).with_name("hugo")), "--quiet"]

    def forget(self) -> None:
        shutil.rmtree(self.folder / "public", ignore_errors=True)
        shutil.rmtree(self.folder / "resources", ignore_errors=True)


def _frame(project: Path) -> str:
    """The theme's page frame, as the last build of a project with search has cached it, as a Hugo template."""
    shell = ThemeShell.load(project, searchable=True)
    if shell is None:
        raise FileNotFoundError("no build with search has cached the theme's frames")
    slots = {
        "title": "{{ .Title }}",
        "description": "{{ .Params.summary }}",
        "canonical": "{{ .Permalink }}",
        "head": "",
        "body": '{{ block "main" . }}{{ end }}',
    }
    return shell.frame("briefings/", "briefings/unit/article/").html(slots)


class MkDocs:
    """MkDocs and Material with the articles as plain pages, without search."""

    def __init__(self, folder: Path, project: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        for path, matter, body in articles(project):
            file = folder / "docs" / f"{path}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"# {matter['title']}\n\n{body}", encoding="utf-8")
        (folder / "docs" / "index.md").write_text("# column\n", encoding="utf-8")
        settings = {
            "site_name": "column",
            "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
            "plugins": [],
            "nav": [{"home": "index.md"}],
        }
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        self.command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
