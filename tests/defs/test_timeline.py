"""The history of verdicts is ordered by the day they hold for; a repeated verdict says nothing new."""

from __future__ import annotations

import datetime as dt

from pipeline.defs.keeping.timeline import says_the_same, standing
from pipeline.model import Verdict

DAY = dt.date(2026, 5, 1)
NOON = dt.datetime(2026, 5, 9, 12, tzinfo=dt.UTC)


def verdict(day: int, reason: str = "exact", decided: int = 0, claim_id: str = "c") -> Verdict:
    return Verdict(
        claim_id=claim_id, decided_at=NOON + dt.timedelta(hours=decided), status="supported", reason=reason,
        explanation="because", as_of=DAY + dt.timedelta(day),
    )  # type: ignore[arg-type]  # fmt: skip


def test_a_replay_of_the_past_fills_it_in_and_leaves_the_present_alone() -> None:
    present, past = verdict(8, "exact"), verdict(2, "bound_holds", decided=5)
    history = [present, past]
    assert standing(history, DAY + dt.timedelta(9))["c"] is present
    assert standing(history, DAY + dt.timedelta(5))["c"] is past
    assert standing(history, DAY) == {}


def test_of_two_verdicts_for_one_day_the_later_decided_holds() -> None:
    first, second = verdict(1, decided=0), verdict(1, "arithmetic", decided=1)
    assert standing([second, first], DAY + dt.timedelta(1))["c"] is second


def test_clock_and_run_alone_make_no_new_verdict() -> None:
    assert says_the_same(verdict(1), verdict(3, decided=9))
    assert not says_the_same(verdict(1), verdict(1, "arithmetic"))
    assert not says_the_same(None, verdict(1))
