"""Article object of `draft/add` for a feed item, with its pictures and cover uploaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from column.settings.records import Hotline
from column.wechat.article import check, layout, pictures, sanitise
from column.wechat.article.digest import digest
from column.wechat.article.draft_problem import DraftProblem
from column.wechat.article.pictures import PictureError
from column.wechat.feed_reader.fetch import FetchError
from column.wechat.feed_reader.items import Item
from column.wechat.platform.picture_file import PictureFile


class Uploader(Protocol):
    """Where pictures are uploaded to: an account (`delivery.uploads`) or a folder (`delivery.preview`)."""

    def upload_picture(self, picture: PictureFile) -> str:
        """The URL under which the content shows the picture."""

    def upload_cover(self, picture: PictureFile) -> str:
        """The media_id of the cover."""


class PictureSource(Protocol):
    """Where the pictures of an item come from; `feed.fetch.Fetcher` is one."""

    def fetch_picture(self, url: str) -> bytes:
        """The bytes of a picture. Raises `FetchError`."""


class UnfitError(Exception):
    """No draft can be made of an item; `problems` say why."""

    def __init__(self, problems: Iterable[DraftProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Payload:
    """The article object of an item, and the problems that are not blocking."""

    item: Item
    article: dict[str, Any]
    problems: tuple[DraftProblem, ...]

    @property
    def size(self) -> str:
        """The size of the content, in Chinese. The platform's page contradicts itself, so each report states it."""
        html = str(self.article["content"])
        return f"正文 {len(html)} 字符、{len(html.encode()) / 1000:.1f} kB"


@dataclass(frozen=True, slots=True)
class PayloadBuilder:
    """Builds payloads with the same hotlines and, unless it is empty, the same `author`."""

    hotlines: tuple[Hotline, ...]
    author: str
    source: PictureSource
    uploader: Uploader

    def build(self, item: Item) -> Payload:
        """The payload of an item. It is checked before anything is uploaded. Raises `UnfitError`."""
        problems = tuple(check.item_problems(item, self.hotlines, self.author))
        if any(problem.blocking for problem in problems):
            raise UnfitError(problem for problem in problems if problem.blocking)
        cover = self._cover(item)
        urls = {
            url: self.uploader.upload_picture(self._content_picture(url))
            for url in sanitise.picture_urls(item)
        }
        qr_code = self.uploader.upload_picture(pictures.qr_code(item.link))
        html = layout.lay_out(item, self.hotlines, urls.__getitem__, qr_code).html
        if too_long := tuple(check.size_problems(html)):
            raise UnfitError(too_long)
        article = {
            "article_type": "news",
            "title": item.headline,
            "author": self.author or item.author,
            "digest": digest(item)[0],
            "content": html,
            "content_source_url": item.draft_key.url(item.link),
            "thumb_media_id": self.uploader.upload_cover(cover),
            "need_open_comment": 0,
            "only_fans_can_comment": 0,
            "pic_crop_235_1": pictures.CROP_WIDE,
            "pic_crop_1_1": pictures.CROP_SQUARE,
        }
        return Payload(item, article, problems)

    def _cover(self, item: Item) -> PictureFile:
        """The cover: from the enclosure, else from the first picture of the content."""
        url = item.cover or next(iter(sanitise.picture_urls(item)), "")
        if not url:
            what = "没有封面图。"
            raise UnfitError(
                [DraftProblem("wechat-cover", what, "在订阅源里给出封面，或在正文里放一张照片。")]
            )
        return self._picture(url, pictures.cover)

    def _content_picture(self, url: str) -> PictureFile:
        return self._picture(url, pictures.content_picture)

    def _picture(self, url: str, convert: Callable[[bytes], PictureFile]) -> PictureFile:
        try:
            return convert(self.source.fetch_picture(url))
        except FetchError as error:
            mend = "确认图片已随网站发布，再运行一次。"
            raise UnfitError([DraftProblem("wechat-picture", str(error), mend)]) from None
        except PictureError as error:
            what = f"图片 {url}：{error}"
            raise UnfitError([DraftProblem("wechat-picture", what, "换一张 JPEG 或 PNG 图片。")]) from None


def draft_articles(payloads: Sequence[Payload]) -> list[dict[str, Any]]:
    """The articles of one draft. If it has several, their digests are empty (api_draft_add, cell `digest`)."""
    return [article_of(payload, len(payloads)) for payload in payloads]


def article_of(payload: Payload, count: int) -> dict[str, Any]:
    """The article object for a draft with `count` articles."""
    return payload.article if count == 1 else {**payload.article, "digest": ""}
