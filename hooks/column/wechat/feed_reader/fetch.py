"""Feeds and pictures, fetched over HTTP or read from a folder.

A feed's self link often differs from where it was read: the site is built but not yet published, or the operator
looks at a copy. The pictures of such a feed are looked for next to where it was read.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Container, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
import tenacity
from requests.adapters import HTTPAdapter

from column.model.problems import UserError
from column.wechat.feed_reader import parser
from column.wechat.feed_reader.items import Feed

LARGEST = 20_000_000
"""Bytes of a feed or picture at most."""

ATTEMPTS = 5
TIMEOUT = (10, 60)
"""Seconds to connect, and to wait for the next bytes."""


class FetchError(UserError):
    """A feed or picture that cannot be read."""


class _TransientError(FetchError):
    """A failure that another attempt may not meet."""


class Fetcher:
    """Fetches feeds, and the pictures that they refer to. `sleep` takes seconds; `named` are the locations that the
    operator named, whose hosts may be on this machine or in its network."""

    def __init__(self, sleep: Callable[[float], None], named: Iterable[str] = ()) -> None:
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "fanzha-column-wechat/1"
        adapter = _PublicAdapter({urlsplit(location).hostname or "" for location in named})
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._copies: list[tuple[str, str]] = []
        """Root of a site by its feed's self link, and root of the copy that was read."""
        self._retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_TransientError),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=tenacity.wait_exponential(multiplier=1, max=30),
            sleep=sleep,
            reraise=True,
        )

    def fetch_feed(self, location: str) -> Feed:
        """The feed at a URL or path. Raises `FetchError`, also for what is no feed."""
        try:
            feed = parser.parse(self._read(location), location if _is_http(location) else "")
        except parser.FeedError as error:
            raise FetchError(f"订阅源 {location}：{error}") from None
        if feed.self_url and feed.self_url != location:
            self._copies.append(site_roots(feed.self_url, location))
        return feed

    def fetch_picture(self, url: str) -> bytes:
        """The bytes of a picture. Raises `FetchError`."""
        for root, copy_root in self._copies:
            if not url.startswith(root):
                continue
            location = copy_root + url.removeprefix(root)
            if _is_http(copy_root):
                try:
                    return self._read(location)
                except FetchError:
                    continue
            file = Path(unquote(urlsplit(location).path))
            if file.is_file() and file.resolve().is_relative_to(Path(copy_root or ".").resolve()):
                return self._read(str(file))
        if not _is_http(url):
            raise FetchError(f"图片地址 {url} 不是 http 地址。")
        return self._read(url)

    def _read(self, location: str) -> bytes:
        if _is_http(location):
            return self._retrying(self._get, location)
        try:
            return Path(location).read_bytes()
        except OSError as error:
            raise FetchError(f"读不了 {location}：{error.strerror}。") from None

    def _get(self, url: str) -> bytes:
        try:
            with self._session.get(url, stream=True, timeout=TIMEOUT) as answer:
                if answer.status_code >= 500 or answer.status_code == 429:
                    raise _TransientError(f"{url} 暂时打不开（HTTP {answer.status_code}）。")
                if answer.status_code != 200:
                    raise FetchError(f"{url} 打不开（HTTP {answer.status_code}）。")
                data = bytearray()
                for part in answer.iter_content(65536):
                    data += part
                    if len(data) > LARGEST:
                        raise FetchError(f"{url} 超过 {LARGEST // 1_000_000} MB。")
                return bytes(data)
        except _PrivateError as error:
            raise FetchError(f"{url} 指向内部网络的地址（{error}），没有去取。") from None
        except requests.exceptions.InvalidURL:
            raise FetchError(f"地址 {url} 写错了。") from None
        except requests.RequestException as error:
            raise _TransientError(f"{url} 连不上（{type(error).__name__}）。") from None


class _PrivateError(requests.exceptions.InvalidURL):
    """A request for a host inside a network that the operator has not named; the message is the host."""


class _PublicAdapter(HTTPAdapter):
    """Sends requests, redirected ones too, to hosts of the internet and to those `named` alone: a feed and what it points
    to may be anybody's, and the tool runs inside the bureau's network."""

    def __init__(self, named: Container[str]) -> None:
        super().__init__()
        self._named = named

    def send(self, request: requests.PreparedRequest, *rest: Any, **options: Any) -> requests.Response:
        host = urlsplit(str(request.url)).hostname or ""
        if host not in self._named and not all(map(_is_global, _addresses(host))):
            raise _PrivateError(host)
        return super().send(request, *rest, **options)


def _addresses(host: str) -> list[str]:
    """The addresses of a host; none where it is not known, which the request then finds out itself."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None)]
    except (OSError, UnicodeError):
        return []


def _is_global(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def _is_http(location: str) -> bool:
    return location.startswith(("http://", "https://"))


def site_roots(self_url: str, location: str) -> tuple[str, str]:
    """Roots of two copies of a site: a feed's self link and the location it was read from, without their common end.

    Each ends in a slash, or is empty for the current folder: `https://a/x/feed.xml` and `/s/feed.xml` give
    `https://a/x/` and `/s/`.
    """
    stated, read = self_url.split("/"), location.replace("\\", "/").split("/")
    same_name = stated[-1] == read[-1]
    floor = 3 if _is_http(self_url) else 0
    while len(stated) > floor and len(read) > 0 and stated[-1] == read[-1]:
        stated.pop()
        read.pop()
        if _is_http(location) and len(read) <= 3:
            break
    if not same_name:
        stated, read = stated[:-1], read[:-1]
    return "/".join([*stated, ""]), "/".join([*read, ""]) if read else ""
