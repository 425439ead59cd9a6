"""Sanitised content has absolute URLs; each dropped medium leaves a line and a problem."""

from __future__ import annotations

from lxml import html as dom

from column.wechat.article import sanitise
from support.wechat import samples


def test_picture_urls_are_absolute_and_given_once() -> None:
    item = samples.item(
        html='<img src="a.jpg"><img src="/b.jpg"><img src="a.jpg"><img src="https://x.example.invalid/c.png">'
    )
    assert sanitise.picture_urls(item) == (
        item.link + "a.jpg",
        "https://column.example.invalid/b.jpg",
        "https://x.example.invalid/c.png",
    )


def test_a_dropped_medium_leaves_a_line_and_a_problem() -> None:
    item = samples.item(
        html='<p>甲</p><video src="a.mp4"><p>乙</p></video>丙<iframe src="x"></iframe><img src="data:image/png;base64,AA">'
    )
    body, problems = sanitise.sanitised(item)
    html = dom.tostring(body, encoding="unicode")
    assert "此处有视频，请点文末“阅读原文”查看" in html
    assert "丙" in html
    assert {problem.what for problem in problems} == {
        "正文里的视频公众号收不下。", "正文里的嵌入网页公众号收不下。", "正文里的内嵌图片公众号收不下。",
    }  # fmt: skip
    assert not any(problem.blocking for problem in problems)


def test_scripts_and_handlers_are_removed() -> None:
    item = samples.item(
        html='<p onclick="x()" id="a">甲</p><script>x()</script><a href="javascript:x()">乙</a>'
    )
    body, problems = sanitise.sanitised(item)
    assert dom.tostring(body, encoding="unicode") == "<section><p>甲</p><a>乙</a></section>"
    assert problems == ()


def test_text_is_plain() -> None:
    assert (
        sanitise.text(samples.item(html="<p>甲&amp;乙</p>\n<table><tr><td>丙</td></tr></table><p>丁</p>"))
        == "甲&乙 丁"
    )
