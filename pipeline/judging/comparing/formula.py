"""A formula over several figures, reckoned with every value that the figures may mean.

What belongs here: interval arithmetic with kinds and units, and the line that shows it. What must never be here: which
passages give the figures (combining), and what follows for the claim (verdicts).

Interval arithmetic (Moore, "Interval Analysis", 1966): every value that the figures may have, put into the formula,
gives a value inside the result's interval. A figure stands for the values that it may have been rounded from.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.judging.comparing.intervals import Interval, point, possible_values
from pipeline.judging.comparing.periods import read_period
from pipeline.judging.comparing.units import NotComparableError, align
from pipeline.judging.policy import Policy
from pipeline.model import Figure, Kind
from pipeline.phrasing import say_figure, say_number, say_unit

Tree = Any
"""A name, a number, `["%", number]`, `["day", number]`, or a list of an operator and its two operands."""

COMPARISONS = (">", ">=", "<", "<=", "=")
PIECE = "one"
"""What a quotient by a bare count is per."""
_SIGNS = {"-": "−", "*": "×", "/": "÷", ">=": "≥", "<=": "≤"}
_NARROW = 1e-4
"""Relative width below which the span of a result is not worth a reader's time."""
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2}


class ReckoningError(Exception):
    """The figures cannot be reckoned with. The message says why; the claim is left undecided."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, or what came of several."""

    interval: Interval
    """All it may be; days since the beginning of the calendar for a date."""
    value: float | None
    """The value as it is written; None when a bound or a range went in."""
    kind: Kind | None = None
    """None for a plain number: a constant, or a quotient of two like things."""
    unit: str | None = None
    said: str = ""
    """How it is written in a line of arithmetic."""
    rank: int = 3
    """How tightly its outermost operator binds; 3 for a figure."""
    hedged: bool = False
    """Whether a figure that went in was only estimated."""

    def figure(self) -> Figure:
        """As a figure: its value where it has one, else its interval."""
        low, high = self.interval.low, self.interval.high
        if self.value is not None:
            low = high = self.value
        return Figure(
            kind=self.kind or "ratio",
            unit=self.unit,
            value=self.value,
            low=None if math.isinf(low) else low,
            high=None if math.isinf(high) else high,
            comparator="range" if self.value is None else "approx" if self.hedged else "eq",
        )


def reckon(tree: Tree, figures: Mapping[str, Figure], policy: Policy) -> Value:
    """What a sum, difference, product or quotient of the figures comes to. Raises ReckoningError."""
    if isinstance(tree, str):
        return _leaf(figures[tree], policy)
    if not isinstance(tree, list):
        return Value(Interval(float(tree), float(tree)), float(tree), said=say_number(float(tree)))
    if tree[0] == "%":
        share = float(tree[1])
        return Value(Interval(share, share), share, "percent", "percent", f"{say_number(share)} %")
    if len(tree) == 2:
        unit, time = str(tree[0]), float(tree[1])
        said = say_figure(Figure(kind="duration", value=time, low=time, high=time, unit=unit))
        return Value(Interval(time, time), time, "duration", unit, said)
    left, right = reckon(tree[1], figures, policy), reckon(tree[2], figures, policy)
    result = _OPERATIONS[tree[0]](left, right)
    return replace(result, said=_line(tree[0], left, right), rank=_RANKS[tree[0]], hedged=left.hedged or right.hedged)


def in_unit_of(value: Value, other: Value) -> Value:
    """The value in the other's unit, so that they can be added up or compared. Raises ReckoningError."""
    if value.kind == other.kind == "date":
        return value
    if value.kind is None and (other.kind is None or other.kind in ("count", "other")):
        return replace(value, kind=other.kind, unit=other.unit)
    if other.kind is None and value.kind in ("count", "other"):
        return value
    if value.kind is None or other.kind is None or "date" in (value.kind, other.kind):
        raise ReckoningError(f"{value.said} and {other.said} are not of one kind")
    try:
        factor = align(Figure(kind=value.kind, unit=value.unit, value=1.0, low=1.0, high=1.0), other.figure()).figure
    except NotComparableError as why:
        raise ReckoningError(f"{value.said} and {other.said}: {why}") from why
    return _scaled(value, factor.value or 0.0, other.kind, other.unit)


