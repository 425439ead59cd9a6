"""A small HTTP server that plays the API of a forge."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[str, str, str, bytes], tuple[int, Any]]
"""Method, address, authorization and body to a status and what is sent: bytes, an object as JSON, or the place that a
302 points to."""


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The server's address, as long as it answers."""

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            code, told = answer(self.command, self.path, self.headers.get("Authorization", ""), body)
            data = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(code)
            if code == 302:
                self.send_header("Location", told)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _serve  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
