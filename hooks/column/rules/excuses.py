"""Findings that an editor has excused in the front matter, and excuses that do not hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from column.model.problems import Excuse, Problem, Rule

EXCUSE = Rule(
    id="excuse",
    title="豁免写得不对或者没有用处",
    part="豁免",
    source="豁免要有依据，并在检查结果里列出",
    bad="豁免了一条文章里没有的问题",
    good="检查报了哪一条、确有依据，就豁免哪一条，并写明理由",
)
RULES = (EXCUSE,)


def divide(
    problems: Iterable[Problem],
    excuses: Sequence[Excuse],
    rules: Mapping[str, Rule],
    path: str,
    lines: Sequence[int] = (),
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems of an article that stand, and those that its front matter (`allow`) excuses.

    An excuse with an unknown rule, without a reason, of a rule that cannot be excused, or that excuses nothing is itself
    a problem among those that stand. `rules`: the registered rules by id. `path` and `lines`: the article, and where
    each excuse stands in it.
    """
    problems = tuple(problems)
    faults: list[Problem] = []
    granted: set[str] = set()
    for number, excuse in enumerate(excuses):
        if fault := _fault(excuse, problems, granted, rules):
            line = lines[number] if number < len(lines) else 0
            faults.append(EXCUSE.problem(path, *fault, line, why=EXCUSE.source))
        else:
            granted.add(excuse.rule)
    standing = tuple(problem for problem in problems if problem.rule not in granted)
    return standing + tuple(faults), tuple(problem for problem in problems if problem.rule in granted)


def _fault(
    excuse: Excuse, problems: Sequence[Problem], granted: Collection[str], rules: Mapping[str, Rule]
) -> tuple[str, str] | None:
    """What is wrong with an excuse and how to mend it, or None."""
    rule = rules.get(excuse.rule)
    if rule is None:
        return f"没有“{excuse.rule}”这条规则。", "照检查结果方括号里的编号写，全部编号见“检查规则”页。"
    if not rule.excusable:
        mend = (
            "照检查结果改好文章，再删掉这条豁免。"
            if rule.part != "隐私"
            else "把号码从文章里删掉，再删掉这条豁免。"
        )
        return f"“{excuse.rule}”不能豁免。", mend
    if not excuse.reason.strip():
        return f"豁免“{excuse.rule}”没有写理由。", "在它下面加一行“理由: ……”，写明为什么可以这样。"
    if excuse.rule in granted:
        return f"“{excuse.rule}”豁免了两次。", "只留一条，把理由合在一起。"
    if not any(problem.rule == excuse.rule for problem in problems):
        return f"豁免“{excuse.rule}”没有用处：文章里没有这个问题。", "删掉这条豁免。"
    return None
