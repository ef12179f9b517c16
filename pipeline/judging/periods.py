"""Dates at their own granularity as stretches of days, and how two of them lie to one another in time.

What belongs here: reading the ISO 8601 forms that `as_of` columns hold, containment, order. What must never be here:
dates in running prose (quantities), and the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ].*)?)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d{2})"
    r"|(?P<part>spring|summer|autumn|fall|winter|early|mid|late)))?"
    r"|(?P<decade>\d{3})0s"
)
_PARTS = {
    "spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": (12, 15),
    "early": (1, 5), "mid": (5, 9), "late": (9, 13),
}  # fmt: skip


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


def read_period(text: str | None) -> Period | None:
    """The days of an ISO 8601 date at its own granularity (2026, 2026-08, 2026-08-22, 2026-Q3, 2026-spring, 2020s) or
    of an interval of two ("2025-01/2026-03"); None when `text` is no such date."""
    if not text:
        return None
    start, _, end = text.strip().partition("/")
    first = _read_one(start)
    if not end or first is None:
        return first
    last = _read_one(end)
    return Period(first.first, last.after) if last is not None and last.after > first.first else None


def _read_one(text: str) -> Period | None:
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return None
    try:
        if found["decade"]:
            return Period(dt.date(int(found["decade"]) * 10, 1, 1), dt.date(int(found["decade"]) * 10 + 10, 1, 1))
        year = int(found["year"])
        if found["day"]:
            return day_period(dt.date(year, int(found["month"]), int(found["day"])))
        if found["week"]:
            monday = dt.date.fromisocalendar(year, int(found["week"]), 1)
            return Period(monday, monday + dt.timedelta(days=7))
        first, after = _months(found)
        return Period(_month(year, first), _month(year, after))
    except (ValueError, OverflowError):
        return None


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["month"]:
        month = int(found["month"])
        if not 1 <= month <= 12:
            raise ValueError(month)
        return month, month + 1
    if found["part"]:
        return _PARTS[found["part"]]
    if found["quarter"]:
        return 3 * int(found["quarter"]) - 2, 3 * int(found["quarter"]) + 1
    if found["half"]:
        return (1, 7) if found["half"] == "1" else (7, 13)
    return 1, 13


def _month(year: int, month: int) -> dt.date:
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
