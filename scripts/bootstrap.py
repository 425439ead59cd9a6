"""Set up `.venv/` from the lock file: the standard library alone, run by whatever Python there is.

Nothing is done when the environment already is that of the lock file. Exit code 1 with one line of what to install
where something is missing.
"""

import hashlib
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

NEEDED = (3, 11, 5)
ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock.sha256"


def main() -> int:
    if sys.version_info < NEEDED:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.stderr.write(
            f"需要 Python 3.11.5 或更新的版本，现在是 {found}。请先安装新版 Python（Debian：apt-get install python3）。\n"
        )
        return 1
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode() + str(ROOT).encode()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return 0
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (subprocess.CalledProcessError, SystemExit, ImportError):
        sys.stderr.write("建不了 Python 环境：缺少 venv 模块（Debian：apt-get install python3-venv）。\n")
        return 1
    bin_folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / ("python.exe" if os.name == "nt" else "python")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    try:
        subprocess.run(
            [
                *pip,
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--no-binary",
                "feedgen,sgmllib3k",
                "-r",
                str(LOCK),
            ],
            check=True,
        )
    except subprocess.CalledProcessError:
        sys.stderr.write("有软件包没有装上（上面是原因）。检查网络后再运行一次。\n")
        return 1
    packages = sysconfig.get_path("purelib", vars={"base": str(VENV), "platbase": str(VENV)})
    (Path(packages) / "column.pth").write_text(f"{ROOT / 'hooks'}\n", encoding="utf-8")
    STAMP.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
