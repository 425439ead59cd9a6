"""The pictures of the sample briefings: drawn, marked as samples in the picture and in its text."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageChops

import sample_photos
from support.project import ROOT


@pytest.mark.parametrize("folder", sample_photos.PICTURES)
def test_a_sample_picture_is_drawn_small_and_marked(folder: str) -> None:
    file = ROOT / folder / sample_photos.NAME
    text = (ROOT / folder / "index.md").read_text("utf-8")
    assert re.search(rf"!\[示例图：.{{10,}}\]\({sample_photos.NAME}\)", text)
    assert file.stat().st_size < 40_000
    drawn = sample_photos.picture(sample_photos.PICTURES[folder]).convert("RGB")
    with Image.open(file) as kept:
        assert kept.size == sample_photos.SIZE
        assert not kept.getexif()
        apart = ImageChops.difference(kept.convert("RGB"), drawn).convert("L").histogram()
    assert sum(apart[16:]) < 0.01 * drawn.width * drawn.height