def in_percent(value: Value) -> Value:
    """A plain number as a percentage."""
    return _scaled(value, 100.0, "percent", "percent")


def say_side(value: Value) -> str:
    """One side of a comparison: "(74,703 + 52,934 = 127,637)"; a figure alone stands without a sum."""
    if value.rank == 3:
        return value.said
    return f"({value.said} = {say_result(value)})"


def say_result(value: Value) -> str:
    """What a formula came to, with the span of what it may be when the figures are rounded."""
    if value.kind == "date":
        return _say_days(value.interval)
    unit = say_unit(Figure(kind=value.kind or "ratio", unit=value.unit))
    low, high = value.interval.low, value.interval.high
    span = f"{say_number(low)}–{say_number(high)}"
    if value.value is None:
        return f"{span}{unit}"
    narrow = high - low <= _NARROW * abs(value.value)
    return f"{say_number(value.value)}{unit}" + ("" if narrow else f" ({span})")


# --- figures ------------------------------------------------------------------------------------------------------


def _leaf(figure: Figure, policy: Policy) -> Value:
    said = say_figure(figure)
    if figure.kind == "date":
        period = read_period(figure.date)
        if period is None or figure.comparator not in ("eq", "approx", "range"):
            raise ReckoningError(f"{said} is an open date")
        first, last = period.first.toordinal(), period.after.toordinal() - 1
        day = float(first) if first == last else None
        return Value(Interval(first, last), day, "date", None, said, hedged=figure.comparator == "approx")
    interval = possible_values(figure, policy)
    if math.isnan(interval.low) or math.isnan(interval.high) or interval.low > interval.high:
        raise ReckoningError(f"{said} is no number")
    plain = figure.kind in ("ratio", "comparison") and figure.unit in (None, "", "time")
    kind, unit = (None, None) if plain else (figure.kind, figure.unit)
    return Value(interval, point(figure), kind, unit, said, hedged=figure.comparator == "approx")


# --- operations ---------------------------------------------------------------------------------------------------


def _sum(left: Value, right: Value) -> Value:
    if "date" in (left.kind, right.kind):
        day, more = (left, right) if left.kind == "date" else (right, left)
        return _moved(day, more, 1)
    right = in_unit_of(right, left)
    dimension = left if left.kind is not None else right
    return replace(dimension, interval=_added(left.interval, right.interval), value=_both(left, right, 1))


def _difference(left: Value, right: Value) -> Value:
    if left.kind == right.kind == "date":
        days = _added(left.interval, right.interval.reflected())
        return Value(days, _both(left, right, -1), "duration", "day")
    if left.kind == "date":
        return _moved(left, right, -1)
    right = in_unit_of(right, left)
    dimension = left if left.kind is not None else right
    return replace(dimension, interval=_added(left.interval, right.interval.reflected()), value=_both(left, right, -1))


def _moved(day: Value, more: Value, sign: int) -> Value:
    """A date so many days later (sign 1) or earlier (sign -1)."""
    if more.kind != "duration":
        raise ReckoningError(f"{more.said} cannot be added to a date")
    days = in_unit_of(more, Value(Interval(), None, "duration", "day", "days"))
    other = days.interval if sign > 0 else days.interval.reflected()
    return Value(_added(day.interval, other), _both(day, days, sign), "date")


def _product(left: Value, right: Value) -> Value:
    left, right = _as_factor(left, right), _as_factor(right, left)
    kind, unit, factor = _product_dimension(left, right)
    interval = _spanned(left.interval, right.interval, lambda one, two: one * two * factor)
    value = None if left.value is None or right.value is None else left.value * right.value * factor
    return Value(interval, value, kind, unit)


def _as_factor(value: Value, other: Value) -> Value:
    """A percentage of something is a factor."""
    if value.kind == "percent" and value.unit in (None, "percent", "%") and other.kind != "percent":
        return _scaled(value, 0.01, None, None)
    return value


def _product_dimension(left: Value, right: Value) -> tuple[Kind | None, str | None, float]:
    for one, two in ((left, right), (right, left)):
        if one.kind is None:
            return two.kind, two.unit, 1.0
        of, per, by = (one.unit or "").partition("per ")
        if per and two.kind is not None and two.kind not in ("date", "percent"):
            factor = _per(two, by)
            if factor is not None:
                return one.kind, of.strip() or None, factor
    for one, two in ((left, right), (right, left)):
        if one.kind == "count" and two.kind not in ("date", "percent"):
            return two.kind, two.unit, 1.0
    raise ReckoningError(f"{left.said} times {right.said} is nothing that can be named")


