"""The files of kits in `.cache/kits/`, each kit made once for each state of its words, sizes, templates and settings."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import docx
import pptx
import typst

from column.kits import lecture, letter, office, storyboard, texts, typesetting
from column.kits.material import Material
from column.kits.sizes import Size
from column.kits.typesetting import SheetOverflowError
from column.media import drawings
from column.settings.records import Settings
from column.system import parallel
from column.system.fingerprint import version_of

ZIP = "kit.zip"
TEXTS = {
    "sms.txt": ("短信", texts.sms),
    "broadcast.txt": ("广播稿", texts.broadcast),
    "push.txt": ("工作群通知", texts.push),
}
"""File, Chinese name and text of the messages."""
OFFICE = {
    "lecture.pptx": ("讲课幻灯片", "八页，备注里有三分钟、十分钟的讲法", lecture.make),
    "letter.docx": ("一封信", "落款留了盖章和日期的地方", letter.make),
    "storyboard.docx": ("短片分镜脚本", "六个镜头，四十五秒，写明什么不能拍", storyboard.make),
}
"""File, Chinese name, use and maker of the files that the office can change; a maker gives nothing where a kit has none."""

_ACCOUNT = "account.json"


def thumb_of(size: Size) -> str:
    """The file of a sheet's small picture; empty where the sheet is a picture itself, or shows no more than another."""
    stem, _, ending = size.file.rpartition(".")
    return f"thumb-{stem}.png" if ending == "pdf" and not size.bleed else ""


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that was made: its folder, the bytes of each of its files, and of each that was left out which part of the
    words did not fit (`typesetting.KEYS`) and how many characters there are too many."""

    folder: Path
    lengths: dict[str, int]
    omitted: dict[str, tuple[str, int]]

    def why(self, file: str) -> str:
        """Why a file was left out."""
        part, over = self.omitted[file]
        return f"{typesetting.KEYS[part]}太长，大约多了 {over} 个字"

    def text(self, file: str) -> str:
        """A message of the kit."""
        return (self.folder / file).read_text("utf-8")


class KitStore:
    """The kits below `.cache/kits/` of a project."""

    def __init__(self, root: Path, settings: Settings, sizes: Sequence[Size]) -> None:
        self._folder, self._settings, self.sizes = root / ".cache" / "kits", settings, sizes

    @cached_property
    def _state(self) -> str:
        """Of all but the words."""
        here = Path(__file__).parent
        state = (self._settings.government, self._settings.url, tuple(self.sizes))
        return version_of(typst, docx, pptx, here, drawings, drawings.FOLDER, repr(state))

    def names(self) -> tuple[str, ...]:
        """The files that a kit may have."""
        thumbs = filter(None, map(thumb_of, self.sizes))
        return (*(size.file for size in self.sizes), *OFFICE, *TEXTS, *thumbs, ZIP)

    @property
    def titles(self) -> dict[str, str]:
        """The Chinese names of the files that a kit may have to leave out."""
        return {size.file: size.name for size in self.sizes} | {
            file: name for file, (name, *_) in OFFICE.items()
        }

    def key(self, material: Material) -> str:
        """Differs where a file of the kit may."""
        return hashlib.sha256(f"{self._state} {material}".encode()).hexdigest()[:24]

    def folder(self, material: Material) -> Path:
        return self._folder / material.kind / material.id / self.key(material)

    def make(self, wanted: Iterable[Material]) -> None:
        """Make the kits that the store lacks, on all processors."""
        missing = [material for material in wanted if not (self.folder(material) / _ACCOUNT).exists()]
        if missing:
            parallel.in_parallel(missing, self._make_all, pays=len(missing) > 1)

    def kit(self, material: Material) -> Kit:
        """The kit, which is made where it is missing."""
        self.make([material])
        folder = self.folder(material)
        account = json.loads((folder / _ACCOUNT).read_text("utf-8"))
        omitted = {file: (part, over) for file, (part, over) in account["omitted"].items()}
        return Kit(folder, account["lengths"], omitted)

    def keep_only(self, wanted: Iterable[Material]) -> None:
        """Remove all other kits: of what was taken down nothing stays on the machine."""
        kept: Set[Path] = {self.folder(material) for material in wanted}
        for folder in self._folder.glob("*/*/*"):
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _make_all(self, share: Sequence[Material]) -> None:
        for material in parallel.with_progress(share, "制作物料包", len(share)):
            self._make(material)

    def _make(self, material: Material) -> None:
        """All files of a kit, in a folder that takes its place when it is whole."""
        contents: dict[str, bytes] = {}
        thumbs: dict[str, bytes] = {}
        omitted: dict[str, tuple[str, int]] = {}
        for size in self.sizes:
            try:
                contents[size.file] = typesetting.typeset(material, size, self._settings)
                if thumb := thumb_of(size):
                    thumbs[thumb] = typesetting.thumbnail(material, size, self._settings)
            except SheetOverflowError as fault:
                omitted[size.file] = (
                    fault.part,
                    typesetting.excess(material, size, self._settings, fault.part),
                )
        for name, (_, _, make) in OFFICE.items():
            try:
                if made := make(material, self._settings):
                    contents[name] = made
            except SheetOverflowError as fault:
                omitted[name] = fault.part, fault.over
        for name, (_, text) in TEXTS.items():
            contents[name] = text(material, self._settings).encode()
        contents |= {ZIP: _zipped(contents), **thumbs}
        folder = self.folder(material)
        beside = folder.with_name(f".{folder.name}.{os.getpid()}")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        for name, data in contents.items():
            (beside / name).write_bytes(data)
        account = {"lengths": {name: len(data) for name, data in contents.items()}, "omitted": omitted}
        (beside / _ACCOUNT).write_text(json.dumps(account, ensure_ascii=False), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)


def _zipped(contents: dict[str, bytes]) -> bytes:
    """The files in one, in the order of their names; PDF and PNG are packed already."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, office.STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith(".txt") else zipfile.ZIP_STORED
            archive.writestr(entry, contents[name])
    return target.getvalue()
