"""AppID and AppSecret of the account, from the environment or from a file that only its owner can read."""

from __future__ import annotations

import hashlib
import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from column.model.problems import UserError

_APPID = ("appid", "wechat_appid", "app_id")
_SECRET = ("secret", "wechat_secret", "appsecret", "app_secret")


class CredentialsError(UserError):
    """Credentials that are missing, or readable by others. The message never quotes them."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Excluded from `repr`, so that no log and no exception shows them."""

    appid: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def account(self) -> str:
        """Id of the account in the ledger: 16 hexadecimal digits that do not reveal the AppID."""
        return hashlib.sha256(f"wechat:{self.appid}".encode()).hexdigest()[:16]


def load(file: Path | None, environment: Mapping[str, str]) -> tuple[Credentials, str]:
    """The credentials, and a note for the operator or an empty string. Raises `CredentialsError`.

    `file` (TOML, or lines `key=value`) takes precedence over `WECHAT_APPID` and `WECHAT_SECRET`. On POSIX systems it
    must belong to this user or root, and group and others must have no permission on it.
    """
    if file is None:
        return _credentials(environment, "环境变量 WECHAT_APPID 和 WECHAT_SECRET"), ""
    try:
        note = _check_permissions(file)
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CredentialsError(f"读不了凭据文件 {file}：{error.strerror}。") from None
    except UnicodeDecodeError:
        raise CredentialsError(f"凭据文件 {file} 不是 UTF-8 文本。") from None
    return _credentials(_values(text), f"凭据文件 {file}"), note


def _check_permissions(file: Path) -> str:
    """A note for the operator where permissions cannot be checked. Raises `CredentialsError`."""
    if os.name != "posix":
        return "提示：这台电脑上查不了凭据文件的权限，请自己确认只有本人能读。"
    status = file.stat()
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise CredentialsError(f"凭据文件 {file} 别人也能读。", f"请运行：chmod 600 {file}")
    if status.st_uid not in (os.getuid(), 0):
        mend = f"请运行：chown {os.getuid()} {file}"
        raise CredentialsError(f"凭据文件 {file} 不属于当前用户。", mend)
    return ""


def _values(text: str) -> dict[str, str]:
    try:
        return {str(key): str(value) for key, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError:
        pairs = (
            line.split("=", 1)
            for line in text.splitlines()
            if "=" in line and not line.lstrip().startswith("#")
        )
        return {key.strip().removeprefix("export "): value.strip().strip("\"'") for key, value in pairs}


def _credentials(values: Mapping[str, str], origin: str) -> Credentials:
    lower = {key.lower(): value.strip() for key, value in values.items()}
    appid = next((lower[key] for key in _APPID if lower.get(key)), "")
    secret = next((lower[key] for key in _SECRET if lower.get(key)), "")
    missing = [name for name, value in (("AppID", appid), ("AppSecret", secret)) if not value]
    if missing:
        raise CredentialsError(
            f"{origin}里没有 {'、'.join(missing)}。", "只想看样子的话，加 --dry-run 文件夹，不需要凭据。"
        )
    return Credentials(appid, secret)
