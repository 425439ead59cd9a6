"""Measure builds on a large corpus, beside Hugo and plain MkDocs on the same corpus, in one run.

Every figure is of a whole process with all its children: wall time, processor time, peak memory (PSS, sampled).
What counts are the ratios: how busy the machine is shows in both terms. Prints a table and writes it as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import competitors, corpus
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".cache" / "bench"
SCRIPTS = ROOT / "scripts"
KEPT = PLACE / "pictures"
"""Pictures that one size has made and the next needs too."""


@dataclass(frozen=True)
class Figure:
    """One measured process: seconds of wall and processor time, megabytes at the peak."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Row:
    what: str
    wall: float
    cpu: float
    peak: float
    ratio: float
    bar: str


def measured(command: list[str], folder: Path) -> Figure:
    """Run a command to its end. Raises `CalledProcessError` where it fails."""
    environment = os.environ | {"PYTHONPATH": str(folder / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    before, start = os.times(), time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    peak = _Peak(process.pid)
    _, errors = process.communicate()
    wall, after = time.monotonic() - start, os.times()
    peak.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors[-2000:])
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Figure(wall, cpu, peak.highest / 1024)


class _Peak:
    """The highest sum of proportional memory (KB) over a session's processes, looked at five times a second, as each look costs."""

    def __init__(self, session: int) -> None:
        self.highest = 0
        self._session, self._done = session, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self.highest = max(self.highest, sum(map(_pss, _processes(self._session))))


def _processes(session: int) -> list[int]:
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            try:
                if os.getsid(int(entry.name)) == session:
                    found.append(int(entry.name))
            except ProcessLookupError:
                continue
    return found


def _pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


class Bench:
    """The column's own figures on one corpus."""

    def __init__(self, articles: int, photos: int, rounds: int) -> None:
        self.root, self.rounds, self.articles = PLACE / f"{articles}", rounds, articles
        shutil.rmtree(self.root, ignore_errors=True)
        corpus.make(self.root, articles, articles // 20, photos)
        self._count = 0
        if KEPT.is_dir():
            shutil.copytree(KEPT, self.root / ".cache" / "pictures", copy_function=os.link)
        self.build()
        shutil.rmtree(KEPT, ignore_errors=True)
        shutil.copytree(self.root / ".cache" / "pictures", KEPT, copy_function=os.link)

    def build(self, *options: str) -> Figure:
        return measured(
            [sys.executable, str(SCRIPTS / "build.py"), "--root", str(self.root), *options], self.root
        )

    def median(self, prepare: Callable[[], None], *options: str) -> Figure:
        figures = []
        for _ in range(self.rounds):
            prepare()
            figures.append(self.build(*options))
        return middle(figures)

    def forget(self) -> None:
        """Nothing is kept but the pictures."""
        shutil.rmtree(self.root / "site", ignore_errors=True)
        for entry in (self.root / ".cache").iterdir():
            if entry.name != "pictures":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def no_pictures(self) -> None:
        self.forget()
        shutil.rmtree(self.root / ".cache" / "pictures", ignore_errors=True)

    def change(self) -> None:
        self._count += 1
        file = sorted(self.root.glob("briefings/*/*.md"))[self.articles // 3]
        file.write_text(file.read_text("utf-8") + f"\n又改了第{self._count}次。\n", encoding="utf-8")

    def add(self) -> None:
        self._count += 1
        file = sorted(self.root.glob("briefings/*/*.md"))[0]
        unit = file.parent
        text = file.read_text("utf-8").replace("走进", f"第{self._count}回走进", 1)
        (unit / f"2026-11-21-added-{self._count}.md").write_text(text, encoding="utf-8")

    def remove(self) -> None:
        sorted(self.root.glob("briefings/*/2026-11-21-added-*.md"))[0].unlink()

    def template(self) -> None:
        self._count += 1
        file = self.root / "hooks" / "column" / "templates" / "components" / "card.html"
        file.write_text(
            file.read_text("utf-8").replace('<li class="', f'<li class="n{self._count} ', 1), encoding="utf-8"
        )

    def saved(self) -> float:
        """Seconds from saving a briefing to its page being served anew."""
        port = 8765
        file = sorted(self.root.glob("briefings/*/*.md"))[self.articles // 2]
        url = f"http://127.0.0.1:{port}/{file.relative_to(self.root).as_posix().removesuffix('.md')}/"
        environment = os.environ | {"PYTHONPATH": str(self.root / "hooks")}
        command = [sys.executable, str(SCRIPTS / "serve.py"), "--root", str(self.root), "--port", str(port)]
        server = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _until(url, "", 300)
            waits = []
            for number in range(self.rounds):
                word = f"存盘{number}号"
                file.write_text(file.read_text("utf-8") + f"\n{word}\n", encoding="utf-8")
                waits.append(_until(url, word, 60))
            return statistics.median(waits)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()

    def check(self, *files: str) -> Figure:
        return measured(
            [sys.executable, str(SCRIPTS / "check.py"), "--root", str(self.root), *files], self.root
        )


def middle(figures: Sequence[Figure]) -> Figure:
    """The median of each value."""
    values = [(figure.wall, figure.cpu, figure.peak) for figure in figures]
    return Figure(*(statistics.median(column) for column in zip(*values, strict=True)))


def _until(url: str, word: str, limit: float) -> float:
    """Seconds until the page at `url` holds `word`."""
    start = time.monotonic()
    while time.monotonic() - start < limit:
        try:
            with urllib.request.urlopen(url, timeout=limit) as answer:  # noqa: S310 - loopback
                if word in answer.read().decode():
                    return time.monotonic() - start
        except OSError:
            pass
        time.sleep(0.02)
    raise TimeoutError(url)


def full(articles: int, photos: int, rounds: int) -> list[Row]:
    """All rows at one size, each with its ratio to Hugo's full build."""
    bench = Bench(articles, photos, rounds)
    hugo = competitors.Hugo(PLACE / "hugo", bench.root)
    mkdocs = competitors.MkDocs(PLACE / "mkdocs", bench.root)
    theirs, ours = [], []
    for _ in range(rounds):  # in turn, as other work on the machine changes by the minute
        hugo.forget()
        theirs.append(measured(hugo.command, hugo.folder))
        bench.forget()
        ours.append(bench.build("--no-search"))
    base, cold = middle(theirs), middle(ours)
    rows: list[Row] = []

    def row(what: str, figure: Figure, bar: str = "") -> None:
        rows.append(Row(what, figure.wall, figure.cpu, figure.peak, figure.wall / base.wall, bar))
        sys.stderr.write(f"{what}: {figure.wall:.2f} s\n")

    row("Hugo，全部构建", base)
    row("MkDocs + Material，文章当普通页面", measured(mkdocs.command, mkdocs.folder))
    row("全部构建（图片已有，无搜索）", cold, "≤ 1.0")
    rows.append(Row("　其中峰值内存，与 Hugo 之比", 0, 0, rows[-1].peak, rows[-1].peak / base.peak, "≤ 0.4"))
    row("没有变化", bench.median(lambda: None, "--no-search"), "≤ 0.1")
    bench.change()
    row("改一篇简报，全部构建之后的头一次", bench.build("--no-search"))
    row("改一篇简报", bench.median(bench.change, "--no-search"), "≤ 0.15")
    without = rows[-1]
    row("加一篇简报", bench.median(bench.add, "--no-search"), "≤ 0.15")
    row("删一篇简报", bench.median(bench.remove, "--no-search"), "≤ 0.15")
    row("改一个模板", bench.median(bench.template, "--no-search"))
    bench.forget()
    row("全部构建，含搜索索引", bench.build())
    bench.change()
    bench.build()
    row("改一篇简报，含搜索索引", bench.median(bench.change))
    more = rows[-1]
    index = more.wall - without.wall
    rows.append(Row("　其中搜索索引", index, more.cpu - without.cpu, more.peak, index / base.wall, "≤ 0.3"))
    bench.no_pictures()
    row("全部构建，图片从头做", bench.build("--no-search"), "≤ 10（只算图片）")
    row("检查全部，头一次", _fresh_check(bench))
    row("检查全部，再一次", bench.check())
    row("检查一篇", bench.check(str(next(bench.root.glob("briefings/*/*.md")))), "< 1 s")
    saved = bench.saved()
    rows.append(Row("预览：存盘到页面就绪", saved, 0, 0, saved / base.wall, "< 1.5 s"))
    return rows


def _fresh_check(bench: Bench) -> Figure:
    shutil.rmtree(bench.root / ".cache" / "articles", ignore_errors=True)
    return bench.check()


def growth(sizes: list[int], photos: int, rounds: int) -> list[Row]:
    """Cold builds at several sizes; the ratio is to the size before."""
    rows: list[Row] = []
    for size in sizes:
        bench = Bench(size, photos, rounds)
        figure = bench.median(bench.forget, "--no-search")
        ratio = figure.wall / rows[-1].wall if rows else 1.0
        bar = "≤ 2.1" if rows and size == 2 * sizes[sizes.index(size) - 1] else ""
        rows.append(Row(f"全部构建，{size} 篇", figure.wall, figure.cpu, figure.peak, ratio, bar))
        shutil.rmtree(bench.root)
    return rows


def table(rows: list[Row]) -> str:
    lines = [
        "| 做什么 | 用时（秒） | 处理器（秒） | 峰值内存（MB） | 比值 | 标准 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {r.what} | {r.wall:.2f} | {r.cpu:.2f} | {r.peak:.0f} | {r.ratio:.2f} | {r.bar} |" for r in rows
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = ChineseParser("性能测量，打印成表。")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--photos", type=int, default=10, help="每多少篇有一张照片")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 5_000, 10_000, 20_000])
    options = parser.parse_args()
    rows = full(options.articles, options.photos, options.rounds)
    sizes = growth(options.sizes, options.photos, options.rounds)
    sys.stdout.write(f"{options.articles} 篇，比值是对 Hugo 全部构建的用时：\n\n{table(rows)}\n")
    sys.stdout.write(f"随篇数增长，比值是对上一行：\n\n{table(sizes)}")
    record = {
        "articles": options.articles,
        "rows": [asdict(row) for row in rows],
        "growth": [asdict(row) for row in sizes],
    }
    (PLACE / "bench.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
