"""ISO 8601 dates at their own granularity, durations and percents, as people write them in the register.

What belongs here: checking and reading those notations. What must never be here: dates in running prose and the days
behind a date's name, which are `pipeline.quantities`' subject.
"""

from __future__ import annotations

import datetime as dt
import re

import isodate

from pipeline.quantities.dates_names import span_of_name

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def is_date_text(text: str) -> bool:
    """Whether `text` is a date such as 2026, 2026-08, 2026-08-22, 2026-spring, 2026-Q3, 2026-W14, 2023-late, 2020s or
    2019/2021."""
    return span_of_name(text) is not None


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
