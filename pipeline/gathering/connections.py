"""Connections that stay open between requests.

What belongs here: which open connection a request goes through, when one is opened, and when one is closed. What must
never be here: which address is dialled (dialling.py), the protocol on the wire (http1.py), what is asked.

httpcore's own pool looks at every connection several times per request and takes a quarter of the time of a small
answer. Nobody waits for a connection here: the number of requests under way is bounded by those who make them.
"""

from __future__ import annotations

import ssl
from collections import OrderedDict

import httpcore

from pipeline.gathering.http1 import Head, HttpConnection, Origin, Request, UnansweredError


class Connections:
    """At most `keep` idle connections to any hosts, each for at most `keep_for` seconds."""

    def __init__(
        self,
        trust: ssl.SSLContext,
        backend: httpcore.AsyncNetworkBackend,
        *,
        connect_timeout: float,
        read_timeout: float,
        keep: int,
        keep_for: float,
    ) -> None:
        """`backend` dials; the timeouts are seconds for a connection with its TLS, and of a server's silence."""
        self._trust = trust
        self._backend = backend
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._keep = keep
        self._keep_for = keep_for
        self._idle: OrderedDict[Origin, list[HttpConnection]] = OrderedDict()
        """By origin, the one used last at the end; found at once however many hosts there are."""
        self._count = 0

    async def ask(self, request: Request) -> tuple[HttpConnection, Head]:
        """The head of the answer, and the connection that gives its body and is then to be released.

        A connection that proves to have been closed while it was idle is passed over (RFC 9112, section 9.3.1).
        Raises what http1, h11 and the backend raise; the connection is closed then.
        """
        while True:
            connection = await self._take(request.origin)
            try:
                return connection, await connection.ask(request)
            except BaseException as error:
                await connection.stream.aclose()
                was_idle = isinstance(error, UnansweredError) and connection.has_served
                if not (was_idle and request.method == "GET"):
                    raise

    async def release(self, connection: HttpConnection, origin: Origin) -> None:
        """Keep the connection for the next request to its origin, if it can serve one."""
        if not connection.rest() or self._keep < 1:
            await connection.stream.aclose()
            return
        self._idle.setdefault(origin, []).append(connection)
        self._idle.move_to_end(origin)
        self._count += 1
        if self._count > self._keep:
            await self._drop(next(iter(self._idle))).stream.aclose()

    async def aclose(self) -> None:
        """Close what is open and idle."""
        while self._idle:
            await self._drop(next(iter(self._idle))).stream.aclose()

    async def _take(self, origin: Origin) -> HttpConnection:
        """The connection to the origin that was used last and is still good, or a new one."""
        while origin in self._idle:
            connection = self._drop(origin, newest=True)
            if connection.is_good:
                return connection
            await connection.stream.aclose()
        stream = await self._backend.connect_tcp(origin.host, origin.port, self._connect_timeout)
        if origin.scheme == "https":
            stream = await stream.start_tls(self._trust, origin.host, self._connect_timeout)
        return HttpConnection(stream, patience=self._read_timeout, keep_for=self._keep_for)

    def _drop(self, origin: Origin, *, newest: bool = False) -> HttpConnection:
        """Take the oldest or the newest idle connection to an origin out."""
        held = self._idle[origin]
        connection = held.pop(-1 if newest else 0)
        self._count -= 1
        if not held:
            del self._idle[origin]
        return connection
