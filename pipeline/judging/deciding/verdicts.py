"""The decision table: one claim, what was known of it by a day, and the verdict that this allows.

What belongs here: the rows of DESIGN section 5, in their order. What must never be here: how figures compare
(arithmetic), how evidence is weighed (weighing, case), the wording of explanations, a clock.

`decide` is total and pure: every input has a verdict, the same input has the same verdict, in whatever order the
evidence comes, and what is later than `as_of` changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.judging.deciding.case import Case, build_case, denies_the_claim
from pipeline.judging.deciding.evidence_time import said_on
from pipeline.judging.deciding.explanations import Names, Ruling, explain, explain_review
from pipeline.judging.deciding.reviews import newest_valid
from pipeline.judging.deciding.weighing import Dated, Defeated, rank
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Evidence, Figure, Reason, Review, Snapshot, Source, Status, Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """What a verdict says, without the clock and the run that put it on record."""

    status: Status
    reason: Reason
    explanation: str
    last_supported_at: str | None
    """Date of the newest evidence that agreed, ISO 8601 at its own granularity; None when none ever did."""
    evidence_ids: tuple[str, ...]
    """What the verdict rests on, the best first."""
    judged_by: str | None = None
    """The model that said that the passages speak of the claim; None when words alone did."""
    holds_until: dt.date | None = field(default=None, compare=False)
    """The first day on which the same evidence may be decided otherwise; None is never. The day of the decision when a
    mere look, which finds nothing new, may end it. Later looks that find nothing new change nothing before that day."""

    def verdict(
        self, claim_id: str, *, decided_at: dt.datetime, as_of: dt.date, run_id: str, policy: Policy
    ) -> Verdict:
        """The row for the `verdicts` table."""
        return Verdict(
            claim_id=claim_id,
            decided_at=decided_at,
            status=self.status,
            reason=self.reason,
            explanation=self.explanation,
            as_of=as_of,
            last_supported_at=self.last_supported_at,
            evidence_ids=self.evidence_ids,
            run_id=run_id,
            policy=policy.label,
            judged_by=self.judged_by,
        )


def decide(
    claim: Claim,
    evidence: Iterable[Evidence],
    snapshots: Iterable[Snapshot],
    policy: Policy,
    as_of: dt.date,
    reviews: Iterable[Review] = (),
    *,
    sources: Sequence[Source] = (),
) -> Decision:
    """The verdict on one claim, as it stood at the end of the day `as_of`.

    `evidence` holds the claim's comparisons with passages of any of its sources' snapshots, past ones included;
    `snapshots` every look at its candidate sources, failed ones included; `sources` those candidates, for their names
    and so that a source never looked at is not taken for none. Rows of other claims are left aside. Never raises.
    """
    case = build_case(claim, evidence, snapshots, policy, as_of, [source.source_id for source in sources])
    return decide_case(case, reviews, sources=sources)


def decide_case(case: Case, reviews: Iterable[Review] = (), *, sources: Sequence[Source] = ()) -> Decision:
    """The same of a case that was built before, of the same sources."""
    ruling = next(found for found in (row(case) for row in _TABLE) if found is not None)
    names = Names.of(sources)
    last = _last_supported(case, ruling)
    explanation = explain(case, ruling, last, names)
    review = newest_valid(reviews, case.claim, (item.evidence for item in case.current), case.today)
    if review is not None:
        ruling, explanation = _reviewed(review, ruling, explanation)
    names_of = _names_of(ruling, case)
    return Decision(ruling.status, ruling.reason, explanation, last, names_of, holds_until=case.today.holds_until)


def _names_of(ruling: Ruling, case: Case) -> tuple[str, ...]:
    """The rows a ruling rests on, a comparison by all the rows it was put together from."""
    names = [item.evidence.evidence_id for item in ruling.rests_on]
    return tuple(dict.fromkeys(row for name in names for row in case.members.get(name, (name,))))


def _reviewed(review: Review, ruling: Ruling, explanation: str) -> tuple[Ruling, str]:
    """Row 1. A sign-off leaves the evidence's own verdict standing; a rejection or an override takes its place."""
    statuses: dict[str, Status] = {
        "reject": "unverified",
        "override:supported": "supported",
        "override:stale": "stale",
        "override:unverified": "unverified",
    }
    status = statuses.get(review.decision)
    text = explain_review(review, ruling, explanation, status)
    return (ruling if status is None else Ruling(status, "reviewed", ruling.rests_on)), text


# --- the rows, in their order ------------------------------------------------------------------------------------


def _not_checkable(case: Case) -> Ruling | None:
    return None if case.claim.checkable else Ruling("unverified", "not_checkable")


def _no_source(case: Case) -> Ruling | None:
    return None if case.has_candidates else Ruling("unverified", "no_source")


def _fetch_failed(case: Case) -> Ruling | None:
    read = case.looks.ever_read() or case.related
    return None if read else Ruling("unverified", "fetch_failed")


def _passage_missing(case: Case) -> Ruling | None:
    return None if case.related else Ruling("unverified", "passage_missing")


