"""How much faster two workers are than one on the same library, what each uses, and whether both come to the same.

    python -m tests.cluster.speed --chapters 20 --workers 1 2
    python -m tests.cluster.speed --chapters 100 --sources 2000 --workers 1 2 --share 0.4

What belongs here: measuring. What must never be here: judging the figures. Time by the clock says something only on a
quiet machine with as many cores as workers, engines and whoever leads the run want together; CPU and memory are read
from the kernel and hold anywhere, and how many divided steps ran at a time shows whether workers waited.

`--share 0.4` gives each worker, whoever leads, each engine and the web 0.4 of a core and no more (see shares.py): seven
machines of one slow core each, imitated on this one. What it says: how much faster two workers are than one where there
are cores enough for everybody, because none takes a core from another. What it does not say: how long a run takes (over
twice as long, here), nor what faster disks or slower networks would change: only the CPU is slowed, so whatever waits
for a disk, a clock (polling) or loopback seems shorter than it is. The bound of this machine's cores says nothing then.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import dagster as dg

import pipeline
from tests.cluster.engines import wait_for
from tests.cluster.library import Cluster
from tests.cluster.shares import Shares
from tests.cluster.timeline import Timeline, last_timeline
from tests.cluster.torture import LibraryProject, engines
from tests.load.library import Library
from tests.load.web import serving
from tests.whole.project import Project
from tests.whole.published import digest_of, published


@dataclass(frozen=True, slots=True)
class Cost:
    """What one first refresh cost."""

    workers: int
    wall: float
    """Seconds."""
    around: tuple[float, float]
    """Seconds before the first step began, and after the last one ended."""
    timeline: Timeline
    """The steps of the run."""
    cpu: tuple[float, ...]
    """CPU seconds of each worker, its processes included."""
    others: Mapping[str, float]
    """CPU seconds of everybody else: who leads the run, the engines, the web that is looked at."""
    memory: tuple[int, ...]
    """Largest resident set of a process of each worker, in megabytes."""
    published: Mapping[str, str]
    """Digests of what was published, by table."""

    @property
    def digest(self) -> str:
        """Digest of everything that was published."""
        return digest_of({name: one.encode() for name, one in self.published.items()})

    @property
    def shared(self) -> float:
        """Seconds that everybody's CPU takes when no core ever rests: no run can be faster."""
        return (sum(self.cpu) + sum(self.others.values())) / (os.cpu_count() or 1)

    def __str__(self) -> str:
        cpu = " + ".join(f"{seconds:.0f}" for seconds in self.cpu)
        others = ", ".join(f"{name} {seconds:.0f}" for name, seconds in self.others.items())
        memory = ", ".join(str(megabytes) for megabytes in self.memory)
        steps = self.timeline
        return (
            f"{self.workers} workers: {self.wall:.1f} s by the clock; {steps.divided:.1f} s of it in divided stages, "
            f"whose steps took {steps.busy:.1f} s, {steps.busy / steps.divided:.2f} at a time; single steps "
            f"{steps.single:.1f} s\n  CPU of workers {cpu} s; {others}; shared by {os.cpu_count()} cores it takes "
            f"{self.shared:.1f} s at least\n"
            f"  memory of workers {memory} MB; published {self.digest[:12]}\n"
            f"  {self.around[0]:.1f} s before the first step, {self.around[1]:.1f} s after the last; steps, from the "
            f"start of the first: {steps}\n  seconds of each divided step: {steps.shares()}"
        )


