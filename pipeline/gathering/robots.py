"""Asking robots.txt before every page (RFC 9309), through Protego.

What belongs here: fetching a host's robots.txt once per round, its reading, and the rules for when it cannot be had:
4xx allows, 5xx disallows, silence disallows. What must never be here: how fast a host is asked (politeness.py).

A host that cannot be reached at all fails the look itself with what went wrong: to call that "disallowed" would put
words into the mouth of a server that said nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from pipeline.gathering.addresses import IPNetwork, check_url
from pipeline.gathering.client import Client, join
from pipeline.gathering.errors import FetchError
from pipeline.gathering.settings import PRODUCT, GatherSettings

_MOST_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 kibibytes; the rest of a longer file is not read."""
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Permission:
    """What a host's robots.txt says about one address."""

    allowed: bool
    why: str = ""
    crawl_delay: float | None = None
    """Seconds the host asks to leave between requests."""


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego | None = None
    crawl_delay: float | None = None
    disallow_all: str = ""
    """Why everything is disallowed; empty when the file (or its absence) decides."""


class Robots:
    """The robots.txt of every host of one round, each asked for once."""

    def __init__(self, client: Client, settings: GatherSettings, allowed: tuple[IPNetwork, ...]) -> None:
        self._client = client
        self._settings = settings
        self._allowed = allowed
        self._files: dict[str, asyncio.Task[_Rules]] = {}

    async def ask(self, url: str) -> Permission:
        """Whether the address may be fetched. Raises FetchError when its host cannot be reached."""
        if not self._settings.obey_robots:
            return Permission(True)
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        file = self._files.get(origin)
        if file is None:
            file = self._files[origin] = asyncio.create_task(self._fetch(f"{origin}/robots.txt"))
        rules = file.result() if file.done() else await asyncio.shield(file)
        if rules.disallow_all:
            return Permission(False, rules.disallow_all)
        if rules.parsed is None:
            return Permission(True)
        delay = rules.crawl_delay
        if rules.parsed.can_fetch(url, PRODUCT):
            return Permission(True, crawl_delay=delay)
        return Permission(False, f"robots.txt of {parts.netloc} disallows {parts.path or '/'}", delay)

    async def close(self) -> None:
        """Drop what is still under way."""
        for file in self._files.values():
            file.cancel()
        await asyncio.gather(*self._files.values(), return_exceptions=True)

    async def _fetch(self, url: str) -> _Rules:
        try:
            async with asyncio.timeout(self._settings.robots_timeout):
                return await self._follow(url)
        except TimeoutError:
            return _Rules(disallow_all=f"{url} was not answered in time, which disallows (RFC 9309)")
        except FetchError as error:
            if error.host or error.outcome in ("tls_error", "refused_address"):
                raise
            return _Rules(disallow_all=f"{url} could not be read, which disallows (RFC 9309): {error}")

    async def _follow(self, url: str) -> _Rules:
        for _ in range(_MOST_REDIRECTS + 1):
            check_url(url, self._allowed)
            answer = await self._client.send(url, cap=_MOST_BYTES)
            location = answer.header("location")
            if answer.status in (301, 302, 303, 307, 308) and location:
                url = join(url, location)
                continue
            if answer.status >= 500:
                return _Rules(disallow_all=f"{url} answered {answer.status}, which disallows (RFC 9309)")
            if answer.status != 200 or answer.too_large:
                return _Rules()
            parsed = Protego.parse(read_robots(answer.body, answer.header("content-encoding")))
            return _Rules(parsed, parsed.crawl_delay(PRODUCT))
        return _Rules()


def read_robots(body: bytes, content_encoding: str | None) -> str:
    """The text of a robots.txt; UTF-8 by definition, a byte order mark removed."""
    from pipeline.gathering.decoding import remove_codings

    return remove_codings(body, content_encoding, _MOST_BYTES).payload.decode("utf-8-sig", errors="replace")
