"""QR codes for printed pages: an address as a small inline SVG.

segno makes a symbol in a millisecond or two, which is too much for ten thousand pages. But symbols of one version,
level and mask are linear in their data bits (ISO/IEC 18004:2015, 7.4 to 7.8: Reed-Solomon check, placement and mask
are all exclusive ors). So segno makes the first symbol of each length of text, and tells once what each bit changes;
another text of that length is the first one with the changes of the bits in which the two differ.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

import segno

TITLE = "本页网址的二维码"

_LEVEL, _VERSION, _MASK = "l", 5, 3
_ROOM = 106  # bytes that a symbol of version 5, level L, holds in byte mode (table 7)
_SIDE = 37  # its modules a side
_QUIET = 4  # modules of white around it (6.3.8)
_RUN = re.compile("1+|0+")
_first: dict[int, bytes] = {}  # the first text of each length


def svg(text: str) -> str:
    """`text` as a QR code in an inline SVG without style, class `c-qr__code`; its size is left to the style sheet.

    Raises `segno.DataOverflowError` for more text than any symbol holds (2,953 bytes).
    """
    data = text.encode()
    return _drawn(_like(data) if len(data) <= _ROOM else _made(data))


def _made(data: bytes, version: int | None = None) -> list[str]:
    """segno's symbol, a string of 0 and 1 a row."""
    code = segno.make_qr(data, _LEVEL, version, mode="byte", mask=_MASK, boost_error=False)
    return ["".join("1" if module else "0" for module in row) for row in code.matrix]


def _like(data: bytes) -> list[str]:
    """The symbol of `data` from that of the first text of its length."""
    first = _first.setdefault(len(data), data)
    symbol = _symbol(first)
    for place, (one, other) in enumerate(zip(first, data, strict=True)):
        if one != other:
            symbol ^= _change(place, one ^ other)
    bits = f"{symbol:0{_SIDE * _SIDE}b}"
    return [bits[start : start + _SIDE] for start in range(0, len(bits), _SIDE)]


@cache
def _symbol(data: bytes) -> int:
    """A symbol as one number, the top left module its highest bit."""
    return int("".join(_made(data, _VERSION)), 2)


@cache
def _change(place: int, bits: int) -> int:
    """The modules that change when `bits` of the byte at `place` do."""
    change = 0
    for bit in (1, 2, 4, 8, 16, 32, 64, 128):
        change ^= _bit_change(place, bit) if bits & bit else 0
    return change


@cache
def _bit_change(place: int, bit: int) -> int:
    blank = bytearray(_ROOM)
    symbol = _symbol(bytes(blank))
    blank[place] = bit
    return symbol ^ int("".join(_made(bytes(blank), _VERSION)), 2)


def _drawn(rows: list[str]) -> str:
    """Each row as strokes a module high, eight modules at a time."""
    side, size = len(rows), len(rows) + 2 * _QUIET
    octets = -(-side // 8)
    path = "".join(
        f"M{_QUIET} {row + _QUIET}.5"
        + "".join(map(_strokes, int(bits.ljust(8 * octets, "0"), 2).to_bytes(octets, "big")))
        for row, bits in enumerate(rows)
    )
    return (
        f'<svg class="c-qr__code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img">'
        f'<title>{escape(TITLE)}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" shape-rendering="crispEdges" d="{path}"/></svg>'
    )


@cache
def _strokes(octet: int) -> str:
    """Eight modules: dark ones drawn, light ones passed over."""
    runs = _RUN.findall(f"{octet:08b}")
    return "".join(f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0" for run in runs)
