"""What may be written for each key of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.model.problems import Severity
from column.settings import load as settings
from support.project import put
from support.settings_file import PLAIN, changed

LINES = """site_name: 反诈宣传专栏
extra:
  hotlines:
    - {number: "110", name: 报警电话, use: 马上报警。, dial: %s}
"""


@pytest.mark.parametrize(
    ("written", "dial"),
    [(word, False) for word in ("no", '"no"', "No", "否", "False", "false", '"false"', "0", "off")]
    + [(word, True) for word in ("yes", '"yes"', "是", "True", "true", '"true"', "1", "on", "", '""')],
)
def test_every_spelling_is_read_alike_for_the_site_and_for_wechat(
    tmp_path: Path, written: str, dial: bool
) -> None:
    file = put(tmp_path, "mkdocs.yml", LINES % written)
    (line,) = settings.read(tmp_path)[0].hotlines
    assert (line.number, line.dial) == ("110", dial)
    assert settings.hotlines(file) == (line,)


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
