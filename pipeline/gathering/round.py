"""One round of looks over all sources, host by host, and the fallbacks for those that could not be fetched.

What belongs here: the order and pace of looks, and the list of snapshots. What must never be here: the single look
(look.py), the environment, the clock: `now` is given.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import stamina

from pipeline.gathering.addresses import parse_ranges
from pipeline.gathering.archive import Archive
from pipeline.gathering.browser import Browser
from pipeline.gathering.client import Client
from pipeline.gathering.dialling import CheckedBackend
from pipeline.gathering.fallback import fall_back
from pipeline.gathering.fetching import Fetcher
from pipeline.gathering.look import Looker, last_version
from pipeline.gathering.pacing import await_turn, grant_rest
from pipeline.gathering.politeness import HostRests, host_of, rest_after
from pipeline.gathering.reachability import Reachability
from pipeline.gathering.resolver import RememberingResolver, Resolver, resolve_with_system
from pipeline.gathering.robots import Robots
from pipeline.gathering.safekeeping import SavePageNow
from pipeline.gathering.settings import GatherSettings
from pipeline.gathering.timestamps import Now
from pipeline.gathering.wayback import Wayback
from pipeline.model import Snapshot, Source

Progress = Callable[[int, int, Source, Snapshot | None], None]
"""Called after every source: how many are done, of how many, which one, and the newest snapshot of it."""


async def gather(
    sources: Sequence[Source],
    looks: Mapping[str, Sequence[Snapshot]],
    archive: Archive,
    settings: GatherSettings,
    *,
    now: Now,
    days: Mapping[str, Sequence[dt.date | None]] | None = None,
    progress: Progress | None = None,
    resolve: Resolver = resolve_with_system,
) -> list[Snapshot]:
    """Look at every source once and give the new snapshots, in the order of the sources.

    `looks` maps a source_id to its past snapshots, oldest first. A failed look is a snapshot too; where one failed and
    the source has a transcript, the transcript's snapshot follows it, unless it is among the looks already. Payloads
    are committed to the archive before this returns. `days` maps a source_id to the days whose state is wanted of the
    Wayback Machine when the source is gone, None for its newest copy (the default). `now` gives the time as aware UTC.
    Raises ArchiveError when the archive cannot be written, and ValueError for an address range that cannot be read;
    never for a source.
    """
    round_ = _Round(sources, looks, settings, progress, now)
    copies: dict[int, list[Snapshot]] = {}
    if not settings.offline:
        rests = HostRests((look for past in looks.values() for look in past), now())
        versions = (last_version(looks.get(source.source_id, ())) for source in sources)
        archive.foresee(version.payload_sha256 or "" for version in versions if version is not None)
        async with (
            open_fetcher(settings, resolve, rests) as (fetcher, network),
            Browser(settings.browser_path) as drawer,
        ):
            browser = drawer if settings.browser else None
            await round_.run(Looker(fetcher, archive, settings, network, now, browser))
            if settings.wayback.enabled:
                wayback = Wayback(fetcher, archive, settings.wayback, now, settings.turns)
                copies = await _recall(sources, round_.found, looks, days or {}, wayback)
            if settings.wayback.save:
                safe = SavePageNow(fetcher, settings.wayback, now, settings.turns)
                round_.found = await _keep_safe(round_.found, looks, safe)
    snapshots: list[Snapshot] = []
    for index, (source, snapshot) in enumerate(zip(sources, round_.found, strict=True)):
        snapshots.extend([snapshot] if snapshot is not None else [])
        snapshots.extend(copies.get(index, ()))
        snapshots.extend(fall_back(source, snapshot, looks.get(source.source_id, ()), archive, settings.home, now))
    archive.commit()
    return snapshots


@dataclass(frozen=True, slots=True)
class Recalled:
    """What asking the Wayback Machine came to."""

    snapshots: tuple[Snapshot, ...]
    """One per source whose nearest copy could be read and was not among its looks; its `fetched_at` is the instant of
    the capture. Where there is no readable copy, a row that says so."""
    stored_already: tuple[str, ...]
    """Of sources that have no row because their copy is among their looks, a sentence each."""
    unanswered: Mapping[str, str]
    """Why it could not be asked for a source, which has no row either, by the source's name."""


