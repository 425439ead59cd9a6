"""The editor in the browser, as nginx serves it, over a Git repository that decap-server keeps."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Dialog, Locator, Page, expect

import node_packages
from support.git import git
from support.project import CASE, ROOT, put

SERVER = ROOT / ".cache" / "decap-server"
ENDED = "  - {{id: {id}, name: 撤并单位{id}, kind: office, duty: none, until: {day}}}\n"
PUBLISHED = "briefings/wucheng/2026-03-05-0900-community/index.md"
BRIEFING = """---
title: 无城派出所走进幸福社区讲防骗
date: 2026-03-05 09:00
venue: community
groups: [elderly]
sample: true
---
民警在社区活动室讲了常见骗局怎么认。
"""


@contextmanager
def decap_server(repository: Path) -> Iterator[str]:
    """The address of a decap-server that keeps what is written in branches of a repository."""
    assert node_packages.install(ROOT / "tests" / "support" / "decap-server", SERVER)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    chosen = {
        "MODE": "git",
        "GIT_REPO_DIRECTORY": str(repository),
        "PORT": str(port),
        "BIND_HOST": "127.0.0.1",
    }
    command = ["node", str(SERVER / "node_modules" / "decap-server" / "dist" / "index.js")]
    process = subprocess.Popen(command, env=os.environ | chosen, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert any("listening" in line for line in process.stdout)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def make_repository(root: Path) -> Path:
    """A repository of a project, with one published briefing and one warning, and two units that end."""
    put(root, PUBLISHED, BRIEFING)
    put(root, "cases/2026-03-01-kefu/index.md", CASE)
    units = root / "briefings" / "units.yml"
    gone = "".join(
        ENDED.format(id=id, day=day) for id, day in (("gone", "2026-10-01"), ("going", "2026-11-10"))
    )
    units.write_text(units.read_text("utf-8") + gone, "utf-8")
    put(root, ".gitignore", "/.cache/\n/editor/\n/site/\n__pycache__/\n")
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "t")
    git(root, "config", "user.email", "t@example.com")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "content")
    return root


class Desk:
    """An officer at the editor."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self._address = page, address
        self.told: list[str] = []
        page.on("dialog", self._answer)

    def _answer(self, dialog: Dialog) -> None:
        """Leave a page that is left; start anew where a draft is left over in the browser."""
        self.told.append(dialog.message)
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            dialog.dismiss()

    def open(self, place: str = "", query: str = "?unit=wucheng") -> None:
        """By a full load: within the page, the draft of the entry before would stay."""
        self.page.goto("about:blank")
        self.page.goto(f"{self._address}/{query}#/{place}")

    def log_in(self) -> None:
        self.open()
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("link", name="简报")).to_be_visible()

    def new_briefing(self, title: str, text: str, at: str = "") -> None:
        """Fill a new briefing in; where no time is said, the editor's own stands."""
        self.open("collections/wucheng/new")
        self._begin(title, text)
        if at:
            self.page.get_by_label("日期", exact=True).fill(at)
        self._choose("场所", "进社区")

    def new_warning(self, title: str, text: str, points: Mapping[str, Sequence[str]]) -> None:
        """Fill a new warning in. `points`: the lines of each list by its label."""
        self.open("collections/warning/new", query="")
        self._begin(title, text)
        self._choose("诈骗类型", "冒充电商物流客服")
        for label, lines in points.items():
            named = self.page.get_by_text(label, exact=True)
            field = self.page.locator("[class*=ControlContainer]").filter(has=named)
            for at, line in enumerate(lines):
                field.get_by_role("button", name="新增一条").click()
                field.get_by_label("一条").nth(at).fill(line)

    def _begin(self, title: str, text: str) -> None:
        self.page.get_by_label("标题", exact=True).fill(title)
        self._choose("人群", "老年人")
        self.page.locator("[contenteditable=true]").click()
        self.page.keyboard.type(text)

    def _choose(self, label: str, name: str) -> None:
        self.page.get_by_label(label).click()
        self.page.get_by_role("option", name=name, exact=True).click()

    def take_cover(self, name: str, data: bytes) -> None:
        self._upload(self.page.get_by_role("button", name="选择图片"), name, data)

    def add_photo(self, caption: str, name: str, data: bytes) -> None:
        """Add a photo to the text, behind what is written so far."""
        self.page.get_by_role("button", name="加照片").click()
        self.page.get_by_role("menuitem", name="照片").click()
        text = self.page.locator("[contenteditable=true]")
        self._upload(text.get_by_role("button", name="选择图片"), name, data)
        text.get_by_label("说明").fill(caption)

    def _upload(self, choose: Locator, name: str, data: bytes) -> None:
        choose.click()
        self.offer(name, "image/jpeg", data)
        self.page.get_by_role("button", name="选用已选中项目").click()
        expect(self.page.get_by_role("button", name="移除图片")).to_be_visible()

    def offer(self, name: str, kind: str, data: bytes) -> None:
        """Give a file to the open library of photos."""
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_text("上传", exact=True).click()
        chooser.value.set_files({"name": name, "mimeType": kind, "buffer": data})

    def save(self) -> None:
        """Save, and wait until the entry stands in the repository and is shown from there."""
        self.page.get_by_role("button", name="保存", exact=True).click()
        expect(self.page.get_by_role("button", name="状态: 草稿")).to_be_visible()
        expect(self.page.get_by_text("修改已保存")).to_be_visible()
