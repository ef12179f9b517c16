"""One run at a time on a warehouse: an advisory lock on one file.

What belongs here: taking and giving back the lock. What must never be here: anything that is done under it. Readers of
the published database never meet this lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path


class OccupiedError(RuntimeError):
    """Another run holds the warehouse and did not finish in time."""


@contextlib.contextmanager
def occupied(warehouse: Path, *, patience: float, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the warehouse for one run; wait up to `patience` seconds for another run to finish.

    `waiting` is told once, in a sentence, when there is something to wait for. The kernel gives the lock back when the
    process ends, however it ends. Raises OccupiedError, or PermissionError where the folder cannot be written.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    path = warehouse / ".occupied"
    with path.open("a+", encoding="utf-8") as stream:
        deadline = time.monotonic() + patience
        told = False
        while not _taken(stream.fileno()):
            stream.seek(0)
            holder = stream.read().strip() or "another process"
            if not told and waiting:
                waiting(f"another refresh is running ({holder}); waiting up to {patience:.0f} s for it to finish")
                told = True
            if time.monotonic() > deadline:
                raise OccupiedError(
                    f"{path}: another refresh ({holder}) has held the warehouse for {patience:.0f} s; "
                    "wait for it to finish, or end that process, and run again"
                )
            time.sleep(0.1)
        stream.truncate(0)
        stream.write(f"process {os.getpid()}")
        stream.flush()
        try:
            yield
        finally:
            stream.truncate(0)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
