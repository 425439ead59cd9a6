"""The pages that lead to other pages: groups, scam types, units, venues, the feeds, the site map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from column.content.library import Library
from column.feeds.channels import OPML, Channel
from column.model.any_article import AnyArticle
from column.model.kinds import Family, UnitKind
from column.model.terms import Group, ScamType, Unit, Venue
from column.pages.layout import head_tags
from column.pages.layout.navigation import COLUMNS, MENU
from column.pages.layout.page import AnyPage, LazyPage, Page
from column.pages.layout.templates import Templates
from column.selfhelp.text_pages import TextPage

_STATIONS, _STATIONS_NAME = "stations/", "找派出所"
_STATIONS_ABOUT = "各派出所的地址、电话和管辖的乡镇街道。急事打110，不用找派出所的电话。"


@dataclass(frozen=True, slots=True)
class GroupsInputs:
    groups: tuple[Group, ...]
    texts: tuple[TextPage, ...]


@dataclass(frozen=True, slots=True)
class ScamsInputs:
    scams: tuple[ScamType, ...]
    texts: tuple[TextPage, ...]


@dataclass(frozen=True, slots=True)
class UnitsInputs:
    """`newest`: the newest briefing by the unit's id, or nothing."""

    units: tuple[Unit, ...]
    newest: Mapping[str, tuple[AnyArticle, ...]]


@dataclass(frozen=True, slots=True)
class StationsInputs:
    """`towns`: the stations under the name of each town; those without a town come last, under an empty name."""

    towns: tuple[tuple[str, tuple[Unit, ...]], ...]
    texts: tuple[TextPage, ...]


@dataclass(frozen=True, slots=True)
class VenuesInputs:
    """`counts`: briefings by the venue's id."""

    venues: tuple[Venue, ...]
    counts: Mapping[str, int]
    texts: tuple[TextPage, ...]


@dataclass(frozen=True, slots=True)
class FeedsInputs:
    """The channels in the order in which they are listed, that of the whole column first."""

    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class SiteMapInputs:
    channel: Channel
    groups: tuple[Group, ...]
    scams: tuple[ScamType, ...]
    venues: tuple[Venue, ...]
    units: tuple[Unit, ...]
    texts: tuple[TextPage, ...]


def pages(
    library: Library, channels: tuple[Channel, ...], texts: tuple[TextPage, ...] = ()
) -> Iterator[AnyPage]:
    words = library.vocabulary
    groups, scams, units, venues = (
        words.groups.records,
        words.scams.records,
        words.units.records,
        words.venues.records,
    )
    yield LazyPage("feeds/", FeedsInputs(channels), _feeds)
    yield LazyPage("sitemap/", SiteMapInputs(channels[0], groups, scams, venues, units, texts), _site_map)
    yield LazyPage("groups/", GroupsInputs(groups, _shown("groups/", texts)), _groups)
    yield LazyPage("scams/", ScamsInputs(scams, _shown("scams/", texts)), _scams)
    newest = {unit.id: library.of_unit(unit)[:1] for unit in units}
    yield LazyPage("units/", UnitsInputs(units, newest), _units)
    yield LazyPage(_STATIONS, StationsInputs(_by_town(units), _shown(_STATIONS, texts)), _stations)
    counts = {venue.id: len(library.of_venue(venue)) for venue in venues}
    yield LazyPage("venues/", VenuesInputs(venues, counts, _shown("venues/", texts)), _venues)


def _shown(url: str, texts: Iterable[TextPage]) -> tuple[TextPage, ...]:
    return tuple(text for text in texts if text.is_shown_on(url))


def guides() -> Iterator[tuple[str, str, str]]:
    """Address, title and text of the pages that a search can lead to."""
    for url, column in COLUMNS.items():
        yield url, column.name, column.description
    yield _STATIONS, _STATIONS_NAME, _STATIONS_ABOUT


def families(scams: Iterable[ScamType]) -> list[tuple[str, list[ScamType]]]:
    """The scam types under the headings that readers see."""
    headings = {Family.SCAM: "别上当：常见诈骗", Family.ACCOMPLICE: "别当“工具人”：涉诈违法行为"}
    every = list(scams)
    return [(name, [scam for scam in every if scam.family is family]) for family, name in headings.items()]


def _groups(templates: Templates, inputs: GroupsInputs) -> Page:
    return _index(templates, inputs, "groups/")


def _scams(templates: Templates, inputs: ScamsInputs) -> Page:
    return _index(templates, inputs, "scams/", families=families(inputs.scams))


def _units(templates: Templates, inputs: UnitsInputs) -> Page:
    return _index(templates, inputs, "units/")


def _by_town(units: Iterable[Unit]) -> tuple[tuple[str, tuple[Unit, ...]], ...]:
    """The units that a reader may look for in person, by town."""
    towns: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.kind is UnitKind.STATION or unit.phone or unit.address:
            for town in unit.towns or ("",):
                towns.setdefault(town, []).append(unit)
    return tuple(
        (town, tuple(several)) for town, several in sorted(towns.items(), key=lambda pair: not pair[0])
    )


def _stations(templates: Templates, inputs: StationsInputs) -> Page:
    settings, name, about = templates.settings, _STATIONS_NAME, _STATIONS_ABOUT
    body = templates.render("stations.html", inputs, name=name)
    head = head_tags.for_list(settings, _STATIONS, name, about, "派出所，地址，电话，报警", None)
    return Page(_STATIONS, _STATIONS, f"{name} - {settings.name}", about, body, head)


def _venues(templates: Templates, inputs: VenuesInputs) -> Page:
    return _index(templates, inputs, "venues/")


def _index(templates: Templates, inputs: object, url: str, **derived: Any) -> Page:
    column, settings = COLUMNS[url], templates.settings
    template = f"{url.strip('/')}.html"
    body = templates.render(template, inputs, name=column.name, description=column.description, **derived)
    head = head_tags.for_list(settings, url, column.name, column.description, column.keywords, None)
    return Page(url, url, f"{column.name} - {settings.name}", column.description, body, head)


def _feeds(templates: Templates, inputs: FeedsInputs) -> Page:
    """The feeds, with who each is for."""
    name, description = "订阅", "给公众号、网站和群管理员的订阅地址：新内容发布后自动取得。"
    sections: dict[str, list[Channel]] = {}
    for channel in inputs.channels:
        if channel.section:
            sections.setdefault(channel.section, []).append(channel)
    body = templates.render(
        "feeds.html", inputs, name=name, description=description, sections=sections, opml=OPML
    )
    keywords = "RSS,订阅,公众号"
    head = head_tags.for_list(templates.settings, "feeds/", name, description, keywords, inputs.channels[0])
    return Page("feeds/", "", f"{name} - {templates.settings.name}", description, body, head)


def _site_map(templates: Templates, inputs: SiteMapInputs) -> Page:
    """Every part of the site."""
    name, description = "站点地图", "本站的全部栏目、人群、诈骗类型和单位。"
    records: dict[str, Sequence[Group | ScamType | Venue | Unit]] = {
        "groups/": inputs.groups,
        "scams/": inputs.scams,
        "venues/": inputs.venues,
        "units/": inputs.units,
    }
    lists = [
        (COLUMNS[url].name, [(f"{url}{record.id}/", record.name) for record in several])
        for url, several in records.items()
    ]
    body = templates.render(
        "sitemap.html", inputs, name=name, description=description, menu=MENU, lists=lists
    )
    head = head_tags.for_list(templates.settings, "sitemap/", name, description, "站点地图", inputs.channel)
    return Page("sitemap/", "", f"{name} - {templates.settings.name}", description, body, head)
