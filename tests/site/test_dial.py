"""A hotline on which nobody answers is nowhere given as one to call."""

from __future__ import annotations

from pathlib import Path

from bridge import build
from column.content import taxonomies
from column.parsing import source
from column.rules import hotlines
from column.selfhelp import data as selfhelp
from column.settings import load as settings
from column.wechat.article import layout
from support.project import put
from support.wechat import samples


def test_a_number_that_nobody_answers_is_never_one_to_call(tree: Path) -> None:
    text = (tree / "mkdocs.yml").read_text("utf-8")
    put(tree, "mkdocs.yml", text.replace('    - number: "110"\n', '    - number: "110"\n      dial: "no"\n'))
    found = settings.load(tree)
    words, _ = taxonomies.load(tree)
    _, problems = selfhelp.load(tree, words, found)
    assert any("“110”不是 mkdocs.yml 里登记、能拨打的求助电话" in problem.what for problem in problems)
    article = source.read("a.md", "---\n标题: 一\n---\n有疑问请拨打110。\n".encode(), {"标题": "title"})[0]
    assert [problem.rule for problem in hotlines.silent(article, found.hotlines)] == ["hotline-12381"]
    draft = layout.lay_out(samples.item(0, samples.SITE), found.hotlines, str, "").html
    shell = build.run_mkdocs(tree, True).shell
    pages = [*shell.frames.values(), shell.files["404.html"].decode()]
    for page in pages:
        assert 'href="tel:96110"' in page
        assert 'href="tel:110"' not in page
    assert "此号码只发短信，不能拨打" in draft
