"""What has been done, in SQLite: drafts by guid, uploads by content hash, the access token; each per account.

The file holds a token, so only its owner can read it. It is no cache: without it the tool knows drafts again by
their marker, but not what has been published. One process at a time holds it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from column.wechat.delivery.draft_key import Marker

FORM = 1
"""The number of the tables' form, kept in `user_version`."""

_TABLES = """
CREATE TABLE token (account TEXT PRIMARY KEY, value TEXT NOT NULL, ends REAL NOT NULL);
CREATE TABLE upload (account TEXT NOT NULL, use TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY (account, use, digest));
CREATE TABLE draft (account TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, guid TEXT NOT NULL,
  link TEXT NOT NULL, title TEXT NOT NULL, media_id TEXT, since REAL NOT NULL, told TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (account, key));
"""


class LedgerError(RuntimeError):
    """The ledger cannot be used; the message says why in Chinese."""


class BusyError(LedgerError):
    """Another process holds it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item's draft. `media_id` is None while it is only intended: the call was about to be made, and whether it
    had its effect is not known. `since` is when, in seconds of the epoch. `told` is the version of which the
    operator has been told that the draft is no longer in the box."""

    key: str
    version: str
    guid: str
    link: str
    title: str
    media_id: str | None
    since: float
    told: str


class Ledger:
    """The ledger of one account. Every change is on the disk when its method returns.

    Raises `BusyError` where another process holds the file, `LedgerError` where the file is not a ledger.
    """

    def __init__(self, path: Path, account: str) -> None:
        self.account = account
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as fault:
            raise LedgerError(f"账本 {path} 写不了：{fault.strerror}。用 --ledger 指明放在哪里。") from None
        with suppress(OSError):
            path.chmod(0o600)
        self._base = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._base.row_factory = sqlite3.Row
        try:
            # The lock is kept until the connection closes, and falls with the process: no file is left behind.
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.execute("BEGIN IMMEDIATE")
            form = int(self._base.execute("PRAGMA user_version").fetchone()[0])
            if form not in (0, FORM):
                raise LedgerError(f"账本 {path} 是更新版本的工具写的，请升级本工具。")
            if form == 0:
                for statement in _TABLES.split(";"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA user_version = {FORM}")
            self._base.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            self._base.close()
            raise BusyError(f"账本 {path} 打不开：另一个进程正在用它，等它做完再运行。（{fault}）") from None
        except sqlite3.DatabaseError as fault:
            self._base.close()
            raise LedgerError(f"{path} 不是本工具的账本。（{fault}）") from None

    def close(self) -> None:
        self._base.close()

    def token(self) -> tuple[str, float] | None:
        """The access token and the second of the epoch at which it ends."""
        row = self._one("SELECT value, ends FROM token WHERE account = ?", self.account)
        return (row["value"], row["ends"]) if row else None

    def keep_token(self, value: str, ends: float) -> None:
        self._base.execute("INSERT OR REPLACE INTO token VALUES (?, ?, ?)", (self.account, value, ends))

    def drop_token(self) -> None:
        self._base.execute("DELETE FROM token WHERE account = ?", (self.account,))

    def upload(self, use: str, digest: str) -> str | None:
        """What the platform answered when a file of this SHA-256 was uploaded for `use`: an address or a media_id."""
        row = self._one(
            "SELECT answer FROM upload WHERE account = ? AND use = ? AND digest = ?",
            self.account,
            use,
            digest,
        )
        return str(row["answer"]) if row else None

    def keep_upload(self, use: str, digest: str, answer: str) -> None:
        self._base.execute(
            "INSERT OR REPLACE INTO upload VALUES (?, ?, ?, ?)", (self.account, use, digest, answer)
        )

    def drop_upload(self, use: str, answer: str) -> None:
        self._base.execute(
            "DELETE FROM upload WHERE account = ? AND use = ? AND answer = ?", (self.account, use, answer)
        )

    def entry(self, key: str) -> Entry | None:
        row = self._one("SELECT * FROM draft WHERE account = ? AND key = ?", self.account, key)
        return _entry(row) if row else None

    def intents(self) -> tuple[Entry, ...]:
        """The drafts of which it is not known whether they were made."""
        rows = self._base.execute(
            "SELECT * FROM draft WHERE account = ? AND media_id IS NULL", (self.account,)
        )
        return tuple(_entry(row) for row in rows)

    def intend(self, entries: Sequence[Entry]) -> None:
        """Write down, together, what the next `draft/add` is about to make."""
        self._base.execute("BEGIN IMMEDIATE")
        self._base.executemany(
            "INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, NULL, ?, '')",
            [(self.account, e.key, e.version, e.guid, e.link, e.title, e.since) for e in entries],
        )
        self._base.execute("COMMIT")

    def record(self, markers: Sequence[Marker], media_id: str) -> None:
        """These items, in these versions, stand in this draft."""
        self._base.execute("BEGIN IMMEDIATE")
        self._base.executemany(
            "UPDATE draft SET media_id = ?, version = ?, told = '' WHERE account = ? AND key = ?",
            [(media_id, marker.version, self.account, marker.key) for marker in markers],
        )
        self._base.execute("COMMIT")

    def withdraw(self, keys: Sequence[str]) -> None:
        """The intended drafts were not made."""
        self._base.execute("BEGIN IMMEDIATE")
        self._base.executemany(
            "DELETE FROM draft WHERE account = ? AND key = ? AND media_id IS NULL",
            [(self.account, key) for key in keys],
        )
        self._base.execute("COMMIT")

    def forget(self, key: str) -> None:
        """The operator wants this item's draft made anew."""
        self._base.execute("DELETE FROM draft WHERE account = ? AND key = ?", (self.account, key))

    def tell(self, marker: Marker) -> None:
        """The operator has been told that this version came too late for the draft."""
        self._base.execute(
            "UPDATE draft SET told = ? WHERE account = ? AND key = ?",
            (marker.version, self.account, marker.key),
        )

    def _one(self, query: str, *values: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._base.execute(query, values).fetchone()
        return row


def _entry(row: sqlite3.Row) -> Entry:
    names = ("key", "version", "guid", "link", "title", "media_id", "since", "told")
    return Entry(*(row[name] for name in names))
