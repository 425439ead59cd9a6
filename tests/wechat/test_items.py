"""The three formats say the same, and a version changes when readers would see a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.wechat.feed import items
from column.wechat.feed import parser as formats
from column.wechat.feed.items import Wanted
from column.wechat.feed.parser import FeedError
from support.wechat import samples

FORMATS = [samples.rss, samples.atom, samples.json_feed]


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_gives_the_same_items(form: object) -> None:
    written = [
        samples.story(),
        samples.item(2, groups=("elderly", "students"), scams=("investment", "loan"), kind="case"),
    ]
    feed = formats.parse(form(written))  # type: ignore[operator]
    assert [replace(item, html="") for item in feed.items] == [replace(item, html="") for item in written]
    assert [item.html.strip() for item in feed.items] == [item.html.strip() for item in written]
    assert [item.version for item in feed.items] == [item.version for item in written]
    assert feed.address.startswith(samples.SITE)


def test_the_columns_own_elements_go_before_under_any_prefix() -> None:
    data = samples.rss([samples.item()]).decode().replace("<rss ", '<rss xmlns:fz="urn:column:1.0" ')
    data = data.replace(
        "</item>", "<fz:short_title>另一个短标题</fz:short_title><fz:scam>loan</fz:scam></item>"
    )
    (item,) = formats.parse(data.encode()).items
    assert (item.kind, item.unit, item.short_title, item.scams) == (
        "briefing",
        "wucheng",
        "另一个短标题",
        ("loan",),
    )


def test_samples_are_known() -> None:
    for form in FORMATS:
        assert [item.sample for item in formats.parse(form([samples.item(1, sample=True), samples.item(2)])).items] == [
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
            formats.parse(part)


def test_what_readers_do_not_see_changes_no_version() -> None:
    item = samples.story()
    html = item.html.replace("<p>", '<p class="x">\n ').replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    assert replace(item, html=html).version == item.version
    assert formats.parse(samples.rss([samples.story("https://moved.example.invalid/a/b/")])).items[
        0
    ].version == (item.version), "the site has moved"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "别的"}, {"short_title": "别的"}, {"summary": "别的"}, {"author": "别的"}, {"html": "<p>别的</p>"},
        {"cover": samples.item().link + "other.jpg"}, {"html": samples.item().html.replace("hall.jpg", "other.jpg")},
        {"updated": None},
    ],
)  # fmt: skip
def test_what_readers_see_changes_the_version(change: dict[str, object]) -> None:
    assert replace(samples.item(), **change).version != samples.item().version  # type: ignore[arg-type]


def test_wanted_is_any_of_an_axis_and_all_of_the_axes() -> None:
    old = samples.item(1, groups=("elderly", "students"))
    chosen = [
        ({}, True),
        ({"group": {"students"}}, True),
        ({"group": {"minors", "elderly"}}, True),
        ({"group": {"minors"}}, False),
        ({"group": {"elderly"}, "unit": {"wucheng"}}, True),
        ({"group": {"elderly"}, "unit": {"other"}}, False),
        ({"kind": {"warning"}}, False),
        ({"scam": {"investment"}}, False),
    ]
    for ids, expected in chosen:
        assert Wanted({axis: frozenset(values) for axis, values in ids.items()})(old) is expected
    assert Wanted(since=date(2025, 4, 27))(old)
    assert not Wanted(since=date(2025, 4, 28))(old)
    assert not Wanted(since=date(2025, 4, 27))(replace(old, published=None))


def test_an_item_in_two_feeds_is_one_item_in_its_last_version() -> None:
    item = samples.item()
    assert item.updated is not None
    later = replace(item, summary="改过。", updated=item.updated.replace(year=2026))
    feeds = [items.Feed("", (item, samples.item(2))), items.Feed("", (later,))]
    assert items.merged(feeds, Wanted()) == (later, samples.item(2))


@settings(deadline=None, database=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_has_a_version(html: str, address: str) -> None:
    assert len(samples.item(html=html + f'<img src="{address}">', cover=address).version) == 16
