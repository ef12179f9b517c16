"""Intervals, and what interval of true values a figure stands for when it is read at its own precision.

What belongs here: steps, half-steps, implied ranges of bounds. What must never be here: units, dates, and the verdict
on a pair of figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from pipeline.judging.policy import Policy
from pipeline.model import Figure
from pipeline.quantities.precision import worth_of_last_digit

_COUNTED = frozenset({"count", "other"})
_ALWAYS_EXACT = frozenset({"age", "ordinal"})


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between two ends. An end that is infinite is open in any case."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: float) -> bool:
        above = value > self.low or (not self.low_open and same(value, self.low))
        below = value < self.high or (not self.high_open and same(value, self.high))
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether any value lies in both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether every value of this one is smaller than every value of the other."""
        if same(self.high, other.low):
            return self.high_open or other.low_open
        return self.high < other.low

    def within(self, other: Interval) -> bool:
        """Whether every value of this one is also in the other."""
        low = self.low > other.low or (same(self.low, other.low) and (self.low_open or not other.low_open))
        high = self.high < other.high or (same(self.high, other.high) and (self.high_open or not other.high_open))
        return low and high

    def reflected(self) -> Interval:
        """The same values with the sign turned, so that an upper bound can be read as a lower one."""
        return Interval(-self.high, -self.low, self.high_open, self.low_open)


def same(first: float, second: float) -> bool:
    """Equal but for the last bits of floating point."""
    return first == second or math.isclose(first, second, rel_tol=1e-9)


def point(figure: Figure) -> float | None:
    """The single value that the figure states, hedged or not; None for a bound or a range."""
    if figure.comparator not in ("eq", "approx"):
        return None
    if figure.value is not None:
        return figure.value
    if figure.low is not None and figure.high is not None and same(figure.low, figure.high):
        return figure.low
    return None


def significant_digits(value: float, stated: int | None = None) -> int:
    """Digits that a value commits to: those the text states, else all but the trailing zeros of a whole number."""
    if value == 0 or not math.isfinite(value):
        return 1
    written = len(Decimal(repr(value)).normalize().as_tuple().digits)
    return written if stated is None else max(stated, 1)


def step(value: float, digits: int | None) -> float:
    """The size of one unit in the last significant digit: 1,000,000 for "two million", 10,000 for "2.03 million"."""
    return worth_of_last_digit(value, significant_digits(value, digits))


def stated_step(figure: Figure, value: float) -> float:
    """The step that the text commits to. Small whole numbers and whole percentages commit to their last digit, even a
    zero."""
    size = step(value, figure.significant_digits)
    return min(size, 1.0) if _ends_whole(figure, value) else size


def _reading_step(figure: Figure, value: float) -> float:
    """The step a point is read at: that of its second digit at least, for a first digit alone says next to nothing."""
    if _ends_whole(figure, value):
        return stated_step(figure, value)
    return step(value, max(significant_digits(value, figure.significant_digits), 2))


def _ends_whole(figure: Figure, value: float) -> bool:
    return value == int(value) and (abs(value) <= 100 or figure.kind == "percent")


def is_exact(figure: Figure, value: float, policy: Policy) -> bool:
    """Whether the figure was counted rather than rounded: judges, ages, ordinals, small whole numbers."""
    return figure.comparator == "eq" and is_counted(figure, value, policy)


def is_counted(figure: Figure, value: float, policy: Policy) -> bool:
    """The same of any value of the figure, such as the end of its range, whatever hedge it has."""
    if figure.kind in _ALWAYS_EXACT:
        return True
    return figure.kind in _COUNTED and value == int(value) and abs(value) <= policy.exact_count_up_to


def half_width(figure: Figure, value: float, policy: Policy, *, converted: bool = False) -> float:
    """How far the true value may lie from the stated point, to either side, in the figure's unit.

    `converted`: it is held against something measured in another unit, so that even a whole duration is rounded.
    """
    if is_exact(figure, value, policy):
        return 0.0
    rounding = rounding_width(figure, value, policy, converted=converted)
    if figure.comparator != "approx":
        return rounding
    if figure.kind == "percent":
        return max(rounding, min(policy.approx_percent_width * abs(value), policy.approx_points))
    return max(rounding, policy.approx_width * abs(value))


def rounding_width(figure: Figure, value: float, policy: Policy, *, converted: bool = False) -> float:
    """The half-step of a point that was rounded, capped by the policy."""
    if converted and figure.kind == "duration":
        return min(stated_step(figure, value) / 2, policy.duration_rounding_cap * abs(value))
    if is_simple_fraction(figure, value):
        return min(policy.fraction_width * value, policy.fraction_points)
    cap = policy.percent_rounding_cap if figure.kind == "percent" else policy.rounding_cap
    return min(_reading_step(figure, value) / 2, cap * abs(value))


def is_simple_fraction(figure: Figure, value: float) -> bool:
    """Whether a share was given as halves, thirds, quarters or fifths, which are said of what lies near them."""
    if figure.kind != "ratio" or figure.unit or not 0 < value < 1:
        return False
    return any(same(value * parts, round(value * parts)) for parts in (2, 3, 4, 5))


def is_order_of_magnitude(figure: Figure) -> bool:
    """Whether a range is how "thousands", "hundreds of thousands" or "dozens" were read: a floor more than a range."""
    low, high = figure.low, figure.high
    if figure.comparator != "range" or figure.significant_digits != 1 or not low or high is None:
        return False
    power_of_ten = low >= 10 and same(math.log10(low), round(math.log10(low)))
    return (power_of_ten and same(high, 10 * low)) or (low, high) == (12, 100)


def possible_values(figure: Figure, policy: Policy) -> Interval:
    """The true values that are compatible with the figure as it is worded, implied ranges left aside."""
    value = point(figure)
    if value is not None:
        width = half_width(figure, value, policy)
        return Interval(value - width, value + width)
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    return Interval(low, high, figure.comparator == "gt", figure.comparator == "lt")


def bound_step(bound: float, digits: int | None) -> float:
    """The step after which a bound would have been worded with another number; its trailing zeros do not count."""
    return step(bound, min(significant_digits(bound), digits or 99))


def implied_limit(bound: float, digits: int | None, headroom: float, *, upward: bool) -> float:
    """The far end of what a bound implies: the next step at its own precision, or `headroom` beyond it if that is more.

    "More than two million" implies less than three million, "more than 113,000" less than 114,000 (DESIGN section 4).
    Nothing is implied beyond zero.
    """
    if bound == 0:
        return math.inf if upward else -math.inf
    size = bound_step(bound, digits)
    if upward:
        return bound + max(size, headroom * abs(bound))
    limit = bound - max(size, headroom * abs(bound))
    return bound / 2 if bound > 0 and limit <= 0 else limit
