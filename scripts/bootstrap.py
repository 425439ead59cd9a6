"""Set up `.venv/` from the lock file: the standard library alone, run by whatever Python there is.

Nothing is done when the environment already is that of the lock file. Exit code 1 with one line of what to do where
something is missing, or where `.venv` is a link to another place. Kept to the syntax of Python 3.6, so that an older
Python can say what it lacks.
"""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock.sha256"
BUILT = ("feedgen==",)
"""Packages of which there is no wheel."""
BESIDE = (13, 12, 11, 14, 15, 16)
"""Minor versions of Python that are looked for, those first for which all packages are known to be there."""


def main() -> int:
    if sys.version_info < NEEDED:
        return use_newer_python()
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode() + str(ROOT).encode()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted:
        return 0
    if VENV.is_symlink():  # to clear it would clear what it leads to
        sys.stderr.write(
            ".venv 是一个链接，指向别处的 Python 环境；重新准备会清空那一个。先运行 rm .venv（只删掉链接），再运行一次原来的命令。\n"
        )
        return 1
    sys.stderr.write("正在准备 .venv/（只有第一次和依赖更新后需要，几十秒到几分钟）……\n")
    sys.stderr.flush()
    if not (create_venv() and install_packages()):
        return 1
    STAMP.write_text(wanted, encoding="ascii")
    return 0


def use_newer_python() -> int:
    """Run this script by a newer Python where one is installed under its own name, else say how to get one."""
    for minor in BESIDE:
        found = shutil.which(f"python3.{minor}")
        if found:
            return subprocess.run([found, str(Path(__file__))], check=False).returncode
    advice = how_to_get_python(platform.system(), os_release())
    sys.stderr.write(f"需要 Python 3.11 或更新的版本，现在是 {platform.python_version()}。{advice}\n")
    return 1


def os_release(file: Path = Path("/etc/os-release")) -> "dict[str, str]":
    """What the system says of itself (os-release(5)); empty where it says nothing."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {key: value.strip("\"'") for key, _, value in (line.partition("=") for line in lines)}


def how_to_get_python(system: str, release: "dict[str, str]") -> str:
    """What helps on this system, in Chinese. `system` as `platform.system()` gives it."""
    if system == "Windows":
        return "从 python.org 下载安装，或运行 winget install Python.Python.3.13，再打开一个新窗口。"
    if system == "Darwin":
        return "从 python.org 下载安装，或运行 brew install python@3.13。"
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    name = release.get("PRETTY_NAME", "这个系统")
    if "ubuntu" in family:
        return (
            "Ubuntu 22.04：运行 sudo apt-get install python3.11 python3.11-venv，再运行一次原来的命令，会自动用上它；"
            "更早的版本请换用 Ubuntu 24.04。"
        )
    if "debian" in family:
        return f"{name} 的软件源里没有合用的版本，请换用 Debian 12 或更新的版本。"
    if family & {"rhel", "centos", "fedora"}:
        return "运行 sudo dnf install python3.11，再运行一次原来的命令，会自动用上它。"
    return "从系统的软件源或 python.org 安装后，运行 make PYTHON=新版本的路径，后面写原来的命令。"


def create_venv() -> bool:
    """Make `.venv/` anew with pip in it; whether that went well. Says what is missing."""
    import importlib.util

    import install_programs

    if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
        package = f"python3.{sys.version_info[1]}-venv"
        if not (install_programs.is_debian_root() and install_programs.apt_install([package])):
            sys.stderr.write(
                f"建不了 Python 环境，还需要 {package}（Debian、Ubuntu：sudo apt-get install {package}）。\n"
            )
            return False
    # In a process of its own: what was just installed is seen there.
    call = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if call.returncode:
        sys.stderr.write(call.stdout.decode("utf-8", "replace"))
        sys.stderr.write("建不了 Python 环境（上面是原因）。\n")
    return call.returncode == 0


def install_packages() -> bool:
    """Install what the lock file names, and let the environment find the modules in `hooks/` and `scripts/`.

    Gives whether it went well.
    """
    python = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    ready, built = VENV / "ready.txt", VENV / "built.txt"
    for file, entries in zip((ready, built), split(LOCK.read_text(encoding="utf-8")), strict=True):
        file.write_text(entries, encoding="utf-8")
    hashed = [*pip, "--require-hashes"]
    # The second is built by the setuptools that the first has brought; pip would fetch one that nobody has checked.
    calls = (
        [*hashed, "--only-binary", ":all:", "-r", str(ready)],
        [*hashed, "--no-deps", "--no-build-isolation", "--use-pep517", "-r", str(built)],
    )
    if any(subprocess.run(call, check=False).returncode for call in calls):
        sys.stderr.write(
            "有软件包没有装上（上面是原因）。网络不通的，接通后再运行一次；"
            "写着没有合适版本的，换用 Python 3.11 到 3.13，例如 make PYTHON=python3.13 build。\n"
        )
        return False
    # Asked of the environment's own Python: a system's Python may have another layout (Debian's has).
    ask = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, check=True, stdout=subprocess.PIPE).stdout.decode().strip())
    (packages / "column.pth").write_text(f"{ROOT / 'hooks'}\n{ROOT / 'scripts'}\n", encoding="utf-8")
    return True


def split(lock: str) -> "tuple[str, str]":
    """The entries of a lock file that are installed as they are, and those that have to be built here."""
    entries = re.split(r"^(?=[A-Za-z])", lock, flags=re.MULTILINE)
    ready = [entry for entry in entries if not entry.startswith(BUILT)]
    built = [entry for entry in entries if entry.startswith(BUILT)]
    return "".join(ready), "".join(built)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
