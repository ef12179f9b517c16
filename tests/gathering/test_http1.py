"""What is read straight off a connection is what h11 would read, and nothing that h11 would refuse."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import h11
import httpcore
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.gathering.http1 import BrokenOffError, HttpConnection, Origin, Request, UnansweredError, read_plain

ASKED = Request(
    Origin("https", "a.example", 443, "a.example"), "/page?x=1", (("Host", "a.example"), ("Accept", "text/html"))
)


class Wire(httpcore.AsyncNetworkStream):
    """A connection whose server says what it was told to, piece by piece, and then closes."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = deque(piece for piece in pieces if piece)
        self.sent = b""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece = self.pieces.popleft() if self.pieces else b""
        if len(piece) > max_bytes:
            self.pieces.appendleft(piece[max_bytes:])
        return piece[:max_bytes]

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.sent += buffer

    async def aclose(self) -> None:
        self.pieces.clear()

    def get_extra_info(self, info: str) -> Any:
        return bool(self.pieces) if info == "is_readable" else None


def by_h11(pieces: Sequence[bytes]) -> tuple[object, bytes, str]:
    """Status, version, reason and headers, then the body, then how it ended, as h11 alone reads an answer."""
    protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=100 * 1024)
    protocol.send(h11.Request(method="GET", target=ASKED.target, headers=list(ASKED.headers)))
    protocol.send(h11.EndOfMessage())
    waiting, head, body = deque([*(piece for piece in pieces if piece), b""]), None, b""
    try:
        while True:
            event = protocol.next_event()
            if event is h11.NEED_DATA:
                received = waiting.popleft()
                if not received and protocol.their_state is h11.SEND_RESPONSE:
                    return None, b"", "unanswered"
                protocol.receive_data(received)
            elif isinstance(event, h11.Response):
                raw = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers.raw_items()]
                head = (
                    event.http_version.decode(),
                    event.status_code,
                    event.reason.decode("latin-1"),
                    tuple(raw),
                )
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                rests = protocol.our_state is h11.DONE and protocol.their_state is h11.DONE
                return head, body, "rests" if rests and not protocol.trailing_data[0] else "ended"
    except h11.RemoteProtocolError:
        return head, body, "refused" if head is None else "broken off"


def by_us(pieces: Sequence[bytes]) -> tuple[object, bytes, str]:
    async def read() -> tuple[object, bytes, str]:
        connection = HttpConnection(Wire(pieces), patience=1, keep_for=1)
        try:
            head = await connection.ask(ASKED)
        except UnansweredError:
            return None, b"", "unanswered"
        except h11.RemoteProtocolError:
            return None, b"", "refused"
        body = b""
        try:
            async for chunk in connection.body():
                body += chunk
        except (BrokenOffError, h11.RemoteProtocolError):
            return tuple(head), body, "broken off"
        return tuple(head), body, "rests" if connection.rest() else "ended"

    return asyncio.run(read())


