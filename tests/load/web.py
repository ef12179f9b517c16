"""The web of a made library: one server process, every host a loopback address of its own on one port.

What belongs here: HTTP. What must never be here: what a page says (texts.py).

`GET /-/epoch/3` moves every host to epoch 3, `GET /-/count` says how many requests of each sort came. Pages carry an
ETag and honour If-None-Match; the addresses of another epoch's unchanged pages answer 304.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from tests.load.library import Library
from tests.load.texts import page

_ROBOTS = b"User-agent: *\nDisallow: /closed/\n"


class Web:
    """Answers for every source of a library, as of one epoch."""

    def __init__(self, library: Library, epoch: int = 0) -> None:
        self.library = library
        self.epoch = epoch
        self.asked: Counter[str] = Counter()

    def answer(self, path: str, if_none_match: str) -> bytes:
        """The whole answer to one request."""
        match path.strip("/").split("/"):
            case ["robots.txt"]:
                return self._counted("robots", _http("200 OK", _ROBOTS, "text/plain"))
            case ["-", "count"]:
                return _http("200 OK", json.dumps(self.asked).encode(), "application/json")
            case ["-", "epoch", number]:
                self.epoch = int(number)
                return _http("200 OK", number.encode(), "text/plain")
            case [("yearbook" | "closed"), number] if int(number) < self.library.source_count:
                return self._source(int(number), if_none_match)
        return self._counted("missing", _http("404 Not Found", b"There is no such page.", "text/plain"))

    def _source(self, source: int, if_none_match: str) -> bytes:
        library = self.library
        plight = library.plight(source)
        if plight == "missing" or library.is_lost(source, self.epoch):
            return self._counted("missing", _http("404 Not Found", b"There is no such volume.", "text/plain"))
        if plight == "broken":
            return self._counted("broken", _http("500 Internal Server Error", b"The press is down.", "text/plain"))
        changes = len(library.turns(source, self.epoch))
        tag = f'"{library.seed}-{source}-{changes}"'
        if if_none_match == tag:
            return self._counted("unchanged", f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
        document = page(library, source, self.epoch)
        return self._counted("whole", _http("200 OK", document.body, document.media_type, f"ETag: {tag}\r\n"))

    def _counted(self, sort: str, answer: bytes) -> bytes:
        self.asked[sort] += 1
        return answer


class _Connection(asyncio.Protocol):
    def __init__(self, web: Web) -> None:
        self._web = web
        self._held = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._held += data
        while b"\r\n\r\n" in self._held:
            head, _, self._held = self._held.partition(b"\r\n\r\n")
            request, *lines = head.decode("latin-1").split("\r\n")
            fields = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
            assert self._transport
            self._transport.write(self._web.answer(request.split(" ")[1], fields.get("if-none-match", "")))


def _http(status: str, body: bytes, media_type: str, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def serve(library: Library, port: int, epoch: int = 0) -> None:
    """Serve until cancelled; prints the port once every host answers. Port 0 takes a free one."""
    loop, web = asyncio.get_running_loop(), Web(library, epoch)
    hosts = [f"127.0.{host // 200}.{host % 200 + 1}" for host in range(library.hosts)]
    first = await loop.create_server(lambda: _Connection(web), hosts[0], port)
    port = first.sockets[0].getsockname()[1]
    if hosts[1:]:
        await loop.create_server(lambda: _Connection(web), hosts[1:], port)
    print(port, flush=True)  # noqa: T201
    await asyncio.Event().wait()


class Served:
    """A web that is being served by another process."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid

    def ask(self, path: str) -> str:
        """What the first host answers."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return str(answer.read().decode())

    def move_to(self, epoch: int) -> None:
        """Let every source be as it is in an epoch."""
        self.ask(f"/-/epoch/{epoch}")

    def asked(self) -> Counter[str]:
        """Requests so far, by sort: whole, unchanged, missing, broken, robots."""
        return Counter(json.loads(self.ask("/-/count")))


@contextmanager
def serving(library: Library, port: int = 0) -> Iterator[Served]:
    """The web of a library, served by a process of its own so that its work is not counted as the pipeline's."""
    command = [sys.executable, "-m", "tests.load.web", json.dumps(asdict(library)), str(port)]
    folder = Path(__file__).parents[2]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout
    try:
        yield Served(int(process.stdout.readline()), process.pid)
    finally:
        process.kill()  # it has nothing to put away, and a milder signal may be one that is ignored here
        process.wait(timeout=10)


if __name__ == "__main__":
    asyncio.run(serve(Library(**json.loads(sys.argv[1])), int(sys.argv[2])))
