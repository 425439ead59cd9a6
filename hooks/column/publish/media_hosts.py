"""The hosts on which films may lie, as a part of the server's configuration: `deploy/nginx.conf` includes it, so that its
policy lets the pages play them.

The file lies outside of the site. It is written where no host is registered too: a copy on the server must not outlive
the setting.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

PLACE = Path(".cache/deploy/media-hosts.part")
"""Relative to the project's root."""


def text(hosts: Iterable[str]) -> str:
    """The line of a map that gives every page the sources; they follow `'self'`."""
    sources = "".join(f" https://{host}" for host in hosts)
    return f'"~." "{sources}";\n' if sources else ""


def write(root: Path, hosts: Iterable[str]) -> None:
    file = root / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(hosts), encoding="utf-8", newline="\n")
