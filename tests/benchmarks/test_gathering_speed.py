"""What gathering costs beside bare httpx, what a second round costs beside the first, and whether memory stays flat."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import httpx
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipeline.gathering import Archive, GatherSettings, gather, read_page
from pipeline.model import Snapshot, Source
from tests.benchmarks.page_server import counted, page_server
from tests.gathering.rounds import Clock

pytestmark = pytest.mark.slow

SETTINGS = GatherSettings(allow_addresses=("127.0.0.0/8",), connections=10, connections_per_host=10)
FETCHED_AT_MOST = 1.0
UNCHANGED_AT_MOST = 0.6
SECOND_ROUND_AT_MOST = 0.17


def sources(origin: str, count: int, suffix: str = "") -> list[Source]:
    return [Source(source_id=f"s{number}", url=f"{origin}/{number}{suffix}") for number in range(count)]


def one_round(
    folder: Path, wanted: list[Source], looks: Mapping[str, Sequence[Snapshot]] | None = None
) -> list[Snapshot]:
    with Archive(folder / "archive") as archive:
        return asyncio.run(gather(wanted, looks or {}, archive, SETTINGS, now=Clock()))


async def with_bare_httpx(wanted: Iterable[Source], looks: Mapping[str, Sequence[Snapshot]] | None = None) -> None:
    """Ask for every source, with the entity tag of its look where there is one."""
    turns = iter([(source, (looks or {}).get(source.source_id)) for source in wanted])
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=10), trust_env=False) as client:

        async def work() -> None:
            for source, known in turns:
                headers = {"If-None-Match": known[-1].etag or ""} if known else None
                answer = await client.get(source.url or "", headers=headers)
                assert answer.status_code == (304 if known else 200)

        await asyncio.gather(*(work() for _ in range(10)))


def cpu(run: Callable[[], object]) -> float:
    """Seconds of CPU of this process, in which nobody looks through what other measurements left in memory."""
    gc.collect()
    gc.freeze()
    try:
        began = time.process_time()
        run()
        return time.process_time() - began
    finally:
        gc.unfreeze()


def test_a_fetched_and_archived_page_costs_less_than_bare_httpx_pays_to_fetch_it(
    benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    """CPU of one process, 10 connections both; the middle of five pairs, since other work on the machine is noise."""
    with page_server() as origin:
        wanted = sources(origin, 600)
        asyncio.run(with_bare_httpx(wanted[:100]))
        one_round(tmp_path / "warm", wanted[:100])
        pairs = []
        for turn in range(5):
            bare = cpu(lambda: asyncio.run(with_bare_httpx(wanted)))
            ours = cpu(lambda turn=turn: one_round(tmp_path / str(turn), wanted))  # type: ignore[misc]
            pairs.append((ours / bare, ours, bare))
        benchmark.pedantic(lambda: one_round(tmp_path / "timed", wanted), rounds=1)
    ratio, ours, bare = sorted(pairs)[2]
    benchmark.extra_info.update(ratio=ratio, ours_ms=ours / 600 * 1000, bare_ms=bare / 600 * 1000, pairs=pairs)
    assert ratio <= FETCHED_AT_MOST, pairs


def test_a_look_at_an_unchanged_page_costs_three_fifths_of_what_bare_httpx_pays_for_the_question(
    benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    """CPU of one process, 10 connections both: robots.txt asked for, the look archived and its row made included."""
    with page_server() as origin:
        wanted = sources(origin, 1000)
        looks = {look.source_id: [look] for look in one_round(tmp_path, wanted)}
        asyncio.run(with_bare_httpx(wanted[:100], looks))
        pairs = []
        for _ in range(5):
            bare = cpu(lambda: asyncio.run(with_bare_httpx(wanted, looks)))
            ours = cpu(lambda: one_round(tmp_path, wanted, looks))
            pairs.append((ours / bare, ours, bare))
        benchmark.pedantic(lambda: one_round(tmp_path, wanted, looks), rounds=1)
    ratio, ours, bare = sorted(pairs)[2]
    benchmark.extra_info.update(ratio=ratio, ours_s=ours, bare_s=bare, pairs=pairs)
    assert ratio <= UNCHANGED_AT_MOST, pairs


def test_a_second_round_sends_one_conditional_request_per_source_and_reads_nothing_again(
    benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    """2 000 unchanged sources: fetched, archived and read in the first round; asked once each in the second."""

    def refresh(looks: dict[str, list[Snapshot]], read: set[str]) -> list[Snapshot]:
        found = one_round(tmp_path, wanted, looks)
        with Archive(tmp_path / "archive") as archive:
            for look in found:
                if look.payload_sha256 and look.payload_sha256 not in read:
                    read.add(look.payload_sha256)
                    payload = archive.payload(look.payload_sha256)
                    read_page(payload, media_type=look.media_type, charset=look.charset, url=look.final_url)
        return found

    with page_server() as origin:
        wanted = sources(origin, 2000)
        read: set[str] = set()
        first: list[Snapshot] = []
        first_cpu = cpu(lambda: first.extend(refresh({}, read)))
        before = counted(origin)
        looks = {look.source_id: [look] for look in first}
        second: list[Snapshot] = []
        again = set(read)
        second_cpu = cpu(lambda: second.extend(refresh(looks, again)))
        after = counted(origin)
        benchmark.pedantic(lambda: refresh(looks, again), rounds=1)
    assert {look.outcome for look in second} == {"not_modified"}
    assert after["conditional"] - before["conditional"] == 2000
    assert after["whole"] == before["whole"]
    assert again == read
    benchmark.extra_info.update(first_s=first_cpu, second_s=second_cpu, ratio=second_cpu / first_cpu)
    assert second_cpu <= SECOND_ROUND_AT_MOST * first_cpu


MEASURED = """
import asyncio, json, resource, sys
from pathlib import Path
from pipeline.gathering import Archive, gather
from tests.benchmarks.test_gathering_speed import SETTINGS, sources
from tests.gathering.rounds import Clock
origin, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
wanted = sources(origin, count, "-2000")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with Archive(folder / "archive") as archive:
    found = asyncio.run(gather(wanted, {}, archive, SETTINGS, now=Clock()))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"before": before, "after": after, "fetched": sum(look.outcome == "fetched" for look in found)}))
