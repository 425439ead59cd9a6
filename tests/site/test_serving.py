"""The site behind a real nginx with deploy/nginx.conf: headers, types, caching, compression, and what a browser says."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import compress
from support.project import ROOT, run

CONFIGURATION = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; "
    "base-uri 'self'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FOREVER = "max-age=31536000, immutable"
PAGES = "max-age=60"
OTHERS = "max-age=300"

HASHED = "0123456789abcdef"
EXTRA = {
    f"photo/{HASHED}-640.jpg": b"\xff\xd8" * 600,
    f"photo/card-{HASHED}.jpg": b"\xff\xd8" * 600,
    "photo/0123-640.jpg": b"\xff\xd8" * 600,
    "photo/film.mp4": bytes(range(256)) * 40,
    "photo/film.webm": bytes(range(256)) * 40,
    f"search/{HASHED}/0.json": b'["\xe5\x8f\x8d\xe8\xaf\x88"]' * 200,
    f"search/{HASHED}/0.txt": b"=0\n" * 600,
    f"search/{HASHED}/notes.json": b"[]",
    "search/manifest.json": b"{}",
    "site.webmanifest": b"{}",
    "page.wasm": b"\0asm",
    ".git/config": b"[core]",
    "units/.env": b"KEY=1",
    ".well-known/acme-challenge/token": b"token",
    "bare/note.txt": b"no index here",
}
"""Files that a site may have, or must not show, beside those of the present one."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Served:
    """A site that nginx serves below `prefix` of a loopback port from `folder`."""

    port: int
    prefix: str
    folder: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path below the prefix; `If_None_Match="…"` is the header `If-None-Match`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, self.prefix + path, headers=named)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


def configured(text: str, port: int, root: Path, prefix: str) -> str:
    """deploy/nginx.conf with the changes that its own comments ask for."""
    changes = {
        "\n    listen 80;": f"\n    listen 127.0.0.1:{port};",
        "root /srv/fanzha;": f'root "{root}";',
        'set $column_path "";': f'set $column_path "{prefix}";',
    }
    for before, after in changes.items():
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def main_configuration(folder: Path, included: str) -> Path:
    """A minimal nginx.conf that writes nowhere but below `folder`."""
    (folder / "column.conf").write_text(included, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f'  {kind}_temp_path "{folder / kind}";' for kind in kinds)
    # As root, its worker would be another user, who may not read what pytest makes.
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(
        f'{user}daemon off;\nworker_processes 1;\npid "{folder / "pid"}";\nerror_log "{folder / "error.log"}";\n'
        f'events {{ }}\nhttp {{\n  access_log off;\n{temporary}\n  include "{folder / "column.conf"}";\n}}\n',
        encoding="utf-8",
    )
    return main


