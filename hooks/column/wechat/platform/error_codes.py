"""Error codes of the platform, with texts for the operator in Chinese: what is wrong, and how to mend it.

Codes from the pages of each call and from the list of common codes (developers.weixin.qq.com, 服务端 API
通用错误码 and 服务端 API 问题定位与解决, read 2026-11).
"""

from __future__ import annotations

import re

TOKEN = frozenset({40001, 40014, 42001})
"""The access token is wrong, not the latest, or expired: fetch a new one, once."""

BUSY = frozenset({-1})
"""The platform is busy; the call may have taken effect."""

DAILY, MINUTE = 45009, 45011
"""The account's quota of the day, and of the minute, is used up; the call had no effect."""

NO_MEDIA = 40007
"""The platform does not know a media_id: that of the draft, or that of its cover."""

IP_NOT_ALLOWED = frozenset({40164, 61004})
"""The IP address of this machine is not on the account's allow list."""

_CONSOLE = "微信开发者平台（developers.weixin.qq.com）→ 我的业务 → 公众号 → 开发密钥"

SETUP: dict[int, tuple[str, str]] = {
    40001: (
        "AppSecret 不对，或者令牌一再被拒。",
        f"到“{_CONSOLE}”核对 AppSecret，重置过就换成新的；也不要让别的程序强制刷新令牌。",
    ),
    40002: ("取令牌的方式不被接受。", "请升级本工具。"),
    40013: ("AppID 不对。", f"到“{_CONSOLE}”核对 AppID，注意大小写，不要用小程序的。"),
    40014: ("令牌一再被拒。", "确认没有别的程序在强制刷新同一个公众号的令牌，稍后再运行。"),
    40125: ("AppSecret 不对。", f"到“{_CONSOLE}”核对；平台不保存 AppSecret，忘了只能重置。"),
    40164: ("", ""),
    40243: ("AppSecret 被冻结了。", f"到“{_CONSOLE}”解冻，10 分钟后生效。"),
    42001: ("令牌一再过期。", "校准这台机器的时钟，稍后再运行。"),
    48001: (
        "这个公众号没有草稿箱接口的权限。",
        "确认 AppID 是公众号的；到公众平台“设置与开发 → 接口权限”看“草稿箱”是否可用。",
    ),
    48004: ("接口被平台封禁。", "登录公众平台，看站内信里的原因。"),
    50002: ("账号被限制。", "登录公众平台，看站内信里的原因。"),
    50004: ("账号被禁止使用令牌接口。", "登录公众平台，看站内信里的原因；长期不用而冻结的先激活。"),
    61004: ("", ""),
}
"""The account is not set up for the call, so no other call will succeed either."""

ITEM: dict[int, tuple[str, str]] = {
    40005: ("图片格式不被接受。", "换成 JPEG 或 PNG 图片。"),
    40006: ("文件大小不被接受。", "换小一些的图片。"),
    40007: ("素材编号无效：封面素材可能在公众平台里被删了。", "再运行一次，工具会重新上传封面。"),
    40009: ("图片太大。", "换小一些的图片。"),
    40033: ("稿件里有平台不收的字符。", "找出生僻符号，换掉。"),
    40039: ("原文地址太长。", "缩短文件夹名。"),
    45002: ("正文太长。", "分成两篇。"),
    45003: ("标题太长。", "写一个 32 字以内的短标题。"),
    45004: ("摘要太长。", "写一段 120 字以内的摘要。"),
    45008: ("一份草稿里的文章太多。", "一份草稿最多 8 篇。"),
    45110: ("作者名太长。", "用 --author 给一个 16 字以内的署名。"),
    45166: ("正文里有平台不收的内容。", "用 --dry-run 生成预览，检查正文里的链接、图片和特殊格式。"),
    53402: ("封面裁剪失败。", "换一张宽一些的封面图。"),
}  # fmt: skip
"""The platform rejects this article; it may accept others."""

_IP = re.compile(r"(?<![\d.:])(\d{1,3}(?:\.\d{1,3}){3})(?![\d.])")


def explain(code: int, message: str) -> tuple[str, str]:
    """What is wrong and how to mend it, for an error code and the platform's own message."""
    if code in IP_NOT_ALLOWED:
        found = _IP.search(message)
        address = found[1] if found else "这台机器的公网地址"
        mend = f"到“{_CONSOLE}”的“API IP 白名单”里加上 {address}，保存后再运行（几分钟内生效）。"
        return f"这台机器的地址 {address} 不在公众号的 IP 白名单里。", mend
    known = SETUP.get(code) or ITEM.get(code)
    return known or (f"平台不接受：{message or '没有说明'}。", "按错误码到微信开放社区查原因。")
