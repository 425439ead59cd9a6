"""Films and recordings on the site: their pages, their feeds, the loop for halls."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Browser, expect

from support.browsing import Eye
from support.films import TAGS, TRACES, film, frames, published, recording
from support.nginx import Served, serving
from support.project import BRIEFING, CASE, copy_tree, jpeg, put, run
from support.reading import CASE_HERE, CASE_PAGE, HERE


def test_the_site_holds_the_bare_film_and_follows_an_exchange(tree: Path) -> None:
    put(tree, CASE_PAGE, CASE.replace("---\n接到", "视频: 微信视频.mov\n---\n接到"))
    file = put(tree, f"{CASE_HERE}/微信视频.mov", film(".mov", metadata=TAGS))

    def built() -> tuple[str, bytes]:
        result = run("build.py", "--no-search", root=tree)
        assert result.returncode == 0, result.stderr
        (place,) = (tree / "site" / CASE_HERE).glob("*.mp4")
        page = (tree / "site" / CASE_HERE / "index.html").read_text("utf-8")
        assert f'src="{place.name}"' in page
        assert not list((tree / "site").rglob("*.mov"))
        return place.name, place.read_bytes()

    first = built()
    assert [trace for trace in TRACES if trace in first[1]] == []
    other = film(".mov", colour=90, metadata=TAGS)
    file.write_bytes(other)
    second = built()
    assert first[0] != second[0]
    assert frames(second[1]) == frames(other)


CAPTIONS = "WEBVTT\n\n00:00.100 --> 00:01.900\n{}\n"
WHOLE = "视频: {文件: film.mp4, 封面: poster.jpg, 字幕: film.vtt}\n"
SECOND = "cases/2026-03-02-erdian"
REMOTE = "cases/2026-02-01-yuanchu"
HOST = "v.example.gov.cn"
SPOKEN = {
    "scams/loan": ("docs/scams/loan.md", "slogan:"),
    "groups/elderly": ("docs/groups/elderly.md", "slogan:"),
    "help": ("docs/data/help.yml", "lead:"),
}
"""Pages of the office's own texts that have a recording: their file, and the key before which it is named."""


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree, built: two cases with films and captions, a briefing with a recording."""
    tree = copy_tree(tmp_path_factory.mktemp("cinema"), with_articles=False)
    for here, date, colour, said in (
        (CASE_HERE, "2026-03-01", 0, "先挂断再说"),
        (SECOND, "2026-03-02", 90, "不要转账"),
    ):
        put(tree, f"{here}/index.md", CASE.replace("date: 2026-03-01", f"{WHOLE}date: {date}"))
        put(tree, f"{here}/film.mp4", film(seconds=2, colour=colour, metadata=TAGS))
        put(tree, f"{here}/poster.jpg", jpeg((64 + colour, 48)))
        put(tree, f"{here}/film.vtt", CAPTIONS.format(said))
    put(tree, f"{HERE}/index.md", BRIEFING.replace("摘要:", "录音: 提醒.mp3\n摘要:"))
    put(tree, f"{HERE}/提醒.mp3", recording())
    for path, before in SPOKEN.values():
        text = (tree / path).read_text("utf-8")
        put(tree, path, text.replace(before, f"录音: 示例.mp3\n{before}", 1))
        put(tree, f"{path.rpartition('/')[0]}/示例.mp3", recording())
    put(
        tree,
        f"{REMOTE}/index.md",
        CASE.replace("date: 2026-03-01", f"视频: https://{HOST}/a.mp4\ndate: 2026-02-01"),
    )
    settings = (tree / "mkdocs.yml").read_text("utf-8")
    put(tree, "mkdocs.yml", settings.replace("media_hosts: []", f"media_hosts: [{HOST}]", 1))
    result = run("build.py", root=tree)
    assert result.returncode == 0, result.stderr
    return tree


@pytest.fixture
def theatre(cinema: Path, tmp_path: Path) -> Iterator[tuple[Served, Iterator[Served]]]:
    """The site behind nginx, and what stops it."""
    running = serving(tmp_path / "nginx", cinema / "site", "", cinema / ".cache" / "deploy")
    yield next(running), running
    running.close()  # type: ignore[attr-defined]


def test_a_film_plays_by_parts_with_its_captions_and_asks_nobody_else(
    theatre: tuple[Served, Iterator[Served]], browser: Browser
) -> None:
    served, _ = theatre
    page = browser.new_page(viewport={"width": 360, "height": 740})
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("range", ""))))
    page.goto(f"{served.address}/{CASE_HERE}/")
    assert not [url for url, _ in asked if url.endswith(".mp4")], "nothing is loaded before it is played"
    assert Eye(page).faults() == []
    assert "先挂断再说" in page.locator(".c-film__words").inner_text()
    cue = page.evaluate("""() => new Promise((done) => {
      const film = document.querySelector("video");
      film.onerror = () => done("error " + film.error.message);
      film.ontimeupdate = () => {
        const cues = film.textTracks[0].activeCues;
        if (film.currentTime > 0.3 && cues.length) { film.pause(); done(cues[0].text); }
      };
      film.muted = true;
      film.play();
    })""")
    assert cue == "先挂断再说"
    assert any(url.endswith(".mp4") and part == "bytes=0-" for url, part in asked)
    assert all(url.startswith((f"{served.address}/", "data:")) for url, _ in asked)
    file = next((url for url, _ in asked if url.endswith(".mp4"))).removeprefix(served.address)
    answer = served.ask(file, Range="bytes=100-199")
    assert (answer.status, len(answer.body), answer.headers["Content-Type"]) == (206, 100, "video/mp4")
    page.goto(f"{served.address}/videos/")
    assert Eye(page).faults() == []
    assert page.locator(".c-films__item a").first.get_attribute("href") == f"../{SECOND}/"
    page.close()


def test_a_film_on_a_registered_host_plays_under_the_policy_of_the_server(
    theatre: tuple[Served, Iterator[Served]], browser: Browser
) -> None:
    served, _ = theatre
    for path in ("/", f"/{REMOTE}/", "/not/there/"):
        assert f"media-src 'self' https://{HOST};" in served.ask(path).headers["Content-Security-Policy"]
    page = browser.new_page(viewport={"width": 360, "height": 740})
    data = published(film(seconds=2, metadata={}), "a.mp4")
    page.route(f"https://{HOST}/**", lambda route: route.fulfill(body=data, content_type="video/mp4"))
    page.goto(f"{served.address}/{REMOTE}/")
    assert page.locator("video").get_attribute("src") == f"https://{HOST}/a.mp4"
    assert Eye(page).faults() == []
    ended = """([film, address]) => new Promise((done) => {
      if (address) film.src = address;
      film.onerror = () => done("refused");
      film.onended = () => done("played");
      film.muted = true;
      film.play().catch(() => {});
    })"""
    player = page.locator("video").element_handle()
    assert page.evaluate(ended, [player, ""]) == "played"
    assert page.evaluate(ended, [player, "https://elsewhere.example.com/a.mp4"]) == "refused"
    page.close()


def test_films_follow_each_other_in_a_hall_when_the_network_is_cut(
    theatre: tuple[Served, Iterator[Served]], browser: Browser
) -> None:
    served, running = theatre
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{served.address}/videos/loop/")
    expect(page.locator(".c-loop--open")).to_be_visible()
    running.close()  # type: ignore[attr-defined]
    seen = page.evaluate("""() => new Promise((done) => {
      const films = Array.from(document.querySelectorAll("[data-loop-film] video"));
      const seen = [];
      films.forEach((film, number) => {
        film.textTracks[0].addEventListener("cuechange", () => {
          const cues = film.textTracks[0].activeCues;
          if (cues.length) seen.push([number, cues[0].text, film.muted, film.getClientRects().length]);
          if (seen.length === 3) done(seen);
        });
      });
    })""")
    order = [number for number, _, _, _ in seen]
    assert all(one != other for one, other in pairwise(order)), "each is followed by the other"
    assert {text for _, text, _, _ in seen} == {"先挂断再说", "不要转账"}
    assert all(muted and shown for _, _, muted, shown in seen)
    assert Eye(page).faults() == []
    button = page.locator("[data-loop-pause]")
    button.click()
    expect(button).to_have_text("继续")
    page.locator("[data-loop-sound]").click()
    expect(page.locator("[data-loop-sound]")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-loop-leave]").click()
    expect(page.locator(".c-loop--open")).to_have_count(0)
    page.close()


def test_feeds_enclose_the_film_with_its_true_length(cinema: Path) -> None:
    site = cinema / "site"
    (film_file,) = (site / CASE_HERE).glob("*.mp4")
    (sound_file,) = (site / HERE).glob("*.mp3")
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    found = {entry.link: entry for entry in feed.entries}
    for here, file, kind in ((CASE_HERE, film_file, "video/mp4"), (HERE, sound_file, "audio/mpeg")):
        (entry,) = (entry for link, entry in found.items() if link.endswith(f"{here}/"))
        (enclosure,) = entry.enclosures
        assert enclosure.href.endswith(f"{here}/{file.name}")
        assert (enclosure.type, enclosure.length) == (kind, str(file.stat().st_size))
        assert entry.media_content[0]["duration"] == "2"
        assert entry.media_thumbnail[0]["url"].endswith(".jpg")
    (case,) = (entry for link, entry in found.items() if link.endswith(f"{CASE_HERE}/"))
    assert "视频请在原文观看" in case.content[0].value
    assert "先挂断再说" in case.content[0].value
    items = json.loads((site / "feed.json").read_text("utf-8"))["items"]
    (item,) = (item for item in items if item["url"].endswith(f"{CASE_HERE}/"))
    assert [each["mime_type"] for each in item["attachments"]] == ["video/mp4", "image/jpeg"]
    assert item["attachments"][0]["duration_in_seconds"] == 2
    atom = feedparser.parse((site / "feed.atom").read_bytes())
    (entry,) = (entry for entry in atom.entries if entry.link.endswith(f"{CASE_HERE}/"))
    assert [each.type for each in entry.enclosures] == ["video/mp4", "image/jpeg"]


def test_what_a_film_says_is_found(cinema: Path) -> None:
    found = [
        file
        for file in (cinema / "site" / "search").rglob("*.json")
        if "先挂断再说" in file.read_text("utf-8")
    ]
    assert found


@pytest.mark.parametrize("here", [HERE, *SPOKEN])
def test_a_recording_is_played_on_its_page_and_by_the_button_for_reading(
    here: str, cinema: Path, serve: Callable[..., str], browser: Browser
) -> None:
    (file,) = (cinema / "site" / here).glob("*.mp3")
    assert [trace for trace in TRACES if trace in file.read_bytes()] == []
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.add_init_script(
        "window.done = []; HTMLMediaElement.prototype.play = function () {"
        " done.push('play'); this.dispatchEvent(new Event('play')); };"
        "HTMLMediaElement.prototype.pause = function () { this.dispatchEvent(new Event('pause')); };"
        "speechSynthesis.speak = () => done.push('speak');"
    )
    page.goto(f"{serve(cinema / 'site')}/{here}/")
    player = page.locator("audio")
    assert player.get_attribute("src") == file.name
    assert player.get_attribute("preload") == "none"
    expect(player).to_be_visible()
    assert Eye(page).faults() == []
    if here == "help":  # has the button in the mode for elders alone
        page.locator(".c-tools [data-elder-switch]").click()
    button = page.locator("[data-read=play]:visible").first
    button.click()
    assert page.evaluate("done") == ["play"]
    page.locator(".c-tools [data-read=stop]").click()
    expect(button).to_have_text("朗读")
    page.close()
