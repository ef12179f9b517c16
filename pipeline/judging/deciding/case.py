"""Everything that was known of one claim on one day, sorted into what the decision table asks for.

What belongs here: which evidence counts, of which time it speaks, what its source still states. What must never be
here: statuses and explanations.

The one rule that keeps decisions monotone: disagreeing evidence can only take agreeing evidence away, never give any.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.judging.comparing.intervals import point, significant_digits
from pipeline.judging.comparing.periods import read_period
from pipeline.judging.deciding.combining import Combined, combine, part_claims, read_parts
from pipeline.judging.deciding.evidence_time import (
    has_own_time,
    is_aged_count,
    is_known_by,
    is_long_before,
    precedes_claim,
    time_match,
)
from pipeline.judging.deciding.independence import dated_origins
from pipeline.judging.deciding.looks import Looks, find_looks
from pipeline.judging.deciding.today import Today
from pipeline.judging.deciding.weighing import (
    Dated,
    Defeated,
    best_first,
    dated,
    defeat,
    is_as_good,
    needed_score,
    unsettles,
)
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Evidence, Snapshot


@dataclass(frozen=True, slots=True)
class Case:
    """One claim on one day. All evidence is in order, the best first."""

    claim: Claim
    policy: Policy
    today: Today
    """The day, by which everything else here was sorted."""
    looks: Looks
    has_candidates: bool
    """Whether any candidate source is known, read or not."""
    circular: int
    """How many passages were left out because their page quotes the chapter."""
    related: tuple[Dated, ...]
    """All that speaks of the claim and was known by the day, decisive or not."""
    agreeing: tuple[Dated, ...]
    """Decisive agreement of the claim's time that its source still states."""
    past: tuple[Dated, ...]
    """Decisive agreement that its source stated once, and was read again since without it."""
    lost: tuple[Dated, ...]
    """Decisive agreement of sources that are gone."""
    disagreeing: tuple[Dated, ...]
    """Decisive disagreement of the claim's time."""
    defeated: tuple[Defeated, ...]
    """What disagreement takes from current agreement."""
    replaced: tuple[Defeated, ...]
    """Past and lost agreement in whose place newer evidence now disagrees."""
    members: dict[str, tuple[str, ...]]
    """By evidence id: the rows that a comparison over several figures was put together from."""

    @property
    def standing(self) -> tuple[Dated, ...]:
        """Current agreement that no disagreement takes away; a claim is supported by these alone."""
        beaten = {item.agreeing.evidence.evidence_id for item in self.defeated}
        return tuple(item for item in self.agreeing if item.evidence.evidence_id not in beaten)

    @property
    def once_agreeing(self) -> tuple[Dated, ...]:
        """All decisive agreement: current, past and lost."""
        return best_first(self.agreeing + self.past + self.lost)

    @property
    def current(self) -> tuple[Dated, ...]:
        """Related evidence that its source still states: what a review is bound to."""
        return tuple(item for item in self.related if self.looks.still_says(item.evidence))


def build_case(
    claim: Claim,
    evidence: Iterable[Evidence],
    snapshots: Iterable[Snapshot],
    policy: Policy,
    as_of: dt.date,
    sources: Sequence[str] = (),
) -> Case:
    """Sort what was known of `claim` by `as_of`. `sources`: candidates by id, also those that were never looked at."""
    today = Today(as_of)
    looks = find_looks(snapshots, policy, today)
    counting, circular, combined = _counting(claim, evidence, looks, policy, today)
    related = [item for item in counting if item.score >= policy.related_score]
    decisive = [item for item in related if item.score >= needed_score(item, claim, policy)]
    agreeing = dated_origins(_agreement(decisive, claim, policy, today), looks, policy)
    opposing = [item for item in decisive if _denies(item, claim, policy) and _still_denies(item, looks)]
    disagreeing = [_dated_by_observation(item, agreeing, looks) for item in opposing]
    current = [item for item in agreeing if looks.still_says(item.evidence)]
    lost = [item for item in agreeing if looks.is_gone(item.evidence)]
    past = [item for item in agreeing if item not in current and item not in lost]
    return Case(
        claim=claim,
        policy=policy,
        today=today,
        looks=looks,
        has_candidates=bool(looks.states or claim.sources or sources or counting or circular),
        circular=circular,
        related=best_first(dated(item) for item in related),
        agreeing=best_first(current),
        past=best_first(past),
        lost=best_first(lost),
        disagreeing=best_first(disagreeing),
        defeated=_defeats(current, disagreeing, claim, policy),
        replaced=_replacements(past + lost, disagreeing, claim, policy),
        members={item.evidence.evidence_id: item.members for item in combined},
    )


