"""Whether two figures are measured in the same thing, and by what factor one is turned into the other's unit.

What belongs here: kinds that compare, rates, factors between units. What must never be here: exchange
rates (money compares only in the same currency), and words of the text around a figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pipeline.model import Figure, Kind
from pipeline.phrasing import say_figure
from pipeline.quantities.units import convert

_COMPARABLE: frozenset[frozenset[Kind]] = frozenset(
    frozenset(pair) for pair in (("count", "other"), ("ratio", "percent"))
)
_CALLED: dict[Kind, str] = {
    "count": "a count", "percent": "a percentage", "money": "an amount of money", "date": "a date",
    "duration": "a duration", "age": "an age", "ordinal": "a place in an order", "ratio": "a share",
    "comparison": "a comparison", "measure": "a measure", "other": "a number of another kind",
}  # fmt: skip
"""What kinds are called where an author reads them."""
_PERCENT = frozenset({None, "", "%", "percent", "per cent"})
_SHARED_NAMES: dict[str, frozenset[str]] = {
    "krone": frozenset({"NOK", "DKK"}),
    "crown": frozenset({"NOK", "DKK", "SEK", "ISK", "CZK"}),
    "franc": frozenset({"CHF", "FRF", "BEF", "XOF", "XAF"}),
    "peso": frozenset({"MXN", "ARS", "CLP", "COP", "PHP", "UYU"}),
    "lira": frozenset({"TRY", "ITL"}),
}
"""Names that several countries give their money. A text that says no more means that of its own country."""
_RATE = re.compile(r"(?P<of>.*?)\s*(?:/|\bper\b)\s*(?P<amount>\d[\d.,]*)?\s*(?P<by>.*)")


class NotComparableError(Exception):
    """The two figures measure different things. The message says which; leave the pair undecided."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A found figure in the claim's unit."""

    figure: Figure
    steps: str = ""
    """How it got there ("24,500 / week = 3,500 / day"); empty when nothing had to be converted."""


@dataclass(frozen=True, slots=True)
class _Unit:
    of: str
    amount: float = 1.0
    by: str | None = None


def align(found: Figure, claim: Figure) -> Aligned:
    """The found figure in the claim's unit and kind. Raises NotComparableError when there is no way."""
    if found.kind != claim.kind and frozenset((found.kind, claim.kind)) not in _COMPARABLE:
        raise NotComparableError(f"{_CALLED[found.kind]} does not compare with {_CALLED[claim.kind]}")
    if found.kind != claim.kind and "ratio" in (found.kind, claim.kind):
        return _between_ratio_and_percent(found, claim)
    if found.kind == claim.kind and found.unit == claim.unit and (found.unit or found.kind != "money"):
        return Aligned(found)
    factor = _factor(found, claim)
    if factor == 1.0:
        return Aligned(replace(found, unit=claim.unit, kind=claim.kind))
    turned = _scaled(found, factor, claim)
    return Aligned(turned, f"{say_figure(found)} = {say_figure(turned)}")


def _scaled(figure: Figure, factor: float, claim: Figure) -> Figure:
    def times(value: float | None) -> float | None:
        return None if value is None else value * factor

    return replace(
        figure,
        value=times(figure.value), low=times(figure.low), high=times(figure.high), unit=claim.unit, kind=claim.kind,
    )  # fmt: skip


def _between_ratio_and_percent(found: Figure, claim: Figure) -> Aligned:
    ratio, percent = (found, claim) if found.kind == "ratio" else (claim, found)
    ends = [end for end in (ratio.value, ratio.low, ratio.high) if end is not None]
    if percent.unit not in _PERCENT or ratio.unit not in (None, "") or not all(0 <= end <= 1 for end in ends):
        raise NotComparableError("only a share of one whole is a percentage")
    turned = _scaled(found, 100.0 if found.kind == "ratio" else 0.01, claim)
    return Aligned(turned, f"{say_figure(found)} = {say_figure(turned)}")


def _factor(found: Figure, claim: Figure) -> float:
    have, want = _parsed(found), _parsed(claim)
    if claim.kind == "measure" and found.unit and claim.unit and (have.by is None) != (want.by is None):
        return _physical(found.unit, claim.unit)
    if (have.by is None) != (want.by is None):
        raise NotComparableError("a rate does not compare with a total")
    upper = _plain_factor(have.of, want.of, claim)
    if have.by is None or want.by is None:
        return upper
    lower = 1.0 if _singular(have.by) == _singular(want.by) else _physical(have.by, want.by)
    return upper / (lower * have.amount / want.amount)


def _plain_factor(have: str, want: str, claim: Figure) -> float:
    if claim.kind == "percent":
        points = ("point" in have, "point" in want)
        if points[0] != points[1]:
            raise NotComparableError("percent and percentage points are different things")
        return 1.0
    if claim.kind == "money":
        if not have or not want or not is_one_currency(have, want):
            raise NotComparableError(f"currency {have or 'unknown'} does not compare with {want or 'unknown'}")
        return 1.0
    if claim.kind in ("count", "ordinal", "ratio", "comparison", "other"):
        # A count's unit names what is counted; whether that is the same thing is for the matching to say.
        return 1.0
    if _singular(have) == _singular(want):
        return 1.0
    if not have or not want:
        raise NotComparableError(f"{have or 'no unit'} does not compare with {want or 'no unit'}")
    return _physical(have, want)


def is_one_currency(one: str, other: str) -> bool:
    """Whether two names are of one currency: the same code, or a code and the name that its country uses."""
    if one.upper() == other.upper():
        return True
    return other.upper() in _SHARED_NAMES.get(one, ()) or one.upper() in _SHARED_NAMES.get(other, ())


def _parsed(figure: Figure) -> _Unit:
    unit = (figure.unit or "").strip()
    found = _RATE.fullmatch(unit)
    if found is None:
        return _Unit(unit)
    amount = found["amount"]
    return _Unit(
        found["of"].strip(), float(amount.strip(".,").replace(",", "")) if amount else 1.0, found["by"].strip()
    )


def _singular(unit: str) -> str:
    text = unit.strip().lower()
    return text[:-1] if len(text) > 3 and text.endswith("s") and not text.endswith("ss") else text


@cache
def _physical(have: str, want: str) -> float:
    """Factor from one physical unit to another. Raises NotComparableError for unknown, unlike and offset units."""
    one, two = _convert(1.0, have, want), _convert(2.0, have, want)
    if one is None or two is None:
        raise NotComparableError(f"{have} does not convert to {want}")
    if abs(two - 2 * one) > 1e-9 * abs(two):
        raise NotComparableError(f"{have} and {want} have different zero points")
    return one


def _convert(value: float, have: str, want: str) -> float | None:
    """`value` in the other unit; names of several words are tried as one too ("nautical mile")."""
    plain = convert(value, have.strip(), want.strip())
    return plain if plain is not None else convert(value, _joined(have), _joined(want))


def _joined(unit: str) -> str:
    return re.sub(r"\s+", "_", unit.strip())
