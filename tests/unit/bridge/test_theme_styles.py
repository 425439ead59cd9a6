"""What is kept of the theme's style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import theme_styles
from support.project import put

KNOWN = {"a", "div", "md-grid", "is-open", "dir", "ltr", "drawer", "open"}


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (".md-grid{color:red}", ".md-grid{color:red}\n"),
        (".md-grid.is-open>a:hover::before{color:red}", ".md-grid.is-open>a:hover::before{color:red}\n"),
        (".md-tabs,.md-grid , .md-grid nav{color:red!important}", ".md-grid{color:red!important}\n"),
        ("[dir=ltr] a{left:0}[dir=rtl] a{right:0}", "[dir=ltr] a{left:0}\n"),
        ("div[open]{top:0}div[lang]{top:0}", "div[open]{top:0}\n"),
        ("#drawer{top:0}#search{top:0}", "#drawer{top:0}\n"),
        ("a:not(.focus-visible),*,:root{top:0}", "a:not(.focus-visible),*,:root{top:0}\n"),
        ("@media print{.md-tabs{top:0}}", ""),
        ("@media print{.md-tabs{top:0}a{top:0}}", "@media print{a{top:0}}\n"),
        ("@page{margin:25mm}", "@page{margin:25mm}\n"),
        ("@keyframes turn{to{top:0}}", ""),
        (
            "a{animation:1s turn}@keyframes turn{to{top:0}}",
            "a{animation:1s turn}\n@keyframes turn{to{top:0}}\n",
        ),
        (':root{--a:url("data:,{;}");--b:var(--c);--c:1}', ""),
        (
            ':root{--a:url("data:,{;}");--b:1}a{top:var(--a)}',
            ':root{--a:url("data:,{;}")}\na{top:var(--a)}\n',
        ),
        (":root{--ours:1}", ":root{--ours:1}\n"),
        ("a{*zoom:1;top:0}}", "a{top:0}\n"),
    ],
)
def test_a_rule_stays_whole_in_part_or_not_at_all(rule: str, kept: str) -> None:
    assert theme_styles.used(rule, KNOWN, "p{top:var(--ours)}") == kept


def test_words_come_from_templates_scripts_pages_and_markdown(tmp_path: Path) -> None:
    put(tmp_path, "hooks/column/templates/pages/one.html", '<p class="c-one{% if x %} c-two{% endif %}">')
    put(tmp_path, "hooks/frontend/scripts/menu.js", 'element.classList.add("is-open");')
    words = theme_styles.words(tmp_path, ['<main class="md-main" data-md-component="content">'])
    assert {"c-one", "c-two", "is-open", "md-main", "data-md-component", "table", "admonition"} <= words
    assert "md-tabs" not in words
