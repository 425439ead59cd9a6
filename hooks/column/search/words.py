"""What a browser needs to understand a query: the office's words, the characters to fold, where words part."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from column.model.intents import URGENT, Intents
from column.search.terms import CUTS
from column.text.traditional import SIMPLIFIED


def published(intents: Intents, pages: Mapping[str, tuple[str, str]], letters: Collection[str]) -> bytes:
    """What a browser needs to understand a query, as JSON. `pages`: title and a line about each page that there is, by
    address; intents for others are left out. `letters`: the characters that the index has."""
    shown = [intent for intent in intents.intents if intent.page in pages]
    addresses = list(dict.fromkeys(intent.page for intent in shown))
    said = {letter for row in (*intents.spellings, *intents.words) for letter in "".join(row)}
    said.update(letter for intent in shown for say in intent.say for letter in "".join(say))
    folding = [(other, plain) for other, plain in SIMPLIFIED.items() if plain in letters or plain in said]
    about = {
        "folding": ["".join(side) for side in zip(*folding, strict=True)] if folding else ["", ""],
        "cuts": CUTS,
        "spellings": intents.spellings,
        "words": intents.words,
        "filler": intents.filler,
        "pages": [[address, *pages[address]] for address in addresses],
        "intents": [
            [addresses.index(intent.page), int(intent.order < URGENT), [" ".join(say) for say in intent.say]]
            for intent in shown
        ],
    }
    return json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
