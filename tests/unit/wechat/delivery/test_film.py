"""A case with a film becomes a draft with its poster, and the editor is told what to do by hand."""

from __future__ import annotations

import re
from datetime import date

import pytest

from column.content import library
from column.feeds import writer
from column.media import variants
from column.model.attachments import Film, Video
from column.wechat.delivery.outcome import Status
from column.wechat.feed_reader import parser
from support import builders
from support.wechat import samples
from support.wechat.fake_platform import FakePlatform
from support.wechat.harness import Harness

POSTER = builders.photo("poster.jpg", 960, 540)
FILM = Film("film.mp4", "ab" * 32, ".mp4", 113444, 21, "h264", 960, 540)
CASE = builders.case(
    "kuaidi", date(2026, 10, 31), video=Video(FILM, "", POSTER, words=("先挂断，再打110。",))
)


@pytest.mark.parametrize("ending", ["xml", "atom", "json"])
def test_the_draft_has_the_poster_and_the_editor_a_line_to_do(
    ending: str, harness: Harness, wechat: FakePlatform
) -> None:
    held = library.build(builders.VOCABULARY, [CASE])
    documents = dict(writer.render(held, builders.site(wechat.site), builders.cover))
    poster = CASE.url + variants.filename(POSTER, variants.published(POSTER)[0])
    wechat.files |= {
        poster: samples.photo(960, 540, 3),
        builders.cover(CASE).url_path: samples.photo(1200, 900, 4),
    }
    items = parser.parse(documents[f"feed.{ending}"]).items
    (outcome,) = harness.run(items)
    assert outcome.status is Status.ADDED
    assert f"上传视频（{wechat.site}{CASE.url}{FILM.filename}）" in outcome.note
    assert "打开草稿 → 视频 → 选它" in outcome.note
    (draft,) = wechat.articles
    picture, line, words = (
        draft["content"].index(part) for part in ("<img", "▶ 视频请在原文观看", "先挂断，再打110。")
    )
    assert picture < line < words
    assert 'alt="视频的封面"' in draft["content"]
    assert not {"jpg", "mp4"} & set(re.findall(r"\.(\w+)", draft["content"])), (
        "pictures are the platform's own"
    )
    (again,) = harness.run(items)
    assert (again.status, again.note) == (Status.UNCHANGED, ""), "what is to do is said once"