def nginx(folder: Path, *arguments: str) -> list[str]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert program, "nginx is missing"
    return [program, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf"), *arguments]


def serving(folder: Path, root: Path, prefix: str) -> Iterator[Served]:
    """Serve `root` below `prefix`. nginx takes over a listening socket, so no port can be lost and none is awaited."""
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        main_configuration(folder, configured(CONFIGURATION, port, root, prefix))
        tried = subprocess.run(nginx(folder, "-t"), check=False, capture_output=True, text=True)
        assert tried.returncode == 0, tried.stderr
        assert "[warn]" not in tried.stderr
        handle = listening.fileno()
        process = subprocess.Popen(
            nginx(folder),
            env=os.environ | {"NGINX": f"{handle};"},
            pass_fds=[handle],
            stderr=subprocess.DEVNULL,
        )
    try:
        yield Served(port, prefix, root / prefix.strip("/"))
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def published(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a server gets: the built site, compressed, and the extra files."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(site, root / "site")
    for path, data in EXTRA.items():
        file = root / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_bytes(data)
    result = run("compress.py", root=root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serving(tmp_path_factory.mktemp("nginx") / "at-root", published, "")


@pytest.fixture(scope="module")
def below(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same site in a folder of a city's portal."""
    root = tmp_path_factory.mktemp("portal")
    (root / "gov").mkdir()
    (root / "gov" / "fanzha").symlink_to(published)
    yield from serving(tmp_path_factory.mktemp("nginx") / "below", root, "/gov/fanzha")


def sample(site: Path, pattern: str) -> str:
    """The address of one file of the site, with a slash first."""
    return "/" + min(file.relative_to(site).as_posix() for file in site.glob(pattern))


def place(site: Path, pattern: str) -> str:
    return sample(site, pattern).removesuffix("index.html")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/briefings/",
        "/feed.xml",
        "/feed.json",
        "/assets/stylesheets/column.css",
        f"/photo/{HASHED}-640.jpg",
        f"/search/{HASHED}/0.json",
        "/not/there/",
        "/.git/config",
        "/briefings",
        "/assets/",
    ],
)
def test_every_answer_has_the_security_headers(path: str, served: Served) -> None:
    for answer in (served.ask(path), served.ask(path, "HEAD"), served.ask(path, "POST")):
        for name, value in SECURITY.items():
            assert answer.headers.get_all(name) == [value], (path, name)
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["Server"] == "nginx"
        assert len(answer.headers.get_all("Cache-Control", [])) == 1


def test_hsts_is_sent_over_https_only(served: Served) -> None:
    assert "Strict-Transport-Security" not in served.ask("/").headers
    assert "Strict-Transport-Security" not in served.ask("/", X_Forwarded_Proto="http").headers
    for path in ("/", "/not/there"):
        answer = served.ask(path, X_Forwarded_Proto="https")
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/cases/feed.xml", "application/xml; charset=utf-8"),
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/groups/elderly/feed.json", "application/feed+json; charset=utf-8"),
        ("/feeds/column.opml", "text/x-opml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/assets/stylesheets/column.css", "text/css; charset=utf-8"),
        ("/assets/javascripts/column.js", "text/javascript; charset=utf-8"),
        ("/assets/images/logo.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/images/favicon.png", "image/png"),
        ("/favicon.ico", "image/png"),
        (f"/photo/{HASHED}-640.jpg", "image/jpeg"),
        ("/photo/film.mp4", "video/mp4"),
        ("/photo/film.webm", "video/webm"),
        (f"/search/{HASHED}/0.json", "application/json; charset=utf-8"),
        (f"/search/{HASHED}/0.txt", "text/plain; charset=utf-8"),
        ("/site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/page.wasm", "application/wasm"),
        ("/.well-known/acme-challenge/token", "application/octet-stream"),
    ],
)
def test_types(path: str, kind: str, served: Served) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_past_months_of_a_json_feed_have_its_type_too(served: Served) -> None:
    answer = served.ask(sample(served.folder, "feed-20*.json"))
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"


def test_no_file_of_the_site_is_of_unknown_type(site: Path) -> None:
    known = set(re.search(r"\n    types \{(.*?)\}", CONFIGURATION, re.DOTALL)[1].replace(";", " ").split())  # type: ignore[index]
    assert {file.suffix[1:] for file in site.rglob("*") if file.is_file()} <= known


@pytest.mark.parametrize(
    ("path", "lifetime"),
    [
        ("/", PAGES),
        ("/briefings/", PAGES),
        ("/feed.xml", OTHERS),
        ("/feed.json", OTHERS),
        ("/assets/stylesheets/column.css", OTHERS),
        ("/photo/film.mp4", OTHERS),
        (f"/photo/{HASHED}-640.jpg", FOREVER),
        (f"/photo/card-{HASHED}.jpg", FOREVER),
        ("/photo/0123-640.jpg", OTHERS),
        (f"/search/{HASHED}/0.json", FOREVER),
        (f"/search/{HASHED}/0.txt", FOREVER),
        (f"/search/{HASHED}/notes.json", OTHERS),
        ("/search/manifest.json", "no-cache"),
        ("/not/there/", "no-cache"),
        (f"/photo/card-{HASHED[::-1]}.jpg", "no-cache"),
    ],
)
def test_how_long_an_answer_is_kept(path: str, lifetime: str, served: Served, below: Served) -> None:
    assert served.ask(path).headers["Cache-Control"] == lifetime
    assert below.ask(path).headers["Cache-Control"] == lifetime


def test_the_sites_own_hashed_files_are_kept_for_ever(served: Served) -> None:
    for pattern in ("assets/stylesheets/main.*.css", "cases/*/card-*.jpg"):
        answer = served.ask(sample(served.folder, pattern))
        assert answer.headers["Cache-Control"] == FOREVER, pattern


