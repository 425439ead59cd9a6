"""See that the programs which the tests drive are there; install them where this is root on Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {
    "chromium": "chromium",
    "nginx": "nginx-light",
    "newsboat": "newsboat",
    "r2e": "rss2email",
    "openssl": "openssl",
}
"""Program to Debian package."""


def main() -> int:
    lacking = [package for program, package in PROGRAMS.items() if not _there(program)]
    if not lacking:
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _apt("update")
        if _apt("install", "--yes", "--no-install-recommends", *lacking) == 0:
            return 0
    sys.stderr.write(
        f"测试还需要：{'、'.join(lacking)}。请先安装（Debian：apt-get install {' '.join(lacking)}）。\n"
    )
    return 1


def _apt(*arguments: str) -> int:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *arguments]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment).returncode


def _there(program: str) -> bool:
    return bool(shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin"))


if __name__ == "__main__":
    sys.exit(main())
