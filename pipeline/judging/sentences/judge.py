"""One claim sentence against one evidence text, with or without an earlier version of that text.

What belongs here: turning the two texts into a claim, looks and evidence for the decision table, and several figures
of one sentence into one judgement. What must never be here: rules of the decision table, and rules of matching.

The texts stand for two looks at one source. Each number of the sentence is a claim of its own; the sentence is
supported only when all of them are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.judging.comparing.outcome import agrees, differs, undecided
from pipeline.judging.comparing.periods import read_period
from pipeline.judging.deciding.verdicts import Decision, decide
from pipeline.judging.policy import DEFAULT_POLICY, Policy
from pipeline.judging.sentences.figures import Finding, Number, rounds_to
from pipeline.judging.sentences.statements import Statement, read_statement
from pipeline.judging.sentences.stating import Place, Reading, find_places, read_evidence, still_says
from pipeline.model import Claim, Evidence, Figure, Reason, Relation, Snapshot, Status, figure_columns
from pipeline.quantities import find_quantities

_SOURCE = "text"
_UNDATED = dt.date(2000, 1, 1)
"""The day of a text without a date; it only has to be the same for all that is compared."""
_SURE = 0.9
"""The score of a place that is known to be the claim's own, whatever value stands there."""
_QUOTE = 240
"""Characters of a quote in an explanation."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one evidence text lets us say of one claim sentence."""

    status: Status
    reason: Reason
    explanation: str


@dataclass(frozen=True, slots=True)
class _Look:
    """One version of the evidence text and the best place in it."""

    reading: Reading
    places: tuple[Place, ...]
    snapshot: Snapshot

    @property
    def best(self) -> Place | None:
        """Where the claim is stated; else where another value stands in its place; else the likeliest place."""
        first = next((place for place in self.places if place.states), None)
        return first or next((place for place in self.places if place.denies), None) or next(iter(self.places), None)


def judge(
    claim_text: str,
    evidence_text: str,
    *,
    earlier_text: str | None = None,
    claim_date: str | None = None,
    evidence_date: str | None = None,
) -> Judgement:
    """Whether `evidence_text` supports the claim sentence; deterministic, without any model. Never raises.

    `earlier_text` is an earlier version of the same text: a claim that it stated and that the newer one states
    otherwise is stale. Dates are ISO 8601 at any granularity: `claim_date` is what relative dates of the claim count
    from, `evidence_date` those of the evidence.
    """
    policy = DEFAULT_POLICY
    reading = read_evidence(evidence_text, evidence_date)
    spoken = read_period(claim_date)
    quantities = find_quantities(claim_text, spoken.first if spoken else None)
    statement = read_statement(claim_text, reading.index.rarity, quantities)
    now = _day(evidence_date)
    newest = _look(statement, reading, policy, evidence_text, now)
    earlier = None
    if earlier_text is not None:
        before = read_evidence(earlier_text, None)
        earlier_statement = read_statement(claim_text, before.index.rarity, quantities)
        earlier = _look(earlier_statement, before, policy, earlier_text, now - dt.timedelta(days=1))
    decided = [
        _decide(claim, at, earlier, newest, policy, now) for at, claim in enumerate(_claims(claim_text, statement))
    ]
    return _together([decision for decision, _ in decided], [line for _, line in decided])


def _day(date: str | None) -> dt.date:
    period = read_period(date)
    return period.first if period else _UNDATED


