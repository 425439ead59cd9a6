"""The page of an article: what it says, and where it leads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from column.content import library
from column.model.any_article import AnyArticle
from column.model.attachments import Film, Photo, Video
from column.model.steps import Step
from column.pages import articles
from column.pages.layout.templates import Templates
from column.settings.records import Feedback
from support import builders
from support.pages import SITE, TEMPLATES, links, shown

DAY = date(2026, 3, 5)
CASE = builders.case("kefu", DAY - timedelta(2), scam="police", area="无城镇", loss=3000, channel="phone")
BRIEFING = builders.briefing("a", DAY, responds_to=(CASE.id,), audience=60, place="幸福小区")
OTHER = builders.briefing("b", DAY + timedelta(2), unit="gaogou", groups=("mothers",))


def page(article: AnyArticle, *others: AnyArticle, templates: Templates = TEMPLATES) -> Any:
    held = library.build(builders.VOCABULARY, [article, *others])
    return shown(articles.page(held, article, "cover.jpg"), templates)


def words(tree: Any) -> str:
    text: str = tree.text_content()
    return text


def test_a_briefing_says_who_did_what_where_and_for_whom() -> None:
    tree = page(BRIEFING, CASE, OTHER)
    assert tree.findtext(".//h1") == BRIEFING.title
    assert {"units/wucheng/", "venues/community/", "groups/elderly/", CASE.url} <= set(links(tree))
    assert all(
        text in words(tree)
        for text in ("2026-03-05", "反电诈中心", "60 人", "幸福小区", *builders.PARAGRAPHS)
    )


def test_a_case_says_how_to_tell_it_and_what_to_do() -> None:
    tree = page(CASE, BRIEFING)
    assert all(text in words(tree) for text in (*CASE.signs, *CASE.tips, "电话", "无城镇", "3,000 元"))
    assert {"scams/police/", BRIEFING.url} <= set(links(tree)), "the briefing that passes it on"


def test_a_case_names_some_of_the_briefings_that_pass_it_on() -> None:
    many = [builders.briefing(f"b{n}", DAY + timedelta(n), responds_to=(CASE.id,)) for n in range(14)]
    found = links(page(CASE, *many), "//section[h2='已开展的宣传']")
    assert found == [briefing.url for briefing in many[: -articles.PASSED_ON - 1 : -1]]


def test_neighbours_are_of_the_same_kind() -> None:
    tree = page(BRIEFING, CASE, OTHER)
    assert links(tree, "//nav[@aria-label='上一篇和下一篇']") == [OTHER.url]


FILM = Film("a.mov", "0123456789abcdef" * 4, ".mp4", 9, 62.4, "h264", 960, 540)


@pytest.mark.parametrize(
    ("video", "found"),
    [
        (None, []),
        (Video(FILM), ["0123456789abcdef.mp4"]),
        (Video(None, "https://v.example.gov.cn/a"), ["https://v.example.gov.cn/a"]),
        (Video(None, "https://v.example.gov.cn/a.mp4"), ["https://v.example.gov.cn/a.mp4"]),
    ],
)
def test_a_film_plays_on_the_page_and_an_address_is_a_link(video: Any, found: list[str]) -> None:
    tree = page(replace(CASE, video=video))
    assert tree.xpath("//video/@src | //section[contains(@class, 'c-film')]//a/@href") == found
    assert bool(tree.xpath("//video")) is (video == Video(FILM))


def test_a_film_has_its_poster_its_captions_and_its_words() -> None:
    poster = Photo("p.jpg", "f" * 64, 960, 540)
    tree = page(replace(CASE, video=Video(FILM, "", poster, "aa.vtt", "film.vtt", ("一 <b>", "二"))))
    (film,) = tree.xpath("//video")
    assert film.get("poster") == f"{'f' * 16}-720.jpg"
    assert film.get("preload") == "none"
    (track,) = film.xpath("track")
    assert (track.get("src"), track.get("kind"), track.get("srclang")) == ("aa.vtt", "captions", "zh-CN")
    assert tree.xpath("//div[@class='c-film__words']/p/text()") == ["一 <b>", "二"]
    assert "1 分 2 秒" in words(tree)


def test_a_correction_a_sample_and_a_review_are_told() -> None:
    article = replace(CASE, updated=DAY, correction="金额写错了。", sample=True, review_by=date(2027, 3, 1))
    text = words(page(article))
    assert "更正（2026年3月5日）：金额写错了。" in text
    assert "这是示例内容" in text
    assert "复核日期：2027年3月1日" in text
    assert "更新于 2026年3月5日" in words(page(replace(CASE, updated=DAY)))


def test_a_photo_lies_beside_the_page() -> None:
    body = "![民警讲解](xianchang.jpg)\n"
    tree = page(builders.briefing("a", DAY, body=body, photos=[builders.photo()]))
    (image,) = tree.xpath("//div[@class='c-article__body']//img")
    assert image.get("alt") == "民警讲解"
    assert re.fullmatch(r"[0-9a-f]{16}-\d+\.jpg", image.get("src"))


def test_a_reader_is_asked_whether_the_page_was_useful_where_somebody_wants_to_know() -> None:
    feedback = Feedback(useful="https://survey.gov.cn/?page={page}")
    about = feedback.about(SITE.url + CASE.url)
    assert about in links(page(CASE, templates=Templates(replace(SITE, feedback=feedback))))
    assert about not in links(page(CASE))


def test_a_warning_says_how_far_it_was_passed_on() -> None:
    at_nine = replace(CASE, time=time(9))
    talks = [
        builders.briefing("a", DAY, responds_to=(CASE.id,), with_=("襄安派出所", "市邮政分公司")),
        builders.briefing("b", DAY, unit="gaogou", responds_to=(CASE.id,), sample=True),
        builders.briefing("c", DAY - timedelta(2), unit="shijian", responds_to=(CASE.id,), time=time(8)),
        builders.briefing("d", DAY - timedelta(3), unit="shijian", responds_to=(CASE.id,)),
    ]
    assert "已由 3 个单位讲到 2 场活动中。" in words(page(at_nine, *talks))
    assert "个单位讲到" not in words(page(at_nine, *talks[2:]))


def test_a_warning_shows_what_was_done_about_it_day_by_day() -> None:
    done = tuple(
        Step(step, DAY + timedelta(days), None, "zhian")
        for step, days in (("push", 0), ("video", -1), ("push", 5))
    )
    tree = page(replace(CASE, steps=done), BRIEFING)
    items = [item.text_content() for item in tree.xpath("//ol[@aria-label='从预警到宣讲']/li")]
    assert items == ["预警2026年3月3日", "视频2026年3月4日", "推送2026年3月5日", "宣讲2026年3月5日"]
    assert not page(CASE).xpath("//ol[@aria-label='从预警到宣讲']")
    assert "zhian" not in words(tree)


def test_a_briefing_says_with_whom_and_how() -> None:
    told = words(
        page(replace(BRIEFING, with_=("市邮政分公司",), form="stall", consulted=12, installed=0), CASE)
    )
    assert all(text in told for text in ("市邮政分公司", "摆摊", "12 人次", "0 人"))
