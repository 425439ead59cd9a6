"""Every problem is made of a rule."""

from __future__ import annotations

import ast

from support.project import ROOT


def test_a_problem_is_only_made_of_a_rule() -> None:
    """`Problem(...)` stands in `Rule.problem` alone, so that no id is made up."""
    makers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("hooks", "scripts")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
    }
    assert makers == {"hooks/column/model/problems.py"}
