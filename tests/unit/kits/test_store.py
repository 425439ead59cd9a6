"""Kits are made once, whole, and go when nobody wants them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from column.kits import material, sizes, store, typesetting
from column.kits.store import KitStore
from column.kits.talk import Talk
from column.kits.typesetting import SheetOverflowError
from support import builders
from support.project import ROOT

SIZES = [size for size in sizes.load(ROOT)[0] if size.file in ("poster-a4.pdf", "popup-1024x768.png")]
WORDS = replace(
    material.of_case(builders.case("new", date(2026, 3, 2)), Talk()),
    signs=("要钱", "要码"),
    tips=("挂断", "打96110"),
)


def kits(root: Path) -> KitStore:
    return KitStore(root, builders.site(), SIZES)


def test_a_kit_holds_its_files_and_all_of_them_in_one(tmp_path: Path) -> None:
    kit = kits(tmp_path).kit(WORDS)
    files = {path.name for path in kit.folder.iterdir()} - {"account.json"}
    assert files == set(kit.lengths) == set(kits(tmp_path).names()) - {"letter.docx"}
    with zipfile.ZipFile(kit.folder / store.ZIP) as archive:
        assert set(archive.namelist()) == set(kit.lengths) - {store.ZIP, "thumb-poster-a4.png"}
        assert {"lecture.pptx", "storyboard.docx", "sms.txt"} <= set(archive.namelist())
        assert archive.testzip() is None


def test_a_kit_is_made_once_and_again_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kits(tmp_path / "a").kit(WORDS)
    second = kits(tmp_path / "b").kit(WORDS)
    for name in first.lengths:
        assert (first.folder / name).read_bytes() == (second.folder / name).read_bytes()
    monkeypatch.setattr(typesetting, "typeset", None)
    assert kits(tmp_path / "a").kit(WORDS) == first


def test_a_sheet_that_does_not_fit_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = typesetting.typeset

    def narrow(words: material.Material, size: sizes.Size, settings: object) -> bytes:
        if size.file.endswith(".png"):
            raise SheetOverflowError("lists")
        return real(words, size, builders.site())

    monkeypatch.setattr(typesetting, "typeset", narrow)
    monkeypatch.setattr(typesetting, "excess", lambda *_: 12)
    kit = kits(tmp_path).kit(WORDS)
    assert kit.omitted == {"popup-1024x768.png": ("lists", 12)}
    assert kit.why("popup-1024x768.png") == "识别要点和防范提示太长，大约多了 12 个字"
    assert "popup-1024x768.png" not in kit.lengths
    assert store.ZIP in kit.lengths


def test_what_nobody_wants_is_removed(tmp_path: Path) -> None:
    all_kits = kits(tmp_path)
    old, new = all_kits.kit(WORDS), all_kits.kit(replace(WORDS, slogan="新的一句"))
    all_kits.keep_only([replace(WORDS, slogan="新的一句")])
    assert not old.folder.exists()
    assert new.folder.exists()
