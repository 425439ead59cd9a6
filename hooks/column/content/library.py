"""All that is published, with every index that a page or a feed asks for, built once and then only read."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import TypeVar

from column.content.taxonomies import Vocabulary
from column.model.any_article import AnyArticle
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import CaseKind
from column.model.terms import Group, ScamType, Unit, Venue
from column.model.withdrawal import Withdrawal

Month = tuple[int, int]
RELATED = 4

K = TypeVar("K")
P = TypeVar("P", bound=AnyArticle)


@dataclass(frozen=True)
class Library:
    """Articles newest first (by publication, then id), and the same parted by what they are about.

    A briefing belongs to the scam types that it names and to those of the cases and warnings that it passes on.
    `position` is an article's place among the briefings, or the cases, `rank` among all; `pools` holds the ranks of a
    scam type's and a group's articles.
    A case whose review was due before the day of the newest article is out of date, and marked as such.
    `withdrawals` is all that came down, newest first; of these articles, those that keep their pages are in `withdrawn`
    alone, by id. Whatever is merged is in `by_id` as what it leads to.
    """

    vocabulary: Vocabulary
    articles: tuple[AnyArticle, ...]
    briefings: tuple[Briefing, ...]
    cases: tuple[Case, ...]
    months: Mapping[Month, tuple[Briefing, ...]]
    by_id: Mapping[str, AnyArticle]
    by_unit: Mapping[str, tuple[AnyArticle, ...]]
    by_group: Mapping[str, tuple[AnyArticle, ...]]
    by_scam: Mapping[str, tuple[AnyArticle, ...]]
    by_venue: Mapping[str, tuple[AnyArticle, ...]]
    passed_on: Mapping[str, tuple[Briefing, ...]]
    position: Mapping[str, int]
    rank: Mapping[str, int]
    pools: Mapping[tuple[str, str], Sequence[int]]
    withdrawals: tuple[Withdrawal, ...] = ()
    withdrawn: Mapping[str, AnyArticle] = field(default_factory=dict)

    @property
    def with_pages(self) -> tuple[AnyArticle, ...]:
        """The articles that have a page, newest first: what is published, and what is withdrawn."""
        if not self.withdrawn:
            return self.articles
        return tuple(sorted([*self.articles, *self.withdrawn.values()], key=_moment, reverse=True))

    def withdrawal_of(self, id: str) -> Withdrawal | None:
        """What is said of a withdrawn article."""
        return (
            next((each for each in self.withdrawals if each.id == id), None) if id in self.withdrawn else None
        )

    def withdrawn_of(self, unit: Unit) -> tuple[AnyArticle, ...]:
        """The withdrawn briefings of a unit, newest first."""
        own = (each for each in self.withdrawn.values() if isinstance(each, Briefing))
        return tuple(each for each in own if each.unit.id == unit.id)

    def of_unit(self, unit: Unit) -> tuple[AnyArticle, ...]:
        return self.by_unit.get(unit.id, ())

    def of_group(self, group: Group) -> tuple[AnyArticle, ...]:
        return self.by_group.get(group.id, ())

    def of_scam(self, scam: ScamType) -> tuple[AnyArticle, ...]:
        return self.by_scam.get(scam.id, ())

    def of_venue(self, venue: Venue) -> tuple[AnyArticle, ...]:
        return self.by_venue.get(venue.id, ())

    def warnings(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.kind is CaseKind.WARNING)

    def neighbours(self, article: AnyArticle) -> tuple[AnyArticle | None, AnyArticle | None]:
        """The older and the newer article of the same list (briefings, or cases)."""
        line: Sequence[AnyArticle] = self.briefings if isinstance(article, Briefing) else self.cases
        at = self.position[article.id]
        return (line[at + 1] if at + 1 < len(line) else None), (line[at - 1] if at else None)

    def answers(self, briefing: Briefing) -> tuple[Case, ...]:
        """The cases and warnings that a briefing passes on, as far as they are published."""
        found = (self.by_id.get(id) for id in briefing.responds_to)
        return tuple(case for case in found if isinstance(case, Case))

    def scams_of(self, article: AnyArticle) -> tuple[ScamType, ...]:
        if isinstance(article, Case):
            return (article.scam,)
        return tuple(dict.fromkeys([*article.scams, *(case.scam for case in self.answers(article))]))

    def related(self, article: AnyArticle) -> tuple[AnyArticle, ...]:
        """Up to four others, newest first: the nearest in time of the same scam types, then of the same groups. A new
        article is so in the neighbourhood of a few, and changes no others."""
        shown = {article.id, *(case.id for case in self._linked(article))}
        rank, picked = self.rank[article.id], list[int]()
        pools = [self.pools["scam", scam.id] for scam in self.scams_of(article)]
        pools += [self.pools["group", group.id] for group in article.groups]
        for pool in pools:
            at = bisect_left(pool, rank)
            newer, older = at - 1, at + 1
            while len(picked) < RELATED and (newer >= 0 or older < len(pool)):
                for place in (newer, older):
                    if 0 <= place < len(pool) and len(picked) < RELATED:
                        other = self.articles[pool[place]]
                        if other.id not in shown:
                            shown.add(other.id)
                            picked.append(pool[place])
                newer, older = newer - 1, older + 1
        return tuple([self.articles[place] for place in sorted(picked)])

    def _linked(self, article: AnyArticle) -> Iterable[AnyArticle]:
        """What the article's page links to anyway."""
        return self.answers(article) if isinstance(article, Briefing) else self.passed_on.get(article.id, ())


