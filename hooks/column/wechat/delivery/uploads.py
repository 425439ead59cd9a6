"""Uploads to an account: each file once, recognised by its hash in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from column.wechat.delivery.ledger import Ledger
from column.wechat.platform.client import Client
from column.wechat.platform.picture_file import PictureFile


class AccountUploader:
    """Uploads to the real account; `preview.FolderUploader` is its counterpart in a dry run."""

    def __init__(self, client: Client, ledger: Ledger) -> None:
        self._client = client
        self._ledger = ledger

    def upload_picture(self, picture: PictureFile) -> str:
        return self._upload_once("picture", picture, self._client.upload_picture)

    def upload_cover(self, picture: PictureFile) -> str:
        return self._upload_once("cover", picture, self._client.upload_cover)

    def _upload_once(self, use: str, picture: PictureFile, upload: Callable[[PictureFile], str]) -> str:
        digest = hashlib.sha256(picture.data).hexdigest()
        if answer := self._ledger.upload(use, digest):
            return answer
        answer = upload(picture)
        self._ledger.save_upload(use, digest, answer)
        return answer
