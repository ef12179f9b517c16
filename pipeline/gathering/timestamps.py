"""Instants as the Wayback Machine and Memento write them.

What belongs here: reading and writing those forms. What must never be here: calls to any service.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

STAMP: Final = "%Y%m%d%H%M%S"
"""Time of a capture in the index and in its address: YYYYMMDDhhmmss (UTC)."""


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
