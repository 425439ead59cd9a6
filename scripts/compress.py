"""Put a compressed copy (`.gz`) beside every text file of the built site, for nginx's `gzip_static`.

A step of deploying, not of building: a build that finds its site unchanged does nothing, and copies are no part of the
site that it knows, so it takes them away. The same file gives the same copy wherever it is made (no time, no system's
name in it), so that a transfer by content skips it. A copy bears its file's time, by which the next run knows it.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
TEXTS = frozenset(
    (".atom", ".css", ".html", ".js", ".json", ".opml", ".svg", ".txt", ".vtt", ".webmanifest", ".xml")
)
"""Endings of the files that become much smaller; pictures and videos are compressed already."""
LEAST = 1024
"""Bytes above which a copy is worth its request; as `gzip_min_length` in deploy/nginx.conf."""
_GZIP = 31
"""zlib's `wbits` for a gzip header and trailer around the largest window."""
_SYSTEM = 9
"""The header's byte that names the operating system (RFC 1952, 2.3); 255 is unknown."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a file: whether its copy was `made` now, and the sizes of both in bytes."""

    made: bool
    before: int
    after: int


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("为部署压缩网站：在 site/ 的文本文件旁边放好 .gz。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    parser.add_argument("--site", type=Path, help="网站文件夹，默认是项目里的 site/")
    options = parser.parse_args(arguments)
    site = options.site or options.root / "site"
    if not (site / "index.html").is_file():
        sys.stderr.write(f"{site} 里没有网站，请先运行 make build。\n")
        return 1
    files = list(worthwhile(site))
    gone = forget(site, files)
    # zlib lets other threads run while it works, so threads use all processors.
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(compress, files))
    made = sum(one.made for one in done)
    sizes = (sum(one.before for one in done), sum(one.after for one in done))
    sys.stderr.write(
        f"压缩了 {made} 个文件，{len(done) - made} 个已是最新，清掉 {gone} 个多余的；"
        f"共 {sizes[0] / 1e6:.1f} MB，压缩后 {sizes[1] / 1e6:.1f} MB。\n"
    )
    return 0


def worthwhile(site: Path) -> Iterator[Path]:
    """The files below `site` that get a copy."""
    for folder, _, names in os.walk(site):
        for name in names:
            file = Path(folder, name)
            if file.suffix in TEXTS and file.stat().st_size > LEAST:
                yield file


def forget(site: Path, files: Iterable[Path]) -> int:
    """Remove copies of files that are gone or no longer among `files`, as nginx would go on serving them; give their
    number."""
    wanted = {copy_of(file) for file in files}
    stale = [
        copy for copy in site.rglob("*.gz") if copy.with_suffix("").suffix in TEXTS and copy not in wanted
    ]
    for copy in stale:
        copy.unlink()
    return len(stale)


def copy_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.gz")


def compress(file: Path) -> Done:
    """Bring the copy of a file up to date; whoever reads meanwhile sees the old one or the new one, whole."""
    copy, status = copy_of(file), file.stat()
    if copy.is_file() and copy.stat().st_mtime_ns == status.st_mtime_ns:
        return Done(False, status.st_size, copy.stat().st_size)
    data = packed(file.read_bytes())
    part = copy.with_name(f"{copy.name}.part")
    part.write_bytes(data)
    os.utime(part, ns=(status.st_mtime_ns, status.st_mtime_ns))
    part.replace(copy)
    return Done(True, status.st_size, len(data))


def packed(data: bytes) -> bytes:
    """`data` as a gzip file (RFC 1952) without name, time and system."""
    packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _GZIP)
    whole = bytearray(packer.compress(data) + packer.flush())
    whole[_SYSTEM] = 255
    return bytes(whole)


if __name__ == "__main__":
    command.run(main)
