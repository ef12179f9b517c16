"""Model servers on loopback: one that speaks chat completions and one that speaks messages, honest or not."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Replier = Callable[[dict[str, Any]], str]
"""Makes a reply of what was asked: the object with CLAIM and PASSAGE."""


@dataclass
class ModelServer:
    """What a server says, and what it was asked."""

    dialect: str
    reply: Replier = lambda asked: "{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    """Sent as it is in place of a reply."""
    delay: float = 0.0
    seen: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""

    def body(self, request: dict[str, Any]) -> bytes:
        if self.raw is not None:
            return self.raw
        asked = json.loads(request["messages"][-1]["content"])
        text = self.reply(asked)
        if self.dialect == "anthropic":
            told: dict[str, Any] = {
                "content": [{"type": "text", "text": text}], "usage": {"input_tokens": 200, "output_tokens": 50},
            }  # fmt: skip
        else:
            told = {"choices": [{"message": {"role": "assistant", "content": text}}], "usage": {"total_tokens": 250}}
        return json.dumps(told).encode()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        model: ModelServer = self.server.model  # type: ignore[attr-defined]
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model.seen.append(request)
        model.paths.append(self.path)
        model.keys.append(self.headers.get("x-api-key" if model.dialect == "anthropic" else "authorization"))
        time.sleep(model.delay)
        body = model.body(request)
        with contextlib.suppress(ConnectionError):
            self.send_response(model.status)
            for name, value in {"Content-Length": str(len(body)), **model.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextlib.contextmanager
def serving(dialect: str) -> Iterator[ModelServer]:
    """A running model server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    model = ModelServer(dialect, url=f"http://127.0.0.1:{server.server_port}/v1")
    server.model = model  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()


def says(same: str, quote: str, why: str = "Both speak of the same share.") -> Replier:
    """The same answer to every question."""
    return lambda asked: json.dumps({"same": same, "quote": quote, "why": why})
