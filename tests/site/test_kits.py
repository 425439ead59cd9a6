"""Kits in the site: their files, their pages, a hall's screen, what the codes on their sheets lead to, the site without any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from column.kits import register, sizes
from support.browsing import Eye
from support.project import CASE, copy_tree, put, run

ID = "2026-03-01-kefu"
FEW = """
- {file: poster-a4.pdf, name: 海报, use: 宣传栏, template: poster, mm: [210, 297], least: 9, type: 44, source: ISO 216}
- {file: hall.png, name: 大厅, use: 大厅的屏, template: screen, px: [640, 360], least: 12, type: 37, points: [2, 1], beside: true}
"""
OUTDATED = "2026-02-01-old"
OLD = "2026-02-01-0123abcd"
LINES = "".join(f"{id},{OLD},2026-02-01T09:00:00+08:00,\n" for id in (ID, "lost"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_tree(tmp_path_factory.mktemp("kits") / "tree", with_articles=False)
    put(root, f"cases/{ID}/index.md", CASE)
    put(
        root,
        f"cases/{OUTDATED}/index.md",
        CASE.replace("---\n接到", "复核日期: 2026-02-02\n物料包: 是\n---\n接到"),
    )
    put(root, sizes.PATH, FEW)
    put(root, register.PATH, f"id,version,made,valid_until\n{LINES}")
    built(root)
    return root


def built(root: Path, kits: str = "1") -> str:
    result = run("build.py", root=root, KITS=kits)
    assert result.returncode == 0, result.stderr
    return result.stderr


def test_a_kit_is_a_page_with_its_files(root: Path) -> None:
    for url in (f"cases/{ID}/kit/", "scams/police/kit/", "groups/elderly/kit/"):
        folder = root / "site" / url
        page = (folder / "index.html").read_text("utf-8")
        for name in (
            "poster-a4.pdf",
            "hall.png",
            "lecture.pptx",
            "sms.txt",
            "broadcast.txt",
            "push.txt",
            "kit.zip",
        ):
            assert (folder / name).stat().st_size > 100
            assert f'href="{name}"' in page
        assert "尺寸请与场所核对" in page
    assert "thumb-poster-a4.png" in (root / "site/materials/index.html").read_text("utf-8")


def test_pages_lead_to_their_kit(root: Path) -> None:
    for url in (f"cases/{ID}/", "scams/police/", "groups/elderly/"):
        assert f"{url}kit/" in (root / "site" / url / "index.html").read_text("utf-8")


def test_a_code_tells_whether_the_sheet_is_of_today(root: Path) -> None:
    codes = root / "site" / "k"
    (current,) = {path.name for path in (codes / ID).iterdir()} - {OLD}
    assert "现在用的版本" in (codes / ID / current / "index.html").read_text("utf-8")
    assert current in (codes / ID / OLD / "index.html").read_text("utf-8")
    assert "不再使用" in (codes / "lost" / OLD / "index.html").read_text("utf-8")


def opened(browser: Browser, address: str, **named: str) -> Page:
    """The page on a clock that the test moves."""
    page = browser.new_page(viewport={"width": 1280, "height": 720}, **named)  # type: ignore[arg-type]
    page.clock.install()
    page.goto(address)
    return page


def picture(page: Page) -> str:
    return str(page.locator(".c-stage__picture:not([hidden])").get_attribute("src"))


def test_it_goes_on_without_a_network_and_stops_when_asked(
    root: Path, serve: Callable[..., str], browser: Browser
) -> None:
    page = opened(browser, f"{serve(root / 'site')}/materials/screen/?group=elderly")
    expect(page.locator("[data-screen-stage]")).to_be_visible()
    expect(page.locator("[data-screen-state]")).to_contain_text("断了网也能放")
    page.context.set_offline(True)
    count = page.locator(".c-stage__picture").count()
    seen = []
    for _ in range(count):
        seen.append(picture(page))
        assert page.evaluate("document.querySelector('.c-stage__picture:not([hidden])').naturalWidth") == 640
        page.clock.run_for(12_000)
    assert len(set(seen)) == count > 3
    assert picture(page) == seen[0]
    page.keyboard.press(" ")
    page.clock.run_for(60_000)
    assert picture(page) == seen[0]
    expect(page.locator("[data-screen-pause]")).to_have_text("继续")
    page.keyboard.press("ArrowRight")
    assert picture(page) == seen[1]
    assert Eye(page).faults() == []
    page.keyboard.press("Escape")
    expect(page.locator("[data-screen-stage]")).to_be_hidden()
    page.close()


def test_it_shows_what_is_asked_for_and_nothing_that_is_out_of_date(
    root: Path, serve: Callable[..., str], browser: Browser
) -> None:
    address = f"{serve(root / 'site')}/materials/screen/"
    page = opened(browser, f"{address}?type=police", reduced_motion="reduce")
    expect(page.locator("[data-screen-start]")).to_be_enabled()
    expect(page.locator("[data-screen-stage]")).to_be_hidden()
    shown = page.locator("[data-screen-item]:visible")
    assert [item.get_attribute("id") for item in shown.all()] == ["police"]
    page.close()
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(address)
    ids = [item.get_attribute("id") for item in plain.locator("[data-screen-item]").all()]
    assert {"police", "elderly", "2026-03-01-kefu"} <= set(ids)
    assert OUTDATED not in ids
    expect(plain.locator("#elderly img")).to_be_visible()
    expect(plain.locator("[data-screen-start]")).to_be_hidden()
    plain.close()


def test_a_second_build_makes_nothing_twice(root: Path) -> None:
    put(root, "docs/plan.md", (root / "docs/plan.md").read_text("utf-8") + "\n")
    made = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("kit/*.p*")}
    assert "写了" in built(root)
    assert made == {path: path.stat().st_mtime_ns for path in (root / "site").rglob("kit/*.p*")}


def test_words_that_do_not_fit_are_told_and_leave_out_one_sheet(root: Path) -> None:
    put(
        root,
        f"cases/{ID}/index.md",
        CASE.replace("要求打开屏幕共享]", f"{'要求打开屏幕共享' * 7}, {'说' * 60}]"),
    )
    said = built(root)
    assert f"cases/{ID}/：没有做这几样：" in said
    assert "这次没有做" in (root / "site" / f"cases/{ID}/kit/index.html").read_text("utf-8")
    assert (root / "site" / f"cases/{ID}/kit/kit.zip").exists()
    put(root, f"cases/{ID}/index.md", CASE)


def test_what_is_withdrawn_has_no_kit_and_its_code_says_so(root: Path) -> None:
    row = f"- {{id: {ID}, at: 2026-03-02 10:00, end: withdrawn, reason: 内容有误，核实后另发。, by: zhenggong}}\n"
    put(root, "docs/data/withdrawals.yml", row)
    built(root)
    assert not (root / "site" / f"cases/{ID}/kit").exists()
    assert list((root / ".cache/kits/case").glob(f"{ID}/*")) == []
    assert "已经撤回" in (root / "site/k" / ID / OLD / "index.html").read_text("utf-8")
    (root / "docs/data/withdrawals.yml").unlink()


def test_without_kits_there_is_no_link_to_one(root: Path) -> None:
    built(root, kits="0")
    site = root / "site"
    assert not (site / "k").exists()
    assert list(site.rglob("kit")) == []
    assert [page for page in site.rglob("*.html") if "/kit/" in page.read_text("utf-8")] == []
    assert (site / "materials/index.html").exists()
