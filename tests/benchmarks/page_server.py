"""A server of pages in a process of its own, so that its work is not counted as the client's.

Run as a program it prints its port and serves until its standard input ends: `/{n}` is a page of about 20 kB that
differs with n, carries an ETag and honours If-None-Match; `/count` says how many requests of each sort came.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

TEXT = """the city counted riders on its new tram line in first quarter officials had expected growth of about percent
and figure surprised even people who run depot each carries up passengers weekday mornings most them are full by third
stop transport authority plans order more vehicles at price roughly million euros critics say that money would be better
spent buses which reach districts where most live survey households found leave car home if ran night"""
WORDS = TEXT.split()


def page(number: int, size: int = 20_000) -> bytes:
    """An HTML page of about that many bytes."""
    chance = random.Random(number)
    parts = [f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Report {number}</title></head><body><main>"]
    length = 0
    while length < size:
        text = " ".join(chance.choice(WORDS) for _ in range(50))
        parts.append(f'<p class="c{chance.randrange(9)}">{text} {chance.randrange(10**6):,}.</p>\n')
        length += len(parts[-1])
    return "".join([*parts, "</main></body></html>"]).encode()


class _Protocol(asyncio.Protocol):
    asked: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._held = b""

    def data_received(self, data: bytes) -> None:
        self._held += data
        while b"\r\n\r\n" in self._held:
            head, _, self._held = self._held.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head))  # type: ignore[attr-defined]

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode()
        if path == "/count":
            return _http(json.dumps(self.asked).encode(), "application/json")
        if path == "/robots.txt":
            self.asked["robots"] += 1
            return _http(b"User-agent: *\nAllow: /\n", "text/plain")
        tag = f'"{path[1:]}"'
        if f"if-none-match: {tag}".encode() in head.lower():
            self.asked["conditional"] += 1
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        self.asked["whole"] += 1
        number, _, size = path[1:].partition("-")
        return _http(page(int(number), int(size or 20_000)), "text/html; charset=utf-8", f"ETag: {tag}\r\n")


def _http(body: bytes, media_type: str, more: str = "") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Protocol, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    ended = asyncio.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(ended.set)), daemon=True).start()
    await ended.wait()


@contextmanager
def page_server() -> Iterator[str]:
    """The origin of a running server."""
    process = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdin
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.wait(timeout=10)


def counted(origin: str) -> Counter[str]:
    """Requests so far: whole, conditional, robots."""
    with urllib.request.urlopen(f"{origin}/count") as answer:
        return Counter(json.load(answer))


if __name__ == "__main__":
    asyncio.run(_serve())
