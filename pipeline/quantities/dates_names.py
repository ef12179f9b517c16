"""The days behind a period's ISO name: the way back from `dates_calendar.iso_name`.

What belongs here: reading the names that date columns and the register hold ("2026-03-11", "2025-08", "2026-spring",
"2023-late", "2025-Q3", "1990s", "2019/2021"). What must never be here: dates in running prose.
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.quantities.dates_calendar import SEASONS, Part, Period, bounds, day_of, week_of

_NAME = re.compile(
    r"(?:(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ]\d.*)?)?"
    r"|W(?P<week>\d{2})(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>spring|summer|autumn|fall|winter)))?"
    r"|(?P<decade>\d{3}0)s|(?P<century>\d{2})XX|FY(?P<fiscal>\d{4}))"
    r"(?:-(?P<part>early|mid|late))?"
)


def span_of_name(name: str) -> tuple[dt.date, dt.date] | None:
    """First day and the day after the last of a period's ISO name, or of an interval "A/B" of two; None for any other
    text and for days that no calendar has."""
    start, slash, end = name.strip().partition("/")
    first = _one(start)
    if not slash or first is None:
        return first
    last = _one(end)
    return (first[0], last[1]) if last is not None and first[0] < last[1] else None


def _one(name: str) -> tuple[dt.date, dt.date] | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return bounds(_period(found))
    except (ValueError, OverflowError):
        return None


def _period(found: re.Match[str]) -> Period:
    parts: dict[str | None, Part] = {"early": "early", "mid": "mid", "late": "late"}
    part: Part = parts.get(found["part"], "")
    if found["decade"]:
        return Period("decade", int(found["decade"]), part=part)
    if found["century"]:
        return Period("century", int(found["century"]) * 100, part=part)
    if found["fiscal"]:
        return Period("fiscal", int(found["fiscal"]), part=part)
    year = int(found["year"])
    if found["week"]:
        return week_of(dt.date.fromisocalendar(year, int(found["week"]), 1), "weekend" if found["weekend"] else "week")
    if found["day"]:
        return day_of(dt.date(year, int(found["month"]), int(found["day"])))
    if found["month"]:
        return Period("month", year, int(found["month"]), part=part)
    if found["quarter"]:
        return Period("quarter", year, int(found["quarter"]), part=part)
    if found["half"]:
        return Period("half", year, int(found["half"]), part=part)
    if found["season"]:
        return Period(
            "season", year, SEASONS.index("autumn" if found["season"] == "fall" else found["season"]), part=part
        )
    return Period("year", year, part=part)
