"""Delivery of items to the draft box: one draft per item, after any failure and any kill of the tool.

`draft/add` makes a new draft at each call. So a pending record is written to the ledger before the call; one that is
still pending later, after a failure or a restart, is resolved first by searching the draft box for the item's key.
Before the first new draft of a run the box is searched in any case, so that a lost ledger, or a second one on another
machine, causes no second draft.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

import tenacity

from column.wechat.article.payload import Payload, PayloadBuilder, UnfitError, article_of, draft_articles
from column.wechat.delivery.draft_box import DraftBox, article_position
from column.wechat.delivery.ledger import DraftRecord, Ledger
from column.wechat.delivery.outcome import Outcome, Status
from column.wechat.delivery.removal import NO_DRAFT, Removal
from column.wechat.feed_reader.draft_key import DraftKey
from column.wechat.feed_reader.items import Deletion, Item
from column.wechat.platform import error_codes, limits
from column.wechat.platform.client import ATTEMPTS, Client
from column.wechat.platform.errors import (
    PlatformError,
    RejectedError,
    SetupError,
    UnknownEffectError,
    retry_wait,
)

SETTLE = 20.0
"""Seconds after which an interrupted call has either reached the draft box or never will."""

MAYBE_PUBLISHED = 600.0
"""Seconds after which an editor may have published a draft that the tool does not know it created."""


_NOTICES = {
    "withdrawn": "没有做成草稿。草稿箱里有原文的，请删掉；已经发布的，请在公众号后台删除或者发更正。",
    "corrected": "没有做成草稿。草稿箱里的原文会照常更新；已经发布的，请发更正。",
}


class Delivery:
    """Delivers items to the draft box of one account.

    `sleep` takes seconds, `clock` gives seconds of the epoch; see `SETTLE` for `settle`.
    """

    def __init__(
        self,
        client: Client,
        ledger: Ledger,
        builder: PayloadBuilder,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
        settle: float = SETTLE,
    ) -> None:
        self._client = client
        self._ledger = ledger
        self._builder = builder
        self._sleep = sleep
        self._clock = clock
        self._settle = settle
        self._box: DraftBox | None = None
        self._maybe_published: set[str] = set()

    def deliver(
        self,
        items: Sequence[Item],
        deleted: Sequence[Deletion] = (),
        *,
        digest: bool = False,
        again: Collection[str] = (),
        agreed: Callable[[str], bool] = lambda title: False,
    ) -> Iterator[Outcome]:
        """The outcome of each item, as soon as it is known; first those of items that were deleted and had a draft, which
        is deleted where `agreed` says so of its title.

        With `digest`, up to eight new items share a draft, in the order given. `again` has the links of items whose
        draft was deleted by mistake and is to be made again. Raises `SetupError` if the account is not set up,
        `TransientError` if the platform stays unreachable; the ledger has what was done before.
        """
        self._box = None
        self._resolve_pending()
        removal = Removal(self._client, self._ledger, self._listed, agreed, self._clock)
        told = set[str]()
        for deletion in deleted:
            for outcome in removal.remove(deletion):
                told.add(deletion.name)
                yield outcome
        new_items: list[Item] = []
        for item in items:
            if item.link in again:
                self._forget(item)
            if item.sample:
                yield Outcome(item, Status.SAMPLE)
            elif item.is_notice:
                yield from self._tell(item, item.name in told)
            elif self._ledger.draft(item.draft_key.guid_hash):
                yield (outcome := self._update(item))
                if outcome.status is Status.GONE:
                    self._ledger.set_reported(
                        item.draft_key
                    )  # only after the caller has received the outcome
            elif self._adopt(item):
                outcome = self._update(item)
                adopted = Outcome(item, Status.ADOPTED, "草稿箱里已有这一篇，账本里没有；已记入账本。")
                yield adopted if outcome.status is Status.UNCHANGED else outcome
            elif digest:
                new_items.append(item)
            else:
                yield from self._add([item])
        remaining = iter(new_items)
        while batch := list(islice(remaining, limits.ARTICLES)):
            yield from self._add(batch)

    def _tell(self, item: Item, known: bool) -> Iterator[Outcome]:
        """Tell the operator once what to put right, unless it is `known`; no draft is made of it."""
        key = item.draft_key
        if self._ledger.draft(key.guid_hash):
            yield Outcome(item, Status.UNCHANGED)
            return
        yield (
            Outcome(item, Status.UNCHANGED)
            if known
            else Outcome(item, Status.NOTICE, f"{_NOTICES[item.kind]}可以照这段话更正：{item.summary}")
        )
        self._ledger.add_pending(
            [_pending(item, self._clock())]
        )  # only after the caller has received the outcome
        self._ledger.complete([key], NO_DRAFT)

    def _add(self, items: Sequence[Item]) -> Iterator[Outcome]:
        """Make one draft of these items, except those that do not fit."""
        payloads: list[Payload] = []
        for item in items:
            try:
                payloads.append(self._builder.build(item))
            except UnfitError as error:
                yield Outcome(item, Status.FAILED, str(error))
            except RejectedError as error:
                yield _failed(item, error)
        if not payloads:
            return
        try:
            self._renewing_covers(payloads, self._add_draft)
        except RejectedError as error:
            yield from (_failed(payload.item, error) for payload in payloads)
        except UnfitError as error:
            yield from (Outcome(payload.item, Status.FAILED, str(error)) for payload in payloads)
        else:
            for payload in payloads:
                note = self._duplicate_warning(payload.item) + _old(payload.item) + _report(payload)
                yield Outcome(payload.item, Status.ADDED, note)

    def _duplicate_warning(self, item: Item) -> str:
        """A warning if an earlier draft of the item may have been made, and published since."""
        if item.draft_key.guid_hash not in self._maybe_published:
            return ""
        return "上次运行中断过，草稿箱里没有找到它，所以重新建；如果它已经发布，请删掉这份草稿。"

    def _add_draft(self, payloads: Sequence[Payload]) -> None:
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(UnknownEffectError),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=retry_wait,
            sleep=self._sleep,
            reraise=True,
        )
        retrying(self._try_add_draft, payloads)

    def _try_add_draft(self, payloads: Sequence[Payload]) -> None:
        """One attempt at `draft/add`.

        It leaves a complete record, or neither draft nor record, or, after a kill or `UnknownEffectError`, a pending
        record, which the next attempt or the next run resolves first.
        """
        self._resolve_pending()
        keys = [payload.item.draft_key for payload in payloads]
        if self._ledger.draft(keys[0].guid_hash):
            return  # the attempt before this one took effect
        self._ledger.add_pending([_pending(payload.item, self._clock()) for payload in payloads])
        try:
            media_id = self._client.add_draft(draft_articles(payloads))
        except UnknownEffectError:
            raise
        except PlatformError:
            self._ledger.delete_pending([key.guid_hash for key in keys])
            raise
        self._ledger.complete(keys, media_id)

    def _update(self, item: Item) -> Outcome:
        """Update the draft of a known item to the item's version, if it is still in the box."""
        record = self._ledger.draft(item.draft_key.guid_hash)
        if record is None or record.media_id is None or item.version in (record.version, record.reported):
            return Outcome(item, Status.UNCHANGED)
        media_id = record.media_id
        try:
            draft = self._client.get_draft(media_id)
            position = article_position(draft, item) if draft else None
            if position is None:
                return _gone(item)
            index, count = position
            payload = self._builder.build(item)

            def send(payloads: Sequence[Payload]) -> None:
                self._client.update_draft(media_id, index, article_of(payloads[0], count))

            self._renewing_covers([payload], send)
        except UnfitError as error:
            return Outcome(item, Status.FAILED, str(error))
        except RejectedError as error:
            if error.code == error_codes.NO_MEDIA and self._client.get_draft(media_id) is None:
                return _gone(item)
            return _failed(item, error)
        self._ledger.complete([item.draft_key], media_id)
        note = f"草稿已换成新内容，编辑在草稿里手工改过的地方要重做。{_old(item)}{_report(payload)}"
        return Outcome(item, Status.UPDATED, note)

    def _forget(self, item: Item) -> None:
        """Delete the record of the item's draft, unless the draft is still in the box."""
        record = self._ledger.draft(item.draft_key.guid_hash)
        if record and record.media_id and self._client.get_draft(record.media_id) is None:
            self._ledger.delete_draft(record.guid_hash)

    def _renewing_covers(self, payloads: list[Payload], send: Callable[[Sequence[Payload]], None]) -> None:
        """Send; if the platform does not know a cover (someone emptied the library), upload all anew and send again."""
        try:
            send(payloads)
        except RejectedError as error:
            if error.code != error_codes.NO_MEDIA:
                raise
            for payload in payloads:
                self._ledger.delete_upload("cover", str(payload.article["thumb_media_id"]))
            payloads[:] = [self._builder.build(payload.item) for payload in payloads]
            send(payloads)

    def _resolve_pending(self) -> None:
        """Complete each pending record whose draft is in the box; delete the others."""
        pending = self._ledger.pending_drafts()
        if not pending:
            return
        age = self._clock() - max(record.since for record in pending)
        if age < self._settle:
            self._sleep(min(self._settle, self._settle - age))
        box = DraftBox(self._client.list_drafts())
        for record in pending:
            if found := box.find(record.guid_hash, record.link):
                key = DraftKey(record.guid_hash, found.version or record.version)
                self._ledger.complete([key], found.media_id)
            else:
                self._ledger.delete_pending([record.guid_hash])
                if age > MAYBE_PUBLISHED:
                    self._maybe_published.add(record.guid_hash)

    def _listed(self) -> DraftBox:
        if self._box is None:
            self._box = DraftBox(self._client.list_drafts())
        return self._box

    def _adopt(self, item: Item) -> bool:
        """Record a draft of the item that the box has and the ledger lacks; gives whether there is one."""
        found = self._listed().find(item.draft_key.guid_hash)
        if found is None:
            return False
        self._ledger.add_pending([_pending(item, self._clock())])
        self._ledger.complete([DraftKey(item.draft_key.guid_hash, found.version)], found.media_id)
        return True