def build(
    vocabulary: Vocabulary, articles: Iterable[AnyArticle], withdrawals: Sequence[Withdrawal] = ()
) -> Library:
    """The library of the articles given; all of them are taken. `withdrawals`: what came down, newest first."""
    down = {record.id for record in withdrawals}
    given = sorted(articles, key=_moment, reverse=True)
    newest = next((article.date for article in given if article.id not in down), date.min)
    given = [_dated(article, newest) for article in given]
    ordered = tuple(article for article in given if article.id not in down)
    briefings = tuple(article for article in ordered if isinstance(article, Briefing))
    cases = tuple(article for article in ordered if isinstance(article, Case))
    by_id: dict[str, AnyArticle] = {article.id: article for article in ordered}
    known: dict[str, AnyArticle] = {
        alias: article for article in ordered for alias in article.aliases
    } | by_id
    known |= {record.id: known[record.into] for record in withdrawals if record.into in known}
    by_unit: dict[str, list[AnyArticle]] = defaultdict(list)
    by_group: dict[str, list[AnyArticle]] = defaultdict(list)
    by_scam: dict[str, list[AnyArticle]] = defaultdict(list)
    by_venue: dict[str, list[AnyArticle]] = defaultdict(list)
    passed_on: dict[str, list[Briefing]] = defaultdict(list)
    for article in ordered:
        for group in article.groups:
            by_group[group.id].append(article)
        if isinstance(article, Case):
            by_scam[article.scam.id].append(article)
            continue
        by_unit[article.unit.id].append(article)
        by_venue[article.venue.id].append(article)
        answered = {case.id: case for case in map(known.get, article.responds_to) if isinstance(case, Case)}
        for case in answered.values():
            passed_on[case.id].append(article)
        scams = [*article.scams, *(case.scam for case in answered.values())]
        for id in dict.fromkeys(scam.id for scam in scams):
            by_scam[id].append(article)
    rank = {article.id: at for at, article in enumerate(ordered)}
    return Library(
        vocabulary,
        ordered,
        briefings,
        cases,
        by_month(briefings),
        known,
        _frozen(by_unit),
        _frozen(by_group),
        _frozen(by_scam),
        _frozen(by_venue),
        _frozen(passed_on),
        {article.id: at for line in (briefings, cases) for at, article in enumerate(line)},
        rank,
        {
            (sort, id): [rank[article.id] for article in pool]
            for sort, pools in (("scam", by_scam), ("group", by_group))
            for id, pool in pools.items()
        },
        tuple(withdrawals),
        {article.id: article for article in given if article.id in down},
    )


def _dated(article: AnyArticle, newest: date) -> AnyArticle:
    """The article, marked where the day of its review has passed on the day of the newest."""
    if isinstance(article, Case) and article.review_by and article.review_by < newest:
        return replace(article, outdated=True)
    return article


def in_force_first(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases in the order given, those out of date behind the others."""
    return tuple(sorted(cases, key=lambda case: case.outdated))


def _moment(article: AnyArticle) -> tuple[date, time, str]:
    """What articles are ordered by: publication, then id."""
    return article.date, article.time or time.min, article.id


def by_month(articles: Iterable[P]) -> dict[Month, tuple[P, ...]]:
    """The articles of each month, both in the order given."""
    months: dict[Month, list[P]] = defaultdict(list)
    for article in articles:
        months[article.date.year, article.date.month].append(article)
    return {month: tuple(several) for month, several in months.items()}


def _frozen(table: Mapping[K, list[P]]) -> Mapping[K, tuple[P, ...]]:
    return {key: tuple(articles) for key, articles in table.items()}
