"""A share of a core for each party of a run: as if each had a machine of its own, with one core at a slower clock.

    python -m tests.cluster.shares --share 0.3

What belongs here: holding processes to their share (the CPU bandwidth of Linux's control groups, version 1, which takes
root), and measuring how true that is. What must never be here: what the processes do.

A party may run for `share` of every ten milliseconds, on one core or on several. So it stands still for milliseconds at
a time where a slow core would go slowly, and a party that wants less than its share answers at full speed: figures of
such a machine say how work divides among cores, not how fast any core, disk or network is. All parties of a run share
their weight against everybody else on the machine, and it is a large one: others slow them down little as long as the
shares that are used at one moment, added up, leave a core free.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import multiprocessing
import os
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup/cpu")
_PERIOD = 10_000
"""Microseconds in which a party may run for its share. Shorter ones are kept less well, longer ones stall longer."""
_WEIGHT = 262_144
"""The most that there is; a process that says nothing has 1,024."""


class ShareError(RuntimeError):
    """The machine cannot hold processes to a share."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Gives every party its share of a core; without a share everybody takes what there is."""

    share: float | None = None
    _folder: Path = field(default_factory=lambda: _GROUPS / f"claims-{uuid.uuid4().hex}")

    @contextlib.contextmanager
    def held(self) -> Iterator[Shares]:
        """Ready for `party`; in the end the groups are gone, those of living processes aside."""
        if self.share is None:
            yield self
            return
        try:
            self._folder.mkdir()
            (self._folder / "cpu.shares").write_text(str(_WEIGHT))
        except OSError as error:
            raise ShareError(
                f"{self._folder}: {error.strerror}; a share of a core is given by root through the cpu controller of "
                "Linux's control groups, version 1: measure on such a machine, or without a share"
            ) from error
        try:
            yield self
        finally:
            for group in (*self._folder.iterdir(), self._folder):
                with contextlib.suppress(OSError):
                    group.rmdir()

    @contextlib.contextmanager
    def party(self, name: str) -> Iterator[None]:
        """What is started in this block, and all that it starts, gets one share; the same name is the same party."""
        if self.share is None:
            yield
            return
        group, own = self._folder / name.replace(" ", "-"), _own_group()
        if not group.exists():
            group.mkdir()
            (group / "cpu.cfs_period_us").write_text(str(_PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(round(_PERIOD * self.share)))
        _join(group)
        try:
            yield
        finally:
            _join(own)


WITHOUT_SHARES = Shares()
"""Everybody takes what there is."""


def _own_group() -> Path:
    """The group of this process."""
    lines = Path("/proc/self/cgroup").read_text(encoding="ascii").splitlines()
    places = {controllers: place for _, controllers, place in (line.split(":", 2) for line in lines)}
    return next(_GROUPS / place.strip("/") for controllers, place in places.items() if "cpu" in controllers.split(","))


def _join(group: Path) -> None:
    (group / "cgroup.procs").write_text(str(os.getpid()))


@dataclass(frozen=True, slots=True)
class Work:
    """What one busy process came to."""

    pieces: int
    """Equal pieces of work in all."""
    pace: tuple[int, ...]
    """Pieces in each tenth of a second."""
    stall: float
    """The longest time in seconds that one piece took."""


def work(seconds: float) -> Work:
    """Work without pause for so long, in pieces of a twentieth of a millisecond or so."""
    piece = bytes(50_000)
    began = before = time.perf_counter()
    pieces, stall, pace = 0, 0.0, [0]
    while before - began < seconds:
        hashlib.sha256(piece).digest()
        now = time.perf_counter()
        stall, before = max(stall, now - before), now
        pieces += 1
        pace += [0] * (int((now - began) * 10) + 1 - len(pace))
        pace[-1] += 1
    return Work(pieces, tuple(pace[:-1]), stall)


def work_side_by_side(count: int, seconds: float, shares: Shares) -> list[Work]:
    """What several busy processes come to at the same time, each a party."""
    context = multiprocessing.get_context("fork")
    with contextlib.ExitStack() as stack:
        pools = []
        for number in range(count):
            with shares.party(f"busy {number}"):
                pools.append(context.Pool(1))
            stack.callback(pools[-1].join)  # not ended by a signal: whoever called may have it ignored
            stack.callback(pools[-1].close)
        return [one.get() for one in [pool.apply_async(work, [seconds]) for pool in pools]]


def main(say: Callable[[str], None] = print) -> None:
    """The command: how much two busy processes come to together in terms of one, and how evenly."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--share", type=float, default=0.3)
    asked.add_argument("--seconds", type=float, default=5.0)
    asked.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    given = asked.parse_args()
    with Shares(1.0).held() as free:
        whole = statistics.median(work_side_by_side(1, given.seconds, free)[0].pace)
    first = 0
    for count in given.processes:
        with Shares(given.share).held() as shares:
            done = work_side_by_side(count, given.seconds, shares)
        together = sum(one.pieces for one in done)
        first = first or together
        pace = [tenth for one in done for tenth in one.pace]
        spread = statistics.stdev(pace) / statistics.mean(pace)
        say(
            f"{count} busy processes, {given.share} of a core each: {together / first:.2f} times the work of "
            f"{given.processes[0]}; {statistics.mean(pace) / whole:.3f} of a whole core's pace each, from one tenth of "
            f"a second to the next {spread:.0%} up and down; longest stall "
            f"{max(one.stall for one in done) * 1e3:.0f} ms (load {os.getloadavg()[0]:.1f})"
        )


if __name__ == "__main__":
    main()
