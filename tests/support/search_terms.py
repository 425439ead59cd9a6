"""How texts are cut into terms, in Python and in the browser."""

from __future__ import annotations

import json

from support.project import ROOT

VECTORS = json.loads((ROOT / "tests" / "data" / "search_terms.json").read_text("utf-8"))
"""Texts, the terms that find them, and the terms that the browser looks up (with a star, all that begin so) where the
text is a query."""
