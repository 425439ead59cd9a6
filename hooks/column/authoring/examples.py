"""Example front matter for the contributors' page, made from the keys' hints and examples.

On `docs/contribute/index.md` it stands at the head of the first code block below the headings `{#briefing}` and
`{#case}`, for those who read the file itself; the build puts the present one in its place, and a test compares both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from column.content.taxonomies import Vocabulary
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import Key, template_keys

_RECORDS: Mapping[str, type] = {"briefing": Briefing, "case": Case}
_EXAMPLE = re.compile(r"(\{#(briefing|case)\}.*?```yaml\n)---\n.*?\n---\n", re.S)
_OPTIONAL = "# 下面几项没有就整行删掉"
_WIDTH = 40
"""Characters of a comment's line."""


def filled(markdown: str, vocabulary: Vocabulary) -> str:
    """The page with the present examples."""
    return _EXAMPLE.sub(lambda found: f"{found[1]}{front_matter(_RECORDS[found[2]], vocabulary)}\n", markdown)


def front_matter(record: type, vocabulary: Vocabulary) -> str:
    """An example with its fences: each key with its hint as a comment, those that may be left out behind the rest."""
    keys = [key for key in template_keys(record) if key.hint]
    needed = [line for key in keys if key.required for line in _lines(record, key, vocabulary)]
    optional = [line for key in keys if not key.required for line in _lines(record, key, vocabulary)]
    return "\n".join(["---", *needed, _OPTIONAL, *optional, "---"])


def _lines(record: type, key: Key, vocabulary: Vocabulary) -> Iterator[str]:
    hint = f"{key.title}：{key.hint}"
    if key.names:
        hint += "。可用的有：" + "、".join(term.name for term in vocabulary.by_name[key.names].records)
    yield from (f"# {line}" for line in _wrapped(hint))
    example = key.case_example if record is Case else key.example
    if isinstance(example, str):
        yield f"{key.title}: {example}"
    else:
        yield from (f"{key.title}:", *(f"  - {item}" for item in example))


def _wrapped(text: str) -> Iterator[str]:
    """The text in lines of at most `_WIDTH` characters, broken behind punctuation alone."""
    line = ""
    for part in re.findall("[^、，。；]+[、，。；]?", text):
        if line and len(line) + len(part) > _WIDTH:
            yield line
            line = ""
        line += part
    yield line
