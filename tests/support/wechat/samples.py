"""Small articles that a person would believe, as feeds of the three formats and with drawn pictures.

All addresses are under example.invalid, or under the site that a test serves.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from column.model.article import BEIJING
from column.settings.records import Hotline
from column.wechat.feed_reader.items import Deletion, Item

SITE = "https://column.example.invalid/fanzha/"
HOTLINES = (
    Hotline("110", "报警", "已经转账或正在被骗，马上拨打。"),
    Hotline("96110", "反诈劝阻专线", "接到这个号码的来电请立即接听；也可以拨打咨询、举报。"),
    Hotline("12381", "涉诈预警短信", "收到提醒请停止转账并核实", dial=False),
)
CONFIG = """
site_name: 测试
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
extra:
  hotlines:
    - {number: "110", name: 报警, use: 已经转账或正在被骗，马上拨打。}
    - {number: "96110", name: 反诈劝阻专线, use: 接到这个号码的来电请立即接听；也可以拨打咨询、举报。}
    - {number: "12381", name: 涉诈预警短信, use: 收到提醒请停止转账并核实, dial: false}
"""

SUMMARY = (
    "4月27日上午，无城派出所民警走进幸福小区，结合辖区近期发生的养老投资类骗局，手把手教老年人识别“高息理财”"
    "“免费体检”等话术，当场帮助36位居民安装国家反诈中心APP。"
)
BODY = """
<p>4月27日上午8时30分，幸福小区文化活动室里坐满了人。无城派出所社区民警带着反诈宣传册和几段真实的通话录音，
给居民上了一堂“防骗课”。</p>
<figure><img src="{base}hall.jpg" width="1200" height="800" alt="民警在活动室给老年人讲解">
<figcaption>民警用真实案例讲解“高息理财”骗局</figcaption></figure>
<h2>骗子最爱说的三句话</h2>
<p>民警把近两个月辖区老年人接到的可疑电话归纳成三句话，请大家跟着念、记住它：</p>
<ol><li>“阿姨，这个项目<strong>保本高息</strong>，名额不多了。”——凡是承诺保本高息的，都是诈骗。</li>
<li>“您的医保卡在外地被盗用，请配合调查。”——公检法机关不会在电话里办案。<ul><li>不会要求开启屏幕共享</li><li>没有“安全账户”</li></ul></li>
<li>“先交一点保证金，马上就能提现。”——凡是先交钱的，都是诈骗。</li></ol>
<p>72岁的李阿姨说：“以前觉得骗子离我很远，听了录音才知道，他们说话比我儿子还亲热。”</p>
<blockquote><p>接到自称子女的陌生来电要钱，先挂断，再打给本人核实。</p></blockquote>
<h2>现场演示：三分钟装好反诈APP</h2>
<p>课后，民警和网格员一对一帮老人打开手机，安装<a href="https://gov.example.invalid/app/">国家反诈中心APP</a>，
打开来电预警。遇到不会用智能手机的老人，就把写着号码的卡片贴在座机旁。</p>
<p><img src="{base}app.jpg" width="900" height="1200" alt="网格员帮老人打开来电预警"></p>
<h3>给子女的提醒</h3>
<ul><li>每周给父母打一次电话，聊聊他们最近接到的陌生电话。</li><li>帮父母关掉“免密支付”，大额转账设置延迟到账。</li></ul>
<table><thead><tr><th>骗子的说法</th><th>真相</th></tr></thead><tbody>
<tr><td>免费体检、送鸡蛋</td><td>收集信息，再卖高价“保健品”</td></tr>
<tr><td>以房养老、高息返利</td><td>抵押房产，钱和房两空</td></tr></tbody></table>
<div class="admonition warning"><p class="admonition-title">请转告家里的老人</p><p>要您开启<strong>屏幕共享</strong>的，立即挂断。</p></div>
<p>下一步，无城派出所将每周走进一个小区，把同样的课讲给更多老人听。活动安排见<a href="{base}plan/">活动计划</a>。</p>
"""


def item(number: int = 1, base: str = SITE, **change: object) -> Item:
    """A briefing; each number is another article at another address."""
    link = f"{base}briefings/wucheng/2025-04-{number:02}-article/"
    day = datetime(2025, 4, 27, 9, 0, tzinfo=BEIJING) + timedelta(minutes=number)
    values: dict[str, object] = {
        "guid": f"tag:column.example.invalid,2025:briefings/wucheng/{number}",
        "link": link,
        "title": f"无城派出所走进幸福小区，为老年人讲解养老投资骗局（第{number}期）",
        "short_title": f"民警进小区，给老人上了一堂“防骗课”（第{number}期）",
        "author": "无城派出所",
        "summary": SUMMARY,
        "html": f'<p>第{number}次活动。居民听得认真。</p><p><img src="{link}hall.jpg" width="1200" height="800" alt="现场"></p>',
        "cover": f"{link}cover.jpg",
        "published": day,
        "updated": day,
        "kind": "briefing",
        "unit": "wucheng",
        "venue": "community",
        "groups": ("elderly",),
    }
    return Item(**{**values, **change})  # type: ignore[arg-type]


def story(base: str = SITE) -> Item:
    """The long one, with all that an article may have."""
    one = item(1, base)
    return item(1, base, html=BODY.replace("{base}", one.link))


def files_of(items: Sequence[Item], base: str = SITE, scale: float = 0.25) -> dict[str, bytes]:
    """The pictures that these items name, by their path on the site; small, so that tests are quick."""
    found: dict[str, bytes] = {}
    for number, one in enumerate(items):
        folder = one.link.removeprefix(base)
        found[f"{folder}cover.jpg"] = photo(round(1200 * scale), round(630 * scale), number)
        found[f"{folder}hall.jpg"] = photo(round(1200 * scale), round(800 * scale), 0)
        found[f"{folder}app.jpg"] = photo(round(900 * scale), round(1200 * scale), 1)
    return found


@cache
def photo(width: int, height: int, seed: int, form: str = "JPEG") -> bytes:
    """A drawn picture of a room with people; `seed` changes its colours."""
    small = Image.new("RGB", (width // 4, height // 4), (236, 226 - seed * 7 % 60, 206))
    draw = ImageDraw.Draw(small)
    w, h = small.size
    draw.rectangle((0, h * 0.62, w, h), fill=(150, 112 + seed * 5 % 40, 82))
    draw.rectangle((w * 0.3, h * 0.12, w * 0.7, h * 0.42), fill=(24, 74, 132))
    for row in range(3):
        for column in range(7 - row):
            x, y = w * (column + 0.7) / (7.4 - row), h * (0.55 + row * 0.16)
            shade = (60 + 23 * ((column + seed) % 6), 70 + 17 * (column % 5), 92 + 20 * ((row + seed) % 4))
            draw.ellipse((x - h * 0.05, y - h * 0.1, x + h * 0.05, y), fill=(226, 186, 160))
            draw.rounded_rectangle((x - h * 0.09, y, x + h * 0.09, y + h * 0.2), h * 0.05, fill=shade)
    out = io.BytesIO()
    small.resize((width, height)).filter(ImageFilter.GaussianBlur(1)).save(out, form, quality=80)
    return out.getvalue()


def rss(items: Sequence[Item], own: str = f"{SITE}feed.xml", deleted: Sequence[Deletion] = ()) -> bytes:
    """RSS 2.0 as the site writes it (`column.feeds.xml_formats`)."""
    tombs = "".join(
        f'<deleted xmlns="urn:column:feed" ref="{escape(each.guid)}" when="{each.at.isoformat() if each.at else ""}">'
        f"{escape(each.reason)}</deleted>"
        for each in deleted
    )
    entries = "".join(
        f"""<item><guid isPermaLink="false">{escape(i.guid)}</guid><title>{escape(i.title)}</title>
