"""Checks of the fake platform: what it rejects, by the pages that `column.wechat.platform.limits` cites."""

from __future__ import annotations

import io
import re
from collections.abc import Container
from typing import Any

from PIL import Image

WORDS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40005: "invalid file type",
    40007: "invalid media_id",
    40009: "invalid image size",
    40013: "invalid appid",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40035: "invalid parameter",
    40039: "invalid url size",
    40125: "invalid appsecret",
    40164: "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist",
    41001: "access_token missing",
    42001: "access_token expired",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45110: "author size out of limit",
    45166: "invalid content",
    48001: "api unauthorized",
    53402: "封面裁剪失败,请检查裁剪参数后重试",
}


class RejectionError(Exception):
    def __init__(self, code: int) -> None:
        self.code = code


def article(
    article: dict[str, Any], *, single: bool, pictures: Container[str], materials: Container[str]
) -> None:
    """Raise `RejectionError` for what `draft/add` and `draft/update` refuse. `pictures` and `materials` are the
    addresses and media_ids that were handed out."""
    if not 1 <= len(article["title"]) <= 32:
        raise RejectionError(45003)
    if len(article.get("author", "")) > 16:
        raise RejectionError(45110)
    if len(article.get("digest", "")) > 128 or (article.get("digest") and not single):
        raise RejectionError(45004)
    if len(article.get("content_source_url", "").encode()) > 1024:
        raise RejectionError(40039)
    if article.get("thumb_media_id") not in materials:
        raise RejectionError(40007)
    content = article["content"]
    if not content or len(content) >= 20_000 or len(content.encode()) >= 1024 * 1024:
        raise RejectionError(45166)
    if re.search(r"<(script|style|link|iframe|form|input|video|svg)\b|\s(id|on\w+)\s*=", content, re.I):
        raise RejectionError(45166)
    if any(
        not link.startswith("https://mp.weixin.qq.com/") for link in re.findall(r'href="([^"]*)"', content)
    ):
        raise RejectionError(45166)
    shown = re.findall(r'<img\b[^>]*?\ssrc="([^"]*)"', content)
    if any(source.replace("&amp;", "&") not in pictures for source in shown):
        raise RejectionError(45166)
    for name in ("pic_crop_235_1", "pic_crop_1_1"):
        if name in article and not _is_crop(article[name]):
            raise RejectionError(53402)


def _is_crop(text: str) -> bool:
    if not re.fullmatch(r"[01](\.\d{1,6})?(_[01](\.\d{1,6})?){3}", text):
        return False
    left, top, right, bottom = map(float, text.split("_"))
    return 0 <= left < right <= 1 and 0 <= top < bottom <= 1


def picture_format(data: bytes) -> str:
    try:
        return str(Image.open(io.BytesIO(data)).format)
    except OSError:
        return ""
