"""Many claims against many passages, streamed: what a claim costs and what is held in memory, from few to a million.

    python -m tests.benchmarks.claims_against_passages 10000 100000 1000000

goes through a made library chapter by chapter, fifty claims and some five hundred passages each, and matches and
decides every claim. It prints a line of JSON whenever so many claims are done: milliseconds of CPU per claim since the
line before, seconds by the clock, and peak memory. `--processes 2` deals the chapters out to two processes.
`--pool 1000 100000` measures the index over one large pool of passages instead.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pipeline.gathering import read_page
from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages, match
from pipeline.judging.finding.scoring import view_claim
from pipeline.model import Chapter, Claim, Evidence, Page, Passage, Snapshot, Source
from pipeline.reading import Register, find_claims, find_mentions
from tests.load.home import source_id
from tests.load.library import Library
from tests.load.texts import chapter_text, page

SOURCES_PER_CHAPTER = 4
_NOON = dt.datetime(2024, 4, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far a run is, and what it cost since the line before. Times are milliseconds of CPU per claim."""

    claims: int
    passages: int
    matching: float
    """Indexing the passages and comparing the claims with them."""
    deciding: float
    preparing: float
    """Reading the chapter and its pages: what a run does once per chapter and payload."""
    peak: int
    """Bytes of memory, at most so far; of several processes the sum of what each took at most."""
    supported: int
    clock: float
    """Seconds since the run began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one chapter came to, and what it cost one process."""

    claims: int
    passages: int
    supported: int
    spent: Mapping[str, float]
    """Seconds of CPU by what they went into, named as in `Reached`."""
    process: int
    peak: int
    """Bytes of memory that the process took at most so far."""


@dataclass(frozen=True, slots=True)
class Work:
    """One chapter's claims, and the pages that they are held against."""

    text: str
    claims: Sequence[Claim]
    pages: Sequence[tuple[Source, Snapshot, Page, list[Passage]]]


def work(library: Library, numbers: Iterable[int]) -> Iterator[Work]:
    """Chapters of a library, one in memory at a time. Every claim may rest on every source of its chapter."""
    for number in numbers:
        text = chapter_text(library, number)
        chapter = Chapter(
            chapter_id=str(number), title="The Coast", path="x", sha256="", characters=len(text), text=text,
            published="2024-04",
        )  # fmt: skip
        claims = find_claims([chapter], find_mentions(chapter), Register()).claims
        pages = []
        for source in library.sources_of(number):
            document = page(library, source, 0)
            read = read_page(document.body, media_type=document.media_type.split(";")[0], charset="utf-8")
            look = Snapshot(
                snapshot_id=f"look-{source}", source_id=source_id(source), fetched_at=_NOON, outcome="fetched",
                payload_sha256=read.payload_sha256,
            )  # fmt: skip
            named = Source(source_id=source_id(source), authority="primary")
            pages.append((named, look, read, find_passages(read, look.snapshot_id)))
        yield Work(text, claims, pages)


def steps(library: Library, numbers: Iterable[int]) -> Iterator[Step]:
    """Match and decide every claim of these chapters; one step for each chapter."""
    clock = time.process_time()

    def lap() -> float:
        nonlocal clock
        before, clock = clock, time.process_time()
        return clock - before

    for each in work(library, numbers):
        preparing = lap()
        found: list[list[Evidence]] = [[] for _ in each.claims]
        for source, look, read, own in each.pages:
            index = PassageIndex(own)
            for place, claim in enumerate(each.claims):
                if claim.checkable:
                    found[place] += match(
                        claim, index, source=source, snapshot=look, page=read, policy=DEFAULT_POLICY,
                        chapter_text=each.text,
                    )  # fmt: skip
        matching = lap()
        looks, sources = [look for _, look, _, _ in each.pages], [source for source, _, _, _ in each.pages]
        decisions = [
            decide(claim, evidence, looks, DEFAULT_POLICY, _NOON.date(), sources=sources)
            for claim, evidence in zip(each.claims, found, strict=True)
        ]
        yield Step(
            claims=len(each.claims),
            passages=sum(len(own) for _, _, _, own in each.pages),
            supported=sum(decision.status == "supported" for decision in decisions),
            spent={"preparing": preparing, "matching": matching, "deciding": lap()},
            process=os.getpid(),
            peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        )


