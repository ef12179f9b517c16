"""Save Page Now: asking the Wayback Machine to keep a page, so that others can check later what it said.

What belongs here: the request to store a page, and the state of the job that does it. What must never be here: reading
stored copies (wayback.py), and secrets in a message, a row or a record.

Two ways, as the service offers them: with the keys of an account (Save Page Now 2: a job, whose state is asked for),
and without (a single request that answers when the page is stored, for a few pages).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.gathering.errors import FetchError
from pipeline.gathering.exchange import Exchange, Headers
from pipeline.gathering.fetching import Fetcher
from pipeline.gathering.pacing import Pace, TurnBook
from pipeline.gathering.settings import WaybackSettings
from pipeline.gathering.timestamps import Now, read_stamp, stamp_in

_AT_ONCE: Final = 6
"""Jobs under way at once that an account may have."""
_LIMITS_OF_ALL: Final = frozenset({"error:user-session-limit", "error:too-many-daily-captures-user"})
"""Refusals that hold for every page of the account, not for this one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of asking for one page to be stored."""

    url: str
    at: dt.datetime | None
    """Instant of the capture; None when it was not made."""
    why: str = ""
    """Why there is none: the service's own word, or ours."""

    @property
    def flag(self) -> str:
        """The remark for the page's snapshot."""
        return f"kept_by_wayback {self.at:%Y%m%d%H%M%S}" if self.at else f"not_kept_by_wayback {self.why}"


class SavePageNow:
    """The service during one round."""

    def __init__(self, fetcher: Fetcher, settings: WaybackSettings, now: Now, turns: TurnBook | None = None) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._now = now
        self._pace = Pace(settings.save_interval, now, turns, "wayback-save")
        self._status_pace = Pace(settings.interval, now)
        self._jobs = asyncio.Semaphore(_AT_ONCE)
        self._closed = ""
        """Why nothing more is asked in this round."""

    async def keep(self, urls: Sequence[str]) -> dict[str, Kept]:
        """Ask for every page to be stored, up to the settings' limit; by address what came of each that was asked."""
        wanted = list(dict.fromkeys(urls))[: self._settings.most_saves]
        return {kept.url: kept for kept in await asyncio.gather(*map(self._keep, wanted))}

    async def _keep(self, url: str) -> Kept:
        async with self._jobs:
            if not self._closed and not await self._pace.wait():
                self._closed = "resting"
            if self._closed:
                return Kept(url, None, self._closed)
            try:
                return await (self._run_job(url) if self._settings.has_keys else self._ask_once(url))
            except FetchError as error:
                return Kept(url, None, error.outcome)

    async def _run_job(self, url: str) -> Kept:
        """Start a job and wait for its end (Save Page Now 2)."""
        form = {"url": url, "skip_first_archive": "1", "if_not_archived_within": self._settings.recent_enough}
        started = await self._call(self._settings.save_url.rstrip("/"), form)
        job = _text(started, "job_id")
        if not job:
            if stamp := read_stamp(_text(started, "timestamp")):
                return Kept(url, stamp)  # a copy that is recent enough was there already
            return Kept(url, None, self._refusal(started))
        loop = asyncio.get_running_loop()
        must_end = loop.time() + self._settings.patience
        while loop.time() < must_end:
            await asyncio.sleep(self._settings.status_interval)
            await self._status_pace.wait()
            state = await self._call(f"{self._settings.save_url.rstrip('/')}/status/{job}")
            if _text(state, "status") == "success":
                stamp = read_stamp(_text(state, "timestamp"))
                return Kept(url, stamp, "" if stamp else "no_timestamp")
            if _text(state, "status") != "pending":
                return Kept(url, None, self._refusal(state))
        return Kept(url, None, f"still_pending job {job}")

    async def _call(self, address: str, form: dict[str, str] | None = None) -> Any:
        """The JSON of an answer; {} for anything else. Raises FetchError."""
        headers: Headers = (
            ("Accept", "application/json"),
            ("Authorization", f"LOW {self._settings.access_key}:{self._settings.secret_key}"),
        )
        fetched = await self._fetcher.fetch(address, now=self._now, headers=headers, form=form, obey_robots=False)
        self._notice_refusal(fetched.exchange)
        try:
            return json.loads(fetched.exchange.payload)
        except ValueError:
            return {}

    async def _ask_once(self, url: str) -> Kept:
        fetched = await self._fetcher.fetch(f"{self._settings.save_url}{url}", now=self._now, obey_robots=False)
        exchange = fetched.exchange
        self._notice_refusal(exchange)
        places = (exchange.header("content-location"), exchange.final_url, *(hop.url for hop in exchange.redirects))
        at = next((stamp for place in places if place and (stamp := stamp_in(place))), None)
        made = at is not None and exchange.status == 200
        return Kept(url, at if made else None, "" if made else f"status {exchange.status}")

    def _refusal(self, answer: Any) -> str:
        """The service's word for why there is no copy; some of them hold for the rest of the round."""
        why = _text(answer, "status_ext") or _text(answer, "message")[:120] or self._closed or "no_answer"
        if why in _LIMITS_OF_ALL:
            self._closed = why
        return why

    def _notice_refusal(self, exchange: Exchange) -> None:
        if exchange.status in (401, 403, 429, 503):
            self._closed = f"status {exchange.status}"
        if exchange.status in (429, 503):
            self._pace.rest(exchange.header("retry-after"))


def _text(answer: Any, name: str) -> str:
    value = answer.get(name) if isinstance(answer, dict) else None
    return value.strip() if isinstance(value, str) else ""
