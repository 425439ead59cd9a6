"""QR codes for printed pages: an address as a small inline SVG.

segno makes a symbol in a millisecond, which is too much for ten thousand pages. But a symbol of one version, level
and mask is linear in its data bits (ISO/IEC 18004:2015, 7.4 to 7.8: Reed-Solomon code, placement and mask are all
exclusive ors). So segno is asked once for the blank symbol of a length and once for what each bit changes, and a
symbol is put together from these.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

import segno

TITLE = "本页网址的二维码"

_LEVEL, _VERSION, _MASK = "l", 5, 3
_ROOM = 106  # bytes that a symbol of version 5, level L, holds in byte mode (ISO/IEC 18004:2015, table 7)
_SIDE = 37  # its modules a side
_QUIET = 4  # modules of white around it, 6.3.8
_RUN = re.compile("1+")


def svg(text: str) -> str:
    """`text` as a QR code in an inline SVG without style, class `c-qr__code`; its size is left to the style sheet.

    Raises `segno.DataOverflowError` for more text than any symbol holds (2,953 bytes).
    """
    data = text.encode()
    return _drawn(_put_together(data) if len(data) <= _ROOM else _whole(data))


def _put_together(data: bytes) -> list[str]:
    symbol = _blank(len(data))
    for place, byte in enumerate(data):
        symbol ^= _effect(place, byte)
    bits = f"{symbol:0{_SIDE * _SIDE}b}"
    return [bits[start : start + _SIDE] for start in range(0, len(bits), _SIDE)]


def _whole(data: bytes, version: int | None = None) -> list[str]:
    """segno's symbol, a string of 0 and 1 a row."""
    code = segno.make_qr(data, _LEVEL, version, mode="byte", mask=_MASK, boost_error=False)
    return ["".join("1" if module else "0" for module in row) for row in code.matrix]


@cache
def _blank(length: int) -> int:
    """The symbol of so many zero bytes as one number, the top left module its highest bit."""
    return int("".join(_whole(bytes(length), _VERSION)), 2)


@cache
def _effect(place: int, byte: int) -> int:
    """The modules that change when the zero byte at `place` becomes `byte`."""
    effect = 0
    for bit in (1, 2, 4, 8, 16, 32, 64, 128):
        if byte & bit:
            effect ^= _bit_effect(place, bit)
    return effect


@cache
def _bit_effect(place: int, bit: int) -> int:
    length = place + 1
    return _blank(length) ^ int("".join(_whole(bytes(place) + bytes([bit]), _VERSION)), 2)


def _drawn(rows: list[str]) -> str:
    """Each run of dark modules as a horizontal stroke, a module high; every move is relative, to be short."""
    path = [f"M{_QUIET} {_QUIET}.5"]
    x = y = 0
    for row, bits in enumerate(rows):
        for run in _RUN.finditer(bits):
            start, end = run.span()
            path.append(f"m{start - x} {row - y}h{end - start}")
            x, y = end, row
    size = len(rows) + 2 * _QUIET
    return (
        f'<svg class="c-qr__code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img">'
        f'<title>{escape(TITLE)}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" d="{"".join(path)}"/></svg>'
    )
