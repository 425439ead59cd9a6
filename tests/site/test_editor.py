"""The editor in Chromium, behind nginx, over a real Git repository: what lands in the branches is what the project takes."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from column.content import front_matter
from column.model.briefing import Briefing
from column.model.case import Case
from support import editor
from support.editor import PUBLISHED, Desk
from support.git import git
from support.nginx import Served, serving_editor
from support.project import copy_tree, run
from support.settings_file import with_editor

MORNING = datetime.fromisoformat("2026-11-25T06:30:00+08:00")
FIRST = "2026-11-25-0630-community"
SECOND = "2026-11-25-1500-community"
_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
  console.error("policy:", event.violatedDirective, event.blockedURI));"""


@pytest.fixture(scope="module")
def desk_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """The editor as nginx serves it, and the repository behind it."""
    root = copy_tree(tmp_path_factory.mktemp("editor") / "tree", with_articles=False)
    with editor.decap_server(editor.make_repository(root)) as forge:
        settings = root / "mkdocs.yml"
        written = settings.read_text("utf-8")
        settings.write_text(with_editor(written, "proxy", f"{forge}/api/v1"), "utf-8")
        made = run("editor.py", root=root)
        assert made.returncode == 0, made.stderr
        settings.write_text(written, "utf-8")
        for served in serving_editor(tmp_path_factory.mktemp("nginx") / "editor", root / "editor", forge):
            yield served, root


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at 06:30 in Shanghai, when it is still yesterday in London; fails at the end for whatever the policy refuses
    and for every address asked for outside the two servers."""
    context = browser.new_context(
        timezone_id="Asia/Shanghai", locale="zh-CN", viewport={"width": 1280, "height": 900}
    )
    complaints: list[str] = []
    page = context.new_page()
    page.clock.set_fixed_time(MORNING)
    page.add_init_script(_VIOLATIONS)
    page.on("console", lambda said: complaints.append(said.text) if said.text.startswith("policy:") else None)
    # What the bundle throws where it will not save.
    page.on("pageerror", lambda fault: None if str(fault) == "undefined" else complaints.append(str(fault)))
    inside = ("http://127.0.0.1:", "data:", "blob:", "about:")
    page.on("request", lambda asked: None if asked.url.startswith(inside) else complaints.append(asked.url))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def desk(desk_place: tuple[Served, Path], page: Page) -> Desk:
    desk = Desk(page, desk_place[0].address)
    desk.log_in()
    return desk


def photo(colour: str) -> bytes:
    """A photo that is to be turned, with the place where it was taken."""
    out = io.BytesIO()
    image = Image.new("RGB", (1200, 800), colour)
    exif = image.getexif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (31.0, 18.0, 0.0), 3: "E", 4: (117.0, 54.0, 0.0)}
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def branches(root: Path, collection: str) -> list[str]:
    listed = subprocess.run(
        ["git", "-C", str(root), "branch", "--list", f"cms/{collection}/*", "--format=%(refname:short)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return listed.stdout.split()


def merged(root: Path, collection: str, target: Path) -> Path:
    """The project with what the editor left in the branches of a collection; it passes the check and builds."""
    git(root, "worktree", "add", "--detach", str(target), "main")
    git(target, "merge", "--quiet", *branches(root, collection))
    checked = run("check.py", root=target)
    assert (checked.returncode, "没有发现问题" in checked.stdout) == (0, True), checked.stdout
    built = run("build.py", "--no-search", root=target)
    assert built.returncode == 0, built.stderr
    return target


def matter(root: Path, path: str, record: type = Briefing) -> dict[str, object]:
    found, problems = front_matter.read(record, path, (root / path).read_bytes())
    assert problems == []
    return dict(found.matter)


def test_what_a_day_s_work_leaves_in_the_repository(
    desk: Desk, desk_place: tuple[Served, Path], tmp_path: Path
) -> None:
    """Two entries of one day, each with a photo, and a change to what was published before."""
    _, repository = desk_place
    desk.new_briefing("民警走进幸福小区讲防骗", "民警在活动室讲了三种骗局怎么认。")
    desk.take_cover("微信图片 一（1）.JPG", photo("#345"))
    desk.save()
    desk.new_briefing("民警下午在和平小区讲防骗", "下午又讲了一场，讲的是共享屏幕。", at="2026-11-25T15:00")
    desk.add_photo("民警演示屏幕共享", "IMG_0001.jpg", photo("#853"))
    desk.save()
    desk.open(f"collections/wucheng/entries/{PUBLISHED.split('/')[2]}/index")
    desk.page.get_by_label("参与人数").fill("60")
    desk.save()
    names = [FIRST, SECOND, PUBLISHED.split("/")[2]]
    assert sorted(branches(repository, "wucheng")) == sorted(f"cms/wucheng/{name}/index" for name in names)

    root = merged(repository, "wucheng", tmp_path / "merged")
    first = matter(root, f"briefings/wucheng/{FIRST}/index.md")
    cover = str(first.pop("cover"))
    assert first == {
        "title": "民警走进幸福小区讲防骗",
        "date": "2026-11-25 06:30",
        "venue": "community",
        "groups": ["elderly"],
    }
    text = (root / "briefings" / "wucheng" / SECOND / "index.md").read_text("utf-8")
    shown = re.search(r"\n\n!\[民警演示屏幕共享\]\((.*)\)", text)
    assert shown, text
    for name, photo_name in ((FIRST, cover), (SECOND, shown[1])):
        image = Image.open(root / "briefings" / "wucheng" / name / photo_name)
        assert (image.size, len(image.getexif()), photo_name.isascii()) == ((800, 1200), 0, True)
    assert matter(root, PUBLISHED) == {
        "title": "无城派出所走进幸福社区讲防骗",
        "date": "2026-03-05 09:00",
        "venue": "community",
        "groups": ["elderly"],
        "audience": "60",
        "sample": "true",
    }
    for name in names:
        assert (root / "site" / "briefings" / "wucheng" / name / "index.html").is_file()


def test_a_warning_lands_among_the_cases(desk: Desk, desk_place: tuple[Served, Path], tmp_path: Path) -> None:
    _, repository = desk_place
    signs, tips = ["自称客服要退费", "要求打开屏幕共享"], ["挂断电话", "不共享屏幕"]
    desk.new_warning(
        "自称客服退款的电话先别信", "接到这样的电话，先挂断。", {"识别要点": signs, "防范提示": tips}
    )
    desk.save()
    assert branches(repository, "warning") == ["cms/warning/2026-11-25-0630-customer-service/index"]
    root = merged(repository, "warning", tmp_path / "merged")
    assert matter(root, "cases/2026-11-25-0630-customer-service/index.md", Case) == {
        "title": "自称客服退款的电话先别信",
        "kind": "warning",
        "scam": "customer-service",
        "date": "2026-11-25 06:30",
        "groups": ["elderly"],
        "signs": signs,
        "tips": tips,
    }


def test_a_unit_s_address_offers_that_unit_alone(desk: Desk) -> None:
    offered = desk.page.locator("aside").get_by_role("link")
    expect(offered).to_have_text(["无城派出所"])
    desk.open(query="?unit=nowhere")
    expect(desk.page.get_by_text("没有这个单位")).to_be_visible()
    desk.open(query="?unit=gone")
    expect(desk.page.get_by_text("没有这个单位")).to_be_visible()


def test_a_unit_is_offered_for_a_month_after_its_end(desk: Desk) -> None:
    desk.open(query="")
    offered = desk.page.locator("aside").get_by_role("link")
    expect(offered.filter(has_text="撤并单位")).to_have_text(["撤并单位going"])
    expect(offered.filter(has_text="案例")).to_be_visible()
    expect(offered.filter(has_text="提示")).to_be_visible()


def test_what_is_missing_or_too_long_is_told_in_chinese(desk: Desk) -> None:
    desk.open("collections/wucheng/new")
    desk.page.get_by_label("标题", exact=True).fill("太短")
    desk.page.get_by_role("button", name="保存", exact=True).click()
    expect(desk.page.get_by_text("“标题”应当是4 到 64 个字")).to_be_visible()
    expect(desk.page.get_by_text("“人群”是必填项")).to_be_visible()


def test_a_photo_that_would_keep_its_place_is_refused(desk: Desk) -> None:
    desk.open("collections/wucheng/new")
    desk.page.get_by_role("button", name="选择图片").click()
    desk.offer("IMG_0001.HEIC", "image/heic", b"ftypheic")
    expect(desk.page.get_by_text("未找到")).to_be_visible()
    assert [told for told in desk.told if "HEIC" in told]


def test_nobody_can_frame_the_editor_or_be_sent_elsewhere_by_it(desk_place: tuple[Served, Path]) -> None:
    answer = desk_place[0].ask("/")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
