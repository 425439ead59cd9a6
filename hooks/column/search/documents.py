"""What readers can search for, and the search files of the site.

Briefings are indexed by year, cases and the pages that are written by hand in one index of their own, so that a change
costs the index of one year. Finished indexes are kept, sealed, under the digest of what they were made from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from column.content.library import Library
from column.model.records import Briefing, Case, CaseKind, Group, Piece, ScamType
from column.search import index as searchindex
from column.search.index import Entry, Segment
from column.system import parallel as work
from column.system import sealed_file as sealed
from column.system.output_tree import Tree
from column.text import markdown_html as markup

FOLDER = "search/"
PAGES = "pages"
"""The name of the index of cases and pages; the others are named by their year."""
_BEFORE = 2
"""Indexes of the same name that are kept beside the one in use, for other branches and for going back."""

ExtraPage = tuple[str, str, str]
"""A page that MkDocs made: its address from the site's root, its title, its text with a line a block."""


def publish(library: Library, extra_pages: Sequence[ExtraPage], kept: Path, tree: Tree) -> None:
    """Bring the search files of `tree` up to date. `kept`: the folder of the finished indexes."""
    parts = entries(library, extra_pages)
    places = {name: kept / f"{name}.{searchindex.key(name, found)}" for name, found in parts.items()}

    def make(share: Sequence[str]) -> None:
        for name in work.told(share, "整理搜索索引", len(share)):
            _segment(name, parts[name], places[name])

    work.shared([name for name, place in places.items() if not place.exists()], make, worth=2)
    segments = []
    for name, found in parts.items():
        segment = _segment(name, found, places[name])
        for at, block in enumerate(segment.blocks):
            tree.put(f"{FOLDER}{segment.folder}/{at}.json", segment.folder, block)
        segments.append(searchindex.bare(segment))
    firsts = searchindex.cuts(segments)
    shards = list(searchindex.shards(segments, firsts))
    folder = searchindex.public_name(shards)
    for at, shard in enumerate(shards):
        tree.put(f"{FOLDER}{folder}/{at}.txt", folder, shard)
    manifest = searchindex.manifest(segments, folder, firsts)
    tree.put(f"{FOLDER}manifest.json", searchindex.public_name([manifest]), manifest)


def _segment(name: str, found: Sequence[Entry], place: Path) -> Segment:
    """The finished index of the entries: the one at `place` where it is whole, else made and kept there."""
    payload = sealed.read(place)
    if payload is not None:
        return searchindex.unpack(payload)
    segment = searchindex.segment(name, found)
    sealed.write(place, searchindex.pack(segment))
    _forget(place)
    return segment


def _forget(current: Path) -> None:
    """Remove all but the last few indexes of the same name. Another build may be doing the same."""
    others = []
    for place in current.parent.glob(f"{current.stem}.*"):
        with suppress(FileNotFoundError):
            if place != current:
                others.append((place.stat().st_mtime_ns, place))
    for _, place in sorted(others, reverse=True)[_BEFORE:]:
        place.unlink(missing_ok=True)


def entries(library: Library, extra_pages: Iterable[ExtraPage] = ()) -> Mapping[str, Sequence[Entry]]:
    """What can be found, by index. In each, what has no day comes first, then the oldest."""
    words = library.vocabulary
    parts: dict[str, list[Entry]] = defaultdict(list)
    parts[PAGES] += (_group(group) for group in words.groups.records)
    parts[PAGES] += (_scam(scam) for scam in words.scams.records)
    parts[PAGES] += (_page(*page) for page in extra_pages)
    for piece in reversed(library.articles):
        if isinstance(piece, Case):
            parts[PAGES].append(_case(piece))
        else:
            parts[str(piece.date.year)].append(_briefing(piece, library))
    return dict(sorted(parts.items(), key=lambda part: (part[0] != PAGES, part[0])))


def _briefing(piece: Briefing, library: Library) -> Entry:
    filters = [("unit", piece.unit.name), *_about(piece, library.scams_of(piece))]
    names = (piece.unit.name, piece.place)
    return _article(piece, "所队快讯", piece.unit.name, names, filters, (piece.text,))


def _case(piece: Case) -> Entry:
    kind = "风险提示" if piece.kind is CaseKind.WARNING else "典型案例"
    text = (piece.text, *piece.signs, *piece.tips)
    names = (piece.scam.name, piece.area)
    return _article(piece, kind, piece.scam.name, names, _about(piece, (piece.scam,)), text)


def _about(piece: Piece, scams: Iterable[ScamType]) -> list[tuple[str, str]]:
    return [*(("scam", scam.name) for scam in scams), *(("group", group.name) for group in piece.groups)]


def _article(
    piece: Piece,
    kind: str,
    label: str,
    names: Iterable[str],
    filters: Iterable[tuple[str, str]],
    text: Iterable[str],
) -> Entry:
    return Entry(
        url=piece.url,
        title=piece.title,
        text=_joined((*text, piece.correction)),
        kind=kind,
        label=label,
        day=piece.date,
        names=tuple(filter(None, names)),
        filters=(("kind", kind), *filters),
        sample=piece.sample,
    )


def _group(group: Group) -> Entry:
    text = _joined((group.slogan, group.summary, markup.plain(group.body)))
    return _guide(f"groups/{group.id}/", group.name, text, group.also, "group")


def _scam(scam: ScamType) -> Entry:
    text = _joined((scam.slogan, scam.summary, *scam.signs, *scam.tips, markup.plain(scam.body)))
    return _guide(f"scams/{scam.id}/", scam.name, text, scam.also, "scam")


def _guide(url: str, name: str, text: str, also: tuple[str, ...], filter: str) -> Entry:
    kind = "防骗指南"
    return Entry(url, name, text, kind, "", None, also, (("kind", kind), (filter, name)))


def _page(url: str, title: str, text: str) -> Entry:
    kind = "网站页面"
    return Entry(url, title, text, kind, "", None, (), (("kind", kind),))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, lines))
