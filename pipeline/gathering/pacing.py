"""The pace of one service, kept in a small file, so that its rate limit holds across runs and programs.

What belongs here: when a service may be called next. What must never be here: what is asked of it, and the hosts of
sources, whose rests stand in their snapshots (politeness.py).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

_LONGEST_QUEUE: Final = dt.timedelta(hours=1)
"""A turn that is further off was written by a clock that has been set back since, and counts for nothing."""
_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(slots=True)
class _Turns:
    free_at: dt.datetime = _NEVER
    not_before: dt.datetime = _NEVER


class Pace:
    """Leaves at least `interval` seconds between calls to one service, whoever calls."""

    def __init__(self, interval: float, now: Callable[[], dt.datetime], file: Path | None = None) -> None:
        """`file` is shared by everyone who calls the service; without one the pace holds for this object alone."""
        self._interval = dt.timedelta(seconds=interval)
        self._now = now
        self._file = file
        self._turns = _Turns()
        self._queue = asyncio.Lock()

    async def wait(self) -> bool:
        """Return when the next call may be made; False at once, when the service asked to be left alone for longer."""
        async with self._queue:
            now = self._now()
            with self._shared() as turns:
                if turns.not_before > now:
                    return False
                waited_for = turns.free_at if turns.free_at - now <= _LONGEST_QUEUE else now
                turn = max(waited_for, now)
                turns.free_at = turn + self._interval
            await asyncio.sleep((turn - now).total_seconds())
            return True

    def rest_until(self, instant: dt.datetime) -> None:
        """The service asked not to be called before then."""
        with self._shared() as turns:
            turns.not_before = max(turns.not_before, instant)

    @contextmanager
    def _shared(self) -> Iterator[_Turns]:
        """The turns as everyone sees them, held while they are changed. A file that cannot be had is done without."""
        if self._file is None:
            yield self._turns
            return
        stream: TextIO | None = None
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            stream = self._file.open("a+", encoding="utf-8")
            fcntl.flock(stream, fcntl.LOCK_EX)
        if stream is None:
            yield self._turns
            return
        with stream:
            stream.seek(0)
            self._turns = _read(stream.read())
            yield self._turns
            with suppress(OSError):
                stream.truncate(0)
                stream.write(
                    json.dumps({"free_at": str(self._turns.free_at), "not_before": str(self._turns.not_before)})
                )


def _read(text: str) -> _Turns:
    """The turns in a file's text; a file that was torn or edited starts anew."""
    try:
        held = json.loads(text)
        turns = _Turns(dt.datetime.fromisoformat(held["free_at"]), dt.datetime.fromisoformat(held["not_before"]))
        return turns if turns.free_at.tzinfo and turns.not_before.tzinfo else _Turns()
    except (ValueError, KeyError, TypeError):
        return _Turns()
