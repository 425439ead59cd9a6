"""What comes down comes down everywhere: a removed article leaves nothing, a withdrawn one stands on its own page alone."""

from __future__ import annotations

import contextlib
import io
import marshal
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import re2
from PIL import Image

from column.content import register, withdrawals
from support.nginx import serving
from support.project import BRIEFING, CASE, PARTS, copy_tree, put, run

HANZI = [chr(code) for code in range(0x4E00, 0x9FA5)]
RUN = 8
REASON = "文中有不宜公开的内容，核实后另发。"


def words(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(HANZI, k=count))


def photo(chance: random.Random) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3)).resize((800, 600)).save(out, "JPEG")
    return out.getvalue()


def article(root: Path, chance: random.Random, number: int) -> str:
    """A random article, in a month that it may have alone; gives its id."""
    day = f"2026-0{chance.randint(1, 6)}-0{chance.randint(1, 9)}"
    title, summary, text = words(chance, 20), words(chance, 40), words(chance, 200)
    if chance.random() < 0.5:
        id, place = f"wucheng/{day}-a{number}", f"briefings/wucheng/{day}-a{number}"
        body = BRIEFING.replace("无城派出所走进幸福社区讲防骗", title).replace(
            "民警和居民一起认骗局", summary
        )
        body = body.replace("2026-03-05", day).replace("民警在社区活动室讲了常见骗局怎么认", text)
    else:
        id, place = f"{day}-a{number}", f"cases/{day}-a{number}"
        body = CASE.replace("有人冒充客服要求共享屏幕", title).replace(
            "对方自称客服，要求打开屏幕共享", summary
        )
        body = body.replace("2026-03-01", day).replace("接到这样的电话，先挂断，再打官方客服核实", text)
        body = body.replace("自称客服要退费", words(chance, 14)).replace("挂断电话", words(chance, 14))
    if chance.random() < 0.5:
        put(root, f"{place}/photo.jpg", photo(chance))
        body += f"\n![{words(chance, 12)}](photo.jpg)\n"
    put(root, f"{place}/index.md", body)
    return id


def folder(root: Path, id: str) -> Path:
    return root / ("briefings" if "/" in id else "cases") / id


def down(root: Path, *entries: tuple[str, str]) -> None:
    rows = (
        f"- {{id: {id}, at: 2026-07-0{at} 10:00, end: {end}, reason: {REASON}, by: 政工室}}\n"
        for at, (id, end) in enumerate(entries, 1)
    )
    put(root, withdrawals.PATH, "".join(rows))


def registered(root: Path, *ids: str) -> None:
    """The register of ids, in which what was removed is known."""
    lines = (f"{id},2026-06-30T17:00:00+08:00,new,{'a' * 64}\n" for id in sorted(ids))
    put(root, register.PATH, ",".join(register.HEADER) + "\n" + "".join(lines))


def build(root: Path) -> None:
    result = run("build.py", root=root)
    assert result.returncode == 0, result.stderr + result.stdout


