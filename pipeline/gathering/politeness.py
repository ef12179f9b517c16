"""How often a host is asked: rests between requests, and the times before which it asked to be left alone.

What belongs here: what follows from a Retry-After, and the rests of each host's connections. What must never be here:
sleeping for a Retry-After. A worker never waits for it; the time is kept in the snapshot as `not_before`, holds for
every source of that host, and across runs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from pipeline.gathering.addresses import PLAIN_ORIGIN
from pipeline.gathering.settings import GatherSettings
from pipeline.gathering.timestamps import read_retry_after
from pipeline.model import Snapshot

_FIRST_WAIT: Final[dt.timedelta] = dt.timedelta(minutes=15)
"""Wait after a 429 that names no time; doubled with each further one in a row."""
_LONGEST_WAIT: Final[dt.timedelta] = dt.timedelta(days=1)
_WORTH_RESTING: Final = 0.02
"""Seconds; a host that answers faster than this is not troubled by the next request."""


def not_before(retry_after: str | None, now: dt.datetime, looks: Sequence[Snapshot]) -> dt.datetime:
    """When a host that refused for being asked too often may be asked again.

    `looks` are the source's past snapshots, oldest first: without a Retry-After the wait doubles with every refusal in
    a row. Rows of looks that were never made, because the host was still to be left alone, count for nothing.
    """
    named = read_retry_after(retry_after, now)
    if named is not None:
        return named
    refusals = 0
    for look in reversed(looks):
        if look.outcome != "rate_limited":
            break
        refusals += look.http_status is not None
    wait: dt.timedelta = min(_FIRST_WAIT * 2 ** min(refusals, 10), _LONGEST_WAIT)
    return now + wait


class HostRests:
    """The instants before which hosts asked to be left alone: what earlier runs kept, and what this round hears.

    A host is a name with its port: a service on another port is another server.
    """

    def __init__(self, looks: Iterable[Snapshot] = (), now: dt.datetime | None = None) -> None:
        """`looks` are the past snapshots of all sources; those whose time is over by `now` are passed over."""
        self._until: dict[str, dt.datetime] = {}
        for look in looks:
            if look.not_before is not None and (now is None or look.not_before > now):
                self.keep(look.final_url or look.requested_url or "", look.not_before)

    def keep(self, url: str, until: dt.datetime) -> None:
        """The host of the address asked to be left alone until then; the latest such time holds."""
        host = host_of(url)
        self._until[host] = max(until, self._until.get(host, until))

    def until(self, url: str, now: dt.datetime) -> dt.datetime | None:
        """The instant before which the address must not be asked for, when that is still to come."""
        if not self._until:
            return None
        until = self._until.get(host_of(url))
        return until if until is not None and until > now else None


def host_of(url: str) -> str:
    """Host and port of an address, the port that its scheme implies left out; the text itself when it is none."""
    plain = PLAIN_ORIGIN.match(url)
    return _read_host(url) if plain is None else _read_host(plain[0])


@lru_cache(maxsize=4096)
def _read_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return f"{host or url}:{port}" if port not in (None, usual) else host or url


def rest_after(answer_took: float, crawl_delay: float | None, settings: GatherSettings) -> float:
    """Seconds a connection rests before it asks the same host again.

    In proportion to the time the answer took, as Heritrix does: a host that labours is asked less. A Crawl-delay is
    kept up to the settings' longest.
    """
    rest = min(answer_took * settings.host_rest, settings.host_rest_most)
    if crawl_delay is not None:
        rest = max(rest, min(crawl_delay, settings.crawl_delay_most))
    return rest if rest >= _WORTH_RESTING else 0.0
