"""HTTP/1.1 over one open connection (RFC 9112), in the words of h11: a request out, an answer in.

What belongs here: one exchange at a time, and whether the connection can serve another. What must never be here:
dialling and TLS, which connection a request goes through (connections.py), what an answer means.

httpcore's own connection is written for every way of using one: it takes three locks and passes six trace points for
each request, which costs more than the protocol itself. Here a connection belongs to one request at a time.
"""

from __future__ import annotations

import math
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

import h11
import httpcore
import httpx

_READ_AT_ONCE: Final = 64 * 1024
_LONGEST_HEAD: Final = 100 * 1024
"""Bytes of a head that may be waiting for its end."""


class UnansweredError(Exception):
    """The connection ended before the head of an answer did."""


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
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)

    async def ask(self, request: httpx.Request) -> h11.Response:
        """Send a request and give the head of its answer, interim answers (1xx) passed over.

        Raises UnansweredError, h11.ProtocolError or httpcore.ReadTimeout.
        """
        events: list[h11.Event] = [
            h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
        ]
        if body := request.read():
            events.append(h11.Data(data=body))
        events.append(h11.EndOfMessage())
        with suppress(httpcore.WriteError):  # a server may refuse before it has heard all, and answer well all the same
            await self.stream.write(b"".join(self._protocol.send(event) or b"" for event in events))
        try:
            while not isinstance(event := await self._next_event(), h11.Response):
                pass
        except httpcore.ReadError as error:
            raise UnansweredError(str(error)) from error
        return event

    async def body(self) -> AsyncIterator[bytes]:
        """The body of the answer as received, its transfer coding removed.

        Raises h11.RemoteProtocolError, httpcore.ReadError or httpcore.ReadTimeout.
        """
        while isinstance(event := await self._next_event(), h11.Data):
            yield bytes(event.data)

    def rest(self) -> bool:
        """Make ready for the next request; False when there cannot be one."""
        if self._protocol.our_state is not h11.DONE or self._protocol.their_state is not h11.DONE:
            return False
        self._protocol.start_next_cycle()
        self.has_served = True
        self._stale_at = time.monotonic() + self._keep_for
        return True

    @property
    def is_good(self) -> bool:
        """Whether a connection that rested can be used: nothing came in meanwhile, not even its end."""
        return time.monotonic() <= self._stale_at and not self.stream.get_extra_info("is_readable")

    async def _next_event(self) -> object:
        while (event := self._protocol.next_event()) is h11.NEED_DATA:
            received = await self.stream.read(_READ_AT_ONCE, self._patience)
            if not received and self._protocol.their_state is h11.SEND_RESPONSE:
                raise UnansweredError("Server disconnected without sending a response.")
            self._protocol.receive_data(received)
        return event
