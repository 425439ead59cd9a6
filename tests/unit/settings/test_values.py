"""Each mistake in the settings has its line and Chinese words."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.model.problems import Severity
from column.settings import load as settings
from support.project import put
from support.settings_file import PLAIN, changed


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("samples: true", "samples: maybe", 16, "“extra.column.samples”（显示标了“示例”的文章）：“maybe”"),
        ("samples: true", "sample: false", 16, "不认识“extra.column.sample”。是不是“samples”？"),
        ("samples: true", "samples: [true]", 16, "现在是一个列表"),
        ("page_size: 20", "page_size: 很多", 15, "“很多”不是整数"),
        ("page_size: 20", "page_size: 0", 15, "0 不在 1 到 1000 之间"),
        ("page_size: 20", "page_size: " + "9" * 5000, 15, "“extra.column.page_size”"),
        ("page_size: 20", "page_size: -3", 15, "“-3”不是整数"),
        ('number: "110"', "number: 一一〇", 7, "“extra.hotlines”第 1 条的“number”（号码）：“一一〇”不是电话"),
        ('    - number: "110"', "    - nummer: 110", 7, "不认识“extra.hotlines”第 1 条的“nummer”"),
        ('    - number: "110"', "    - nummer: 110", 7, "缺少“extra.hotlines”第 1 条的“number”"),
        ("dial: false", "dial: 不一定", 13, "“不一定”应当是“是”或“否”"),
        ("since: 2025-04-27", "since: 2025-13-01", 22, "“2025-13-01”这一天或这个时间不存在"),
        ("since: 2025-04-27", "since: 去年", 22, "“去年”不是认得的日期"),
        ("    since: 2025-04-27\n", "", 20, "缺少“extra.feeds.since”（订阅编号里的日期）"),
        ("authority: fanzha", "authority: https://fanzha", 21, "不是域名"),
        ("authority:", "autority:", 20, "是不是写成了“autority”？"),
        ('hub: ""', "hub: hub.example.gov.cn", 24, "不是以 https:// 开头的网址"),
        ('survey: ""', "survey: ftp://a.cn", 18, "“ftp://a.cn”不是以 https:// 开头的网址"),
        ('useful: ""', "usefull: https://a.cn/", 19, "是不是“useful”？"),
        ("organizer:", "organiser:", 26, "是不是“organizer”？"),
        ('site_id_code: ""', "site_id_code: 340", 27, "“340”不是网站标识码"),
        ("      url: feeds/", "      adress: feeds/", 30, "可用的有：name、url。"),
        ("  footer:\n    - name: 订阅\n      url: feeds/", "  footer: 订阅", 28, "“extra.footer”应当是一个列表"),
        ("  hotlines:", "  hotline:", 6, "不认识“extra.hotline”，写了不起作用。是不是“hotlines”？"),
        ("  hotlines:", "  hotline:", 5, "缺少“extra.hotlines”（求助电话）"),
        ("  feeds:", "  feed:", 20, "是不是“feeds”？"),
        ("  feedback:\n    survey", "  feedback: [a]\n  x:\n    survey", 17, "“extra.feedback”应当是几行"),
        ("site_url: https://fanzha", "site_url: fanzha", 3, "不是以 https:// 开头的网址"),
        ("site_url: https://", "site_url: https://[", 3, "不是以 https:// 开头的网址"),
        ("gov.cn/\n", "gov.cn/?a=1\n", 3, "里有问号或井号"),
        ("site_url:", "site_ulr:", 1, "缺少“site_url”（网站的网址）。是不是写成了“site_ulr”？"),
        ("site_name: 反诈宣传专栏", "site_name:", 1, "缺少“site_name”（站名）"),
        ("copyright: 示例市公安局", "copyright: 2025", 4, "“2025”会被当成数字、日期或真假"),
        ("site_name: 反诈宣传专栏", "site_name: yes", 1, "“yes”会被当成数字、日期或真假"),
        ("site_url: ", "site_url: !ENV ", 3, "这里用了 YAML 标签（!ENV）"),
        ("extra:\n", "extra: [1]\nx:\n", 5, "“extra”下面应当是几行"),
        ("site_name: ", "site_name: a: ", 1, "机器读不懂"),
        ("page_size: 20", "page_size:\t20", 15, "机器读不懂"),
        ("name: 订阅", 'name: "订阅', 29, "引号或括号没有结束"),
        ("url: feeds/", "url: [feeds/", 30, "引号或括号没有结束"),
        ("samples: true", "samples: \a是", 16, "看不见的控制字符（U+0007）。"),
        ("    page_size: 20\n", "    page_size: 20\n    page_size: 9\n", 16, "“page_size”写了两次"),
        ("extra:\n", "extra:\nextra:\n", 6, "“extra”写了两次"),
        (PLAIN, "- 1\n", 0, "文件不是一行一行的“名称: 内容”"),
        (PLAIN, "[" * 900, 0, "文件机器读不懂"),
        (PLAIN, "", 0, "文件不是一行一行的“名称: 内容”"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line_and_words(right: str, wrong: str, line: int, words: str) -> None:
    _, problems = settings.parse(changed((right, wrong)))
    assert {problem.path for problem in problems} == {"mkdocs.yml"}
    assert all(problem.mend for problem in problems)
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )


MATERIAL = (
    "alternate analytics annotate consent generator homepage polyfills scope social status tags version"
)


def test_a_near_miss_beside_the_theme_s_keys_only_warns() -> None:
    theme = "".join(f"  {key}: []\n" for key in MATERIAL.split())
    _, (problem,) = settings.parse(changed(("  feedback:", f"  footers: []\n{theme}  feedback:")))
    assert (problem.line, problem.severity, problem.rule) == (17, Severity.WARNING, "settings-remark")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("images/none.svg", "没有 docs/images/none.svg 这个文件"),
        ("images/emblem.gif", "不是 docs/images/ 里的 SVG 或 PNG"),
        ("images/../data/emblem.svg", "不是 docs/images/ 里的 SVG 或 PNG"),
        ("/images/emblem.svg", "不是 docs/images/ 里的 SVG 或 PNG"),
    ],
)
def test_the_emblem_is_a_picture_that_is_there(path: str, words: str, tmp_path: Path) -> None:
    put(tmp_path, "docs/images/emblem.svg", "<svg/>")
    last = '    site_id_code: ""\n'
    _, (problem,) = settings.parse(changed((last, f"{last}    emblem: {path}\n")), tmp_path)
    assert (problem.path, problem.line) == ("mkdocs.yml", 28)
    assert words in problem.what
    right = changed((last, f"{last}    emblem: images/emblem.svg\n"))
    found, problems = settings.parse(right, tmp_path)
    assert (found.government.emblem, problems) == ("images/emblem.svg", [])
