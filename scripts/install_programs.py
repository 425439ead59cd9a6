"""Install the system programs that a command needs: on Debian as root, elsewhere one line says what to install.

The standard library alone, so that it also runs before `.venv/` exists. As a script it installs what `make test` needs.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

FOR_TESTS = {
    "chromium": "chromium",
    "git": "git",
    "libatomic.so.1": "libatomic1",
    "newsboat": "newsboat",
    "nginx": "nginx-light",
    "node": "nodejs",
    "npm": "npm",
    "openssl": "openssl",
    "r2e": "rss2email",
    "rsync": "rsync",
}
"""Program to Debian package, for `make test`; the library is for the browser's driver (playwright), npm fetches the
browser of 2019 (tests/support/old_chromium.py) and the editor with its server (tests/support/editor.py)."""
ADMINISTRATORS = "/usr/local/sbin:/usr/sbin:/sbin"
"""Folders that are not on the PATH of everybody."""


def ensure(programs: Mapping[str, str], purpose: str) -> bool:
    """Whether every program is there, after an attempt to install those that are not.

    `programs` maps a program to its Debian package, `purpose` is named in the messages (测试). Says on standard error
    what it installs and what is missing in the end.
    """
    packages = absent(programs)
    if packages and is_debian_root():
        sys.stderr.write(f"{purpose}要用，正在安装：{'、'.join(packages)}……\n")
        sys.stderr.flush()
        apt_install(packages)
        packages = absent(programs)
    if packages:
        names = " ".join(packages)
        sys.stderr.write(
            f"{purpose}还需要：{'、'.join(packages)}。请先安装（Debian、Ubuntu：sudo apt-get install {names}）。\n"
        )
    return not packages


def absent(programs: Mapping[str, str]) -> list[str]:
    """The packages of the programs that are not installed, in alphabetical order."""
    return sorted(package for program, package in programs.items() if not is_there(program))


def is_there(program: str) -> bool:
    """Whether a program, or a library (`libatomic.so.1`), is installed."""
    if ".so" in program:
        try:
            ctypes.CDLL(program)
        except OSError:
            return False
        return True
    return bool(shutil.which(program) or shutil.which(program, path=ADMINISTRATORS))


def is_debian_root() -> bool:
    """Whether packages can be installed here: the superuser on Debian or a system made from it."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages; whether that went well. What apt says is shown only where it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    said = b""
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        # A machine that has just started updates its lists by itself, and has the lock for a while.
        command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", *arguments]
        call = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        said += call.stdout
    if call.returncode:
        sys.stderr.write(said.decode("utf-8", "replace"))
    return call.returncode == 0


def main() -> int:
    return 0 if ensure(FOR_TESTS, "测试") else 1


if __name__ == "__main__":
    sys.exit(main())
