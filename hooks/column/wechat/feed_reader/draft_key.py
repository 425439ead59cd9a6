"""Key that a draft carries, so that the tool recognises the draft of an item.

`draft/add` is not idempotent and accepts no key from the caller. So each article carries one in the fragment of its
`content_source_url`, where no reader sees it and no server receives it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urldefrag

_PATTERN = re.compile(r"wx-(?P<guid_hash>[0-9a-f]{16})-(?P<version>[0-9a-f]{16})$")


def short_hash(text: str) -> str:
    """The first 16 hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class DraftKey:
    """`guid_hash` identifies the item, `version` its content; both are 16 hexadecimal digits."""

    guid_hash: str
    version: str

    def url(self, link: str) -> str:
        """The item's link with the key as its fragment, in place of any other fragment."""
        return f"{without_fragment(link)}#wx-{self.guid_hash}-{self.version}"

    @classmethod
    def from_url(cls, url: str) -> DraftKey | None:
        """The key in a draft's `content_source_url`, or None if it has none."""
        found = _PATTERN.search(url.strip())
        return cls(found["guid_hash"], found["version"]) if found else None


def without_fragment(url: str) -> str:
    """The URL without its fragment, for comparison with an item's link."""
    return urldefrag(url.strip()).url
