"""The rules that every contribution is held to: one registry, from which the check and its page are made.

A rule is a pure function from a manuscript to problems. The registry tells of each what it is called, how grave it
is, where it comes from, and how a bad line is mended; the tests hold every rule to its own example.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import urlsplit

from column.model.records import Excuse, Problem, Severity
from column.parsing.source import Manuscript
from column.rules import duplicates as sameness
from column.rules import hotlines, wording
from column.rules.privacy import contact_details as traces
from column.rules.privacy import findings as privacy
from column.rules.privacy import id_numbers as identity
from column.rules.privacy import names
from column.rules.wording_file import Wording
from column.settings.load import Settings

EXCUSE = "excuse"
"""The id under which a faulty excuse is reported."""

NEVER = frozenset({identity.ID_NUMBER, identity.PHONE, identity.BANK_CARD})
"""Rules that nobody can excuse: such a number in a public text cannot be taken back."""


@dataclass(frozen=True)
class House:
    """What the rules need to know of the house: its settings, its wording rules, the names of its units."""

    settings: Settings
    wording: tuple[Wording, ...] = ()
    units: tuple[str, ...] = ()

    @cached_property
    def host(self) -> str:
        """The site's own host."""
        return (urlsplit(self.settings.url).hostname or "").lower()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules in the order of the page: those in code, those of the office, those that see all articles."""
        return (*_FIXED, *map(_of_wording, self.wording), *_ACROSS)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The digits of the registered hotlines."""
        return hotlines.digits(self.settings.hotlines)


