"""One article as the platform wants it: its pictures and cover uploaded, its fields within the limits.

What uploads is asked for as a protocol: an account's (`courier`), or a folder (`preview`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from column.model.records import Hotline
from column.wechat.article import layout as article
from column.wechat.article import limits, pictures
from column.wechat.article import sanitise as content
from column.wechat.article.finding import Finding
from column.wechat.article.pictures import Picture, PictureError
from column.wechat.feed.fetch import SourceError
from column.wechat.feed.items import Item


class Uploads(Protocol):
    """Where pictures go: an address for one in the content, a media_id for a cover."""

    def picture(self, picture: Picture) -> str: ...
    def cover(self, picture: Picture) -> str: ...


class Pictures(Protocol):
    """Where pictures come from; `sources.Sources` is one. Raises `SourceError`."""

    def picture(self, address: str) -> bytes: ...


class UnfitError(Exception):
    """No draft can be made of this item; `findings` say why and how to mend it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class Parcel:
    """`body` is the article object of `draft/add`; `notes` are findings that stopped nothing."""

    item: Item
    body: dict[str, Any]
    notes: tuple[Finding, ...]

    @property
    def size(self) -> str:
        """The content's size in words: the platform's page contradicts itself about it, so each report says it."""
        html = str(self.body["content"])
        return f"正文 {len(html)} 字符、{len(html.encode()) / 1000:.1f} kB"


@dataclass(frozen=True, slots=True)
class Packer:
    """What all parcels have in common: hotlines, the account's signature or an empty string, where from, where to."""

    hotlines: tuple[Hotline, ...]
    author: str
    sources: Pictures
    uploads: Uploads

    def pack(self, item: Item) -> Parcel:
        """The parcel. What can be known to be unfit is found before anything is uploaded. Raises `UnfitError`."""
        findings = tuple(limits.of_item(item, self.hotlines, self.author))
        if any(finding.stops for finding in findings):
            raise UnfitError([finding for finding in findings if finding.stops])
        cover = self._cover(item)
        addresses = {address: self.uploads.picture(self._fit(address)) for address in content.pictures(item)}
        code = self.uploads.picture(pictures.code(item.link))
        html = article.dress(item, self.hotlines, addresses.__getitem__, code).html
        if stops := tuple(limits.size(html)):
            raise UnfitError(stops)
        body = {
            "article_type": "news",
            "title": item.headline,
            "author": self.author or item.author,
            "digest": limits.digest(item.summary, item.html)[0],
            "content": html,
            "content_source_url": item.marker.stamp(item.link),
            "thumb_media_id": self.uploads.cover(cover),
            "need_open_comment": 0,
            "only_fans_can_comment": 0,
            "pic_crop_235_1": pictures.CROP_WIDE,
            "pic_crop_1_1": pictures.CROP_SQUARE,
        }
        return Parcel(item, body, findings)

    def _cover(self, item: Item) -> Picture:
        """The enclosure as a cover; the first picture of the content where there is none."""
        address = item.cover or next(iter(content.pictures(item)), "")
        if not address:
            raise UnfitError(
                [Finding("wechat-cover", "没有封面图。", "在订阅源里给出封面，或在正文里放一张照片。")]
            )
        return _picture(address, lambda: pictures.cover(self.sources.picture(address)))

    def _fit(self, address: str) -> Picture:
        return _picture(address, lambda: pictures.fit(self.sources.picture(address)))


def together(parcels: Sequence[Parcel]) -> list[dict[str, Any]]:
    """The articles of one draft. With several, their digests stay empty (api_draft_add, cell `digest`)."""
    return [parcel.body if len(parcels) == 1 else {**parcel.body, "digest": ""} for parcel in parcels]


def _picture(address: str, make: Any) -> Picture:
    try:
        made: Picture = make()
    except SourceError as fault:
        raise UnfitError(
            [Finding("wechat-picture", str(fault), "确认图片已随网站发布，再运行一次。")]
        ) from None
    except PictureError as fault:
        raise UnfitError(
            [Finding("wechat-picture", f"图片 {address}：{fault}", "换一张 JPEG 或 PNG 图片。")]
        ) from None
    return made
