"""Feeds and pictures, read over HTTP or from a folder.

A feed often says that it lives somewhere else than where it was read: a site just built and not yet published, or
a copy that is looked at first. What lies beside such a feed is then looked for beside where it was read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import requests
import tenacity

from column.wechat.feed import parser as formats
from column.wechat.feed.items import Feed

LARGEST = 20_000_000
"""Bytes of a feed or picture at most."""

ATTEMPTS = 5
TIMEOUT = (10, 60)
"""Seconds to connect, and to wait for the next bytes."""


class SourceError(RuntimeError):
    """Something cannot be read; the message says what and why, in Chinese."""


class _PassingError(SourceError):
    """Worth another attempt."""


class Sources:
    """Reads feeds and what they point to. `sleep` takes seconds."""

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "fanzha-column-wechat/1"
        self._mirrors: list[tuple[str, str]] = []
        self._retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_PassingError),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=tenacity.wait_exponential(multiplier=1, max=30),
            sleep=sleep,
            reraise=True,
        )

    def feed(self, place: str) -> Feed:
        """A feed by its address or path. Raises `SourceError`, also for what is no feed."""
        try:
            feed = formats.parse(self._read(place), place if _is_http(place) else "")
        except formats.FeedError as fault:
            raise SourceError(f"订阅源 {place}：{fault}") from None
        if feed.address and feed.address != place:
            self._mirrors.append(_roots(feed.address, place))
        return feed

    def picture(self, address: str) -> bytes:
        """The bytes of a picture. Raises `SourceError`."""
        for root, place in self._mirrors:
            if not address.startswith(root):
                continue
            beside = place + address.removeprefix(root)
            if _is_http(place):
                try:
                    return self._read(beside)
                except SourceError:
                    continue
            file = Path(unquote(urlsplit(beside).path))
            if file.is_file() and file.resolve().is_relative_to(Path(place or ".").resolve()):
                return self._read(str(file))
        if not _is_http(address):
            raise SourceError(f"图片地址 {address} 不是 http 地址。")
        return self._read(address)

    def _read(self, place: str) -> bytes:
        if _is_http(place):
            return self._retrying(self._fetch, place)
        try:
            return Path(place).read_bytes()
        except OSError as fault:
            raise SourceError(f"读不了 {place}：{fault.strerror}。") from None

    def _fetch(self, address: str) -> bytes:
        try:
            with self._session.get(address, stream=True, timeout=TIMEOUT) as answer:
                if answer.status_code >= 500 or answer.status_code == 429:
                    raise _PassingError(f"{address} 暂时打不开（HTTP {answer.status_code}）。")
                if answer.status_code != 200:
                    raise SourceError(f"{address} 打不开（HTTP {answer.status_code}）。")
                data = bytearray()
                for part in answer.iter_content(65536):
                    data += part
                    if len(data) > LARGEST:
                        raise SourceError(f"{address} 超过 {LARGEST // 1_000_000} MB。")
                return bytes(data)
        except requests.exceptions.InvalidURL:
            raise SourceError(f"地址 {address} 写错了。") from None
        except requests.RequestException as fault:
            raise _PassingError(f"{address} 连不上（{type(fault).__name__}）。") from None


def _is_http(place: str) -> bool:
    return place.startswith(("http://", "https://"))


def _roots(says: str, read: str) -> tuple[str, str]:
    """Two addresses of one feed without the path that they have in common: the roots of two copies of a site."""
    says_parts, read_parts = says.split("/"), read.replace("\\", "/").split("/")
    floor = 3 if _is_http(says) else 0
    while len(says_parts) > floor and len(read_parts) > 0 and says_parts[-1] == read_parts[-1]:
        says_parts.pop()
        read_parts.pop()
        if _is_http(read) and len(read_parts) <= 3:
            break
    if says.rsplit("/", 1)[-1] != read.replace("\\", "/").rsplit("/", 1)[-1]:
        says_parts, read_parts = says_parts[:-1], read_parts[:-1]
    return "/".join([*says_parts, ""]), "/".join([*read_parts, ""]) if read_parts else ""
