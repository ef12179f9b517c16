"""Connections that stay open between requests.

What belongs here: which open connection a request goes through, and when one is closed. What must never be here: which
address is dialled (dialling.py), requests, answers.

httpcore's own pool looks at every connection several times per request and takes a quarter of the time of a small
answer. Nobody waits for a connection here: the number of requests under way is bounded by those who make them.
"""

from __future__ import annotations

import ssl
from collections import OrderedDict

import httpcore

_Key = tuple[bytes, bytes, int]


class Connections:
    """At most `keep` idle connections to any hosts, each for at most `keep_for` seconds."""

    def __init__(
        self, trust: ssl.SSLContext, backend: httpcore.AsyncNetworkBackend, *, keep: int, keep_for: float
    ) -> None:
        self._trust = trust
        self._backend = backend
        self._keep = keep
        self._keep_for = keep_for
        self._idle: OrderedDict[_Key, list[httpcore.AsyncHTTPConnection]] = OrderedDict()
        """By origin, the one used last at the end; found at once however many hosts there are."""
        self._count = 0

    async def send(self, request: httpcore.Request) -> tuple[httpcore.Response, httpcore.AsyncHTTPConnection]:
        """The head of the answer, and the connection it comes through: `release` it once the body is read.

        Raises what httpcore raises; the connection is closed then.
        """
        connection = await self._take(request.url.origin)
        try:
            return await connection.handle_async_request(request), connection
        except BaseException:
            await connection.aclose()
            raise

    async def release(self, connection: httpcore.AsyncHTTPConnection, origin: httpcore.Origin) -> None:
        """Keep the connection for the next request to its origin, if it can serve one."""
        if not connection.is_idle() or self._keep < 1:
            await connection.aclose()
            return
        self._idle.setdefault(_key(origin), []).append(connection)
        self._idle.move_to_end(_key(origin))
        self._count += 1
        if self._count > self._keep:
            await self._drop(next(iter(self._idle))).aclose()

    async def close(self) -> None:
        """Close what is open and idle."""
        while self._idle:
            await self._drop(next(iter(self._idle))).aclose()

    async def _take(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        """The connection to the origin that was used last and is still good, or a new one."""
        while _key(origin) in self._idle:
            connection = self._drop(_key(origin), newest=True)
            if connection.is_available() and not connection.has_expired():
                return connection
            await connection.aclose()
        return httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._trust, keepalive_expiry=self._keep_for, network_backend=self._backend
        )

    def _drop(self, key: _Key, *, newest: bool = False) -> httpcore.AsyncHTTPConnection:
        """Take the oldest or the newest idle connection to an origin out."""
        held = self._idle[key]
        connection = held.pop(-1 if newest else 0)
        self._count -= 1
        if not held:
            del self._idle[key]
        return connection


def _key(origin: httpcore.Origin) -> _Key:
    return origin.scheme, origin.host, origin.port
