"""The page of rules for officers, `/contribute/rules/`, made from the registry."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from column.model.problems import Rule, Severity

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


def page(rules: Iterable[Rule]) -> str:
    """The Markdown of the page: every rule with its reason and an example, under the heading of its part."""
    parts = [_INTRO]
    for part, members in groupby(rules, key=lambda rule: rule.part):
        parts += [f"\n## {part}\n", *map(_section, members)]
    return "".join(parts)


def _section(rule: Rule) -> str:
    excuse = "" if rule.excusable else "，不能豁免"
    lines = [
        f"\n### {rule.title}\n",
        f"{_WORDS[rule.severity]}{excuse}，编号 `{rule.id}`\n",
        f"依据：{rule.source}\n",
    ]
    if rule.bad:
        lines += [f"- 这样不行：{_code(rule.bad)}", f"- 这样可以：{_code(rule.good)}\n"]
    return "\n".join(lines)


def _code(line: str) -> str:
    """A line as inline code, so that no number or address in it becomes a link."""
    return f"`{line.replace('`', '')}`"
