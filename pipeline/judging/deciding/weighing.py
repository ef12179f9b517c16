"""Which of two pieces of evidence is better, which is newer, and when disagreement takes agreement away.

What belongs here: authority, score and time of evidence held against one another. What must never be here: the words
of a passage, and statuses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.judging.comparing.intervals import is_order_of_magnitude, point
from pipeline.judging.comparing.periods import Period, read_period
from pipeline.judging.deciding.evidence_time import evidence_period, has_own_time, is_dated, precedes_claim
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Evidence

Defeat = Literal["moved", "conflict", "unclear"]
"""How disagreement takes agreement away: it is newer; it is of the same time; which one is newer is not known."""

_RANK = {"unknown": 0, "secondary": 1, "primary": 2}
_STRENGTH = {"exact": 4, "arithmetic": 3, "within_rounding": 2, "bound_holds": 1}


@dataclass(frozen=True, slots=True)
class Dated:
    """A piece of evidence with the time of its statement."""

    evidence: Evidence
    period: Period
    """The days it speaks of; for a copy, those of its original."""
    known: bool
    """Whether that time is really known, and not only the day of the fetch."""


@dataclass(frozen=True, slots=True)
class Defeated:
    """One piece of agreeing evidence that disagreeing evidence takes away."""

    agreeing: Dated
    by: Dated
    how: Defeat


def dated(evidence: Evidence) -> Dated:
    """The evidence with its own time."""
    return Dated(evidence, evidence_period(evidence), is_dated(evidence))


def best_first(items: Iterable[Dated]) -> tuple[Dated, ...]:
    """By authority, real date, time, score, strength of the agreement, and of equals the one looked at last: of two
    sources that were looked at on one day the first by name, for which was asked first is chance; of one look the first
    by its words. By name in the end, so that the order is total.

    The later is the one that begins later: "2026" may mean January, and says less than "August 2026".
    """

    def key(item: Dated) -> tuple[object, ...]:
        one = item.evidence
        newest = (-item.period.first.toordinal(), item.period.after.toordinal(), one.as_of_basis != "passage")
        fit = (-one.score, -_STRENGTH.get(one.agreement, 0), -(one.significant_digits or 0))
        looked_at = (-one.fetched_at.toordinal(), one.source_id, -one.fetched_at.timestamp())
        return (-rank(item), not item.known, *newest, *fit, *looked_at, one.quote, one.evidence_id)

    return tuple(sorted(items, key=key))


def needed_score(item: Evidence, claim: Claim, policy: Policy) -> float:
    """The score from which a comparison decides. What agrees by chance easily has to fit better."""
    by_chance = item.agreement == "bound_holds" or _is_common(claim, policy)
    return policy.sure_score if item.relation == "agrees" and by_chance else policy.decisive_score


def _is_common(claim: Claim, policy: Policy) -> bool:
    if claim.kind == "date":
        period = read_period(claim.date)
        return period is None or period.days > 92
    value = point(claim)
    if value is None:
        return is_order_of_magnitude(claim)
    return value == int(value) and abs(value) <= policy.common_up_to


def rank(item: Dated) -> int:
    """Authority as a number: unknown 0, secondary 1, primary 2."""
    return _RANK[item.evidence.authority]


def is_as_good(item: Dated, other: Dated, policy: Policy) -> bool:
    """Whether the item is at least as good as the other: by authority, then by score."""
    if rank(item) != rank(other):
        return rank(item) > rank(other)
    return item.evidence.score >= other.evidence.score - policy.score_margin


def defeat(agreeing: Dated, by: Dated, claim: Claim, policy: Policy) -> Defeat | None:
    """What one piece of disagreeing evidence does to one piece of agreeing evidence; None when it does nothing."""
    if by.evidence.agreement == "figure_moved":
        return _outgrown(agreeing, by, claim)
    later = agreeing.known and by.known and agreeing.period.precedes(by.period)
    if later and _is_one_text(agreeing, by):
        later = by.evidence.as_of_basis == "passage" or agreeing.evidence.as_of_basis != "passage"
    if _is_one_text(agreeing, by) and not later and by.evidence.score < agreeing.evidence.score + policy.score_margin:
        return None
    as_good = is_as_good(by, agreeing, policy)
    if not agreeing.known or not by.known:
        if precedes_claim(by.evidence, claim) and rank(by) <= rank(agreeing):
            return None
        return _of_unknown_order(agreeing, by, as_good or _may_be_newer(agreeing, by, claim))
    if has_own_time(claim) or claim.kind == "date" or _meet(agreeing.period, by.period):
        return "conflict" if as_good else None
    if agreeing.period.first < by.period.first:
        return "moved" if as_good and claim.scope == "standing" else None
    outlasts = agreeing.period.first - by.period.after <= dt.timedelta(days=policy.authority_outlasts_days)
    return "unclear" if rank(by) > rank(agreeing) and outlasts else None


def _meet(agreeing: Period, by: Period) -> bool:
    """Whether two periods are one time. Of two that overlap, one that begins later and ends no earlier is a later one:
    a season's figure gives way to that of its second year."""
    return by.overlaps(agreeing) and not (by.first > agreeing.first and by.after >= agreeing.after)


def unsettles(by: Dated, agreeing: Dated, policy: Policy) -> bool:
    """Whether disagreement of another or of unknown time shows that an undated figure may be of another time too."""
    one_text = _is_one_text(agreeing, by) and by.evidence.score < agreeing.evidence.score + policy.score_margin
    return not one_text and (is_as_good(by, agreeing, policy) or by.evidence.agreement == "figure_moved")


def _is_one_text(one: Dated, other: Dated) -> bool:
    """Whether both stand in the same bytes, at whatever address. Beside the claimed figure a text has many others, of
    other things; one of them counts against it only when it fits clearly better, or is of a later time."""
    first, second = one.evidence, other.evidence
    return first.snapshot_id == second.snapshot_id or first.payload_sha256 == second.payload_sha256 != ""


def _may_be_newer(agreeing: Dated, by: Dated, claim: Claim) -> bool:
    """Whether a dated figure of the next lower authority shows that an undated page may have been left as it was."""
    return claim.scope == "standing" and not agreeing.known and by.known and rank(by) >= rank(agreeing) - 1


def _of_unknown_order(agreeing: Dated, by: Dated, as_good: bool) -> Defeat | None:
    """An undated page takes nothing from a dated one unless it is of higher authority."""
    if agreeing.known and rank(by) <= rank(agreeing):
        return None
    if not as_good:
        return None
    return "unclear"


def _outgrown(agreeing: Dated, by: Dated, claim: Claim) -> Defeat | None:
    """The bound still holds but the figure has left what it implies.

    This contradicts no source, so it may come from one of the next lower authority; but it must be dated, and later.
    """
    if claim.scope != "standing" or rank(by) < rank(agreeing) - 1:
        return None
    if not by.known:
        return "moved" if not agreeing.known and rank(by) >= rank(agreeing) else None
    if not agreeing.known:
        return "moved"
    later = by.period != agreeing.period and by.period.first >= agreeing.period.first
    return "moved" if later and by.period.after >= agreeing.period.after else _within(agreeing, by)


def _within(agreeing: Dated, by: Dated) -> Defeat | None:
    """A day late in the month that the agreeing evidence speaks of is later than the month's figure."""
    inside = by.period.within(agreeing.period) and by.period.first > agreeing.period.first
    return "moved" if inside else None
