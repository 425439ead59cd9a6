"""A contribution out of a zip, as the form in the browser makes it or an officer packs it by hand.

The zip holds one article's folder of contract 2. It comes from outside, so nothing in it is trusted: names, number and
sizes are looked at before a byte is unpacked, and what is unpacked is counted, whatever the zip says of itself.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from column.authoring.new_article import RefusedError
from column.content.discovery import MEDIA
from column.model.addresses import ArticleId

FILES = 50
"""Files in a zip at most."""
UNPACKED = 60_000_000
"""Bytes of all files together at most."""
_RATIO = 100
"""How many times larger than packed a file may get: text gets about four times, photos not at all."""
_SMALL = 1_000_000
"""Bytes below which a file may get as much larger as it likes."""

_PLACE = re.compile(
    r"(?P<column>briefings|cases)/(?P<id>(?:(?<=briefings/)[a-z0-9-]+/)?[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+)/(?P<name>[^/]+)"
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}(?P<suffix>\.[A-Za-z0-9]{1,5})")
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])\..*")
"""Names that Windows keeps for itself."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AGAIN = "请投稿的人用网页上的表单重新做一个，或者把文件夹照规定放好再压缩。"
_FORM = (
    "压缩包里应当只有 briefings/单位/日期-短名/（案例是 cases/日期-短名/），里面是 index.md 和照片。" + _AGAIN
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One article: its id, and its files by name, `index.md` among them."""

    id: ArticleId
    files: Mapping[str, bytes]

    @property
    def folder(self) -> str:
        """The article's folder, relative to the repository."""
        return f"{'briefings' if self.id.of_briefing else 'cases'}/{self.id}"


def unpack(data: bytes) -> Parcel:
    """The article in a zip. Raises `RefusedError`; nothing is written."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as fault:
        if isinstance(fault, RefusedError):
            raise
        raise RefusedError("压缩包打不开，可能没有传完整。", "请对方再发一次。") from None


def _read(archive: zipfile.ZipFile) -> Parcel:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > FILES:
        raise RefusedError(f"压缩包里有 {len(entries)} 个文件，最多 {FILES} 个。", "只留要用的照片。")
    for entry in archive.infolist():
        _look(entry)
    folders: set[tuple[str, str]] = set()
    names: dict[str, tuple[str, zipfile.ZipInfo]] = {}
    for entry in entries:
        found = _PLACE.fullmatch(entry.filename)
        if not found:
            raise RefusedError(f"“{_shown(entry.filename)}”不在规定的位置。", _FORM)
        _judge_name(found["name"])
        folders.add((found["column"], found["id"]))
        if found["name"].lower() in names:
            raise RefusedError(f"“{found['name']}”有两份。", _AGAIN)
        names[found["name"].lower()] = found["name"], entry
    if len(folders) != 1:
        raise RefusedError(f"压缩包里有 {len(folders)} 篇稿子，应当是一篇。", _FORM)
    if "index.md" not in names:
        raise RefusedError("压缩包里没有 index.md，没有正文。", _AGAIN)
    column, id = folders.pop()
    if (column == "briefings") is not ("/" in id):
        raise RefusedError(f"“{column}/{id}”不在规定的位置。", _FORM)
    try:
        article = ArticleId(id)
    except ValueError:
        raise RefusedError(f"“{id}”里的日期或短名不对。", _AGAIN) from None
    return Parcel(article, dict(_contents(archive, names.values())))


def _look(entry: zipfile.ZipInfo) -> None:
    """Refuse what is no plain file or folder, or cannot be unpacked without a password or another program."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise RefusedError(f"“{_shown(entry.filename)}”是一个链接，不是文件。", _AGAIN)
    if ".." in entry.filename.split("/") or entry.filename.startswith("/") or "\\" in entry.orig_filename:
        raise RefusedError(f"“{_shown(entry.filename)}”想放到别的文件夹里去。", _AGAIN)
    if entry.flag_bits & 0x1:
        raise RefusedError("压缩包加了密码。", "请对方去掉密码再发。")
    if entry.compress_type not in _PACKED:
        raise RefusedError("压缩包用的压缩方法打不开。", "请对方另存为普通的 zip。")


def _judge_name(name: str) -> None:
    found = _NAME.fullmatch(name)
    allowed = name == "index.md" or (found and found["suffix"].lower() in MEDIA)
    if not allowed or _DEVICE.fullmatch(name):
        mend = "只收 index.md、照片、视频和 MP3，文件名用英文字母和数字，如 photo-1.jpg。"
        raise RefusedError(f"不收“{_shown(name)}”这样的文件。", mend)


def _contents(
    archive: zipfile.ZipFile, entries: Iterable[tuple[str, zipfile.ZipInfo]]
) -> Iterator[tuple[str, bytes]]:
    """The files, read no further than they may be large."""
    left = UNPACKED
    for name, entry in entries:
        most = min(left, max(_SMALL, entry.compress_size * _RATIO))
        with archive.open(entry) as stream:
            data = stream.read(most + 1)
        if len(data) > left:
            mend = "照片缩小再发；视频单独交给联络员。"
            raise RefusedError(f"压缩包解开以后超过 {UNPACKED // 1_000_000} MB。", mend)
        if len(data) > most:
            raise RefusedError(f"“{name}”解开以后大得不合情理，没有收。", "请对方用表单重新做一个。")
        left -= len(data)
        yield name, data


def _shown(name: str) -> str:
    """A name as a console can show it: no control characters, not too long."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:80]
