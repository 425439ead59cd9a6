"""One reading of mkdocs.yml: each mistake has a line and Chinese words, and the reading never fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import build
import check
from bridge.build import StoppedError
from bridge.preview import Preview
from column.model.problems import Severity
from column.settings import load as settings
from column.settings.load import SettingsError
from support.project import ROOT, put, run
from support.wechat import samples

PLAIN = """site_name: 反诈宣传专栏
site_description: 怎么认出骗局，该怎么做。
site_url: https://fanzha.example.gov.cn/
copyright: 示例市公安局
extra:
  hotlines:
    - number: "110"
      name: 报警电话
      use: 马上打。
    - number: "12381"
      name: 预警短信
      use: 只发短信。
      dial: false
  column:
    page_size: 20
    samples: true
  feedback:
    survey: ""
    useful: ""
  feeds:
    authority: fanzha.example.gov.cn
    since: 2025-04-27
    size: 50
    hub: ""
  government:
    organizer: 示例市公安局
    site_id_code: ""
  footer:
    - name: 订阅
      url: feeds/
"""


def changed(*pairs: tuple[str, str]) -> bytes:
    text = PLAIN
    for right, wrong in pairs:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text.encode()


def test_the_plain_file_is_read_whole() -> None:
    found, problems = settings.parse(PLAIN.encode())
    assert problems == []
    assert (found.name, found.url) == ("反诈宣传专栏", "https://fanzha.example.gov.cn/")
    assert [(line.number, line.dial) for line in found.hotlines] == [("110", True), ("12381", False)]
    assert (found.page_size, found.samples, found.app) == (20, True, "国家反诈中心")
    assert (found.feeds.since, found.feeds.size) == (date(2025, 4, 27), 50)
    assert found.feeds.copyright == found.government.organizer == "示例市公安局"
    assert [(link.name, link.url) for link in found.footer] == [("订阅", "feeds/")]


def test_the_project_s_own_settings_have_no_problem() -> None:
    assert settings.read(ROOT)[1] == []


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


@pytest.mark.parametrize(
    "address",
    [
        "http://survey.gov.cn/f",
        "survey.gov.cn",
        "javascript:alert(1)",
        "https://",
        "https://[",
        "https://a.cn:99999/",
        "'https://a.cn/\"onclick=\"'",
        "https://问卷.cn/",
        "https://a.cn/" + "x" * 500,
    ],
)
def test_an_address_that_cannot_stand_is_refused(address: str) -> None:
    found, (problem,) = settings.parse(changed(('survey: ""', f"survey: {address}")))
    assert (problem.line, problem.severity) == (18, Severity.ERROR)
    assert "“extra.feedback.survey”" in problem.what
    assert found.feedback.survey == ""


MATERIAL = (
    "alternate analytics annotate consent generator homepage polyfills scope social status tags version"
)


def test_a_near_miss_beside_the_theme_s_keys_only_warns() -> None:
    theme = "".join(f"  {key}: []\n" for key in MATERIAL.split())
    _, (problem,) = settings.parse(changed(("  feedback:", f"  footers: []\n{theme}  feedback:")))
    assert (problem.line, problem.severity, problem.rule) == (17, Severity.WARNING, "settings-remark")


def test_what_only_mkdocs_knows_is_no_problem() -> None:
    others = """
x-name: &name 示例
theme: {name: *name, icon: {logo: material/a}}
edit_uri: !ENV [A, B]
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
  - a: 1
    a: 2