def _counting(
    claim: Claim, evidence: Iterable[Evidence], looks: Looks, policy: Policy, today: Today
) -> tuple[list[Evidence], int, list[Combined]]:
    """What was known by the day and may count, circular passages by number, and what parts were put together."""
    parts = read_parts(claim)
    others = part_claims(claim)
    unique = {item.evidence_id: item for item in evidence if item.claim_id == claim.claim_id or item.claim_id in others}
    known = [item for item in unique.values() if is_known_by(item, claim, today) and not looks.is_replaced(item)]
    counting = [item for item in known if not item.circular and (policy.transcripts or item.origin != "transcript")]
    plain = [item for item in counting if item.claim_id == claim.claim_id and item.part is None]
    combined = combine(claim, parts, [item for item in counting if item not in plain], looks, policy) if parts else []
    return plain + [item.evidence for item in combined], sum(item.circular for item in known), combined


def _agreement(decisive: Sequence[Evidence], claim: Claim, policy: Policy, today: Today) -> list[Evidence]:
    """The agreement that is of the claim's time.

    Agreement of unknown time counts for a claim of a named time only when it states the claimed figure itself, one that
    is particular enough, and when nothing as good shows that the figure was another at other times.
    """
    agreeing = [item for item in decisive if item.relation == "agrees"]
    if not has_own_time(claim):
        standing = [item for item in agreeing if not is_long_before(item, claim, policy)]
        return [item for item in standing if not is_aged_count(item, today, policy)]
    elsewhere = [
        dated(item) for item in decisive if item.relation == "disagrees" and time_match(item, claim, policy) != "same"
    ]
    counting = []
    for item in agreeing:
        match = time_match(item, claim, policy)
        telling = match == "unknown" and item.agreement != "bound_holds" and _is_telling(claim, policy)
        if match == "same" or (telling and not any(unsettles(other, dated(item), policy) for other in elsewhere)):
            counting.append(item)
    return counting


def _is_telling(claim: Claim, policy: Policy) -> bool:
    value = point(claim)
    return value is not None and significant_digits(value, claim.significant_digits) >= policy.telling_digits


def _denies(item: Evidence, claim: Claim, policy: Policy) -> bool:
    """Disagreement counts when it is of the claim's time."""
    if item.relation != "disagrees":
        return False
    return not has_own_time(claim) or time_match(item, claim, policy) == "same"


def _still_denies(item: Evidence, looks: Looks) -> bool:
    """A source that has dropped a figure no longer opposes with it, unless the figure had a date of its own."""
    return looks.still_says(item) or looks.is_gone(item) or item.as_of_basis == "passage"


def _defeats(
    agreeing: Iterable[Dated], disagreeing: Sequence[Dated], claim: Claim, policy: Policy
) -> tuple[Defeated, ...]:
    pairs = (
        (old, new, defeat(old, new, claim, policy)) for old in best_first(agreeing) for new in best_first(disagreeing)
    )
    return tuple(Defeated(old, new, how) for old, new, how in pairs if how is not None)


def _dated_by_observation(item: Evidence, agreeing: Iterable[Dated], looks: Looks) -> Dated:
    """An undated figure that stands where its source stated another before is as new as the look that first saw it."""
    own = dated(item)
    if own.known or not looks.still_says(item):
        return own
    before = (old.evidence for old in agreeing if old.evidence.source_id == item.source_id)
    changed = any(old.fetched_at < item.fetched_at and not looks.still_says(old) for old in before)
    return Dated(item, own.period, known=True) if changed else own


def _replacements(
    past: Sequence[Dated], disagreeing: Sequence[Dated], claim: Claim, policy: Policy
) -> tuple[Defeated, ...]:
    """A source that now states another figure where it stated the claimed one has moved, whatever its own dates."""
    if claim.scope != "standing":
        return ()
    found = []
    for old in best_first(past):
        for new in best_first(disagreeing):
            if _stands_in_place(new, old, policy) or defeat(old, new, claim, policy) == "moved":
                found.append(Defeated(old, new, "moved"))
    return tuple(found)


def _stands_in_place(new: Dated, old: Dated, policy: Policy) -> bool:
    same_source = new.evidence.source_id == old.evidence.source_id
    later = new.evidence.fetched_at > old.evidence.fetched_at and not _is_older(new, old)
    return same_source and later and is_as_good(new, old, policy)


def _is_older(item: Dated, other: Dated) -> bool:
    return item.known and other.known and item.period.precedes(other.period)


def denies_the_claim(item: Dated, claim: Claim) -> bool:
    """Whether the disagreement is a denial: not a bound that was outgrown, not of a time before the claim's, and not a
    count that may have grown since."""
    if item.evidence.agreement == "figure_moved" or precedes_claim(item.evidence, claim):
        return False
    return not may_have_grown(item, claim)


def may_have_grown(item: Dated, claim: Claim) -> bool:
    """Whether a count is larger than the claimed one at a surely later time, which says nothing of the claim's time."""
    claimed, seen, stated = read_period(claim.as_of), point(item.evidence), point(claim)
    if claim.kind != "count" or claimed is None or seen is None or stated is None:
        return False
    return item.known and claimed.precedes(item.period) and seen > stated
