"""A draft is found by its key, and by its link if an editor has removed the key."""

from __future__ import annotations

from column.wechat.delivery.draft_box import DraftBox, FoundDraft, article_position
from column.wechat.platform.client import Draft
from support.wechat import samples

ONE, TWO = samples.item(1), samples.item(2)
KEYED = Draft("keyed", ("甲", "乙"), (ONE.draft_key.url(ONE.link), TWO.draft_key.url(TWO.link)))
BARE = Draft("bare", ("甲",), (ONE.link,))
EMPTY = Draft("empty", ("甲",), ("",))


def test_a_draft_is_found_by_its_key_before_its_link() -> None:
    box = DraftBox([BARE, KEYED, EMPTY])
    key = TWO.draft_key
    assert box.find(key.guid_hash) == FoundDraft("keyed", key.version)
    assert box.find("0" * 16) is None
    assert box.find("0" * 16, ONE.link) == FoundDraft("bare", "")
    assert box.find("0" * 16, "https://other.example.invalid/") is None


def test_an_article_has_its_position_in_the_draft() -> None:
    assert article_position(KEYED, TWO) == (1, 2)
    assert article_position(BARE, ONE) == (0, 1)
    assert article_position(EMPTY, ONE) == (0, 1), "the only article, and its link was removed"
    assert article_position(Draft("other", ("甲",), (TWO.draft_key.url(TWO.link),)), ONE) is None
