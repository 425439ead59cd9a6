"""Files of the office that are for the bureau alone: they say who missed what, where boards hang, how many cases there
were. None of them is part of the site, of the version of what was parsed, or of a comment on a contribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from column.model.problems import Problem, Rule, Scope, Severity

DATA = "docs/data"
NAMES = frozenset(
    (
        "registers",
        "duty",
        "holidays",
        "duty.yml",
        "steps.yml",
        "must-talk.yml",
        "pressure.yml",
        "boards.yml",
    )
)
"""What of `docs/data` is internal: files, and folders with all that is in them."""

INTERNAL = Rule(
    id="internal-public",
    scope=Scope.FILE,
    title="内部数据和公开的仓库放在一起",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="谁没有完成、展板在哪里、发案多少只供内部使用；仓库公开了，谁都能看到",
    bad="mkdocs.yml 里写了 repo_url，docs/data 里有封存的台账",
    good="仓库设成私有的，mkdocs.yml 不写 repo_url",
)
RULES = (INTERNAL,)

_REPOSITORY = re.compile(r"^repo_url\s*:\s*\S", re.M)
_TELLING = ("duty", "must-talk.yml", "pressure.yml", "steps.yml")
"""What tells something of the bureau as soon as it is there."""


def problems(root: Path) -> Iterator[Problem]:
    """Internal files beside a link that leads readers of the site to the repository."""
    found = [name for name in _TELLING if (root / DATA / name).exists()]
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace")
    if found and (link := _REPOSITORY.search(settings)):
        what = f"网页上有仓库的链接，仓库里有内部数据（{DATA}/{found[0]}）。"
        line = settings.count("\n", 0, link.start()) + 1
        yield INTERNAL.problem("mkdocs.yml", what, "确认仓库是私有的，并删掉 repo_url 这一行。", line)


def is_internal(path: str) -> bool:
    """Whether a path, relative to the repository, is that of an internal file."""
    folder, _, rest = path.partition(f"{DATA}/")
    return not folder and rest.partition("/")[0] in NAMES
