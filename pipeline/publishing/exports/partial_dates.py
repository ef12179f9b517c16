"""ISO 8601 dates at the granularity that a text has, taken apart for formats that want year, month and day.

What belongs here: reading `2026`, `2026-03`, `2026-03-17`, `2026-spring`. What must never be here: completing a date
that is not whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEASON = re.compile(r"(\d{4})-(spring|summer|autumn|fall|winter)")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known."""

    parts: tuple[int, ...]
    """Year, then month, then day; as many as are known, none when only the words are."""
    season: int | None
    """1 is spring, 4 is winter."""
    literal: str
    """The date as it stands in the table."""


def partial_date(text: str | None) -> PartialDate | None:
    """The parts of a date; None when there is none."""
    if not text:
        return None
    if whole := _PARTS.fullmatch(text):
        return PartialDate(tuple(int(part) for part in whole.groups() if part), None, text)
    if season := _SEASON.fullmatch(text):
        return PartialDate((int(season[1]),), _SEASONS[season[2]], text)
    return PartialDate((), None, text)
