"""Pages of text: the office's own are whole, each mistake is told, and a link leads to what there is or to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.selfhelp import intents, text_pages
from column.selfhelp.text_pages import TextPage
from column.text.placeholders import ROOT as TO_ROOT
from support import own_data
from support.own_data import VOCABULARY
from support.project import ROOT, put

QUOTE = "通过法治副校长普法、发放致家长的一封信等方式进行宣传。"
TEXT = f"""---
标题: 这是真的警察吗
摘要: 要您转账的“警察”都是假的。
来源: 公安机关公开的提示
核对: 2026-11-26
电话: [96110]
出现在: [help/, scams/*]
原文: {QUOTE}
人群: [老年人]
---
## 现在就做 {{#now}}

1. 照[这几样](/tools/#app)、[家里人](/family/)、[这四句](/now/)做。
"""
PLACE = """---
标题: 社区自查
摘要: 社区反诈做到了哪些，自己查一查。
来源: 本专栏
核对: 2026-11-26
---
""" + "".join(f"{number}. 做到了。 □ 是 □ 否\n" for number in range(1, 10))


def loaded(root: Path) -> tuple[dict[str, TextPage], list[tuple[str, int, str]]]:
    def has_page(address: str) -> bool:
        return intents.has_page(root, address, ())

    pages, problems = text_pages.load(root, VOCABULARY, ["110", "96110"], has_page)
    return {page.url: page for page in pages}, [(each.path, each.line, each.what) for each in problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, "docs/plan.md", f"# 通知\n\n**(四)齐抓共管**。{QUOTE}提醒各银行。\n")
    put(tmp_path, "docs/verify.md", TEXT)
    put(tmp_path, "docs/tools.md", TEXT.replace("这是真的警察吗", "反诈利器"))
    return tmp_path


def test_the_office_has_made_no_mistake() -> None:
    paths = {page.path for page in own_data.SELF_HELP.written}
    assert paths == {file.relative_to(ROOT).as_posix() for file in text_pages.files(ROOT)}
    assert [problem for problem in own_data.INPUTS.problems if problem.path in paths] == []


def test_a_link_leads_to_a_page_that_there_is(root: Path) -> None:
    pages, problems = loaded(root)
    assert problems == []
    html = pages["verify/"].html
    assert f'<a href="{TO_ROOT}tools/#app">这几样</a>、家里人、这四句做' in html
    assert '<h2 id="now">现在就做</h2>' in html
    put(root, "docs/now.md", "---\n---\n")
    put(root, "docs/family.md", TEXT)
    html = loaded(root)[0]["verify/"].html
    assert f'<a href="{TO_ROOT}family/">' in html
    assert f'<a href="{TO_ROOT}now/">' in html
    (root / "docs/tools.md").unlink()
    pages, problems = loaded(root)
    assert (problems, "tools/" in pages["verify/"].html) == ([], False)


def test_a_page_names_where_it_is_linked_from(root: Path) -> None:
    page = loaded(root)[0]["verify/"]
    assert page.is_shown_on("help/")
    assert page.is_shown_on("scams/police/")
    assert not page.is_shown_on("scams/")
    assert not page.is_shown_on("now/")


def test_an_empty_page_is_not_published_and_what_is_unchecked_is_known(root: Path) -> None:
    put(root, "docs/brakes.md", TEXT.partition("## ")[0])
    put(root, "docs/recovery.md", TEXT.replace("核对: 2026-11-26", "核对:"))
    section = "## 二、怎么办\n\n说明。\n\n来源：新华社，2024年11月26日；核对：\n"
    put(
        root,
        "docs/law.md",
        TEXT.replace("来源: 公安机关公开的提示\n", "").replace("## 现在就做 {#now}", section),
    )
    pages, problems = loaded(root)
    assert problems == []
    assert [page.url for page in pages.values() if not page.filled] == ["brakes/"]
    assert pages["recovery/"].unchecked == ("这是真的警察吗",)
    assert pages["law/"].unchecked == ("二、怎么办",)
    assert '<p class="c-source">来源：新华社，2024年11月26日。待与原文核对。</p>' in pages["law/"].html


def test_an_official_text_is_published_with_its_particulars_alone(root: Path) -> None:
    full = TEXT.replace("核对: 2026-11-26", f"核对: 2026-11-26\n版本日期: 2022-12-01\n原件摘要: {'a1' * 32}")
    put(root, "docs/law/fan-dianxin-zhapian-fa.md", full)
    assert loaded(root)[0]["law/fan-dianxin-zhapian-fa/"].filled
    for line in (f"原件摘要: {'a1' * 32}", "版本日期: 2022-12-01", "来源: 公安机关公开的提示"):
        put(root, "docs/law/fan-dianxin-zhapian-fa.md", full.replace(line, line.partition(":")[0] + ":"))
        pages, _ = loaded(root)
        assert "law/fan-dianxin-zhapian-fa/" not in pages or not pages["law/fan-dianxin-zhapian-fa/"].filled


@pytest.mark.parametrize(
    ("right", "wrong", "line", "what"),
    [
        ("电话: [96110]", "电话: [12381]", 6, "“12381”不是"),
        ("出现在: [help/, scams/*]", "出现在: [help/, scam/*]", 7, "没有“scam/*”这个网页"),
        ("发放致家长的一封信", "发致家长的一封信", 8, "工作方案里找不到"),
        ("出现在: [help/, scams/*]", "出现在: [feeds/]", 7, "“feeds/”上不显示链接"),
        ("人群: [老年人]", "人群: [老年]", 9, "没有叫“老年”的"),
        ("来源: 公安机关公开的提示\n", "", 2, "“现在就做”没有写来源"),
        ("标题: 这是", "题目: 这是", 2, "题目"),
    ],
)
def test_each_mistake_is_told(root: Path, right: str, wrong: str, line: int, what: str) -> None:
    assert right in TEXT
    put(root, "docs/verify.md", TEXT.replace(right, wrong, 1))
    _, problems = loaded(root)
    assert any(at == line and what in told for _, at, told in problems), problems


def test_a_place_awards_nothing_that_nobody_approved(root: Path) -> None:
    here = "docs/scam-free/community.md"
    put(root, here, PLACE)
    assert loaded(root)[1] == []
    put(root, here, PLACE.replace("9. 做到了", "9. 被命名为无诈社区"))
    assert loaded(root)[1] == [(here, 15, "没有写“批准”，这里不能用“命名”。")]
    approved = "批准: {批准机关: 某市委, 文号: 某发〔2026〕1号, 批准日期: 2026-01-01}\n核对"
    put(root, here, PLACE.replace("9. 做到了", "9. 被命名为无诈社区").replace("核对", approved, 1))
    assert loaded(root)[1] == []
    put(root, here, PLACE.replace("□ 是", "是", 3))
    assert loaded(root)[1] == [(here, 7, "有 6 条，应当是 8 到 12 条。")]
