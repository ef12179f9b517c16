"""The Wayback Machine: copies of sources that are gone, and their state at a past day.

What belongs here: the CDX index and the replay of captures (Memento, RFC 7089). What must never be here: asking for new
captures (safekeeping.py), and a copy passed off as a live look. Its origin is always `wayback`, and its `fetched_at` is
the instant of the capture, since that is when the source said it.

The services are documented interfaces for programs, so robots.txt is not asked; their rate limits are kept across runs,
and after one refusal they are left alone for the rest of the round, or for as long as they say.
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
from pipeline.gathering.look import name_snapshot, read_text
from pipeline.gathering.outcomes import classify
from pipeline.gathering.pacing import Pace, TurnBook
from pipeline.gathering.settings import WaybackSettings
from pipeline.gathering.timestamps import STAMP, Now, read_memento_datetime, read_stamp
from pipeline.model import READABLE, Outcome, Snapshot, Source

_TRIES: Final = 3
"""Captures that are tried before a source counts as not stored: some captures are of walls and error pages."""
WORTH_RECALLING: Final[frozenset[Outcome]] = frozenset({"gone", "not_found", "soft_not_found", "blocked"})
"""Outcomes of a live look after which a stored copy is looked for."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture in the index."""

    url: str
    at: dt.datetime

    @property
    def stamp(self) -> str:
        """Its time as the Wayback Machine writes it: YYYYMMDDhhmmss."""
        return self.at.strftime(STAMP)


class Wayback:
    """The Wayback Machine during one round."""

    def __init__(
        self,
        fetcher: Fetcher,
        archive: Archive,
        settings: WaybackSettings,
        now: Now,
        turns: TurnBook | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._archive = archive
        self._settings = settings
        self._now = now
        self._pace = Pace(settings.interval, now, turns, "wayback")
        self._refused = False
        self._recalls = 0
        self.stored_already: list[str] = []
        """Of sources whose nearest copy is among their looks, a sentence each."""
        self.unanswered: dict[str, str] = {}
        """Why it could not be asked for a source, by the source's name."""

    async def recall_missing(
        self, source: Source, live: Snapshot, looks: Sequence[Snapshot], days: Sequence[dt.date | None] = (None,)
    ) -> list[Snapshot]:
        """Copies of a source that is gone, missing or blocked, nearest to each of the days (None: the newest).

        `live` is the look just taken, `looks` the source's past snapshots: a day that was answered before, or for which
        there was nothing a while ago, is not asked again.
        """
        if live.outcome not in WORTH_RECALLING:
            return []
        found: list[Snapshot] = []
        for day in days:
            if self._recalls >= self._settings.most_recalls or self._is_answered(looks, day):
                continue
            copy = await self.recall(source, day, (*looks, *found))
            found += [copy] if copy is not None else []
        return found

    async def recall(self, source: Source, day: dt.date | None, looks: Sequence[Snapshot]) -> Snapshot | None:
        """The copy of a source nearest to a day (None: the newest), stored in the archive.

        A row with outcome `not_found` where the Wayback Machine has no readable copy. None when it refuses or cannot
        be reached, or when the copy is among `looks` already.
        """
        if source.url is None:
            self.unanswered[source.source_id] = "it has no address; give it one in the register"
            return None
        self._recalls += 1
        try:
            captures = await self._find(source.url, day)
            for capture in captures[:_TRIES]:
                if any(look.snapshot_id == name_snapshot(source.source_id, capture.at, "wayback") for look in looks):
                    self.stored_already.append(
                        f"{source.source_id}: the copy of {capture.at:%Y-%m-%d %H:%M} is stored already"
                    )
                    return None
                snapshot = await self._replay(source, capture, day)
                if snapshot is not None:
                    return snapshot
        except FetchError as error:
            self.unanswered[source.source_id] = str(error)
            return None
        if self._refused:
            self.unanswered[source.source_id] = "the Wayback Machine asked to be left alone; try again later"
            return None
        return self._nothing(source, day)

    def _is_answered(self, looks: Sequence[Snapshot], day: dt.date | None) -> bool:
        """Whether a copy for the day is known, or was looked for in vain not long ago."""
        again = self._now() - dt.timedelta(days=self._settings.ask_again_days)
        return any(
            look.origin == "wayback"
            and _wanted_for(day) in look.flags
            and (look.outcome in READABLE or look.fetched_at > again)
            for look in looks
        )

    def _nothing(self, source: Source, day: dt.date | None) -> Snapshot:
        at = self._now()
        near = f" from around {day.isoformat()}" if day else ""
        return Snapshot(
            snapshot_id=name_snapshot(source.source_id, at, "wayback"),
            source_id=source.source_id,
            requested_url=source.url,
            fetched_at=at,
            outcome="not_found",
            origin="wayback",
            error=f"the Wayback Machine has no readable copy{near}; it is asked again after "
            f"{self._settings.ask_again_days} days",
            flags=(_wanted_for(day),),
        )

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

    async def _replay(self, source: Source, capture: Capture, day: dt.date | None) -> Snapshot | None:
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
        at = read_memento_datetime(exchange.header("memento-datetime")) or capture.at
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
            flags=(f"recalled {exchange.fetched_at:%Y-%m-%d}", _wanted_for(day)),
        )

    async def _call(self, url: str) -> Fetched | None:
        """One paced call; None when the answer is no success. Raises FetchError."""
        if self._refused or not await self._pace.wait():
            self._refused = True
            return None
        fetched = await self._fetcher.fetch(url, now=self._now, obey_robots=False)
        self._notice_refusal(fetched.exchange)
        return fetched if fetched.exchange.status == 200 and not fetched.exchange.truncated else None

    def _notice_refusal(self, exchange: Exchange) -> None:
        if exchange.status in (403, 429, 503):
            self._refused = True
            self._pace.rest(exchange.header("retry-after"))


def _wanted_for(day: dt.date | None) -> str:
    """The remark that says for which day a copy was looked for."""
    return f"for {day.isoformat() if day else 'newest'}"


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
        at = read_stamp(str(fields.get("timestamp", "")))
        if at and fields.get("original"):
            captures.append(Capture(str(fields["original"]), at))
    return captures
