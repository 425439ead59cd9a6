"""A file of wording rules with one rule in it."""

from __future__ import annotations

from column.model.problems import Problem
from column.rules.wording import word_list


def rule_text(**changes: str) -> str:
    """The file with one rule in it, with some of its lines replaced; None leaves a line out."""
    fields = {
        "id": "test",
        "title": "测试",
        "words": "[坏词]",
        "why": "理由",
        "better": "好词",
        "severity": "error",
        "where": "[title, text]",
    } | changes
    lines = [f"{key}: {value}" for key, value in fields.items() if value != "-"]
    return "- " + "\n  ".join(lines) + "\n"


def parsed(text: str) -> tuple[tuple[word_list.Wording, ...], list[Problem]]:
    return word_list.parse(text.encode())
