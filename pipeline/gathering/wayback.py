"""The Wayback Machine: copies of sources that are gone, their state at a past day, and keeping new versions safe.

What belongs here: the CDX index, replay of captures (Memento, RFC 7089), Save Page Now. What must never be here: a
copy passed off as a live look. Its origin is always `wayback`, and its `fetched_at` is the instant of the capture,
since that is when the source said it.

The services are documented interfaces for programs, so robots.txt is not asked; their rate limits are kept, and after
one refusal they are left alone for the rest of the round.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode

from pipeline.gathering.archive import Archive
from pipeline.gathering.errors import FetchError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.fetching import Fetched, Fetcher
from pipeline.gathering.look import Now, name_snapshot, read_text
from pipeline.gathering.outcomes import classify
from pipeline.gathering.politeness import Pace
from pipeline.gathering.settings import WaybackSettings
from pipeline.model import READABLE, Outcome, Snapshot, Source

_STAMP: Final = "%Y%m%d%H%M%S"
_TRIES: Final = 3
"""Captures that are tried before a source counts as not stored: some captures are of walls and error pages."""
_WORTH_RECALLING: Final[frozenset[Outcome]] = frozenset({"gone", "not_found", "soft_not_found", "blocked"})


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture in the index."""

    url: str
    at: dt.datetime

    @property
    def stamp(self) -> str:
        """Its time as the Wayback Machine writes it: YYYYMMDDhhmmss."""
        return self.at.strftime(_STAMP)


