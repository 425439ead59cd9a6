"""scripts/import_docx.py as an officer runs it: a Word file in, an article's folder out, nothing lost in silence."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from support.docx import CENTRE, WordFile, box, briefing, media, patched, photo, run
from support.project import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
FOLDER = "briefings/wucheng/2025-04-27-community-elderly"
TOLD = ["--unit", "无城派出所", "--date", "2025-04-27"]


@pytest.fixture
def root(tree: Path) -> Path:
    """A copy of the project with the scripts in it."""
    (tree / "scripts").mkdir()
    for name in ("import_docx.py", "check.py"):
        shutil.copy(ROOT / "scripts" / name, tree / "scripts")
    return tree


@pytest.fixture
def take(root: Path) -> Run:
    """`take(data, *flags)` imports a file of those bytes."""

    def start(
        data: bytes, *flags: str, name: str = "简报.docx", answers: str = ""
    ) -> subprocess.CompletedProcess[str]:
        file = root.parent / name
        file.write_bytes(data)
        return subprocess.run(
            [sys.executable, str(root / "scripts" / "import_docx.py"), str(file), *flags],
            input=answers,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONUTF8": "1"},
        )

    return start


def stub_check(root: Path, code: int) -> None:
    """A check that says what it was asked and ends with a code."""
    (root / "scripts" / "check.py").write_text(
        f"import sys\nprint('asked', sys.argv[1:])\nsys.exit({code})\n", encoding="utf-8"
    )


def made(root: Path) -> list[str]:
    files = (path for path in (root / "briefings").rglob("*") if path.is_file())
    return sorted(
        path.relative_to(root).as_posix() for path in files if path.name not in ("units.yml", ".gitkeep")
    )


def index(root: Path) -> str:
    (path,) = (path for path in made(root) if path.endswith("index.md"))
    return (root / path).read_text("utf-8")


def test_a_briefing_becomes_its_folder_and_passes_the_check(root: Path, take: Run) -> None:
    result = take(briefing().bytes)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert made(root) == [f"{FOLDER}/index.md", f"{FOLDER}/photo-1.jpg"]
    assert index(root) == (
        "---\n"
        '标题: "无城派出所走进幸福小区宣讲防诈骗"  # 猜的，请核对\n'
        "日期: 2025-04-27  # 猜的，请核对\n"
        "场所: 进社区  # 猜的，请核对\n"
        "人群:\n"
        "  - 老年人  # 猜的，请核对\n"
        '地点: "幸福小区文化广场"  # 猜的，请核对\n'
        "参与人数: 200  # 猜的，请核对\n"
        "发放资料: 300  # 猜的，请核对\n"
        '编辑: "张明"  # 猜的，请核对\n'
        "---\n\n"
        "4月27日上午，无城派出所民警走进幸福小区文化广场，向老年居民讲解防骗知识，"
        "发放宣传资料300余份，受教育群众200余人。\n\n"
        "民警提醒大家，陌生人要求共享屏幕时，马上挂断。\n\n"
        "![民警向老年居民讲解防骗知识](photo-1.jpg)\n\n"
        "图为民警向老年居民讲解防骗知识\n\n"
        "| 地点 | 份数 |\n| --- | --- |\n| 东门 | 300 |\n"
    )
    for told in (
        "单位：无城派出所",
        "日期：2025-04-27（正文里的“4月27日”）",
        "没有放进正文：第12期",
        "报：市局政工室",
        "没有必须改的错误",
    ):
        assert told in result.stdout
    assert not list((root / "briefings" / "wucheng").glob(".*tmp"))


def test_what_was_told_is_no_guess(root: Path, take: Run) -> None:
    stub_check(root, 0)
    flags = [
        *TOLD,
        "--title",
        "无城派出所的另一个标题",
        "--venue",
        "school",
        "--groups",
        "学生 家长",
        "--place",
        "第三中学",
        "--slug",
        "san-zhong",
    ]
    result = take(briefing().bytes, *flags)
    assert result.returncode == 0
    assert "briefings/wucheng/2025-04-27-san-zhong/index.md" in made(root)
    head = index(root).split("---")[1]
    assert (
        "标题: 无城派出所的另一个标题\n日期: 2025-04-27\n场所: 进学校\n人群:\n  - 学生\n  - 家长\n地点: 第三中学\n"
        in head
    )
    assert head.count("# 猜的") == 3  # audience, leaflets, editor


def test_the_check_is_asked_for_the_new_file_and_its_verdict_is_handed_on(root: Path, take: Run) -> None:
    stub_check(root, 1)
    result = take(briefing().bytes)
    assert result.returncode == 1
    assert f"asked ['{FOLDER}/index.md']" in result.stdout
    assert "还有要改的地方" in result.stdout
    assert len(made(root)) == 2


def test_without_a_check_that_is_said(root: Path, take: Run) -> None:
    (root / "scripts" / "check.py").unlink()
    result = take(briefing().bytes)
    assert result.returncode == 0
    assert "没有检查" in result.stdout


def test_what_the_real_check_finds_is_shown_at_once(root: Path, take: Run) -> None:
    result = take(WordFile("民警给大家讲了几个常见的骗局，大家听得很认真。").bytes, *TOLD)
    assert result.returncode == 1
    assert "briefings/wucheng/2025-04-27-briefing/index.md:" in result.stdout
    assert "缺少“标题”" in result.stdout
    assert "还有要改的地方" in result.stdout


def test_private_data_in_the_file_are_found_at_once_and_not_repeated(root: Path, take: Run) -> None:
    word = briefing()
    word.document.paragraphs[5].add_run("联系人手机13900001111。")
    result = take(word.bytes)
    assert result.returncode == 1
    assert f"{FOLDER}/index.md:13:" in result.stdout
    assert "139****1111" in result.stdout
    assert "13900001111" not in result.stdout


def test_a_dry_run_shows_and_makes_nothing(root: Path, take: Run) -> None:
    result = take(briefing().bytes, "--dry-run")
    assert result.returncode == 0
    assert f"将会建立：{FOLDER}/" in result.stdout
    assert "photo-1.jpg" in result.stdout
    assert "## " not in result.stdout
    assert "日期: 2025-04-27  # 猜的" in result.stdout
    assert made(root) == []


def test_nothing_is_written_over(root: Path, take: Run) -> None:
    stub_check(root, 0)
    take(briefing().bytes, "--slug", "xingfu")
    before = index(root)
    again = take(briefing().bytes, "--slug", "xingfu")
    assert again.returncode == 1
    assert "briefings/wucheng/2025-04-27-xingfu 已经有了" in again.stderr
    assert index(root) == before
    for number in ("", "-2", "-3"):
        assert f"{FOLDER}{number}/" in take(briefing().bytes).stdout


def test_no_title_no_date_no_unit_are_asked_for_or_named(root: Path, take: Run) -> None:
    stub_check(root, 0)
    data = WordFile("民警给大家讲了几个常见的骗局，大家听得很认真，还提了不少问题。").bytes
    result = take(data)
    assert result.returncode == 2
    assert "没看出是哪个单位" in result.stdout
    assert "--unit 无城派出所 --date 2025-04-27" in result.stderr
    assert made(root) == []
    result = take(data, answers="无城派出所\n2025/4/27\n")
    assert result.returncode == 0
    assert made(root) == ["briefings/wucheng/2025-04-27-briefing/index.md"]
    assert (
        "标题:  # 没猜出，请填写\n日期: 2025-04-27\n场所:  # 没猜出，请填写\n人群:  # 没猜出，请填写\n"
        in index(root)
    )
    assert "标题：没猜出，要自己填" in result.stdout


def test_photos_alone_keep_their_order(root: Path, take: Run) -> None:
    stub_check(root, 0)
    word = WordFile()
    for colour in ("red", "green", "red"):
        word.picture(photo(colour=colour))
    result = take(word.bytes, *TOLD)
    assert index(root).endswith("---\n\n![](photo-1.jpg)\n\n![](photo-2.jpg)\n\n![](photo-1.jpg)\n")
    assert len(made(root)) == 3
    assert "photo-2.jpg 没有说明" in result.stdout


def test_a_large_photo_is_scaled_and_carries_nothing(root: Path, take: Run) -> None:
    stub_check(root, 0)
    word = WordFile()
    word.picture(photo(4032, 3024, orientation=6))
    take(word.bytes, *TOLD)
    (file,) = (root / path for path in made(root) if path.endswith(".jpg"))
    with Image.open(io.BytesIO(file.read_bytes())) as picture:
        assert picture.size == (1920, 2560)
        assert not picture.getexif()
    assert b"PhoneMaker" not in file.read_bytes()


def test_heic_and_png_are_kept_and_emf_is_named(root: Path, take: Run) -> None:
    stub_check(root, 0)
    word = WordFile("第一段的内容在这里。")
    word.picture(photo())
    emf = b"\x01\x00\x00\x00" + b"\0" * 36 + b" EMF" + b"\0" * 100
    result = take(media(word.bytes, emf, ".emf"), *TOLD)
    assert "第 1 张图片是 EMF 格式，读不出来，没有导入" in result.stdout
    assert "<!-- 这里原有一张图片（是 EMF 格式，读不出来），请另存为 JPG 后自己放进来 -->" in index(root)
    for kind, suffix, kept in (("HEIF", ".heic", ".jpg"), ("PNG", ".png", ".png")):
        shutil.rmtree(root / made(root)[0].rsplit("/", 1)[0])
        take(media(word.bytes, photo(kind=kind), suffix), *TOLD)
        assert made(root)[-1].endswith(f"photo-1{kept}")


def test_a_rule_drawn_as_a_picture_is_left_out_and_named(root: Path, take: Run) -> None:
    stub_check(root, 0)
    word = WordFile("第一段的内容在这里。")
    word.picture(photo(600, 6))
    result = take(word.bytes, *TOLD)
    assert "装饰线或小图标，没有导入" in result.stdout
    assert "<!--" not in index(root)


def test_a_caption_cannot_break_out_of_its_picture(root: Path, take: Run) -> None:
    stub_check(root, 0)
    word = WordFile("一个足够长的标题在这里")
    word.picture(photo())
    word.line("图为[甲](乙)*丙*<b>", CENTRE)
    take(word.bytes, *TOLD)
    assert "![\\[甲\\](乙)\\*丙\\*<b>](photo-1.jpg)" in index(root)


def test_text_boxes_and_changes_arrive(root: Path, take: Run) -> None:
    stub_check(root, 0)
    word = WordFile("一个足够长的标题在这里")
    word.xml(run("锚点。") + box("文本框里的话。") + f'<w:ins w:id="1" w:author="甲">{run("加的。")}</w:ins>')
    word.xml('<w:del w:id="2" w:author="甲"><w:r><w:delText>删的。</w:delText></w:r></w:del>' + run("留的。"))
    result = take(word.bytes, *TOLD)
    assert index(root).endswith("---\n\n锚点。加的。\n\n文本框里的话。\n\n留的。\n")
    assert "修订痕迹" in result.stdout


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式的 .doc"),
        (WordFile("正文。").bytes[:-300], "损坏"),
        (b"PK\x03\x04 not a zip", "损坏"),
        (patched(WordFile("正文。").bytes, {"word/document.xml": b"<w:document"}), "没有 Word 正文"),
    ],
    ids=["empty", "doc", "cut", "broken", "no text"],
)
def test_a_file_that_is_none_is_explained_and_makes_nothing(
    root: Path, take: Run, data: bytes, told: str
) -> None:
    result = take(data, *TOLD)
    assert result.returncode == 1
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert made(root) == []


@pytest.mark.parametrize(
    ("flags", "code", "told"),
    [
        (["--unit", "某所"], 2, "没有叫“某所”的单位"),
        (["--date", "明天"], 2, "不是认得的日期"),
        (["--venue", "医院"], 2, "没有叫“医院”的场所"),
        (["--groups", "大家"], 2, "没有叫“大家”的人群"),
        (["--title", "短"], 2, "至少要 4 个"),
        (["--slug", "../x"], 2, "不能用"),
        (["--wrong"], 2, "不认识的参数"),
    ],
)
def test_a_wrong_call_is_explained(root: Path, take: Run, flags: list[str], code: int, told: str) -> None:
    result = take(briefing().bytes, *flags)
    assert result.returncode == code
    assert told in result.stderr
    assert made(root) == []


def test_a_file_that_is_not_there_is_named(root: Path) -> None:
    result = subprocess.run(
        [sys.executable, str(root / "scripts" / "import_docx.py"), "没有.docx"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONUTF8": "1"},
    )
    assert result.returncode == 1
    assert "找不到文件：没有.docx" in result.stderr.decode()
