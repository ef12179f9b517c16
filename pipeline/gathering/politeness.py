"""How often a host is asked: rests between requests, and the times before which it asked to be left alone.

What belongs here: Retry-After, and the rests of each host's connections. What must never be here: sleeping for a
Retry-After. A worker never waits for it; the time is kept in the snapshot as `not_before` and holds across runs.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from typing import Final

from pipeline.gathering.settings import GatherSettings
from pipeline.model import Snapshot

_FIRST_WAIT: Final[dt.timedelta] = dt.timedelta(minutes=15)
"""Wait after a 429 that names no time; doubled with each further one in a row."""
_LONGEST_WAIT: Final[dt.timedelta] = dt.timedelta(days=1)
_LONGEST_RETRY_AFTER: Final[dt.timedelta] = dt.timedelta(days=30)
"""A longer Retry-After is a mistake of the server and counts as this."""
_WORTH_RESTING: Final = 0.02
"""Seconds; a host that answers faster than this is not troubled by the next request."""


class Pace:
    """Leaves at least `interval` seconds between calls to one service, whoever calls."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._turn = asyncio.Lock()
        self._free_at = 0.0

    async def wait(self) -> None:
        """Return when the next call may be made."""
        loop = asyncio.get_running_loop()
        async with self._turn:
            wait = self._free_at - loop.time()
            if wait > 0:
                await asyncio.sleep(wait)
            self._free_at = loop.time() + self._interval


def read_retry_after(value: str | None, now: dt.datetime) -> dt.datetime | None:
    """The instant a Retry-After header names, in seconds or as an HTTP date (RFC 9110, section 10.2.3).

    A time in the past gives `now`. None when there is none, or none that can be read.
    """
    text = (value or "").strip()
    if not text:
        return None
    if text.isdecimal():
        wait = dt.timedelta(seconds=min(int(text[:12]), _LONGEST_RETRY_AFTER.total_seconds()))
        return now + wait
    try:
        named: dt.datetime = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if named.tzinfo is None:
        named = named.replace(tzinfo=dt.UTC)
    latest: dt.datetime = now + _LONGEST_RETRY_AFTER
    return min(max(named.astimezone(dt.UTC), now), latest)


def not_before(retry_after: str | None, now: dt.datetime, looks: Sequence[Snapshot]) -> dt.datetime:
    """When a source that refused for being asked too often may be asked again.

    `looks` are its past snapshots, oldest first: without a Retry-After the wait doubles with every refusal in a row.
    """
    named = read_retry_after(retry_after, now)
    if named is not None:
        return named
    refusals = 0
    for look in reversed(looks):
        if look.outcome != "rate_limited":
            break
        refusals += 1
    wait: dt.timedelta = min(_FIRST_WAIT * 2 ** min(refusals, 10), _LONGEST_WAIT)
    return now + wait


def must_wait(looks: Sequence[Snapshot], now: dt.datetime) -> dt.datetime | None:
    """The instant before which the source asked not to be called, when that is still to come."""
    latest = next((look for look in reversed(looks) if look.origin == "live"), None)
    if latest is None or latest.not_before is None or latest.not_before <= now:
        return None
    return latest.not_before


def rest_after(answer_took: float, crawl_delay: float | None, settings: GatherSettings) -> float:
    """Seconds a connection rests before it asks the same host again.

    In proportion to the time the answer took, as Heritrix does: a host that labours is asked less. A Crawl-delay is
    kept up to the settings' longest.
    """
    rest = min(answer_took * settings.host_rest, settings.host_rest_most)
    if crawl_delay is not None:
        rest = max(rest, min(crawl_delay, settings.crawl_delay_most))
    return rest if rest >= _WORTH_RESTING else 0.0