class Wayback:
    """The Wayback Machine during one round."""

    def __init__(self, fetcher: Fetcher, archive: Archive, settings: WaybackSettings, now: Now) -> None:
        self._fetcher = fetcher
        self._archive = archive
        self._settings = settings
        self._now = now
        self._pace = Pace(settings.interval)
        self._save_pace = Pace(settings.save_interval)
        self._saves = 0
        self._refused = False

    async def recall_missing(self, source: Source, live: Snapshot, looks: Sequence[Snapshot]) -> Snapshot | None:
        """The newest readable copy of a source that is gone, missing or blocked; None where that is known already.

        `live` is the look just taken, `looks` the source's past snapshots.
        """
        known = any(look.origin == "wayback" and look.outcome in READABLE for look in looks)
        if live.outcome not in _WORTH_RECALLING or known or source.url is None:
            return None
        return await self.recall(source, None, looks)

    async def recall(self, source: Source, day: dt.date | None, looks: Sequence[Snapshot]) -> Snapshot | None:
        """The copy of a source nearest to a day (None: the newest), stored in the archive.

        None when the Wayback Machine has no readable one, refuses, cannot be reached, or the copy is among `looks`.
        """
        if source.url is None or self._refused:
            return None
        try:
            captures = await self._find(source.url, day)
            for capture in captures[:_TRIES]:
                name = name_snapshot(source.source_id, capture.at, "wayback")
                if any(look.snapshot_id == name for look in looks):
                    return None
                snapshot = await self._replay(source, capture)
                if snapshot is not None:
                    return snapshot
        except FetchError:
            return None
        return None

    async def save(self, url: str) -> Capture | None:
        """Ask for the page to be stored. The capture, or None when it was not made or the limit is reached."""
        if self._refused or self._saves >= self._settings.most_saves:
            return None
        self._saves += 1
        await self._save_pace.wait()
        try:
            fetched = await self._fetcher.fetch(f"{self._settings.save_url}{url}", now=self._now, obey_robots=False)
        except FetchError:
            return None
        exchange = fetched.exchange
        self._notice_refusal(exchange)
        places = (exchange.header("content-location"), exchange.final_url, *(hop.url for hop in exchange.redirects))
        stamps = (_stamp_in(place) for place in places if place)
        at = next((stamp for stamp in stamps if stamp), None)
        return Capture(url, at) if at and exchange.status == 200 else None

    async def _find(self, url: str, day: dt.date | None) -> list[Capture]:
        """Captures with status 200, the best first: nearest to the end of the day, or newest."""
        fields: dict[str, str] = {
            "url": url,
            "output": "json",
            "fl": "timestamp,original,statuscode",
            "filter": "statuscode:200",
        }
        if day is None:
            fields["limit"] = str(-_TRIES)
        else:
            fields |= {"closest": f"{day:%Y%m%d}235959", "sort": "closest", "limit": str(_TRIES)}
        fetched = await self._call(f"{self._settings.cdx_url}?{urlencode(fields)}")
        if fetched is None:
            return []
        captures = _read_cdx(fetched.exchange.payload)
        if day is None:
            return sorted(captures, key=lambda capture: capture.at, reverse=True)
        end = dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=dt.UTC)
        return sorted(captures, key=lambda capture: abs(capture.at - end))

    async def _replay(self, source: Source, capture: Capture) -> Snapshot | None:
        """Fetch the bytes of a capture as they were captured, judge them as an answer of the source, keep them."""
        address = f"{self._settings.replay_url}{capture.stamp}id_/{quote(capture.url, safe=':/?&=%#@+,;~!$()*[]')}"
        fetched = await self._call(address)
        if fetched is None:
            return None
        exchange = fetched.exchange
        as_captured = replace(exchange, requested_url=source.url or "", final_url=source.url or "", redirects=())
        charset, text = read_text(as_captured)
        if classify(as_captured, text, kind=source.kind, pointer=source.pointer).outcome != "fetched":
            return None
        at = _memento_time(exchange) or capture.at
        name = name_snapshot(source.source_id, at, "wayback")
        metadata = (("source", source.source_id), ("snapshot", name), ("memento", at.isoformat()))
        stored = self._archive.append(replace(exchange, metadata=metadata))
        return Snapshot(
            snapshot_id=name,
            source_id=source.source_id,
            requested_url=source.url,
            final_url=exchange.final_url,
            fetched_at=at,
            outcome="fetched",
            http_status=exchange.status,
            media_type=exchange.media_type,
            payload_sha256=stored.payload_sha256,
            bytes=stored.bytes,
            origin="wayback",
            archive_path=stored.path,
            archive_offset=stored.offset,
            archive_length=stored.length,
            charset=charset,
            flags=(f"recalled {exchange.fetched_at:%Y-%m-%d}",),
        )

    async def _call(self, url: str) -> Fetched | None:
        """One paced call; None when the answer is no success. Raises FetchError."""
        await self._pace.wait()
        if self._refused:
            return None
        fetched = await self._fetcher.fetch(url, now=self._now, obey_robots=False)
        self._notice_refusal(fetched.exchange)
        return fetched if fetched.exchange.status == 200 and not fetched.exchange.truncated else None

    def _notice_refusal(self, exchange: Exchange) -> None:
        if exchange.status in (403, 429, 503):
            self._refused = True


def _read_cdx(payload: bytes) -> list[Capture]:
    """Captures of a CDX answer in JSON: a row of field names, then rows of values."""
    try:
        rows = json.loads(payload or b"[]")
    except ValueError:
        return []
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], list):
        return []
    captures = []
    for row in rows[1:]:
        fields = dict(zip(rows[0], row, strict=False)) if isinstance(row, list) else {}
        at = _read_stamp(str(fields.get("timestamp", "")))
        if at and fields.get("original"):
            captures.append(Capture(str(fields["original"]), at))
    return captures


def _read_stamp(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _stamp_in(address: str) -> dt.datetime | None:
    """The time in a capture's address, such as /web/20260301120000/https://…"""
    parts = address.partition("/web/")[2].partition("/")
    return _read_stamp(parts[0][:14]) if parts[2] else None


def _memento_time(exchange: Exchange) -> dt.datetime | None:
    """The instant in a Memento-Datetime header (RFC 7089, section 2.1.1)."""
    try:
        return dt.datetime.strptime(exchange.header("memento-datetime") or "", "%a, %d %b %Y %H:%M:%S GMT").replace(
            tzinfo=dt.UTC
        )
    except ValueError:
        return None
