"""The pace of one service, kept where everyone who calls it can see it, so that its rate limit holds across runs and
programs; in the same way, the rest that a source's host was granted.

What belongs here: when a service or a host may be called next, and the files of one machine that say so. What must
never be here: what is asked of it, and how long a host rests (politeness.py).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import fcntl
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TextIO
from urllib.parse import quote

from pipeline.gathering.timestamps import Now, read_retry_after

_LONGEST_QUEUE: Final = dt.timedelta(hours=1)
"""A turn that is further off was written by a clock that has been set back since, and counts for nothing."""
_LONGEST_REST: Final = dt.timedelta(minutes=1)
"""The same for a host's rest between two requests."""
_REST_AFTER_REFUSAL: Final = dt.timedelta(minutes=15)
_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(slots=True)
class Turns:
    """When a service or a host may be called."""

    free_at: dt.datetime = _NEVER
    """The next turn that nobody has."""
    not_before: dt.datetime = _NEVER
    """It asked to be left alone until then."""


class TurnBook(Protocol):
    """The turns of all services and hosts, as everyone sees them."""

    def held(self, name: str) -> AbstractContextManager[Turns]:
        """The turns of one of them, held against everyone else while they are changed."""
        ...


class OwnTurns:
    """The turns of one program, which nobody else sees."""

    def __init__(self) -> None:
        self._turns: dict[str, Turns] = {}

    @contextmanager
    def held(self, name: str) -> Iterator[Turns]:
        """The turns of that name."""
        yield self._turns.setdefault(name, Turns())


class TurnFolder:
    """A small file for each, in one folder of this machine. A file that cannot be had is done without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._without = OwnTurns()

    @contextmanager
    def held(self, name: str) -> Iterator[Turns]:
        """The turns in the file of that name."""
        stream: TextIO | None = None
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            stream = (self._folder / f"{quote(name, safe=' ')}.json").open("a+", encoding="utf-8")
            fcntl.flock(stream, fcntl.LOCK_EX)
        if stream is None:
            with self._without.held(name) as turns:
                yield turns
            return
        with stream:
            stream.seek(0)
            turns = _read(stream.read())
            yield turns
            with suppress(OSError):
                stream.truncate(0)
                stream.write(json.dumps({"free_at": str(turns.free_at), "not_before": str(turns.not_before)}))


class Pace:
    """Leaves at least `interval` seconds between calls to one service, whoever calls."""

    def __init__(self, interval: float, now: Now, turns: TurnBook | None = None, name: str = "") -> None:
        """`turns` is shared by everyone who calls the service `name`; without them the pace is this object's alone."""
        self._interval = dt.timedelta(seconds=interval)
        self._now = now
        self._turns: TurnBook = OwnTurns() if turns is None else turns
        self._name = name
        self._queue = asyncio.Lock()

    async def wait(self) -> bool:
        """Return when the next call may be made; False at once, when the service asked to be left alone for longer."""
        async with self._queue:
            now = self._now()
            with self._turns.held(self._name) as turns:
                if turns.not_before > now:
                    return False
                waited_for = turns.free_at if turns.free_at - now <= _LONGEST_QUEUE else now
                turn = max(waited_for, now)
                turns.free_at = turn + self._interval
            await asyncio.sleep((turn - now).total_seconds())
            return True

    def rest(self, retry_after: str | None) -> None:
        """The service refused: leave it alone until its Retry-After, else for a quarter of an hour."""
        now = self._now()
        until = read_retry_after(retry_after, now) or now + _REST_AFTER_REFUSAL
        with self._turns.held(self._name) as turns:
            turns.not_before = max(turns.not_before, until)


async def await_turn(turns: TurnBook, host: str, now: Now) -> None:
    """Return when the rest is over that a host was granted by whoever asked it last."""
    with turns.held(_of_host(host)) as held:
        rest = (held.free_at - now()).total_seconds()
    if 0 < rest <= _LONGEST_REST.total_seconds():
        await asyncio.sleep(rest)


def grant_rest(turns: TurnBook, host: str, until: dt.datetime) -> None:
    """Let a host rest until then, whoever would ask it."""
    with turns.held(_of_host(host)) as held:
        held.free_at = max(held.free_at, until)


def _of_host(host: str) -> str:
    return f"host {host}"


def _read(text: str) -> Turns:
    """The turns in a file's text; a file that was torn or edited starts anew."""
    try:
        held = json.loads(text)
        turns = Turns(dt.datetime.fromisoformat(held["free_at"]), dt.datetime.fromisoformat(held["not_before"]))
        return turns if turns.free_at.tzinfo and turns.not_before.tzinfo else Turns()
    except (ValueError, KeyError, TypeError):
        return Turns()
