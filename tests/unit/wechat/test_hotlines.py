from __future__ import annotations

from pathlib import Path

import pytest

from column.wechat import hotlines
from column.wechat.hotlines import HotlinesError
from support.wechat import samples


def test_they_are_read_past_the_tags_of_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(samples.CONFIG, encoding="utf-8")
    assert hotlines.load(tmp_path / "mkdocs.yml") == samples.HOTLINES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "extra: 1",
        "extra: {hotlines: [{number: 110}]}",
        "extra: {hotlines: [110]}",
        "a: [",
        "extra: {hotlines: []}",
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(HotlinesError, match=r"extra\.hotlines"):
        hotlines.load(tmp_path / "mkdocs.yml")
    with pytest.raises(HotlinesError, match="读不了"):
        hotlines.load(tmp_path / "none.yml")
