"""A rebuild after any change gives, byte for byte, what a build from nothing gives."""

from __future__ import annotations

import hashlib
import io
import os
import random
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from support.films import film
from support.project import BRIEFING, CASE, copy_pictures, copy_tree, put, run

UNITS = ("wucheng", "xiangan", "gaogou")


def digest(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def built(root: Path) -> dict[str, str]:
    result = run("build.py", "--no-search", root=root)
    assert result.returncode == 0, result.stderr
    return digest(root / "site")


def built_from_nothing(root: Path, fresh: Path) -> dict[str, str]:
    """The same content in another place, without a cache but for the pictures (whose making has tests of its own)."""
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".cache", "site", "__pycache__"))
    if (root / ".cache" / "pictures").is_dir():
        shutil.copytree(root / ".cache" / "pictures", fresh / ".cache" / "pictures")
    return built(fresh)


def articles(root: Path) -> list[Path]:
    return sorted([*root.glob("briefings/*/2*"), *root.glob("cases/2*")])


def photo(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (500, 300), (colour % 256, 90, 120)).save(out, "JPEG")
    return out.getvalue()


def add(root: Path, number: int) -> None:
    day, unit = f"2026-0{number % 6 + 1}-1{number % 10}", UNITS[number % 3]
    if number % 4 == 0:
        put(
            root,
            f"cases/{day}-case-{number}/index.md",
            CASE.replace("2026-03-01", day).replace("共享屏幕", f"共享屏幕第{number}种", 1),
        )
        return
    answers = [path.name for path in root.glob("cases/2*")][:1]
    extra = f"回应预警: {answers[0]}\n" if answers and number % 2 else ""
    text = (
        BRIEFING.replace("2026-03-05", day)
        .replace("讲防骗", f"讲第{number}课")
        .replace("---\n民警", f"{extra}---\n第{number}次。民警")
    )
    folder = f"briefings/{unit}/{day}-talk-{number}"
    put(root, f"{folder}/index.md", text)
    if number % 3 == 0:
        put(root, f"{folder}/photo.jpg", photo(number))


def change(root: Path, number: int) -> None:
    file = next((path / "index.md" for path in articles(root)[number % 7 :]), None)
    if file:
        file.write_text(file.read_text("utf-8") + f"\n又加了一句：{number}。\n", encoding="utf-8")


def retitle(root: Path, number: int) -> None:
    for path in articles(root)[number % 5 :][:1]:
        file = path / "index.md"
        lines = file.read_text("utf-8").split("\n")
        lines[1] = lines[1].split(" ")[0] + f" 改过的标题之{number}"
        file.write_text("\n".join(lines), encoding="utf-8")


def remove(root: Path, number: int) -> None:
    asked = "".join(file.read_text("utf-8") for file in root.glob("briefings/*/2*/index.md"))
    free = [path for path in articles(root) if path.name not in asked]
    if free:
        shutil.rmtree(free[number % len(free)])


def rename(root: Path, number: int) -> None:
    briefings = sorted(root.glob("briefings/*/2*"))
    if briefings:
        old = briefings[number % len(briefings)]
        new = old.with_name(f"{old.name}-r{number}")
        old.rename(new)
        text = (new / "index.md").read_text("utf-8")
        if "曾用编号" not in text:
            text = text.replace("摘要:", f"曾用编号: {old.parent.name}/{old.name}\n摘要:", 1)
        (new / "index.md").write_text(text, encoding="utf-8")


def play(root: Path, number: int) -> None:
    """A film for the first case, or another one in its place."""
    for case in sorted(root.glob("cases/2*"))[:1]:
        put(
            root,
            (case / "film.mp4").relative_to(root).as_posix(),
            film(colour=number % 3, seconds=1, sound="", metadata={}),
        )
        text = (case / "index.md").read_text("utf-8")
        if "video:" not in text:
            (case / "index.md").write_text(
                text.replace("\n---\n", "\nvideo: film.mp4\n---\n", 1), encoding="utf-8"
            )


def swap(root: Path, number: int) -> None:
    """Another photo of the same size in the place of each, at the same time."""
    for file in root.glob("briefings/*/*/photo.jpg"):
        before, data = file.stat(), photo(number + 100)
        file.write_bytes(data + bytes(before.st_size - len(data)) if len(data) <= before.st_size else data)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def units(root: Path, number: int) -> None:
    file = root / "briefings" / "units.yml"
    file.write_text(
        re.sub(r"(name: 无城派出所)\d*", rf"\g<1>{number}", file.read_text("utf-8")), encoding="utf-8"
    )


def quiz(root: Path, number: int) -> None:
    file = root / "docs" / "data" / "quiz.yml"
    file.write_text(
        re.sub(r"该怎么办\d*？", f"该怎么办{number}？", file.read_text("utf-8"), count=1), encoding="utf-8"
    )


def vocabulary(root: Path, number: int) -> None:
    file = root / "docs" / "groups" / "elderly.md"
    file.write_text(file.read_text("utf-8") + f"\n再提醒一句：{number}。\n", encoding="utf-8")


