"""Each row of the decision table against somebody who tries to get a verdict that is not deserved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging.deciding.reviews import sign
from pipeline.judging.deciding.verdicts import Decision, decide
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import REPLACES, Claim, Evidence, Snapshot
from tests.judging.cases import above, claim, day, evidence, look, point
from tests.judging.strategies import as_of_days, found_evidence, worlds

TODAY = dt.date(2026, 11, 23)
SHARE = claim(point(41, "percent", "percent"))
MANY = claim(above(2_000_000))


def ruled(
    about: Claim, found: Sequence[Evidence], looks: Sequence[Snapshot], as_of: dt.date = TODAY, **more: Any
) -> Decision:
    return decide(about, found, looks, DEFAULT_POLICY, as_of, **more)


def percent(
    value: float, source: str = "report", on: str = "2026-03-20", as_of: str | None = None, **more: Any
) -> Evidence:
    return evidence(more.pop("about", SHARE), point(value, "percent", "percent"), source, on, as_of, **more)


# --- row 1: reviews ------------------------------------------------------------------------------------------------


def test_an_override_does_not_outlive_the_evidence_it_was_made_for() -> None:
    seen = [percent(41, as_of="2026-03")]
    looks = [look("report", "2026-03-20")]
    signed = sign(
        SHARE, seen, looks, DEFAULT_POLICY, as_of=dt.date(2026, 4, 1), decision="override:supported", reviewer="E",
        why="I rang them up", reviewed_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    assert ruled(SHARE, seen, looks, reviews=[signed]).reason == "reviewed"
    now = [*seen, percent(17, "agency", "2026-05-01", as_of="2026-05")]
    assert ruled(SHARE, now, [*looks, look("agency", "2026-05-01")], reviews=[signed]).reason != "reviewed"
    assert ruled(SHARE, seen, looks, dt.date(2026, 3, 31), reviews=[signed]).reason != "reviewed"
    forged = replace(signed, decision="override:certain")
    assert ruled(SHARE, seen, looks, reviews=[forged]).reason == "exact"


# --- rows 2 to 5: nothing to go by ----------------------------------------------------------------------------------


def test_a_claim_that_is_not_checkable_is_not_supported_by_anything() -> None:
    assert (
        ruled(replace(SHARE, checkable=False), [percent(41)], [look("report", "2026-03-20")]).reason == "not_checkable"
    )


@pytest.mark.parametrize("outcome", ["gone", "blocked", "timeout", "soft_not_found", "truncated", "unsupported"])
def test_a_source_that_was_never_read_supports_nothing(outcome: str) -> None:
    assert ruled(SHARE, [], [look("report", "2026-03-20", outcome=outcome)]).reason == "fetch_failed"


def test_what_speaks_of_something_else_is_no_passage() -> None:
    assert ruled(SHARE, [percent(41, score=0.34)], [look("report", "2026-03-20")]).reason == "passage_missing"


# --- rows 6 and 7: disagreement, and time ---------------------------------------------------------------------------


def test_two_equally_good_sources_of_one_time_that_disagree_support_nothing() -> None:
    rows = [percent(41, as_of="2026-03"), percent(43, "agency", as_of="2026-03")]
    assert ruled(SHARE, rows, [look("report", "2026-03-20"), look("agency", "2026-03-20")]).reason == "conflicting"


def test_many_copies_of_one_statement_do_not_outvote_another_source() -> None:
    words = "In March the works said that widgets made up 41 percent of all that left its three halls."
    copies = [percent(41, f"copy-{n}", as_of="2026-03", quote=words) for n in range(5)]
    other = percent(43, "agency", as_of="2026-03", quote="The agency counted 43 percent.")
    looks = [look(row.source_id, "2026-03-20") for row in [*copies, other]]
    assert ruled(SHARE, [*copies, other], looks).reason == "conflicting"
    alone = ruled(SHARE, copies, looks[:5])
    assert alone.reason == "exact"
    assert "independent" not in alone.explanation


def test_a_copy_published_later_is_no_newer_than_its_original() -> None:
    words = "In March the works said that widgets made up 41 percent of all that left its three halls."
    original, copy = percent(41, as_of="2026-01", quote=words), percent(41, "blog", as_of="2026-10", quote=words)
    newer = percent(44, "agency", as_of="2026-06", quote="The agency counted 44 percent.")
    looks = [look(row.source_id, "2026-03-20") for row in (original, copy, newer)]
    assert ruled(SHARE, [original, copy, newer], looks).reason == "figure_moved"


@pytest.mark.parametrize("scope", ["dated", "attributed"])
@pytest.mark.parametrize("later", ["2022", "2026-10", "2024-spring"])
def test_a_dated_claim_is_never_made_stale_by_a_figure_of_another_period(scope: str, later: str) -> None:
    about = claim(point(41, "percent", "percent"), scope=scope, as_of="2021")
    rows = [percent(41, as_of="2021-06", about=about), percent(60, "agency", as_of=later, about=about)]
    rows = [replace(row, as_of_basis="passage") for row in rows]
    looks = [look("report", "2026-03-20"), look("agency", "2026-03-20")]
    assert ruled(about, rows, looks).status == "supported"


def test_the_figure_of_a_later_year_alone_neither_supports_nor_contradicts_a_dated_claim() -> None:
    about = claim(point(41, "percent", "percent"), scope="dated", as_of="2021")
    for value in (41, 60):
        row = replace(percent(value, as_of="2025", about=about), as_of_basis="passage")
        assert ruled(about, [row], [look("report", "2026-03-20")]).reason == "needs_review"


def test_an_older_figure_never_makes_a_newer_one_stale() -> None:
    rows = [percent(41, as_of="2026-03"), percent(30, "agency", as_of="2025-01")]
    assert ruled(SHARE, rows, [look("report", "2026-03-20"), look("agency", "2026-03-20")]).status == "supported"


def test_an_undated_page_never_makes_a_dated_one_stale() -> None:
    rows = [percent(41, as_of="2026-03"), percent(55, "blog", "2026-10-01")]
    assert ruled(SHARE, rows, [look("report", "2026-03-20"), look("blog", "2026-10-01")]).status == "supported"


@pytest.mark.parametrize(
    ("authority", "status"), [("unknown", "supported"), ("secondary", "stale"), ("primary", "stale")]
)
def test_only_a_source_at_least_as_good_moves_a_figure(authority: str, status: str) -> None:
    rows = [percent(41, as_of="2026-03"), percent(47, "other", as_of="2026-10", authority=authority)]
    assert ruled(SHARE, rows, [look("report", "2026-03-20"), look("other", "2026-03-20")]).status == status


def test_a_bound_is_outgrown_only_beyond_what_it_implies() -> None:
    for value, status in ((2_900_000, "supported"), (3_012_377, "stale"), (1_900_000, "stale")):
        rows = [
            evidence(MANY, point(2_100_000), as_of="2026-03"),
            evidence(MANY, point(value), "counter", "2026-08-22", as_of="2026-08-22"),
        ]
        looks = [look("report", "2026-03-20"), look("counter", "2026-08-22")]
        assert ruled(MANY, rows, looks).status == status
        assert ruled(MANY, rows, looks, dt.date(2026, 4, 1)).status == "supported"


def test_by_then_counts_what_had_happened_by_then() -> None:
    by_then = claim(day("2025-08", "lte"))
    for when, reason in (("2025-07-30", "bound_holds"), ("2025-08-31", "bound_holds"), ("2025-09-01", "contradicted")):
        assert (
            ruled(by_then, [evidence(by_then, day(when), as_of="2026-01")], [look("report", "2026-03-20")]).reason
            == reason
        )


# --- rows 8 to 10: sources come and go ------------------------------------------------------------------------------


def test_a_source_that_dropped_the_words_is_stale_until_it_says_them_again() -> None:
    row = percent(41, on="2026-01-15", as_of="2026-01")
    seen = [look("report", "2026-01-15", "one")]
    row = replace(row, snapshot_id=seen[0].snapshot_id, payload_sha256="one")
    assert ruled(SHARE, [row], seen).status == "supported"
    seen.append(look("report", "2026-02-15", "two"))
    assert ruled(SHARE, [row], seen).reason == "source_changed"
    seen.append(look("report", "2026-03-15", outcome="timeout"))
    assert ruled(SHARE, [row], seen).reason == "source_changed"
    seen.append(look("report", "2026-04-15", "one"))
    assert ruled(SHARE, [row], seen).status == "supported"
    assert ruled(SHARE, [row], seen, dt.date(2026, 3, 1)).reason == "source_changed"


def test_a_lost_network_is_not_a_lost_source() -> None:
    row = replace(percent(41, on="2026-01-15", as_of="2026-01"), payload_sha256="one")
    seen = [look("report", "2026-01-15", "one"), look("report", "2026-02-15", outcome="network_error")]
    assert ruled(SHARE, [row], seen).status == "supported"
    assert ruled(SHARE, [row], [*seen, look("report", "2026-03-15", outcome="gone")]).reason == "source_gone"


def test_freshness_counts_from_the_newest_look_that_read_it_not_from_failed_ones() -> None:
    about = replace(SHARE, freshness_days=90)
    row = replace(percent(41, on="2026-01-15", as_of="2026-01", about=about), payload_sha256="one")
    seen = [look("report", "2026-01-15", "one"), look("report", "2026-11-20", outcome="blocked")]
    assert ruled(about, [row], seen).reason == "review_due"
    assert ruled(about, [row], [*seen, look("report", "2026-11-21", "one")]).status == "supported"


# --- rows 11 to 13 -------------------------------------------------------------------------------------------------


def test_a_circular_page_never_counts_however_good_it_is() -> None:
    row = percent(41, as_of="2026-03", circular=True, authority="primary", score=1.0)
    decision = ruled(SHARE, [row], [look("report", "2026-03-20")])
    assert decision.reason == "passage_missing"
    assert "quotes the chapter" in decision.explanation


def test_only_disagreement_is_loud_and_weak_disagreement_is_not() -> None:
    looks = [look("report", "2026-03-20")]
    assert ruled(SHARE, [percent(60, as_of="2026-03")], looks).reason == "contradicted"
    assert ruled(SHARE, [percent(60, as_of="2026-03", score=0.5)], looks).reason == "needs_review"


def test_evidence_of_another_claim_counts_for_nothing() -> None:
    assert (
        ruled(SHARE, [replace(percent(41), claim_id="other")], [look("report", "2026-03-20")]).reason
        == "passage_missing"
    )


# --- for every world -----------------------------------------------------------------------------------------------

quick = settings(max_examples=40, deadline=None)
World = tuple[Claim, list[Evidence], list[Snapshot]]


@quick
@given(worlds(), as_of_days)
def test_a_dated_or_attributed_claim_is_never_moved(world: World, as_of: dt.date) -> None:
    about, found, looks = world
    about = replace(about, scope="dated", as_of=about.as_of or "2025")
    assert ruled(about, found, looks, as_of).reason != "figure_moved"


@quick
@given(st.data(), worlds(), as_of_days)
def test_more_disagreement_never_lifts_a_status(data: st.DataObject, world: World, as_of: dt.date) -> None:
    about, found, looks = world
    order = {"unverified": 0, "stale": 0, "supported": 1}
    more = [replace(row, evidence_id=f"more-{row.evidence_id}") for row in data.draw(found_evidence(about, looks))]
    against = [row for row in more if row.relation == "disagrees"]
    before, after = ruled(about, found, looks, as_of), ruled(about, found + against, looks, as_of)
    assert order[after.status] <= order[before.status]


@quick
@given(worlds(), as_of_days)
def test_copies_of_the_evidence_on_other_pages_change_no_status(world: World, as_of: dt.date) -> None:
    """The same bytes at another address are the same source."""
    about, found, looks = world
    payloads = {one.snapshot_id: one.payload_sha256 or "" for one in looks}
    found = [replace(row, payload_sha256=f"{row.source_id} {payloads[row.snapshot_id]}") for row in found]
    looks = [
        replace(one, payload_sha256=one.payload_sha256 and f"{one.source_id} {one.payload_sha256}") for one in looks
    ]
    twice = [
        replace(row, source_id=f"mirror-{row.source_id}", evidence_id=f"mirror-{row.evidence_id}") for row in found
    ]
    mirrors = [
        replace(one, source_id=f"mirror-{one.source_id}", snapshot_id=f"mirror-{one.snapshot_id}") for one in looks
    ]
    names = {one.snapshot_id: f"mirror-{one.snapshot_id}" for one in looks}
    twice = [replace(row, snapshot_id=names[row.snapshot_id]) for row in twice]
    before, after = ruled(about, found, looks, as_of), ruled(about, found + twice, looks + mirrors, as_of)
    assert (before.status == "supported") == (after.status == "supported")


@quick
@given(st.data(), worlds(), as_of_days)
def test_a_note_that_was_taken_back_leaves_no_trace(data: st.DataObject, world: World, as_of: dt.date) -> None:
    about, found, looks = world
    wrong = look("report", "2026-10-01", "bytes-taken-back", "transcript", "transcript")
    right = replace(look("report", "2025-06-02", "bytes-1"), flags=(f"{REPLACES}{wrong.snapshot_id}",))
    rows = [
        replace(row, source_id="report", snapshot_id=wrong.snapshot_id, payload_sha256="bytes-taken-back",
                evidence_id=f"wrong-{row.evidence_id}", fetched_at=wrong.fetched_at, as_of="2026-10-01")
        for row in data.draw(found_evidence(about, looks))
    ]  # fmt: skip
    without = ruled(about, found, [*looks, replace(right, flags=())], as_of)
    assert ruled(about, found + rows, [*looks, wrong, right], as_of) == without


@quick
@given(worlds(), as_of_days, as_of_days)
def test_a_verdict_of_a_day_does_not_depend_on_what_came_after(world: World, early: dt.date, late: dt.date) -> None:
    about, found, looks = world
    early, late = min(early, late), max(early, late)
    then = [row for row in found if row.fetched_at.date() <= late]
    seen = [one for one in looks if one.fetched_at.date() <= late]
    assert ruled(about, found, looks, early) == ruled(about, then, seen, early)


def test_a_larger_count_of_a_later_time_does_not_contradict_an_earlier_one() -> None:
    about = claim(point(100_000), as_of="2026-spring")
    later, same_time = (evidence(about, point(151_448), as_of=when) for when in ("2026-08", "2026-04"))
    smaller = evidence(about, point(60_000), as_of="2026-08")
    looks = [look("report", "2026-03-20")]
    grown = ruled(about, [later], looks)
    assert grown.reason == "needs_review"
    assert "may have grown since" in grown.explanation
    assert ruled(about, [same_time], looks).reason == "contradicted"
    assert ruled(about, [smaller], looks).reason == "contradicted"
