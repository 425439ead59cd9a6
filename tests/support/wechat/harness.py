"""The WeChat tool in this process against a `FakePlatform`, without real waiting."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from column.wechat.article.payload import PayloadBuilder
from column.wechat.delivery.deliver import Delivery
from column.wechat.delivery.ledger import Ledger
from column.wechat.delivery.outcome import Outcome
from column.wechat.delivery.uploads import AccountUploader
from column.wechat.feed_reader.fetch import Fetcher
from column.wechat.feed_reader.items import Deletion, Item
from column.wechat.platform.client import Client
from column.wechat.platform.credentials import Credentials
from support.wechat import samples
from support.wechat.fake_platform import APPID, SECRET, FakePlatform

KEYS = Credentials(APPID, SECRET)


@dataclass
class Harness:
    """`pauses` collects what would have been slept, in seconds."""

    wechat: FakePlatform
    folder: Path
    pauses: list[float] = field(default_factory=list)
    author: str = ""

    def items(self, count: int, **change: object) -> list[Item]:
        """Items whose pictures the server has."""
        items = [samples.item(number, self.wechat.site, **change) for number in range(1, count + 1)]
        self.wechat.files.update(samples.files_of(items, self.wechat.site))
        return items

    def client(self, ledger: Ledger) -> Client:
        return Client(KEYS, ledger, api=self.wechat.url, sleep=self.pauses.append)

    def ledger(self) -> Ledger:
        return Ledger(self.folder / "wechat.sqlite", KEYS.account)

    def run(
        self,
        items: Sequence[Item],
        deleted: Sequence[Deletion] = (),
        *,
        digest: bool = False,
        again: Collection[str] = (),
        agreed: Callable[[str], bool] = lambda title: False,
    ) -> list[Outcome]:
        """One run of the tool from its start to its end."""
        ledger = self.ledger()
        try:
            calls = self.client(ledger)
            uploads = AccountUploader(calls, ledger)
            packer = PayloadBuilder(
                samples.HOTLINES, self.author, Fetcher(self.pauses.append, ["http://127.0.0.1/"]), uploads
            )
            return list(
                Delivery(calls, ledger, packer, sleep=self.pauses.append).deliver(
                    items, deleted, digest=digest, again=again, agreed=agreed
                )
            )
        finally:
            ledger.close()
