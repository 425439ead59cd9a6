"""The header shows the bureau's emblem where there is one, else the column's mark."""

from __future__ import annotations

import re
from types import SimpleNamespace

import jinja2
import pytest

from support.project import ROOT


@pytest.mark.parametrize(
    ("emblem", "shown"),
    [("", "../assets/images/logo.svg"), ("images/emblem.svg", "../images/emblem.svg")],
)
def test_the_picture_beside_the_name(emblem: str, shown: str) -> None:
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "hooks" / "theme"), autoescape=True)
    env.filters["url"] = lambda path: f"../{path}"
    office = {"organizer": "示例市公安局", "emblem": emblem}
    config = {"site_name": "专栏", "extra": {"government": office, "hotlines": []}}
    html = env.get_template("partials/header.html").render(
        config=config, menu=(), nav=SimpleNamespace(items=())
    )
    assert re.findall(r'<img src="([^"]*)"', html) == [shown]
