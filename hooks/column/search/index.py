"""The search index: a browser finds Chinese in it without a server, and without loading it whole.

Chinese has no spaces, so what is looked up are pairs of neighbouring characters: 刷单返利 is 刷单, 单返, 返利. Texts are
indexed in segments (a year, say), each on its own, so that a change costs one segment. Then all segments are cut at the
same terms and laid beside each other: one small file (shard) has the postings of a range of terms for all segments, and
a query of n characters takes n - 1 of them, however many segments there are.

A posting says which document of its segment has the term, and how strongly: 0 once in the text, 1 more than once, 2 four
times or in the document's names, 3 in its title. The texts themselves lie in small files (blocks) of four documents, for
excerpts and to see that the pairs stand side by side. The other half is `text.js` and `index.js` in
`frontend/scripts/search/`; they must fold, cut and count as `terms` and `encoded` do.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from column.search.terms import terms
from column.system.fingerprint import version_of
from column.text.folding import fold
from column.text.traditional import SIMPLIFIED

BLOCK = 4
"""Documents a block. One result costs a block; four take about 5 KB with gzip."""
SHARD = 16_000
"""Bytes a shard, about; 9 KB with gzip."""
_STOP = 1_000
"""Bytes between two terms at which a segment offers to be cut."""
_FIRST = date(2000, 1, 1)

LAST = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
MORE = "ghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A text that can be found. `names`: what it is about, found as well as its text; `label`: whose or of what
    type it is, as shown; `filters`: (filter, value) by which results can be narrowed; `review_by`: the day after which it
    may be out of date."""

    url: str
    title: str
    text: str
    kind: str
    label: str
    day: date | None
    names: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    sample: bool = False
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The index of some documents. `lines`: a line a term, sorted, the term and its postings; `stops`: terms at which
    it may be cut, with the bytes before them; `blocks`: the texts; `folder`: the public name of the folder of these
    blocks; `days`: the documents' days; `letters`: the characters that have a traditional form."""

    name: str
    folder: str
    count: int
    days: str
    letters: str
    stops: tuple[tuple[str, int], ...]
    lines: bytes
    blocks: tuple[bytes, ...]


class _Digits(dict[int, str]):
    """Numbers in base 32, the lowest digit first; the last digit is from `LAST`, those before it from `MORE`."""

    def __missing__(self, value: int) -> str:
        digits, rest = "", value
        while rest >= 32:
            digits += MORE[rest & 31]
            rest >>= 5
        self[value] = digits + LAST[rest]
        return self[value]


_DIGITS = _Digits()


def encoded(ascending: Sequence[int], step: int) -> str:
    """Numbers as their differences; of the one before, only the multiple of `step` in it is taken off."""
    before, written = 0, []
    for value in ascending:
        written.append(_DIGITS[value - before])
        before = value - value % step
    return "".join(written)


def key(name: str, documents: Sequence[SearchDocument]) -> str:
    """The cache key of the segment of these documents: it changes with them, with this code and with Unicode."""
    state = hashlib.sha256(f"{_VERSION}\0{name}".encode())
    for document in documents:
        day = document.day.isoformat() if document.day else ""
        about = (
            document.url,
            document.title,
            document.text,
            document.kind,
            document.label,
            day,
            *document.names,
        )
        filters = (f"{name}\1{value}" for name, value in document.filters)
        state.update(
            "\0".join((*about, "\2", *filters, str(document.sample), str(document.review_by), "\3")).encode()
        )
    return state.hexdigest()[:16]


_VERSION = version_of(
    Path(__file__),
    Path(__file__).with_name("terms.py"),
    *(Path(__file__).parents[1] / "text" / name for name in ("folding.py", "traditional.py")),
    unicodedata.unidata_version,
)
_LETTERS = frozenset(SIMPLIFIED.values())


