"""The account's draft box: which draft is an item's, and where in it the item stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from column.wechat.delivery import draft_key as marker
from column.wechat.feed.items import Item
from column.wechat.platform.client import Seen


@dataclass(frozen=True, slots=True)
class Hit:
    media_id: str
    version: str


class Box:
    """The draft box by marker, and by address for drafts whose marker an editor has taken away."""

    def __init__(self, drafts: Sequence[Seen]) -> None:
        self._marked: dict[str, Hit] = {}
        self._linked: dict[str, Hit] = {}
        for draft in drafts:
            for link in draft.links:
                if mark := marker.read(link):
                    self._marked.setdefault(mark.key, Hit(draft.media_id, mark.version))
                elif link:
                    self._linked.setdefault(marker.bare(link), Hit(draft.media_id, ""))

    def find(self, key: str, link: str = "") -> Hit | None:
        return self._marked.get(key) or (self._linked.get(marker.bare(link)) if link else None)


def place(seen: Seen, item: Item) -> tuple[int, int] | None:
    """Where in the draft the item stands, and how many articles it has; None where the editor took it out."""
    count = len(seen.links)
    for index, link in enumerate(seen.links):
        mark = marker.read(link)
        if (mark and mark.key == item.marker.key) or (
            mark is None and link and marker.bare(link) == item.link
        ):
            return index, count
    return (0, 1) if count == 1 and marker.read(seen.links[0]) is None else None
