"""HTTP/1.1 over one open connection (RFC 9112): a request out, an answer in.

What belongs here: one exchange at a time, and whether the connection can serve another. What must never be here:
dialling and TLS, which connection a request goes through (connections.py), what an answer means.

httpcore's own connection is written for every way of using one: it takes three locks and passes six trace points for
each request, which costs more than the protocol itself. Here a connection belongs to one request at a time. An answer
whose head comes in one piece and is plain is read straight off; h11, which takes ten times as long, reads every other,
so that it decides what is an answer. Whatever is read straight off h11 would read the same (the tests hold it).
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final, NamedTuple

import h11
import httpcore

from pipeline.gathering.exchange import Headers

_READ_AT_ONCE: Final = 64 * 1024
_LONGEST_HEAD: Final = 100 * 1024
"""Bytes of a head that may be waiting for its end."""
_PLAIN_STATUS: Final = re.compile(r"HTTP/1\.1 ([2-5][0-9][0-9]) ([ -~]*)")
_PLAIN_FIELD: Final = re.compile(r"\r\n([!#$%&'*+.^_`|~0-9A-Za-z-]++): *+([^\r\n]*)")
_PLAIN_REQUEST: Final = re.compile(r"[A-Z]++ [!-~]++ HTTP/1\.1\r\n(?:[!#$%&'*+.^_`|~0-9A-Za-z-]++: [ -~]*+\r\n)*+")
_PLAIN_LENGTH: Final = re.compile(r"[0-9]{1,15}")


class UnansweredError(Exception):
    """The connection ended before the head of an answer did."""


class BrokenOffError(Exception):
    """The connection ended before the body of an answer did."""


class Origin(NamedTuple):
    """Where a request goes (RFC 6454, section 4)."""

    scheme: str
    host: str
    """As it is dialled: in ASCII, without the brackets of an IPv6 address."""
    port: int
    netloc: str
    """As the Host header names it."""


class Request(NamedTuple):
    """What is asked of an origin."""

    origin: Origin
    target: str
    """Path and query."""
    headers: Headers
    method: str = "GET"
    body: bytes = b""


class Head(NamedTuple):
    """The head of an answer."""

    version: str
    """Such as `1.1`."""
    status: int
    reason: str
    headers: Headers

    @property
    def status_line(self) -> str:
        """The status line as it came, but for spaces at its end."""
        return f"HTTP/{self.version} {self.status} {self.reason}".rstrip()


class HttpConnection:
    """One connection. Once it has raised anything it is to be closed."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, *, patience: float, keep_for: float) -> None:
        """`patience` is the longest silence of the server while it answers, `keep_for` the longest rest between two
        requests, in seconds."""
        self.stream = stream
        self._patience = patience
        self._keep_for = keep_for
        self._stale_at = math.inf
        self.has_served = False
        """Whether it rested before, so that the server may have closed it since."""
        self._held = b""
        """What came after the head of a plain answer."""
        self._left = 0
        """Bytes of a plain answer's body that were not given yet."""
        self._protocol: h11.Connection | None = None
        """What reads the answer under way, unless it is plain."""

    async def ask(self, request: Request) -> Head:
        """Send a request and give the head of its answer, interim answers (1xx) passed over.

        Raises UnansweredError, h11.ProtocolError or httpcore.ReadTimeout.
        """
        sent = _written(request)
        with suppress(httpcore.WriteError):  # a server may refuse before it has heard all, and answer well all the same
            await self.stream.write(sent)
        try:
            received = await self.stream.read(_READ_AT_ONCE, self._patience)
            plain = read_plain(received)
            if plain is not None:
                head, self._left, self._held = plain
                return head
            self._protocol = _protocol_after(request)
            self._receive(self._protocol, received)
            while not isinstance(event := await self._next_event(self._protocol), h11.Response):
                pass
        except httpcore.ReadError as error:
            raise UnansweredError(str(error)) from error
        fields = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers.raw_items())
        return Head(event.http_version.decode("ascii"), event.status_code, event.reason.decode("latin-1"), fields)

    @property
    def has_body(self) -> bool:
        """Whether the answer may have a body that was not given yet."""
        return self._protocol is not None or self._left > 0

    async def body(self) -> AsyncIterator[bytes]:
        """The body of the answer as received, its transfer coding removed.

        Raises BrokenOffError, h11.RemoteProtocolError, httpcore.ReadError or httpcore.ReadTimeout.
        """
        protocol = self._protocol
        if protocol is not None:
            while isinstance(event := await self._next_event(protocol), h11.Data):
                yield bytes(event.data)
            return
        while self._left:
            received = self._held or await self.stream.read(_READ_AT_ONCE, self._patience)
            if not received:
                raise BrokenOffError(f"{self._left} bytes were still to come")
            self._held = received[self._left :]
            received = received[: self._left]
            self._left -= len(received)
            yield received

    def rest(self) -> bool:
        """Make ready for the next request; False when there cannot be one. Whatever came behind the answer belongs to
        no question, and must not be taken for the answer to the next."""
        protocol = self._protocol
        if protocol is None:
            ended = not self._left and not self._held
        else:
            ended = protocol.our_state is h11.DONE and protocol.their_state is h11.DONE
            ended = ended and not protocol.trailing_data[0]
        if not ended:
            return False
        self._protocol = None
        self.has_served = True
        self._stale_at = time.monotonic() + self._keep_for
        return True

    @property
    def is_good(self) -> bool:
        """Whether a connection that rested can be used: nothing came in meanwhile, not even its end."""
        return time.monotonic() <= self._stale_at and not self.stream.get_extra_info("is_readable")

    async def _next_event(self, protocol: h11.Connection) -> object:
        while (event := protocol.next_event()) is h11.NEED_DATA:
            self._receive(protocol, await self.stream.read(_READ_AT_ONCE, self._patience))
        return event

    def _receive(self, protocol: h11.Connection, received: bytes) -> None:
        if not received and protocol.their_state is h11.SEND_RESPONSE:
            raise UnansweredError("Server disconnected without sending a response.")
        protocol.receive_data(received)