def steps_of_many(library: Library, processes: int) -> Iterator[Step]:
    """The steps of a whole library, its chapters dealt out to so many processes, as they come."""
    numbers = range(library.chapters)
    if processes == 1:
        yield from steps(library, numbers)
        return
    fresh = multiprocessing.get_context("spawn")
    done: multiprocessing.Queue[Step] = fresh.Queue(maxsize=4 * processes)
    workers = [
        fresh.Process(target=_report, args=(library, numbers[part::processes], done), daemon=True)
        for part in range(processes)
    ]
    for worker in workers:
        worker.start()
    try:
        for _ in numbers:
            yield done.get()
    finally:
        for worker in workers:
            worker.terminate()


def _report(library: Library, numbers: Sequence[int], done: multiprocessing.Queue[Step]) -> None:
    for step in steps(library, numbers):
        done.put(step)


def run(marks: Sequence[int], seed: int = 0, processes: int = 1) -> Iterator[Reached]:
    """Match and decide until the last mark is reached; tells at every mark."""
    chapters = marks[-1] // 40 + 50
    library = Library(chapters, sources=SOURCES_PER_CHAPTER * chapters, seed=seed)
    waiting = list(marks)
    claims = passages = supported = before = 0
    spent: Counter[str] = Counter()
    peaks: dict[int, int] = {}
    began = time.monotonic()
    for step in steps_of_many(library, processes):
        claims += step.claims
        passages += step.passages
        supported += step.supported
        spent.update(step.spent)
        peaks[step.process] = step.peak
        while waiting and claims >= waiting[0]:
            waiting.pop(0)
            cost = {name: round(1000 * seconds / (claims - before), 3) for name, seconds in spent.items()}
            yield Reached(
                claims=claims, passages=passages, peak=sum(peaks.values()), supported=supported,
                clock=round(time.monotonic() - began, 1), **cost,
            )  # fmt: skip
            before, spent = claims, Counter()
        if not waiting:
            return


def pool(size: int, questions: int = 200) -> dict[str, float]:
    """Milliseconds to index a passage and to search for a claim, in one index over so many passages."""
    library = Library(size // 1500 + 2, seed=1)
    gathered: list[Passage] = []
    claims: list[Claim] = []
    for each in work(library, range(library.chapters)):
        gathered += [passage for _, _, _, own in each.pages for passage in own]
        claims += [claim for claim in each.claims if claim.checkable]
        if len(gathered) >= size:
            break
    began = time.process_time()
    index = PassageIndex(gathered[:size])
    built = time.process_time()
    asked = [view_claim(claim) for claim in claims[:questions]]
    ready = time.process_time()
    for view in asked:
        index.search(view.stems, view.claim, 60)
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "pool": len(index),
        "indexing": round(1000 * (built - began) / len(index), 4),
        "searching": round(1000 * (ended - ready) / len(asked), 3),
        "peak": peak,
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.claims_against_passages", description=__doc__)
    parser.add_argument("claims", type=int, nargs="*", help="say how it goes when so many claims are done")
    parser.add_argument("--processes", type=int, default=1, help="over how many processes the chapters are dealt out")
    parser.add_argument("--pool", type=int, nargs="*", default=[], help="sizes of one large pool of passages")
    asked = parser.parse_args()
    for size in asked.pool:
        print(json.dumps(pool(size)), flush=True)  # noqa: T201
    if asked.claims:
        for reached in run(sorted(asked.claims), processes=asked.processes):
            print(json.dumps(asdict(reached)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