def strings(value: object) -> Iterator[bytes]:
    if isinstance(value, str):
        yield value.encode("utf-8", "surrogatepass")
    elif isinstance(value, bytes):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from strings(pair)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from strings(each)


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the site and the cache; of a cached value all texts and bytes in it too, unpacked."""
    found = {}
    for file in (*(root / "site").rglob("*"), *(root / ".cache").rglob("*")):
        if file.is_file():
            data = file.read_bytes()
            if ".cache" in file.relative_to(root).parts:
                with contextlib.suppress(ValueError, EOFError, TypeError):
                    data += b"\n".join(strings(marshal.loads(data[32:])))
            found[file.relative_to(root).as_posix()] = data
    return found


def marks(text: str) -> set[bytes]:
    """All runs of eight characters in the lines of a text."""
    return {line[at : at + RUN].encode() for line in text.split("\n") for at in range(len(line) - RUN + 1)}


def finder(sought: set[bytes]) -> Any:
    """A pattern that finds any of the runs, all in one pass."""
    options = re2.Options()
    options.max_mem = 1 << 28
    return re2.compile(b"|".join(map(re2.escape, sorted(sought))), options)


def texts_of(root: Path) -> set[bytes]:
    files = (file for part in PARTS for file in ([root / part] if "." in part else (root / part).rglob("*")))
    readable = (file for file in files if file.suffix in (".md", ".yml", ".html", ".py", ".js", ".css"))
    return set().union(*(marks(file.read_text("utf-8")) for file in readable))


@pytest.mark.parametrize("seed", range(3))
def test_of_a_removed_article_nothing_stays(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = copy_tree(tmp_path / "tree", with_articles=False)
    ids = [article(root, chance, number) for number in range(5)]
    registered(root, *ids)
    build(root)
    gone = chance.choice(ids)
    index = (folder(root, gone) / "index.md").read_text("utf-8")
    before = contents(root)
    pictures = {
        data
        for path, data in before.items()
        if path.startswith(f"site/{'briefings' if '/' in gone else 'cases'}/{gone}/")
        and path.endswith(".jpg")
    }
    assert pictures
    shutil.rmtree(folder(root, gone))
    down(root, (gone, "removed"))
    own = marks(index) - texts_of(root)
    assert own
    assert any(map(finder(own).search, before.values()))
    build(root)
    after = contents(root)
    any_of_them = finder(own)
    for path, data in after.items():
        assert not any_of_them.search(data), path
        assert not any(picture in data for picture in pictures), path
    naming = {
        path.removeprefix(".cache/trees/twin/").removeprefix("site/")
        for path, data in after.items()
        if gone.encode() in data and not path.rpartition("/")[2].startswith("feed.")  # tombstones
    }
    address = f"{'briefings' if '/' in gone else 'cases'}/{gone}/index.html"
    assert naming <= {
        ".cache/deploy/gone.map",
        ".cache/trees/site.manifest",
        f"gone/{gone}/index.html",
        address,
    }
    notice = after[f"site/gone/{gone}/index.html"].decode()
    assert "本文已撤下" in notice
    assert REASON in notice
    assert 'content="noindex"' in notice
    assert "本文已撤下" in after[f"site/{address}"].decode()
    assert REASON in after["site/corrections/index.html"].decode()
    assert f"gone/{gone}" not in after["site/sitemap.xml"].decode()


@pytest.mark.parametrize("seed", range(2))
def test_a_withdrawn_text_stands_on_its_own_page_alone(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = copy_tree(tmp_path / "tree", with_articles=False)
    ids = [article(root, chance, number) for number in range(5)]
    build(root)
    id = next(id for id in ids if "/" in id)
    text = (folder(root, id) / "index.md").read_text("utf-8")
    down(root, (id, "withdrawn"))
    build(root)
    page = (root / "site" / "briefings" / id / "index.html").read_text("utf-8")
    assert page.index("本文已撤回") < page.index("</header>\n", page.index("c-article__head"))
    assert 'content="noindex"' in page
    title = text.split("标题: ")[1].split("\n")[0]
    own = marks(text.replace(title, "")) - set().union(
        *(
            marks(file.read_text("utf-8"))
            for file in root.rglob("index.md")
            if file.parent != folder(root, id)
        ),
    )
    own = {mark for mark in own if mark in page.encode() and all(ord(sign) > 127 for sign in mark.decode())}
    assert own
    common = ("site/units/wucheng/index.html", "site/corrections/index.html")
    any_of_them = finder(own - marks(BRIEFING))
    for path, data in contents(root).items():
        if path.startswith("site/") and not path.startswith(f"site/briefings/{id}/"):
            assert path in common or title.encode() not in data, path
            assert not any_of_them.search(data), path
    archive = (root / "site/units/wucheng/index.html").read_text("utf-8")
    assert f"【已撤回】{title}" in archive


def test_only_what_shows_a_withdrawal_is_made_anew_and_as_from_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    root = copy_tree(tmp_path / "tree", with_articles=False)
    ids = [article(root, chance, number) for number in range(6)]
    build(root)
    other = contents(root)
    down(root, (ids[0], "withdrawn"))
    result = run("build.py", root=root)
    assert int(result.stderr.rpartition("写了 ")[2].split()[0]) < len(other) / 4
    shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns(".cache", "site", "__pycache__"))
    build(tmp_path / "fresh")
    assert _site(root) == _site(tmp_path / "fresh")
    (root / withdrawals.PATH).unlink()
    build(root)
    assert _site(root) == {path: data for path, data in other.items() if path.startswith("site/")}


def _site(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in contents(root).items() if path.startswith("site/")}


def test_nginx_answers_gone_for_a_removed_article_and_all_below_it(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    ids = [article(root, random.Random(3), number) for number in range(4)]
    gone, kept = ids[0], ids[1]
    shutil.rmtree(folder(root, gone))
    down(root, (gone, "removed"))
    build(root)
    maps = root / ".cache" / "deploy"
    column = "briefings" if "/" in gone else "cases"
    (tmp_path / "gov").mkdir()
    (tmp_path / "gov" / "fanzha").symlink_to(root / "site")
    for number, (folder_, prefix) in enumerate(((root / "site", ""), (tmp_path, "/gov/fanzha"))):
        for served in serving(tmp_path / f"nginx{number}", folder_, prefix, maps):
            notice = (root / "site" / "gone" / gone / "index.html").read_bytes()
            for path in (
                f"/{column}/{gone}/",
                f"/{column}/{gone}",
                f"/{column}/{gone}/0123456789abcdef-720.jpg",
            ):
                answer = served.ask(path)
                assert (answer.status, answer.body) == (410, notice), path
                assert answer.headers["Cache-Control"] == "no-cache"
                assert "Content-Security-Policy" in answer.headers
            assert served.ask(f"/{column}/{gone}-2/").status == 404
            assert served.ask(f"/{'briefings' if '/' in kept else 'cases'}/{kept}/").status == 200
            assert served.ask(f"/gone/{gone}/").status == 200


@pytest.mark.programs
def test_what_is_published_is_deleted_on_the_server_when_the_site_has_it_no_more(tmp_path: Path) -> None:
    server = tmp_path / "server"
    photo_of, own = "cases/2026-01-01-a/0123456789abcdef-720.jpg", ".well-known/acme"
    put(server, own, "x")
    for path in ("feed.xml", "cases/2026-01-01-a/index.html", photo_of):
        put(tmp_path, f"site/{path}", "x")
    publish(tmp_path, server)
    assert (server / photo_of).is_file()
    shutil.rmtree(tmp_path / "site/cases/2026-01-01-a")
    publish(tmp_path, server)
    left = sorted(file.relative_to(server).as_posix() for file in server.rglob("*") if file.is_file())
    assert left == [own, "feed.xml"]


def publish(root: Path, server: Path) -> None:
    call = run("publish.py", f"{server}/", root=root)
    assert call.returncode == 0, call.stderr
