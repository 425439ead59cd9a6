"""Build the site strictly, beside the one that stands, and swap it in when it is whole.

Exit code 0 when the site was built or nothing has changed since, 1 when something stands against it.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.system import command, fingerprint
from column.system.cache import Cache
from column.system.chinese_arguments import ChineseParser
from column.system.site_trees import SiteTrees

ROOT = Path(__file__).resolve().parents[1]
_REPORT = "report"
"""The name of the last build's report in the cache; its version is the state that the build read."""


def main(arguments: list[str] | None = None) -> int:
    gc.disable()  # a build makes a million records, hardly a cycle, and ends: to look for cycles takes a fifth of it
    parser = ChineseParser("严格构建网站；有错误就停下，原来的网站不动。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    parser.add_argument("--no-search", action="store_true", help="不做搜索索引")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    pair = SiteTrees(root / "site", root / ".cache" / "trees")
    built_from = f"{fingerprint.of_project(root)} {options.no_search} {os.environ.get('KITS') == '0'}"
    reports = Cache(root / ".cache", built_from)
    report: str | None = reports.load(_REPORT, None)
    if report is not None and pair.is_whole():
        sys.stderr.write(report)
        sys.stderr.write("没有变化，网站已是最新。\n")
        return 0
    return _build(root, pair, not options.no_search, reports)


def _build(root: Path, pair: SiteTrees, searchable: bool, reports: Cache) -> int:
    # Only now: a build in which nothing changed does without these.
    from filelock import FileLock

    from bridge.build import StoppedError, build

    reports.folder.mkdir(exist_ok=True)
    with FileLock(reports.folder / "lock"):
        try:
            report = build(root, pair, searchable)
        except StoppedError as stop:
            sys.stderr.write(f"{stop}\n没有构建，原来的网站不动。\n")
            return 1
        reports.save(_REPORT, report)
    return 0


if __name__ == "__main__":
    command.run(main)
