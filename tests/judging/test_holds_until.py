"""Until when a decision holds: before that day nothing but news decides a claim otherwise, whatever the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging.comparing.periods import read_period
from pipeline.judging.deciding.case import build_case
from pipeline.judging.deciding.evidence_time import evidence_period
from pipeline.judging.deciding.reviews import digest_case, sign
from pipeline.judging.deciding.today import Today
from pipeline.judging.deciding.verdicts import Decision, decide
from pipeline.judging.policy import DEFAULT_POLICY, Policy
from pipeline.model import Claim, Digest, Evidence, Review, Snapshot
from tests.judging.cases import claim, evidence, look, point
from tests.judging.strategies import as_of_days, worlds

World = tuple[Claim, list[Evidence], list[Snapshot]]
Library = tuple[Claim, list[Evidence], list[Snapshot], list[Review], Policy]
thorough = settings(max_examples=80, deadline=None)

_DAY = dt.timedelta(days=1)
_START, _END = dt.date(2025, 1, 1), dt.date(2040, 1, 1)

policies: st.SearchStrategy[Policy] = st.builds(
    Policy,
    freshness_days=st.sampled_from([None, None, 0, 30, 200]),
    standing_reach_days=st.sampled_from([0, 60, 366]),
    transcripts=st.booleans(),
)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """A claim with everything that a verdict may rest on, of which much may be of days to come."""
    about, found, looks = draw(worlds())
    ahead, runs, forgets = draw(st.booleans()), draw(st.sampled_from([0, 1, 1, 2])), draw(st.booleans())
    running = [
        replace(row, quote=f"{row.quote}, so far") if runs and (runs == 1 or draw(st.booleans())) else row
        for row in (replace(one, as_of=draw(_ahead(one.as_of))) if ahead else one for one in found)
    ]
    looks = [one for one in looks if not forgets or draw(st.booleans())]
    policy = draw(policies)
    reviews = [
        sign(
            about, running, looks, policy,
            as_of=draw(as_of_days), decision=draw(st.sampled_from(["accept", "reject", "override:supported"])),
            reviewer="Ada", why="it is so",
            reviewed_at=dt.datetime.combine(draw(as_of_days), dt.time(12), dt.UTC),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return about, running, looks, reviews, policy


def _ahead(as_of: str | None) -> st.SearchStrategy[str | None]:
    """The same time, or one to come."""
    return st.sampled_from([as_of, as_of, as_of, "2026-12", "2027", "2028-03-01"])


def _telling_days(library: Library) -> set[dt.date]:
    """All days on which anything may turn, and those beside them: more than the rules ask about."""
    about, found, looks, reviews, policy = library
    marks = {row.fetched_at.date() for row in found} | {row.fetched_at.date() for row in looks}
    marks |= {row.reviewed_at.date() for row in reviews}
    for row in found:
        period = evidence_period(row)
        marks |= {period.first, period.after, period.after + dt.timedelta(days=policy.standing_reach_days)}
    if claimed := read_period(about.as_of):
        marks |= {claimed.first, claimed.after}
    for limit in (about.freshness_days, policy.freshness_days):
        marks |= {mark + dt.timedelta(days=limit) for mark in tuple(marks) if limit is not None}
    return {day for mark in marks for day in (mark - _DAY, mark, mark + _DAY, mark + 2 * _DAY)}


def ruled(library: Library, day: dt.date, more: Iterable[Snapshot] = ()) -> tuple[Decision, Digest]:
    about, found, looks, reviews, policy = library
    every = [*looks, *more]
    return (
        decide(about, found, every, policy, day, reviews),
        digest_case(build_case(about, found, every, policy, day)),
    )


@thorough
@given(libraries(), as_of_days, st.data())
def test_a_decision_stays_the_same_on_every_day_until_it_no_longer_holds(
    library: Library, day: dt.date, data: st.DataObject
) -> None:
    first = ruled(library, day)
    until = first[0].holds_until or _END
    days = {other for other in _telling_days(library) | {until - _DAY} if day <= other < until}
    for other in sorted(days):
        assert ruled(library, other) == first


@thorough
@given(libraries(), as_of_days, st.data())
def test_a_look_that_finds_nothing_new_changes_nothing_before_that_day(
    library: Library, day: dt.date, data: st.DataObject
) -> None:
    first = ruled(library, day)
    until = first[0].holds_until or _END
    states = build_case(*library[:3], library[4], day).looks.states
    for other in sorted(mark for mark in _telling_days(library) if day <= mark < until):
        seen = [
            replace(look(name, other.isoformat(), state.payload), outcome="not_modified", snapshot_id=f"{name}-again")
            for name, state in states.items()
            if state.payload is not None and not state.gone and data.draw(st.booleans())
        ]
        assert ruled(library, other, seen) == first


@thorough
@given(libraries(), st.lists(st.dates(_START, _END), min_size=2, max_size=12))
def test_deciding_only_what_no_longer_holds_comes_to_what_deciding_anew_each_day_does(
    library: Library, days: list[dt.date]
) -> None:
    held, until = None, None
    for day in sorted(days):
        if held is None or (until is not None and until <= day):
            held = ruled(library, day)
            until = held[0].holds_until
        assert held == ruled(library, day)


def test_an_agreeing_look_holds_until_it_is_older_than_the_claim_allows() -> None:
    about = claim(point(41, "percent"), freshness_days=90)
    rows, looks = [evidence(about, point(41, "percent"), as_of="2026-03-17")], [look("report", "2026-03-20")]
    decision = decide(about, rows, looks, DEFAULT_POLICY, dt.date(2026, 3, 21))
    assert (decision.reason, decision.holds_until) == ("exact", dt.date(2026, 6, 19))
    assert decide(about, rows, looks, DEFAULT_POLICY, dt.date(2026, 6, 18)).reason == "exact"
    assert decide(about, rows, looks, DEFAULT_POLICY, dt.date(2026, 6, 19)).reason == "review_due"


def test_what_a_mere_look_may_end_holds_for_no_day() -> None:
    about = claim(point(41, "percent"), freshness_days=90)
    rows, looks = [evidence(about, point(41, "percent"), as_of="2026-03-17")], [look("report", "2026-03-20")]
    due = dt.date(2026, 9, 1)
    decision = decide(about, rows, looks, DEFAULT_POLICY, due)
    assert (decision.reason, decision.holds_until) == ("review_due", due)
    again = replace(look("report", "2026-09-01"), outcome="not_modified")
    assert decide(about, rows, [*looks, again], DEFAULT_POLICY, due).reason == "exact"


def test_a_claim_whose_evidence_is_all_of_the_past_holds_for_ever() -> None:
    about = claim(point(41, "percent"))
    rows, looks = [evidence(about, point(41, "percent"), as_of="2026-03-17")], [look("report", "2026-03-20")]
    assert decide(about, rows, looks, DEFAULT_POLICY, dt.date(2026, 3, 20)).holds_until is None


def test_a_day_beyond_the_calendar_never_comes() -> None:
    today = Today(dt.date(2026, 1, 1))
    assert not today.is_later_than(dt.date(9999, 12, 1), by=90)
    assert today.holds_until is None
