"""What lies below `docs/` and is no file: links, pipes, folders with the name of a file. A link would publish what it
leads to, and a pipe would keep a build waiting for ever, so nothing is read while one of them is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from column.content.taxonomies import PATH, UNITS
from column.model.problems import Problem

_READ = (".md", ".yml", ".csv")
"""Suffixes of what is read as text."""


def problems(root: Path) -> list[Problem]:
    """Each of them below `root`, and the list of units where it is one."""
    return [*_below(root, "docs"), *_odd(UNITS, root / UNITS)]


def _below(root: Path, folder: str) -> Iterator[Problem]:
    for entry in sorted(os.scandir(root / folder), key=lambda entry: entry.name):
        path = f"{folder}/{entry.name}"
        odd = [*_odd(path, Path(entry.path))]
        yield from odd
        if not odd and entry.is_dir():
            yield from _below(root, path)


def _odd(path: str, file: Path) -> Iterator[Problem]:
    if file.is_symlink():
        yield PATH.problem(path, "这是一个链接，不是文件。", "把文件本身放进来，删掉链接。", 1)
    elif file.is_dir() and file.suffix in _READ:
        yield PATH.problem(path, "这是一个文件夹，名称却像文件。", "改掉文件夹的名称，或者把它移走。", 1)
    elif file.exists() and not (file.is_file() or file.is_dir()):
        yield PATH.problem(path, "这不是普通的文件，读不了。", "删掉它，把文件本身放进来。", 1)
