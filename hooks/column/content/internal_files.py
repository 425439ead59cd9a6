"""Files of the office that are for the bureau alone: they say who missed what, where boards hang, how many cases there
were. None of them is part of the site, of the version of what was parsed, or of a comment on a contribution."""

from __future__ import annotations

DATA = "docs/data"
NAMES = frozenset(
    (
        "registers",
        "duty",
        "holidays",
        "duty.yml",
        "steps.yml",
        "must-talk.yml",
        "pressure.yml",
        "boards.yml",
    )
)
"""What of `docs/data` is internal: files, and folders with all that is in them."""


def is_internal(path: str) -> bool:
    """Whether a path, relative to the repository, is that of an internal file."""
    folder, _, rest = path.partition(f"{DATA}/")
    return not folder and rest.partition("/")[0] in NAMES
