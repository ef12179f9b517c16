"""What a sum, a difference or a quotient came to, held against the claim that it is to bear out.

What belongs here: the result in the claim's own terms, and how much of what it may be has to fit. What must never be
here: the arithmetic itself (formula), and where the figures come from (combining, tabular).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.comparing.formula import PIECE, ReckoningError, Value, in_percent, say_comparison, say_result
from pipeline.judging.comparing.intervals import half_width, point, same
from pipeline.judging.comparing.outcome import Comparison, agrees, differs, undecided
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Figure

_EXACT = 1e-9
"""Relative width below which a result is a point."""


def hold_against(claim: Claim, result: Value, policy: Policy) -> Comparison:
    """The result of a formula against the claim's own figure.

    All that the result may be has to fit, or the result as it is written when it is no coarser than the claim, or is
    the claimed figure itself; but a claim that was counted is not met by figures that were rounded.
    """
    derived = f"{result.said} = {say_result(result)}" if result.rank < 3 else result.said
    found = _like(result, claim)
    written, stated = _compare(claim, found, policy, derived), point(claim)
    coarse = (found.interval.high - found.interval.low) / 2
    if found.value is not None and coarse <= _EXACT * abs(found.value):
        return written
    whole = _compare(claim, replace(found, value=None), policy, derived)
    if whole.relation != "unrelated" or written.relation != "agrees" or stated is None or found.value is None:
        return whole
    room = claim.tolerance * abs(stated) if claim.tolerance is not None else half_width(claim, stated, policy)
    as_written = same(found.value, stated) and room > 0 and not found.hedged
    return written if as_written or coarse <= room else whole


def hold_sides(sign: str, left: Value, right: Value, claim: Claim, policy: Policy) -> Comparison:
    """Whether the sides stand in the relation for every value that the figures may mean."""
    line = say_comparison(sign, left, right)
    if sign == "=":
        return compare(right.figure(), left.figure(), policy, tolerance=claim.tolerance, derived=line)
    less, more = (right.interval, left.interval) if sign[0] == ">" else (left.interval, right.interval)
    or_equal = len(sign) > 1
    if less.below(more) or (or_equal and less.high <= more.low):
        return agrees("arithmetic", line)
    if more.below(less) or (not or_equal and more.high <= less.low):
        return differs(f"{line} does not hold")
    return undecided(f"{line} cannot be told from figures this coarse")


def _compare(claim: Claim, found: Value, policy: Policy, derived: str) -> Comparison:
    return compare(
        claim, _dated(found) or found.figure(), policy, tolerance=claim.tolerance, headroom=claim.headroom,
        derived=derived,
    )  # fmt: skip


def _like(result: Value, claim: Claim) -> Value:
    """The result in the terms of the claim: a quotient as a percentage or "times", money per piece as the claim has it.

    Raises ReckoningError when a plain number is held against something that has a unit.
    """
    if result.kind is None:
        if claim.kind == "percent":
            return in_percent(result)
        if claim.kind not in ("count", "ratio", "comparison", "other"):
            raise ReckoningError(f"{result.said} is a plain number, the claim a {claim.kind}")
        return replace(result, kind=claim.kind, unit=claim.unit)
    of, per, _ = (claim.unit or "").rpartition("per ")
    by_piece = per and result.unit == f"{of}per {PIECE}"
    if result.kind == claim.kind and (claim.kind == "percent" or by_piece):
        return replace(result, unit=claim.unit)
    return result


def _dated(found: Value) -> Figure | None:
    """A result that is a date, as one."""
    if found.kind != "date":
        return None
    try:
        first, last = dt.date.fromordinal(round(found.interval.low)), dt.date.fromordinal(round(found.interval.high))
        after = last + dt.timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise ReckoningError(f"{found.said} is beyond the calendar") from error
    name = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Figure(kind="date", date=name, date_low=first, date_high=after)
