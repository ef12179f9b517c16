"""ISO 8601 dates at their own granularity, durations and percents, as people write them in the register.

What belongs here: checking and reading those notations. What must never be here: dates in running prose, which are
`pipeline.quantities`' subject.
"""

from __future__ import annotations

import datetime as dt
import re

import isodate

_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|"
    r"(?P<part>spring|summer|autumn|winter|early|mid|late)|(?:Q(?P<quarter>[1-4]))))?|(?P<decade>\d{3})0s"
)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_PARTS = {
    "spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 15),
    "early": (1, 5), "mid": (5, 9), "late": (9, 13),
}  # fmt: skip


def date_span(text: str) -> tuple[dt.date, dt.date] | None:
    """First day and the day after the last of a date such as 2026, 2026-08, 2026-08-22, 2026-spring, 2026-Q3 or
    2020s; None when `text` is no such date."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        if found["decade"]:
            year = int(found["decade"]) * 10
            return dt.date(year, 1, 1), dt.date(year + 10, 1, 1)
        year = int(found["year"])
        if found["day"]:
            day = dt.date(year, int(found["month"]), int(found["day"]))
            return day, day + dt.timedelta(days=1)
        first, after = _months(found)
        return _month(year, first), _month(year, after)
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
        first = 3 * int(found["quarter"]) - 2
        return first, first + 3
    return 1, 13


def _month(year: int, month: int) -> dt.date:
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def is_date_text(text: str) -> bool:
    """Whether `text` is a date that `date_span` reads."""
    return date_span(text) is not None


def read_duration(text: str) -> int:
    """Days of an ISO 8601 duration (P90D, P3M, P1Y). Raises ValueError with what to write instead."""
    try:
        duration = isodate.parse_duration(text)
    except (isodate.ISO8601Error, ValueError, TypeError):
        raise ValueError(f"{text!r} is no ISO 8601 duration; write for example P90D, P6M or P1Y") from None
    if isinstance(duration, isodate.Duration):
        duration = duration.totimedelta(start=dt.datetime(2025, 1, 1))  # noqa: DTZ001 - only the length counts
    if duration < dt.timedelta(days=1):
        raise ValueError(f"{text!r} is shorter than a day; write for example P1D")
    return int(duration.days)


def read_percent(text: str) -> float:
    """The fraction that a percentage such as 5% or 12.5% stands for. Raises ValueError with what to write instead."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no percentage; write for example 5%")
    return float(found.group(1)) / 100
