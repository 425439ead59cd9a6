"""Run the README's commands in a bare Debian: debootstrap, Python, venv and make from Debian, nothing else.

`bare.py [--suite trixie] [--step build …]`; without options every suite and every step. The base of each suite and what
was downloaded are kept in the user's cache folder; each run starts from a fresh copy of the base and of the checkout
(what Git tracks, and new files that it does not ignore). Needs to be root on Linux. Exit code 0 when every step went
right, 1 when one failed, 2 when it cannot run here.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import install_programs

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fanzha-column" / "bare"
SUITES = ("bookworm", "trixie")
"""Debian 12 (Python 3.11) and Debian 13 (Python 3.13)."""
STEPS = ("build", "serve", "test", "lint")
PACKAGES = "make,python3,python3-venv"
PROGRAMS = {"debootstrap": "debootstrap", "git": "git"}
KEPT_FOR = 14 * 24 * 3600
"""Seconds after which a base is made anew, so that it has Debian's updates."""
LIMIT = 30 * 60
"""Seconds that a step may take; the tests take some 5 minutes."""
HOME = "/root/column"
"""Where the checkout lies in the bare system."""
FORWARDED = (
    *("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
    *("PIP_INDEX_URL", "NPM_CONFIG_REGISTRY", "PIP_CERT", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"),
)
"""How this machine reaches the package registries; a certificate file is taken along."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="在刚装好的 Debian 里运行 README 的命令。")
    parser.add_argument("--suite", action="append", choices=SUITES, help="哪一版 Debian；不写就全部")
    parser.add_argument("--step", action="append", help="make 的哪个命令；不写就是 build、serve、test、lint")
    parser.add_argument("--preview", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.preview:
        return preview()
    if sys.platform != "linux" or os.geteuid() != 0:
        sys.stderr.write("空白系统只能在 Linux 上以 root 建立。\n")
        return 2
    if not install_programs.ensure(PROGRAMS, "建立空白系统"):
        return 2
    try:
        rows = [row for suite in options.suite or SUITES for row in run(suite, options.step or STEPS)]
    except subprocess.CalledProcessError as fault:
        sys.stderr.write(f"空白系统没有建成：{fault.cmd[0]} 没有成功（上面是原因）。\n")
        return 2
    for suite, step, seconds, code in rows:
        sys.stdout.write(
            f"{suite:10} make {step:12} {seconds:5.0f} 秒  {'通过' if code == 0 else f'失败（{code}）'}\n"
        )
    return int(any(code for *_, code in rows))


def run(suite: str, steps: list[str] | tuple[str, ...]) -> list[tuple[str, str, float, int]]:
    """Each step in one bare system, one after the other: suite, step, seconds, exit code."""
    system = CACHE / f"{suite}.run"
    shutil.rmtree(system, ignore_errors=True)
    subprocess.run(["cp", "--archive", str(base(suite)), str(system)], check=True)
    checkout(system / HOME.lstrip("/"))
    rows = []
    for step in steps:
        sys.stdout.write(f"\n== {suite}：make {step} ==\n")
        sys.stdout.flush()
        start = time.monotonic()
        command = (
            "PYTHONPATH=scripts python3 scripts/ci/bare.py --preview"
            if step == "serve"
            else f"make {shlex.quote(step)}"
        )
        code = inside(system, suite, command)
        rows.append((suite, step, time.monotonic() - start, code))
    if any(code for *_, code in rows):
        sys.stderr.write(f"出错的系统留在 {system}。\n")
    else:
        shutil.rmtree(system)
    return rows


def base(suite: str) -> Path:
    """The folder of the suite's bare system, made where there is none or it is old."""
    folder, fresh = CACHE / suite, CACHE / f"{suite}.new"
    if folder.is_dir() and time.time() - folder.stat().st_mtime < KEPT_FOR:
        return folder
    shutil.rmtree(fresh, ignore_errors=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"正在建立 {suite} 的空白系统……\n")
    sys.stdout.flush()
    command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", suite, str(fresh), *mirror()]
    call = subprocess.run(command, check=False, stdout=subprocess.PIPE, encoding="utf-8", errors="replace")
    if call.returncode:
        sys.stderr.write(call.stdout[-2000:])
        call.check_returncode()
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    os.utime(folder)
    return folder


def mirror() -> list[str]:
    """The Debian mirror that this machine uses, for debootstrap; none where it uses none."""
    if not shutil.which("apt-get"):
        return []
    command = ["apt-get", "indextargets", "--format", "$(SITE) $(LABEL)", "Created-By: Packages"]
    rows = subprocess.run(command, check=False, capture_output=True, encoding="utf-8").stdout.splitlines()
    return [site for site, label in (row.split(" ", 1) for row in rows) if label == "Debian"][:1]


def checkout(target: Path) -> None:
    """Copy the project as a fresh download has it: no history, no environment, no cache."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listing, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.split(
        "\0"
    ):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def inside(system: Path, suite: str, command: str) -> int:
    """Run a command in the checkout within the bare system, with processes and mounts of its own; its exit code."""
    shutil.copyfile("/etc/resolv.conf", system / "etc/resolv.conf")
    downloads = {"root/.cache/pip": CACHE / "pip", "var/cache/apt/archives": CACHE / f"{suite}.apt"}
    mounts = ["mount -t proc proc proc", "mount --rbind /dev dev", "mount --rbind /sys sys"]
    for place, kept in downloads.items():
        (kept / "partial").mkdir(parents=True, exist_ok=True)
        (system / place).mkdir(parents=True, exist_ok=True)
        mounts.append(f"mount --bind {shlex.quote(str(kept))} {place}")
    surroundings = shlex.join(f"{name}={value}" for name, value in environment(system).items())
    shell = shlex.quote(f"cd {HOME} && {command}")
    script = f"cd {shlex.quote(str(system))} && {' && '.join(mounts)} && exec chroot . env -i {surroundings} sh -c {shell}"
    namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    try:
        call = subprocess.run(
            [*namespaces, "sh", "-c", script], check=False, stdin=subprocess.DEVNULL, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"{LIMIT // 60} 分钟还没有结束，停下了。\n")
        return 124
    return call.returncode


def environment(system: Path) -> dict[str, str]:
    """The variables of the bare system: what every login has, and the way to the registries."""
    values = {"HOME": "/root", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    for name in FORWARDED:
        value = os.environ.get(name, "")
        if value and Path(value).is_file():
            (system / "opt").mkdir(exist_ok=True)
            shutil.copyfile(value, system / "opt" / name)
            value = f"/opt/{name}"
        if value:
            values[name] = value
    return values


def preview() -> int:
    """Start `make serve`, wait until it says where the preview is, read the home page, and end it."""
    process = subprocess.Popen(
        ["make", "serve"], stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    title = ""
    for line in process.stderr or ():
        sys.stderr.write(line)
        if line.startswith("预览："):
            address = line.removeprefix("预览：").strip()
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with direct.open(address, timeout=60) as answer:
                title = answer.read().decode().partition("<title>")[2].partition("</title>")[0]
            break
    sys.stdout.write(f"首页的标题：{title}\n")
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    return 0 if title else 1


if __name__ == "__main__":
    sys.exit(main())
