"""From an address to an exchange: redirects followed hop by hop, every hop checked and permitted.

What belongs here: the way from the first address to the last, and the removal of the content coding. What must never
be here: retries and conditional requests (look.py), meaning (outcomes.py).
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.gathering.addresses import IPNetwork, check_url
from pipeline.gathering.client import Answer, Client, CookieJar, join, normalise
from pipeline.gathering.decoding import Decoded, remove_codings
from pipeline.gathering.errors import FetchError, RestingError
from pipeline.gathering.exchange import Exchange, Headers, Hop, Truncation
from pipeline.gathering.media_types import find_media_type
from pipeline.gathering.politeness import HostRests
from pipeline.gathering.robots import Robots
from pipeline.gathering.settings import GatherSettings
from pipeline.gathering.timestamps import Now

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LARGE = 256 * 1024
"""Bodies from this size on are decoded in a thread, so that others are not held up."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request is made of, and what it stands for."""

    url: str
    """Address that gave them; they mean nothing to another."""
    etag: str | None
    last_modified: str | None
    payload_sha256: str

    def headers(self) -> Headers:
        """If-None-Match and If-Modified-Since, as far as there are such (RFC 9110, section 13.1)."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return tuple((name, value) for name, value in pairs if value)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An exchange with the remarks that its making gave rise to."""

    exchange: Exchange
    flags: tuple[str, ...] = ()
    crawl_delay: float | None = None


class Fetcher:
    """Makes exchanges; shared by all looks of a round."""

    def __init__(
        self,
        client: Client,
        robots: Robots,
        settings: GatherSettings,
        allowed: tuple[IPNetwork, ...],
        rests: HostRests,
    ) -> None:
        self._client = client
        self._robots = robots
        self._settings = settings
        self._allowed = allowed
        self.rests = rests

    async def fetch(
        self,
        url: str,
        *,
        now: Now,
        validators: Validators | None = None,
        headers: Headers = (),
        form: Mapping[str, str] | None = None,
        obey_robots: bool = True,
    ) -> Fetched:
        """Ask for the address and follow where it leads; with a `form`, post it to the first.

        `headers` may hold secrets: they go to the origin of the first address and to no other.

        Raises FetchError with the addresses passed through: refused, disallowed, unreachable, too large, a loop, or a
        host (RestingError) that asked to be left alone.
        """
        hops: list[Hop] = []
        try:
            return await self._follow(url, hops, now, validators, headers, form, obey_robots)
        except FetchError as error:
            error.redirects = error.redirects or tuple(hop.url for hop in hops)
            raise

    async def _follow(
        self,
        requested: str,
        hops: list[Hop],
        now: Now,
        validators: Validators | None,
        headers: Headers,
        form: Mapping[str, str] | None,
        obey_robots: bool,
    ) -> Fetched:
        check_url(requested, self._allowed)
        url = normalise(requested)
        jar = CookieJar()
        seen: set[tuple[str, str]] = set()
        crawl_delay: float | None = None
        while True:
            if hops:
                check_url(url, self._allowed)
            if until := self.rests.until(url, now()):
                raise RestingError(url, until)
            if obey_robots:
                permission = await self._robots.ask(url)
                if not permission.allowed:
                    raise FetchError("disallowed", permission.why)
                crawl_delay = permission.crawl_delay
            conditional = validators if validators and validators.url == url else None
            sent_at = now()
            sent = headers if not hops or _origin(url) == _origin(hops[0].url) else ()
            if conditional:
                sent = (*sent, *conditional.headers())
            answer = await self._client.send(url, headers=sent, jar=jar, form=None if hops else form)
            location = answer.header("location")
            if answer.status not in _REDIRECTS or not location:
                return await self._finish(requested, answer, hops, sent_at, conditional, crawl_delay)
            hops.append(_hop(answer))
            mark = (url, jar.state())
            if mark in seen or len(hops) > self._settings.redirects:
                what = "a circle of redirects" if mark in seen else f"more than {self._settings.redirects} redirects"
                raise FetchError("not_found", f"{what} from {requested}; look for the page's new address")
            seen.add(mark)
            url = join(url, location)

    async def _finish(
        self,
        requested: str,
        answer: Answer,
        hops: list[Hop],
        sent_at: dt.datetime,
        conditional: Validators | None,
        crawl_delay: float | None,
    ) -> Fetched:
        cap = self._settings.payload_cap
        if answer.too_large:
            raise FetchError("too_large", f"{answer.url} is larger than {self._settings.wire_cap:,} bytes")
        decoded = await _decode(answer.body, answer.header("content-encoding"), cap)
        if decoded.overflow:
            raise FetchError("too_large", f"{answer.url} unpacks to more than {cap:,} bytes")
        unchanged = conditional.payload_sha256 if conditional and answer.status == 304 else None
        exchange = Exchange(
            requested_url=requested,
            final_url=requested if answer.url == requested else answer.url,
            fetched_at=sent_at,
            request_headers=answer.request_headers,
            status_line=answer.status_line,
            response_headers=answer.response_headers,
            payload=decoded.payload,
            wire=None if decoded.payload is answer.body else answer.body,
            media_type=find_media_type(decoded.payload, answer.header("content-type"), answer.url),
            ip=answer.ip,
            truncated=_truncation(answer, decoded),
            redirects=tuple(hops),
            unchanged_sha256=unchanged,
        )
        closed = ("closed_by_peer",) if answer.closed_by_peer else ()
        return Fetched(exchange, (*closed, *decoded.flags), crawl_delay)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


async def _decode(body: bytes, content_encoding: str | None, cap: int) -> Decoded:
    if len(body) >= _LARGE and content_encoding:
        return await asyncio.to_thread(remove_codings, body, content_encoding, cap)
    return remove_codings(body, content_encoding, cap)


def _truncation(answer: Answer, decoded: Decoded) -> Truncation | None:
    if answer.truncated:
        return answer.truncated
    return None if decoded.complete else "unspecified"


def _hop(answer: Answer) -> Hop:
    return Hop(
        url=answer.url,
        status_line=answer.status_line,
        request_headers=answer.request_headers,
        response_headers=answer.response_headers,
        ip=answer.ip,
    )
