"""Placeholders in HTML for what is known only where it is published.

They are noncharacters (Unicode 16, 23.7), which `parsing.decoding` removes from every contributed text, so that no
text can hold one.
"""

from __future__ import annotations

import re

ROOT = "\ufdd0"
"""The way from a page up to the site's root; `up` gives it."""

HERE = "\ufdd1"
"""Stands before the name of a picture in an article's HTML: nothing on the article's own page, the page's absolute
address in a feed."""

_SLOT = "\ufdd2"
"""On either side of the name of a slot in the theme's page frame."""

SLOTS = re.compile(f"{_SLOT}([a-z]+){_SLOT}")
"""The slots in a frame, each with its name as the first group."""

ALL = (ROOT, HERE, _SLOT)


def slot(name: str) -> str:
    """The place of a page's own value in the theme's page frame."""
    return f"{_SLOT}{name}{_SLOT}"


def up(depth: int) -> str:
    """The way from a page `depth` folders below the site's root to the root."""
    return "../" * depth or "./"
