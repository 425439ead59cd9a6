"""Removal of the drafts of items that came down: asked for, made once after any failure, and told where it is too late.

`draft/delete` cannot be undone, and a draft that is not in the box was either deleted or published. So the ledger says
that the call is about to be made before it is: where the draft is gone then, the call most likely had its effect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from column.wechat.delivery.draft_box import DraftBox, article_position
from column.wechat.delivery.ledger import DraftRecord, Ledger
from column.wechat.delivery.outcome import Outcome, Status
from column.wechat.feed_reader.draft_key import DraftKey, short_hash
from column.wechat.feed_reader.items import Deletion, Item
from column.wechat.platform.client import Client
from column.wechat.platform.errors import RejectedError, SetupError

NO_DRAFT = ""
"""The media_id of what was told and has no draft."""
_DELETING = "deleting"
"""Told of a draft that is about to be deleted."""


class Removal:
    """Deletes drafts of one account. `agreed` is given a draft's title, and says whether it may be deleted; `box` gives
    the drafts of the box, `clock` seconds of the epoch."""

    def __init__(
        self,
        client: Client,
        ledger: Ledger,
        box: Callable[[], DraftBox],
        agreed: Callable[[str], bool],
        clock: Callable[[], float],
    ) -> None:
        self._client, self._ledger, self._box, self._agreed, self._clock = client, ledger, box, agreed, clock

    def remove(self, deletion: Deletion) -> Iterator[Outcome]:
        """The outcome, if the item ever had a draft and the operator has not been told all yet."""
        done = short_hash(f"deleted {deletion.guid} {_moment(deletion.at)}")
        if self._ledger.draft(done):
            return
        record = self._known(deletion)
        if record and record.media_id:
            yield (outcome := self._removed(record, record.media_id, deletion))
            if outcome.unfinished:
                return
            self._ledger.delete_draft(record.guid_hash)  # only after the caller has received the outcome
        told = DraftRecord(done, "", deletion.guid, "", "", None, self._clock(), "")
        self._ledger.add_pending([told])
        self._ledger.complete([DraftKey(done, "")], NO_DRAFT)

    def _known(self, deletion: Deletion) -> DraftRecord | None:
        """The record of the item's draft; one that the box alone has is recorded first."""
        guid_hash = short_hash(deletion.guid)
        if record := self._ledger.draft(guid_hash):
            return record
        if (found := self._box().find(guid_hash)) is None:
            return None
        new = DraftRecord(
            guid_hash, found.version, deletion.guid, "", "（账本里没有标题）", None, self._clock(), ""
        )
        self._ledger.add_pending([new])
        self._ledger.complete([DraftKey(guid_hash, found.version)], found.media_id)
        return self._ledger.draft(guid_hash)

    def _removed(self, record: DraftRecord, media_id: str, deletion: Deletion) -> Outcome:
        item = Item(guid=record.guid, link=record.link, title=record.title)
        text = (
            f"可以照这段话更正：本号此前发布的一篇文章已撤回：{deletion.reason}转载、转发过的，请一并删除。"
        )
        try:
            draft = self._client.get_draft(media_id)
            if draft is None and record.reported == _DELETING:
                note = f"上次运行中断过，草稿已经不在草稿箱里。请看一眼：如果它已经发布，请在后台删除或者发更正。{text}"
                return Outcome(item, Status.DELETED, note)
            if draft is None or (position := article_position(draft, item)) is None:
                note = (
                    f"原文撤回了，它的草稿已经发布或被删除。已经发布的，请在公众号后台删除或者发更正。{text}"
                )
                return Outcome(item, Status.NOTICE, note)
            if position[1] > 1:
                note = "原文撤回了。它在一份多图文草稿里，工具不动别的文章：请到草稿箱里把这一篇删掉。"
                return Outcome(item, Status.FAILED, note)
            if not self._agreed(record.title):
                note = "原文撤回了，它的草稿还在草稿箱里。在终端里运行会问您删不删；定时任务加上 --yes 就直接删。"
                return Outcome(item, Status.WAITING, note)
            self._ledger.set_reported(DraftKey(record.guid_hash, _DELETING))
            self._client.delete_draft(media_id)
        except SetupError:
            raise
        except RejectedError as error:
            return Outcome(item, Status.FAILED, str(error))
        return Outcome(item, Status.DELETED, "原文撤回了，草稿已经删除。")


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