VERSIONS = st.sampled_from(["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2", "http/1.1", "HTTP/1.1 ", "ICY"])
STATUSES = st.sampled_from(
    ["200", "304", "204", "404", "503", "301", "100", "101", "199", "600", "999", "20", "2000", "²00"]
)
REASONS = st.sampled_from([" OK", " Not Modified", "", " ", "  ", " D\xe9j\xe0", " a\tb", " a\x01b", "\tOK", " OK "])
NAMES = st.sampled_from([
    "ETag", "Content-Type", "X-Odd", "Content-Length", "content-length", "Transfer-Encoding", "Connection", "Host",
    "Set-Cookie", "Upgrade", "X Bad", "X-Bad ", "", " ", "\xe9", "X\x00", "Trailer", "Expect", "Content-Length\t",
])  # fmt: skip
VALUES = st.sampled_from([
    "", "5", "5", "5", "4", "05", "+5", "-5", "5, 5", "5 5", "5;", "\u0665", "1e1", "9" * 23, "0", "chunked", "Chunked",
    "gzip, chunked", "close", "keep-alive", "Keep-Alive", "keep-alive, close", "upgrade", '"a1"', "two  spaces", " led",
    "\tled", "trailed ", "trailed\t", "a\tb", "caf\xe9", "a\x00b", "a\x01b", "a\x7fb", "a\xa0b", "\xa0", "x\r",
    "x\ny: z", "x\r\n folded", ":", "a:b", "\x0b", "\x85",
])  # fmt: skip
FIELDS = st.tuples(NAMES, st.sampled_from([": ", ": ", ": ", ":", ":  ", ":\t", " : ", "", "="]), VALUES).map("".join)
ENDS = st.sampled_from(["\r\n"] * 8 + ["\n", "\r", "\r\r\n", "\n\n"])
CHUNKS = b"5\r\nhello\r\n0\r\n\r\n"
SECOND = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong"
BODIES = st.sampled_from([b"", b"hello", b"hell", b"hello world", CHUNKS, CHUNKS + SECOND, b"\r\n", b"hello" + SECOND])


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """Answers that are nearly right: every part is drawn from what servers send and from what they should not."""
    lines = [draw(VERSIONS) + " " + draw(STATUSES) + draw(REASONS), *draw(st.lists(FIELDS, max_size=5))]
    head = "".join(line + draw(ENDS) for line in lines) + draw(ENDS)
    before = draw(st.sampled_from([b""] * 6 + [b"\r\n", b"\n", b" ", b"HTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n"]))
    return before + head.encode("latin-1", "replace") + draw(BODIES)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good answer with some bytes of it changed, left out or doubled."""
    answer = bytearray(
        b'HTTP/1.1 200 OK\r\nETag: "a1"\r\nContent-Type: text/html\r\nConnection: keep-alive\r\n'
        b"Content-Length: 5\r\n\r\nhello"
    )
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(answer) - 1))
        answer[place : place + draw(st.integers(0, 2))] = draw(st.binary(max_size=2))
    return bytes(answer)


CUTS = st.lists(st.integers(0, 200), max_size=3)


def cut(answer: bytes, places: Iterable[int]) -> list[bytes]:
    """The answer in pieces."""
    marks = sorted({0, *(min(place, len(answer)) for place in places), len(answer)})
    return [answer[start:end] for start, end in pairwise(marks)]


@settings(max_examples=1500, deadline=None)
@given(answers() | mutated() | st.binary(max_size=60), CUTS)
@example(b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', [])
@example(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n", [])
@example(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", [])
@example(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", [])
@example(b"HTTP/1.1 200 OK\r\nX: a\r\r\n\nContent-Length: 5\r\n\r\nhello", [])
def test_an_answer_is_read_as_h11_reads_it(answer: bytes, places: list[int]) -> None:
    pieces = cut(answer, places)
    assert by_us(pieces) == by_h11(pieces)


@pytest.mark.parametrize(
    ("answer", "is_plain"),
    [
        (b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', True),
        (b"HTTP/1.1 200 OK\r\nServer: x\r\nconnection: Keep-Alive\r\ncontent-length: 5\r\n\r\nhello", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", False),
        (b"HTTP/1.1 200 OK\r\n\r\nhello", False),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", False),
    ],
)
def test_the_usual_answers_are_read_straight_off_and_others_by_h11(answer: bytes, is_plain: bool) -> None:
    assert (read_plain(answer) is not None) == is_plain


def test_what_comes_behind_an_answer_is_never_taken_for_the_next() -> None:
    for first in (b"Content-Length: 5\r\n\r\nhello", b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKS):
        head, body, end = by_us([b"HTTP/1.1 200 OK\r\n" + first + SECOND])
        assert head is not None
        assert (body, end) == (b"hello", "ended")


@given(
    st.lists(st.tuples(st.sampled_from(["If-None-Match", "X-Odd", "X Bad", ""]), st.text(max_size=9)), max_size=3),
    st.text(max_size=9),
)
def test_a_request_is_one_request_whatever_is_in_it(headers: list[tuple[str, str]], target: str) -> None:
    """Nothing in a header or an address starts a line of its own: what cannot be sent is refused before it is."""
    wire = Wire([b"HTTP/1.1 304 Not Modified\r\n\r\n"])
    asked = ASKED._replace(target=f"/{target}", headers=(*ASKED.headers, *headers))
    try:
        asyncio.run(HttpConnection(wire, patience=1, keep_for=1).ask(asked))
    except h11.LocalProtocolError:
        assert not wire.sent
        return
    server = h11.Connection(h11.SERVER)
    server.receive_data(wire.sent)
    event = server.next_event()
    assert isinstance(event, h11.Request)
    assert len(event.headers) == 2 + len(headers)
    assert server.next_event() == h11.EndOfMessage()
