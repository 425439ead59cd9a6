"""Imported first by each script that people run: says in one line what to do where its Python is not the project's.

Exit code 2. The standard library alone, in the syntax of Python 3.6, as `bootstrap`.
"""

import importlib.util
import sys

if importlib.util.find_spec("pydantic") is None or importlib.util.find_spec("column") is None:
    call = " ".join(sys.argv)
    sys.stderr.write(
        f"这个 Python 里没有装本项目要用的软件包。写成 .venv/bin/python {call}"
        "（Windows 上是 .venv\\Scripts\\python），或者用 make；还没有 .venv 的，先运行 make setup。\n"
    )
    sys.exit(2)
