"""Running a round against local servers, for tests: a clock that is given, a resolver that is faked."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.gathering import Archive, GatherSettings, gather
from pipeline.gathering.errors import NameUnknownError
from pipeline.gathering.resolver import Resolver
from pipeline.model import Snapshot, Source

START = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
LOOPBACK = GatherSettings(allow_addresses=("127.0.0.0/8",), contact="desk@ledger.example", deadline=5, host_rest=0)


class Clock:
    """A clock that moves by a millisecond whenever it is read, and by more when it is told to."""

    def __init__(self, at: dt.datetime = START) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        self.at += dt.timedelta(milliseconds=1)
        return self.at


def names(**addresses: str | tuple[str, ...]) -> Resolver:
    """A resolver that knows these names, written with underscores for dots, and IP literals; nobody is asked."""
    known = {name.replace("_", "."): value for name, value in addresses.items()}

    async def resolve(host: str) -> tuple[str, ...]:
        if host.replace(".", "").isdigit() or ":" in host:
            return (host,)
        if host not in known:
            raise NameUnknownError(host, f"the name {host} does not resolve")
        value = known[host]
        return (value,) if isinstance(value, str) else value

    return resolve


def source(url: str | None, source_id: str = "s", **fields: object) -> Source:
    """A source with defaults."""
    return replace(Source(source_id=source_id, url=url), **fields)  # type: ignore[arg-type]


async def look_at(
    sources: Sequence[Source],
    folder: Path,
    *,
    looks: Mapping[str, Sequence[Snapshot]] | None = None,
    settings: GatherSettings = LOOPBACK,
    now: Callable[[], dt.datetime] | None = None,
    resolve: Resolver | None = None,
    days: Mapping[str, Sequence[dt.date | None]] | None = None,
) -> list[Snapshot]:
    """One round into an archive under the folder."""
    with Archive(folder / "archive") as archive:
        return await gather(
            sources, looks or {}, archive, settings, now=now or Clock(), resolve=resolve or names(), days=days
        )


def payload(folder: Path, snapshot: Snapshot) -> bytes:
    """The stored payload of a snapshot, its digest checked."""
    with Archive(folder / "archive") as archive:
        assert snapshot.payload_sha256
        return archive.payload(snapshot.payload_sha256)


def run(test: Callable[[], Awaitable[None]]) -> None:
    """Run an asynchronous test, at most half a minute."""

    async def limited() -> None:
        async with asyncio.timeout(30):
            await test()

    asyncio.run(limited())
