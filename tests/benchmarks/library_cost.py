"""What a made library costs: the first refresh, one in which nothing changed, one after some sources changed, and the
same two as a schedule has them, on a new day each.

    python -m tests.benchmarks.library_cost 10 100 1000

prints a line of JSON for every size and refresh: CPU seconds of the pipeline (the web runs in a process of its own),
seconds by the clock, peak memory, bytes on disk, and how many claims came to what they should.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.load.home import write_home
from tests.load.library import Library
from tests.load.outcome import Outcome, read_outcome
from tests.load.web import serving

REFRESHES = (
    ("first", 0, 0),
    ("unchanged", 0, 0),
    ("changed", 1, 0),
    ("unchanged, new day", 1, 1),
    ("changed, new day", 2, 2),
)
"""The refreshes that are measured, in their order: name, epoch of the web, days ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one refresh took. Times are seconds, sizes bytes."""

    chapters: int
    refresh: str
    cpu: float
    clock: float
    peak: int
    records: int
    archive: int
    database: int
    right: int
    claims: int
    false_supported: int


def costs(library: Library, home: Path) -> Iterator[tuple[Cost, Outcome]]:
    """Refresh a library: first, with nothing changed, and in its next epoch; and a day later each, the same again."""
    home.mkdir(parents=True, exist_ok=True)
    with serving(library) as web:
        write_home(library, home, web.port)
        past: tuple[int, ...] = ()
        for name, epoch, day in REFRESHES:
            web.move_to(epoch)
            past = (*past, epoch)
            yield refreshed(library, home, name, past, day=day)


def refreshed(
    library: Library, home: Path, name: str, epochs: tuple[int, ...], *more: str, day: int = 0
) -> tuple[Cost, Outcome]:
    """Run `claims refresh` as a user does, so many days ahead, and see what it took and came to."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("CLAIMS_", "DAGSTER_"))}
    environment = {**inherited, "CLAIMS_HOME": str(home), "CLAIMS_ALLOW_ADDRESSES": "127.0.0.0/8"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.load.days", str(day), "refresh", *more],
            env=environment,
            stdout=said,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"claims refresh ended with {process.returncode}: {said.read().decode()[-3000:]}")
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    outcome = read_outcome(library, home, epochs)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    warehouse = home / "warehouse"
    return Cost(
        chapters=library.chapters,
        refresh=name,
        cpu=round(cpu, 2),
        clock=round(clock, 2),
        peak=used.ru_maxrss * 1024,
        records=_size(warehouse / "records"),
        archive=_size(warehouse / "archive"),
        database=(warehouse / "claims.duckdb").stat().st_size,
        right=outcome.right,
        claims=outcome.claims,
        false_supported=len(outcome.false_supported),
    ), outcome


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.library_cost", description=__doc__)
    parser.add_argument("chapters", type=int, nargs="+")
    parser.add_argument("--claims-per-chapter", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--changed", type=float, default=0.01, help="share of the sources that change")
    parser.add_argument("--home", type=Path, help="where to keep the libraries; a temporary folder when not named")
    parser.add_argument("--confused", action="store_true", help="list what came to something else, too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for chapters in asked.chapters:
            library = Library(chapters, asked.claims_per_chapter, seed=asked.seed, changed=asked.changed)
            for cost, outcome in costs(library, (asked.home or Path(scratch)) / f"library-{chapters}"):
                print(json.dumps(asdict(cost)), flush=True)  # noqa: T201
                if asked.confused:
                    print(json.dumps(asdict(outcome), indent=1), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
