"""The search box stands in the frame of the site."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import jinja2
import pytest

from support.project import ROOT

HOOKS = ROOT / "hooks"


@pytest.mark.parametrize("on", [True, False, None])
def test_the_box_is_in_the_frame_only_where_there_is_an_index(on: bool | None) -> None:
    places = [HOOKS / "theme", Path(str(files("material"))) / "templates"]
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(places), autoescape=False)
    env.filters["url"] = lambda address: f"../../{address}"
    extra = {} if on is None else {"search": on}
    html = env.get_template("partials/search-box.html").render(config={"extra": extra})
    assert ('data-search="../../search/"' in html) is bool(on)
    assert bool(html.strip()) is bool(on)
