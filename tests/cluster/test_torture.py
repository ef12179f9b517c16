"""The torture compares what can be compared: runs of one day, each kill of a run that was compared counted once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from tests.cluster.torture import compare

FIRST = dt.date(2026, 11, 28)


class Clock:
    """A day that ends when it is told to, and runs whose tables bear it."""

    def __init__(self, midnights: set[str], broken: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        self.day, self.midnights, self.broken, self.ran = FIRST, midnights, broken, list[str]()

    def today(self) -> dt.date:
        return self.day

    def undisturbed(self, name: str) -> Mapping[str, bytes]:
        begun = self.day
        self.ran.append(name)
        if name in self.midnights:
            self.day += dt.timedelta(days=1)
        return {"claims": b"claims", "verdicts": f"{begun} {self.day} {name in self.broken}".encode()}

    def disturbed(self, name: str, most: int) -> tuple[Counter[str], int, Mapping[str, bytes]]:
        return Counter(worker=most), 2, self.undisturbed(name)


def test_a_run_after_midnight_is_compared_with_an_undisturbed_one_of_its_own_day() -> None:
    clock = Clock({"round-3"})
    tally = compare(clock.undisturbed, clock.disturbed, 6, 2, clock.today)
    assert clock.ran == ["undisturbed-1", "round-2", "round-3", "undisturbed-4", "round-5", "round-6"]
    assert tally.different == []
    assert (tally.kills, tally.rounds, tally.commands) == (Counter(worker=6), 3, 6), "the run cut in two counts nowhere"


def test_an_undisturbed_run_that_midnight_cuts_in_two_is_repeated() -> None:
    clock = Clock({"undisturbed-1"})
    assert compare(clock.undisturbed, clock.disturbed, 1, 5, clock.today).different == []
    assert clock.ran == ["undisturbed-1", "undisturbed-2", "round-3"]


def test_what_differs_is_told() -> None:
    clock = Clock({"round-2"}, broken={"round-2", "round-5"})
    tally = compare(clock.undisturbed, clock.disturbed, 3, 1, clock.today)
    assert clock.ran == ["undisturbed-1", "round-2", "undisturbed-3", "round-4", "round-5", "round-6"]
    assert tally.different == ["2: verdicts"]
