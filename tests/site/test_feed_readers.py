"""Real readers pull the feeds from loopback: feedparser, newsboat and rss2email, both of them Debian's.

Each asks again with ETag and If-Modified-Since, shows the Chinese rightly, and takes an edited item for the one that it
knows, also when the site has moved to another address.
"""

from __future__ import annotations

import email.header
import hashlib
import mailbox
import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from column.content import library
from column.content.library import Library
from column.feeds import channels, writer
from column.model.addresses import ArticleId
from column.model.withdrawal import End
from column.wechat.feed_reader import parser
from support import builders

TYPES = {
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "opml": "text/x-opml",
}
ARTICLES = builders.many(12, last=date(2026, 10, 31), days=24)
EDITED = ARTICLES[3].id
BEFORE = library.build(builders.VOCABULARY, ARTICLES)
AFTER = builders.edited(
    ARTICLES, EDITED, title="更正：时间是上午九点半", updated=date(2026, 10, 31), correction="原文时间有误。"
)
GUID = f"tag:fanzha.example.gov.cn,2025-04-27:briefings/{EDITED}"


@dataclass
class Host:
    """A web server with two places where the site may be: `old/` and `new/`. Files are served as a static server does:
    with an ETag and with the time of their last change, which moves on with each publication."""

    root: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    changed: dict[str, datetime] = field(default_factory=dict)
    moved: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)
    now: datetime = datetime(2026, 11, 1, tzinfo=UTC)

    def publish(self, held: Library, place: str = "old/") -> None:
        self.now += timedelta(minutes=5)
        for path, data in writer.render(held, builders.site(self.root + place), builders.cover):
            if self.files.get(place + path) != data:
                self.files[place + path] = data
                self.changed[place + path] = self.now

    def statuses(self) -> list[int]:
        """What was answered since the last time."""
        told = [status for _, status in self.asked]
        self.asked.clear()
        return told


