"""What the check hands over is of a known form, or refused."""

from __future__ import annotations

import json
import zipfile
from typing import Any

import pytest

from ci import handover
from column.model.problems import Problem, Severity
from support.findings import PATH, finding, packed, told


def test_what_the_check_writes_can_be_read() -> None:
    from column.project import report

    problem = Problem(PATH, 3, 7, "phone", "号码", "删去", "依据", Severity.WARNING)
    data = json.dumps(told(*json.loads(report.as_json([problem])))).encode()
    assert handover.parse(data).findings[0].severity == "warning"


# What is refused

BAD: list[Any] = [
    [],
    None,
    {},
    told(number="12"),
    told(number=True),
    told(number=0),
    told(number=-1),
    told(number=12.0),
    told(number=10**12),
    told(complete="yes"),
    told(findings={}),
    told(findings=[[]]),
    told(findings=[{}] * 1001),
    told(finding(line="3")),
    told(finding(line=-1)),
    told(finding(line=True)),
    told(finding(severity="fatal")),
    told(finding(severity=["error"])),
    told(finding(what=None)),
    told(finding(what="长" * 3000)),
    told(finding(path="\ud800.md")),
    told({key: value for key, value in finding().items() if key != "why"}),
]


@pytest.mark.parametrize("data", BAD, ids=lambda data: str(data)[:60])
def test_data_of_another_form_is_refused(data: Any) -> None:
    with pytest.raises(handover.RefusedError):
        handover.parse(json.dumps(data).encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"1" * 5000, b'{"number": NaN}'])
def test_broken_json_is_refused(data: bytes) -> None:
    with pytest.raises(handover.RefusedError):
        handover.parse(data)


def bent(archive: bytes) -> bytes:
    """The archive with a broken stream of compressed bytes."""
    return archive[:45] + b"\xff" * 20 + archive[65:]


@pytest.mark.parametrize(
    "archive",
    [
        b"",
        b"PK\x03\x04",
        packed(b"{}", "other.json"),
        packed(b"{}", "../handover.json"),
        packed(b"{}", method=zipfile.ZIP_LZMA),
        packed(b" " * 6_000_000),
        bent(packed(bytes(range(256)) * 4)),
    ],
    ids=["empty", "cut", "other", "outside", "method", "bomb", "bent"],
)
def test_an_odd_archive_is_refused(archive: bytes) -> None:
    with pytest.raises(handover.RefusedError):
        handover.unpack(archive)
