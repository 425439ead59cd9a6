"""Build the site strictly, beside the one that stands, and swap it in when it is whole."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

ROOT = Path(__file__).resolve().parents[1]


def swap(new: Path, site: Path) -> None:
    """Put `new` in the place of `site`; whatever happens, one of the two stands whole."""
    old = site.with_name(site.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="严格构建网站；有错误就停下，原来的网站不动。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    site, new = root / "site", root / "site.new"
    shutil.rmtree(new, ignore_errors=True)
    try:
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(new), strict=True))
    except (Abort, BuildError, ConfigurationError) as fault:
        shutil.rmtree(new, ignore_errors=True)
        sys.stderr.write(f"没有构建成功：{fault}\n")
        return 1
    swap(new, site)
    return 0


if __name__ == "__main__":
    sys.exit(main())
