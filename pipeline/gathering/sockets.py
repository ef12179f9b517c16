"""Connections as asyncio has them, in the form that httpx's engine reads from.

What belongs here: bytes in, bytes out, TLS on top, deadlines. What must never be here: which address may be dialled
(dialling.py).

httpcore's own backend goes through anyio, which asks the operating system about the peer and about unread bytes on
every request; here both are known already.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import Iterable
from typing import Any, Final

import httpcore

_MOST_UNREAD: Final = 256 * 1024
"""Bytes that may wait to be read before the peer is made to pause."""


class AsyncioBackend(httpcore.AsyncNetworkBackend):
    """Dials IP addresses through the running event loop."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect within `timeout` seconds. Raises httpcore.ConnectTimeout or ConnectError."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                _, inbox = await loop.create_connection(_Inbox, host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"{host} did not answer") from error
        except OSError as error:
            raise httpcore.ConnectError(error.strerror or str(error)) from error
        return _Stream(inbox, (host, port))

    async def sleep(self, seconds: float) -> None:
        """Wait between httpcore's own attempts."""
        await asyncio.sleep(seconds)


class _Inbox(asyncio.Protocol):
    """What came in and was not read yet."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.chunks: deque[bytes] = deque()
        self.ended = False
        self.error: Exception | None = None
        self._unread = 0
        self._is_paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._patient_until = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.chunks.append(bytes(data))
        self._unread += len(data)
        if self._unread > _MOST_UNREAD and not self._is_paused and self.transport:
            self._is_paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self.ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.error = exc
        if self._alarm is not None:
            self._alarm.cancel()
        self._wake()

    async def read(self, most: int, patience: float | None) -> bytes:
        """At least one byte, at most `most`; b"" at the end. Raises the connection's error, or TimeoutError when
        nothing comes within `patience` seconds, which are the same for every read of a connection."""
        while not self.chunks:
            if self.error is not None:
                raise self.error
            if self.ended:
                return b""
            loop = asyncio.get_running_loop()
            self._waiter = loop.create_future()
            if patience is not None:
                self._patient_until = loop.time() + patience
                if self._alarm is None:
                    self._alarm = loop.call_at(self._patient_until, self._ring)
            try:
                await self._waiter
            finally:
                self._waiter = None
        chunk = self.chunks.popleft()
        if len(chunk) > most:
            self.chunks.appendleft(chunk[most:])
            chunk = chunk[:most]
        self._unread -= len(chunk)
        if self._is_paused and self._unread <= _MOST_UNREAD // 2 and self.transport and not self.ended:
            self._is_paused = False
            self.transport.resume_reading()
        return chunk

    def _ring(self) -> None:
        """Give up waiting, unless what was waited for when the alarm was set came and it is now waited for more: to
        set and cancel an alarm for every answer takes longer than to look at the clock."""
        self._alarm = None
        if self._waiter is None or self._waiter.done():
            return
        loop = asyncio.get_running_loop()
        if loop.time() < self._patient_until:
            self._alarm = loop.call_at(self._patient_until, self._ring)
        else:
            self._waiter.set_exception(TimeoutError())

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class _Stream(httpcore.AsyncNetworkStream):
    """One connection."""

    def __init__(self, inbox: _Inbox, peer: tuple[str, int]) -> None:
        self._inbox = inbox
        self._peer = peer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Raises httpcore.ReadTimeout after `timeout` seconds of silence, ReadError when the connection broke."""
        try:
            return await self._inbox.read(max_bytes, timeout)
        except TimeoutError as error:
            raise httpcore.ReadTimeout("the server went silent") from error
        except OSError as error:
            raise httpcore.ReadError(error.strerror or str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand the bytes over; requests are small, so nobody waits for them to leave."""
        if not buffer:
            return
        transport = self._inbox.transport
        if transport is None or transport.is_closing():
            raise httpcore.WriteError("the connection is closed")
        transport.write(buffer)

    async def aclose(self) -> None:
        """Close at once; nothing that is still to be sent matters any more."""
        if self._inbox.transport is not None:
            self._inbox.transport.abort()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Put TLS on top. Raises httpcore.ConnectTimeout, or ConnectError from the ssl error."""
        plain, secure = self._inbox, _Inbox()
        if plain.transport is None:
            raise httpcore.ConnectError("the connection is closed")
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                secure.transport = await loop.start_tls(
                    plain.transport, secure, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as error:
            plain.transport.abort()
            raise httpcore.ConnectTimeout("no secure connection in time") from error
        except (ssl.SSLError, OSError) as error:
            plain.transport.abort()
            raise httpcore.ConnectError(str(error)) from error
        return _Stream(secure, self._peer)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks for: the TLS object, the peer, and whether an idle connection has something to read."""
        if info == "is_readable":
            return bool(self._inbox.chunks) or self._inbox.ended
        if info == "server_addr":
            return self._peer
        transport = self._inbox.transport
        if transport is None:
            return None
        return transport.get_extra_info({"client_addr": "sockname"}.get(info, info))
