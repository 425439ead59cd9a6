from __future__ import annotations

from pathlib import Path

import pytest

from column.wechat.feed_reader import fetch
from column.wechat.feed_reader.fetch import Fetcher, FetchError
from support.wechat import samples
from support.wechat.fake_platform import FakePlatform
from support.wechat.harness import Harness


def test_a_feed_over_http_and_its_pictures(harness: Harness, wechat: FakePlatform) -> None:
    items = harness.items(2)
    wechat.files["feed.xml"] = samples.rss(items, f"{wechat.site}feed.xml")
    fetcher = Fetcher(harness.pauses.append, [wechat.site])
    assert [item.guid for item in fetcher.fetch_feed(f"{wechat.site}feed.xml").items] == [
        item.guid for item in items
    ]
    assert fetcher.fetch_picture(items[0].cover) == wechat.files[items[0].cover.removeprefix(wechat.site)]


def test_a_site_on_disk_that_says_it_lives_elsewhere(tmp_path: Path) -> None:
    fetcher = Fetcher(lambda pause: None)
    items = [samples.item(1), samples.item(2)]
    fetcher.fetch_feed(str(samples.folder(tmp_path, items)))
    assert (
        fetcher.fetch_picture(items[1].cover)
        == samples.files_of(items)[items[1].cover.removeprefix(samples.SITE)]
    )


def test_a_feed_of_a_part_of_that_site(tmp_path: Path) -> None:
    items = [samples.item(1)]
    samples.folder(tmp_path, items)
    part = tmp_path / "groups" / "elderly" / "feed.xml"
    part.parent.mkdir(parents=True)
    part.write_bytes(samples.rss(items, f"{samples.SITE}groups/elderly/feed.xml"))
    fetcher = Fetcher(lambda pause: None)
    fetcher.fetch_feed(str(part))
    assert fetcher.fetch_picture(items[0].cover)


def test_a_copy_of_the_site_on_another_server(harness: Harness, wechat: FakePlatform) -> None:
    items = [samples.item(1)]
    wechat.files.update(samples.files_of(items))
    wechat.files["feed.xml"] = samples.rss(items)
    fetcher = Fetcher(harness.pauses.append, [wechat.site])
    fetcher.fetch_feed(f"{wechat.site}feed.xml")
    assert fetcher.fetch_picture(items[0].cover) == wechat.files[items[0].cover.removeprefix(samples.SITE)]


@pytest.mark.parametrize("address", ["../secret.jpg", "%2e%2e/secret.jpg", "a/../../secret.jpg"])
def test_no_address_leads_out_of_the_folder(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    site = tmp_path / "site"
    site.mkdir()
    fetcher = Fetcher(lambda pause: None)
    fetcher.fetch_feed(str(samples.folder(site, [samples.item(1)])))
    with pytest.raises(FetchError):
        fetcher.fetch_picture(samples.SITE + address)


@pytest.mark.parametrize(
    ("says", "read", "expected"),
    [
        ("https://a/x/feed.xml", "/s/feed.xml", ("https://a/x/", "/s/")),
        ("https://a/feed.xml", "feed.xml", ("https://a/", "")),
        ("https://a/x/groups/e/feed.xml", "http://b:8/groups/e/feed.xml", ("https://a/x/", "http://b:8/")),
        ("https://a/x/feed.xml", "/s/copy.xml", ("https://a/x/", "/s/")),
        ("https://a/feed.xml", "http://b/feed.xml", ("https://a/", "http://b/")),
        ("https://a/feed.xml", "c:\\s\\feed.xml", ("https://a/", "c:/s/")),
    ],
)
def test_the_roots_of_two_copies(says: str, read: str, expected: tuple[str, str]) -> None:
    assert fetch.site_roots(says, read) == expected


def test_errors_are_said_and_only_passing_ones_are_retried(
    harness: Harness, wechat: FakePlatform, tmp_path: Path
) -> None:
    fetcher = Fetcher(harness.pauses.append, [wechat.site])
    with pytest.raises(FetchError, match="HTTP 404"):
        fetcher.fetch_feed(f"{wechat.site}none.xml")
    assert harness.pauses == []
    with pytest.raises(FetchError, match="连不上"):
        fetcher.fetch_feed("http://127.0.0.1:9/feed.xml")
    assert harness.pauses == [1, 2, 4, 8]
    with pytest.raises(FetchError, match="读不了"):
        fetcher.fetch_feed(str(tmp_path / "none.xml"))
    wechat.files["feed.xml"] = b"<html></html>"
    with pytest.raises(FetchError, match="不是完整的"):
        fetcher.fetch_feed(f"{wechat.site}feed.xml")
    with pytest.raises(FetchError, match="不是 http 地址"):
        fetcher.fetch_picture("ftp://a.example.invalid/a.jpg")


@pytest.mark.parametrize(
    "host", ["127.0.0.2", "[::1]", "169.254.169.254", "10.0.0.1", "192.168.1.1", "0.0.0.0"]
)
def test_nothing_is_fetched_inside_the_network_but_what_the_operator_named(
    harness: Harness, wechat: FakePlatform, host: str
) -> None:
    fetcher = Fetcher(harness.pauses.append, [wechat.site])
    wechat.pointers["feed.xml"] = f"http://{host}:9/feed.xml"
    with pytest.raises(FetchError, match="内部网络"):
        fetcher.fetch_feed(f"{wechat.site}feed.xml")
    with pytest.raises(FetchError, match="内部网络"):
        fetcher.fetch_picture(f"http://{host}:9/a.jpg")
    assert harness.pauses == []


def test_a_feed_may_move_within_its_host(harness: Harness, wechat: FakePlatform) -> None:
    wechat.files["new.xml"] = samples.rss(harness.items(1), f"{wechat.site}new.xml")
    wechat.pointers["feed.xml"] = f"{wechat.site}new.xml"
    assert len(Fetcher(harness.pauses.append, [wechat.site]).fetch_feed(f"{wechat.site}feed.xml").items) == 1


def test_a_feed_that_never_ends_is_cut_off(
    harness: Harness, wechat: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 1000)
    wechat.files["feed.xml"] = b"x" * 100_000
    with pytest.raises(FetchError, match="超过"):
        Fetcher(harness.pauses.append, [wechat.site]).fetch_feed(f"{wechat.site}feed.xml")
