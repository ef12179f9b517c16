"""One claimed figure against one found figure: do they agree, and by what arithmetic.

What belongs here: the reading of bounds, points and ranges against one another (DESIGN section 4). What must never be
here: whether the two figures speak of the same thing (matching), how good the evidence is (verdicts), dates (dates).

A comparison is one-sided: it asks whether the found figure *establishes* the claimed one. A source that is vaguer than
the claim neither agrees nor disagrees; the pair is undecided.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pipeline.judging.comparing.dates import compare_dates
from pipeline.judging.comparing.intervals import (
    Interval,
    bound_step,
    half_width,
    implied_limit,
    is_counted,
    is_exact,
    is_order_of_magnitude,
    point,
    possible_values,
    rounding_width,
    same,
    significant_digits,
    stated_step,
)
from pipeline.judging.comparing.outcome import Comparison, agrees, differs, moved, undecided
from pipeline.judging.comparing.units import NotComparableError, align
from pipeline.judging.policy import Policy
from pipeline.model import Agreement, Figure
from pipeline.phrasing import say_figure, say_number, say_unit


def compare(
    claim: Figure,
    found: Figure,
    policy: Policy,
    *,
    tolerance: float | None = None,
    headroom: float | None = None,
    derived: str | None = None,
) -> Comparison:
    """Whether `found` establishes `claim`.

    `tolerance` is the claim's own half-width as a fraction of its value, `headroom` how far beyond a bound still reads
    as the same figure, as a fraction of the bound; None is the policy's. `derived` says how `found` was worked out
    from what the source says ("100 − 18.8 = 81.2"); it goes before the line and agreement is then `arithmetic`.
    Never raises: figures that do not compare are undecided.
    """
    if claim.kind == "date" or found.kind == "date":
        result = compare_dates(claim, found)
        return result if derived is None else _with_steps(result, derived)
    if not (_is_number(claim) and _is_number(found)):
        return undecided("no number to compare")
    try:
        aligned = align(found, claim)
    except NotComparableError as why:
        return undecided(f"{say_figure(found)} against {say_figure(claim)}: {why}")
    result = _compare_numbers(
        _Claimed(claim, policy, tolerance, headroom, converted=bool(aligned.steps)), aligned.figure
    )
    steps = "; ".join(step for step in (derived, aligned.steps) if step)
    return _with_steps(result, steps) if steps else result


def _with_steps(result: Comparison, steps: str) -> Comparison:
    by_sum = result.relation == "agrees" and result.agreement in ("exact", "within_rounding")
    return replace(
        result, agreement="arithmetic" if by_sum else result.agreement, arithmetic=f"{steps}; {result.arithmetic}"
    )


def _is_number(figure: Figure) -> bool:
    ends = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    ordered = figure.low is None or figure.high is None or figure.low <= figure.high
    return bool(ends) and all(math.isfinite(end) for end in ends) and ordered


@dataclass(frozen=True, slots=True)
class _Claimed:
    """The claimed figure with the precision it is read at."""

    figure: Figure
    policy: Policy
    tolerance: float | None
    headroom: float | None
    converted: bool = False

    def width(self, value: float) -> float:
        if self.tolerance is not None:
            return self.tolerance * abs(value)
        return half_width(self.figure, value, self.policy, converted=self.converted)

    def around(self, value: float) -> Interval:
        width = self.width(value)
        return Interval(value - width, value + width)

    @property
    def is_exact(self) -> bool:
        value = point(self.figure)
        return value is not None and self.width(value) == 0 and is_exact(self.figure, value, self.policy)

    def may_be_rounded(self, stated: float, value: float) -> bool:
        """Whether a count of middling size, read as exact, would cover the value if it had been rounded."""
        if not self.is_exact or abs(stated) <= self.policy.counted_up_to:
            return False
        return abs(value - stated) <= rounding_width(self.figure, stated, self.policy)

    def limit(self, bound: float, *, upward: bool) -> float:
        room = self.policy.headroom if self.headroom is None else self.headroom
        return implied_limit(bound, self.figure.significant_digits, room, upward=upward)


def _compare_numbers(claim: _Claimed, found: Figure) -> Comparison:
    stated = point(claim.figure)
    if stated is not None:
        return _against_point(claim, stated, found)
    low, high = claim.figure.low, claim.figure.high
    if low is not None and high is not None:
        return _against_range(claim, low, high, found)
    return _against_bound(claim, found)


# --- a claimed point ---------------------------------------------------------------------------------------------


def _against_point(claim: _Claimed, stated: float, found: Figure) -> Comparison:
    reading, possible = claim.around(stated), possible_values(found, claim.policy)
    value = point(found)
    if value is None:
        return _point_against_interval(claim, reading, possible, found)
    line = _distance(stated, value, claim)
    if same(value, stated) and not (claim.is_exact and found.comparator == "approx"):
        hedged = found.comparator == "approx" and claim.figure.comparator == "eq"
        return agrees("within_rounding", f"{line}, by the source's own estimate") if hedged else agrees("exact", line)
    if claim.is_exact and found.comparator == "approx":
        if possible.meets(reading):
            return undecided(f"{line}; the source only estimates an exact number")
    elif value in reading:
        return agrees("within_rounding", line)
    elif claim.may_be_rounded(stated, value):
        return undecided(f"{line}, unless it was rounded")
    elif possible.meets(reading) and _is_coarser(found, value, claim.figure, stated):
        return undecided(f"{line}; the source is too coarse to tell")
    return differs(line)


def _is_coarser(found: Figure, value: float, claim: Figure, stated: float) -> bool:
    return found.comparator == "approx" or stated_step(found, value) > stated_step(claim, stated)


def _point_against_interval(claim: _Claimed, reading: Interval, possible: Interval, found: Figure) -> Comparison:
    line = f"{say_figure(claim.figure)} against {say_figure(found)}"
    if not possible.meets(reading):
        return differs(f"{line}: no value fits both")
    if possible.within(reading):
        return agrees("within_rounding", f"{line}: all of it within {_span(reading)}")
    if claim.figure.comparator == "approx" and _starts_within(reading, possible):
        return agrees("within_rounding", f"{line}: the bound lies within {_span(reading)}")
    return undecided(f"{line}: possible, but not established")


def _starts_within(reading: Interval, possible: Interval) -> bool:
    """Whether "more than x" names an x within the reading of a "roughly"; "at most x" says less and never does."""
    return math.isinf(possible.high) and possible.low in reading


def _distance(stated: float, value: float, claim: _Claimed) -> str:
    unit = say_unit(claim.figure)
    if same(stated, value):
        return f"{say_number(value)}{unit} = {say_number(stated)}{unit}"
    line = f"{say_number(value)}{unit} is {say_number(abs(value - stated))} off {say_number(stated)}{unit}"
    width = claim.width(stated)
    if width == 0:
        return f"{line}, an exact number"
    return f"{line}; {'up to' if value in claim.around(stated) else 'at most'} {say_number(width)} is rounding"


def _span(interval: Interval) -> str:
    return f"{say_number(interval.low)}–{say_number(interval.high)}"


# --- a claimed range ---------------------------------------------------------------------------------------------


def _against_range(claim: _Claimed, low: float, high: float, found: Figure) -> Comparison:
    core = Interval(low, high)
    slack = Interval(low - _end_width(claim, low), high + _end_width(claim, high))
    value, possible = point(found), possible_values(found, claim.policy)
    line = f"{say_figure(found)} against {say_figure(claim.figure)}"
    if value is None:
        if same(possible.low, low) and same(possible.high, high):
            return agrees("exact", f"{line}: the same range")
        if possible.within(core):
            return agrees("bound_holds", f"{line}: all of it inside")
    elif value in core:
        return agrees("bound_holds", f"{say_number(low)} ≤ {say_number(value)} ≤ {say_number(high)}")
    elif value in slack:
        return agrees("within_rounding", f"{line}: inside {_span(slack)} when the ends are rounded")
    if is_order_of_magnitude(claim.figure) and slack.below(possible):
        return moved(f"{line}: more than that")
    if not possible.meets(slack):
        return differs(f"{line}: outside")
    if value is None or _is_coarser(found, value, claim.figure, low):
        return undecided(f"{line}: possible, but not established")
    return differs(f"{line}: outside")


def _end_width(claim: _Claimed, end: float) -> float:
    """The ends of a range are read like points, so a range of small whole numbers has exact ends."""
    as_point = replace(claim.figure, comparator="eq", value=end, low=end, high=end)
    return replace(claim, figure=as_point).width(end)


# --- a claimed bound ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bound:
    """A claimed bound, turned so that it always points upward: true values lie above `edge`."""

    edge: float
    limit: float
    strict: bool
    sign: int
    exact: bool
    step_note: str

    def written(self, value: float) -> str:
        return say_number(self.sign * value)

    @property
    def less(self) -> str:
        if self.strict:
            return "<" if self.sign > 0 else ">"
        return "≤" if self.sign > 0 else "≥"


def _turned(claim: _Claimed) -> _Bound:
    figure = claim.figure
    upward = figure.low is not None
    edge = figure.low if figure.low is not None else figure.high
    assert edge is not None
    sign = 1 if upward else -1
    limit = claim.limit(edge, upward=upward)
    digits = min(significant_digits(edge), figure.significant_digits or 99)
    stepped = same(abs(limit - edge), bound_step(edge, figure.significant_digits))
    note = f"next step at {digits} significant digit{'s' if digits > 1 else ''}" if stepped else "its headroom"
    exact = is_counted(figure, edge, claim.policy)
    return _Bound(sign * edge, sign * limit, figure.comparator in ("gt", "lt"), sign, exact, note)


def _against_bound(claim: _Claimed, found: Figure) -> Comparison:
    bound = _turned(claim)
    possible = possible_values(found, claim.policy)
    if bound.sign < 0:
        possible = possible.reflected()
    value = point(found)
    if value is not None:
        return _bound_against_point(bound, bound.sign * value, possible, found)
    return _bound_against_interval(bound, possible, found)


def _bound_against_point(bound: _Bound, value: float, possible: Interval, found: Figure) -> Comparison:
    line = f"{bound.written(bound.edge)} {bound.less} {bound.written(value)}"
    if same(value, bound.edge):
        if not bound.strict:
            return agrees("bound_holds", line)
        if bound.exact and found.comparator == "eq":
            return differs(f"{bound.written(value)} is the bound itself, not beyond it")
        return undecided(f"{bound.written(value)} is the bound itself; the source does not say that it was passed")
    if value < bound.edge:
        fails = f"{bound.written(bound.edge)} {bound.less} {bound.written(value)} does not hold"
        return differs(fails) if possible.high < bound.edge else undecided(f"{fails} as written, but may when rounded")
    if found.comparator == "approx" and possible.low <= bound.edge:
        return undecided(f"{line}, but the source only estimates")
    return _placed(bound, value, line)


def _bound_against_interval(bound: _Bound, possible: Interval, found: Figure) -> Comparison:
    said = say_figure(found)
    edge = bound.written(bound.edge)
    if same(possible.low, bound.edge):
        if possible.low_open or not bound.strict:
            name: Agreement = (
                "exact" if math.isinf(possible.high) and possible.low_open == bound.strict else "bound_holds"
            )
            return agrees(name, f"{said}: the same bound, {edge}")
        if math.isinf(possible.high) and not bound.exact:
            return agrees("within_rounding", f"{said}: the same bound, {edge}, but for the value itself")
    if possible.low > bound.edge and not same(possible.low, bound.edge):
        return _placed(bound, possible.low, f"{edge} {bound.less} {bound.written(possible.low)} ({said})")
    if possible.high < bound.edge or (same(possible.high, bound.edge) and (bound.strict or possible.high_open)):
        return differs(f"{said} is never beyond {edge}")
    return undecided(f"{said} does not establish the bound {edge}")


def _placed(bound: _Bound, value: float, line: str) -> Comparison:
    """The bound holds; whether the value still lies within what the bound implies."""
    if value < bound.limit and not same(value, bound.limit):
        return agrees("bound_holds", line)
    place = "already at" if same(value, bound.limit) else "beyond"
    return moved(f"{line}, but {place} {bound.written(bound.limit)} ({bound.step_note})")