<link>{escape(i.link)}</link><description>{escape(escape(i.summary))}</description>
<content:encoded>{escape(i.html)}</content:encoded><dc:creator>{escape(i.author)}</dc:creator>
{"".join(f'<category domain="urn:column:{axis}:{id}">名称</category>' for axis, id in categories(i))}
<pubDate>{i.published:%a, %d %b %Y %H:%M:%S +0800}</pubDate>{alternative(i)}
<atom:updated>{i.updated.isoformat() if i.updated else ""}</atom:updated>
<enclosure url="{escape(i.cover)}" length="1000" type="image/jpeg"/></item>"""
        for i in items
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>反诈专栏</title><link>{SITE}</link><description>反诈专栏</description>
<atom:link rel="self" type="application/rss+xml" href="{own}"/>{tombs}{entries}</channel></rss>""".encode()


def atom(items: Sequence[Item], own: str = f"{SITE}feed.atom") -> bytes:
    """Atom as the site writes it (`column.feeds.xml_formats`)."""
    entries = "".join(
        f"""<entry><id>{escape(i.guid)}</id><title>{escape(i.title)}</title>
<link rel="alternate" type="text/html" href="{escape(i.link)}"/>
<link rel="enclosure" type="image/jpeg" length="1000" href="{escape(i.cover)}"/><summary>{escape(i.summary)}</summary>
<content type="html">{escape(i.html)}</content><author><name>{escape(i.author)}</name></author>
{"".join(f'<category scheme="urn:column:{axis}" term="{id}" label="名称"/>' for axis, id in categories(i))}
{alternative(i)}<published>{i.published.isoformat() if i.published else ""}</published>
<updated>{i.updated.isoformat() if i.updated else ""}</updated></entry>"""
        for i in items
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/">
<id>tag:column.example.invalid,2025:feed</id><title>反诈专栏</title><updated>2025-04-27T09:00:00+08:00</updated>
<link rel="self" href="{own}"/>{entries}</feed>""".encode()


def json_feed(items: Sequence[Item], own: str = f"{SITE}feed.json") -> bytes:
    """JSON Feed 1.1 as the site writes it (`column.feeds.json_feed`)."""
    entries = [
        {
            "id": i.guid, "url": i.link, "title": i.title, "summary": i.summary, "content_html": i.html,
            "authors": [{"name": i.author}], "tags": ["老年人"],
            "date_published": i.published.isoformat() if i.published else None,
            "date_modified": i.updated.isoformat() if i.updated else None,
            "attachments": [{"url": i.cover, "mime_type": "image/jpeg", "size_in_bytes": 1000}],
            "_column": {
                "short_title": i.short_title, "kind": i.kind, "unit": i.unit, "groups": list(i.groups),
                "scam": "".join(i.scams[:1]), "scams": list(i.scams), "venue": i.venue, "sample": i.sample,
            },
        }
        for i in items
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "反诈专栏",
        "feed_url": own,
        "items": entries,
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def folder(root: Path, items: Sequence[Item], scale: float = 0.25) -> Path:
    """A built site on disk; gives the path of its feed."""
    for name, data in files_of(items, scale=scale).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / "feed.xml").write_bytes(rss(items))
    return root / "feed.xml"


def categories(item: Item) -> list[tuple[str, str]]:
    """Axis and id of each of the item's categories."""
    single = [
        ("kind", item.kind),
        ("unit", item.unit),
        ("venue", item.venue),
        ("sample", "true" if item.sample else ""),
    ]
    several = [*(("group", id) for id in item.groups), *(("scam", id) for id in item.scams)]
    return [*((axis, id) for axis, id in single if id), *several]


def alternative(item: Item) -> str:
    return (
        f"<dcterms:alternative>{escape(item.short_title)}</dcterms:alternative>" if item.short_title else ""
    )
