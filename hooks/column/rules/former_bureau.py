"""What still names the bureau that this repository comes from, once another bureau publishes from it.

A bureau that takes the repository over changes mkdocs.yml and the list of units. Letters are signed and footers filled
from there; what people wrote (the plan, the contributors' page, its pictures) they have to look through themselves, and
here they are told where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from column.model.problems import Problem, Rule, Scope, Severity
from column.model.terms import Unit
from column.settings.records import Settings
from column.text.alternation import either

ORGANIZER = "无为市公安局"
STATIONS = {
    "wucheng": "无城派出所",
    "xiangan": "襄安派出所",
    "gaogou": "高沟派出所",
    "shijian": "石涧派出所",
    "niubu": "牛埠派出所",
    "nicha": "泥汊派出所",
    "dougou": "陡沟派出所",
    "shushan": "蜀山派出所",
    "kaicheng": "开城派出所",
    "yanqiao": "严桥派出所",
    "fudu": "福渡派出所",
    "quantang": "泉塘派出所",
    "liudu": "刘渡派出所",
    "yaogou": "姚沟派出所",
    "hedian": "赫店派出所",
    "hongmiao": "红庙派出所",
    "shilidun": "十里墩派出所",
    "hemao": "鹤毛派出所",
    "kunshan": "昆山派出所",
    "hongxiang": "洪巷派出所",
}
"""The bureau and the stations of the repository as it is handed on, by id. Names that every bureau has (刑侦大队) tell
nothing."""

FORMER = Rule(
    id="former-bureau",
    title="别的公安局的名称",
    severity=Severity.WARNING,
    scope=Scope.FILE,
    part="文件和信息栏的写法",
    source="网站从别的公安局接过来时，手写的页面、模板、数据文件和图片里会留着原来的名称",
    bad="主办单位是甲市公安局，工作方案一页还写着乙市公安局",
    good="两处都写甲市公安局",
)
RULES = (FORMER,)

_PLACES = ("mkdocs.yml", "docs", "hooks/column/templates", "hooks/theme", "hooks/frontend")
_NOT_PUBLISHED = "docs/maintain/"
_SUFFIXES = {".md", ".yml", ".svg", ".html", ".js", ".css"}


def problems(root: Path, settings: Settings, units: Sequence[Unit]) -> Iterator[Problem]:
    """Each line of the site's own files, articles apart, that names the former bureau; none while it publishes itself."""
    organizer = settings.government.organizer
    if organizer == ORGANIZER:
        return
    present = {name for unit in units for name in (unit.id, unit.name)}
    ids = either(STATIONS.keys() - present, r"(?![A-Za-z0-9_-])")
    names = either(set(STATIONS.values()) - present)
    others = [rf"(?<![A-Za-z0-9_-])(?:{ids})"] * bool(ids) + [names] * bool(names)
    pattern = re.compile("|".join([r"无为(?:市公安局|市|县|公安)", *others]))
    for file in _files(root):
        path = file.relative_to(root).as_posix()
        for number, line in enumerate(file.read_text("utf-8", errors="replace").split("\n"), start=1):
            if found := pattern.search(line):
                what = f"这里还是别的公安局的名称：“{found[0]}”。"
                mend = f"改成本局的；主办单位在 mkdocs.yml 里是“{organizer}”。"
                yield FORMER.problem(path, what, mend, number, found.start() + 1)


def _files(root: Path) -> Iterator[Path]:
    for place in _PLACES:
        files = [root / place] if (root / place).is_file() else sorted((root / place).rglob("*"))
        for file in files:
            if (
                file.suffix in _SUFFIXES
                and file.is_file()
                and not file.relative_to(root).as_posix().startswith(_NOT_PUBLISHED)
            ):
                yield file
