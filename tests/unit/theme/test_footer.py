"""The footer shows what the office has configured."""

from __future__ import annotations

import jinja2

from support.project import ROOT

OVERRIDES = ROOT / "hooks" / "theme"


def footer(**office: str) -> str:
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(OVERRIDES / "partials"), autoescape=True)
    env.filters["url"] = lambda path: f"../{path}"
    extra = {"government": office, "footer": [{"name": "无障碍说明", "url": "accessibility/"}]}
    return env.get_template("footer.html").render(config={"extra": extra})


def test_the_footer_shows_what_is_configured_and_nothing_else() -> None:
    marks = {
        "organizer": ("示例市公安局", "主办单位：示例市公安局"),
        "contact": ("0000-0000000", "联系方式：0000-0000000"),
        "address": ("示例路1号", "地址：示例路1号"),
        "site_id_code": ("3400000000", "网站标识码：3400000000"),
        "icp": ("皖ICP备00000000号", "beian.miit.gov.cn"),
        "police_record": ("皖公网安备00000000000000号", "beian.mps.gov.cn"),
        "party_mark": ("https://example.gov.cn/mark", "党政机关"),
        "report_errors": ("https://example.gov.cn/errors", "我为政府网站找错"),
    }
    full = footer(**{key: value for key, (value, _) in marks.items()})
    bare = footer(**dict.fromkeys(marks, ""))
    for _, shown in marks.values():
        assert shown in full
        assert shown.split("：")[0] not in bare
    assert "../accessibility/" in bare
