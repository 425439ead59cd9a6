"""Models of the column's keys in mkdocs.yml: type, limits, Chinese name, example.

Every required key has an example; the reading uses it where the key is missing (`load.read`).
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field

from column.model.front_matter.written import Day, Line, Matter, Truth, Whole, one_of, refuse
from column.settings.records import PAGE

_LONGEST = 500
"""Characters of an address at most: a longer one makes a QR code that phones cannot read."""
_MOST_KITS = 100
EDITOR_NEEDS = {
    "forgejo": ("url", "repo", "app_id"),
    "github": ("url", "repo"),
    "gitlab": ("url", "repo", "app_id"),
    "proxy": ("url",),
}
"""The backends of the editor, and what each must be told."""
_NUMBER = re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]")
_AUTHORITY = re.compile(r"(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_EMBLEM = re.compile(r"images/[A-Za-z0-9_-]+\.(?:svg|png)")
_REPO = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)+")
_SITE_ID_CODE = re.compile(r"\d{10}|bm\d{8}", re.IGNORECASE)


def _web(address: str) -> str:
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        refuse(f"“{address}”不是以 https:// 开头的网址。", "写完整，如 https://fanzha.example.gov.cn/。")
    if set(address) & set(" \"'<>`\\"):
        refuse(f"“{address}”里有空格、引号或别的符号。", "请从浏览器地址栏重新复制。")
    return address


def _site(address: str) -> str:
    if set(_web(address)) & set("?#"):
        refuse(f"“{address}”里有问号或井号。", "只写到文件夹，如 https://www.example.gov.cn/fanzha/。")
    return address if address.endswith("/") else address + "/"


def _server(address: str) -> str:
    return _site(address).rstrip("/")


def _survey(address: str) -> str:
    if len(address) > _LONGEST:
        what = f"网址有 {len(address)} 个字符，最多 {_LONGEST} 个，太长的网址二维码扫不出来。"
        refuse(what, "改成短的网址；没有就留空。")
    parts = urlsplit(_web(address))
    if parts.scheme != "https" or "." not in (parts.hostname or ""):
        refuse(f"“{address}”不是以 https:// 开头的网址。", "改成完整的 https 网址；没有就留空。")
    if not address.replace(PAGE, "").isascii():
        refuse(f"“{address}”里有汉字。", "请从浏览器地址栏重新复制。")
    return address


def _number(line: str) -> str:
    if not _NUMBER.fullmatch(line):
        refuse(f"“{line}”不是电话号码。", "只写数字，可以有短横线，如 96110。")
    return line


def _authority(line: str) -> str:
    if not _AUTHORITY.fullmatch(line):
        refuse(f"“{line}”不是域名。", "只写域名，如 fanzha.example.gov.cn，不写 https:// 和斜杠。")
    return line


def _site_id_code(line: str) -> str:
    if not _SITE_ID_CODE.fullmatch(line):
        refuse(f"“{line}”不是网站标识码。", "写 10 位数字；没有就留空。")
    return line


def _emblem(path: str) -> str:
    if not _EMBLEM.fullmatch(path):
        refuse(
            f"“{path}”不是 docs/images/ 里的 SVG 或 PNG 文件。", "写成 images/emblem.svg 这样；没有就留空。"
        )
    return path


def _repo(line: str) -> str:
    if not _REPO.fullmatch(line):
        refuse(f"“{line}”不是仓库的名称。", "写成“账号/仓库”，如 fanzha/column，不写网址。")
    return line


def _amount(number: int) -> int:
    if not 1 <= number <= 1000:
        refuse(f"{number} 不在 1 到 1000 之间。", "写一个 1 到 1000 的整数。")
    return number


def _count(number: int) -> int:
    if number > _MOST_KITS:
        refuse(f"{number} 太大了，最多 {_MOST_KITS}。", "写一个 0 到 100 的整数；0 就不做物料包。")
    return number


Text = Annotated[str, Line(1, 200)]
Web = Annotated[str, Line(1, _LONGEST), AfterValidator(_web)]
Survey = Annotated[str, Line(1, 10 * _LONGEST), AfterValidator(_survey)]
Count = Annotated[Whole, AfterValidator(_count)]
Amount = Annotated[Whole, AfterValidator(_amount)]


class _BesideOthers(Matter):
    """Keys that stand beside keys of MkDocs and of its theme."""

    model_config = ConfigDict(extra="ignore")


class SiteMatter(_BesideOthers):
    site_name: Text = Field(title="站名", examples=["反诈宣传专栏"])
    site_description: Text = Field(title="网站简介", examples=["怎么认出骗局，该怎么做。"])
    site_url: Annotated[str, Line(1, _LONGEST), AfterValidator(_site)] = Field(
        title="网站的网址", examples=["https://fanzha.example.gov.cn/"]
    )
    copyright: Text = Field("", title="版权归谁")


class ExtraMatter(_BesideOthers):
    app: Text = Field("国家反诈中心", title="建议安装的 APP")
    media_hosts: list[Annotated[str, Line(1, 200), AfterValidator(_authority)]] = Field(
        [], title="可以放视频的网站"
    )


class ColumnMatter(Matter):
    page_size: Amount = Field(20, title="一页列几篇文章")
    samples: Truth = Field(False, title="显示标了“示例”的文章")
    kits: Count = Field(30, title="给几篇最新的案例做物料包")


class FeedsMatter(Matter):
    authority: Annotated[str, Line(1, 200), AfterValidator(_authority)] = Field(
        title="订阅编号里的域名", examples=["fanzha.example.gov.cn"]
    )
    since: Day = Field(title="订阅编号里的日期", examples=["2025-04-27"])
    size: Amount = Field(50, title="一个订阅源有几篇文章")
    hub: Web = Field("", title="推送中心的网址")


class FeedbackMatter(Matter):
    survey: Survey = Field("", title="线上问卷的网址")
    useful: Survey = Field("", title="“这篇有用吗”的网址")


class EditorMatter(Matter):
    backend: Annotated[str, one_of({name: name for name in EDITOR_NEEDS})] = Field(
        "", title="仓库在哪种服务器上"
    )
    url: Annotated[str, Line(1, _LONGEST), AfterValidator(_server)] = Field(
        "", title="服务器的网址", examples=["https://git.example.gov.cn"]
    )
    repo: Annotated[str, Line(1, 200), AfterValidator(_repo)] = Field(
        "", title="仓库", examples=["fanzha/column"]
    )
    branch: Text = Field("main", title="分支")
    app_id: Text = Field("", title="登录用的应用编号", examples=["服务器给出的 Client ID"])


class GovernmentMatter(Matter):
    organizer: Text = Field(title="主办单位", examples=["某某市公安局"])
    short_name: Annotated[str, Line(1, 12)] = Field("", title="短信的签名")
    emblem: Annotated[str, Line(1, 200), AfterValidator(_emblem)] = Field("", title="页眉的标志")
    contact: Text = Field("", title="联系方式")
    address: Text = Field("", title="地址")
    site_id_code: Annotated[str, Line(1, 200), AfterValidator(_site_id_code)] = Field("", title="网站标识码")
    icp: Text = Field("", title="ICP 备案号")
    police_record: Text = Field("", title="公安备案号")
    party_mark: Web = Field("", title="“党政机关”标识的网址")
    report_errors: Web = Field("", title="“我为政府网站找错”的网址")
    security_contact: Text = Field("", title="网站安全问题的联系方式")


class HotlineMatter(Matter):
    number: Annotated[str, Line(1, 40), AfterValidator(_number)] = Field(title="号码", examples=["96110"])
    name: Text = Field(title="名称", examples=["反诈专线"])
    use: Text = Field(title="用途", examples=["接到这个号码来电请立即接听。"])
    dial: Truth = Field(True, title="能不能拨打")


class FooterLinkMatter(Matter):
    name: Text = Field(title="文字", examples=["订阅"])
    url: Text = Field(title="网址", examples=["feeds/"])
