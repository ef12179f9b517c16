"""How runs and steps keep out of one another's way: on one machine by a file, on a cluster by a database.

What belongs here: what is asked of either, and the one for a single machine. What must never be here: anything that is
done while a lock is held.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.defs.machines.occupancy import occupied


class Coordination(Protocol):
    """The locks of one installation."""

    def hold(
        self, run_id: str, *, patience: float, waiting: Callable[[str], None], is_over: Callable[[str], bool]
    ) -> AbstractContextManager[dt.datetime]:
        """Hold the warehouse for a run, and give the instant (UTC) at which the run began.

        A run is named by the first of the runs that resume one another: they share what they hold, and the instant.
        `patience` is how many seconds to wait for another run, `waiting` is told once when there is one, and `is_over`
        says of a run whether it has ended. Raises OccupiedError.
        """
        ...

    def alone(self, step: str) -> AbstractContextManager[None]:
        """Hold a step, so that it is never worked on twice at the same time; wait for whoever holds it."""
        ...


@dataclass(frozen=True, slots=True)
class OneMachine:
    """A file lock, which the kernel takes back from a dead process; steps run in one process, one after another."""

    warehouse: Path

    @contextlib.contextmanager
    def hold(
        self, run_id: str, *, patience: float, waiting: Callable[[str], None], is_over: Callable[[str], bool]
    ) -> Iterator[dt.datetime]:
        """Hold the warehouse for the one process of a run, and read the clock."""
        with occupied(self.warehouse, patience=patience, waiting=waiting):
            yield dt.datetime.now(dt.UTC)

    def alone(self, step: str) -> AbstractContextManager[None]:
        """Nothing to hold: the process that has the warehouse works on one step at a time."""
        return contextlib.nullcontext()
