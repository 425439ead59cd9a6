"""A film that was replaced has another address."""

from __future__ import annotations

from column.model.attachments import Film


def test_the_published_name_follows_from_the_bytes() -> None:
    old, new = Film("a.mov", "0123456789abcdef" * 4, ".mp4"), Film("a.mov", "fedcba9876543210" * 4, ".mp4")
    assert (old.filename, new.filename) == ("0123456789abcdef.mp4", "fedcba9876543210.mp4")
