"""Deciding only what no longer holds leaves, run after run and replay after replay, the verdicts of deciding all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.defs.keeping.holding import remembered, still_hold
from pipeline.defs.keeping.ledger import Done
from pipeline.publishing.columns import schema

CLAIMS = ("boats", "members", "wall")
_FIRST = dt.date(2026, 1, 1)

days = st.integers(0, 12).map(lambda number: _FIRST + dt.timedelta(days=number))
inputs = st.fixed_dictionaries({name: st.sampled_from("abc") for name in CLAIMS})
runs = st.lists(st.tuples(days, inputs), min_size=1, max_size=12)
"""What each run is for, a past day among them, and what each claim rests on then."""
turns = st.fixed_dictionaries({name: st.sets(days, max_size=3) for name in CLAIMS})
"""The days on which each claim comes out otherwise though it rests on the same."""


class History:
    """What an installation keeps of its claims: verdicts (claim, day, verdict), and what is remembered of them."""

    def __init__(self) -> None:
        self.verdicts: list[tuple[str, dt.date, str]] = []
        self.known = schema(Done).empty_table()
        self.decided = 0

    def standing(self, claim: str, day: dt.date) -> str | None:
        rows = [(as_of, place, said) for place, (name, as_of, said) in enumerate(self.verdicts) if name == claim]
        return max((row for row in rows if row[0] <= day), default=(day, 0, None))[2]

    def run(self, day: dt.date, rests_on: dict[str, str], turning: dict[str, set[dt.date]]) -> None:
        """Decide what does not hold, and add a verdict where it says anything new."""
        states = pa.table({"key": list(rests_on), "digest": list(rests_on.values())})
        told = pa.table(
            {
                "claim_id": pa.array([row[0] for row in self.verdicts], pa.string()),
                "as_of": pa.array([row[1] for row in self.verdicts], pa.date32()),
            }
        )
        holds = still_hold(states, self.known, told, day)
        until: dict[str, dt.date | None] = {}
        for name, held in zip(rests_on, holds.to_pylist(), strict=True):
            if not held:
                self.decided += 1
                until[name] = min((turn for turn in turning[name] if turn > day), default=None)
                said = verdict(rests_on[name], day, turning[name])
                if self.standing(name, day) != said:
                    self.verdicts.append((name, day, said))
        self.known = remembered(states, self.known, holds, until, day).cast(schema(Done)).combine_chunks()


def verdict(rests_on: str, day: dt.date, turning: set[dt.date]) -> str:
    return f"{rests_on}{sum(turn <= day for turn in turning)}"


@settings(max_examples=60, deadline=None)
@given(runs, turns)
def test_the_verdict_that_stands_on_the_day_of_a_run_is_the_one_that_deciding_anew_gives(
    run: Sequence[tuple[dt.date, dict[str, str]]], turning: dict[str, set[dt.date]]
) -> None:
    history = History()
    for day, rests_on in run:
        history.run(day, rests_on, turning)
        for name in CLAIMS:
            assert history.standing(name, day) == verdict(rests_on[name], day, turning[name])


@settings(max_examples=20, deadline=None)
@given(days, inputs, st.integers(1, 400))
def test_what_no_day_turns_is_decided_once(day: dt.date, rests_on: dict[str, str], later: int) -> None:
    history = History()
    never: dict[str, set[dt.date]] = {name: set() for name in CLAIMS}
    history.run(day, rests_on, never)
    history.run(day, rests_on, never)
    history.run(day + dt.timedelta(days=later), rests_on, never)
    assert history.decided == len(CLAIMS)
