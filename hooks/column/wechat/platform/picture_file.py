"""Picture file to upload."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureFile:
    """`data` is a whole JPEG or PNG file; `suffix` is `jpg` or `png`."""

    data: bytes
    suffix: str

    @property
    def mime(self) -> str:
        return "image/png" if self.suffix == "png" else "image/jpeg"
