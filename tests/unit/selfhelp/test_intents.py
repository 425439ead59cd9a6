"""What readers mean: the office's file is whole, and each mistake in it is told."""

from __future__ import annotations

import pytest

from column.model.intents import URGENT, Intent, Intents
from column.selfhelp import intents
from support import own_data
from support.project import ROOT

PATH = "docs/data/intents.yml"
DATA = """spellings:
  - [跑分, 跑份, PaoFen]
  - [上当, 上档]
words:
  - [被骗, 上当, 骗走]
  - [转账, 转钱]
filler: [怎么办]
intents:
  - say: [跑份]
    page: scams/laundering/
    order: 20
  - say: [上当, 妈妈 转钱, 刷單]
    page: help/
    order: 2
"""
PAGES = {"help/": ("我已经转账了", "先打110。"), "scams/laundering/": ("跑分洗钱", "不过手")}


def parsed(text: str) -> tuple[Intents | None, set[tuple[int, str]]]:
    found, problems = intents.parse(PATH, text.encode(), PAGES.__contains__)
    return found, {(problem.line, problem.what) for problem in problems}


def test_the_office_has_made_no_mistake() -> None:
    assert own_data.SELF_HELP.intents.intents
    assert [problem for problem in own_data.INPUTS.problems if problem.path == PATH] == []
    urgent = {intent.page for intent in own_data.SELF_HELP.intents.intents if intent.order < URGENT}
    assert urgent == {"help/", "now/"}


def test_a_saying_is_kept_in_its_normal_words_and_the_urgent_comes_first() -> None:
    found, problems = parsed(DATA)
    assert problems == set()
    assert found
    assert found.spellings[0] == ("跑分", "跑份", "paofen")
    assert found.intents == (
        Intent((("被骗",), ("妈妈", "转账"), ("刷单",)), "help/", 2),
        Intent((("跑分",),), "scams/laundering/", 20),
    )


@pytest.mark.parametrize(
    ("right", "wrong", "line", "what"),
    [
        ("page: help/", "page: hepl/", 13, "网站里没有“hepl/”这个网页。"),
        ("page: help/", "page: ", 13, "缺少“网页”"),
        ("order: 2\n", "order: 200\n", 14, "“200”不在 1 到 99 之间"),
        ("order: 2\n", "order: 快\n", 14, "快"),
        ("order: 2\n", "", 12, "缺少"),
        ("[上当, 妈妈 转钱, 刷單]", "[]", 12, "缺少“说法”"),
        ("[上当, 妈妈 转钱, 刷單]", "上当", 12, "列表"),
        ("妈妈 转钱", "妈", 12, "“妈”只有一个字"),
        ("妈妈 转钱", "妈妈，转钱", 12, "“妈妈，转钱”不是能搜索的词"),
        ("妈妈 转钱", "“妈妈”", 12, "不是能搜索的词"),
        ("妈妈 转钱", "妈妈给一个不认识的人转了好多好多钱", 12, "最多 16 个"),
        ("[转账, 转钱]", "[转账]", 6, "两个以上的词"),
        ("[转账, 转钱]", "转账", 6, "两个以上的词"),
        ("[转账, 转钱]", "[转账, 骗走]", 6, "已经归到“被骗”，又归到“转账”"),
        ("[转账, 转钱]", "[骗走, 转钱]", 6, "放在这一行的最前面，又归到“被骗”"),
        ("filler: [怎么办]", "fill: [怎么办]", 7, "fill"),
        ("say: [跑份]", "说: [跑份]", 9, "说"),
    ],
)
def test_each_mistake_is_told(right: str, wrong: str, line: int, what: str) -> None:
    assert right in DATA
    _, problems = parsed(DATA.replace(right, wrong, 1))
    assert any(at == line and what in told for at, told in problems), problems


def test_the_file_says_what_its_keys_mean() -> None:
    head = (ROOT / PATH).read_text("utf-8").split("spellings:\n")[0]
    for key in (*intents.IntentsMatter.model_fields, *intents.IntentMatter.model_fields):
        assert f"# {key} " in head or f"#   {key} " in head, key


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("now/", True),
        ("help/", True),
        ("scams/police/", True),
        ("groups/elderly/", True),
        ("groups/elderly/large/", True),
        ("plan/", True),
        ("contribute/", True),
        ("accessibility/", True),
        ("scams/polite/", False),
        ("groups/elderly/small/", False),
        ("help", False),
        ("/help/", False),
        ("", False),
        ("/", False),
        ("../README/", False),
        ("data/prints/elderly/large/", False),
        ("maintain/performance/", False),
        ("https://example.com/", False),
    ],
)
def test_a_page_is_known_by_its_address(address: str, there: bool) -> None:
    assert intents.has_page(ROOT, address, {sheet.url for sheet in own_data.SELF_HELP.prints}) is there
