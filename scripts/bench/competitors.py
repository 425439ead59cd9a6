"""The same corpus as a Hugo site and as a plain MkDocs site, for `bench.run`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from bench import corpus
from bench.corpus import Made
from bench.measure import Figure, measured
from bench.place import Place
from bridge.theme_shell import ThemeShell
from column.model.briefing import Briefing

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


class Hugo:
    """Hugo with lists, the same taxonomies, feeds of 50 items, and a page frame of the same bytes."""

    def __init__(self, place: Place, project: Path, articles: int) -> None:
        self._place, self.folder = place, place.folder / "hugo"
        layouts = self.folder / "layouts" / "_default"
        _write(self.folder / "hugo.toml", _HUGO)
        _write(layouts / "baseof.html", _frame(project))
        _write(layouts / "single.html", _SINGLE)
        for name in ("list", "taxonomy", "term"):
            _write(layouts / f"{name}.html", _LIST)
        _write(layouts / "rss.xml", _RSS)
        _write(self.folder / "layouts" / "index.html", _LIST)
        for made in corpus.every(articles):
            matter = json.dumps(_matter(made), ensure_ascii=False)
            _write(self.folder / "content" / f"{made.path}.md", f"{matter}\n\n{made.body}")

    def build(self) -> Figure:
        """A whole build from nothing."""
        self._place.forget(self.folder / "public", self.folder / "resources")
        return measured([str(Path(sys.executable).with_name("hugo")), "--quiet"], self.folder)[0]


def _matter(made: Made) -> dict[str, Any]:
    """An article's front matter for Hugo."""
    matter = made.matter
    moment = str(matter["date"])
    own = (
        {"units": [made.path.split("/")[1]], "venues": [matter["venue"]]}
        if made.kind is Briefing
        else {"scams": [matter["scam"]]}
    )
    return {
        "title": matter["title"],
        "date": f"{moment.replace(' ', 'T')}:00+08:00" if " " in moment else moment,
        "summary": matter.get("summary", ""),
        "groups": matter["groups"],
        "months": [moment[:7]],
        "draft": "draft" in matter,
        **own,
    }


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _frame(project: Path) -> str:
    """The theme's page frame, as the last build of a project without search has cached it, as a Hugo template."""
    shell = ThemeShell.load(project, searchable=False)
    if shell is None:
        raise FileNotFoundError("no build without search has cached the theme's frames")
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

    def __init__(self, place: Place, articles: int) -> None:
        self.folder = place.folder / "mkdocs"
        for made in corpus.every(articles):
            _write(self.folder / "docs" / f"{made.path}.md", f"# {made.matter['title']}\n\n{made.body}")
        _write(self.folder / "docs" / "index.md", "# column\n")
        settings = {
            "site_name": "column",
            "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
            "plugins": [],
            "nav": [{"home": "index.md"}],
        }
        _write(self.folder / "mkdocs.yml", yaml.safe_dump(settings))

    def build(self) -> Figure:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        return measured(command, self.folder)[0]
