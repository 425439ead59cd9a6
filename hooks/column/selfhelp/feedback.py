"""线上问卷: the addresses to which readers' wishes go, from `extra.feedback` in mkdocs.yml.

The notice of 2025-04-27 asks for it (part five: 开通群众举报热线、线上问卷). Nothing is collected by the site itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

PAGE = "{page}"
"""What stands in `useful` for the article's own address."""

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Feedback:
    """`survey`: the questionnaire; `useful`: where 「这篇有用吗」 leads. Empty where there is none."""

    survey: str = ""
    useful: str = ""

    def about(self, address: str) -> str:
        """Where a reader tells whether the page at `address` was useful; empty where that is not asked."""
        return self.useful.replace(PAGE, quote(address, safe=""))


class FeedbackError(ValueError):
    """An address that cannot stand: `key` is its key, the message says why, in Chinese."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(what)
        self.key = key


def of(extra: Mapping[str, Any] | None) -> Feedback:
    """From `extra.feedback`; both keys may be missing or empty. Raises `FeedbackError`."""
    given = extra or {}
    addresses = {key: str(given.get(key) or "").strip() for key in ("survey", "useful")}
    for key, address in addresses.items():
        if address and (fault := _fault(address)):
            raise FeedbackError(key, f"feedback.{key} 的“{address}”{fault}")
    return Feedback(**addresses)


def _fault(address: str) -> str:
    if len(address) > _LONGEST:
        return f"有 {len(address)} 个字符，最多 {_LONGEST} 个，太长的网址二维码扫不出来。"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "不是网址。"
    if parts.scheme != "https" or not parts.hostname or "." not in parts.hostname:
        return "不是以 https:// 开头的网址。"
    if set(address) & set(" \t\"'<>`\\") or not address.replace(PAGE, "").isascii():
        return "里有空格、引号或汉字，请从浏览器地址栏重新复制。"
    return ""
