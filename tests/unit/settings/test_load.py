"""One reading of mkdocs.yml: each mistake has a line and Chinese words, and the reading never fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from column.model.problems import Severity
from column.settings import load as settings
from column.settings.load import SettingsError
from column.settings.records import Editor
from support.project import ROOT, put
from support.settings_file import PLAIN, changed
from support.wechat import samples


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


def test_what_only_mkdocs_knows_is_no_problem() -> None:
    others = """
x-name: &name 示例
theme: {name: *name, icon: {logo: material/a}}
edit_uri: !ENV [A, B]
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
  - a: 1
plugins: !relative $docs_dir
? [1, 2]
: 3
"""
    text = changed(("extra:\n", f"{others}extra:\n  analytics: {{a: !ENV X, b: *name}}\n"))
    found, problems = settings.parse(text)
    assert problems == []
    assert found == settings.parse(PLAIN.encode())[0]


@pytest.mark.parametrize(
    ("added", "line", "name"),
    [
        ("theme: {name: material}\nnav: []\ntheme: {name: mkdocs}\n", 7, "theme"),
        ("theme:\n  name: material\n  name: mkdocs\n", 7, "theme.name"),
        ("markdown_extensions:\n  - toc:\n      depth: 1\n      depth: 2\n", 8, "depth"),
        ("nav: &all [*all]\nplugins: []\nplugins: []\n", 7, "plugins"),
        ("site_name: 又一个\n", 5, "site_name"),
    ],
)
def test_a_name_that_stands_twice_is_an_error(added: str, line: int, name: str) -> None:
    _, problems = settings.parse(changed(("extra:\n", f"{added}extra:\n")))
    assert [(problem.line, name in problem.what) for problem in problems] == [(line, True)]
    assert "写了两次" in problems[0].what


@pytest.mark.parametrize(
    ("right", "empty", "line", "name"),
    [
        ("organizer: 示例市公安局", 'organizer: ""', 26, "extra.government.organizer"),
        ("organizer: 示例市公安局", "contact: 政工室", 25, "extra.government.organizer"),
        ("site_url: https://fanzha.example.gov.cn/", "site_url:", 3, "site_url"),
    ],
)
def test_who_publishes_and_where_must_be_said(right: str, empty: str, line: int, name: str) -> None:
    _, problems = settings.parse(changed((right, empty)))
    assert [(problem.line, problem.severity) for problem in problems] == [(line, Severity.ERROR)]
    assert name in problems[0].what


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


EDITOR = """  editor:
    backend: forgejo
    url: https://git.example.gov.cn/
    repo: fanzha/column
    app_id: client
"""


def test_the_editor_s_forge_is_read() -> None:
    found, problems = settings.parse(PLAIN.encode() + EDITOR.encode())
    assert problems == []
    assert found.editor == Editor("forgejo", "https://git.example.gov.cn", "fanzha/column", "main", "client")


def test_without_a_backend_there_is_no_editor() -> None:
    for written in ("", "  editor:\n", '  editor:\n    backend: ""\n    url: ""\n'):
        found, problems = settings.parse(PLAIN.encode() + written.encode())
        assert (found.editor, problems) == (None, [])


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        ("backend: forgejo", "backend: svn", 2, "forgejo、github、gitlab、proxy"),
        ("    app_id: client\n", "", 2, "extra.editor.app_id"),
        ("repo: fanzha/column", "repo: https://git.example.gov.cn/a", 4, "账号/仓库"),
        ("app_id", "app", 5, "app_id"),
        ("url: https://git.example.gov.cn/", "url: git", 3, "https://"),
    ],
)
def test_what_is_wrong_with_the_editor_s_forge_is_told(right: str, wrong: str, line: int, told: str) -> None:
    _, problems = settings.parse(PLAIN.encode() + EDITOR.replace(right, wrong).encode())
    first = len(PLAIN.splitlines())
    assert problems
    assert all(problem.severity is Severity.ERROR for problem in problems)
    assert any(problem.line == first + line and told in problem.what + problem.mend for problem in problems)
