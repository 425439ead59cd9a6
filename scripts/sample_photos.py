"""Draw the sample pictures of briefings, from the scenes of the site: no people, each marked as a sample.

    .venv/bin/python scripts/sample_photos.py

It writes `photo-1.png` beside each briefing that is named below. Nobody needs to run it; it says how the files were made.
The same versions of typst and Pillow give the same bytes.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

import own_python  # noqa: F401 - first of ours: it ends a run by another Python
from column.media import cards, drawings
from column.system import command

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {
    "briefings/hedian/2026-11-23-renwu-qun": "talk",
    "briefings/xingzhen/2026-11-18-shoujikou": "school",
    "briefings/wucheng/2026-10-20-xingfu-xiaoqu": "stall",
}
"""The scene of each briefing."""
NAME = "photo-1.png"
SIZE = (1280, 800)
_COLOURS = 64
_MARK, _INK, _GROUND = "示例图，不是真实的活动", "#0b2a5b", "#ffffff"


def picture(scene: str) -> Image.Image:
    """A scene with its mark below on the left, in few colours."""
    with Image.open(BytesIO(drawings.scenes()[scene].png(*SIZE))) as drawn:
        whole = drawn.convert("RGB")
    font, draw = cards.typeface(30, 600), ImageDraw.Draw(whole)
    top = SIZE[1] - 64
    draw.rectangle((0, top, int(font.getlength(_MARK)) + 48, SIZE[1]), fill=_GROUND)
    draw.text((24, top + 10), _MARK, _INK, font)
    return whole.quantize(_COLOURS, dither=Image.Dither.NONE)


def main() -> int:
    for folder, scene in PICTURES.items():
        file = ROOT / folder / NAME
        picture(scene).save(file, optimize=True)
        sys.stdout.write(f"{file}\n")
    return 0


if __name__ == "__main__":
    command.run(main)
