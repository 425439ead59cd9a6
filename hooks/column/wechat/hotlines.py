"""Hotlines for the block at the end of each article, from `extra.hotlines` of mkdocs.yml.

An operator elsewhere may give a file with nothing but the hotlines. So nothing else of the file is read, and tags
that only MkDocs knows (`!!python/name:…`, `!ENV`) are ignored.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from column.model.errors import UserError
from column.model.records import Hotline


class HotlinesError(UserError):
    """A file without hotlines, or with wrong ones."""


class _Loader(yaml.SafeLoader):
    """Loader of plain YAML; a value with a tag of its own becomes None."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def load(file: Path) -> tuple[Hotline, ...]:
    """The hotlines in the order of the file. Raises `HotlinesError`."""
    try:
        document: Any = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 - a safe loader
        hotlines = tuple(
            Hotline(str(row["number"]), str(row["name"]), str(row["use"]), row.get("dial", True) is not False)
            for row in document["extra"]["hotlines"]
        )
    except OSError as error:
        what = f"读不了 {file}：{error.strerror}。"
        raise HotlinesError(what, "用 --config 指明写有 extra.hotlines 的文件。") from None
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
        raise HotlinesError(f"{file} 的 extra.hotlines 缺少或写错了：每条要有 number、name、use。") from None
    if not hotlines:
        raise HotlinesError(f"{file} 的 extra.hotlines 是空的，至少要有 110 和 96110。")
    return hotlines
