"""Dates at their own granularity as stretches of days, and how two of them lie to one another in time.

What belongs here: containment and order of the periods that `as_of` columns hold. What must never be here: dates in
running prose (quantities), and the clock.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from pipeline.quantities.dates_names import span_of_name


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days: the first, and the day after the last."""

    first: dt.date
    after: dt.date

    def overlaps(self, other: Period) -> bool:
        """Whether any day is in both."""
        return self.first < other.after and other.first < self.after

    def within(self, other: Period) -> bool:
        """Whether every day is also in the other."""
        return other.first <= self.first and self.after <= other.after

    def precedes(self, other: Period) -> bool:
        """Whether every day is earlier than the other's first."""
        return self.after <= other.first

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.after - self.first).days


def day_period(day: dt.date) -> Period:
    """One day."""
    return Period(day, day + dt.timedelta(days=1))


@lru_cache(maxsize=65536)
def read_period(text: str | None) -> Period | None:
    """The days of an ISO 8601 date at its own granularity (2026, 2026-08, 2026-08-22, 2026-Q3, 2026-spring, 2020s) or
    of an interval of two ("2025-01/2026-03"); None when `text` is no such date."""
    days = span_of_name(text) if text else None
    return None if days is None else Period(*days)
