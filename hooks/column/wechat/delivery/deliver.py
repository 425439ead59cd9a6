"""Which call is made when: every item has one draft, whatever fails and wherever the tool is killed.

`draft/add` makes a new draft each time that it is called. So before each call the ledger holds the intention; an
intention that is still open later, after a fault or a restart, is settled first by looking through the draft box
for the item's marker. And before the first new draft of a run the box is looked through once in any case: a
ledger that was lost, or a second one elsewhere, makes no second draft either.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import tenacity

from column.wechat.article import limits
from column.wechat.article.payload import Packer, Parcel, UnfitError, together
from column.wechat.delivery import draft_key as marker
from column.wechat.delivery.draft_box import Box, place
from column.wechat.delivery.ledger import Entry, Ledger
from column.wechat.feed.items import Item
from column.wechat.platform import client
from column.wechat.platform import error_codes as refusals
from column.wechat.platform import errors as faults
from column.wechat.platform.client import Client
from column.wechat.platform.errors import CallError, RefusedError, SetupError, UnsureError

SETTLE = 20.0
"""Seconds after which a call that was cut off has either reached the draft box or never will."""

LATE = 600.0
"""Seconds after which an editor may have published a draft of which the tool does not know that it was made."""


class What(StrEnum):
    """What became of an item; the value is how the summary calls it."""

    ADDED = "新建"
    UPDATED = "更新"
    FOUND = "认领"
    SAME = "未变"
    SAMPLE = "示例不发"
    GONE = "已不在草稿箱"
    LEFT = "没有办成"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`why` is for the operator, in Chinese; empty where there is nothing to say. `open` counts for exit code 1."""

    item: Item
    what: What
    why: str = ""

    @property
    def open(self) -> bool:
        return self.what in (What.GONE, What.LEFT)


