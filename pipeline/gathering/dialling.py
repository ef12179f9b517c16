"""The one place that opens connections: resolve, check every address, dial the checked one.

What belongs here: the network backend that httpx's engine dials through. What must never be here: requests, headers
or redirects. Because every connection of every hop is made here, and the address that was checked is the address that
is dialled, a name that changes its mind between check and connection (rebinding) gains nothing. TLS still verifies
and names (SNI) the host of the URL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import httpcore

from pipeline.gathering.addresses import IPNetwork, check_host, dialable
from pipeline.gathering.resolver import Resolver
from pipeline.gathering.sockets import AsyncioBackend


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Dials only addresses that may be dialled. Raises AddressRefusedError, NameUnknownError or PassingError."""

    def __init__(
        self,
        resolve: Resolver,
        allowed: tuple[IPNetwork, ...],
        timeout: Callable[[], float],
        dial: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._timeout = timeout
        self._dial = dial or AsyncioBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of the host that answers, all of them having been checked."""
        check_host(host, self._allowed)
        addresses = dialable(host, await self._resolve(host.strip("[]")), self._allowed)
        patience = self._timeout() if timeout is None else min(timeout, self._timeout())
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:3]:
            try:
                return await self._dial.connect_tcp(address, port, patience / min(len(addresses), 3), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: a source is never a local socket."""
        raise httpcore.ConnectError("local sockets are not dialled")

    async def sleep(self, seconds: float) -> None:
        """Wait between httpcore's own attempts."""
        await self._dial.sleep(seconds)
