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


FAMILIES = {"scam": "诈骗", "accomplice": "涉诈违法行为"}
UNIT_KINDS = {"station": "派出所", "brigade": "大队", "office": "科室"}
DUTIES = {"weekly": "每周", "monthly": "每月", "none": "不作要求"}
CASE_KINDS = {"case": "典型案例", "warning": "风险提示"}
"""What officers may write for each of the words above, by the word itself."""

STAGES = {
    Family.SCAM: ("接近", "取信", "要钱", "消失"),
    Family.ACCOMPLICE: ("接近", "取信", "利用", "脱身"),
}
"""How a scam goes on, and how people are drawn into one, by its family."""

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

FORMS = {
    "lecture": "讲座",
    "visit": "入户",
    "stall": "摆摊",
    "poster": "张贴",
    "broadcast": "播放",
    "drill": "演练",
    "online": "线上",
}
"""How a unit spread the word (宣传形式), by the id of the form."""

STEPS = {"video": "视频", "push": "推送"}
"""What the office does about a warning and tells the public, by the id of the step."""

KIND_LABELS = {"briefing": "宣传简报", **CASE_KINDS}
"""What readers call an article, by its `kind`."""
