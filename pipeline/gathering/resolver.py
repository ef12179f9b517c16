"""From host names to addresses: the one place that asks the system's resolver.

What belongs here: the lookup, its deadline, and its memory for one round. What must never be here: the judgement
whether an address may be dialled (addresses.py).
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable

from pipeline.gathering.errors import NameUnknownError, PassingError

Resolver = Callable[[str], Awaitable[tuple[str, ...]]]
"""`await resolve(host)` gives the host's addresses in order of preference, or raises a FetchError."""


async def resolve_with_system(host: str) -> tuple[str, ...]:
    """Ask the operating system. Runs in a thread of its own that nobody waits for: `getaddrinfo` cannot be stopped,
    and the default pool would keep the whole program alive until the last name server has given up.

    Raises NameUnknownError, or PassingError when the name server did not answer.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def settle(addresses: tuple[str, ...], error: OSError | UnicodeError | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(addresses)
        else:
            future.set_exception(error)

    def look_up() -> None:
        addresses: tuple[str, ...] = ()
        failure: OSError | UnicodeError | None = None
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
        except (OSError, UnicodeError) as error:
            failure = error
        if not loop.is_closed():
            try:
                loop.call_soon_threadsafe(settle, addresses, failure)
            except RuntimeError:  # the loop closed in between; nobody is waiting any more
                return

    threading.Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
    try:
        return await future
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise PassingError(
                "network_error", f"no name server answers for {host}; check the network", host=host
            ) from error
        raise NameUnknownError(
            host, f"the name {host} does not resolve ({error.strerror}); check the address"
        ) from error
    except (OSError, UnicodeError) as error:
        raise NameUnknownError(host, f"the name {host} cannot be looked up ({error}); check the address") from error


class RememberingResolver:
    """A resolver that asks once per host and round, shares a lookup under way, and gives up after a while.

    A host's answer stays the same for the round, so that what was checked is what is dialled.
    """

    def __init__(self, resolve: Resolver, timeout: Callable[[], float]) -> None:
        self._resolve = resolve
        self._timeout = timeout
        self._lookups: dict[str, asyncio.Task[tuple[str, ...]]] = {}

    async def __call__(self, host: str) -> tuple[str, ...]:
        """The addresses of a host; who asks while it is being looked up waits for the same answer."""
        lookup = self._lookups.get(host)
        if lookup is None:
            lookup = self._lookups[host] = asyncio.create_task(self._look_up(host))
        return await asyncio.shield(lookup)

    async def _look_up(self, host: str) -> tuple[str, ...]:
        try:
            async with asyncio.timeout(self._timeout()):
                return await self._resolve(host)
        except TimeoutError as error:
            raise PassingError(
                "network_error",
                f"no name server answers for {host}; check the network",
                host=host,
            ) from error

    async def close(self) -> None:
        """Drop the lookups still under way."""
        for lookup in self._lookups.values():
            lookup.cancel()
        await asyncio.gather(*self._lookups.values(), return_exceptions=True)
