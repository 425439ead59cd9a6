"""Ledger of an account in SQLite: drafts by guid, uploads by content hash, the access token.

The file contains a token, so only its owner can read it. It is not a cache: without it the tool recognises drafts by
their key, but not what has been published. One process at a time can open it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from column.model.problems import UserError
from column.wechat.feed_reader.draft_key import DraftKey

SCHEMA_VERSION = 1
"""Version of the tables, stored in `user_version`."""

_SCHEMA = """
CREATE TABLE token (account TEXT PRIMARY KEY, value TEXT NOT NULL, ends REAL NOT NULL);
CREATE TABLE upload (account TEXT NOT NULL, use TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY (account, use, digest));
CREATE TABLE draft (account TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, guid TEXT NOT NULL,
  link TEXT NOT NULL, title TEXT NOT NULL, media_id TEXT, since REAL NOT NULL, told TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (account, key));
"""


class LedgerError(UserError):
    """A ledger that cannot be opened."""


class BusyError(LedgerError):
    """A ledger that another process has opened."""


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """The draft of an item. Without a `media_id` it is pending: `draft/add` may or may not have been called.

    `since` is when the record was written, in seconds of the epoch. `reported` is the version for which the operator
    was told that the draft has left the box.
    """

    guid_hash: str
    version: str
    guid: str
    link: str
    title: str
    media_id: str | None
    since: float
    reported: str


class Ledger:
    """The ledger of one account. Each method returns when its change is on the disk.

    Raises `BusyError` if another process has opened the file, `LedgerError` if the file is not a ledger.
    """

    def __init__(self, path: Path, account: str) -> None:
        self.account = account
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise LedgerError(
                f"账本 {path} 写不了：{error.strerror}。", "用 --ledger 指明放在哪里。"
            ) from None
        with suppress(OSError):
            path.chmod(0o600)
        self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        try:
            # The lock lasts until the connection closes or the process ends; it leaves no lock file.
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("BEGIN IMMEDIATE")
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
            if version not in (0, SCHEMA_VERSION):
                raise LedgerError(f"账本 {path} 是更新版本的工具写的，请升级本工具。")
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise BusyError(f"账本 {path} 打不开：另一个进程正在用它，等它做完再运行。（{error}）") from None
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise LedgerError(f"{path} 不是本工具的账本。（{error}）") from None

    def close(self) -> None:
        self._connection.close()

    def token(self) -> tuple[str, float] | None:
        """The access token, and when it expires in seconds of the epoch."""
        row = self._one("SELECT value, ends FROM token WHERE account = ?", self.account)
        return (row["value"], row["ends"]) if row else None

    def save_token(self, value: str, ends: float) -> None:
        self._connection.execute("INSERT OR REPLACE INTO token VALUES (?, ?, ?)", (self.account, value, ends))

    def delete_token(self) -> None:
        self._connection.execute("DELETE FROM token WHERE account = ?", (self.account,))

    def upload(self, use: str, digest: str) -> str | None:
        """The URL or media_id that the platform returned for a file with this SHA-256, uploaded for `use`."""
        row = self._one(
            "SELECT answer FROM upload WHERE account = ? AND use = ? AND digest = ?",
            self.account,
            use,
            digest,
        )
        return str(row["answer"]) if row else None

    def save_upload(self, use: str, digest: str, answer: str) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO upload VALUES (?, ?, ?, ?)", (self.account, use, digest, answer)
        )

    def delete_upload(self, use: str, answer: str) -> None:
        self._connection.execute(
            "DELETE FROM upload WHERE account = ? AND use = ? AND answer = ?", (self.account, use, answer)
        )

    def draft(self, guid_hash: str) -> DraftRecord | None:
        row = self._one("SELECT * FROM draft WHERE account = ? AND key = ?", self.account, guid_hash)
        return _draft_record(row) if row else None

    def pending_drafts(self) -> tuple[DraftRecord, ...]:
        """The drafts without a media_id: whether they exist in the box is unknown."""
        rows = self._connection.execute(
            "SELECT * FROM draft WHERE account = ? AND media_id IS NULL", (self.account,)
        )
        return tuple(_draft_record(row) for row in rows)

    def add_pending(self, drafts: Sequence[DraftRecord]) -> None:
        """Record, in one transaction, the drafts that the next `draft/add` is to make."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, NULL, ?, '')",
            [(self.account, d.guid_hash, d.version, d.guid, d.link, d.title, d.since) for d in drafts],
        )
        self._connection.execute("COMMIT")

    def complete(self, keys: Sequence[DraftKey], media_id: str) -> None:
        """Record that the draft with this media_id holds these items in these versions."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "UPDATE draft SET media_id = ?, version = ?, told = '' WHERE account = ? AND key = ?",
            [(media_id, key.version, self.account, key.guid_hash) for key in keys],
        )
        self._connection.execute("COMMIT")

    def delete_pending(self, guid_hashes: Sequence[str]) -> None:
        """Delete the records of pending drafts that were not made."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "DELETE FROM draft WHERE account = ? AND key = ? AND media_id IS NULL",
            [(self.account, guid_hash) for guid_hash in guid_hashes],
        )
        self._connection.execute("COMMIT")

    def delete_draft(self, guid_hash: str) -> None:
        """Delete the record of a draft, so that the next run makes a new one."""
        self._connection.execute("DELETE FROM draft WHERE account = ? AND key = ?", (self.account, guid_hash))

    def set_reported(self, key: DraftKey) -> None:
        """Record that the operator was told that this version came too late for the draft."""
        self._connection.execute(
            "UPDATE draft SET told = ? WHERE account = ? AND key = ?",
            (key.version, self.account, key.guid_hash),
        )

    def _one(self, query: str, *values: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
        return row


def _draft_record(row: sqlite3.Row) -> DraftRecord:
    columns = ("key", "version", "guid", "link", "title", "media_id", "since", "told")
    return DraftRecord(*(row[column] for column in columns))
