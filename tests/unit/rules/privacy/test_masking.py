"""Nothing private of a contribution stands in what the project says of it, wherever in the contribution it stood."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from column.content import references
from column.model.problems import Problem
from column.pages import findings
from column.pages.layout.templates import Templates
from column.project import report
from column.project.load import Inputs
from column.rules.privacy import masking, personal_data
from column.settings import load
from column.text.digit_runs import plain
from support.privacy import CHINESE, FULL, spelled
from support.project import BRIEFING, CASE, copy_tree, jpeg, put

PHONE, IDENTITY, CARD = "13912345678", "990225199001011237", "6222990000000000006"
DOOR, NAME, PLATE, EMAIL = "家住幸福小区3栋2单元501室", "受害人张建国", "皖B12345", "wang123@example.com"
SEEN = {DOOR: "3栋2单元501室", NAME: "张建国"}
"""What of these is private, where not all of it is."""
FAULTS = {
    "date": BRIEFING.replace("2026-03-05", f"2026-03-05 {PHONE}"),
    "title": BRIEFING.replace("无城派出所走进", f"无城派出所{PHONE}走进" + "幸福" * 40),
    "short": BRIEFING.replace("无城派出所走进幸福社区讲防骗", "电话" + PHONE[:7]).replace(
        "骗局。\n", f"{PHONE}。\n", 1
    ),
    "venue": BRIEFING.replace("进社区", PHONE),
    "venues": BRIEFING.replace("进社区", f"进社区、{PHONE}"),
    "groups": BRIEFING.replace("[老年人]", f"[{PHONE}]"),
    "split": BRIEFING.replace("[老年人]", "139，1234，5678"),
    "draft": BRIEFING.replace("摘要", f"草稿: {PHONE}\n摘要"),
    "sample": BRIEFING.replace("摘要", f"示例: 电话{PHONE}\n摘要"),
    "updated": BRIEFING.replace("摘要", f"更新日期: {PHONE}\n摘要"),
    "audience": BRIEFING.replace("摘要", f"参与人数: {PHONE}x\n摘要"),
    "leaflets": BRIEFING.replace("摘要", f"发放资料: {IDENTITY}\n摘要"),
    "unknown key": BRIEFING.replace("摘要", f"电话{PHONE}: 有\n摘要"),
    "colon": BRIEFING.replace("民警和", f"电话: {PHONE} 民警和"),
    "hash": BRIEFING.replace("民警和", f"民警 # {PHONE} 和"),
    "cover": BRIEFING.replace("摘要", f"封面: {PHONE}.jpg\n摘要"),
    "photo": BRIEFING + f"\n![讲解]({PHONE}.jpg)\n",
    "picture": BRIEFING + f"\n![讲解](D:/{PHONE}/1.jpg)\n",
    "answers": BRIEFING.replace("摘要", f"回应预警: {PHONE}\n摘要"),
    "answers split": BRIEFING.replace("摘要", "回应预警: 139，1234，5678\n摘要"),
    "former": BRIEFING.replace("摘要", f"曾用编号: {PHONE}\n摘要"),
    "excuse": BRIEFING.replace("摘要", f"豁免:\n  - 规则: {PHONE}\n    理由: 号码{PHONE}公开\n摘要"),
    "reason": BRIEFING.replace("摘要", f"豁免:\n  - 规则: short-title\n    理由: 就是{PHONE}\n摘要"),
    "twice": BRIEFING.replace("摘要", f"{PHONE}: 1\n{PHONE}: 2\n摘要"),
    "tag": BRIEFING.replace("民警和", f"!{PHONE} 民警和"),
    "escape": BRIEFING.replace("进社区", '"\\u0031\\u0033912345678"'),
    "place": BRIEFING.replace("摘要", f"地点: {DOOR[2:]}\n摘要"),
    "door in a list": BRIEFING.replace("[老年人]", f"[{DOOR}]"),
    "door and wording": BRIEFING + f"\n震惊！{DOOR}\n的老人百分之百被骗。\n",
    "door cut": BRIEFING.replace("无城派出所走进幸福社区", "家住幸福小区3栋2单元501室的老人" * 8),
    "name": BRIEFING + f"\n{NAME}接到电话，震惊！！！{PHONE}\n",
    "name in a list": BRIEFING.replace("[老年人]", f"[{NAME}]"),
    "link": BRIEFING + f"\n见 https://bad.example.com/{PHONE} 。\n",
    "mail": BRIEFING.replace("进社区", EMAIL),
    "plate": BRIEFING.replace("进社区", PLATE),
    "card": BRIEFING.replace("进社区", CARD),
    "several": BRIEFING + f"\n{PHONE}，{IDENTITY}，{CARD}，{PLATE}，{EMAIL}，{DOOR}，百分之百。\n",
    "kind": CASE.replace("kind: warning", f"kind: {PHONE}"),
    "video": CASE.replace("kind:", f"视频: {PHONE}\nkind:"),
    "channel": CASE.replace("kind:", f"接触方式: {PHONE}\nkind:"),
    "points": CASE.replace("[挂断电话, 不共享屏幕]", f"[{'挂断' * 40}{PHONE}, 电话{PHONE}{'挂断' * 40}]"),
    "no front matter": f"电话{PHONE}",
    "yaml": BRIEFING.replace("摘要: 民警", f"摘要: '{PHONE} 民警"),
}
NAMES = {
    "slug": "2026-03-05-13912345678/index.md",
    "slug in parts": "2026-03-05-139-1234-5678/index.md",
    "folder": "2026-3-5 13912345678/index.md",
    "stray": "2026-03-05-a/13912345678.xyz",
    "word": "2026-03-05-a/电话13912345678.docx",
    "film": "2026-03-05-a/13912345678.avi",
    "photo": "2026-03-05-a/13912345678.jpg",
    "folder in folder": "2026-03-05-a/139/12345678.jpg",
    "unit": "../13912345678/a.md",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tree(tmp_path_factory.mktemp("masking") / "tree", with_articles=False)


@contextmanager
def laid(root: Path, files: dict[str, str | bytes]) -> Iterator[None]:
    for path, data in files.items():
        put(root, path, data)
    try:
        yield
    finally:
        for folder in ("briefings", "cases"):
            for entry in list((root / folder).iterdir()):
                if entry.is_dir() and (entry.name not in UNITS or any(entry.iterdir())):
                    shutil.rmtree(entry)
                elif entry.name != "units.yml" and not entry.is_dir():
                    entry.unlink()


UNITS = {"wucheng"}


def outputs(root: Path, files: dict[str, str | bytes]) -> str:
    """All that is said of a project with these files, in every form."""
    with laid(root, files):
        inputs = Inputs(root, *load.read(root))
        parsed = inputs.cache.parse(inputs.found, inputs.judge)
        across = references.across(parsed, references.case_ids(parsed), inputs.found)
    standing = [*inputs.problems, *(each for one in parsed for each in one.problems), *across]
    excused = [(each, reason(one)) for one in parsed for each in one.excused]
    page = findings.page("cases/x/", "x", map(masking.shown, standing))
    return "\n".join(
        (
            report.text(standing),
            report.github(standing),
            report.as_json(standing),
            report.excused(excused),
            page.make(Templates(inputs.settings)).body,
        )
    )


def reason(one: object) -> str:
    article = getattr(one, "article", None)
    return "".join(excuse.reason for excuse in article.allow) if article else ""


def digits(text: str) -> str:
    """The text with what may part the digits of a number taken out."""
    return re.sub(r"(?<=\d)[^\w*]+(?=\d)", "", plain(text))


def leaks(text: str, secret: str) -> bool:
    """Whether a text shows a private detail, or five digits of it in a row. What masks leave at their ends may stand
    together: `99****37139****5678`."""
    text = re.sub(r"(?<=\.md):\d+(?::\d+)?:", ":", text)  # line and column are no part of anything private
    text = re.sub(r"\d{0,4}\*{2,}\d{0,4}", "…", text)
    number = re.sub(r"\D", "", plain(secret))
    parts = [number[at : at + 5] for at in range(len(number) - 4)]
    flat = digits(text)
    return secret in text or any(part in flat for part in parts)


@pytest.mark.parametrize("fault", FAULTS)
def test_no_message_shows_what_is_private(root: Path, fault: str) -> None:
    column = "cases" if FAULTS[fault].startswith("---\ntitle") else "briefings/wucheng"
    told = outputs(root, {f"{column}/2026-03-05-a/index.md": FAULTS[fault]})
    assert "错误[" in told or "提醒[" in told
    for secret in (
        PHONE,
        IDENTITY,
        CARD,
        PLATE,
        EMAIL,
        SEEN[DOOR],
        SEEN[NAME],
        "3栋2单元",
        "139，1234",
        "“1234”",
    ):
        assert not leaks(told, secret), secret


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_shows_what_is_private(root: Path, name: str) -> None:
    text = BRIEFING + "\n![](13912345678.jpg)\n"
    files: dict[str, str | bytes] = {"briefings/wucheng/2026-03-05-a/index.md": text}
    files[f"briefings/wucheng/{name}".replace("wucheng/../", "")] = (
        jpeg((64, 64)) if name.endswith("jpg") else text
    )
    told = outputs(root, files)
    assert "错误[" in told
    assert not leaks(told, PHONE)


def spellings(value: str) -> st.SearchStrategy[str]:
    """A number as people write it: full width, Chinese digits, with signs and zero-width characters between."""
    gaps = st.lists(
        st.sampled_from(["", "", " ", "-", "\u200b", "\u200d", "·", "．"]),
        min_size=len(value),
        max_size=len(value),
    )
    parted = gaps.map(lambda between: "".join(char + gap for char, gap in zip(value, between, strict=True)))
    return st.one_of(st.just(value), st.just(spelled(value, FULL)), st.just(spelled(value, CHINESE)), parted)


PRIVATE = st.one_of(
    spellings(PHONE), spellings(CARD), spellings(IDENTITY), st.sampled_from([DOOR, NAME, PLATE, EMAIL])
)
WORDS = st.sampled_from(
    [
        "电话",
        "震惊",
        "百分之百",
        "：",
        ": ",
        " #",
        "，",
        "“",
        "[",
        "{",
        "*",
        "&",
        "!",
        "`",
        "、",
        "进社区",
        "2026-03-05",
    ]
)
TEXT = st.lists(st.one_of(WORDS, PRIVATE), min_size=1, max_size=5).map("".join)
KEYS = st.sampled_from(
    [
        "日期",
        "场所",
        "人群",
        "标题",
        "摘要",
        "地点",
        "参与人数",
        "草稿",
        "更新日期",
        "封面",
        "回应预警",
        "曾用编号",
        "编辑",
        "性质",
    ]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.one_of(KEYS, TEXT), TEXT), min_size=1, max_size=4), TEXT, st.booleans())
@example([("人群", f"{PHONE}{DOOR}")], NAME, True)
@example([("草稿", f"{IDENTITY}{PHONE}")], f"{SEEN[NAME]}{IDENTITY}{PHONE}wang@example.com", False)
@example(
    [("日期", spelled(CARD, CHINESE))], f"{spelled(PHONE, CHINESE)}2026-03-05{spelled(PHONE, CHINESE)}", False
)
def test_wherever_it_stands_it_is_not_shown(
    root: Path, rows: list[tuple[str, str]], body: str, added: bool
) -> None:
    matter = BRIEFING.rpartition("---\n")[0].removeprefix("---\n") if added else ""
    written = "".join(f"{key}: {value}\n" for key, value in rows)
    text = f"---\n{matter}{written}---\n{body}\n![]({body}.jpg)\n"
    place = "briefings/wucheng/2026-03-05-a/"  # its day may be the digits of a number too
    told = outputs(root, {f"{place}index.md": text}).replace(place, "")
    hit = {text[each.start : each.end] for each in personal_data.hits(text)}
    for secret in hit:
        assert not leaks(told, secret), secret


@given(st.text(alphabet="家住3栋2单元501室小区号楼，、 \n\t\u3000电话QQ号：139a受害人张建国@.12345678"))
def test_a_hit_never_holds_a_line_end_nor_ends_in_a_comma(text: str) -> None:
    for hit in personal_data.hits(text):
        assert "\n" not in text[hit.start : hit.end]
        assert text[hit.end - 1] not in "，、, \t"


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        (f"电话{PHONE}。", "电话139****5678。"),
        (
            f"briefings/wucheng/2026-03-05-{PHONE}/index.md",
            "briefings/wucheng/2026-03-05-139****5678/index.md",
        ),
        ("在幸福小区3栋2单元，上门讲解", "在幸福小区*栋*单元，上门讲解"),
        (f"{NAME}接到电话", "受害人张**接到电话"),
        ("改成110、96110中的一个", "改成110、96110中的一个"),
    ],
)
def test_a_mask_leaves_all_else_as_it_is(text: str, mask: str) -> None:
    assert masking.masked(text) == masking.masked(masking.masked(text)) == mask


def test_a_part_of_a_number_of_the_file_is_masked_too() -> None:
    secrets = masking.Secrets.of([f"电话 {PHONE}\n{NAME}在家"])
    problem = Problem("cases/a.md", 1, 0, "key", "“电话1391234……”太长，“张建……”也是，139****5678。", "“3456”")
    told = masking.told(problem, secrets)
    assert told.what == "“电话*******……”太长，“张*……”也是，139****5678。"
    assert told.mend == "“****”"
    secrets = masking.Secrets.of(["电话0300-6612345，卡号6222990000000000006"])
    assert secrets.hidden("0300-*****45、6222*************06") == "0300-*****45、6222*************06"
