from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enclosure:
    url_path: str
    length: int
    type: str
    width: int
    height: int


def render(library, settings, covers) -> Iterator[tuple[str, bytes]]:
    return iter(())
