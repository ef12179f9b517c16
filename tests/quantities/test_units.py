"""Unit names of the lexicons are names that the unit library knows, and they convert."""

from __future__ import annotations

import pytest

from pipeline.quantities.lexicons import LEXICONS
from pipeline.quantities.lexicons.symbols import UNIT_SYMBOLS
from pipeline.quantities.units import convert, convertible, known

UNKNOWN_TO_PINT = {"international_unit", "ppb", "weekday"}
"""Comparable only with themselves."""


def test_every_unit_of_the_lexicons_is_known_to_the_unit_library() -> None:
    named = [*UNIT_SYMBOLS.values(), *(unit for lexicon in LEXICONS.values() for unit in lexicon.units.values())]
    names = {unit.name for unit in named if unit.kind in ("measure", "duration") and "flops" not in unit.name}
    assert {name for name in names if not known(name)} == UNKNOWN_TO_PINT


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        (1.0, "mile per hour", "kilometer per hour", 1.609344),
        (100.0, "celsius", "fahrenheit", 212.0),
        (2.0, "square foot", "square inch", 288.0),
        (1.0, "gigawatt_hour", "kilowatt_hour", 1e6),
        (2.0, "week", "day", 14.0),
        (3.0, "gigabyte", "megabyte", 3000.0),
    ],
)
def test_units_convert(value: float, unit: str, other: str, expected: float) -> None:
    assert convert(value, unit, other) == pytest.approx(expected)


def test_money_and_length_do_not_convert() -> None:
    assert convert(1.0, "meter", "kilogram") is None
    assert not convertible("USD", "meter")
    assert not convertible("byte", "radian")
    assert not convertible("megabit per second", "hertz")
    assert not convertible("business day", "day")
    assert not convertible(None, "meter")
