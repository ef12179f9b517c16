"""Connections that stay open between requests: the transport that httpx's requests go through.

What belongs here: which open connection a request goes through, when one is opened, and when one is closed. What must
never be here: which address is dialled (dialling.py), the protocol on the wire (http1.py), what is asked.

httpcore's own pool looks at every connection several times per request and takes a quarter of the time of a small
answer. Nobody waits for a connection here: the number of requests under way is bounded by those who make them.
"""

from __future__ import annotations

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator
from typing import Final

import httpcore
import httpx

from pipeline.gathering.http1 import HttpConnection, UnansweredError

_Origin = tuple[str, bytes, int]
_USUAL_PORTS: Final = {"http": 80, "https": 443}


class Connections(httpx.AsyncBaseTransport):
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
        self._idle: OrderedDict[_Origin, list[HttpConnection]] = OrderedDict()
        """By origin, the one used last at the end; found at once however many hosts there are."""
        self._count = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The head of the answer; its body is streamed, and the connection is free once the answer is closed.

        A connection that proves to have been closed while it was idle is passed over (RFC 9112, section 9.3.1).
        Raises what http1, h11 and the backend raise; the connection is closed then.
        """
        url = request.url
        origin = url.scheme, url.raw_host, url.port or _USUAL_PORTS[url.scheme]
        while True:
            connection = await self._take(origin)
            try:
                head = await connection.ask(request)
                break
            except BaseException as error:
                await connection.stream.aclose()
                was_idle = isinstance(error, UnansweredError) and connection.has_served
                if not (was_idle and request.method == "GET"):
                    raise
        return httpx.Response(
            head.status_code,
            headers=head.headers.raw_items(),
            stream=_Body(connection, origin, self),
            extensions={
                "http_version": b"HTTP/" + head.http_version,
                "reason_phrase": head.reason,
                "network_stream": connection.stream,
            },
        )

    async def release(self, connection: HttpConnection, origin: _Origin) -> None:
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

    async def _take(self, origin: _Origin) -> HttpConnection:
        """The connection to the origin that was used last and is still good, or a new one."""
        while origin in self._idle:
            connection = self._drop(origin, newest=True)
            if connection.is_good:
                return connection
            await connection.stream.aclose()
        scheme, raw_host, port = origin
        host = raw_host.decode("ascii")
        stream = await self._backend.connect_tcp(host, port, self._connect_timeout)
        if scheme == "https":
            stream = await stream.start_tls(self._trust, host, self._connect_timeout)
        return HttpConnection(stream, patience=self._read_timeout, keep_for=self._keep_for)

    def _drop(self, origin: _Origin, *, newest: bool = False) -> HttpConnection:
        """Take the oldest or the newest idle connection to an origin out."""
        held = self._idle[origin]
        connection = held.pop(-1 if newest else 0)
        self._count -= 1
        if not held:
            del self._idle[origin]
        return connection


class _Body(httpx.AsyncByteStream):
    """The body of one answer, with whose end the connection is free."""

    def __init__(self, connection: HttpConnection, origin: _Origin, connections: Connections) -> None:
        self._connection = connection
        self._origin = origin
        self._connections: Connections | None = connections

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._connection.body()

    async def aclose(self) -> None:
        connections, self._connections = self._connections, None
        if connections is not None:  # once, however often it is closed
            await connections.release(self._connection, self._origin)
