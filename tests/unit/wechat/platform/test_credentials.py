from __future__ import annotations

import os
from pathlib import Path

import pytest

from column.wechat.platform import credentials
from column.wechat.platform.credentials import Credentials, CredentialsError


def private(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    "text",
    [
        'appid = "wx1"\nsecret = "s3"\n',
        "appid=wx1\nsecret=s3\n",
        "# 公众号\nexport WECHAT_APPID='wx1'\nWECHAT_SECRET = \"s3\"\n",
        "\ufeffAppID = wx1\r\nAppSecret = s3\r\n",
    ],
)
def test_toml_and_plain_lines_are_read(tmp_path: Path, text: str) -> None:
    assert credentials.load(private(tmp_path / "c", text), {}) == (Credentials("wx1", "s3"), "")


def test_the_environment_is_read_where_there_is_no_file() -> None:
    environment = {"WECHAT_APPID": "wx1", "WECHAT_SECRET": "s3"}
    assert credentials.load(None, environment)[0] == Credentials("wx1", "s3")
    with pytest.raises(CredentialsError, match="没有 AppSecret"):
        credentials.load(None, {"WECHAT_APPID": "wx1", "WECHAT_SECRET": " "})


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o604])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = private(tmp_path / "c", "appid=wx1\nsecret=s3\n")
    path.chmod(mode)
    with pytest.raises(CredentialsError, match="chmod 600"):
        credentials.load(path, {})


def test_where_rights_cannot_be_checked_a_note_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = private(tmp_path / "c", "appid=wx1\nsecret=s3\n")
    monkeypatch.setattr(os, "name", "nt")
    _, note = credentials.load(path, {})
    monkeypatch.undo()
    assert "查不了" in note


def test_a_missing_or_broken_file_is_said_without_its_content(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match="读不了凭据文件"):
        credentials.load(tmp_path / "none", {})
    with pytest.raises(CredentialsError) as caught:
        credentials.load(private(tmp_path / "c", "secret s3cret\nappid=wx1"), {})
    assert "s3cret" not in str(caught.value)


def test_they_show_in_no_repr_and_the_account_does_not_give_the_appid_away() -> None:
    keys = Credentials("wx1", "s3")
    assert "wx1" not in repr(keys) + keys.account
    assert "s3" not in repr(keys)
    assert keys.account != Credentials("wx2", "s3").account
    assert keys.account == Credentials("wx1", "new").account, "a new secret is the same account"
