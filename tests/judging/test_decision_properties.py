"""What holds of the decision table for every claim, evidence and history."""

from __future__ import annotations

import datetime as dt
import typing
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging.deciding.case import build_case
from pipeline.judging.deciding.verdicts import Decision, decide
from pipeline.judging.deciding.weighing import needed_score
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Claim, Evidence, Reason, Snapshot, Status
from tests.judging.strategies import as_of_days, found_evidence, worlds

World = tuple[Claim, list[Evidence], list[Snapshot]]
quick = settings(max_examples=35, deadline=None)


def ruled(about: Claim, found: list[Evidence], looks: list[Snapshot], as_of: dt.date) -> Decision:
    return decide(about, found, looks, DEFAULT_POLICY, as_of)


@quick
@given(worlds(), as_of_days)
def test_every_input_has_a_verdict_that_is_explained(world: World, as_of: dt.date) -> None:
    decision = ruled(*world, as_of)
    assert decision.status in typing.get_args(Status)
    assert decision.reason in typing.get_args(Reason)
    assert decision.explanation.endswith(".")
    assert "\n" not in decision.explanation


@quick
@given(worlds(), as_of_days)
def test_supported_rests_on_decisive_agreement_that_stood_by_the_day(world: World, as_of: dt.date) -> None:
    about, found, looks = world
    decision = ruled(about, found, looks, as_of)
    if decision.status != "supported":
        return
    by_id = {item.evidence_id: item for item in found}
    assert decision.evidence_ids
    for name in decision.evidence_ids:
        item = by_id[name]
        assert item.relation == "agrees"
        assert item.arithmetic
        assert not item.circular
        assert item.score >= needed_score(item, about, DEFAULT_POLICY)
        assert item.fetched_at.date() <= as_of


@quick
@given(st.data(), worlds(), as_of_days)
def test_the_order_of_evidence_and_looks_does_not_matter(data: st.DataObject, world: World, as_of: dt.date) -> None:
    about, found, looks = world
    mixed = data.draw(st.permutations(found)), data.draw(st.permutations(looks))
    assert ruled(about, found, looks, as_of) == ruled(about, *mixed, as_of)
    assert ruled(about, found + found, looks + looks, as_of) == ruled(about, found, looks, as_of)


@quick
@given(st.data(), worlds(), as_of_days)
def test_more_disagreement_never_makes_a_claim_supported(data: st.DataObject, world: World, as_of: dt.date) -> None:
    about, found, looks = world
    more = data.draw(found_evidence(about, looks))
    against = [item for item in _renamed(more) if item.relation != "agrees"]
    if ruled(about, found, looks, as_of).status != "supported":
        assert ruled(about, found + against, looks, as_of).status != "supported"


@quick
@given(st.data(), worlds(), as_of_days)
def test_what_is_later_than_the_day_changes_nothing(data: st.DataObject, world: World, as_of: dt.date) -> None:
    about, found, looks = world
    known = [one for one in looks if one.fetched_at.date() <= as_of]
    names = {one.snapshot_id for one in known}
    then = [item for item in found if item.snapshot_id in names]
    assert ruled(about, found, looks, as_of) == ruled(about, then, known, as_of)


@quick
@given(worlds(), as_of_days)
def test_evidence_that_does_not_count_changes_nothing(world: World, as_of: dt.date) -> None:
    about, found, looks = world
    counting = [item for item in found if not item.circular and item.score >= DEFAULT_POLICY.related_score]
    first, second = ruled(about, found, looks, as_of), ruled(about, counting, looks, as_of)
    assert (first.status, first.reason, first.evidence_ids) == (second.status, second.reason, second.evidence_ids)


@quick
@given(worlds(), as_of_days)
def test_standing_evidence_is_current_agreement(world: World, as_of: dt.date) -> None:
    case = build_case(world[0], world[1], world[2], DEFAULT_POLICY, as_of)
    assert set(case.standing) <= set(case.agreeing)
    assert not set(case.agreeing) & (set(case.past) | set(case.lost))


def _renamed(rows: list[Evidence]) -> list[Evidence]:
    return [replace(row, evidence_id=f"more-{row.evidence_id}") for row in rows]
