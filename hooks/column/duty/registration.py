"""New entries of the register, from the main line of the repository.

The line is walked from its first commit: an article is `new` in the commit in which it first stands there, neither as a
sample nor as a draft, and `corrected` in each later one that changes its files. A rename that says so (`曾用编号`) is
neither. What came down is written down when the office's list of withdrawals says so. The time is that of the commit on
the main line, a merge's for all that it brings (DECISIONS: the clock is not the date that people write).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from column.content import front_matter, withdrawals
from column.content.register import CORRECTED, NEW, Entry, Register
from column.model.addresses import ArticleId
from column.model.article import BEIJING
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import keys_of
from column.model.front_matter.written import Matter
from column.system.git import Commit

PLACES = ("briefings", "cases", withdrawals.PATH)

_PLACE = re.compile(
    r"(?:briefings/(?P<unit>[a-z0-9-]+)|cases)/(?P<name>\d{4}-\d\d-\d\d-[a-z0-9-]+)(?:\.md|/(?P<beside>.+))"
)
_INDEX = "index.md"
_UNKNOWN = "0" * 64
"""The digest of an article that never stood there."""

Blobs = Callable[[Sequence[str]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class _State:
    """An article as it stood: the digest of its files, its former ids, whether it is public."""

    digest: str
    former: tuple[ArticleId, ...]
    public: bool


@dataclass
class _Walk:
    """Where the walk stands. `files`: of each article its files and their blobs; `digests`: of each id the digest of its
    last public state; `down`: what has come down, and how."""

    register: Register
    blobs: Blobs
    files: dict[ArticleId, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    digests: dict[str, str] = field(default_factory=dict)
    down: dict[ArticleId, str] = field(default_factory=dict)

    def step(self, commit: Commit) -> Iterator[Entry]:
        at = datetime.fromtimestamp(commit.time, BEIJING)
        yield from self._articles(commit, at)
        for path, blob in commit.changes:
            if path == withdrawals.PATH:
                yield from self._withdrawals(next(iter(self.blobs([blob]))) if blob else b"[]", at)

    def _withdrawals(self, data: bytes, at: datetime) -> Iterator[Entry]:
        """What came down with this state of the office's file, and what was put up again."""
        now = {record.id: str(record.end) for record in withdrawals.parse(data, frozenset(), None).records}
        for id in sorted({*now, *self.down}):
            kind = now.get(id, CORRECTED)
            if self.down.get(id, CORRECTED) != kind:
                entry = Entry(at, id, kind, self.digests.get(id, _UNKNOWN))
                if entry not in self.register.by_id.get(id, ()):
                    yield entry
        self.down = now

    def _articles(self, commit: Commit, at: datetime) -> Iterator[Entry]:
        for id in sorted(self._touched(commit)):
            files = self.files[id]
            if _INDEX not in files:
                continue
            entries = self.register.by_id.get(id, ())
            known = {entry.at: entry for entry in entries if entry.kind in (NEW, CORRECTED)}.get(at)
            if known:
                self.digests[id] = known.digest
                continue
            state = self._state(id, files)
            if not state.public:
                continue
            before = next((self.digests[each] for each in (id, *state.former) if each in self.digests), None)
            self.digests[id] = state.digest
            if before != state.digest:
                yield Entry(at, id, CORRECTED if before else NEW, state.digest)

    def _touched(self, commit: Commit) -> Set[ArticleId]:
        touched = set()
        for path, blob in commit.changes:
            if place := _place(path):
                id, name = place
                touched.add(id)
                if blob:
                    self.files[id][name] = blob
                else:
                    self.files[id].pop(name, None)
        return touched

    def _state(self, id: ArticleId, files: Mapping[str, str]) -> _State:
        names = sorted(files)
        contents = dict(zip(names, self.blobs([files[name] for name in names]), strict=True))
        return state_of(id, contents)


def _place(path: str) -> tuple[ArticleId, str] | None:
    """The article to which a file of the repository belongs, and its name there; None for every other file."""
    if not (found := _PLACE.fullmatch(path)):
        return None
    unit = found["unit"]
    try:
        return ArticleId(f"{unit}/{found['name']}" if unit else found["name"]), found["beside"] or _INDEX
    except ValueError:
        return None


def state_of(id: ArticleId, contents: Mapping[str, bytes]) -> _State:
    """What an article is by its files. The digest leaves former ids out, so that a rename alone changes nothing."""
    kind = Briefing if id.of_briefing else Case
    source, _ = front_matter.read(kind, id, contents[_INDEX])
    text = "\n".join(line.text for line in source.lines() if line.key != "aliases")
    digest = hashlib.sha256()
    for name, content in sorted({**contents, _INDEX: text.encode()}.items()):
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    hidden = any(_value(kind, source.matter, key) for key in ("sample", "draft"))
    former = _value(kind, source.matter, "aliases") or ()
    return _State(digest.hexdigest(), tuple(former), not hidden)


def _value(kind: type, matter: Mapping[str, Any], key: str) -> Any:
    """A value of front matter that may be of an older form than today's; None where it is."""
    if key not in matter:
        return None
    adapter: TypeAdapter[Any] = TypeAdapter(keys_of(kind)[key].written, config=Matter.model_config)
    try:
        return adapter.validate_python(matter[key])
    except ValidationError:
        return None


def missing(register: Register, main_line: Iterable[Commit], blobs: Blobs) -> tuple[Entry, ...]:
    """The entries that the main line has and the register does not."""
    walk = _Walk(register, blobs)
    return tuple(sorted(entry for commit in main_line for entry in walk.step(commit)))


def extended(register: Register, entries: Iterable[Entry]) -> Register:
    return Register(tuple(sorted({*register.entries, *entries})))
