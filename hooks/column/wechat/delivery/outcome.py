"""What became of an item in a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from column.wechat.feed_reader.items import Item


class Status(StrEnum):
    """Result of the delivery of an item; the value is the word in the summary."""

    ADDED = "新建"
    UPDATED = "更新"
    ADOPTED = "认领"
    UNCHANGED = "未变"
    SAMPLE = "示例不发"
    NOTICE = "要人处理"
    DELETED = "删除"
    WAITING = "等您同意删除"
    GONE = "已不在草稿箱"
    FAILED = "没有办成"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`note` is for the operator, in Chinese, and may be empty. An `unfinished` outcome makes the exit code 1."""

    item: Item
    status: Status
    note: str = ""

    @property
    def unfinished(self) -> bool:
        return self.status in (Status.WAITING, Status.GONE, Status.FAILED)
