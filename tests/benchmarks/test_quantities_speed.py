"""Reading quantities against quantulum3, in one run, on the same text: characters a second as a ratio."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from quantulum3 import parser

from pipeline.quantities import find_quantities

TIMES_AS_FAST = 30.0
# Five figures in a thousand characters: twice as many as a chapter of non-fiction has.
_PARAGRAPHS = [
    "By the spring of 2024 the archive held more than two million letters, and roughly fifteen percent of them had "
    "been read. Every day between one thousand and two thousand pages were added, most of them by volunteers.",
    "The committee met in the old town hall, where nobody had cleaned the windows for years. It heard the keeper of "
    "the maps, who spoke at length about paper, ink and the patience that both require.",
    "A scanner cost twenty dollars a day to rent; the light alone used 40 watts. In late 2019 the first 113,000 pages "
    "went online, and up to 60 people an hour looked at them.",
    "The keeper did not think of it as work. She came early, opened the shutters, and read whatever lay on top of "
    "the pile; when a hand was hard to read she set it aside for the afternoon, when the light came from the "
    "other side and the street was quiet. Visitors asked what she was looking for, and she told them that she "
    "would know it by its ink.",
    "Nobody had asked the town whether it wanted to be remembered. Its merchants had written to one another about "
    "wool, its priests about the merchants, and its children, so far as they wrote at all, about the river and "
    "the dogs that swam in it. What they left out was what everyone knew, and what everyone knew is what the "
    "archive lacks.",
    "A letter is a promise that somebody will be there to open it. Most of these were opened, folded again and "
    "put into boxes that nobody touched until the roof began to leak, and so they were saved by neglect, as so "
    "much is, and then by a bucket, a ladder and a stubborn man who could not bear the sound of dripping water.",
    "What had been a niche occupation became a habit. Readers wrote to one another, and the letters that they wrote "
    "were kept as well, so that the archive grew by what was said about it.",
]  # fmt: skip
TEXT = "\n".join(_PARAGRAPHS * 5)


def _ours() -> int:
    return len(find_quantities(TEXT))


def _peer() -> int:
    return sum(len(parser.parse(paragraph)) for paragraph in TEXT.split("\n"))


def _seconds(read: Callable[[], int]) -> float:
    began = time.process_time()
    read()
    return time.process_time() - began


@pytest.mark.slow
def test_reading_is_thirty_times_as_fast_as_quantulum3(benchmark: BenchmarkFixture) -> None:
    _ours(), _peer()
    # In turns, and the least of each: what else runs on the machine only ever adds to a reading's time.
    rounds = [(_seconds(_peer), min(_seconds(_ours) for _ in range(10))) for _ in range(5)]
    peer, ours = (min(column) for column in zip(*rounds, strict=True))
    benchmark.extra_info.update(
        characters=len(TEXT), ratio_to_quantulum3=round(peer / ours, 1), characters_per_second=round(len(TEXT) / ours)
    )
    benchmark(_ours)
    assert peer / ours >= TIMES_AS_FAST