def read_plain(received: bytes) -> tuple[Head, int, bytes] | None:
    """The head of a plain answer, how many bytes its body has, and what came after the head; None where h11 is to read.

    Plain is a whole head of printable ASCII, of a status that has no body or with one Content-Length, on a connection
    that stays open.
    """
    end = received.find(b"\r\n\r\n")
    if end < 0 or not received.startswith(b"HTTP/1.1 "):
        return None
    text = received[:end].decode("latin-1")
    if not (text.isascii() and text.replace("\r\n", "").isprintable()):
        return None
    first, _, _ = text.partition("\r\n")
    status = _PLAIN_STATUS.fullmatch(first)
    fields = _PLAIN_FIELD.findall(text)
    if status is None or len(fields) != text.count("\r\n"):
        return None
    length: str | None = None
    for name, value in fields:
        match name.lower():
            case "content-length":
                if length is not None or not _PLAIN_LENGTH.fullmatch(value):
                    return None
                length = value
            case "transfer-encoding":
                return None
            case "connection":
                if value.lower() != "keep-alive":
                    return None
    code = int(status[1])
    if code in (204, 304):
        length = "0"
    if length is None:  # ended by the end of the connection
        return None
    headers = tuple((name, value.rstrip(" ")) for name, value in fields)
    return Head("1.1", code, status[2], headers), int(length), received[end + 4 :]


def _written(request: Request) -> bytes:
    """The request as it is sent. Raises h11.LocalProtocolError when it cannot be."""
    fields = "".join([f"{name}: {value}\r\n" for name, value in request.headers])
    head = f"{request.method} {request.target} HTTP/1.1\r\n{fields}"
    if _PLAIN_REQUEST.fullmatch(head):
        return f"{head}\r\n".encode("ascii") + request.body
    protocol = h11.Connection(h11.CLIENT)
    events = [_event(request), *([h11.Data(data=request.body)] if request.body else []), h11.EndOfMessage()]
    return b"".join(protocol.send(event) or b"" for event in events)


def _protocol_after(request: Request) -> h11.Connection:
    """What reads the answer to a request that was sent."""
    protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
    protocol.send(_event(request))
    if request.body:
        protocol.send(h11.Data(data=request.body))
    protocol.send(h11.EndOfMessage())
    return protocol


def _event(request: Request) -> h11.Request:
    def encoded(text: str) -> bytes:
        return text.encode("latin-1", "replace")

    headers = [(encoded(name), encoded(value)) for name, value in request.headers]
    return h11.Request(method=request.method, target=encoded(request.target), headers=headers)
