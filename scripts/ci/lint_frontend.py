"""Check styles with stylelint, scripts with ESLint, templates with djlint.

Scripts are read as parts, and as joined for the browser: only there two parts with one name meet, and only there the
syntax must be that of an old phone. Exit code 1 when there is a finding, or with one line of what to install where
something is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from bridge import assets
from ci import node_tools
from ci.node_tools import PLACE, ROOT

_FRONTEND = ROOT / "hooks" / "frontend"
_STYLES = ("hooks/frontend/styles/**/*.css", "hooks/frontend/editor/*.css", "hooks/column/assets/*.css")
_TEMPLATES = ("hooks/column/templates", "hooks/theme", "hooks/frontend/editor")
_IGNORED = "H015"
"""A line break after each heading: white space that readers get for nothing."""


def main() -> int:
    if not node_tools.ready("检查样式和脚本"):
        return 1
    # All are run, beside each other, so that one call shows all that is wrong.
    return max(abs(check.wait()) for check in [_stylelint(), _eslint(), _djlint()])


def _stylelint() -> subprocess.Popen[bytes]:
    settings = ("--config", str(PLACE / "stylelint.config.mjs"), "--config-basedir", str(ROOT))
    return node_tools.start("node_modules/stylelint/bin/stylelint.mjs", *settings, *_STYLES)


def _eslint() -> subprocess.Popen[bytes]:
    joined = PLACE / "joined"
    shutil.rmtree(joined, ignore_errors=True)
    for address, text in assets.published(_FRONTEND):
        file = joined / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    settings = ("--config", str(PLACE / "eslint.config.mjs"))
    places = (str(_FRONTEND / "scripts"), str(_FRONTEND / "editor"), str(joined / "assets" / "javascripts"))
    return node_tools.start("node_modules/eslint/bin/eslint.js", *settings, *places)


def _djlint() -> subprocess.Popen[bytes]:
    command = [node_tools.program("djlint"), "--lint", "--quiet", "--profile", "jinja", "--ignore", _IGNORED]
    return subprocess.Popen([*command, *_TEMPLATES], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
