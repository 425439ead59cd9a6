"""The words of three kits from the project's own data, for the tests of office files: a case, a scam type, a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from column.content import library
from column.kits import material
from column.settings.records import Government
from support import builders
from support.own_data import SELF_HELP, VOCABULARY

SETTINGS = replace(builders.site(), government=Government(organizer="示例市公安局"))
_CASE = replace(
    builders.case(
        "new",
        date(2026, 3, 2),
        body="## 骗局经过\n\n有人接到电话。\n\n## 民警提醒\n\n先问一问。",
        review_by=date(2026, 9, 1),
        slogan="熟人要钱，先打个电话",
        sample=True,
    ),
    scam=next(scam for scam in VOCABULARY.scams.records if scam.id == "police"),
    groups=tuple(group for group in VOCABULARY.groups.records if group.id == "elderly"),
)
_BY_ID = {
    each.id: each for each in material.materials(library.build(VOCABULARY, [_CASE]), SETTINGS, SELF_HELP)
}
CASE, SCAM, GROUP = _BY_ID[_CASE.id], _BY_ID["two-cards"], _BY_ID["elderly"]
LONGEST = replace(
    CASE,
    slogan="沄灏自称民警要您把钱转走先挂断再问一问他",
    summary="摘" * 120,
    signs=tuple(f"{at}沄灏" + "长" * 57 for at in range(6)),
    tips=tuple(f"{at}沄灏" + "短" * 57 for at in range(6)),
)
