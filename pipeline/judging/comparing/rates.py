"""A rate whose denominator stands away from its number: "2.5 million bags pass through the port each year".

What belongs here: the denominators of time that a clause gives to all of its figures, and lending one to a figure that
lacks it. What must never be here: conversion between denominators (units).
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Figure

_EACH = re.compile(
    r"\b(?:each|every|per)\s+(hour|day|night|week|month|quarter|year)\b(?!\s+(?:since|until))"
    r"|\b(hourly|daily|weekly|monthly|quarterly|yearly|annually|per\s+annum)\b",
    re.IGNORECASE,
)
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
    "annually": "year", "per annum": "year",
}  # fmt: skip
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"})
_DENOMINATOR = re.compile(r"\bper\s+([a-z]+)$")
_KINDS = frozenset({"count", "measure", "money", "duration"})


def rate_of_clause(text: str, low: int, high: int) -> str | None:
    """The unit of time that the clause at `low`..`high` of a text spreads its figures over; None without one."""
    found = {_unit(match) for match in _EACH.finditer(text, low, high)}
    return found.pop() if len(found) == 1 else None


def with_rate(figure: Figure, other: Figure, clause: str, clause_rate: str | None) -> Figure:
    """`figure` with the rate of its clause, where the other figure is of that rate and this one is of none: "each
    year", or the thing itself that the figure is of ("a kilometre cost 18 million")."""
    unit = figure.unit or ""
    wanted = _DENOMINATOR.search(other.unit or "")
    if figure.kind not in _KINDS or wanted is None or _DENOMINATOR.search(unit):
        return figure
    if wanted[1] != clause_rate and not _names_one(wanted[1], clause):
        return figure
    return replace(figure, unit=f"{unit} per {wanted[1]}".strip())


def _names_one(unit: str, clause: str) -> bool:
    """Whether a clause speaks of one such unit, in either spelling: "a kilometre", "per litre". A unit of time may say
    when instead ("a year earlier"), so that one has to be said of each (`rate_of_clause`)."""
    if unit in _TIMES:
        return False
    spelled = re.escape(unit).replace("meter", "met(?:er|re)").replace("liter", "lit(?:er|re)")
    return bool(re.search(rf"\b(?:an?|each|every|per)\s+{spelled}\b", clause, re.IGNORECASE))


def _unit(match: re.Match[str]) -> str:
    word = re.sub(r"\s+", " ", (match[1] or match[2]).lower())
    return _ADVERBS.get(word, "day" if word == "night" else word)
