"""Arithmetic of units, through pint.

What belongs here: conversion and comparability of units by their names. What must never be here: reading units in a
text, and any other use of pint. Names are those of `Quantity.unit`: singular, "per" for a quotient, ISO 4217 codes for
money; money and percent are no physical units and are comparable only with themselves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pint

_ANGLES = frozenset({"degree", "radian", "milliradian", "turn", "revolution"})


@lru_cache(maxsize=1)
def _registry() -> Any:
    registry: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    for definition in (
        "business_day = day",
        "night = day",
        "weekend = 2 * day",
        "percentage_point = percent",
        "basis_point = 0.01 * percent",
    ):
        registry.define(definition)
    return registry


@lru_cache(maxsize=4096)
def _parsed(name: str) -> Any | None:
    expression = name.replace("business day", "business_day")
    try:
        return _registry().parse_units(expression.replace("inverse ", "1/"), as_delta=False)
    except (pint.errors.PintError, ValueError, TypeError, AttributeError, KeyError):
        return None


def known(name: str) -> bool:
    """Whether the unit library knows a unit of this name."""
    return _parsed(name) is not None


def _family(name: str, *, physical: bool) -> str:
    """What a unit measures beside its physical dimension: information, angles, working time; without any, itself.

    A megabit per second and a hertz have one dimension, and so have a business day and a day: they do not compare.
    """
    words = name.split()
    if any(word.endswith(("bit", "byte")) for word in words):
        return "information"
    if "business" in words or "business_day" in words:
        return "working time"
    if not _ANGLES.isdisjoint(words):
        return "angle"
    return "" if physical else name


def convertible(unit_a: str | None, unit_b: str | None) -> bool:
    """Whether values in one unit can be expressed in the other."""
    if unit_a == unit_b:
        return True
    if unit_a is None or unit_b is None:
        return False
    a, b = _parsed(unit_a), _parsed(unit_b)
    if a is None or b is None or a.dimensionality != b.dimensionality:
        return False
    physical = bool(a.dimensionality)
    return _family(unit_a, physical=physical) == _family(unit_b, physical=physical)


def convert(value: float, unit_from: str, unit_to: str) -> float | None:
    """`value` expressed in `unit_to`, or None when the units do not measure the same thing."""
    if unit_from == unit_to:
        return value
    if not convertible(unit_from, unit_to):
        return None
    try:
        converted = _registry().Quantity(value, _parsed(unit_from)).to(_parsed(unit_to))
    except (pint.errors.PintError, ValueError, OverflowError, ZeroDivisionError):
        return None
    return float(f"{converted.magnitude:.12g}")