def _per(value: Value, by: str) -> float | None:
    """By how much a value has to be multiplied to be counted in `by`; None when it cannot be."""
    if value.kind == "count" and (not value.unit or by == PIECE):
        return 1.0
    try:
        one = Figure(kind=value.kind or "other", unit=value.unit, value=1.0, low=1.0, high=1.0)
        return align(one, Figure(kind=value.kind or "other", unit=by, value=1.0)).figure.value
    except NotComparableError:
        return None


def _quotient(left: Value, right: Value) -> Value:
    if 0 in Interval(right.interval.low, right.interval.high):
        raise ReckoningError(f"{right.said} may be nothing, and nothing divides")
    if left.kind != "percent":
        right = _as_factor(right, left)
    if right.kind is None:
        return _divided(left, right, left.kind, left.unit)
    if left.kind is not None:
        try:
            return _divided(left, in_unit_of(right, left), None, None)
        except ReckoningError:
            return _divided(left, right, *_rate(left, right))
    raise ReckoningError(f"{left.said} by {right.said} is nothing that can be named")


def _rate(left: Value, right: Value) -> tuple[Kind, str | None]:
    """Kind and unit of so much per something: USD per month, kilometer per hour, per day."""
    if "date" in (left.kind, right.kind) or "percent" in (left.kind, right.kind) or left.kind is None:
        raise ReckoningError(f"{left.said} by {right.said} is nothing that can be named")
    return left.kind, " ".join([*([left.unit] if left.unit else []), "per", right.unit or PIECE])


def _divided(left: Value, right: Value, kind: Kind | None, unit: str | None) -> Value:
    interval = _spanned(left.interval, right.interval, _over)
    value = None if left.value is None or right.value is None or not right.value else left.value / right.value
    return Value(interval, value, kind, unit)


_OPERATIONS = {"+": _sum, "-": _difference, "*": _product, "/": _quotient}


def _over(one: float, two: float) -> float:
    return math.nan if math.isinf(one) and math.isinf(two) else one / two


def _added(one: Interval, two: Interval) -> Interval:
    return Interval(
        one.low + two.low, one.high + two.high, one.low_open or two.low_open, one.high_open or two.high_open
    )


def _both(left: Value, right: Value, sign: int) -> float | None:
    return None if left.value is None or right.value is None else left.value + sign * right.value


def _spanned(one: Interval, two: Interval, operation: Any) -> Interval:
    """The span of an operation that is monotone in each operand: its corners. Closed, which only ever adds the ends."""
    corners = [operation(a, b) for a in (one.low, one.high) for b in (two.low, two.high)]
    if any(math.isnan(corner) for corner in corners):
        return Interval()
    return Interval(min(corners), max(corners))


def _scaled(value: Value, factor: float, kind: Kind | None, unit: str | None) -> Value:
    ends = replace(value.interval, low=value.interval.low * factor, high=value.interval.high * factor)
    scaled = None if value.value is None else value.value * factor
    return replace(value, interval=ends, value=scaled, kind=kind, unit=unit)


# --- the line -----------------------------------------------------------------------------------------------------


def _line(sign: str, left: Value, right: Value) -> str:
    """Both operands as they are written, in brackets where they bind less than the operator between them."""
    rank = _RANKS[sign]
    first = f"({left.said})" if left.rank < rank else left.said
    second = f"({right.said})" if right.rank < rank or (right.rank == rank and sign in "-/") else right.said
    return f"{first} {_SIGNS.get(sign, sign)} {second}"


def say_comparison(sign: str, left: Value, right: Value) -> str:
    """A comparison as it is written: "134,553 > (74,703 + 52,934 = 127,637)"."""
    return f"{say_side(left)} {_SIGNS.get(sign, sign)} {say_side(right)}"


def _say_days(interval: Interval) -> str:
    try:
        days = [dt.date.fromordinal(round(end)).isoformat() for end in (interval.low, interval.high)]
    except (ValueError, OverflowError):
        return "beyond the calendar"
    return days[0] if days[0] == days[1] else f"{days[0]}–{days[1]}"
