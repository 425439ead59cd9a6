"""Base class of the errors that an officer or operator reads."""

from __future__ import annotations


class UserError(Exception):
    """An error to print as it is: `what` is wrong, `mend` says how to put it right, both in plain Chinese.

    `str()` gives the two together. Errors that only a developer can mend are built-in exceptions.
    """

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what, mend)
        self.what, self.mend = what, mend

    def __str__(self) -> str:
        return f"{self.what}{self.mend}"
