"""The findings that the check hands over to the workflow that may write, parsed from hostile data.

They come from the artifact of a run in which the contributor's code was at work: so they are of limited size and of a
known form, or refused. The standard library alone.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 5_000_000
"""Bytes, of the archive and of the file in it."""
MOST_FINDINGS = 1000
LENGTHS = {"path": 300, "rule": 60, "what": 2000, "mend": 2000, "why": 1000}
WORDS = {"error": "错误（必须改）", "warning": "提醒（看一看要不要改）"}

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: JSON can say it, UTF-8 cannot."""


class RefusedError(Exception):
    """The data is not what an honest run hands over, or GitHub's answer is of no use."""


class NothingToDoError(Exception):
    """There is no pull request that this run could be commented on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One `column.model.problems.Problem`, as handed over."""

    path: str
    line: int
    column: int
    rule: str
    what: str
    mend: str
    why: str
    severity: str


@dataclass(frozen=True, slots=True)
class Handover:
    number: int
    complete: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The run of the check, as GitHub itself tells of it."""

    id: int
    sha: str
    passed: bool

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Run:
        run = event["workflow_run"]
        if run["event"] != "pull_request":
            raise NothingToDoError("这次检查不是投稿引起的，不用留言。")
        return cls(int(run["id"]), str(run["head_sha"]), run["conclusion"] == "success")


def parse(data: bytes) -> Handover:
    """The handed over file, each value of it checked."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise RefusedError("检查结果不是 JSON。") from None
    if not isinstance(told, dict) or not isinstance(told.get("complete"), bool):
        raise RefusedError("检查结果的样子不对。")
    findings = told.get("findings")
    if not isinstance(findings, list) or len(findings) > MOST_FINDINGS:
        raise RefusedError("检查结果不是列表，或者太长。")
    number = _whole(told.get("number"))
    if not number:
        raise RefusedError("检查结果里的投稿编号不对。")
    return Handover(number, told["complete"], tuple(map(_finding, findings)))


def _finding(told: object) -> Finding:
    if not isinstance(told, dict):
        raise RefusedError("有一条检查结果的样子不对。")
    texts = {key: told.get(key) for key in LENGTHS}
    for key, text in texts.items():
        if not isinstance(text, str) or len(text) > LENGTHS[key] or _SURROGATE.search(text):
            raise RefusedError(f"有一条检查结果的 {key} 不对。")
    if told.get("severity") not in list(WORDS):
        raise RefusedError("有一条检查结果的 severity 不对。")
    lines = {key: _whole(told.get(key)) for key in ("line", "column")}
    return Finding(**texts, **lines, severity=told["severity"])  # type: ignore[arg-type]


def _whole(value: object) -> int:
    if type(value) is not int or not 0 <= value < 10**9:
        raise RefusedError("检查结果里有个数字不对。")
    return value


def unpack(archive: bytes) -> bytes:
    """The one file of the artifact's archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            about = files.getinfo("handover.json")
            if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise RefusedError("检查结果的压缩方法不对。")
            with files.open(about) as file:
                data = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, EOFError, ValueError):
        raise RefusedError("检查结果的压缩包打不开。") from None
    if len(data) > LARGEST:
        raise RefusedError("检查结果太大。")
    return data
