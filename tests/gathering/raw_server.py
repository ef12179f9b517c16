"""A server that says exactly the bytes a test wants said, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType

Saying = bytes | Callable[["Asked"], bytes] | Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def http(
    body: bytes = b"", status: str = "200 OK", *, length: bool = True, close: bool = False, **headers: str
) -> bytes:
    """An answer; header names with underscores for dashes."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if "Content_Type" not in headers:
        lines.append("Content-Type: text/html; charset=utf-8")
    if length:
        lines.append(f"Content-Length: {len(body)}")
    if close or not length:
        lines.append("Connection: close")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class RawServer:
    """Serves `says[path]`; robots.txt is a 404 unless said otherwise. An async context manager."""

    def __init__(self, says: dict[str, Saying], *, tls: ssl.SSLContext | None = None) -> None:
        self.says = says
        self.asked: list[Asked] = []
        self.connections = 0
        self._tls = tls
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def origin(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return Counter(asked.path for asked in self.asked)[path]

    async def __aenter__(self) -> RawServer:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                lines = head.split("\r\n")
                headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                asked = Asked(lines[0].split(" ")[1], headers, body)
                self.asked.append(asked)
                if not await self._answer(asked, writer):
                    break
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            return
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        missing = http(b"none", "404 Not Found", Content_Type="text/plain")
        saying = self.says.get(asked.path, self.says.get("*", missing) if asked.path != "/robots.txt" else missing)
        if callable(saying):
            if asyncio.iscoroutinefunction(saying):
                await saying(asked, writer)
                return False
            saying = saying(asked)  # type: ignore[call-arg, assignment]
        assert isinstance(saying, bytes)
        writer.write(saying)
        await writer.drain()
        return b"Connection: close" not in saying
