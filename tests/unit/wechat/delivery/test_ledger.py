"""The ledger outlives the process, is its owner's alone, and belongs to one process at a time."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from column.wechat.delivery.ledger import BusyError, DraftRecord, Ledger, LedgerError
from column.wechat.feed_reader.draft_key import DraftKey

ONE = DraftRecord("k" * 16, "v" * 16, "tag:a", "https://a.example.invalid/", "标题", None, 5.0, "")
MARK = DraftKey(ONE.guid_hash, ONE.version)


def test_an_intention_becomes_a_draft_or_is_withdrawn(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "a" / "l.sqlite", "account")
    ledger.add_pending([ONE])
    assert ledger.pending_drafts() == (ONE,)
    ledger.close()
    ledger = Ledger(tmp_path / "a" / "l.sqlite", "account")
    assert ledger.pending_drafts() == (ONE,), "as after a crash"
    ledger.complete([MARK], "media")
    assert ledger.pending_drafts() == ()
    ledger.delete_pending([ONE.guid_hash])
    record = ledger.draft(ONE.guid_hash)
    assert record is not None
    assert record.media_id == "media", "what is recorded is not withdrawn"
    ledger.set_reported(DraftKey(ONE.guid_hash, "w" * 16))
    ledger.complete([DraftKey(ONE.guid_hash, "x" * 16)], "media")
    record = ledger.draft(ONE.guid_hash)
    assert record is not None
    assert (record.version, record.reported) == ("x" * 16, "")
    ledger.close()


def test_accounts_do_not_mix(tmp_path: Path) -> None:
    one = Ledger(tmp_path / "l.sqlite", "one")
    one.add_pending([ONE])
    one.save_token("t", 9.0)
    one.save_upload("picture", "d", "https://a")
    one.close()
    two = Ledger(tmp_path / "l.sqlite", "two")
    assert two.pending_drafts() == ()
    assert two.draft(ONE.guid_hash) is None
    assert two.token() is None
    assert two.upload("picture", "d") is None
    two.close()


def test_uploads_are_by_use(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.sqlite", "account")
    ledger.save_upload("cover", "d", "media")
    assert ledger.upload("cover", "d") == "media"
    assert ledger.upload("picture", "d") is None
    ledger.delete_upload("cover", "media")
    assert ledger.upload("cover", "d") is None
    ledger.close()


@pytest.mark.parametrize("before", [False, True])
def test_only_its_owner_can_read_it(tmp_path: Path, before: bool) -> None:
    path = tmp_path / "l.sqlite"
    if before:
        path.touch(0o644)
    mask = os.umask(0)
    try:
        Ledger(path, "account").close()
    finally:
        os.umask(mask)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_one_process_at_a_time(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "l.sqlite", "account")
    with pytest.raises(LedgerError, match="另一个进程正在用它"):
        Ledger(tmp_path / "l.sqlite", "account")
    first.close()
    second = Ledger(tmp_path / "l.sqlite", "account")
    with pytest.raises(BusyError):
        Ledger(tmp_path / "l.sqlite", "account")
    second.close()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="写不了"):
        Ledger(tmp_path / "file" / "l.sqlite", "account")


def test_another_file_is_not_taken_for_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "l.sqlite").write_text("这不是数据库。" * 100)
    with pytest.raises(LedgerError, match="不是本工具的账本"):
        Ledger(tmp_path / "l.sqlite", "account")
    base = sqlite3.connect(tmp_path / "new.sqlite")
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(LedgerError, match="请升级本工具"):
        Ledger(tmp_path / "new.sqlite", "account")