"""


def test_memory_is_flat_from_200_to_20_000_sources(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Peak memory beyond the sources themselves: a hundred times the sources may add only their own rows."""

    def peak(origin: str, count: int) -> dict[str, int]:
        command = [sys.executable, "-c", MEASURED, origin, str(count), str(tmp_path / str(count))]
        found: dict[str, int] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        return found

    with page_server() as origin:
        few = peak(origin, 200)
        many = benchmark.pedantic(lambda: peak(origin, 20_000), rounds=1)
    assert (few["fetched"], many["fetched"]) == (200, 20_000)
    row_bytes = ((many["after"] - many["before"]) - (few["after"] - few["before"])) * 1024 / (20_000 - 200)
    benchmark.extra_info.update(few_kb=few["after"], many_kb=many["after"], bytes_per_source=row_bytes)
    assert row_bytes < 3000, "a source may leave its row behind, and nothing of its page"
    assert many["after"] < 2 * few["after"]


def test_without_a_network_a_round_ends_in_seconds(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """95 sources on 60 hosts, no name server answering: the worst sort of no network, since nothing fails at once."""

    async def unanswered(host: str) -> tuple[str, ...]:
        await asyncio.sleep(600)
        return ()

    wanted = [Source(source_id=f"s{n}", url=f"https://host{n % 60}.example/{n}") for n in range(95)]

    def offline() -> list[Snapshot]:
        with Archive(tmp_path / "archive") as archive:
            return asyncio.run(
                gather(wanted, {}, archive, GatherSettings(), now=lambda: dt.datetime.now(dt.UTC), resolve=unanswered)
            )

    found = benchmark.pedantic(offline, rounds=1)
    assert {look.outcome for look in found} == {"network_error"}
    assert benchmark.stats.stats.max < 5 * GatherSettings().resolve_timeout
