"""QR codes for printed pages: an address as a small inline SVG.

segno takes 1 to 2 ms for a symbol, and every article's page has one: measured on a busy machine, 1.9 s of processor
time for 1,000 pages and 19 s for 10,000. Symbols of one version, level and mask are linear in their data bits
(ISO/IEC 18004:2015, 7.4 to 7.8: Reed-Solomon check, placement and mask are all exclusive ors). So segno makes the first
symbol of each length of text, and once what each bit changes; another text of that length is the first one with the
changes of the bits in which the two differ. That takes 0.3 s and 0.5 s; learning what each bit changes costs some
eighty symbols, so the first few of a process are segno's own. `reference` is the plain way.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from itertools import count

import segno

TITLE = "本页网址的二维码"

_LEVEL, _VERSION, _MASK = "l", 5, 3
_ROOM = 106  # bytes that a symbol of version 5, level L, holds in byte mode (table 7)
_SIDE = 37  # its modules a side
_QUIET = 4  # modules of white around it (6.3.8)
_RUN = re.compile("1+|0+")
_FEW = 60  # symbols for which nothing is learnt
_first: dict[int, bytes] = {}  # the first text of each length
_asked = count()


def svg(text: str, title: str = TITLE) -> str:
    """`text` as a QR code in an inline SVG without style, class `c-qr__code`; its size is left to the style sheet.
    `title`: what the code is, for those who do not see it.

    Raises `segno.DataOverflowError` for more text than any symbol holds (2,953 bytes).
    """
    return reference(text, title) if next(_asked) < _FEW else quick(text, title)


def quick(text: str, title: str = TITLE) -> str:
    """The same as `svg`, by what is known of other symbols."""
    data = text.encode()
    if len(data) > _ROOM:
        return reference(text, title)
    return _drawn(_like(data), _SIDE, title)


def reference(text: str, title: str = TITLE) -> str:
    """The same as `svg`, by segno alone."""
    data = text.encode()
    return _drawn(*_made(data, _VERSION if len(data) <= _ROOM else None), title)


def _made(data: bytes, version: int | None) -> tuple[int, int]:
    """segno's symbol as one number, the top left module its highest bit, each row filled up to whole octets; and its
    modules a side."""
    code = segno.make_qr(data, _LEVEL, version, mode="byte", mask=_MASK, boost_error=False)
    rows = ["".join("1" if module else "0" for module in row) for row in code.matrix]
    side = len(rows)
    return int("".join(row.ljust(8 * -(-side // 8), "0") for row in rows), 2), side


def _like(data: bytes) -> int:
    """The symbol of `data` from that of the first text of its length."""
    first = _first.setdefault(len(data), data)
    symbol = _symbol(first)
    for place, (one, other) in enumerate(zip(first, data, strict=True)):
        if one != other:
            symbol ^= _change(place, one ^ other)
    return symbol


@cache
def _symbol(data: bytes) -> int:
    return _made(data, _VERSION)[0]


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
    return symbol ^ _made(bytes(blank), _VERSION)[0]


def _drawn(symbol: int, side: int, title: str) -> str:
    """Each row as strokes a module high, eight modules at a time."""
    size, width = side + 2 * _QUIET, -(-side // 8)
    octets = symbol.to_bytes(side * width, "big")
    strokes = [_STROKES[octet] for octet in octets]
    parts = [""] * (side * (width + 1))
    parts[:: width + 1] = _starts(side)
    for column in range(width):
        parts[column + 1 :: width + 1] = strokes[column::width]
    return (
        f'<svg class="c-qr__code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img">'
        f'<title>{escape(title)}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" shape-rendering="crispEdges" d="{"".join(parts)}"/></svg>'
    )


@cache
def _starts(side: int) -> list[str]:
    """Where each row begins."""
    return [f"M{_QUIET} {row + _QUIET}.5" for row in range(side)]


def _stroked(octet: int) -> str:
    """Eight modules: dark ones drawn, light ones passed over."""
    runs = _RUN.findall(f"{octet:08b}")
    return "".join(f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0" for run in runs)


_STROKES = tuple(map(_stroked, range(256)))
