"""Word files in which something was once lost, changed or laid bare, each with what its article must say."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

import import_docx
from column.authoring import new_article
from column.authoring.word.package import WordError
from support.project import ROOT

FILES = ROOT / "tests" / "data" / "word"
COVER = "可能盖在照片上"
OPENING = "2025年4月27日上午，无城派出所民警来到幸福小区，向老年人讲解常见骗局，现场发放宣传资料200份。"
TITLE = '标题: "无城派出所走进幸福小区讲防骗"'


def imported(name: str, *flags: str) -> tuple[str, str, list[str], dict[str, bytes]]:
    """Front matter, body, what the officer is told, and the files."""
    file = FILES / f"{name}.docx"
    given = import_docx.arguments().parse_args(
        [str(file), "--unit", "wucheng", "--date", "2025-04-27", *flags]
    )
    made = import_docx.read_import(ROOT, file, given, new_article.words(ROOT))
    _, head, body = made.files["index.md"].decode().split("---\n", 2)
    return head, body.strip(), [*made.notices], {**made.files}


@pytest.mark.parametrize(
    ("name", "title", "body"),
    [
        ("altchunk-html", TITLE, "4月27日上午，民警向六十名居民讲解常见骗局。"),
        (
            "auto-numbered-headings",
            TITLE,
            f"{OPENING}\n\n## 一、高度重视\n\n所里开了动员会。\n\n## 二、广泛宣传\n\n按照第二条的要求入户走访。",
        ),
        (
            "auto-numbered-paragraphs-interrupted",
            TITLE,
            f"{OPENING}\n\n一、核对来电号码。\n\n二、不点短信链接。\n\n民警还讲了另外几条。\n\n"
            "三、不共享屏幕。\n\n四、被骗后做到第三条和第四条。",
        ),
        ("circled-number-eq-field", TITLE, f"{OPENING}\n\n现场讲了两条：①不共享屏幕；②不说验证码。"),
        ("ruby-and-math", TITLE, f"{OPENING}\n\n诈骗手法。\n\n¾的受访者听说过刷单返利，10⁴份资料。"),
        ("text-hidden-by-style", TITLE, OPENING),
        ("masthead-naming-community", TITLE, OPENING),
        ("masthead-plain-control", TITLE, OPENING),
        ("red-head-document-number", '标题: "关于开展反诈宣传进社区活动的情况"', OPENING),
        (
            "first-line-subheading-no-title",
            "标题:  # 没猜出，请填写",
            f"一、基本情况\n\n{OPENING}\n\n二、主要做法\n\n民警入户走访。",
        ),
        (
            "footnote-in-title",
            '标题: "无城派出所一季度劝阻转账三十起"',
            f"{OPENING}\n\n注：数字来自市局2025年4月3日的通报，不含外地协查。",
        ),
        ("title-option-drops-line", '标题: "今天我们讲三件事"', OPENING),
    ],
)
def test_the_article_says_what_the_file_says(name: str, title: str, body: str) -> None:
    head, written, notices, _ = imported(name)
    assert head.startswith(title)
    assert written == body
    assert not any("没有放进正文。请对照原文" in notice for notice in notices)


def test_hidden_text_is_told_and_not_quoted() -> None:
    _, _, notices, _ = imported("text-hidden-by-style")
    assert notices == ["有 1 处设为隐藏的内容，没有放进正文。要公开的，先在 Word 里取消隐藏。"]


def test_a_reading_and_a_formula_are_told() -> None:
    _, _, notices, _ = imported("ruby-and-math")
    assert any("注音没有放进正文：诈（zhà）" in notice for notice in notices)
    assert any("¾、10⁴是用公式编辑器写的" in notice for notice in notices)


def test_the_own_title_line_stays_where_another_title_is_given() -> None:
    head, body, _, _ = imported("title-option-drops-line", "--title", "反诈宣讲走进幸福小区")
    assert head.startswith("标题: 反诈宣讲走进幸福小区\n")
    assert body == f"今天我们讲三件事\n\n{OPENING}"
    _, body, _, _ = imported("title-option-drops-line", "--title", "今天我们讲三件事")
    assert body == OPENING


@pytest.mark.parametrize("cover", ["rect-control", "empty-textbox", "sticker-picture", "thick-line"])
def test_what_lies_over_a_face_is_told(cover: str) -> None:
    _, body, notices, files = imported(f"face-covered-by-{cover}")
    assert body == f"{OPENING}\n\n![](photo-1.jpg)"
    assert any(COVER in notice and "没有遮挡的原图" in notice for notice in notices)
    assert not any("装饰线" in notice for notice in notices)
    assert [*files] == ["index.md", "photo-1.jpg"]


def test_a_sticker_is_named_as_what_it_is() -> None:
    _, _, notices, _ = imported("face-covered-by-sticker-picture")
    assert any("第 2 张图片只有 40×40 像素，可能是盖在照片上的遮挡" in notice for notice in notices)


def test_a_photo_that_fills_a_shape_is_cut_as_in_the_file() -> None:
    _, _, notices, files = imported("shape-filled-with-cropped-photo")
    with Image.open(io.BytesIO(files["photo-1.jpg"])) as picture:
        assert picture.size == (256, 480)
    assert not any(COVER in notice for notice in notices)


def test_an_empty_file_makes_nothing() -> None:
    with pytest.raises(WordError, match="没有正文"):
        imported("empty")


def test_every_file_is_tested() -> None:
    source = Path(__file__).read_text("utf-8")
    names = [file.stem.removeprefix("face-covered-by-") for file in FILES.iterdir()]
    assert len(names) == 18
    assert [name for name in names if f'"{name}"' not in source] == []
