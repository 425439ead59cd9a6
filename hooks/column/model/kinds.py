"""Closed sets of words that content may choose from, with their Chinese names."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    SCAM = "scam"
    ACCOMPLICE = "accomplice"


class UnitKind(StrEnum):
    STATION = "station"
    BRIGADE = "brigade"
    OFFICE = "office"


class Duty(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NONE = "none"


class CaseKind(StrEnum):
    CASE = "case"
    WARNING = "warning"


CHANNELS = {
    "phone": "电话",
    "sms": "短信",
    "wechat": "微信",
    "qq": "QQ",
    "app": "手机应用",
    "shopping": "购物平台",
    "game": "游戏",
    "video": "短视频",
    "offline": "线下",
}
"""How swindlers reach people, by the id of the way."""

KIND_LABELS = {"briefing": "宣传简报", "case": "典型案例", "warning": "风险提示"}
"""What readers call an article, by its `kind`."""
