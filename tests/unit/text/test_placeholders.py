"""Placeholders are told apart and found again."""

from __future__ import annotations

import pytest

from column.text import placeholders


def test_placeholders_are_told_apart() -> None:
    assert len(set(placeholders.ALL)) == len(placeholders.ALL)
    assert all(0xFDD0 <= ord(character) <= 0xFDEF for character in placeholders.ALL)


def test_a_frame_is_cut_at_its_slots() -> None:
    frame = f"<title>{placeholders.slot('title')}</title>{placeholders.ROOT}{placeholders.slot('body')}"
    assert placeholders.SLOTS.split(frame) == ["<title>", "title", "</title>\ufdd0", "body", ""]


@pytest.mark.parametrize(("depth", "way"), [(0, "./"), (1, "../"), (3, "../../../")])
def test_the_way_up(depth: int, way: str) -> None:
    assert placeholders.up(depth) == way
