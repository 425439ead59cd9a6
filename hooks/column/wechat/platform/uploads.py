"""An account's uploads: each file once, known again by its hash, for as long as the ledger lives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from column.wechat.article.pictures import Picture
from column.wechat.delivery.ledger import Ledger
from column.wechat.platform.client import Client


class Account:
    """What `parcel` uploads to when it is in earnest."""

    def __init__(self, calls: Client, ledger: Ledger) -> None:
        self._calls = calls
        self._ledger = ledger

    def picture(self, picture: Picture) -> str:
        return self._once("picture", picture, self._calls.upload_picture)

    def cover(self, picture: Picture) -> str:
        return self._once("cover", picture, self._calls.upload_cover)

    def _once(self, use: str, picture: Picture, upload: Callable[[Picture], str]) -> str:
        digest = hashlib.sha256(picture.data).hexdigest()
        if answer := self._ledger.upload(use, digest):
            return answer
        answer = upload(picture)
        self._ledger.keep_upload(use, digest, answer)
        return answer
