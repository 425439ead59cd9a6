"""Reading is free of rendering: a check of one file loads no template engine, feed writer, HTML parser or MkDocs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.project import BRIEFING, ROOT, put

HERE = "briefings/wucheng/2026-03-05-xingfu-shequ.md"
NEEDLESS = ("jinja2", "feedgen", "lxml", "css_inline", "mkdocs", "material", "requests", "av", "pillow_heif")


def test_a_check_of_one_file_loads_what_it_needs(tree: Path) -> None:
    put(tree, HERE, BRIEFING)
    code = (
        f"import sys, check\nassert check.main(['--root', {str(tree)!r}, {HERE!r}]) == 0\n"
        f"encoders = [name for name in sys.modules if name.startswith('PIL.') and name.endswith('ImagePlugin')]\n"
        f"print([name for name in {NEEDLESS!r} if name in sys.modules] + encoders)"
    )
    environment = {"PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT / 'scripts'}"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout
