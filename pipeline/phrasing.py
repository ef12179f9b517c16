"""How figures are written for people: in lines of arithmetic, in explanations, in the annotated chapter.

What belongs here: numbers, units, hedges and dates as a reader expects them. What must never be here: judgement, and
the layout around them.
"""

from __future__ import annotations

import math

from pipeline.model import Figure

_HEDGES = {
    "gt": "more than ", "gte": "at least ", "lt": "less than ", "lte": "at most ", "approx": "about ",
    "eq": "", "range": "",
}  # fmt: skip
_DATE_HEDGES = {"gt": "after ", "gte": "since ", "lt": "before ", "lte": "by ", "approx": "around "}


def say_number(value: float) -> str:
    """A number with thousands separators and no digits that arithmetic made up: 3,012,377; 0.2; 81.2."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value != 0 and not 1e-4 <= abs(value) < 1e15:
        return f"{value:.6g}"
    if value == int(value):
        return f"{int(value):,}"
    if abs(value) < 1:
        return f"{value:.4g}"
    decimals = max(6 - len(str(int(abs(value)))), 2)
    return f"{value:,.{decimals}f}".rstrip("0").rstrip(".")


def say_count(number: int, noun: str) -> str:
    """So many of something: "1 source", "3 sources", "1,250 sources"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say_figure(figure: Figure) -> str:
    """A figure with its hedge and unit: "more than 2,000,000", "30–60 %", "by 2025-08"."""
    if figure.kind == "date":
        return _say_date(figure)
    hedge = _HEDGES[figure.comparator]
    if figure.value is not None and figure.comparator in ("eq", "approx"):
        number = say_number(figure.value)
    elif figure.low is not None and figure.high is not None and figure.low != figure.high:
        number = f"{say_number(figure.low)}–{say_number(figure.high)}"
    else:
        one = next((end for end in (figure.low, figure.high, figure.value) if end is not None), None)
        number = "no number" if one is None else say_number(one)
    return hedge + number + say_unit(figure, plural=number != "1")


def say_unit(figure: Figure, *, plural: bool = True) -> str:
    """The unit with the space before it; empty for a bare number."""
    if figure.kind == "percent" and figure.unit in (None, "percent", "%"):
        return " %"
    if not figure.unit:
        return ""
    of, per, by = figure.unit.replace("_", " ").partition("per ")
    return f" {_plural(of.rstrip()) if plural else of}{' ' if of and per else ''}{per}{by}"


def _plural(unit: str) -> str:
    """The plural of a unit's name; codes, symbols and names that are plural already stay."""
    word = unit.rpartition(" ")[2]
    if len(word) < 3 or not word.isalpha() or not word.islower() or word.endswith("s"):
        return unit
    irregular = {"foot": "feet", "inch": "inches", "celsius": "celsius", "fahrenheit": "fahrenheit", "hertz": "hertz"}
    return unit[: len(unit) - len(word)] + irregular.get(word, f"{word}s")


def say_time(text: str) -> str:
    """An ISO 8601 time as a reader expects it: an interval by its ends, "2026-01 to 2026-08"."""
    return text.replace("/", " to ")


def _say_date(figure: Figure) -> str:
    hedge = _DATE_HEDGES.get(figure.comparator, "")
    if figure.date:
        return hedge + say_time(figure.date)
    low = figure.date_low.isoformat() if figure.date_low else "…"
    high = figure.date_high.isoformat() if figure.date_high else "…"
    return f"{low} to before {high}"