def test_every_text_that_is_worth_it_is_sent_as_compress_made_it(served: Served) -> None:
    copies = sorted(served.folder.rglob("*.gz"))
    assert {copy.with_suffix("").suffix for copy in copies} >= {
        ".html",
        ".css",
        ".js",
        ".xml",
        ".atom",
        ".json",
    }
    one_each = {copy.with_suffix("").suffix: copy for copy in copies}
    for copy in one_each.values():
        path = "/" + copy.relative_to(served.folder).as_posix().removesuffix(".gz")
        packed = served.ask(path, Accept_Encoding="gzip")
        assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert packed.body == copy.read_bytes()
        plain = served.ask(path)
        assert "Content-Encoding" not in plain.headers
        assert plain.body == gzip.decompress(packed.body)
        assert packed.headers["Last-Modified"] == plain.headers["Last-Modified"]


def test_pages_are_packed_on_the_way_where_no_copy_was_made(served: Served) -> None:
    copy = served.folder / "accessibility" / "index.html.gz"
    data = copy.read_bytes()
    copy.unlink()
    answer = served.ask("/accessibility/", Accept_Encoding="gzip")
    copy.write_bytes(data)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.body != data
    assert gzip.decompress(answer.body) == gzip.decompress(data)


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/", "/feed.xml", f"/photo/{HASHED}-640.jpg"])
def test_what_is_known_is_not_sent_again(path: str, encoding: str, served: Served) -> None:
    first = served.ask(path, Accept_Encoding=encoding)
    again = served.ask(path, Accept_Encoding=encoding, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    dated = served.ask(path, Accept_Encoding=encoding, If_Modified_Since=first.headers["Last-Modified"])
    assert dated.status == 304


def test_videos_can_be_sought_in(served: Served) -> None:
    answer = served.ask("/photo/film.mp4", Range="bytes=256-511")
    assert (answer.status, answer.body) == (206, bytes(range(256)))
    assert answer.headers["Content-Range"] == "bytes 256-511/10240"


@pytest.mark.parametrize("path", ["/briefings", "/briefings?q=1", "//briefings", "/groups/elderly"])
def test_a_folder_without_slash_leads_on_by_path_alone(path: str, served: Served, below: Served) -> None:
    where, _, query = path.partition("?")
    for one in (served, below):
        answer = one.ask(path, Host="proxy.example", X_Forwarded_Proto="https")
        wanted = one.prefix + where.replace("//", "/") + "/" + (f"?{query}" if query else "")
        assert (answer.status, answer.headers["Location"]) == (301, wanted)


@pytest.mark.parametrize(
    "path", ["/.git/config", "/units/.env", "/assets/", "/bare/", "/404.html", "/not/there"]
)
def test_what_is_hidden_or_missing_gives_the_sites_own_page(path: str, served: Served, below: Served) -> None:
    for one in (served, below):
        answer = one.ask(path)
        assert answer.status == 404
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.body == (one.folder / "404.html").read_bytes()


def test_nothing_can_be_sent_to_the_site(served: Served) -> None:
    assert served.ask("/", "POST").status == 405
    assert served.ask("/feed.xml", "DELETE").status == 405


def test_the_commented_https_part_is_right(tmp_path: Path) -> None:
    """As an administrator would: take away the `#`, put in the certificates, check with `nginx -t`."""
    key, certificate = tmp_path / "key.pem", tmp_path / "fullchain.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    command += ["-subj", "/CN=fanzha.example.gov.cn", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    text, listens = re.subn(r"\n    # (listen 443|ssl_)", r"\n    \1", CONFIGURATION)
    assert listens == 5
    text = text.replace("\n    listen 80;", "")
    head, second, redirect = text.partition("\n# server {")
    assert second
    text = head + re.sub(r"\n# ?", "\n", second + redirect)
    text = text.replace("/etc/nginx/certificates", str(tmp_path))
    for port in ("443", "80"):
        text, found = re.subn(rf"listen {port}\b", f"listen 127.0.0.1:{8000 + int(port)}", text)
        assert found
    main_configuration(tmp_path, text)
    tried = subprocess.run(nginx(tmp_path, "-t"), check=False, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr


def test_compressing_again_changes_nothing_and_forgets_what_is_gone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    page, feed, small = site / "index.html", site / "feed.xml", site / "robots.txt"
    page.write_text("<p>先挂断，再核实。</p>" * 100, encoding="utf-8")
    feed.write_text("<rss/>" * 300, encoding="utf-8")
    small.write_text("User-agent: *\n", encoding="utf-8")
    (site / "form.docx.gz").write_bytes(b"somebody's own")
    first = run("compress.py", root=tmp_path)
    assert "压缩了 2 个文件" in first.stderr
    copy = compress.copy_of(page)
    before = copy.read_bytes()
    assert gzip.decompress(before) == page.read_bytes()
    assert before[3:10] == b"\0\0\0\0\0\x02\xff"  # no name, no time, hardest compression, no system
    assert copy.stat().st_mtime_ns == page.stat().st_mtime_ns
    assert "压缩了 0 个文件，2 个已是最新" in run("compress.py", root=tmp_path).stderr
    os.utime(page, ns=(1, 1))
    feed.unlink()
    again = run("compress.py", root=tmp_path)
    assert "压缩了 1 个文件，0 个已是最新，清掉 1 个多余的" in again.stderr
    assert copy.read_bytes() == before
    left = {file.name for file in site.iterdir()}
    assert left == {"index.html", "index.html.gz", "robots.txt", "form.docx.gz"}


def test_compressing_without_a_site_says_what_to_do(tmp_path: Path) -> None:
    result = run("compress.py", root=tmp_path)
    assert result.returncode == 1
    assert "请先运行 make build" in result.stderr


_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
  console.error("policy:", event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber));"""


class Visit:
    """A reader's browser, which notes whatever it complains of and every address outside the site that is asked for."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page, self._served = page, served
        self.complaints: list[str] = []
        page.add_init_script(_VIOLATIONS)
        page.on("console", lambda message: self.note(message.text))
        page.on("pageerror", lambda fault: self.note(str(fault)))
        # Aborted is what was still on its way (an icon, say) when the reader went on to another page.
        page.on(
            "requestfailed",
            lambda request: (
                None if request.failure == "net::ERR_ABORTED" else self.note(f"failed: {request.url}")
            ),
        )
        page.on("request", lambda request: self._asked(request.url))

    def note(self, words: str) -> None:
        self.complaints.append(f"{self.page.url}: {words}")

    def _asked(self, url: str) -> None:
        if urllib.parse.urlsplit(url).scheme != "data" and not url.startswith(f"{self._served.address}/"):
            self.note(f"asked: {url}")

    def open(self, path: str) -> None:
        self.page.goto(self._served.address + path, wait_until="load")


@pytest.fixture(params=["served", "below"])
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A visit to the site at a host's root, and one below a path; fails at the end for any complaint."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    one = Visit(context.new_page(), request.getfixturevalue(request.param))
    yield one
    context.close()
    assert one.complaints == []


def test_no_page_breaks_the_policy(visit: Visit, site: Path) -> None:
    """Every page one folder down (self-check, first aid, quiz, trends among them), and one of each kind further down."""
    tops = [
        "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.glob("*/index.html")
    ]
    kinds = (
        "briefings/20*/*",
        "briefings/*/20*",
        "cases/20*",
        "groups/elderly",
        "scams/goip",
        "units/*",
        "venues/*",
    )
    for path in ["/", *sorted(tops), *(place(site, f"{kind}/index.html") for kind in kinds)]:
        visit.open(path)
        expect(visit.page.locator("h1").first).to_be_visible()


def test_menu_and_colours_work_under_the_policy(visit: Visit) -> None:
    visit.open("/groups/elderly/")
    page, ground = visit.page, "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(ground) != light
    page.locator("summary", has_text="菜单").click()
    page.get_by_role("navigation", name="栏目菜单").get_by_role("link", name="诈骗类型").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("诈骗类型")
    assert page.evaluate(ground) != light


def test_the_self_check_and_the_quiz_work_under_the_policy(visit: Visit) -> None:
    page = visit.page
    visit.open("/check/")
    verdict = page.locator("[data-check-verdict]")
    for _ in page.locator("[data-check-question]").all():
        page.locator("[data-check-answer]:visible").first.click()
    expect(verdict).to_be_visible()
    visit.open("/quiz/")
    page.locator("[data-quiz-go]:visible").click()
    for _ in range(int(page.locator("[data-quiz]").get_attribute("data-quiz") or 0)):
        page.locator("[data-quiz-choices] button").first.click()
        page.locator("[data-quiz-next]").click()
    certificate = page.locator("[data-quiz-certificate] img")
    expect(certificate).to_be_visible()
    assert certificate.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_a_feed_shows_people_a_page(visit: Visit) -> None:
    for path in ("/feed.xml", "/groups/elderly/feed.xml"):
        visit.open(path)
        shown = visit.page.evaluate("getComputedStyle(document.documentElement, '::before').content")
        assert "这是订阅源" in shown


def test_a_missing_page_is_whole_under_the_policy(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    visit = Visit(page, served)
    visit.open("/not/there/at/all")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到这个页面")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.c-header')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    page.close()
    assert [words for words in visit.complaints if "404" not in words] == []
