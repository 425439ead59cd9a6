"""What the office sets in mkdocs.yml under `extra`, read once into a frozen record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from column.model.records import Hotline


@dataclass(frozen=True, slots=True)
class Feeds:
    """`authority` and `since` make the `tag:` URIs of RFC 4151 and must never change; `size` is items a feed."""

    authority: str
    since: date
    size: int
    hub: str
    copyright: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's settings. `url` ends in a slash and is where the site is published; `page_size` is articles a
    list page; `samples` says whether example content is shown."""

    name: str
    description: str
    url: str
    page_size: int
    samples: bool
    hotlines: tuple[Hotline, ...]
    app: str
    site_id_code: str
    feeds: Feeds


class SettingsError(ValueError):
    """mkdocs.yml lacks something that the column needs; the message says what, in Chinese."""


def parse(config: Mapping[str, Any]) -> Settings:
    """From MkDocs' configuration, or from the same file read as plain YAML. Raises `SettingsError`."""
    extra = config.get("extra") or {}
    column = extra.get("column") or {}
    feeds = extra.get("feeds") or {}
    try:
        url = str(config["site_url"])
        return Settings(
            name=str(config["site_name"]),
            description=str(config["site_description"]),
            url=url if url.endswith("/") else url + "/",
            page_size=int(column.get("page_size", 20)),
            samples=bool(column.get("samples", True)),
            hotlines=tuple(
                Hotline(str(line["number"]), line["name"], line["use"], bool(line.get("dial", True)))
                for line in extra["hotlines"]
            ),
            app=str(extra.get("app", "国家反诈中心")),
            site_id_code=str((extra.get("government") or {}).get("site_id_code") or ""),
            feeds=Feeds(
                authority=str(feeds["authority"]),
                since=date.fromisoformat(str(feeds["since"])),
                size=int(feeds.get("size", 50)),
                hub=str(feeds.get("hub") or ""),
                copyright=str(config.get("copyright") or ""),
            ),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise SettingsError(f"mkdocs.yml 缺少或写错了一项：{fault}") from fault


def load(root: Path) -> Settings:
    """Read `mkdocs.yml` below `root` without MkDocs."""
    return parse(yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8")))
