"""Published sizes of a photo: their names, and the `<img>` that offers them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import unquote

from column.model.attachments import Photo, name_key
from column.text.placeholders import HERE

WIDTHS = (720, 1600)
"""The widths in pixels at which photos are published; never larger than the photo. 720 fills the text of a desk and of
a phone with two pixels a point."""

_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_LONE_IMAGE = re.compile(r"<p>\s*(<img\b[^>]*>)\s*</p>")


def placed(clean: str, photos: Mapping[str, Photo]) -> str:
    """Sanitised HTML with each `<img>` made responsive; an image without a photo is left out (a `Problem` says so)."""

    def image(found: re.Match[str]) -> str:
        given = dict(_ATTRIBUTE.findall(found[1]))
        photo = photos.get(name_key(unquote(html.unescape(given.get("src", "")).removeprefix("./"))))
        return picture(photo, given.get("alt", "")) if photo else ""

    return _IMAGE.sub(image, _LONE_IMAGE.sub(r"<figure>\1</figure>", clean)).replace("<figure></figure>", "")


def picture(photo: Photo, alt: str) -> str:
    """The `<img>` of a photo: sizes given so that nothing jumps, loaded when it comes into view. `alt` is escaped."""
    widths = published(photo)
    height = round(photo.height * widths[-1] / photo.width)
    sources = ", ".join(f"{HERE}{filename(photo, width)} {width}w" for width in widths)
    return (
        f'<img src="{HERE}{filename(photo, widths[0])}" srcset="{sources}" sizes="(max-width: 760px) 100vw, 720px" '
        f'width="{widths[-1]}" height="{height}" alt="{alt}" loading="lazy" decoding="async">'
    )


def published(photo: Photo) -> tuple[int, ...]:
    """The widths at which a photo is published, in pixels, ascending."""
    return tuple(width for width in WIDTHS if width < photo.width) + (
        (photo.width,) if photo.width <= WIDTHS[-1] else ()
    )


def filename(photo: Photo, width: int) -> str:
    """The published name of a photo at a width; it changes with the photo, so it may be cached for ever."""
    return f"{photo.digest[:16]}-{width}.jpg"
