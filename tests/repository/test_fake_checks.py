"""The FakePlatform of the tests refuses what it should, or its tests would prove nothing."""

from __future__ import annotations

from typing import Any

import pytest

from support.wechat import fake_checks
from support.wechat.fake_checks import RejectionError

HANDED_OUT = "https://mmbiz.example.invalid/p?wx_fmt=jpeg&from=appmsg"
GOOD: dict[str, Any] = {
    "title": "一" * 32, "author": "一" * 16, "digest": "一" * 128, "thumb_media_id": "m", "pic_crop_1_1": "0.287222_0_0.712778_1",
    "pic_crop_235_1": "0_0_1_1", "content": f'<p>甲<img src="{HANDED_OUT.replace("&", "&amp;")}"></p>',
    "content_source_url": "https://column.example.invalid/",
}  # fmt: skip


def code(article: dict[str, Any], *, single: bool = True) -> int:
    try:
        fake_checks.article(article, single=single, pictures={HANDED_OUT}, materials={"m"})
    except RejectionError as refusal:
        return refusal.code
    return 0


def test_a_good_article_is_taken() -> None:
    assert code(GOOD) == 0
    assert code({**GOOD, "digest": ""}, single=False) == 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "一" * 33}, 45003),
        ({"title": ""}, 45003),
        ({"author": "一" * 17}, 45110),
        ({"digest": "一" * 129}, 45004),
        ({"thumb_media_id": "other"}, 40007),
        ({"content_source_url": "https://column.example.invalid/" + "x" * 1024}, 40039),
        ({"content": ""}, 45166),
        ({"content": "x" * 20_000}, 45166),
        ({"content": '<p><img src="https://column.example.invalid/a.jpg"></p>'}, 45166),
        ({"content": '<p><img alt="甲" src="pictures/a.jpg"></p>'}, 45166),
        ({"content": "<script>x</script>"}, 45166),
        ({"content": '<p id="a">甲</p>'}, 45166),
        ({"content": '<p onclick="x()">甲</p>'}, 45166),
        ({"content": '<a href="https://column.example.invalid/">甲</a>'}, 45166),
        ({"pic_crop_1_1": "0_0_1"}, 53402),
        ({"pic_crop_1_1": "0.5_0_0.4_1"}, 53402),
        ({"pic_crop_235_1": "0.1234567_0_1_1"}, 53402),
    ],
)
def test_what_is_over_a_limit_is_refused(change: dict[str, Any], expected: int) -> None:
    assert code({**GOOD, **change}) == expected


def test_several_articles_have_no_digest() -> None:
    assert code(GOOD, single=False) == 45004


@pytest.mark.parametrize(("data", "form"), [(b"", ""), (b"<svg/>", ""), (b"RIFF1234WEBP", "")])
def test_what_is_no_picture_is_none(data: bytes, form: str) -> None:
    assert fake_checks.picture_format(data) == form
