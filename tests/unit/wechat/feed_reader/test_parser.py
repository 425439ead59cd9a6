"""RSS, Atom and JSON Feed give the same items; a feed that is cut off gives none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from column.wechat.feed_reader import parser
from column.wechat.feed_reader.parser import FeedError
from support.wechat import samples

FORMATS = [samples.rss, samples.atom, samples.json_feed]


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_gives_the_same_items(form: object) -> None:
    written = [
        samples.story(),
        samples.item(2, groups=("elderly", "students"), scams=("investment", "loan"), kind="case"),
    ]
    feed = parser.parse(form(written))  # type: ignore[operator]
    assert [replace(item, html="") for item in feed.items] == [replace(item, html="") for item in written]
    assert [item.html.strip() for item in feed.items] == [item.html.strip() for item in written]
    assert [item.version for item in feed.items] == [item.version for item in written]
    assert feed.self_url.startswith(samples.SITE)


def test_the_columns_own_elements_go_before_under_any_prefix() -> None:
    data = samples.rss([samples.item()]).decode().replace("<rss ", '<rss xmlns:fz="urn:column:1.0" ')
    data = data.replace(
        "</item>", "<fz:short_title>另一个短标题</fz:short_title><fz:scam>loan</fz:scam></item>"
    )
    (item,) = parser.parse(data.encode()).items
    assert (item.kind, item.unit, item.short_title, item.scams) == (
        "briefing",
        "wucheng",
        "另一个短标题",
        ("loan",),
    )


def test_samples_are_known() -> None:
    for form in FORMATS:
        assert [item.sample for item in parser.parse(form([samples.item(1, sample=True), samples.item(2)])).items] == [
            True, False,
        ]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_that_breaks_off_is_no_feed(form: object) -> None:
    data: bytes = form([samples.story(), samples.item(2)])  # type: ignore[operator]
    for part in (
        data[: len(data) // 2],
        data[:-20],
        b"",
        b"<html><body>404</body></html>",
        b'{"a": 1}',
        b"{",
    ):
        with pytest.raises(FeedError, match="不是"):
            parser.parse(part)


@pytest.mark.parametrize("form", FORMATS)
def test_an_item_without_an_id_goes_by_its_address_and_none_is_left_out_unsaid(form: object) -> None:
    data: bytes = form([samples.item(1), samples.item(2)])  # type: ignore[operator]
    item = samples.item(1)
    text = data.decode().replace(item.guid, "")
    feed = parser.parse(text.encode())
    assert [found.guid for found in feed.items] == [item.link, samples.item(2).guid]
    assert feed.nameless == 0
    nothing = text.replace(f"{item.link}<", "<").replace(f'"{item.link}"', '""')
    feed = parser.parse(nothing.encode())
    assert [found.guid for found in feed.items] == [samples.item(2).guid]
    assert feed.nameless == 1