def _conflicting(case: Case) -> Ruling | None:
    if case.standing or not case.defeated:
        return None
    moved = {item.agreeing.evidence.evidence_id for item in case.defeated if item.how == "moved"}
    open_ones = [item for item in case.defeated if item.agreeing.evidence.evidence_id not in moved]
    conflicts = [item for item in open_ones if item.how == "conflict"]
    if not conflicts and moved:
        return None
    return _from_defeat("unverified", "conflicting", conflicts or open_ones)


def _figure_moved(case: Case) -> Ruling | None:
    if case.standing:
        return None
    moved = [item for item in case.defeated if item.how == "moved"]
    if not moved and not case.agreeing:
        moved = list(case.replaced)
    return _from_defeat("stale", "figure_moved", moved) if moved else None


def _source_changed(case: Case) -> Ruling | None:
    still = {item.evidence.source_id for item in case.agreeing}
    changed = [item for item in case.past if item.evidence.source_id not in still]
    if not changed:
        return None
    if case.standing and rank(changed[0]) <= max(rank(item) for item in case.standing):
        return None
    return Ruling("stale", "source_changed", tuple(changed))


def _source_gone(case: Case) -> Ruling | None:
    return Ruling("stale", "source_gone", case.lost) if case.lost and not case.standing else None


def _review_due(case: Case) -> Ruling | None:
    limit = case.claim.freshness_days if case.claim.freshness_days is not None else case.policy.freshness_days
    if limit is None or not case.standing:
        return None
    newest = max(case.looks.read_on(item.evidence) for item in case.standing)
    if not case.today.is_later_than(newest, by=limit):  # a later look only makes that true for longer
        return None
    case.today.hold_for_now()
    return Ruling("stale", "review_due", case.standing)


def _supported(case: Case) -> Ruling | None:
    if not case.standing:
        return None
    best = case.standing[0].evidence.agreement
    reasons: dict[str, Reason] = {
        "exact": "exact",
        "within_rounding": "within_rounding",
        "bound_holds": "bound_holds",
        "arithmetic": "arithmetic",
    }
    return Ruling("supported", reasons[best], case.standing) if best in reasons else None


def _contradicted(case: Case) -> Ruling | None:
    denials = tuple(item for item in case.disagreeing if denies_the_claim(item, case.claim))
    if case.once_agreeing or not denials or _may_be_said(case):
        return None
    return Ruling("unverified", "contradicted", denials)


def _may_be_said(case: Case) -> bool:
    """Whether a passage that is too weak to decide states the claimed figure: then not everything disagrees."""
    return any(item.evidence.relation == "agrees" for item in case.current)


def _needs_review(case: Case) -> Ruling | None:
    """The nearest to an answer first: what agrees, then what differs, then of what may be something else that which
    has the very figure, then what compares at all."""
    order = {"agrees": 0, "disagrees": 1, "unrelated": 2}

    def distance(item: Dated) -> tuple[int, int, float]:
        found = item.evidence
        return order[found.relation], _unlike(found, case.claim), -found.score

    nearest = sorted(case.related, key=distance)
    return Ruling("unverified", "needs_review", tuple(nearest))


def _unlike(found: Figure, claim: Figure) -> int:
    """0 where two figures are the same, 1 where they are of one kind, 2 where they do not compare."""
    if found.kind != claim.kind:
        return 2
    if claim.value is not None:
        return int(found.value != claim.value)
    return int((found.low, found.high, found.date) != (claim.low, claim.high, claim.date))


_TABLE: tuple[Callable[[Case], Ruling | None], ...] = (
    _not_checkable,
    _no_source,
    _fetch_failed,
    _passage_missing,
    _conflicting,
    _figure_moved,
    _source_changed,
    _source_gone,
    _review_due,
    _supported,
    _contradicted,
    _needs_review,
)
"""Rows 2 to 13 of DESIGN section 5; row 1, the review, is laid over what they say."""


def _from_defeat(status: Status, reason: Reason, defeats: Sequence[Defeated]) -> Ruling:
    best = defeats[0]
    rests_on = [best.by, best.agreeing]
    rests_on += [end for item in defeats for end in (item.by, item.agreeing)]
    return Ruling(status, reason, tuple(rests_on), best)


def _last_supported(case: Case, ruling: Ruling) -> str | None:
    """The newest really dated agreement; nothing later than what moved it. Of what has no time of its own the look that
    first showed it, so that one which finds the same is no news; of what is no longer said the last that showed it."""
    agreeing = case.once_agreeing
    known = [item for item in agreeing if item.known]
    if ruling.reason == "figure_moved" and ruling.because is not None:
        before = [item for item in known if item.period.first <= ruling.because.by.period.first]
        known, agreeing = before, agreeing if not known else tuple(before)
    pool = known or list(agreeing)
    if not pool:
        return None
    newest = max(pool, key=lambda item: (item.period.first, item.period.after, item.evidence.evidence_id))
    if newest.known:
        return said_on(newest.evidence)
    if ruling.reason in ("source_changed", "source_gone"):
        return case.looks.last_said_on(newest.evidence).isoformat()
    return newest.evidence.fetched_at.date().isoformat()