async def recall(
    wanted: Sequence[tuple[Source, dt.date | None]],
    looks: Mapping[str, Sequence[Snapshot]],
    archive: Archive,
    settings: GatherSettings,
    *,
    now: Now,
    resolve: Resolver = resolve_with_system,
) -> Recalled:
    """What sources said at past days, from the Wayback Machine; None for the newest copy it has.

    Asked for on purpose, so it needs no switch in the settings, only that they are not offline.
    """
    if settings.offline or not wanted:
        return Recalled((), (), {})
    async with open_fetcher(settings, resolve) as (fetcher, _):
        wayback = Wayback(fetcher, archive, settings.wayback, now, settings.turns)
        copies = [await wayback.recall(source, day, looks.get(source.source_id, ())) for source, day in wanted]
    archive.commit()
    found = tuple(copy for copy in copies if copy is not None)
    return Recalled(found, tuple(wayback.stored_already), wayback.unanswered)


@contextlib.asynccontextmanager
async def open_fetcher(
    settings: GatherSettings, resolve: Resolver = resolve_with_system, rests: HostRests | None = None
) -> AsyncIterator[tuple[Fetcher, Reachability]]:
    """Everything that is needed of the network, and its orderly end; `rests` are the hosts to be left alone."""
    allowed = parse_ranges(settings.allow_addresses)
    network = Reachability(settings)
    names = RememberingResolver(resolve, network.resolve_timeout)
    client = Client(settings, CheckedBackend(names, allowed, network.connect_timeout))
    hooks = stamina.instrumentation.get_on_retry_hooks()
    stamina.instrumentation.set_on_retry_hooks(())  # a retry is no event for the log: the row tells what came of it
    async with client:
        robots = Robots(client, settings, allowed)
        try:
            yield Fetcher(client, robots, settings, allowed, rests or HostRests()), network
        finally:
            await robots.close()
            await names.close()
            stamina.instrumentation.set_on_retry_hooks(hooks)


async def _recall(
    sources: Sequence[Source],
    found: Sequence[Snapshot | None],
    looks: Mapping[str, Sequence[Snapshot]],
    days: Mapping[str, Sequence[dt.date | None]],
    wayback: Wayback,
) -> dict[int, list[Snapshot]]:
    """Stored copies of sources that could not be had, by the source's place."""
    return {
        index: await wayback.recall_missing(
            source, live, looks.get(source.source_id, ()), days.get(source.source_id, (None,))
        )
        for index, (source, live) in enumerate(zip(sources, found, strict=True))
        if live is not None
    }


async def _keep_safe(
    found: Sequence[Snapshot | None], looks: Mapping[str, Sequence[Snapshot]], safe: SavePageNow
) -> list[Snapshot | None]:
    """Have every new version stored elsewhere too; the snapshots with a remark on what came of it."""
    new = {
        live.snapshot_id: live.final_url or live.requested_url or ""
        for live in found
        if live is not None
        and live.outcome == "fetched"
        and all(look.payload_sha256 != live.payload_sha256 for look in looks.get(live.source_id, ()))
    }
    kept = await safe.keep(list(new.values()))
    return [
        replace(live, flags=(*live.flags, answer.flag))
        if live is not None and (answer := kept.get(new.get(live.snapshot_id, "")))
        else live
        for live in found
    ]


class _Host:
    """The sources of one host that wait for their look, and the connections that serve them."""

    __slots__ = ("answered", "asked", "lanes", "waiting")

    def __init__(self) -> None:
        self.asked = False
        self.answered = False
        self.waiting: deque[int] = deque()
        self.lanes = 0


