"""The search files do not depend on chance, and the browser reads them as they are written."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from column.model.intents import Intents
from column.search.words import published
from column.text.traditional import SIMPLIFIED
from support.project import ROOT
from support.search_terms import VECTORS

HOOKS = ROOT / "hooks"


def test_the_browser_looks_up_what_the_index_has(browser: Browser) -> None:
    source = (HOOKS / "frontend" / "scripts" / "search" / "text.js").read_text("utf-8")
    asked = """async ([source, texts, words]) => {
      const text = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      text.learn(words);
      const terms = (phrase) => text.lookups(phrase).map((one) => one.term + (one.open ? "*" : ""));
      return texts.map((one) => [].concat(...text.parse(one).phrases.map(terms)).join(" "));
    }"""
    page = browser.new_page()
    words = json.loads(published(Intents(), {}, set(SIMPLIFIED.values())))
    found = page.evaluate(asked, [source, [vector["text"] for vector in VECTORS], words])
    page.close()
    assert found == [vector["asked"] for vector in VECTORS]


def test_the_order_of_hashing_does_not_show(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from support import builders; from column.search import documents; "
        "from column.model.intents import Intents; "
        "from column.system.output_tree import Batch, OutputTree; "
        "p = Path(sys.argv[1]); OutputTree(p / 's').update(Batch(documents.products(builders.stocked(60), [], Intents(), p / 'kept')))"
    )
    digests = []
    for seed in ("1", "2"):
        place = tmp_path / seed
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": f"{HOOKS}:{ROOT / 'tests'}",
        }
        subprocess.run([sys.executable, "-c", code, str(place)], check=True, env=environment)
        files = sorted((place / "s").rglob("*.*"))
        digests.append({str(f.relative_to(place)): hashlib.sha256(f.read_bytes()).digest() for f in files})
    assert digests[0] == digests[1]
    assert len(digests[0]) > 10
