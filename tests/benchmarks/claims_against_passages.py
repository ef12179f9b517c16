"""Many claims against many passages, streamed: what a claim costs and what is held in memory, from few to a million.

    python -m tests.benchmarks.claims_against_passages 10000 100000 1000000

goes through a made library chapter by chapter, fifty claims and some five hundred passages each, and matches and
decides every claim. It prints a line of JSON whenever so many claims are done: milliseconds of CPU per claim since the
line before, and peak memory. `--pool 1000 100000` measures the index over one large pool of passages instead.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from pipeline.gathering import read_page
from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages, match
from pipeline.judging.scoring import view_claim
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
    """Bytes of memory, at most so far."""
    supported: int


@dataclass(frozen=True, slots=True)
class Work:
    """One chapter's claims, and the pages that they are held against."""

    text: str
    claims: Sequence[Claim]
    pages: Sequence[tuple[Source, Snapshot, Page, list[Passage]]]


def work(library: Library) -> Iterator[Work]:
    """The chapters of a library, one in memory at a time. Every claim may rest on every source of its chapter."""
    for number in range(library.chapters):
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


def run(marks: Sequence[int], seed: int = 0) -> Iterator[Reached]:
    """Match and decide until the last mark is reached; tells at every mark."""
    chapters = marks[-1] // 40 + 50
    library = Library(chapters, sources=SOURCES_PER_CHAPTER * chapters, seed=seed)
    waiting = list(marks)
    claims = passages = supported = before = 0
    spent = {"preparing": 0.0, "matching": 0.0, "deciding": 0.0}
    clock = time.process_time()

    def count(what: str) -> None:
        nonlocal clock
        now = time.process_time()
        spent[what] += now - clock
        clock = now

    for each in work(library):
        count("preparing")
        found: list[list[Evidence]] = [[] for _ in each.claims]
        for source, look, read, own in each.pages:
            passages += len(own)
            index = PassageIndex(own)
            for place, claim in enumerate(each.claims):
                if claim.checkable:
                    found[place] += match(
                        claim, index, source=source, snapshot=look, page=read, policy=DEFAULT_POLICY,
                        chapter_text=each.text,
                    )  # fmt: skip
        count("matching")
        looks, sources = [look for _, look, _, _ in each.pages], [source for source, _, _, _ in each.pages]
        for claim, evidence in zip(each.claims, found, strict=True):
            decision = decide(claim, evidence, looks, DEFAULT_POLICY, _NOON.date(), sources=sources)
            supported += decision.status == "supported"
        count("deciding")
        claims += len(each.claims)
        while waiting and claims >= waiting[0]:
            waiting.pop(0)
            cost = {name: round(1000 * seconds / (claims - before), 3) for name, seconds in spent.items()}
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            yield Reached(claims=claims, passages=passages, peak=peak, supported=supported, **cost)
            before, spent = claims, dict.fromkeys(spent, 0.0)
        if not waiting:
            return


def pool(size: int, questions: int = 200) -> dict[str, float]:
    """Milliseconds to index a passage and to search for a claim, in one index over so many passages."""
    library = Library(size // 1500 + 2, seed=1)
    gathered: list[Passage] = []
    claims: list[Claim] = []
    for each in work(library):
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
    parser.add_argument("--pool", type=int, nargs="*", default=[], help="sizes of one large pool of passages")
    asked = parser.parse_args()
    for size in asked.pool:
        print(json.dumps(pool(size)), flush=True)  # noqa: T201
    if asked.claims:
        for reached in run(sorted(asked.claims)):
            print(json.dumps(asdict(reached)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
