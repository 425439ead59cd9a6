"""Copy the built site so that it opens by a double click: every link names its file, as a browser shows a folder's
listing for `briefings/` where there is no server. For the artifact of a pull request alone.

Exit code 0, or 1 where no site is built.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from column.media import drawings
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]
NOTE = "这是投稿的预览，只在自己的电脑上看，不要转发。搜索要等发布以后才能用。"
_STYLE = "margin:0;padding:0.5em 1em;background:#fff3cd;color:#332701"
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)"')
_BODY = re.compile(r"<body\b[^>]*>")
_ICON = re.compile(r'(<use href=")[^"#]*')


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("把网站另存一份，解压以后双击就能打开。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    site, target = options.root / "site", options.root / "preview"
    if not (site / "index.html").is_file():
        sys.stderr.write(f"{site} 里没有网站，请先运行 make build。\n")
        return 1
    copy(site, target)
    sys.stderr.write(f"预览在 {target / 'index.html'}，双击就能打开。\n")
    return 0


def copy(site: Path, target: Path) -> None:
    """The site at `target`, in the place of what was there."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(site, target)
    for page in target.rglob("*.html"):
        page.write_text(openable(page.read_text("utf-8")), encoding="utf-8")


def openable(page: str) -> str:
    """A page with links to files and its icons in itself, and a note that says what it is."""
    linked = _LINK.sub(lambda link: f'{link[1]}{to_file(link[2])}"', page)
    note = f'<p role="note" style="{_STYLE}">{NOTE}</p>'
    if _ICON.search(page):  # no browser takes them out of another file on the disk
        linked = _ICON.sub(r"\1", linked)
        note += drawings.icons().sprite.decode().replace("<svg ", '<svg width="0" height="0" ', 1)
    return _BODY.sub(lambda body: body[0] + note, linked, count=1)


def to_file(address: str) -> str:
    """An address within the site with the name of its file; any other as it is.

    >>> to_file("../scams/?a=1#b")
    '../scams/index.html?a=1#b'
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    folder, _, name = parts.path.rpartition("/")
    if name not in ("", ".", ".."):
        return address
    named = "/".join(part for part in (folder, name, "index.html") if part)
    return urlunsplit(("", "", named, parts.query, parts.fragment))


if __name__ == "__main__":
    command.run(main)
