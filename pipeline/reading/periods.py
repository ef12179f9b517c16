"""ISO 8601 dates at their own granularity, durations and percents, as people write them in the register.

What belongs here: checking and reading those notations. What must never be here: dates in running prose, which are
`pipeline.quantities`' subject.
"""

from __future__ import annotations

import datetime as dt
import re

import isodate

_DATE = re.compile(
    r"(?:(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|(?P<season>spring|summer|autumn|winter)|"
    r"Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d{2})(?:-WE)?))?|(?P<decade>\d{3})0s|(?P<century>\d{2})XX)"
    r"(?:-(?P<part>early|mid|late))?"
)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PARTS = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}


def date_span(text: str) -> tuple[dt.date, dt.date] | None:
    """First day and the day after the last of a date such as 2026, 2026-08, 2026-08-22, 2026-spring, 2026-Q3, 2026-H1,
    2026-W14, 2020s, 19XX, each also with -early, -mid or -late, or of two such with / between; None when `text` is no
    such date, or lies before the year 1."""
    first, _, last = text.partition("/")
    spans = [_span(first), _span(last)] if last else [_span(first)]
    if spans[0] is None or spans[-1] is None or spans[0][0] >= spans[-1][1]:
        return None
    return spans[0][0], spans[-1][1]


def _span(text: str) -> tuple[dt.date, dt.date] | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        low, high = _whole(found)
    except (ValueError, OverflowError):
        return None
    if found["part"]:
        first, after = _PARTS[found["part"]]
        days = (high - low).days
        return low + dt.timedelta(days * first // 3), low + dt.timedelta(days * after // 3)
    return low, high


def _whole(found: re.Match[str]) -> tuple[dt.date, dt.date]:
    if found["century"]:
        return _years(int(found["century"]) * 100, 100)
    if found["decade"]:
        return _years(int(found["decade"]) * 10, 10)
    year = int(found["year"])
    if found["week"]:
        monday = dt.date.fromisocalendar(year, int(found["week"]), 1)
        return monday, monday + dt.timedelta(days=7)
    if found["day"]:
        day = dt.date(year, int(found["month"]), int(found["day"]))
        return day, day + dt.timedelta(days=1)
    first, length = _months(found)
    return _month(year, first), _month(year, first + length)


def _years(first: int, count: int) -> tuple[dt.date, dt.date]:
    return dt.date(first, 1, 1), dt.date(first + count, 1, 1)


def _months(found: re.Match[str]) -> tuple[int, int]:
    """First month and number of months."""
    if found["month"]:
        month = int(found["month"])
        if not 1 <= month <= 12:
            raise ValueError(month)
        return month, 1
    if found["season"]:
        return _SEASONS[found["season"]], 3
    if found["quarter"]:
        return 3 * int(found["quarter"]) - 2, 3
    if found["half"]:
        return 6 * int(found["half"]) - 5, 6
    return 1, 12


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
