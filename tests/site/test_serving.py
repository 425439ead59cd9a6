"""The site behind a real nginx with deploy/nginx.conf: headers, types, caching, compression, and what a browser says."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest

from column.media import drawings
from support.nginx import (
    CONFIGURATION,
    HASHED,
    Served,
    main_configuration,
    nginx,
    sample,
)

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


def test_the_list_for_partners_alone_may_stand_in_another_site(served: Served, below: Served) -> None:
    for one in (served, below):
        answer = one.ask("/embed/bank.html")
        assert answer.status == 200
        assert "<script" not in answer.body.decode()
        policy = POLICY.replace("frame-ancestors 'self'", "frame-ancestors *")
        assert answer.headers.get_all("Content-Security-Policy") == [policy]
        assert answer.headers["X-Frame-Options"] is None
        for page in ("/partners/bank/", "/embedded/", "/"):
            assert one.ask(page).headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_form_as_a_file_is_saved_and_not_opened(served: Served, below: Served) -> None:
    for one in (served, below):
        assert one.ask("/contribute/form/fanzha-form.html").headers["Content-Disposition"] == "attachment"
        assert one.ask("/contribute/form/").headers["Content-Disposition"] is None


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
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/assets/stylesheets/column.css", "text/css; charset=utf-8"),
        ("/assets/javascripts/column.js", "text/javascript; charset=utf-8"),
        ("/assets/images/logo.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/images/favicon.png", "image/png"),
        ("/favicon.ico", "image/png"),
        (f"/photo/{HASHED}-640.jpg", "image/jpeg"),
        ("/photo/film.mp4", "video/mp4"),
        ("/photo/talk.mp3", "audio/mpeg"),
        (f"/photo/{HASHED}.vtt", "text/vtt; charset=utf-8"),
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
        (f"/photo/{HASHED}.vtt", FOREVER),
        (f"/photo/{HASHED}-640.jpg", FOREVER),
        (f"/photo/card-{HASHED}.jpg", FOREVER),
        (f"/{drawings.icons().address}", FOREVER),
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
    for pattern in ("assets/images/police.*.svg", "cases/*/card-*.jpg"):
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
