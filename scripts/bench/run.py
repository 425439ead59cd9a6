"""Measure builds on a large corpus, beside Hugo and plain MkDocs on the same corpus, in one run.

What counts is processor time (user and system, with all children) against Hugo's: how busy the machine is shows in both.
Hugo and each kind of work take turns, round after round; a figure is the median of the rounds. Prints tables, and writes
them as JSON.
"""

from __future__ import annotations

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path

from bench import competitors, corpus, tables
from bench.measure import Figure, environment, machine, measured, middle
from bench.place import Place
from bench.tables import Row
from column.model.article import BEIJING
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]
os.environ["KITS"] = "0"  # the bars are those of pages and feeds (DECISIONS)
DISK = ROOT / ".cache" / "bench"
SCRIPTS = ROOT / "scripts"
_ROOM = 340_000, 220_000
"""Bytes that an article takes: where all is measured, with the competitors' trees and the preview; elsewhere."""
_WRITTEN = re.compile(r"写了 (\d+) 个文件")


class Bench:
    """The column on one corpus, in the place of a run; at most one at a time, as the pictures go from one to the next."""

    def __init__(self, place: Place, articles: int) -> None:
        self.root, self.articles = place.folder / str(articles), articles
        self._place, self._count = place, 0
        self._pictures, self._kept = self.root / ".cache" / "pictures", place.folder / "pictures"
        corpus.make(self.root, articles)
        if self._kept.is_dir():
            self._pictures.parent.mkdir()
            self._kept.rename(self._pictures)
        self.build()

    def close(self) -> None:
        """Forget the corpus and all that was made of it, but for the pictures."""
        self._pictures.rename(self._kept)
        self._place.forget(self.root)

    def build(self, search: bool = False) -> Figure:
        figure, told = self._run("build.py", *([] if search else ["--no-search"]))
        written = _WRITTEN.search(told)
        return replace(figure, files=int(written[1]) if written else 0)

    def check(self) -> Figure:
        return self._run("check.py")[0]

    def duty(self) -> Figure:
        """The ledger of the newest month; what was parsed is kept."""
        return self._run("duty.py", "--month", f"{corpus.LAST:%Y-%m}")[0]

    def _run(self, script: str, *options: str) -> tuple[Figure, str]:
        command = [sys.executable, str(SCRIPTS / script), "--root", str(self.root), *options]
        return measured(command, self.root)

    def forget(self) -> None:
        """Nothing is kept but the pictures."""
        cached = [entry for entry in (self.root / ".cache").iterdir() if entry != self._pictures]
        self._place.forget(self.root / "site", *cached)

    def forget_readings(self) -> None:
        self._place.forget(self.root / ".cache" / "articles")

    def check_out(self) -> None:
        """As a fresh checkout beside the cache: no site, and all contributions newer than before."""
        self._place.forget(self.root / "site", self.root / ".cache" / "trees")
        for name in ("briefings", "cases", "docs"):
            for file in (self.root / name).rglob("*.*"):
                os.utime(file)

    def change(self) -> None:
        """Write a line more into a briefing in the middle of the years."""
        self._append(self.articles // 3, "又改了第{}次。")

    def _append(self, at: int, line: str) -> Path:
        self._count += 1
        file = sorted(self.root.glob("briefings/*/*.md"))[at]
        file.write_text(file.read_text("utf-8") + f"\n{line.format(self._count)}\n", encoding="utf-8")
        return file

    def add(self) -> Path:
        """Put a briefing of a day after all others; gives its file."""
        self._count += 1
        made = corpus.briefing(self.articles + self._count, self.articles, corpus.LAST + timedelta(days=1))
        file = self.root / f"{made.path}.md"
        file.write_text(made.text(), encoding="utf-8")
        return file

    def change_template(self) -> None:
        self._count += 1
        file = self.root / "hooks" / "column" / "templates" / "components" / "card.html"
        text = file.read_text("utf-8").replace('<li class="', f'<li class="n{self._count} ', 1)
        file.write_text(text, encoding="utf-8")

    def files(self) -> tuple[int, int]:
        """How many files the site has that are no pictures of articles, and how many that are."""
        site = self.root / "site"
        pictures = sum(1 for column in ("briefings", "cases") for _ in (site / column).rglob("*.jpg"))
        return sum(file.is_file() for file in site.rglob("*")) - pictures, pictures

    def saved(self, times: int) -> float:
        """Seconds from saving a briefing to its page being served anew, the median of some times."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, str(SCRIPTS / "serve.py"), "--root", str(self.root), "--port", str(port)]
        nowhere = subprocess.DEVNULL
        server = subprocess.Popen(command, env=environment(self.root), stdout=nowhere, stderr=nowhere)
        try:
            waits = []
            for _ in range(times + 1):
                file = self._append(self.articles // 2, "存盘第{}次。")
                path = file.relative_to(self.root).as_posix().removesuffix(".md")
                waits.append(_until(f"http://127.0.0.1:{port}/{path}/", f"存盘第{self._count}次。", 600))
            return statistics.median(waits[1:])  # the first waited for the server's start
        finally:
            server.terminate()
            server.wait()


def _until(url: str, word: str, limit: float) -> float:
    """Seconds until the page at `url` holds `word`. Raises `TimeoutError`."""
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


def whole(place: Place, bench: Bench, rounds: int) -> tuple[list[Row], dict[str, Figure]]:
    """All rows at one size, and the figures by kind of work. The site has just been built."""
    files, pictures = bench.files()
    hugo = competitors.Hugo(place, bench.root, bench.articles)
    mkdocs = competitors.MkDocs(place, bench.articles)
    took = _medians(partial(_round, bench, hugo), rounds) | {"mkdocs": mkdocs.build()}
    place.forget(hugo.folder, mkdocs.folder)
    return tables.rows(bench.articles, took, bench.saved(rounds), files, pictures), took


Work = Iterator[tuple[str, Figure]]
"""What was done, and what it took."""


def _medians(turn: Callable[[], Work], rounds: int) -> dict[str, Figure]:
    taken: dict[str, list[Figure]] = defaultdict(list)
    for number in range(1, rounds + 1):
        for what, figure in turn():
            taken[what].append(figure)
            sys.stderr.write(f"{number} {what}：处理器 {figure.cpu:.2f} 秒，用时 {figure.wall:.2f} 秒\n")
    return {what: middle(several) for what, several in taken.items()}


def _round(bench: Bench, hugo: competitors.Hugo) -> Work:
    """Every kind of work once, each from the state in which it is met; Hugo before each half."""
    yield "hugo", hugo.build()
    bench.forget()
    yield "cold", bench.build()
    bench.change()
    yield "first", bench.build()
    bench.change()
    yield "changed", bench.build()
    yield "nothing", bench.build()
    added = bench.add()
    yield "added", bench.build()
    added.unlink()
    yield "removed", bench.build()
    yield "hugo", hugo.build()
    bench.change_template()
    yield "template", bench.build()
    bench.check_out()
    yield "checkout", bench.build()
    bench.forget_readings()
    yield "check", bench.check()
    yield "again", bench.check()
    bench.duty()
    yield "duty", bench.duty()
    bench.build(search=True)
    bench.change()
    bench.build(search=True)
    bench.change()
    yield "search", bench.build(search=True)


def _short_round(bench: Bench) -> Work:
    """What shows how the work grows with the articles."""
    bench.forget()
    yield "cold", bench.build()
    bench.change()
    yield "first", bench.build()
    bench.change()
    yield "changed", bench.build()


def main() -> int:
    parser = ChineseParser("性能测量，打印成表。")
    parser.add_argument("--articles", type=int, default=10_000, help="全部项目在多少篇上量")
    parser.add_argument("--rounds", type=int, default=3, help="每一项量几次，取中位数")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[1_000, 10_000, 50_000], help="随篇数增长，在哪些篇数上量"
    )
    options = parser.parse_args()
    before, took = os.getloadavg()[0], {}
    sizes = sorted({options.articles, *options.sizes})
    with Place(max(options.articles * _ROOM[0], sizes[-1] * _ROOM[1]), DISK) as place:
        for articles in sizes:
            sys.stderr.write(f"{articles} 篇：准备\n")
            bench = Bench(place, articles)
            if articles == options.articles:
                rows, took[articles] = whole(place, bench, options.rounds)
            else:
                took[articles] = _medians(partial(_short_round, bench), options.rounds)
            bench.close()
        head = (
            f"{datetime.now(BEIJING).date()}，{options.articles:,} 篇，{options.rounds} 轮的中位数；{machine()}，"
            f"负载 {before:.1f} → {os.getloadavg()[0]:.1f}；Hugo {version('hugo')}；{place}。"
        )
    sys.stdout.write(f"{head}\n\n{tables.whole(rows)}\n随篇数增长：\n\n{tables.growth(took)}")
    record = {"head": head, "rows": rows, "sizes": took}
    text = json.dumps(record, ensure_ascii=False, indent=1, default=asdict)
    (DISK / "bench.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
