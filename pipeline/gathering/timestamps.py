"""Instants: the clock that is handed in, and the forms in which services write them in headers and addresses.

What belongs here: reading and writing those forms. What must never be here: the clock of the machine, and calls to any
service.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Final

Now = Callable[[], dt.datetime]
"""A clock: gives the instant (UTC) whenever it is asked."""
STAMP: Final = "%Y%m%d%H%M%S"
"""Time of a capture in the Wayback Machine's index and in its address: YYYYMMDDhhmmss (UTC)."""
_LONGEST_RETRY_AFTER: Final[dt.timedelta] = dt.timedelta(days=30)
"""A longer Retry-After is a mistake of the server and counts as this."""


def read_stamp(text: str) -> dt.datetime | None:
    """The instant of a stamp; None for anything else."""
    try:
        return dt.datetime.strptime(text, STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def stamp_in(address: str) -> dt.datetime | None:
    """The time in a capture's address, such as /web/20260301120000/https://…"""
    parts = address.partition("/web/")[2].partition("/")
    return read_stamp(parts[0][:14]) if parts[2] else None


def read_memento_datetime(value: str | None) -> dt.datetime | None:
    """The instant in a Memento-Datetime header (RFC 7089, section 2.1.1)."""
    try:
        return dt.datetime.strptime(value or "", "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


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