class _Round:
    """Serves hosts with a fixed number of workers: as many tasks for twenty thousand sources as for twenty.

    Hosts take turns, as many of them as connections are kept, so that each finds its connection again. Further hosts
    are begun, and then further connections to a host, only where a worker would have nothing to do.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        looks: Mapping[str, Sequence[Snapshot]],
        settings: GatherSettings,
        progress: Progress | None,
        now: Now,
    ) -> None:
        self._now = now
        self._sources = sources
        self._looks = looks
        self._settings = settings
        self._progress = progress
        self._done = 0
        self.found: list[Snapshot | None] = [None] * len(sources)
        self._ready: asyncio.Queue[_Host | None] = asyncio.Queue()
        self._idle = 0
        """Workers that wait for a host."""
        hosts: dict[str, _Host] = {}
        for index, source in enumerate(sources):
            if source.url and source.kind != "transcript":
                hosts.setdefault(host_of(source.url), _Host()).waiting.append(index)
        self._left = sum(len(host.waiting) for host in hosts.values())
        self._unbegun = deque(hosts.values())
        self._bearing: deque[_Host] = deque()
        """Hosts that bear another connection: only the first answer tells whether one wants to be alone."""

    async def run(self, looker: Looker) -> None:
        """Look at every source that has an address."""
        if not self._left:
            return
        for _ in range(min(len(self._unbegun), self._settings.idle_connections)):
            self._begin_host()
        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._settings.connections, self._left)):
                group.create_task(self._serve(looker))

    async def _serve(self, looker: Looker) -> None:
        loop = asyncio.get_running_loop()
        while (host := await self._next_host()) is not None:
            if not host.waiting:
                host.lanes -= 1
                continue
            index = host.waiting.popleft()
            source = self._sources[index]
            if self._settings.host_turns and not host.asked:
                host.asked = True
                await await_turn(self._settings.host_turns, host_of(source.url or ""), self._now)
            began = loop.time()
            looked = await looker.look(source, source.url or "", self._looks.get(source.source_id, ()))
            self.found[index] = looked.snapshot
            self._report(source, looked.snapshot)
            rest = rest_after(loop.time() - began, looked.crawl_delay, self._settings)
            if rest and self._settings.host_turns:  # for whoever asks this host next, should this worker be lost
                grant_rest(
                    self._settings.host_turns, host_of(source.url or ""), self._now() + dt.timedelta(seconds=rest)
                )
            if not host.waiting:
                if self._unbegun:
                    self._begin_host()
                continue
            if rest:
                loop.call_later(rest, self._ready.put_nowait, host)
            else:
                self._ready.put_nowait(host)
            if not host.answered:
                host.answered = True
                if looked.crawl_delay is None:
                    self._bearing.append(host)
            if self._idle:
                self._employ_idle()

    async def _next_host(self) -> _Host | None:
        """The host whose turn it is, as soon as there is one; None at the end of the round."""
        self._idle += 1
        if self._ready.empty():
            self._employ_idle()
        host = await self._ready.get()
        self._idle -= 1
        return host

    def _employ_idle(self) -> None:
        """Open as many lanes as there are workers with nothing to do: to hosts that were not begun, else to those that
        bear another."""
        while self._ready.qsize() < self._idle:
            if self._unbegun:
                self._begin_host()
                continue
            if not self._bearing:
                return
            host = self._bearing.popleft()
            if host.lanes < min(self._settings.connections_per_host, len(host.waiting)):
                self._open_lane(host)
                self._bearing.append(host)

    def _begin_host(self) -> None:
        self._open_lane(self._unbegun.popleft())

    def _open_lane(self, host: _Host) -> None:
        host.lanes += 1
        self._ready.put_nowait(host)

    def _report(self, source: Source, snapshot: Snapshot) -> None:
        self._done += 1
        self._left -= 1
        if self._progress:
            self._progress(self._done, len(self._sources), source, snapshot)
        if not self._left:
            for _ in range(self._settings.connections):
                self._ready.put_nowait(None)
