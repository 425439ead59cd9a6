"""`make receive` as a liaison runs it on what came by mail."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from support.docx import WordFile, briefing
from support.project import BRIEFING, jpeg, put, run

FOLDER = "briefings/wucheng/2026-03-05-1430-community"
ADDRESS = f"/{FOLDER}/ 。"


def packed(text: str = BRIEFING, folder: str = FOLDER) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{folder}/index.md", text + "\n![民警在讲解](photo-1.jpg)\n")
        archive.writestr(f"{folder}/photo-1.jpg", jpeg())
    return out.getvalue()


def state(root: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_week_of_mail_is_taken_in_once(tree: Path, tmp_path: Path) -> None:
    mail = tmp_path / "邮件"
    put(mail, "投稿-wucheng.zip", packed())
    put(mail, "坏的.zip", packed(BRIEFING + "联系电话：13912345678。\n", FOLDER.replace("1430", "1500")))
    put(mail, "无城.docx", briefing().bytes)
    put(mail, "~$无城.docx", b"lock")
    call = run("receive.py", str(mail), root=tree)
    assert call.returncode == 1, call.stderr
    told = call.stdout
    assert f"收下  投稿-wucheng.zip：{FOLDER}/" in told
    assert "回复：已收下《无城派出所走进幸福社区讲防骗》，办公室审核以后发布。发布后的网址：https://" in told
    assert ADDRESS in told
    assert "退回  坏的.zip：有 1 处要改，没有放进去" in told
    assert "还没有收下：这里有电话号码" in told
    assert "13912345678" not in told
    assert "导入  无城.docx：briefings/wucheng/2025-04-27-community-elderly/" in told
    assert "一共 3 个文件，有 1 个没有收下。" in told
    assert {path.name for path in (tree / "briefings/wucheng").iterdir() if path.is_dir()} == {
        "2026-03-05-1430-community",
        "2025-04-27-community-elderly",
    }
    # The same mail again changes nothing, even after the liaison has mended what was taken in.
    put(tree, f"{FOLDER}/index.md", BRIEFING)
    before = state(tree / "briefings")
    again = run("receive.py", str(mail), root=tree)
    assert (again.stdout.count("已有  "), again.returncode) == (2, 1)
    assert state(tree / "briefings") == before


def test_a_clash_is_told_and_nothing_is_overwritten(tree: Path, tmp_path: Path) -> None:
    put(tree, f"{FOLDER}/index.md", BRIEFING)
    before = state(tree / "briefings")
    file = put(tmp_path, "投稿.zip", packed())
    call = run("receive.py", str(file), root=tree)
    assert (call.returncode, "已经有了，内容不一样" in call.stdout) == (1, True)
    assert state(tree / "briefings") == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("投稿.zip", packed(folder=FOLDER.replace("wucheng", "nowhere")), "没有"),
        ("投稿.zip", b"torn", "打不开"),
        ("旧稿.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为"),
        ("无名.docx", WordFile("防骗知识进万家", "民警讲了怎样防骗。").bytes, "没看出是哪个单位"),
    ],
)
def test_what_cannot_be_taken_in_is_refused(
    tree: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    before = state(tree / "briefings")
    call = run("receive.py", str(put(tmp_path, name, data)), root=tree)
    assert call.returncode == 1, call.stderr
    assert "拒收" in call.stdout
    assert said in call.stdout
    assert state(tree / "briefings") == before


def test_unit_and_day_can_be_given_for_a_word_file(tree: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "无名.docx", WordFile("防骗知识进万家", "民警讲了怎样防骗。").bytes)
    call = run("receive.py", str(file), "--unit", "无城派出所", "--date", "2026-03-05", root=tree)
    assert call.returncode == 0, call.stdout
    assert "导入  无名.docx：briefings/wucheng/2026-03-05-briefing/" in call.stdout


def test_a_wrong_call_says_so(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "空的").mkdir()
    assert run("receive.py", str(tmp_path / "没有.zip"), root=tree).returncode == 2
    assert run("receive.py", str(tmp_path / "空的"), root=tree).returncode == 2
