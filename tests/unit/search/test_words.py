"""The browser gets what it needs to understand a query, and no more."""

from __future__ import annotations

import json

from column.model.intents import Intent, Intents
from column.search import words

PAGES = {"help/": ("我已经转账了", "先打110。"), "scams/laundering/": ("跑分洗钱", "不过手")}
MEANT = Intents(
    words=(("转账", "转帐户"),),
    intents=(
        Intent((("被骗",), ("妈妈", "转账"), ("刷单",)), "help/", 2),
        Intent((("跑分",),), "scams/laundering/", 20),
    ),
)


def test_the_browser_gets_the_pages_there_are_and_the_characters_that_occur() -> None:
    told = json.loads(words.published(MEANT, PAGES, "骗"))
    assert told["pages"] == [
        ["help/", "我已经转账了", "先打110。"],
        ["scams/laundering/", "跑分洗钱", "不过手"],
    ]
    assert told["intents"] == [[0, 1, ["被骗", "妈妈 转账", "刷单"]], [1, 0, ["跑分"]]]
    folded = dict(zip(*told["folding"], strict=True))
    assert folded["騙"] == "骗"
    assert folded["帳"] == folded["帐"] == "账"
    assert "萬" not in folded
    without = json.loads(words.published(MEANT, {"scams/laundering/": PAGES["scams/laundering/"]}, ""))
    assert without["intents"] == [[0, 0, ["跑分"]]], "a page that is not there is not shown"
    assert json.loads(words.published(Intents(), {}, ""))["folding"] == ["", ""]