def measure(folder: Path, library: Library, counts: Sequence[int], shards: int, shares: Shares) -> Iterator[Cost]:
    """The cost of a first refresh with each number of workers."""
    with contextlib.ExitStack() as stack:
        with shares.party("web"):
            web = stack.enter_context(serving(library))
        postgres, redis, object_store = stack.enter_context(engines(folder / "engines", shares))
        for turn, count in enumerate(counts):
            project = LibraryProject(folder / f"home-{turn}", library, web.port)
            cluster = Cluster(folder / f"cluster-{turn}", postgres, redis, object_store)
            try:
                divided = {"CLAIMS_SHARDS": str(shards), "CLAIMS_REDELIVER_AFTER": "900"}
                workers = []
                for number in range(count):
                    with shares.party(f"worker {number}"):
                        workers.append(cluster.start_worker(project, **divided))
                logs = [cluster.folder / f"worker-{number}" / "log" for number in range(count)]
                wait_for(lambda logs=logs: all("queues" in log.read_text() for log in logs), "the workers")  # type: ignore[misc]
                everybody = {"PostgreSQL": postgres, "Redis": redis, "object store": object_store, "web": web}
                before = {name: _used(engine.pid)[0] for name, engine in everybody.items()}
                leading = _used_by_children()
                began = time.time()
                with shares.party("who leads"):
                    refresh = project.start("refresh", **cluster.settings(**divided))
                _, told = refresh.communicate()
                assert refresh.returncode == 0, told
                ended = time.time()
                used = [_used(worker.pid) for worker in workers]
                others = {
                    "who leads": _used_by_children() - leading,
                    **{name: _used(engine.pid)[0] - before[name] for name, engine in everybody.items()},
                }
                timeline = _timeline(project, cluster)
                tables = {name: sha256(rows).hexdigest() for name, rows in published(project.database).items()}
            finally:
                cluster.stop()
            cpu, memory = tuple(cpu for cpu, _ in used), tuple(memory for _, memory in used)
            around = (timeline.began - began, ended - timeline.ended)
            yield Cost(count, ended - began, around, timeline, cpu, others, memory, tables)


def _timeline(project: Project, cluster: Cluster) -> Timeline:
    os.environ["CLAIMS_POSTGRES_URL"] = cluster.postgres.url  # where dagster.yaml looks for it
    with dg.DagsterInstance.from_config(str(project.home / "warehouse" / "dagster-cluster")) as instance:
        return last_timeline(instance)


def _as_installed() -> None:
    """Let the program run from bytecode, as an installed one does: where it may not write any, or has none yet,
    whoever starts first would spend a second on compiling that no later run spends."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(pipeline.__file__).parent, quiet=2)


def _used_by_children() -> float:
    """CPU seconds of the processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _used(pid: int) -> tuple[float, int]:
    """CPU seconds of a process and its children, and the largest resident set among them in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    ticks, largest = 0, 0
    for one in (str(pid), *children):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it just ended; its parent has its CPU now
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += sum(int(field) for field in fields[11:15])
            status = Path(f"/proc/{one}/status").read_text(encoding="ascii")
            resident = status.partition("VmHWM:")[2].split()
            largest = max(largest, int(resident[0]) // 1024 if resident else 0)
    return ticks / os.sysconf("SC_CLK_TCK"), largest


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--chapters", type=int, default=10)
    asked.add_argument("--claims", type=int, default=50)
    asked.add_argument("--sources", type=int, default=0, help="How many in all; default twenty a chapter.")
    asked.add_argument("--shards", type=int, default=8)
    asked.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked.add_argument("--share", type=float, help="Of a core, for each worker, whoever leads, each engine, the web.")
    given = asked.parse_args()
    _as_installed()
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    library = Library(given.chapters, given.claims, given.sources)
    scratch = tempfile.TemporaryDirectory(prefix="claims-speed-", ignore_cleanup_errors=True)
    with scratch as folder, Shares(given.share).held() as shares:
        costs = []
        for cost in measure(Path(folder), library, given.workers, given.shards, shares):
            costs.append(cost)
            print(cost, f"(load {os.getloadavg()[0]:.1f})", flush=True)  # noqa: T201
    first, last = costs[0], costs[-1]
    different = [name for name, one in first.published.items() if last.published.get(name) != one]
    bound = (
        f"each of all had {given.share} of a core"
        if given.share
        else f"this machine allows {first.wall / last.shared:.2f} times at most, for its cores also carry who leads "
        "and the engines"
    )
    print(  # noqa: T201
        f"{last.workers} workers against {first.workers}: {first.wall / last.wall:.2f} times as fast by the clock, "
        f"{first.timeline.divided / last.timeline.divided:.2f} times in divided stages; {bound}; "
        + (f"DIFFERENT tables: {', '.join(different)}" if different else "all tables alike")
    )


if __name__ == "__main__":
    main()
