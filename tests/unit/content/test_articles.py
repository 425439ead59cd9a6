"""The content model of contract 2: what an officer may write, and what is said of everything else."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import articles, front_matter, taxonomies
from column.content.discovery import Found
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import CaseKind
from column.model.problems import Problem, Severity
from column.project import load as project
from column.project.load import Project
from support.films import film
from support.project import BRIEFING, CASE, ROOT, jpeg, put

HERE = "briefings/wucheng/2026-03-05-xingfu"
CASE_HERE = "cases/2026-03-01-kefu/index.md"
WORDS, _ = taxonomies.load(ROOT)


def read(root: Path) -> Project:
    return project.read(root)


def briefing(root: Path, text: str = BRIEFING) -> tuple[Briefing | None, list[Problem]]:
    put(root, f"{HERE}/index.md", text)
    found = read(root)
    piece = found.library.by_id.get("wucheng/2026-03-05-xingfu")
    return (piece if isinstance(piece, Briefing) else None), list(found.problems)


def test_a_briefing_with_every_key(tree: Path) -> None:
    put(tree, CASE_HERE, CASE)
    put(tree, f"{HERE}/现场.jpg", jpeg())
    extra = (
        "短标题: 幸福社区讲防骗\n地点: 幸福社区活动室\n参与人数: 60 人\n发放资料: 1,200\n回应预警: 2026-03-01-kefu\n"
        "封面: 现场.jpg\n信息来源: 无城所\n编辑: 示例编辑\n示例: 是\n更新日期: 2026年3月6日\n更正说明: 参与人数写错，已改正。\n"
        "曾用编号: [wucheng/2026-03-05-old]\n豁免:\n  - 规则: same-text\n    理由: 已公开的先进人物\n"
    )
    piece, problems = briefing(tree, BRIEFING.replace("---\n民警", extra + "---\n民警"))
    assert problems == []
    assert piece
    assert (piece.id, piece.url) == ("wucheng/2026-03-05-xingfu", "briefings/wucheng/2026-03-05-xingfu/")
    assert (piece.unit.id, piece.venue.id, [group.id for group in piece.groups]) == (
        "wucheng",
        "community",
        ["elderly"],
    )
    assert (piece.audience, piece.leaflets, piece.place) == (60, 1200, "幸福社区活动室")
    assert (piece.source, piece.editor, piece.sample) == ("无城所", "示例编辑", True)
    assert piece.updated == date(2026, 3, 6)
    assert piece.responds_to == ("2026-03-01-kefu",)
    assert piece.cover
    assert piece.cover.name == "现场.jpg"
    assert piece.allow[0].rule == "same-text"


def test_a_case_with_every_key(tree: Path) -> None:
    extra = "channel: 电话\nloss: 3000\narea: 某镇\nslogan: 客服不会要你共享屏幕\nreview_by: 2027/3/1\nvideo: a.mp4\n"
    put(tree, "cases/2026-03-01-kefu/a.mp4", film())
    put(
        tree,
        CASE_HERE,
        CASE.replace("---\n接到", extra + "---\n接到").replace("kind: warning", "类别: 典型案例"),
    )
    found = read(tree)
    assert found.problems == ()
    piece = found.library.cases[0]
    assert (piece.kind, piece.scam.name, piece.channel, piece.loss) == (
        CaseKind.CASE,
        "冒充电商物流客服",
        "phone",
        3000,
    )
    assert (piece.review_by, piece.url) == (date(2027, 3, 1), "cases/2026-03-01-kefu/")
    assert len(piece.signs) == len(piece.tips) == 2


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("2026-03-05", date(2026, 3, 5), None),
        ("2026/3/5", date(2026, 3, 5), None),
        ("2026年3月5日", date(2026, 3, 5), None),
        ("2026-03-05 15:02", date(2026, 3, 5), time(15, 2)),
        ("2026/3/5 9:30", date(2026, 3, 5), time(9, 30)),
        ("2026年3月5日 15时02分", date(2026, 3, 5), time(15, 2)),
        ("2026年3月5日15：02", date(2026, 3, 5), time(15, 2)),
        ("2026-03-05T15:02:00+08:00", date(2026, 3, 5), time(15, 2)),
        ('"2026-03-05"', date(2026, 3, 5), None),
        ("２０２６-０３-０５", date(2026, 3, 5), None),
    ],
)
def test_dates(tree: Path, written: str, day: date, moment: time | None) -> None:
    piece, problems = briefing(tree, BRIEFING.replace("2026-03-05", written))
    assert problems == []
    assert piece
    assert (piece.date, piece.time) == (day, moment)
    assert piece.published.utcoffset() is not None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("标题: 无城派出所走进幸福社区讲防骗\n", "", 1, "缺少“标题”"),
        ("无城派出所走进幸福社区讲防骗", "讲座", 2, "至少要 4 个"),
        ("无城派出所走进幸福社区讲防骗", "长" * 65, 2, "最多 64 个"),
        ("2026-03-05", "2026-02-30", 3, "不存在"),
        ("2026-03-05", "昨天", 3, "不是认得的日期"),
        ("2026-03-05", "2026-03-05 25:00", 3, "不存在"),
        ("进社区", "进小区", 4, "没有叫“进小区”的场所"),
        ("[老年人]", "[老年人, 老年]", 5, "没有叫“老年”的人群"),
        ("摘要:", "摘耍:", 6, "不认识"),
        ("摘要: 民警", "摘要: " + "长" * 130 + "民警", 6, "最多 120 个"),
        ("摘要:", "参与人数: 六十\n摘要:", 6, "不是整数"),
        ("摘要:", f"参与人数: {'9' * 20}\n摘要:", 6, "有 20 位，太大了"),
        ("摘要:", f"参与人数: {'9' * 5000}\n摘要:", 6, "有 5000 位，太大了"),
        ("摘要:", "示例: 也许\n摘要:", 6, "“是”或“否”"),
        ("摘要:", "封面: 没有.jpg\n摘要:", 6, "找不到封面照片"),
        ("摘要:", "回应预警: 2020-01-01-none\n摘要:", 6, "没有编号为"),
        ("摘要:", "更正说明: 写错了一个数\n摘要:", 6, "没有更新日期"),
        ("摘要:", "豁免:\n  - 规则: privacy-name\n摘要:", 7, "理由"),
        ("民警在社区", "![](没有.jpg)\n民警在社区", 8, "找不到照片"),
        ("民警在社区", "![图](https://www.example.gov.cn/a.jpg)\n民警在社区", 8, "不在文章的文件夹里"),
        ("民警在社区活动室讲了常见骗局怎么认。\n", "", 8, "正文是空的"),
        ("无城派出所走进", "😀无城派出所走进", 2, "字库里没有"),
    ],
)
def test_each_mistake_is_named_at_its_line(tree: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in BRIEFING
    _, problems = briefing(tree, BRIEFING.replace(old, new, 1))
    assert [(problem.path, problem.line) for problem in problems] == [(f"{HERE}/index.md", line)]
    assert words in problems[0].what + problems[0].mend
    assert problems[0].mend
    assert problems[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("无城派出所走进幸福社区讲防骗", "无" * 40, "short-title"),
        ("2026-03-05", "2026-03-06", "date"),
    ],
)
def test_warnings_do_not_stop_a_briefing(tree: Path, old: str, new: str, rule: str) -> None:
    piece, problems = briefing(tree, BRIEFING.replace(old, new, 1))
    assert piece
    assert [(problem.rule, problem.severity) for problem in problems] == [(rule, Severity.WARNING)]


@pytest.mark.parametrize(
    "path",
    [
        "briefings/nowhere/2026-03-05-xingfu/index.md",
        "briefings/wucheng/xingfu/index.md",
        "briefings/wucheng/2026-3-5-xingfu/index.md",
        "briefings/wucheng/2026-02-30-xingfu/index.md",
        "briefings/wucheng/2026-03-05-Xingfu/index.md",
        "briefings/wucheng/2026-03-05-幸福/index.md",
        "briefings/wucheng/2026-03-05-xingfu/正文.md",
        "briefings/wucheng/2026-03-05-xingfu.txt",
        "briefings/note.md",
        "cases/2026-03-05-xingfu/sub/index.md",
        "cases/readme.txt",
    ],
)
def test_nothing_is_passed_over_in_silence(tree: Path, path: str) -> None:
    put(tree, path, BRIEFING)
    problems = read(tree).problems
    assert problems
    assert all(problem.rule == "path" and path.startswith(problem.path) for problem in problems)


def test_a_link_out_of_the_folder_is_refused(tree: Path) -> None:
    put(tree, f"{HERE}/index.md", BRIEFING)
    (tree / HERE / "secret.jpg").symlink_to("/etc/passwd")
    assert [problem.path for problem in read(tree).problems] == [f"{HERE}/secret.jpg"]


def test_two_forms_of_one_article(tree: Path) -> None:
    put(tree, f"{HERE}/index.md", BRIEFING)
    put(tree, f"{HERE}.md", BRIEFING)
    assert [problem.path for problem in read(tree).problems] == [f"{HERE}.md"]


def test_all_problems_of_all_files_come_together(tree: Path) -> None:
    put(tree, f"{HERE}/index.md", BRIEFING.replace("进社区", "进小区").replace("[老年人]", "[老年]"))
    put(tree, CASE_HERE, CASE.replace("kind: warning", "kind: story").replace("scam: customer-service", ""))
    assert sorted((problem.path, problem.line) for problem in read(tree).problems) == [
        (f"{HERE}/index.md", 4),
        (f"{HERE}/index.md", 5),
        (CASE_HERE, 1),
        (CASE_HERE, 4),
    ]


def test_a_missing_key_hides_no_other_mistake(tree: Path) -> None:
    _, problems = briefing(tree, BRIEFING.replace("场所: 进社区\n", "").replace("[老年人]", "[老人家, 学生]"))
    assert [(problem.line, problem.rule) for problem in problems] == [(1, "key"), (4, "vocabulary")]
    put(tree, CASE_HERE, CASE.replace("kind: warning\n", "").replace("customer-service", "kefu"))
    found = [problem for problem in read(tree).problems if problem.path == CASE_HERE]
    assert [(problem.line, problem.rule) for problem in found] == [(1, "key"), (4, "vocabulary")]


@pytest.mark.parametrize(
    "written",
    [
        "进社区、进学校",
        "进社区,进学校",
        "community; school",
        "[进社区, 进学校]",
        "进社区，进学校，",
        "进社区、没有的场所",
    ],
)
def test_two_venues_are_told_and_nothing_vanishes(tree: Path, written: str) -> None:
    piece, problems = briefing(tree, BRIEFING.replace("场所: 进社区", f"场所: {written}"))
    assert piece is None
    assert (4, "key", Severity.ERROR) in [
        (problem.line, problem.rule, problem.severity) for problem in problems
    ]
    assert any("只留最主要的一个" in problem.mend for problem in problems)


@pytest.mark.parametrize("key", ["场所: 进社区", "人群: [老年人]"])
@pytest.mark.parametrize("written", ["、", "，，", "；", "['、']", "[]", "''"])
def test_a_line_of_commas_names_nothing(tree: Path, key: str, written: str) -> None:
    piece, problems = briefing(tree, BRIEFING.replace(key, f"{key[:2]}: {written}"))
    assert piece is None
    assert [(problem.rule, problem.severity) for problem in problems] == [("key", Severity.ERROR)]


def test_a_key_of_the_other_kind_is_told_as_such(tree: Path) -> None:
    _, problems = briefing(tree, BRIEFING.replace("摘要:", "视频: a.mp4\n摘要:"))
    assert [problem.what for problem in problems] == ["“视频”（video）只用在典型案例和风险提示里。"]


@pytest.mark.parametrize("written", ["进社区、", "、进社区", "[进社区]", "进社区、进社区", "community；"])
def test_one_venue_is_one_however_it_is_written(tree: Path, written: str) -> None:
    piece, problems = briefing(tree, BRIEFING.replace("场所: 进社区", f"场所: {written}"))
    assert problems == []
    assert piece
    assert piece.venue.id == "community"


@pytest.mark.parametrize("written", ["刷单返利、虚假贷款", "loan, shuadan", "[loan, shuadan]"])
def test_two_scam_types_are_told_and_nothing_vanishes(tree: Path, written: str) -> None:
    put(tree, CASE_HERE, CASE.replace("scam: customer-service", f"scam: {written}"))
    found = read(tree)
    assert found.library.articles == ()
    assert [(problem.line, problem.rule, problem.severity) for problem in found.problems] == [
        (5, "key", Severity.ERROR)
    ]


@pytest.mark.parametrize(
    "text",
    ["---\n---\n正文。\n", "---\n\n# 说明\n---\n正文。\n", f"---\n---\n{BRIEFING}", "---\n-\n---\n正文。\n"],
)
def test_an_empty_front_matter_is_told(tree: Path, text: str) -> None:
    piece, problems = briefing(tree, text)
    assert piece is None
    assert any(problem.severity is Severity.ERROR for problem in problems)


VALUES = st.sampled_from(
    [
        "进社区",
        "进社区、进学校",
        "community",
        "老年人",
        "老年人、学生",
        "刷单返利",
        "loan、shuadan",
        "2026-03-05",
        "",
        "、",
        "，，",
        "~",
        "null",
        "是",
        "[]",
        "[进社区]\n    ",
        "[老年人, [学生]]",
        "{a: b}",
        "60",
        "典型案例",
        "case",
        "a.mp4",
        "..",
        "无城派出所走进幸福社区讲防骗",
        "- a",
        "*x",
        "'",
        "#",
        ">",
    ]
)


@given(
    of_case=st.booleans(),
    kept=st.sets(st.sampled_from(range(12))),
    given_=st.dictionaries(
        st.sampled_from(sorted({*front_matter.names(Briefing), *front_matter.names(Case)})),
        VALUES,
        max_size=6,
    ),
)
def test_every_file_is_an_article_or_has_an_error(
    of_case: bool, kept: set[int], given_: dict[str, str]
) -> None:
    """Whatever the front matter is: nothing vanishes without a word."""
    lines = (CASE if of_case else BRIEFING).split("\n")
    body = [line for number, line in enumerate(lines) if number not in kept or line == "---"]
    text = "\n".join([body[0], *(f"{key}: {value}" for key, value in given_.items()), *body[1:]])
    unit = None if of_case else WORDS.units.records[0]
    found = Found("x", f"cases/{HERE.rsplit('/', 1)[1]}/index.md", (), unit, Briefing if unit else Case)
    parsed = articles.parse(
        found, text.encode(), "0", {}, WORDS, lambda text, article, problems: (problems, ())
    )
    assert parsed.article or any(problem.severity is Severity.ERROR for problem in parsed.problems)
    assert "lost" not in {problem.rule for problem in parsed.problems}, "the last net was needed"


def test_a_cover_is_one_file_whatever_its_name(tree: Path) -> None:
    put(tree, f"{HERE}/合影，1、2.jpg", jpeg())
    put(tree, f"{HERE}/a.jpg", jpeg((700, 500)))
    piece, problems = briefing(tree, BRIEFING.replace("摘要:", "封面: 合影，1、2.jpg\n摘要:"))
    assert problems == []
    assert piece
    assert piece.cover
    assert piece.cover.name == "合影，1、2.jpg"
    piece, problems = briefing(tree, BRIEFING.replace("摘要:", "封面: a.jpg、合影，1、2.jpg\n摘要:"))
    assert [(problem.line, problem.rule) for problem in problems] == [(6, "photo")]


def test_a_wrong_unit_folder_is_answered_with_the_ids(tree: Path) -> None:
    put(tree, "briefings/nowhere/2026-03-05-a.md", BRIEFING)
    (problem,) = read(tree).problems
    assert "无城派出所 wucheng" in problem.mend


def test_unlisted_photos_are_shown_too(tree: Path) -> None:
    put(tree, f"{HERE}/a.jpg", jpeg())
    put(tree, f"{HERE}/B.JPG", jpeg((700, 500)))
    piece, problems = briefing(tree, BRIEFING + "\n![民警在讲解](b.jpg)\n")
    assert problems == []
    assert piece
    assert [photo.name for photo in piece.photos] == ["B.JPG", "a.jpg"]
    assert piece.html.count("<img") == 2


def test_samples_and_drafts_are_left_out_when_asked(tree: Path) -> None:
    put(tree, f"{HERE}/index.md", BRIEFING.replace("摘要:", "示例: 是\n摘要:"))
    put(tree, CASE_HERE, CASE.replace("kind:", "draft: true\nkind:"))
    assert [piece.id for piece in project.read(tree).library.articles] == ["wucheng/2026-03-05-xingfu"]
    assert len(project.read(tree, drafts=True).library.articles) == 2
    config = (tree / "mkdocs.yml").read_text("utf-8").replace("samples: true", "samples: false")
    put(tree, "mkdocs.yml", config)
    assert project.read(tree).library.articles == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        ("briefings/units.yml", "kind: station", "kind: shop", "不在可选的范围里"),
        ("briefings/units.yml", "id: xiangan", "id: wucheng", "同时是"),
        ("docs/groups/elderly.md", "risks: [", "risks: [nonsense, ", "没有叫“nonsense”的诈骗类型"),
        ("docs/scams/loan.md", "family: scam", "family: trick", "不在可选的范围里"),
        ("docs/scams/loan.md", "slogan:", "slogen:", "不认识"),
    ],
)
def test_vocabulary_mistakes_are_named(tree: Path, path: str, old: str, new: str, words: str) -> None:
    text = (tree / path).read_text("utf-8")
    assert old in text
    put(tree, path, text.replace(old, new, 1))
    problems = [problem for problem in read(tree).problems if problem.path == path]
    assert problems
    assert any(words in problem.what for problem in problems)


def test_neighbours_answers_and_related(tree: Path) -> None:
    put(tree, CASE_HERE, CASE)
    put(tree, f"{HERE}/index.md", BRIEFING.replace("摘要:", "回应预警: 2026-03-01-kefu\n摘要:"))
    put(tree, "briefings/xiangan/2026-03-06-b.md", BRIEFING.replace("2026-03-05", "2026-03-06"))
    library = read(tree).library
    first, second = library.briefings[1], library.briefings[0]
    assert library.neighbours(first) == (None, second)
    assert [case.id for case in library.answers(first)] == ["2026-03-01-kefu"]
    assert [piece.id for piece in library.passed_on["2026-03-01-kefu"]] == [first.id]
    assert [scam.id for scam in library.scams_of(first)] == ["customer-service"]
    assert [piece.id for piece in library.related(second)] == [first.id, "2026-03-01-kefu"]
    assert isinstance(library.by_id["2026-03-01-kefu"], Case)
