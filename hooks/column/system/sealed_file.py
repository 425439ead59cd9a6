"""Files that are whole or count as absent: what is kept between builds is written and read through here.

A sealed file is the SHA-256 of its payload and the payload. Torn, truncated or altered files read as None.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_LENGTH = 32


def read(path: Path) -> bytes | None:
    """The payload, or None where the file is missing or not as it was written."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    payload = data[_LENGTH:]
    return payload if hashlib.sha256(payload).digest() == data[:_LENGTH] else None


def write(path: Path, payload: bytes) -> None:
    """Seal `payload` beside its place and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(hashlib.sha256(payload).digest() + payload)
    beside.replace(path)
