"""The list for a partner's site: the newest for its readers, with whole addresses and without script."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from column.content import library
from column.pages import embeds
from support import builders
from support.own_data import SELF_HELP, VOCABULARY
from support.pages import TEMPLATES

BANK = next(page for page in SELF_HELP.texts if page.url == "partners/bank/")
CASES = [builders.case(f"case-{day}", date(2026, 10, day)) for day in range(1, 10)]


def test_the_newest_that_concern_its_readers_are_listed() -> None:
    held = library.build(builders.VOCABULARY, CASES)
    page = replace(BANK, groups=CASES[0].groups, scams=())
    (inputs,) = embeds.embeds(held, [page, replace(BANK, url="x/", embed=False)])
    assert inputs.path == "embed/bank.html"
    assert inputs.cases == held.cases[: embeds.LISTED]
    (other,) = embeds.embeds(held, [replace(BANK, groups=(), scams=(CASES[0].scam,))])
    assert other.cases == inputs.cases
    (none,) = embeds.embeds(held, [replace(BANK, groups=(), scams=())])
    assert none.cases == ()


def test_it_stands_by_itself() -> None:
    (inputs,) = embeds.embeds(library.build(VOCABULARY, CASES), [replace(BANK, groups=CASES[0].groups)])
    html = embeds.html(TEMPLATES, inputs)
    assert not re.search("<script|<img| style=", html)
    links = re.findall(r'<a href="([^"]*)" target="_blank" rel="noopener">', html)
    assert len(links) == len(inputs.cases) + 1 == html.count("<a ")
    assert all(link.startswith(TEMPLATES.settings.url) for link in links)


def test_every_partner_offers_one() -> None:
    partners = [
        page for page in SELF_HELP.texts if page.url.startswith("partners/") and page.url != "partners/"
    ]
    assert len(partners) == 8
    assert all(page.embed and page.groups and page.scams for page in partners)
    assert [page.url for page in partners if not page.quote] == ["partners/property/"]