Check = Callable[[Manuscript, House], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """One rule. `source`: where it comes from. `bad` and `good`: a line that breaks it, and the line mended.
    `check` is None where all articles have to be seen together (`sameness`)."""

    id: str
    title: str
    severity: Severity
    source: str
    bad: str
    good: str
    check: Check | None
    part: str

    @property
    def excusable(self) -> bool:
        return self.id not in NEVER


def _private(rule: str, manuscript: Manuscript, house: House) -> Iterator[Problem]:
    return privacy.problems(manuscript, rule, house.numbers)


def _mosaic(manuscript: Manuscript, house: House) -> Iterator[Problem]:
    return privacy.mosaic(manuscript)


def _foreign(manuscript: Manuscript, house: House) -> Iterator[Problem]:
    return hotlines.foreign(manuscript, house.settings.hotlines)


def _silent(manuscript: Manuscript, house: House) -> Iterator[Problem]:
    return hotlines.silent(manuscript, house.settings.hotlines)


def _lookalike(manuscript: Manuscript, house: House) -> Iterator[Problem]:
    return hotlines.lookalikes(manuscript, house.host)


def _live(manuscript: Manuscript, house: House) -> Iterator[Problem]:
    return hotlines.live(manuscript, house.host)


def _worded(rule: Wording, manuscript: Manuscript, house: House) -> Iterator[Problem]:
    return wording.problems(manuscript, rule)


_PRIVATE = {
    identity.ID_NUMBER: ("身份证号", "身份证号990225199001011237", "身份证号略"),
    identity.PHONE: ("手机和座机号码", "联系电话：一九九 0000 一二34", "联系电话199****1234"),
    identity.BANK_CARD: ("银行卡号", "转入银行卡6222 9900 0000 0000 006", "转入对方指定的银行卡"),
    traces.PLATE: ("车牌号", "驾驶皖B·12345到银行", "驾车到银行"),
    traces.EMAIL: ("电子邮箱", "邮箱wang@example.com", "邮箱略"),
    traces.ACCOUNT: ("QQ、微信等账号", "添加QQ号：123456789", "添加对方的QQ"),
    traces.ADDRESS: ("门牌号", "家住幸福小区3栋2单元501室", "家住幸福小区"),
    names.NAME: ("当事人全名", "受害人张建国接到电话", "受害人张某接到电话"),
}

_FIXED: tuple[Rule, ...] = (
    *(
        Rule(id, title, Severity.ERROR, privacy.KINDS[id].why, bad, good, partial(_private, id), "隐私")
        for id, (title, bad, good) in _PRIVATE.items()
    ),
    Rule(
        privacy.MOSAIC,
        "合起来能认出本人",
        Severity.WARNING,
        "《民法典》第1034条、《个人信息保护法》第4条（可识别）",
        "9月8日，石涧镇一名56岁的女子被骗38642元。",
        "近日，一名五十多岁的女子被骗近4万元。",
        _mosaic,
        "隐私",
    ),
    Rule(
        hotlines.FOREIGN,
        "没有登记的求助电话",
        Severity.ERROR,
        "mkdocs.yml 的 extra.hotlines；曾有县公安局把外地区号印在96110前面，只好致歉",
        "请拨打0300-96110咨询",
        "请拨打96110咨询",
        _foreign,
        "求助电话和网址",
    ),
    Rule(
        hotlines.SILENT,
        "把只发短信的号码写成能拨打的电话",
        Severity.ERROR,
        "工业和信息化部12381涉诈预警劝阻短信系统：只发短信，无人接听",
        "有疑问请拨打12381咨询",
        "收到12381的短信请停下来核实，有疑问拨打96110",
        _silent,
        "求助电话和网址",
    ),
    Rule(
        hotlines.LOOKALIKE,
        "仿冒反诈专线的号码和域名",
        Severity.ERROR,
        "已有与96110相像的域名出现",
        "详见96110-fanzha.example.com",
        "详见无为市公安局网站",
        _lookalike,
        "求助电话和网址",
    ),
    Rule(
        hotlines.LIVE,
        "能点开的网址",
        Severity.ERROR,
        "涉诈网址能点开就会害人；只有 .gov.cn 和本站的网址可以照写",
        "骗子发来链接 https://bad.example.com/login",
        "骗子发来链接 hxxps://bad[.]example[.]com/login",
        _live,
        "求助电话和网址",
    ),
)
_ACROSS: tuple[Rule, ...] = (
    Rule(
        sameness.SAME_TEXT,
        "和以前的文章几乎一样",
        Severity.WARNING,
        "工作方案第五部分第四条：确保活动实效",
        "把上个月的简报换个日期、地点再发一次",
        "写这一次特有的：群众问了什么，讲的是哪一种新骗局",
        None,
        "雷同",
    ),
    Rule(
        sameness.SAME_PHOTO,
        "照片以前用过",
        Severity.WARNING,
        "工作方案第五部分第三条：坚决避免不实宣传",
        "用上个月活动的照片配这次的简报",
        "用这一次的照片，没有就不放",
        None,
        "雷同",
    ),
)


def _of_wording(rule: Wording) -> Rule:
    return Rule(
        rule.rule, rule.title, rule.severity, rule.why, rule.bad, rule.good, partial(_worded, rule), "用语"
    )


def findings(manuscript: Manuscript, house: House) -> tuple[Problem, ...]:
    """All that the rules find in one manuscript, in the order of the file."""
    found = [
        problem for rule in house.rules if rule.check is not None for problem in rule.check(manuscript, house)
    ]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def known(house: House) -> frozenset[str]:
    """The ids that an excuse may name."""
    return frozenset(rule.id for rule in house.rules)


def excused(
    problems: Iterable[Problem],
    excuses: Sequence[Excuse],
    known: Collection[str] | None = None,
    path: str = "",
    lines: Sequence[int] = (),
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What remains of an article's problems, and what its front matter (`allow`) excuses.

    An excuse with an unknown rule, without a reason, of a rule that cannot be excused, or that excuses nothing is
    itself a problem among those that remain. `known`: ids that may be named (`known(house)` and whatever else the
    check reports); None takes any. `path` and `lines`: the article, and where each excuse stands in it.
    """
    problems = tuple(problems)
    path = path or (problems[0].path if problems else "")
    faults: list[Problem] = []
    granted: set[str] = set()
    for number, excuse in enumerate(excuses):
        line = lines[number] if number < len(lines) else 0
        fault = _fault(excuse, problems, granted, known)
        if fault:
            faults.append(Problem(path, line, 0, EXCUSE, *fault, "豁免要有依据，并在检查结果里列出"))
        else:
            granted.add(excuse.rule)
    kept = tuple(problem for problem in problems if problem.rule not in granted)
    return kept + tuple(faults), tuple(problem for problem in problems if problem.rule in granted)


def _fault(
    excuse: Excuse, problems: Sequence[Problem], granted: Collection[str], known: Collection[str] | None
) -> tuple[str, str] | None:
    """What is wrong with an excuse and how to mend it, or None."""
    if excuse.rule in NEVER:
        return f"“{excuse.rule}”不能豁免。", "把号码从文章里删掉，再删掉这条豁免。"
    if known is not None and excuse.rule not in known:
        return f"没有“{excuse.rule}”这条规则。", "照检查结果方括号里的编号写，全部编号见“检查规则”页。"
    if not excuse.reason.strip():
        return f"豁免“{excuse.rule}”没有写理由。", "在它下面加一行“理由: ……”，写明为什么可以这样。"
    if excuse.rule in granted:
        return f"“{excuse.rule}”豁免了两次。", "只留一条，把理由合在一起。"
    if not any(problem.rule == excuse.rule for problem in problems):
        return f"豁免“{excuse.rule}”没有用处：文章里没有这个问题。", "删掉这条豁免。"
    return None


_INTRO = """# 检查规则

每一篇简报和案例在发布前都由机器照下面的规则检查一遍。查出的问题会写明在哪个文件、第几行、为什么、怎么改。

- **错误**必须改，不改不能发布。
- **提醒**请再看一眼，确实没有问题可以不改。

确有必要保留的，在信息栏里写明豁免哪条规则、为什么；豁免会列在检查结果里，由办公室复核。身份证号、电话号码、银行卡号不能豁免。

```yaml
豁免:
  - 规则: wording-record
    理由: 省公安厅2025年3月通报确认为全省首例
```
"""
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}


def page(house: House) -> str:
    """The Markdown of /contribute/rules/: every rule with its reason and an example, for officers."""
    parts = [_INTRO]
    part = ""
    for rule in house.rules:
        if rule.part != part:
            part = rule.part
            parts.append(f"\n## {part}\n")
        parts.append(_section(rule))
    return "".join(parts)


def _section(rule: Rule) -> str:
    excuse = "" if rule.excusable else "，不能豁免"
    lines = [
        f"\n### {rule.title}\n",
        f"{_WORDS[rule.severity]}{excuse}，编号 `{rule.id}`\n",
        f"依据：{rule.source}\n",
    ]
    if rule.bad:
        lines.append(f"- 这样不行：{_code(rule.bad)}")
        lines.append(f"- 这样可以：{_code(rule.good)}\n")
    return "\n".join(lines)


def _code(line: str) -> str:
    """A line as inline code, so that no number or address in it becomes a link."""
    return f"`{line.replace('`', '')}`"
