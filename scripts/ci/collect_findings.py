"""Write down for `comment.py` what was found in a pull request: its number and all findings, in one JSON file.

`{"number": 12, "complete": true, "findings": [...]}`; a finding has the fields of `column.model.problems.Problem`;
`complete` is false where a check could not run to its end. Exit code 0 whatever was found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ci import handover, ownership
from column.content.internal_files import is_internal
from column.rules.ownership import stray
from column.rules.privacy.masking import masked, shown
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]


def gather(root: Path, number: int, base: str, author: str) -> dict[str, Any]:
    """What is to be handed over, within the limits that `comment.py` sets: all errors, and the warnings on what the
    pull request touches; those on old articles are not its author's, those on internal files for nobody to read."""
    findings, complete = content(root)
    findings = [told for told in findings if not is_internal(told["path"])]
    try:
        changed, units = ownership.between(root, base)
    except ownership.CallError as fault:
        sys.stderr.write(masked(f"{fault}\n"))
        complete = False
    else:
        places = {masked(place) for path in changed for place in (path, _article(path))}
        findings = [
            told for told in findings if told["severity"] == "error" or _article(told["path"]) in places
        ]
        findings += [asdict(shown(problem)) for problem in stray(changed, author, units)]
    findings.sort(key=lambda told: (told["severity"], told["path"], told["line"]))
    kept = [_cut(told) for told in findings[: handover.MOST_FINDINGS]]
    return {"number": number, "complete": complete, "findings": kept}


def _article(path: str) -> str:
    """The folder of an article with photos, else the file itself."""
    parts = path.split("/")
    depth = {"briefings": 3, "cases": 2}.get(parts[0], len(parts))
    return "/".join(parts[:depth])


def _cut(told: dict[str, Any]) -> dict[str, Any]:
    return told | {key: told[key][:most] for key, most in handover.LENGTHS.items()}


def content(root: Path) -> tuple[list[dict[str, Any]], bool]:
    """The findings of `check.py`, in a process of its own: it may die of what it reads."""
    command = [
        sys.executable,
        str(Path(__file__).parents[1] / "check.py"),
        "--format",
        "json",
        "--root",
        str(root),
    ]
    call = subprocess.run(command, check=False, stdout=subprocess.PIPE)
    try:
        findings = json.loads(call.stdout)
    except ValueError:
        return [], False
    return [{"line": 0, "column": 0} | told for told in findings], call.returncode in (0, 1)


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("把一次投稿的检查结果存成一个文件，交给写留言的工作流。")
    for name, what in {
        "number": "投稿的编号",
        "base": "和哪个版本比",
        "author": "投稿人的 GitHub 账号",
    }.items():
        value = os.environ.get(name.upper())
        kind = int if name == "number" else str
        parser.add_argument(f"--{name}", type=kind, default=value, required=not value, help=what)
    place = Path(os.environ.get("HANDOVER") or ROOT / ".cache" / "handover.json")
    parser.add_argument("--output", type=Path, default=place, help="存到哪里")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    told = gather(options.root.resolve(), options.number, options.base, options.author)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    command.run(main)
