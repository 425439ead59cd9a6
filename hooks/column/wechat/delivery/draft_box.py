"""Search of an account's draft box for the draft of an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from column.wechat.feed_reader.draft_key import DraftKey, without_fragment
from column.wechat.feed_reader.items import Item
from column.wechat.platform.client import Draft


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """A draft and the version of the item that it holds, empty if unknown."""

    media_id: str
    version: str


class DraftBox:
    """The drafts by key, and by link for those whose key an editor has removed."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._by_guid_hash: dict[str, FoundDraft] = {}
        self._by_link: dict[str, FoundDraft] = {}
        for draft in drafts:
            for link in draft.links:
                if key := DraftKey.from_url(link):
                    self._by_guid_hash.setdefault(key.guid_hash, FoundDraft(draft.media_id, key.version))
                elif link:
                    self._by_link.setdefault(without_fragment(link), FoundDraft(draft.media_id, ""))

    def find(self, guid_hash: str, link: str = "") -> FoundDraft | None:
        """The draft with this key; else, if `link` is given, one without a key that has this link."""
        return self._by_guid_hash.get(guid_hash) or (
            self._by_link.get(without_fragment(link)) if link else None
        )


def article_position(draft: Draft, item: Item) -> tuple[int, int] | None:
    """Index of the item's article in a draft, and the number of articles; None if an editor has removed it."""
    count = len(draft.links)
    for index, link in enumerate(draft.links):
        key = DraftKey.from_url(link)
        if key and key.guid_hash == item.draft_key.guid_hash:
            return index, count
        if key is None and link and without_fragment(link) == item.link:
            return index, count
    return (0, 1) if count == 1 and DraftKey.from_url(draft.links[0]) is None else None
