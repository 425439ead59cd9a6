"""The taxonomies that articles are sorted by: units, venues, scam types and groups.

Files: `briefings/units.yml`, `docs/scams/<id>.md`, `docs/groups/<id>.md`. Venues are fixed by the bureau's
notice of 2025-04-27, part four: the 五进, the public at large, and online.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from column.content import front_matter, inside_links, recordings
from column.model.addresses import SLUG
from column.model.front_matter.key import keys_of
from column.model.front_matter.written import entries
from column.model.problems import Problem, Rule, Scope
from column.model.terms import Group, ScamType, Unit, Venue
from column.parsing.data_file import DataFile
from column.parsing.source import Source
from column.text import markdown_html

UNITS = "briefings/units.yml"

UNKNOWN = Rule(
    id="vocabulary",
    title="没有登记的名称和编号",
    part="文件和信息栏的写法",
    source="单位、场所、人群、诈骗类型和案例编号都有名单，写错了文章就归不到该去的地方",
    bad="人群: 老年群众",
    good="人群: 老年人",
)
PATH = Rule(
    id="path",
    scope=Scope.FILE,
    title="文件和文件夹的位置与名称",
    part="文件和信息栏的写法",
    source="文件夹名就是网址，发布以后不能变；放错位置的文件不会发布",
    bad="briefings/chengguan/4月27日幸福社区/稿子.md",
    good="briefings/chengguan/2025-04-27-xingfu-shequ/index.md",
)
RULES = (PATH, UNKNOWN)

VENUES = tuple(
    Venue(id, name, order)
    for order, (id, name) in enumerate(
        {
            "school": "进学校",
            "enterprise": "进企业",
            "village": "进农村",
            "community": "进社区",
            "family": "进家庭",
            "public": "社会面",
            "online": "线上",
        }.items(),
        start=1,
    )
)


class _Term(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Term)


class Taxonomy(Generic[T]):
    """The terms of one kind in their order, found by id, name or another name. `what` is the kind's Chinese name."""

    def __init__(self, what: str, records: tuple[T, ...]) -> None:
        self.what, self.records = what, records
        self._by_name = {
            name: record for record in records for name in (*_also(record), record.name, record.id)
        }

    def find(self, name: str) -> T | None:
        return self._by_name.get(name) or self._by_name.get(name.lower())

    def unknown(self, name: str) -> tuple[str, str]:
        """What to say of a name that is not here: what is wrong, how to mend it."""
        near = difflib.get_close_matches(name, self._by_name, n=1, cutoff=0.5)
        hint = f"是不是“{self._by_name[near[0]].name}”？" if near else ""
        choice = "、".join(record.name for record in self.records)
        return f"没有叫“{name}”的{self.what}。", f"{hint}可用：{choice}。"


