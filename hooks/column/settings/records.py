"""Records of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

PAGE = "{page}"
"""Stands in `Feedback.useful` for the article's address."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number that the column may print as one to call or to expect. `dial` is False where nobody answers."""

    number: str
    name: str
    use: str
    dial: bool = True


@dataclass(frozen=True, slots=True)
class Feeds:
    """`authority` and `since` make the `tag:` URIs of RFC 4151 and must never change; `size` is items a feed."""

    authority: str
    since: date
    size: int
    hub: str
    copyright: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """线上问卷, which the notice of 2025-04-27 asks for (part five: 开通群众举报热线、线上问卷). `survey`: the address of
    the questionnaire; `useful`: where 「这篇有用吗」 leads. Empty where there is none. The site itself collects nothing."""

    survey: str = ""
    useful: str = ""

    def about(self, address: str) -> str:
        """Where a reader tells whether the page at `address` was useful; empty where that is not asked."""
        return self.useful and self.useful.replace(PAGE, quote(address, safe=""))


@dataclass(frozen=True, slots=True)
class Government:
    """What a government site names in its footer (国办发〔2017〕47号); empty where there is none.
    `short_name` signs messages; `emblem` is a file below docs/ that stands in the header in place of the
    column's mark; `security_contact` is not shown there: SECURITY.md points to it."""

    organizer: str = ""
    short_name: str = ""
    emblem: str = ""
    contact: str = ""
    address: str = ""
    site_id_code: str = ""
    icp: str = ""
    police_record: str = ""
    party_mark: str = ""
    report_errors: str = ""
    security_contact: str = ""


@dataclass(frozen=True, slots=True)
class Editor:
    """Where the editor in the browser (`make editor`) keeps what is written: the kind of forge, its address without a slash
    at the end (of `github`, of the login service; of `proxy`, of decap-server's API), the repository (`owner/name`), the
    branch, the id of the OAuth application."""

    backend: str
    url: str
    repo: str
    branch: str
    app_id: str


@dataclass(frozen=True, slots=True)
class FooterLink:
    """`url` is relative to the site's root."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's settings. `url` ends in a slash and is where the site is published; `page_size` is articles a
    list page; `samples` says whether example content is shown; `kits`: how many of the newest cases have
    a kit, 0 where nothing has one; `app` is the name of the app that pages recommend;
    `media_hosts` are the domains on which films may lie, beside the government's;
    `editor` is None where there is none."""

    name: str
    description: str
    url: str
    page_size: int
    samples: bool
    kits: int
    hotlines: tuple[Hotline, ...]
    app: str
    media_hosts: tuple[str, ...]
    government: Government
    footer: tuple[FooterLink, ...]
    feedback: Feedback
    feeds: Feeds
    editor: Editor | None