@pytest.fixture
def host() -> Iterator[Host]:
    here = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.lstrip("/")
            data = here.files.get(path)
            if here.moved and path.startswith("old/"):
                self.answer(301, {"Location": f"{here.root}{path.replace('old/', 'new/', 1)}"})
            elif data is None:
                self.answer(404, {})
            else:
                tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
                since = format_datetime(here.changed[path], usegmt=True)
                known = (
                    self.headers.get("If-None-Match") == tag
                    and self.headers.get("If-Modified-Since") == since
                )
                about = {
                    "ETag": tag,
                    "Last-Modified": since,
                    "Content-Type": TYPES.get(path.rsplit(".", 1)[1], "text/css"),
                }
                self.answer(304 if known else 200, about, b"" if known else data)

        def answer(self, status: int, headers: dict[str, str], data: bytes = b"") -> None:
            here.asked.append((self.path, status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        here.root = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        here.publish(BEFORE)
        yield here
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", ["feed.xml", "feed.atom"])
def test_feedparser(host: Host, name: str) -> None:
    first = feedparser.parse(f"{host.root}old/{name}")
    assert (first.status, first.bozo) == (200, False)
    assert first.version == {"feed.xml": "rss20", "feed.atom": "atom10"}[name]
    assert (first.feed.title, first.feed.language) == ("反诈宣传专栏", "zh-CN")
    assert (
        first.feed.image.href.endswith("/old/assets/images/column.png")
        if name == "feed.xml"
        else first.feed.logo
    )
    assert len({entry.id for entry in first.entries}) == 12
    known = next(entry for entry in first.entries if entry.id == GUID)
    assert known.title == "第3次进社区讲防骗"
    assert known.author == "石涧派出所"
    assert known.summary == builders.PARAGRAPHS[0]
    assert builders.PARAGRAPHS[1] in known.content[0].value
    assert known.enclosures[0].type == known.media_content[0]["type"] == "image/jpeg"
    assert known.enclosures[0].length == "123456"
    assert known.dcterms_alternative == known.title
    assert {tag.scheme.split(":")[2] for tag in known.tags} == {"kind", "group", "venue", "unit"}

    again = feedparser.parse(f"{host.root}old/{name}", etag=first.etag, modified=first.modified)
    assert (again.status, again.entries) == (304, [])
    host.publish(AFTER)
    edited = feedparser.parse(f"{host.root}old/{name}", etag=first.etag, modified=first.modified)
    assert {entry.id for entry in edited.entries} == {entry.id for entry in first.entries}
    fresh = next(entry for entry in edited.entries if entry.id == GUID)
    assert fresh.title == "更正：时间是上午九点半"
    assert fresh.updated_parsed > known.updated_parsed
    assert fresh.published_parsed == known.published_parsed

    host.publish(AFTER, "new/")
    host.moved = True
    moved = feedparser.parse(f"{host.root}old/{name}")
    assert (moved.status, moved.href) == (301, f"{host.root}new/{name}")
    assert {entry.id for entry in moved.entries} == {entry.id for entry in first.entries}
    assert all(entry.link.startswith(f"{host.root}new/") for entry in moved.entries)


@dataclass(frozen=True)
class Newsboat:
    """newsboat with a home of its own. `unread` gives titles by guid."""

    home: Path

    def reload(self, address: str) -> None:
        (self.home / "urls").write_text(f"{address}\n")
        (self.home / "config").write_text(f'reset-unread-on-update "{address}"\n')
        self._run("-x", "reload")

    def _run(self, *arguments: str) -> None:
        files = ("-u", self.home / "urls", "-C", self.home / "config", "-c", self.home / "cache.db")
        surroundings = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        done = subprocess.run(
            ["newsboat", *files, *arguments], env=surroundings, capture_output=True, timeout=60
        )
        assert done.returncode == 0, done.stderr

    def take_over(self, opml: bytes) -> list[str]:
        (self.home / "all.opml").write_bytes(opml)
        (self.home / "urls").touch()
        self._run("-i", str(self.home / "all.opml"))
        return (self.home / "urls").read_text().splitlines()

    def query(self, sql: str) -> list[Any]:
        with closing(sqlite3.connect(self.home / "cache.db")) as cache, cache:
            return cache.execute(sql).fetchall()

    @property
    def unread(self) -> dict[str, str]:
        return dict(self.query("SELECT guid, title FROM rss_item WHERE unread = 1"))

    def read_all(self) -> None:
        self.query("UPDATE rss_item SET unread = 0")


@pytest.mark.programs
@pytest.mark.parametrize("name", ["feed.xml", "feed.atom"])
def test_newsboat(host: Host, tmp_path: Path, name: str) -> None:
    boat = Newsboat(tmp_path)
    boat.reload(f"{host.root}old/{name}")
    assert len(boat.unread) == 12
    assert boat.unread[GUID] == "第3次进社区讲防骗"
    rows = boat.query(f"SELECT author, url, content FROM rss_item WHERE guid = '{GUID}'")
    assert rows[0][:2] == ("石涧派出所", f"{host.root}old/briefings/{EDITED}/")
    assert builders.PARAGRAPHS[1] in rows[0][2]
    assert boat.query("SELECT title FROM rss_feed") == [("反诈宣传专栏",)]
    boat.read_all()

    boat.reload(f"{host.root}old/{name}")  # newsboat 2.21 keeps ETag and time from its second visit on
    host.statuses()
    boat.reload(f"{host.root}old/{name}")
    assert host.statuses() == [304]
    assert boat.unread == {}

    host.publish(AFTER)
    boat.reload(f"{host.root}old/{name}")
    assert boat.unread == {GUID: "更正：时间是上午九点半"}, "updated, and nothing else"
    assert boat.query("SELECT count(*) FROM rss_item") == [(12,)]

    boat.read_all()
    host.publish(AFTER, "new/")
    host.moved = True
    boat.reload(f"{host.root}old/{name}")
    assert host.statuses()[-2:] == [301, 200]
    host.moved = False
    boat.reload(f"{host.root}new/{name}")
    assert boat.query("SELECT count(*) FROM rss_item") == [(12,)], "no item is new at the new address"
    assert boat.query("SELECT DISTINCT feedurl FROM rss_item") == [(f"{host.root}new/{name}",)]
    assert boat.query(f"SELECT url FROM rss_item WHERE guid = '{GUID}'") == [
        (f"{host.root}new/briefings/{EDITED}/",)
    ]


@pytest.mark.programs
def test_newsboat_takes_over_all_feeds(host: Host, tmp_path: Path) -> None:
    opml = host.files["old/feeds/column.opml"]
    taken = Newsboat(tmp_path).take_over(opml)
    wanted = [outline.get("xmlUrl") for outline in etree.fromstring(opml).iterfind("body//outline[@xmlUrl]")]
    assert [line.split()[0] for line in taken if line] == wanted
    assert len(wanted) == len(channels.channels(BEFORE.vocabulary, builders.site()))


@dataclass(frozen=True)
class Postman:
    """rss2email with a home of its own, which puts letters into a Maildir and answers an edited item's letter."""

    home: Path

    def set_up(self) -> None:
        (self.home / "box").mkdir()
        (self.home / "config").write_text(
            "[DEFAULT]\nfrom = column@localhost\nto = reader@localhost\nemail-protocol = maildir\n"
            f"maildir-path = {self.home / 'box'}\nmaildir-mailbox = INBOX\nreply-changes = True\nhtml-mail = True\n"
        )

    def run(self, *arguments: str) -> None:
        files = ("-c", self.home / "config", "-d", self.home / "state.json")
        surroundings = {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
        }  # Debian's own Python
        done = subprocess.run(
            ["/usr/bin/r2e", *files, *arguments], env=surroundings, capture_output=True, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode()

    def letters(self) -> list[tuple[str, str, bool]]:
        """Guid, subject, and whether the letter answers an earlier one; all letters, which are then thrown away."""
        box = mailbox.Maildir(self.home / "box" / "INBOX")
        told = [
            (letter["X-RSS-ID"], str(email.header.make_header(email.header.decode_header(letter["Subject"]))), bool(letter["In-Reply-To"]))
            for letter in box
        ]  # fmt: skip
        box.clear()
        return told


@pytest.mark.programs
@pytest.mark.parametrize("name", ["feed.xml", "feed.atom"])
def test_rss2email(host: Host, tmp_path: Path, name: str) -> None:
    postman = Postman(tmp_path)
    postman.set_up()
    postman.run("add", "column", f"{host.root}old/{name}")
    postman.run("run")
    first = postman.letters()
    assert len(first) == 12
    assert (GUID, "第3次进社区讲防骗", False) in first
    host.statuses()
    postman.run("run")
    assert host.statuses() == [304]
    assert postman.letters() == []

    host.publish(AFTER)
    postman.run("run")
    assert postman.letters() == [(GUID, "更正：时间是上午九点半", True)], (
        "an answer to the letter that it knows"
    )

    host.publish(AFTER, "new/")
    host.moved = True
    postman.run("run")
    assert host.statuses()[-2:] == [301, 200]
    assert postman.letters() == [], "no item is new at the new address"
    postman.run("run")
    # rss2email 3.13 has taken the new address over, 3.14 goes on by the redirect.
    assert host.statuses() in ([304], [301, 304])
    assert postman.letters() == []


def test_the_archive_is_whole_for_a_reader_that_follows_it(host: Host) -> None:
    held = library.build(builders.VOCABULARY, builders.many(90))
    host.publish(held)
    found: set[str] = set()
    address: str | None = f"{host.root}old/feed.atom"
    while address:
        page = feedparser.parse(address)
        assert page.status == 200
        found |= {entry.id for entry in page.entries}
        address = next((link.href for link in page.feed.links if link.rel == "prev-archive"), None)
    assert len(found) == 90


DOWN = builders.withdrawal(EDITED, End.WITHDRAWN)
WITHDRAWN = library.build(builders.VOCABULARY, ARTICLES, [DOWN])


@pytest.mark.programs
@pytest.mark.parametrize("name", ["feed.xml", "feed.atom"])
def test_of_what_came_down_newsboat_sees_one_new_item_and_no_old_one_as_new(
    host: Host, tmp_path: Path, name: str
) -> None:
    boat = Newsboat(tmp_path)
    boat.reload(f"{host.root}old/{name}")
    boat.read_all()
    host.publish(WITHDRAWN)
    boat.reload(f"{host.root}old/{name}")
    assert list(boat.unread) == [GUID.replace("briefings/", "withdrawn/")]
    assert all(title.startswith("【撤回】") for title in boat.unread.values())


@pytest.mark.parametrize("name", ["feed.xml", "feed.atom", "feed.json"])
def test_of_what_came_down_or_was_renamed_the_wechat_tool_and_feedparser_see_no_old_item_as_new(
    host: Host, name: str
) -> None:
    here = f"old/{name}"
    before = parser.parse(host.files[here])
    host.publish(WITHDRAWN)
    after = parser.parse(host.files[here])
    new = [item.guid for item in after.items if item.guid not in {old.guid for old in before.items}]
    assert new == [GUID.replace("briefings/", "withdrawn/")]
    assert [each.guid for each in after.deleted] == [GUID]
    if name != "feed.json":
        assert {entry.id for entry in feedparser.parse(host.files[here]).entries} == {
            item.guid for item in after.items
        }
    moved = f"{EDITED.rpartition('/')[0]}/2026-10-01-moved"
    renamed = replace(ARTICLES[3], id=moved, aliases=(ArticleId(EDITED),))
    host.publish(library.build(builders.VOCABULARY, [*ARTICLES[:3], renamed, *ARTICLES[4:]]))
    again = parser.parse(host.files[here])
    assert sorted(item.guid for item in again.items) == sorted(item.guid for item in before.items)
    assert [item.link.endswith(f"{moved}/") for item in again.items if item.guid == GUID] == [True]
