"""Whose folder a contribution may change: a station or a brigade its own, an office all.

The workflows ask for it (`scripts/ci/ownership.py`, `scripts/ci/codeowners.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from column.content.taxonomies import UNITS
from column.model.kinds import UnitKind
from column.model.problems import Problem, Rule, Scope
from column.model.terms import Unit

OWNERSHIP = Rule(
    id="ownership",
    scope=Scope.FILE,
    title="改了别的单位的文件",
    part="投稿",
    source="各单位对自己发布的内容负责，只改自己的文件夹；别的请办公室改",
    bad="城关派出所的投稿改了 briefings/xingzhen/ 里的文件",
    good="城关派出所的投稿只改 briefings/chengguan/ 里的文件",
)
CODEOWNERS = Rule(
    id="codeowners",
    scope=Scope.FILE,
    title="单位名单里的账号",
    part="投稿",
    source="账号写错了，审核时平台找不到人，也不会提醒（docs.github.com，About code owners）",
    bad="github: [张三]",
    good="github: [zhangsan-chengguan]",
)
RULES = (OWNERSHIP, CODEOWNERS)

_ACCOUNT = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9])*(?:/[A-Za-z0-9](?:[-_]?[A-Za-z0-9])*)?")


def stray(changed: Iterable[str], author: str, units: Sequence[Unit]) -> list[Problem]:
    """A problem for each changed file (path in the repository) that is not the author's to change."""
    mine = [unit for unit in units if _login(author) in map(_login, unit.github)]
    if not mine or any(unit.kind is UnitKind.OFFICE for unit in mine):
        return []
    folders = tuple(f"briefings/{unit.id}/" for unit in mine)
    names = "、".join(unit.name for unit in mine)
    offices = "、".join(unit.name for unit in units if unit.kind is UnitKind.OFFICE) or "管理网站的科室"
    mend = (
        f"本单位的稿件只放在 {' 或 '.join(folders)} 里，把这处改动从这次投稿里去掉；"
        f"确实要改的，请{offices}来改。"
    )
    return [
        OWNERSHIP.problem(path, f"“{path}”不在{names}的文件夹里，这次投稿却改了它。", mend)
        for path in sorted(set(changed))
        if not path.startswith(folders) or ".." in path.split("/")
    ]


def _login(name: str) -> str:
    """GitHub does not tell capital letters in a login from small ones."""
    return name.strip().removeprefix("@").casefold()


def accounts(units: Iterable[Unit]) -> list[Problem]:
    """Accounts that cannot be ones: a line with such a name, GitHub would skip without a word."""
    return [
        CODEOWNERS.problem(
            UNITS,
            f"{unit.name}的 github 账号“{name}”写得不对。",
            "账号只有英文字母、数字和短横线；团队写成“组织/团队”。",
        )
        for unit in units
        for name in unit.github
        if not _ACCOUNT.fullmatch(name.removeprefix("@"))
    ]
