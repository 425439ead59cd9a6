"""The file that an officer starts from: what is written is read back, what is there stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from column.authoring import new_article
from column.authoring.new_article import RefusedError
from column.content import front_matter
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import keys_of
from column.parsing import source
from support.own_data import VOCABULARY

KEYS = front_matter.names(Briefing)


def read(text: str, record: type = Briefing) -> dict[str, object]:
    """The front matter as the project reads it, without a complaint."""
    found, problems = source.read("x.md", text.encode(), front_matter.names(record))
    assert problems == []
    return dict(found.matter)


def test_a_briefing_is_written_in_chinese_and_passes() -> None:
    values = {
        "title": "无城派出所走进幸福小区",
        "date": "2025-04-27",
        "venue": "进社区",
        "groups": ["老年人", "家长"],
        "audience": "60",
    }
    text = new_article.front_matter(Briefing, values)
    assert text == (
        "---\n标题: 无城派出所走进幸福小区\n日期: 2025-04-27\n场所: 进社区\n人群:\n  - 老年人\n  - 家长\n参与人数: 60\n---\n"
    )
    matter, problems = front_matter.validate(Briefing, "x.md", read(text), lambda *_: 1)
    assert problems == []
    assert matter


def test_every_guess_is_marked_and_still_reads_the_same() -> None:
    values = {
        "title": "通知 #1: 防诈骗",
        "date": "2025-04-27",
        "venue": "进社区",
        "groups": ["老年人"],
        "place": "幸福小区",
    }
    text = new_article.front_matter(Briefing, values, dict.fromkeys(values, source.GUESSED))
    assert text.count("  # 猜的，请核对\n") == 5
    assert read(text) == values


def test_what_must_be_filled_in_is_said_and_counts_as_missing() -> None:
    remarks = {"venue": new_article.NOT_FOUND, "groups": new_article.NOT_FOUND}
    text = new_article.front_matter(Briefing, {"title": "无城派出所走进小区", "date": "2025-04-27"}, remarks)
    assert "场所:  # 没猜出，请填写\n人群:  # 没猜出，请填写\n" in text
    _, problems = front_matter.validate(Briefing, "x.md", read(text), lambda *_: 1)
    assert ["缺少“场所”" in problem.what or "缺少“人群”" in problem.what for problem in problems] == [
        True,
        True,
    ]


@pytest.mark.parametrize("record", [Briefing, Case])
def test_examples_of_what_is_optional_are_only_comments(record: type) -> None:
    offered = new_article.front_matter(record, {"title": "一个标题"}, offer=True)
    assert read(offered, record) == read(new_article.front_matter(record, {"title": "一个标题"}), record)
    commented = [
        line.removeprefix("# ").split(":")[0] for line in offered.split("\n") if line.startswith("# ")
    ][1:]
    assert set(commented) <= set(front_matter.names(record))
    assert "短标题" in commented
    for key in ("channel", "loss", "review_by", "audience", "leaflets"):
        if key in keys_of(record) and key != "channel":
            new_article.settle(record, key, keys_of(record)[key].offer)


@example("null", False)
@example("~", False)
@given(st.text(max_size=80), st.booleans())
def test_any_text_is_read_back(text: str, quote: bool) -> None:
    line = f"标题: {new_article.scalar(text, quote=quote)}"
    found, problems = source.read("x.md", f"---\n{line}\n---\n".encode(), KEYS)
    assert problems == []
    assert found.matter == {"title": new_article.one_line(text)}


@given(
    st.lists(
        st.text(min_size=1, max_size=30).filter(lambda text: new_article.one_line(text) != ""),
        min_size=1,
        max_size=6,
    )
)
def test_any_list_is_read_back(lines: list[str]) -> None:
    text = new_article.front_matter(Case, {"signs": lines})
    found, problems = source.read("x.md", text.encode(), front_matter.names(Case))
    assert problems == []
    assert found.matter["signs"] == [new_article.one_line(line) for line in lines]


def test_a_choice_is_a_number_an_id_or_a_name() -> None:
    for answer in ("1", " 1 ", "elderly", "老年人", "ELDERLY"):
        assert new_article.pick(VOCABULARY.groups, answer).id == "elderly"
    for answer in ("0", "99", "老人家", ""):
        with pytest.raises(RefusedError):
            new_article.pick(VOCABULARY.groups, answer)


def test_several_choices_are_parted_by_anything_usual() -> None:
    for answer in ("1 2", "老年人、学生", "elderly,students", "1，学生；1"):
        assert [group.id for group in new_article.pick_several(VOCABULARY.groups, answer)] == [
            "elderly",
            "students",
        ]
    with pytest.raises(RefusedError, match="至少选一个"):
        new_article.pick_several(VOCABULARY.groups, " 、")


def test_a_value_is_settled_as_the_front_matter_settles_it() -> None:
    assert new_article.settle_day("2025年4月27日 15:02") == date(2025, 4, 27)
    assert new_article.settle(Briefing, "audience", "60人") == 60
    with pytest.raises(RefusedError, match="至少要 4 个"):
        new_article.settle(Briefing, "title", "短")
    with pytest.raises(RefusedError, match="不存在"):
        new_article.settle_day("2025-02-30")
    with pytest.raises(RefusedError, match="2 到 6 条"):
        new_article.settle(Case, "signs", ["只有一条"])


@pytest.mark.parametrize("slug", ["", "Xingfu", "幸福", "a_b", "-a", "a-", "a--b", "a" * 61, "../a", "a/b"])
def test_a_slug_that_no_address_can_hold_is_refused(slug: str) -> None:
    with pytest.raises(RefusedError, match="不能用"):
        new_article.settle_slug(slug)


def test_a_folder_gets_the_next_free_number(tmp_path: Path) -> None:
    day = date(2025, 4, 27)
    assert new_article.folder_name(tmp_path, day, "community-elderly") == "2025-04-27-community-elderly"
    (tmp_path / "2025-04-27-community-elderly").mkdir()
    (tmp_path / "2025-04-27-community-elderly-2.md").write_text("")
    assert new_article.folder_name(tmp_path, day, "community-elderly") == "2025-04-27-community-elderly-3"


def test_files_are_laid_whole(tmp_path: Path) -> None:
    target = tmp_path / "briefings" / "wucheng" / "2025-04-27-a"
    new_article.lay(target, {"index.md": b"text", "photo-1.jpg": b"photo"})
    assert sorted(path.name for path in target.iterdir()) == ["index.md", "photo-1.jpg"]
    assert [path.name for path in target.parent.iterdir()] == ["2025-04-27-a"]


@pytest.mark.parametrize("taken", ["2025-04-27-a/index.md", "2025-04-27-a.md"])
def test_nothing_is_written_over(tmp_path: Path, taken: str) -> None:
    old = tmp_path / taken
    old.parent.mkdir(exist_ok=True)
    old.write_text("old")
    with pytest.raises(FileExistsError):
        new_article.lay(tmp_path / "2025-04-27-a", {"index.md": b"new"})
    assert old.read_text() == "old"
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_whatever_stops_it_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    written = Path.write_bytes

    def write(path: Path, data: bytes) -> int:
        if path.name == "photo-1.jpg":
            raise fault
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(fault):
        new_article.lay(
            tmp_path / "briefings" / "wucheng" / "2025-04-27-a",
            {"index.md": b"text", "photo-1.jpg": b"photo"},
        )
    assert list(tmp_path.iterdir()) == []


def test_a_tree_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="单位"):
        new_article.words(tmp_path)
