"""Articles in a folder, read by the project's own vocabulary and rules.

These are read once for all tests of a process; `project.load` reads them with every project.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from column.content import discovery, library, references
from column.content.article_cache import ArticleCache
from column.content.library import Library
from column.model.briefing import Briefing
from column.model.problems import Problem
from column.publish.redirects import redirects
from support.own_data import INPUTS, VOCABULARY
from support.project import BRIEFING, put

HERE = "briefings/wucheng/2026-03-05-xingfu"
PAGE = f"{HERE}/index.md"
CASE_HERE = "cases/2026-03-01-kefu"
CASE_PAGE = f"{CASE_HERE}/index.md"


@dataclass(frozen=True)
class Reading:
    """`library` holds the articles without an error, drafts and samples too."""

    library: Library
    problems: list[Problem]


def read(root: Path, *paths: str) -> Reading:
    """The articles below `root`: those in the files at `paths`, or all where there are none."""
    found, problems = discovery.find(root, VOCABULARY)
    found = [place for place in found if not paths or place.path in paths]
    parsed = ArticleCache(root, VOCABULARY, "1").parse(found, INPUTS.judge)
    between = references.across(parsed, references.case_ids(parsed), found)
    wrong = {problem.path for problem in between}
    kept = [result.article for result in parsed if result.article and result.article.path not in wrong]
    problems += [problem for result in parsed for problem in result.problems]
    return Reading(library.build(VOCABULARY, kept), sorted({*problems, *between}))


def briefing(root: Path, text: str = BRIEFING) -> tuple[Briefing | None, list[Problem]]:
    """The briefing at `PAGE`, or None, and the problems of all articles."""
    put(root, PAGE, text)
    found = read(root)
    article = found.library.by_id.get("wucheng/2026-03-05-xingfu")
    return (article if isinstance(article, Briefing) else None), found.problems


def renamed(root: Path, written: str) -> list[Problem]:
    """The problems of all articles, with a briefing at `PAGE` that names its former ids so."""
    put(root, PAGE, BRIEFING.replace("摘要:", f"曾用编号: {written}\n摘要:"))
    return read(root).problems


def former(root: Path) -> list[str]:
    """The former addresses of the articles below `root`."""
    return [url for url, _ in redirects(read(root).library)]
