"""The mark by which a draft in the account's box is known to be an item's, and which version of it.

`draft/add` is not idempotent and takes no key of the caller's. So each article carries one in the fragment of
its `content_source_url`, where no reader sees it and no server is sent it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urldefrag

_FORM = re.compile(r"wx-(?P<key>[0-9a-f]{16})-(?P<version>[0-9a-f]{16})$")


def short(text: str) -> str:
    """The first 16 hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Marker:
    """`key` stands for the item (from its guid), `version` for its content; both are 16 hexadecimal digits."""

    key: str
    version: str

    def stamp(self, link: str) -> str:
        """The item's address with the marker as its fragment; a fragment that it had is left out."""
        return f"{urldefrag(link).url}#wx-{self.key}-{self.version}"


def read(address: str) -> Marker | None:
    """The marker in a draft's `content_source_url`, or None where it has none."""
    found = _FORM.search(address.strip())
    return Marker(found["key"], found["version"]) if found else None


def bare(address: str) -> str:
    """The address without its fragment, as it is compared with an item's link."""
    return urldefrag(address.strip()).url
