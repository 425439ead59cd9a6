"""Ways of writing a character that count as one."""

from __future__ import annotations

from column.text.folding import fold
from column.text.traditional import SIMPLIFIED


def test_folding_leaves_each_character_in_its_place() -> None:
    assert fold("ＧＯＩＰ ①㎡　Ａ") == "goip 1m2 a"


def test_traditional_characters_are_folded_once_and_for_all() -> None:
    assert fold("騙局、轉帳、檢察院") == "骗局、转账、检察院"
    assert fold("著名") == "著名", "a simplified character stays"
    assert all(len(other) == len(plain) == 1 for other, plain in SIMPLIFIED.items())
    assert not SIMPLIFIED.keys() & set(SIMPLIFIED.values())
