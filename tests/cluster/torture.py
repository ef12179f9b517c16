"""Kills at random moments of runs on a cluster: what is published in the end equals what an undisturbed run publishes.

    python -m tests.cluster.torture --kills 50 --seed 1

What belongs here: killing and comparing. What must never be here: mercy. Workers (with all their processes, or only the
process that works on a step), PostgreSQL and the object storage get SIGKILL; each is started again after a moment.

What is published bears the day (UTC) on which a source was read, so a run is compared with an undisturbed one of the
same day. One that midnight cuts in two can be compared with none: it does not count, nor do its kills.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.cluster.engines import ObjectStore, Postgres, Redis
from tests.cluster.library import Cluster, kill
from tests.cluster.shares import WITHOUT_SHARES, Shares
from tests.load.home import write_home
from tests.load.library import Library
from tests.load.web import serving
from tests.whole.project import Project
from tests.whole.published import digest_of, published

LIBRARY = Library(chapters=6, claims_per_chapter=12, sources=300)
"""Three hosts, six chapters: something to do in every shard."""
TARGETS = ("worker", "process", "postgres", "object store")
WORKERS = 2
ATTEMPTS = 6
"""How often `claims refresh` may be given in one round, by a person who does what its message says."""


class LibraryProject(Project):
    """A made library as a project; its sources are served elsewhere."""

    def __init__(self, home: Path, library: Library, port: int) -> None:
        self.home, self.base = home, f"http://127.0.0.1:{port}"
        home.mkdir(parents=True)
        write_home(library, home, port)


@dataclass
class Tally:
    """What a torture came to."""

    kills: Counter[str] = field(default_factory=Counter)
    rounds: int = 0
    commands: int = 0
    """How often `claims refresh` had to be given."""
    different: list[str] = field(default_factory=list)
    """Tables that were not as they should be."""

    def __str__(self) -> str:
        killed = ", ".join(f"{name} {count}" for name, count in sorted(self.kills.items()))
        outcome = f"DIFFERENT: {self.different}" if self.different else "published tables equal"
        count = f"{sum(self.kills.values())} kills ({killed}) in {self.rounds} runs"
        return f"{count}, `claims refresh` given {self.commands} times; {outcome}"


@contextmanager
def engines(folder: Path, shares: Shares = WITHOUT_SHARES) -> Iterator[tuple[Postgres, Redis, ObjectStore]]:
    """The three engines, running, each a party of its own."""
    made = (Postgres(folder / "postgres"), Redis(folder / "redis"), ObjectStore(folder / "object-store"))
    try:
        for engine in made:
            with shares.party(type(engine).__name__):
                engine.start()
        yield made
    finally:
        for engine in made:
            engine.kill()


Published = Mapping[str, bytes]


def torture(folder: Path, kills: int, seed: int, *, per_round: int = 5, library: Library = LIBRARY) -> Tally:
    """Kill `kills` times, at random moments of as many runs as it takes, and compare after each run."""
    chance = random.Random(seed)
    with serving(library) as web, engines(folder / "engines") as (postgres, redis, object_store):

        def undisturbed(name: str) -> Published:
            project = LibraryProject(folder / name, library, web.port)
            project.run("refresh")
            return published(project.database)

        def disturbed(name: str, most: int) -> tuple[Counter[str], int, Published]:
            project = LibraryProject(folder / name, library, web.port)
            cluster = Cluster(folder / f"cluster-of-{name}", postgres, redis, object_store)
            try:
                given, commands = _round(project, cluster, chance, most)
            finally:
                cluster.stop()
            return given, commands, published(project.database)

        return compare(undisturbed, disturbed, kills, per_round)


def compare(
    undisturbed: Callable[[str], Published],
    disturbed: Callable[[str, int], tuple[Counter[str], int, Published]],
    kills: int,
    per_round: int,
    today: Callable[[], dt.date] = lambda: dt.datetime.now(dt.UTC).date(),
) -> Tally:
    """Disturb runs until so many kills were given, and compare each with an undisturbed one of its day.

    Both are given a name to work under. `disturbed` is told how many kills to give at most, and returns those that it
    gave, how many commands it took, and what was published.
    """
    tally, tried, expected = Tally(), 0, dict[dt.date, Published]()
    while sum(tally.kills.values()) < kills:
        tried += 1
        day = today()
        if day not in expected:
            wanted = undisturbed(f"undisturbed-{tried}")
            if today() == day:
                expected[day] = wanted
            continue
        given, commands, found = disturbed(f"round-{tried}", min(per_round, kills - sum(tally.kills.values())))
        if today() != day:
            _say("midnight passed during this round: what it published bears two days, and is compared with nothing")
            continue
        tally.rounds += 1
        tally.kills += given
        tally.commands += commands
        wanted = expected[day]
        tally.different += [f"{tally.rounds}: {name}" for name in wanted if found.get(name) != wanted[name]]
        _say(f"round {tally.rounds}: {digest_of(found)[:12]} against {digest_of(wanted)[:12]}; {tally}")
    return tally


def _round(project: Project, cluster: Cluster, chance: random.Random, kills: int) -> tuple[Counter[str], int]:
    """One refresh, disturbed until it is through. Returns what was killed, and how often the command was given."""
    killed: Counter[str] = Counter()
    for _ in range(WORKERS):
        cluster.start_worker(project)
    for attempt in range(ATTEMPTS):
        refresh = project.start("refresh", **cluster.settings())
        due = time.monotonic() + chance.uniform(4, 12)
        while refresh.poll() is None:
            if kills and time.monotonic() > due:
                target = chance.choice(TARGETS)
                _strike(target, project, cluster, chance)
                killed[target] += 1
                kills -= 1
                _say(f"  killed: {target}")
                due = time.monotonic() + chance.uniform(2, 12)
            time.sleep(0.05)
        _, told = refresh.communicate()
        if refresh.returncode == 0:
            return killed, attempt + 1
        _say(f"  claims refresh ended with {refresh.returncode}: {told.strip()[-300:]}")
    raise AssertionError(f"{ATTEMPTS} refreshes in a row came to nothing")


def _strike(target: str, project: Project, cluster: Cluster, chance: random.Random) -> None:
    """Kill one thing, and bring it back as whoever runs a cluster would."""
    if target in ("postgres", "object store"):
        engine = cluster.postgres if target == "postgres" else cluster.object_store
        engine.kill()
        time.sleep(chance.uniform(0.1, 3))
        engine.start()
        return
    living = [worker for worker in cluster.workers if worker.poll() is None]
    worker = chance.choice(living)
    if target == "process":
        children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text(encoding="ascii").split()
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        return
    kill(worker)
    cluster.start_worker(project)


def _say(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, flush=True)  # noqa: T201


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--per-round", type=int, default=5, help="Kills of one run.")
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="claims-torture-", ignore_cleanup_errors=True) as scratch:
        tally = torture(given.folder or Path(scratch), given.kills, given.seed, per_round=given.per_round)
    _say(str(tally))
    sys.exit(1 if tally.different else 0)


if __name__ == "__main__":
    main()
