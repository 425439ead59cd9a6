"""A version changes when readers would see a change; a selection takes the items that it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.wechat.feed_reader import items
from column.wechat.feed_reader.items import Selection
from support.wechat import samples


def test_what_readers_do_not_see_changes_no_version() -> None:
    item = samples.story()
    html = item.html.replace("<p>", '<p class="x">\n ').replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    assert replace(item, html=html).version == item.version
    assert samples.story("https://moved.example.invalid/a/b/").version == item.version, "the site has moved"


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
        assert Selection({axis: frozenset(values) for axis, values in ids.items()}).matches(old) is expected
    assert Selection(since=date(2025, 4, 27)).matches(old)
    assert not Selection(since=date(2025, 4, 28)).matches(old)
    assert not Selection(since=date(2025, 4, 27)).matches(replace(old, published=None))


def test_an_item_in_two_feeds_is_one_item_in_its_last_version() -> None:
    item = samples.item()
    assert item.updated is not None
    later = replace(item, summary="改过。", updated=item.updated.replace(year=2026))
    feeds = [items.Feed("", (item, samples.item(2))), items.Feed("", (later,))]
    assert items.select(feeds, Selection()) == (later, samples.item(2))


@settings(deadline=None, database=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_has_a_version(html: str, address: str) -> None:
    assert len(samples.item(html=html + f'<img src="{address}">', cover=address).version) == 16


def test_what_came_down_is_taken_once_and_never_while_a_feed_has_it() -> None:
    gone = items.Deletion("tag:a:briefings/wucheng/1", None, "写错了。")
    back = items.Deletion(samples.item(2).guid)
    feeds = [items.Feed("", (), 0, (gone, back)), items.Feed("", (samples.item(2),), 0, (gone,))]
    assert items.deleted(feeds) == (gone,)
    assert gone.name == "wucheng/1"