def segment(name: str, documents: Sequence[SearchDocument]) -> Segment:
    """The index of the documents, which are numbered in the order given: without a day first, then by day."""
    postings: dict[str, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        first = at * 4
        strong = dict.fromkeys(terms(fold("\n".join(document.names))), 2)
        strong.update(dict.fromkeys(terms(fold(document.title)), 3))
        for term, times in Counter(terms(fold(document.text))).items():
            if term not in strong:
                postings[term].append(first if times == 1 else first + 1 if times < 4 else first + 2)
        for term, strength in strong.items():
            postings[term].append(first + strength)
        for filter, value in document.filters:
            postings[f"@{filter}:{' '.join(value.split())}"].append(first)
    lines, stops, total, offered = [], [], 0, 0
    for term in sorted(postings):
        if total - offered >= _STOP:
            stops.append((term, total))
            offered = total
        line = f"{term}\t{encoded(postings[term], 4)}".encode()
        lines.append(line)
        total += len(line) + 1
    stops.append(("", total))
    days = [max((document.day - _FIRST).days, 0) + 1 if document.day else 0 for document in documents]
    blocks = tuple(_block(documents[at : at + BLOCK]) for at in range(0, len(documents), BLOCK))
    return Segment(
        name,
        public_name(blocks),
        len(documents),
        encoded(days, 1),
        "".join(sorted(_LETTERS.intersection(term[0] for term in postings))),
        tuple(stops),
        b"\n".join(lines),
        blocks,
    )


def _block(documents: Sequence[SearchDocument]) -> bytes:
    rows = [
        [
            document.url,
            document.title,
            document.kind,
            document.label,
            document.day.isoformat() if document.day else "",
            int(document.sample),
            "\n".join(document.names),
            document.text,
            *([document.review_by.isoformat()] if document.review_by else ()),
        ]
        for document in documents
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def pack(segment: Segment) -> bytes:
    """The segment as bytes, for `unpack`."""
    sizes = [len(segment.lines), *map(len, segment.blocks)]
    head = [
        segment.name,
        segment.folder,
        segment.count,
        segment.days,
        segment.letters,
        segment.stops,
        sizes,
    ]
    return b"\n".join((json.dumps(head).encode(), b"".join((segment.lines, *segment.blocks))))


def unpack(payload: bytes) -> Segment:
    head, _, body = payload.partition(b"\n")
    name, folder, count, days, letters, stops, sizes = json.loads(head)
    parts, at = [], 0
    for size in sizes:
        parts.append(body[at : at + size])
        at += size
    offers = tuple((term, before) for term, before in stops)
    return Segment(name, folder, count, days, letters, offers, parts[0], tuple(parts[1:]))


def bare(segment: Segment) -> Segment:
    """The segment without its texts, which `shards` does not need."""
    return replace(segment, blocks=())


def cuts(segments: Sequence[Segment]) -> list[str]:
    """The first term of each shard, such that the shards are of about the same size."""
    offers: list[tuple[str, int]] = []
    for segment in segments:
        before = 0
        for term, total in segment.stops:
            offers.append((term or "\U0010ffff", total - before))
            before = total
    firsts, size = [""], 0
    for term, bytes_before in sorted(offers):
        size += bytes_before
        if size >= SHARD and firsts[-1] != term != "\U0010ffff":
            firsts.append(term)
            size = 0
    return firsts


def shards(segments: Sequence[Segment], firsts: Sequence[str]) -> Iterator[bytes]:
    """The shards' bytes, in the order of `firsts`: for each segment its number after an `=`, then its lines."""
    slices = []
    for segment in segments:
        lines = segment.lines.split(b"\n")
        ends = [bisect_left(lines, first.encode()) for first in firsts[1:]] + [len(lines)]
        starts = [0, *ends[:-1]]
        slices.append([b"\n".join(lines[a:b]) for a, b in zip(starts, ends, strict=True)])
    for parts in zip(*slices, strict=True):
        yield b"\n".join(b"=%d\n%s" % (at, part) for at, part in enumerate(parts) if part) + b"\n"


def manifest(segments: Sequence[Segment], words: str, folder: str, firsts: Sequence[str]) -> bytes:
    """What a browser reads first: where the shards and blocks are, which terms begin the shards, the documents' days.
    `words`, `folder`: the public names of the folders of what it needs to understand a query, and of the shards."""
    about = {
        "words": words,
        "shards": folder,
        "firsts": firsts,
        "block": BLOCK,
        "segments": [
            {"name": segment.name, "folder": segment.folder, "count": segment.count, "days": segment.days}
            for segment in segments
        ],
    }
    return json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()


def public_name(files: Sequence[bytes]) -> str:
    """The name of a folder that holds these files, 16 hexadecimal digits: another one wherever a byte of them differs,
    so that a browser never mixes two states, and the same one whatever code made them."""
    state = hashlib.sha256()
    for data in files:
        state.update(hashlib.sha256(data).digest())
    return state.hexdigest()[:16]