plugins: !relative $docs_dir
? [1, 2]
: 3
"""
    text = changed(("extra:\n", f"{others}extra:\n  analytics: {{a: !ENV X, b: *name}}\n"))
    found, problems = settings.parse(text)
    assert problems == []
    assert found == settings.parse(PLAIN.encode())[0]


def test_what_is_left_out_has_its_default() -> None:
    text = PLAIN
    for part in ("    samples: true\n", "    size: 50\n", "      dial: false\n", "copyright: 示例市公安局\n"):
        text = text.replace(part, "")
    found, problems = settings.parse(text.encode())
    assert problems == []
    assert (found.samples, found.feeds.size, found.hotlines[1].dial) == (False, 50, True)
    assert found.feeds.copyright == ""
    assert found.page_size == 20


@pytest.mark.parametrize("given", ["https://a.gov.cn/x", "https://a.gov.cn/x/", "http://a.gov.cn:8080/x/"])
def test_the_address_ends_in_a_slash(given: str) -> None:
    found, problems = settings.parse(changed(("https://fanzha.example.gov.cn/", given)))
    assert problems == []
    assert found.url == given.rstrip("/") + "/"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_than_utf_8_is_an_error(encoding: str) -> None:
    found, (problem,) = settings.parse(PLAIN.encode(encoding))
    assert (problem.severity, problem.line) == (Severity.ERROR, 0)
    assert "不是 UTF-8" in problem.what
    assert "另存为" in problem.mend
    assert found == settings.parse(PLAIN.encode())[0], "articles are still checked by it"


def test_a_mark_before_utf_8_is_read() -> None:
    assert settings.parse(b"\xef\xbb\xbf" + PLAIN.encode())[1] == []


def test_bytes_that_are_no_text_are_an_error() -> None:
    _, problems = settings.parse(changed(("马上打。", "马上打")).replace("马上打".encode(), b"\x81\xff\xff"))
    assert any("认不出的字节" in problem.what for problem in problems)
    assert {problem.severity for problem in problems} == {Severity.ERROR}


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    _, (problem,) = settings.read(tmp_path)
    assert "读不了" in problem.what
    with pytest.raises(SettingsError) as fault:
        settings.load(tmp_path)
    assert fault.value.problems == [problem]


def test_warnings_alone_do_not_stop(tmp_path: Path) -> None:
    put(tmp_path, "mkdocs.yml", changed(("  feedback:", "  footers: []\n  feedback:")))
    assert settings.load(tmp_path).name == "反诈宣传专栏"


KEYS = st.sampled_from(
    [line.split(":")[0].strip(" -") for line in PLAIN.splitlines()] + ["dial", "app", "hotline", "x"]
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text())
TREES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(KEYS, inner)), max_leaves=20
)


def told_or_read(data: bytes) -> None:
    found, problems = settings.parse(data)
    assert found.hotlines
    assert found.url.endswith("/")
    assert all(problem.path == "mkdocs.yml" and problem.what and problem.mend for problem in problems)


@given(st.dictionaries(KEYS, TREES), st.dictionaries(KEYS, TREES))
def test_any_mapping_is_read_or_told(top: dict[str, Any], extra: dict[str, Any]) -> None:
    told_or_read(yaml.safe_dump(top | {"extra": extra}, allow_unicode=True).encode())


@given(st.one_of(st.binary(), st.text().map(str.encode)), st.integers(0, len(PLAIN)))
def test_any_bytes_are_read_or_told(rubbish: bytes, at: int) -> None:
    told_or_read(rubbish)
    told_or_read(PLAIN[:at].encode() + rubbish + PLAIN[at:].encode())


def test_the_hotlines_alone_are_read_past_the_tags_of_mkdocs(tmp_path: Path) -> None:
    put(tmp_path, "mkdocs.yml", samples.CONFIG)
    assert settings.hotlines(tmp_path / "mkdocs.yml") == samples.HOTLINES
    put(tmp_path, "gbk.yml", samples.CONFIG.encode("gb18030"))
    assert settings.hotlines(tmp_path / "gbk.yml") == samples.HOTLINES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "文件不是"),
        ("extra: 1", "“extra”下面"),
        ("extra: {hotlines: [{number: 110}]}", "“extra.hotlines”第 1 条的“name”"),
        ("extra: {hotlines: [110]}", "“extra.hotlines”第 1 条应当是"),
        ("a: [", "没有结束"),
        ("extra: {hotlines: []}", "缺少“extra.hotlines”"),
        ("extra: {hotlines: }", "缺少“extra.hotlines”"),
    ],
)
def test_what_is_wrong_with_the_hotlines_alone_is_said(tmp_path: Path, text: str, words: str) -> None:
    put(tmp_path, "lines.yml", text)
    with pytest.raises(SettingsError) as fault:
        settings.hotlines(tmp_path / "lines.yml")
    assert words in fault.value.problems[0].what
    with pytest.raises(SettingsError) as fault:
        settings.hotlines(tmp_path / "none.yml")
    assert "读不了" in fault.value.problems[0].what


def test_an_error_in_the_settings_is_listed_with_everything_else(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (tree / "mkdocs.yml").read_text("utf-8")
    put(tree, "mkdocs.yml", text.replace("samples: true", "sample: false"))
    put(tree, "cases/2026-03-01-a/index.md", "没有信息栏。\n")
    result = run("check.py", root=tree)
    assert result.returncode == 1
    line = text[: text.index("samples: true")].count("\n") + 1
    assert f"mkdocs.yml:{line}: 错误[settings]" in result.stdout
    assert "cases/2026-03-01-a/index.md:1: 错误[front-matter]" in result.stdout
    assert result.stderr == ""
    for script in ("build.py", "serve.py"):
        result = run(script, root=tree)
        assert result.returncode == 1, script
        assert f"mkdocs.yml:{line}: 错误[settings]" in result.stderr
        assert "Traceback" not in result.stderr
    config = load_config(str(tree / "mkdocs.yml"))
    with pytest.raises(Abort, match="先改好"):
        config.plugins.on_config(config)
    assert f"mkdocs.yml:{line}: 错误[settings]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [PLAIN.encode("gb18030"), PLAIN[: PLAIN.index('hub: ""') + 6].encode(), b"site_name:\tb\n", b"{"],
    ids=["gbk", "cut", "tab", "brace"],
)
def test_a_broken_file_stops_in_chinese(tree: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    put(tree, "mkdocs.yml", data)
    assert check.main(["--root", str(tree)]) == build.main(["--root", str(tree)]) == 1
    told = capsys.readouterr()
    assert "mkdocs.yml:" in told.out
    assert "错误[settings]" in told.out
    assert "错误[settings]" in told.err
    assert not (tree / "site").exists()


def test_a_mistake_while_the_preview_runs_is_said(tree: Path) -> None:
    put(tree, "mkdocs.yml", "{")
    with pytest.raises(StoppedError, match=r"错误\[settings\]"):
        Preview(tree).update()


def test_a_folder_without_settings_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(["--root", str(tmp_path)]) == 2
    assert "不是项目文件夹" in capsys.readouterr().err
