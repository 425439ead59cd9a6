"""The account's AppID and AppSecret: from the environment, or from a file that only its owner can read.

They have a type of their own so that no log, exception or `repr` shows them.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_APPID = ("appid", "wechat_appid", "app_id")
_SECRET = ("secret", "wechat_secret", "appsecret", "app_secret")


class CredentialsError(ValueError):
    """They are missing or lie open; the message says what to do, in Chinese, and never quotes them."""


@dataclass(frozen=True, slots=True)
class Credentials:
    appid: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def account(self) -> str:
        """What the ledger knows the account by: 16 hexadecimal digits from which the AppID cannot be read."""
        return hashlib.sha256(f"wechat:{self.appid}".encode()).hexdigest()[:16]


def load(file: Path | None, environment: Mapping[str, str]) -> tuple[Credentials, str]:
    """The credentials, and a note for the operator or an empty string.

    `file` (TOML, or lines `key=value`) goes before `WECHAT_APPID` and `WECHAT_SECRET`. On POSIX systems it must
    belong to this user or root, and group and others may have no right on it. Raises `CredentialsError`.
    """
    if file is None:
        return _made(environment, "环境变量 WECHAT_APPID 和 WECHAT_SECRET"), ""
    try:
        note = _guard(file)
        text = file.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise CredentialsError(f"读不了凭据文件 {file}：{fault.strerror}。") from None
    except UnicodeDecodeError:
        raise CredentialsError(f"凭据文件 {file} 不是 UTF-8 文本。") from None
    return _made(_values(text), f"凭据文件 {file}"), note


def _guard(file: Path) -> str:
    if os.name != "posix":
        return "提示：这台电脑上查不了凭据文件的权限，请自己确认只有本人能读。"
    about = file.stat()
    if stat.S_IMODE(about.st_mode) & 0o077:
        raise CredentialsError(f"凭据文件 {file} 别人也能读。请运行：chmod 600 {file}")
    if about.st_uid not in (os.getuid(), 0):
        raise CredentialsError(f"凭据文件 {file} 不属于当前用户。请运行：chown {os.getuid()} {file}")
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


def _made(values: Mapping[str, str], place: str) -> Credentials:
    lower = {key.lower(): value.strip() for key, value in values.items()}
    appid = next((lower[key] for key in _APPID if lower.get(key)), "")
    secret = next((lower[key] for key in _SECRET if lower.get(key)), "")
    missing = [name for name, value in (("AppID", appid), ("AppSecret", secret)) if not value]
    if missing:
        raise CredentialsError(
            f"{place}里没有 {'、'.join(missing)}。只想看样子的话，加 --dry-run 文件夹，不需要凭据。"
        )
    return Credentials(appid, secret)
