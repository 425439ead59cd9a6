"""Each file is uploaded once for each use, also by the next run."""

from __future__ import annotations

from column.wechat.delivery.uploads import AccountUploader
from column.wechat.platform.picture_file import PictureFile
from support.wechat import samples
from support.wechat.fake_platform import FakePlatform
from support.wechat.harness import Harness


def test_a_file_is_uploaded_once_for_each_use(harness: Harness, wechat: FakePlatform) -> None:
    picture = PictureFile(samples.photo(60, 40, 0), "jpg")
    answers = set()
    for _ in range(2):
        ledger = harness.ledger()
        uploader = AccountUploader(harness.client(ledger), ledger)
        answers |= {uploader.upload_picture(picture), uploader.upload_picture(picture)}
        answers.add(uploader.upload_cover(picture))
        ledger.close()
    assert answers == {*wechat.state.pictures, *wechat.state.materials}
    assert (wechat.count("uploadimg"), wechat.count("add_material")) == (1, 1)
