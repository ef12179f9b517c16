"""Changes tell what moved, and keep quiet about what did not."""

from __future__ import annotations

import datetime as dt

from pipeline.judging.deciding.changes import find_changes
from pipeline.judging.deciding.verdicts import decide
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Reason, Status, Verdict
from tests.judging.cases import CLAIM, claim, evidence, look, point


def verdict(as_of: str, status: Status, reason: Reason, decided: str | None = None) -> Verdict:
    day = dt.date.fromisoformat(as_of)
    decided_at = dt.datetime.fromisoformat(decided or as_of).replace(tzinfo=dt.UTC)
    return Verdict(
        claim_id=CLAIM, decided_at=decided_at, status=status, reason=reason, explanation=f"{reason}.", as_of=day
    )


def moves(*history: Verdict) -> list[tuple[str | None, str]]:
    return [(change.reason_before, change.reason_after) for change in find_changes(history)]


def test_the_sentence_names_both_figures_and_the_last_support() -> None:
    share = claim(point(41, "percent"))
    found = [
        evidence(share, point(41, "percent"), as_of="2026-03-17"),
        evidence(share, point(43, "percent"), "blog", "2026-09-01", "2026-08-30"),
    ]
    looks = [look("report", "2026-03-20"), look("blog", "2026-09-01")]
    days = [dt.date(2026, 3, 20), dt.date(2026, 9, 1)]
    history = [
        decide(share, found, looks, DEFAULT_POLICY, day).verdict(
            CLAIM, decided_at=dt.datetime.combine(day, dt.time(), dt.UTC), as_of=day, run_id="r", policy=DEFAULT_POLICY
        )
        for day in days
    ]
    first, second = find_changes(history, claims=[share], evidence=found)
    assert first.status_before is None
    assert (second.status_before, second.status_after) == ("supported", "stale")
    assert second.what_moved == "You say 41 %; blog now says 43 %, as of 2026-08-30; last supported 2026-03-17."


def test_another_passage_for_the_same_support_is_no_change() -> None:
    assert moves(verdict("2026-03-01", "supported", "exact"), verdict("2026-04-01", "supported", "bound_holds")) == [
        (None, "exact")
    ]


def test_one_reason_for_not_having_read_it_after_another_is_no_change() -> None:
    history = (
        verdict("2026-03-01", "unverified", "fetch_failed"),
        verdict("2026-04-01", "unverified", "passage_missing"),
    )
    assert len(moves(*history)) == 1


def test_a_contradiction_after_silence_is_a_change() -> None:
    history = (
        verdict("2026-03-01", "unverified", "passage_missing"),
        verdict("2026-04-01", "unverified", "contradicted"),
    )
    assert moves(*history)[1] == ("passage_missing", "contradicted")


def test_a_replayed_day_takes_its_place_in_the_history() -> None:
    later = verdict("2026-09-01", "stale", "figure_moved")
    replayed = verdict("2026-03-20", "supported", "exact", decided="2026-11-01")
    assert moves(later, replayed) == [(None, "exact"), ("exact", "figure_moved")]