def template(root: Path, number: int) -> None:
    file = root / "hooks" / "column" / "templates" / "components" / "card.html"
    file.write_text(
        file.read_text("utf-8").replace('<li class="', f'<li class="t{number % 9} ', 1), encoding="utf-8"
    )


def configuration(root: Path, number: int) -> None:
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8")
    for size in (20, 3, 2):
        text = text.replace(f"page_size: {size}\n", "page_size: @\n")
    file.write_text(text.replace("page_size: @", f"page_size: {2 + number % 2}"), encoding="utf-8")


def code(root: Path, number: int) -> None:
    file = root / "hooks" / "column" / "pages" / "layout" / "navigation.py"
    text = re.sub(
        r"各派出所和大队发布的反诈宣传简报\d*",
        f"各派出所和大队发布的反诈宣传简报{number}",
        file.read_text("utf-8"),
    )
    file.write_text(text, encoding="utf-8")


EDITS = (
    add,
    add,
    change,
    retitle,
    remove,
    rename,
    play,
    swap,
    units,
    quiz,
    vocabulary,
    template,
    configuration,
    code,
)


@settings(max_examples=4, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 40)), min_size=1, max_size=3),
        min_size=2,
        max_size=4,
    )
)
def test_any_edits(tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple]]) -> None:  # type: ignore[type-arg]
    folder = tmp_path_factory.mktemp("edits")
    root = copy_tree(folder / "tree", with_articles=False)
    for number in range(6):
        add(root, number)
    built(root)
    for edits in rounds:
        for edit, number in edits:
            edit(root, number)
        after = built(root)
    assert after == built_from_nothing(root, folder / "fresh")


def test_each_edit(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    for number in range(8):
        add(root, number)
    before = built(root)
    for edit in dict.fromkeys(EDITS):
        edit(root, 9)
        after = built(root)
        assert after != before, edit
        assert after == built_from_nothing(root, tmp_path / "fresh"), edit
        before = after


def test_a_photo_changed_under_its_name(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    add(root, 3)
    built(root)
    (file,) = root.glob("briefings/*/*/photo.jpg")
    file.write_bytes(photo(200))
    assert built(root) == built_from_nothing(root, tmp_path / "fresh")


def test_a_damaged_cache_is_never_trusted(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    for number in range(6):
        add(root, number)
    before = built(root)
    chance = random.Random(1)
    for file in sorted(path for path in (root / ".cache").rglob("*") if path.is_file()):
        data = bytearray(file.read_bytes())
        if chance.random() < 0.3:
            file.unlink()
        elif data:
            data[chance.randrange(len(data))] ^= 0xFF
            file.write_bytes(data[: chance.randrange(1, len(data) + 1)])
    change(root, 0)
    built(root)
    assert built(root) == built_from_nothing(root, tmp_path / "fresh")
    assert before


def test_the_cache_may_be_thrown_away(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    add(root, 1)
    before = built(root)
    shutil.rmtree(root / ".cache")
    assert built(root) == before


def test_two_builds_and_a_check_at_once(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    for number in range(6):
        add(root, number)
    built(root)
    change(root, 0)
    add(root, 9)
    with ThreadPoolExecutor() as pool:
        commands = [("build.py", "--no-search"), ("check.py",), ("build.py", "--no-search")]
        done = list(pool.map(lambda command: run(*command, root=root), commands))
    assert [result.returncode for result in done] == [0, 0, 0], [result.stderr for result in done]
    assert digest(root / "site") == built_from_nothing(root, tmp_path / "fresh")


def test_a_film_changed_under_its_name(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    add(root, 0)
    play(root, 0)
    before = built(root)
    play(root, 1)
    after = built(root)
    assert after != before
    assert after == built_from_nothing(root, tmp_path / "fresh")


MISTAKES = {
    "an unknown group": ("index.md", "groups: [elderly]", "groups: [elderly, 没有的人群]"),
    "two venues": ("index.md", "venue: community", "venue: 进社区、进学校"),
    "no front matter": ("index.md", "---\n", ""),
    "a broken photo": ("photo-broken.jpg", "", "no photo"),
}


def test_a_refused_third_build_ends(tmp_path: Path) -> None:
    """The sample site, the second build after its first, and then a mistake: its findings, exit code 1, and the end.

    By then much is known of the older tree; the process that looked through it must not be waited for.
    """
    root = copy_tree(tmp_path / "tree", with_articles=True)
    copy_pictures(root)
    article = root / "briefings" / "wucheng" / "2026-10-20-xingfu-xiaoqu"
    text = (article / "index.md").read_text("utf-8")
    assert run("build.py", root=root).returncode == 0
    (article / "index.md").write_text(text + "\n又加了一句。\n", encoding="utf-8")
    assert run("build.py", root=root).returncode == 0
    before = digest(root / "site")
    for name, old, new in MISTAKES.values():
        (article / name).write_text(text.replace(old, new) if old else new, encoding="utf-8")
        result = run("build.py", root=root, timeout=60)
        assert result.returncode == 1, result.stderr
        assert "没有构建，原来的网站不动。" in result.stderr
        assert "Traceback" not in result.stderr
        assert digest(root / "site") == before
        (article / name).unlink()
        (article / "index.md").write_text(text, encoding="utf-8")
    assert run("build.py", root=root).returncode == 0