def _also(term: object) -> tuple[str, ...]:
    return getattr(term, "also", ())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All taxonomies."""

    units: Taxonomy[Unit]
    venues: Taxonomy[Venue]
    scams: Taxonomy[ScamType]
    groups: Taxonomy[Group]

    @property
    def by_name(self) -> Mapping[str, Taxonomy[Any]]:
        """The taxonomies by the names that front-matter keys have for them (`Key.names`)."""
        return {"units": self.units, "venues": self.venues, "scams": self.scams, "groups": self.groups}


def unknown_names(record: type, source: Source, taxonomies: Mapping[str, Taxonomy[Any]]) -> Iterator[Problem]:
    """Names in the front matter that no taxonomy has."""
    for key in keys_of(record).values():
        if key.names:
            taxonomy = taxonomies[key.names]
            for number, name in entries(source.matter.get(key.name)):
                if taxonomy.find(name) is None:
                    yield source.problem(UNKNOWN, *taxonomy.unknown(name), (key.name, number))


def resolved(
    record: type, values: Mapping[str, Any], taxonomies: Mapping[str, Taxonomy[Any]]
) -> dict[str, Any] | None:
    """The values with the terms in the place of their names; None where a key that takes one term has none. Names in
    a list that are unknown are left out, terms named twice are there once."""
    known = dict(values)
    for key in keys_of(record).values():
        if not key.names or key.name not in values:
            continue
        taxonomy = taxonomies[key.names]
        written = values[key.name]
        if isinstance(written, str):
            known[key.name] = taxonomy.find(written)
            if known[key.name] is None:
                return None
        else:
            known[key.name] = tuple(dict.fromkeys(filter(None, map(taxonomy.find, written))))
    return known


def load(root: Path) -> tuple[Vocabulary, list[Problem]]:
    """All taxonomies below `root`, and what is wrong with them; a term with a mistake is left out."""
    problems: list[Problem] = []
    units = Taxonomy("单位", tuple(_units(root, problems)))
    scams = Taxonomy("诈骗类型", _terms(root, "docs/scams", ScamType, {}, problems))
    groups = Taxonomy("人群", _terms(root, "docs/groups", Group, {"scams": scams}, problems))
    problems += [*_twice(units), *_twice(scams), *_twice(groups)]
    return Vocabulary(units, Taxonomy("场所", VENUES), scams, groups), problems


def _twice(taxonomy: Taxonomy[Any]) -> Iterable[Problem]:
    """Names that two terms share would send articles to the wrong one."""
    owner: dict[str, Any] = {}
    for term in taxonomy.records:
        for name in {term.id, term.name, *_also(term)}:
            if name in owner:
                what = f"“{name}”同时是{owner[name].name}和{term.name}的名称。"
                yield UNKNOWN.problem(getattr(term, "path", UNITS), what, "改掉其中一个。", 1)
            owner[name] = term


def _units(root: Path, problems: list[Problem]) -> Iterator[Unit]:
    try:
        data = (root / UNITS).read_bytes()
    except OSError:
        problems.append(UNKNOWN.problem(UNITS, "找不到单位名单。", "恢复这个文件。"))
        return
    file = DataFile(UNITS, data, front_matter.model_of(Unit))
    for number, (place, unit) in enumerate(file.rows(front_matter.model_of(Unit), "units"), start=1):
        values = {name: getattr(unit, name) for name in unit.model_fields_set}
        if SLUG.fullmatch(values["id"]):
            yield Unit(**values, order=number)
        else:
            what = f"编号“{values['id']}”只能用小写字母、数字和短横线。"
            file.wrong((*place, "id"), what, "改用拼音。")
    problems += file.problems


R = TypeVar("R", ScamType, Group)


def _terms(
    root: Path,
    folder: str,
    record: type[R],
    taxonomies: Mapping[str, Taxonomy[Any]],
    problems: list[Problem],
) -> tuple[R, ...]:
    """One term a Markdown file, in the order that the files give."""
    terms: list[R] = []
    sounds, strays = recordings.lying_in(root, folder)
    problems += strays
    for source, odd in _sources(root, folder, record):
        path, id = source.path, Path(source.path).stem
        problems += odd
        if not SLUG.fullmatch(id):
            problems.append(PATH.problem(path, "文件名只能用小写字母、数字和短横线。", "改文件名。"))
        audio, missing = sounds.named(source.matter.get("audio"))
        if missing:
            problems.append(source.problem(recordings.AUDIO, *missing, "audio"))
        values, wrong = front_matter.validate(record, path, source.matter, source.line)
        problems += wrong
        if values is None:
            continue
        problems += unknown_names(record, source, taxonomies)
        known = (resolved(record, values, taxonomies) or {}) | {"audio": audio}
        rendered = markdown_html.render(source.body).html
        body, _ = inside_links.resolved(rendered, source, f"{folder.removeprefix('docs/')}/{id}/")
        terms.append(record(id=id, path=path, body=body, **known))
    problems += sounds.unused()
    return tuple(sorted(terms, key=lambda term: (term.order, term.id)))


def sources(root: Path) -> Iterator[Source]:
    """The files of scam types and groups, taken apart."""
    for folder, record in (("docs/scams", ScamType), ("docs/groups", Group)):
        yield from (source for source, _ in _sources(root, folder, record))


def _sources(root: Path, folder: str, record: type) -> Iterator[tuple[Source, list[Problem]]]:
    for file in sorted((root / folder).glob("*.md")):
        yield front_matter.read(record, f"{folder}/{file.name}", file.read_bytes())
