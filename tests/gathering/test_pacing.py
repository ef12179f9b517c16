"""The rate limit of a service holds for everyone who calls it: tasks, runs and programs."""

from __future__ import annotations

import asyncio
import datetime as dt
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.gathering.pacing import Pace, TurnFolder
from tests.gathering.rounds import START

CALLS = """
import asyncio, datetime as dt, sys
from pathlib import Path
from pipeline.gathering.pacing import Pace, TurnFolder
def now(): return dt.datetime.now(dt.UTC)
async def calls():
    pace = Pace(0.05, now, TurnFolder(Path(sys.argv[1])), "service")
    for _ in range(8):
        await pace.wait()
        print(now().timestamp())
asyncio.run(calls())
"""


def wall() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def test_programs_that_call_at_the_same_time_share_the_pace(tmp_path: Path) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", CALLS, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    calls = sorted(float(line) for program in programs for line in program.communicate()[0].splitlines())
    assert len(calls) == 24
    assert calls[-1] - calls[0] >= 23 * 0.05 - 0.05


def test_the_next_run_waits_for_its_turn(tmp_path: Path) -> None:
    async def run() -> float:
        loop = asyncio.get_running_loop()
        began = loop.time()
        assert await Pace(0.2, wall, TurnFolder(tmp_path), "pace").wait()
        return loop.time() - began

    assert asyncio.run(run()) < 0.15
    assert asyncio.run(run()) > 0.1


def test_a_service_that_asked_to_be_left_alone_is_not_called_until_then(tmp_path: Path) -> None:
    async def run(hours: float) -> bool:
        return await Pace(0, lambda: START + dt.timedelta(hours=hours), TurnFolder(tmp_path), "pace").wait()

    Pace(0, lambda: START, TurnFolder(tmp_path), "pace").rest("7200")
    assert not asyncio.run(run(1))
    assert asyncio.run(run(3))


def test_a_service_that_refused_without_a_time_rests_a_quarter_of_an_hour(tmp_path: Path) -> None:
    async def run(minutes: float) -> bool:
        return await Pace(0, lambda: START + dt.timedelta(minutes=minutes), TurnFolder(tmp_path), "pace").wait()

    Pace(0, lambda: START, TurnFolder(tmp_path), "pace").rest(None)
    assert not asyncio.run(run(14))
    assert asyncio.run(run(16))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"free_at": 5}', '{"free_at": "2026-01-01", "not_before": "x"}', "\0"]
)
def test_a_torn_file_starts_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "pace.json").write_text(text)
    assert asyncio.run(Pace(0.0, wall, TurnFolder(tmp_path), "pace").wait())


def test_a_clock_that_was_set_back_does_not_stop_the_calls(tmp_path: Path) -> None:
    async def run(at: dt.datetime) -> None:
        async with asyncio.timeout(2):
            await Pace(0.01, lambda: at, TurnFolder(tmp_path), "pace").wait()

    asyncio.run(run(START + dt.timedelta(days=3)))
    asyncio.run(run(START))


def test_a_folder_that_cannot_be_written_keeps_the_pace_for_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    async def run() -> None:
        pace = Pace(0.05, wall, TurnFolder(tmp_path / "file"), "pace")
        loop = asyncio.get_running_loop()
        began = loop.time()
        for _ in range(3):
            assert await pace.wait()
        assert loop.time() - began >= 0.09

    asyncio.run(run())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=12), st.integers(1, 20))
def test_no_two_turns_are_nearer_than_the_interval(gaps: list[int], interval: int) -> None:
    """Callers that come at any milliseconds, each at the instant that the clock shows to it."""

    async def turns() -> list[dt.datetime]:
        at, taken = START, []
        slept: list[float] = []

        async def sleep(seconds: float) -> None:
            slept.append(seconds)

        pace = Pace(interval / 1000, lambda: at)
        real, asyncio.sleep = asyncio.sleep, sleep  # type: ignore[assignment]
        try:
            for gap in gaps:
                at += dt.timedelta(milliseconds=gap)
                await pace.wait()
                taken.append(at + dt.timedelta(seconds=slept[-1]))
        finally:
            asyncio.sleep = real
        return taken

    taken = asyncio.run(turns())
    apart = [(later - earlier).total_seconds() for earlier, later in pairwise(taken)]
    assert all(gap >= interval / 1000 - 1e-6 for gap in apart)