class Courier:
    """Brings items to the draft box of one account.

    `sleep` takes seconds, `clock` gives seconds of the epoch. `settle` is described at `SETTLE`.
    """

    def __init__(
        self,
        calls: Client,
        ledger: Ledger,
        packer: Packer,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
        settle: float = SETTLE,
    ) -> None:
        self._calls = calls
        self._ledger = ledger
        self._packer = packer
        self._sleep = sleep
        self._clock = clock
        self._settle = settle
        self._looked = False
        self._doubtful: set[str] = set()

    def deliver(
        self, items: Sequence[Item], *, digest: bool = False, again: Collection[str] = ()
    ) -> Iterator[Outcome]:
        """One outcome an item, as they come. `digest`: new items go eight to a draft, in the order given. `again`:
        links of items whose draft was thrown away by mistake and is to be made anew.

        Raises `SetupError` where the account is not set up for it, `PassingError` where the platform stays out of
        reach; what was done until then stands in the ledger.
        """
        self._looked = False
        self._reconcile()
        fresh: list[Item] = []
        for item in items:
            if item.link in again:
                self._forget(item)
            if item.sample:
                yield Outcome(item, What.SAMPLE)
            elif self._ledger.entry(item.marker.key):
                yield (outcome := self._update(item))
                if outcome.what is What.GONE:
                    self._ledger.tell(item.marker)  # only now that the operator has it
            elif self._adopted(item):
                outcome = self._update(item)
                found = Outcome(item, What.FOUND, "草稿箱里已有这一篇，账本里没有；已记入账本。")
                yield found if outcome.what is What.SAME else outcome
            elif digest:
                fresh.append(item)
            else:
                yield from self._add([item])
        rest = iter(fresh)
        while bundle := list(islice(rest, limits.ARTICLES)):
            yield from self._add(bundle)

    def _add(self, items: Sequence[Item]) -> Iterator[Outcome]:
        """A new draft with these items; those that do not fit are left out of it."""
        parcels: list[Parcel] = []
        for item in items:
            try:
                parcels.append(self._packer.pack(item))
            except UnfitError as fault:
                yield Outcome(item, What.LEFT, str(fault))
            except RefusedError as fault:
                yield _left(item, fault)
        if not parcels:
            return
        try:
            self._renewed(parcels, self._send)
        except RefusedError as fault:
            yield from (_left(parcel.item, fault) for parcel in parcels)
            return
        except UnfitError as fault:
            yield from (Outcome(parcel.item, What.LEFT, str(fault)) for parcel in parcels)
            return
        yield from (
            Outcome(parcel.item, What.ADDED, self._doubt(parcel) + _told(parcel)) for parcel in parcels
        )

    def _doubt(self, parcel: Parcel) -> str:
        """A word on a draft that may be a second one: the first, cut off long ago, may have been published since."""
        if parcel.item.marker.key not in self._doubtful:
            return ""
        return "上次运行中断过，草稿箱里没有找到它，所以重新建；如果它已经发布，请删掉这份草稿。"

    def _send(self, parcels: Sequence[Parcel]) -> None:
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(UnsureError),
            stop=tenacity.stop_after_attempt(client.ATTEMPTS),
            wait=faults.pause,
            sleep=self._sleep,
            reraise=True,
        )
        retrying(self._send_once, parcels)

    def _send_once(self, parcels: Sequence[Parcel]) -> None:
        """One attempt, which leaves either a recorded draft, or no draft and no intention, or (killed, or
        `UnsureError`) an open intention that the next attempt or the next run settles first."""
        self._reconcile()
        markers = [parcel.item.marker for parcel in parcels]
        if self._ledger.entry(markers[0].key):
            return  # the attempt before this one had its effect after all
        self._ledger.intend([_intention(parcel.item, self._clock()) for parcel in parcels])
        try:
            media_id = self._calls.add(together(parcels))
        except UnsureError:
            raise
        except CallError:
            self._ledger.withdraw([mark.key for mark in markers])
            raise
        self._ledger.record(markers, media_id)

    def _update(self, item: Item) -> Outcome:
        """The draft of a known item brought to the item's version, if it is still in the box."""
        entry = self._ledger.entry(item.marker.key)
        if entry is None or entry.media_id is None or entry.version == item.version:
            return Outcome(item, What.SAME)
        if entry.told == item.version:
            return Outcome(item, What.SAME)
        media_id = entry.media_id
        try:
            seen = self._calls.draft(media_id)
            where = place(seen, item) if seen else None
            if where is None:
                return _gone(item)
            index, count = where
            parcel = self._packer.pack(item)

            def send(parcels: Sequence[Parcel]) -> None:
                body = parcels[0].body if count == 1 else {**parcels[0].body, "digest": ""}
                self._calls.update(media_id, index, body)

            self._renewed([parcel], send)
        except UnfitError as fault:
            return Outcome(item, What.LEFT, str(fault))
        except RefusedError as fault:
            if fault.code == refusals.NO_MEDIA and self._calls.draft(media_id) is None:
                return _gone(item)
            return _left(item, fault)
        self._ledger.record([item.marker], media_id)
        return Outcome(
            item, What.UPDATED, f"草稿已换成新内容，编辑在草稿里手工改过的地方要重做。{_told(parcel)}"
        )

    def _forget(self, item: Item) -> None:
        """Know nothing of the item any more, unless its draft is still in the box."""
        entry = self._ledger.entry(item.marker.key)
        if entry and entry.media_id and self._calls.draft(entry.media_id) is None:
            self._ledger.forget(entry.key)

    def _renewed(self, parcels: list[Parcel], send: Callable[[Sequence[Parcel]], None]) -> None:
        """Send; where the platform no longer knows a cover (someone emptied the library), upload it anew, once."""
        try:
            send(parcels)
        except RefusedError as fault:
            if fault.code != refusals.NO_MEDIA:
                raise
            for parcel in parcels:
                self._ledger.drop_upload("cover", str(parcel.body["thumb_media_id"]))
            parcels[:] = [self._packer.pack(parcel.item) for parcel in parcels]
            send(parcels)

    def _reconcile(self) -> None:
        """Settle every open intention: either its draft is in the box, or there is none."""
        intents = self._ledger.intents()
        if not intents:
            return
        age = self._clock() - max(entry.since for entry in intents)
        if age < self._settle:
            self._sleep(min(self._settle, self._settle - age))
        found = Box(self._calls.drafts())
        for entry in intents:
            if hit := found.find(entry.key, entry.link):
                self._ledger.record([marker.Marker(entry.key, hit.version or entry.version)], hit.media_id)
            else:
                self._ledger.withdraw([entry.key])
                if age > LATE:
                    self._doubtful.add(entry.key)

    def _adopted(self, item: Item) -> bool:
        """Whether the box has a draft of this item that the ledger does not know; then it knows it now."""
        if not self._looked:
            self._box = Box(self._calls.drafts())
            self._looked = True
        hit = self._box.find(item.marker.key)
        if hit is None:
            return False
        self._ledger.intend([_intention(item, self._clock())])
        self._ledger.record([marker.Marker(item.marker.key, hit.version)], hit.media_id)
        return True


def _gone(item: Item) -> Outcome:
    why = "稿件改过，但它的草稿已经发布或被删除。请编辑核对已发布的文章，需要时手工更正；不会再建草稿。"
    return Outcome(item, What.GONE, why)


def _intention(item: Item, since: float) -> Entry:
    mark = item.marker
    return Entry(mark.key, mark.version, item.guid, item.link, item.headline, None, since, "")


def _left(item: Item, fault: RefusedError) -> Outcome:
    """An item that the platform refused; a fault of the account is no item's, and goes up."""
    if isinstance(fault, SetupError):
        raise fault
    return Outcome(item, What.LEFT, str(fault))


def _told(parcel: Parcel) -> str:
    return "".join((parcel.size + "。", *map(str, parcel.notes)))
