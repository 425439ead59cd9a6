"""A key survives the way through a URL, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from column.wechat.feed_reader.draft_key import DraftKey, short_hash, without_fragment

KEY = DraftKey(short_hash("tag:a"), short_hash("content"))


@pytest.mark.parametrize("link", ["https://a.example.invalid/x/", "https://a.example.invalid/x/#part"])
def test_a_key_is_read_from_the_url_that_carries_it(link: str) -> None:
    url = KEY.url(link)
    assert DraftKey.from_url(f" {url}\n") == KEY
    assert without_fragment(url) == "https://a.example.invalid/x/"


@pytest.mark.parametrize(
    "url",
    ["", "https://a.example.invalid/", "https://a.example.invalid/#wx-1-2", f"#wx-{'g' * 16}-{'0' * 16}"],
)
def test_another_fragment_is_no_key(url: str) -> None:
    assert DraftKey.from_url(url) is None


def test_a_short_hash_has_sixteen_digits() -> None:
    assert short_hash("甲") == short_hash("甲") != short_hash("乙")
    assert len(short_hash("")) == 16