def _look(statement: Statement, reading: Reading, policy: Policy, text: str, day: dt.date) -> _Look:
    snapshot = Snapshot(
        snapshot_id=f"{_SOURCE}@{day.isoformat()}",
        source_id=_SOURCE,
        fetched_at=dt.datetime.combine(day, dt.time(12), dt.UTC),
        outcome="fetched",
        payload_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
    return _Look(reading, tuple(find_places(statement, reading, policy)), snapshot)


def _claims(text: str, statement: Statement) -> list[Claim]:
    """One claim per number of the sentence; a sentence without numbers is one claim."""
    numbers: Sequence[Number | None] = statement.figures or (None,)
    return [
        Claim(
            claim_id=f"figure-{at + 1}",
            chapter_id=_SOURCE,
            statement=text,
            quote=number.text if number else text,
            sources=(_SOURCE,),
            **_figure(number.figure if number else None),
        )
        for at, number in enumerate(numbers)
    ]


def _figure(figure: Figure | None) -> dict[str, Any]:
    return figure_columns(figure) if figure else {}


def _decide(
    claim: Claim, at: int, earlier: _Look | None, newest: _Look, policy: Policy, now: dt.date
) -> tuple[Decision, str]:
    """The decision table on one figure, with the two versions as two looks at one source."""
    evidence: list[Evidence] = []
    snapshots = [newest.snapshot]
    before, after = earlier.best if earlier else None, newest.best
    if earlier is not None:
        snapshots.append(earlier.snapshot)
        if before is not None:
            evidence.append(_row(claim, before, *_alone(before, at), earlier.snapshot))
    if before is not None and before.states:
        after = _same_place(newest) or after
        if after is not None:
            evidence.append(_row(claim, after, *_after(claim, before, after, at), newest.snapshot))
    elif after is not None:
        evidence.append(_row(claim, after, *_alone(after, at), newest.snapshot))
    decision = decide(claim, evidence, snapshots, policy, now)
    return decision, _explain(claim, decision, before, after, at)


def _alone(place: Place, at: int) -> tuple[Finding, float]:
    """What one version says of a number, and how surely the place is the claim's. Where nothing but values differ, the
    place is surely the claim's: another value counts against it, and the numbers beside that are stated."""
    finding = _finding(place, at)
    return finding, _SURE if finding.standing in ("differs", "stated") and place.denies else place.score


def _explain(claim: Claim, decision: Decision, before: Place | None, after: Place | None, at: int) -> str:
    """A sentence per figure that a person can check."""
    said = f"“{claim.quote}” is {decision.status} ({decision.reason})"
    if after is None:
        return f"{said}: the text says nothing."
    finding = _finding(after, at)
    quote = after.sentence.text if len(after.sentence.text) <= _QUOTE else f"{after.sentence.text[:_QUOTE]}…"
    line = f"{said}: {finding.comparison.arithmetic}, in “{quote}”"
    if decision.status == "stale" and before is not None:
        line += f"; before it said “{before.sentence.text[:_QUOTE]}”"
    elif decision.status == "unverified" and after.failed:
        line += f"; not met: {', '.join(after.failed)}"
    return f"{line}."


def _finding(place: Place, at: int) -> Finding:
    """What a place says of one number; of a sentence without numbers, whether it says the sentence."""
    if place.answer is not None:
        return place.answer
    if at < len(place.findings):
        return place.findings[at]
    if place.states:
        return Finding("stated", agrees("exact", "the sentence is stated in these words"), None, 0)
    return Finding("open", undecided(f"not stated in full: {', '.join(place.failed)}"), None, -1)


def _same_place(newest: _Look) -> Place | None:
    """Where the newer version says what the earlier one said: where it states the claim, else where it may still."""
    stating = (place for place in newest.places if place.states)
    rewording = (place for place in newest.places if still_says(place))
    return next(stating, None) or next(rewording, None)


def _after(claim: Claim, before: Place, after: Place, at: int) -> tuple[Finding, float]:
    """What the newer version says in the place of what the earlier one stated, and how surely it is the same place.

    A figure that the earlier version stated exactly and the newer one states otherwise has moved, even by less than
    rounding: the source corrected it. One that is only written with fewer digits has not.
    """
    was, finding = _finding(before, at), _finding(after, at)
    if after.states or still_says(after):
        if finding.standing == "stated" and was.comparison.agreement == "exact" and _restated(claim, finding):
            return Finding("differs", differs(finding.comparison.arithmetic), finding.passage, finding.place), _SURE
        if finding.standing in ("stated", "coarser"):
            return replace(finding, standing="stated"), _SURE
    elif finding.standing == "stated" and after.denies:
        return finding, _SURE
    elif finding.standing in ("stated", "coarser"):
        why = undecided(f"{finding.comparison.arithmetic}; but {', '.join(after.failed)} fails")
        return Finding("open", why, finding.passage, -1), 0.0
    if finding.standing == "differs" and "no word of the claim is missing" not in after.failed:
        return finding, _SURE
    return replace(finding, standing="open"), after.score


def _restated(claim: Claim, finding: Finding) -> bool:
    """Whether the newer figure is another point value, not the claimed one with more or fewer digits."""
    new = finding.passage
    if new is None or claim.comparator != "eq" or new.comparator != "eq" or claim.value is None or new.value is None:
        return False
    return claim.unit == new.unit and not (rounds_to(claim, new) or rounds_to(new, claim))


def _row(claim: Claim, place: Place, finding: Finding, score: float, snapshot: Snapshot) -> Evidence:
    relations: dict[str, Relation] = {"stated": "agrees", "differs": "disagrees"}
    relation = relations.get(finding.standing, "unrelated")
    figure: Figure = finding.passage or claim
    return Evidence(
        evidence_id=f"{claim.claim_id}:{snapshot.snapshot_id}",
        claim_id=claim.claim_id,
        passage_id=f"{place.sentence.start}:{place.sentence.end}",
        source_id=snapshot.source_id,
        snapshot_id=snapshot.snapshot_id,
        relation=relation,
        agreement=finding.comparison.agreement if relation != "unrelated" else "undecided",
        score=score,
        score_parts=json.dumps({name: round(value, 3) for name, value in sorted(place.parts.items())}),
        arithmetic=finding.comparison.arithmetic,
        quote=place.sentence.text,
        as_of=snapshot.fetched_at.date().isoformat(),
        fetched_at=snapshot.fetched_at,
        **_figure(figure),
    )


def _together(decisions: Sequence[Decision], lines: Sequence[str]) -> Judgement:
    """One judgement for all figures of a sentence: the worst status, and the loudest reason for it."""
    ranks = {"unverified": 0, "stale": 1, "supported": 2}
    loud = {"contradicted": 0, "conflicting": 1, "figure_moved": 0, "source_changed": 1}
    worst = min(decisions, key=lambda decision: (ranks[decision.status], loud.get(decision.reason, 9)))
    if worst.status == "supported":
        order: tuple[Reason, ...] = ("arithmetic", "bound_holds", "within_rounding", "exact")
        worst = min(decisions, key=lambda decision: order.index(decision.reason) if decision.reason in order else 9)
    return Judgement(worst.status, worst.reason, " ".join([*_tally(decisions), *lines]))


def _tally(decisions: Sequence[Decision]) -> list[str]:
    """How many figures of a sentence are supported; nothing when it has but one."""
    if len(decisions) < 2:
        return []
    supported = sum(decision.status == "supported" for decision in decisions)
    return [f"{supported} of {len(decisions)} figures supported."]