def _gone(item: Item) -> Outcome:
    note = "稿件改过，但它的草稿已经发布或被删除。请编辑核对已发布的文章，需要时手工更正；不会再建草稿。"
    return Outcome(item, Status.GONE, note + _old(item))


def _old(item: Item) -> str:
    """What to do first with an item that may be out of date."""
    return "这篇已过复核日期，可能过时，请复核后再用。" if item.outdated else ""


def _pending(item: Item, since: float) -> DraftRecord:
    key = item.draft_key
    return DraftRecord(key.guid_hash, key.version, item.guid, item.link, item.headline, None, since, "")


def _failed(item: Item, error: RejectedError) -> Outcome:
    """The outcome of an item that the platform rejected. An error of the account concerns no item: it is raised."""
    if isinstance(error, SetupError):
        raise error
    return Outcome(item, Status.FAILED, str(error))


def _report(payload: Payload) -> str:
    return "".join((payload.size + "。", *map(str, payload.problems), _to_do(payload.item)))


def _to_do(item: Item) -> str:
    """What the editor does by hand where the item has a film: the interface takes none into a draft."""
    if not item.film:
        return ""
    return (
        "这篇有视频，草稿里只有封面和“视频请在原文观看”。要在公众号里直接播放："
        f"先到后台的素材库上传视频（{item.film}），再打开草稿 → 视频 → 选它，放在封面的位置。"
    )
