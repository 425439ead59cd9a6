"""The site behind a real nginx with deploy/nginx.conf."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from support.project import ROOT

CONFIGURATION = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
HASHED = "0123456789abcdef"
EXTRA = {
    f"photo/{HASHED}-640.jpg": b"\xff\xd8" * 600,
    f"photo/card-{HASHED}.jpg": b"\xff\xd8" * 600,
    "photo/0123-640.jpg": b"\xff\xd8" * 600,
    "photo/film.mp4": bytes(range(256)) * 40,
    "photo/talk.mp3": bytes(range(256)) * 40,
    f"photo/{HASHED}.vtt": b"WEBVTT\n\n" * 200,
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


def configured(text: str, port: int, root: Path, prefix: str, maps: Path) -> str:
    """deploy/nginx.conf with the changes that its own comments ask for."""
    changes = {
        "\n    listen 80;": f"\n    listen 127.0.0.1:{port};",
        "root /srv/fanzha;": f'root "{root}";',
        "include /etc/nginx/column/*.map;": f'include "{maps}/*.map";',
        "include /etc/nginx/column/media-hosts*.part;": f'include "{maps}/media-hosts*.part";',
        'set $column_path "";': f'set $column_path "{prefix}";',
    }
    return replaced(text, changes)


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """The text with each change made; what is changed must stand there once."""
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


def serving(folder: Path, root: Path, prefix: str, maps: Path | None = None) -> Iterator[Served]:
    """Serve `root` below `prefix`, with the maps of what is gone in `maps`."""
    for port in running(folder, lambda port: configured(CONFIGURATION, port, root, prefix, maps or folder)):
        yield Served(port, prefix, root / prefix.strip("/"))


def serving_editor(folder: Path, root: Path, forge: str) -> Iterator[Served]:
    """Serve the editor in `root` by deploy/editor.conf, for a forge at an address."""

    def included(port: int) -> str:
        changes = {
            "listen 80;": f"listen 127.0.0.1:{port};",
            "root /srv/editor;": f'root "{root}";',
            "https://git.example.gov.cn": forge,
        }
        return replaced((ROOT / "deploy" / "editor.conf").read_text(encoding="utf-8"), changes)

    for port in running(folder, included):
        yield Served(port, "", root)


def running(folder: Path, included: Callable[[int], str]) -> Iterator[int]:
    """The port of an nginx with the configuration that `included` gives for it. nginx takes over a listening socket, so no
    port can be lost and none is awaited."""
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        main_configuration(folder, included(port))
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
        yield port
    finally:
        process.terminate()
        process.wait(30)


def sample(site: Path, pattern: str) -> str:
    """The address of one file of the site, with a slash first."""
    return "/" + min(file.relative_to(site).as_posix() for file in site.glob(pattern))


def place(site: Path, pattern: str) -> str:
    return sample(site, pattern).removesuffix("index.html")
