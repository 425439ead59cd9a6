"""An article object has all that the API asks for; an unfit item costs no upload."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from column.wechat.article.payload import PayloadBuilder, UnfitError, draft_articles
from column.wechat.feed_reader.fetch import FetchError
from column.wechat.platform.picture_file import PictureFile
from support.wechat import samples


@dataclass
class Recorder:
    """Source and uploader in one: gives a drawn picture for each URL, keeps what is uploaded."""

    missing: str = "none"
    data: bytes = samples.photo(300, 200, 0)
    uploads: list[tuple[str, PictureFile]] = field(default_factory=list)

    def fetch_picture(self, url: str) -> bytes:
        if self.missing in url:
            raise FetchError(f"{url} 打不开（HTTP 404）。")
        return self.data

    def upload_picture(self, picture: PictureFile) -> str:
        self.uploads.append(("picture", picture))
        return f"https://mmbiz.example.invalid/{len(self.uploads)}"

    def upload_cover(self, picture: PictureFile) -> str:
        self.uploads.append(("cover", picture))
        return "media"


def builder(recorder: Recorder, author: str = "") -> PayloadBuilder:
    return PayloadBuilder(samples.HOTLINES, author, recorder, recorder)


def test_an_item_becomes_an_article_object() -> None:
    item, recorder = samples.story(), Recorder()
    payload = builder(recorder).build(item)
    article = payload.article
    assert (article["title"], article["author"]) == (item.short_title, "无城派出所")
    assert (article["digest"], article["thumb_media_id"]) == (item.summary, "media")
    assert article["content_source_url"] == item.draft_key.url(item.link)
    assert [use for use, _ in recorder.uploads] == ["picture", "picture", "picture", "cover"]
    assert (
        payload.size
        == f"正文 {len(article['content'])} 字符、{len(article['content'].encode()) / 1000:.1f} kB"
    )


def test_the_given_author_replaces_that_of_the_item() -> None:
    assert builder(Recorder(), "无为公安").build(samples.item()).article["author"] == "无为公安"


def test_several_articles_of_a_draft_have_no_digest() -> None:
    payloads = [builder(Recorder()).build(samples.item(number)) for number in (1, 2)]
    assert draft_articles(payloads[:1])[0]["digest"] == samples.SUMMARY
    assert [article["digest"] for article in draft_articles(payloads)] == ["", ""]


def test_the_first_picture_is_the_cover_where_there_is_no_enclosure() -> None:
    recorder = Recorder()
    assert builder(recorder).build(samples.item(cover="")).article["thumb_media_id"] == "media"
    with pytest.raises(UnfitError, match="没有封面图"):
        builder(recorder).build(samples.item(cover="", html="<p>正文。</p>"))


@pytest.mark.parametrize(
    ("recorder", "short_title", "words"),
    [
        (Recorder(), "一" * 33, "33 个字"),
        (Recorder(missing="cover.jpg"), "短标题", "HTTP 404"),
        (Recorder(data=b"GIF89a"), "短标题", "不是能读的图片"),
    ],
)
def test_what_cannot_become_a_draft_is_not_uploaded(recorder: Recorder, short_title: str, words: str) -> None:
    with pytest.raises(UnfitError, match=words):
        builder(recorder).build(samples.item(short_title=short_title))
    assert recorder.uploads == []
