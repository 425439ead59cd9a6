"""The domain must outlive MkDocs: nothing in it may import MkDocs or its theme."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from support.project import ROOT

HOOKS = ROOT / "hooks"
MODULES = sorted(path for path in (HOOKS / "column").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_no_module_of_the_domain_names_mkdocs(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not any(name.split(".")[0] in ("mkdocs", "material", "adapter", "bridge") for name in names)


def test_the_domain_loads_without_mkdocs() -> None:
    code = "import sys; sys.modules['mkdocs'] = None; sys.modules['material'] = None; import column.publish.site, column.project.load"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(HOOKS)})
