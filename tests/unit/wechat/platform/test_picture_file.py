"""A picture file knows its media type."""

from __future__ import annotations

from column.wechat.platform.picture_file import PictureFile


def test_the_suffix_gives_the_media_type() -> None:
    assert PictureFile(b"", "png").mime == "image/png"
    assert PictureFile(b"", "jpg").mime == "image/jpeg"
