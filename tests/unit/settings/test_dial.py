"""Whether a hotline can be called (`dial`) means the same to everybody who asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import build as building
from column.content import taxonomies
from column.parsing import source
from column.rules import hotlines
from column.selfhelp import data as selfhelp
from column.settings import load as settings
from column.wechat.article import layout
from support.project import put
from support.wechat import samples

LINES = """site_name: 反诈宣传专栏
extra:
  hotlines:
    - {number: "110", name: 报警电话, use: 马上报警。, dial: %s}
"""


@pytest.mark.parametrize(
    ("written", "dial"),
    [(word, False) for word in ("no", '"no"', "No", "否", "False", "false", '"false"', "0", "off")]
    + [(word, True) for word in ("yes", '"yes"', "是", "True", "true", '"true"', "1", "on", "", '""')],
)
def test_every_spelling_is_read_alike_for_the_site_and_for_wechat(
    tmp_path: Path, written: str, dial: bool
) -> None:
    file = put(tmp_path, "mkdocs.yml", LINES % written)
    (line,) = settings.read(tmp_path)[0].hotlines
    assert (line.number, line.dial) == ("110", dial)
    assert settings.hotlines(file) == (line,)


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
    shell = building.run_mkdocs(tree, True).shell
    pages = [*shell.frames.values(), shell.files["404.html"].decode()]
    for page in pages:
        assert 'href="tel:96110"' in page
        assert 'href="tel:110"' not in page
    assert "此号码只发短信，不能拨打" in draft
