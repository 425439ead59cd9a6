"""The hotlines of the block that closes each article, from `extra.hotlines` of mkdocs.yml.

An operator elsewhere may give a file with nothing but these lines; so nothing else of the file is asked for, and
tags that only MkDocs knows (`!!python/name:…`, `!ENV`) are passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from column.model.records import Hotline


class HotlinesError(ValueError):
    """The file lacks them or has them wrong; the message says what, in Chinese."""


class _Loader(yaml.SafeLoader):
    """Plain YAML; whatever has a tag of its own becomes None."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def load(file: Path) -> tuple[Hotline, ...]:
    """The hotlines in the file's order. Raises `HotlinesError`."""
    try:
        document: Any = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 - a safe loader
        lines = document["extra"]["hotlines"]
        hotlines = tuple(
            Hotline(
                str(line["number"]), str(line["name"]), str(line["use"]), line.get("dial", True) is not False
            )
            for line in lines
        )
    except OSError as fault:
        raise HotlinesError(
            f"读不了 {file}：{fault.strerror}。用 --config 指明写有 extra.hotlines 的文件。"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
        raise HotlinesError(f"{file} 的 extra.hotlines 缺少或写错了：每条要有 number、name、use。") from None
    if not hotlines:
        raise HotlinesError(f"{file} 的 extra.hotlines 是空的，至少要有 110 和 96110。")
    return hotlines
