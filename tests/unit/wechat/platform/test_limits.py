"""The limits are no larger than those on the pages that they cite."""

from __future__ import annotations

from column.wechat.platform import limits


def test_the_limits_are_those_of_the_pages() -> None:
    assert (limits.TITLE, limits.AUTHOR, limits.DIGEST) == (32, 16, 128)
    assert limits.CONTENT_CHARACTERS <= 20_000
    assert limits.CONTENT_BYTES <= 1024 * 1024
    assert limits.PICTURE_BYTES <= 1024 * 1024
    assert (limits.ARTICLES, limits.PAGE) == (8, 20)
