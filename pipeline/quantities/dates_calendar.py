"""The calendar behind a date's words: periods of every grain, their days, their ISO 8601 names, and shifting them.

What belongs here: arithmetic on the proleptic Gregorian calendar. What must never be here: words, tokens, and any
guess at what a text means.

A period is half open: from its first day to the day after its last. Names follow ISO 8601-1 ("2026-03-11", "2026-W11",
"2025-08"), ISO 8601-2 for centuries ("18XX") and the plain forms of the design for the rest ("2026-spring", "2025-Q3",
"1990s", "2023-late", "FY2024").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

Grain = Literal[
    "day", "week", "weekend", "workweek", "month", "season", "quarter", "half", "year", "fiscal", "decade", "century",
    "era", "span",
]  # fmt: skip
Part = Literal["", "early", "mid", "late", "start", "end", "earlier", "later"]

SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
DAY = dt.timedelta(days=1)
_AHEAD = 3
LAST_YEAR = 9998
"""The day after a period must still be a day that `datetime` knows."""
_FINER_THAN_YEAR = frozenset({"day", "month", "season", "quarter", "half"})


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of the calendar as a text names it. `year` None: the text leaves the year out."""

    grain: Grain
    year: int | None = None
    """Calendar year; first year of a decade or century; astronomical year (0 is 1 BC) of grain era."""
    index: int = 0
    """Month 1..12, season 0..3, quarter 1..4, half 1..2."""
    day: int = 0
    part: Part = ""
    low: dt.date | None = None
    """First day of a week, weekend or span: grains that the fields above cannot name."""
    high: dt.date | None = None
    name: str = ""
    """ISO name of a span that has one."""
    about: bool = False
    """Whether the words are looser than the day that they come to: "two weeks later"."""
    aside: bool = False
    """Whether later dates count from the date before it instead: "a year earlier" looks back, the story does not."""

    @property
    def lacks_year(self) -> bool:
        """Whether it is a month or a day of which the text does not say the year."""
        return self.year is None and self.grain in _FINER_THAN_YEAR


def day_of(date: dt.date) -> Period:
    """The period of one day."""
    return Period("day", date.year, date.month, date.day)


def span_of(low: dt.date, high: dt.date, name: str = "") -> Period:
    """A stretch without a grain of its own, from `low` to the day before `high`."""
    return Period("span", low=low, high=high, name=name)


def week_of(date: dt.date, grain: Grain = "week") -> Period:
    """The ISO week (Monday to Sunday) that holds `date`, or its weekend or working days."""
    monday = date - date.weekday() * DAY
    first, length = {"week": (0, 7), "weekend": (5, 2), "workweek": (0, 5)}[grain]
    low = monday + first * DAY
    return Period(grain, low=low, high=low + length * DAY)


def add_months(date: dt.date, months: int) -> dt.date:
    """`date` moved by calendar months; a day that the month lacks becomes its last.

    Raises:
        ValueError: the result leaves the years 1 to 9998.
    """
    count = date.year * 12 + date.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= LAST_YEAR:
        raise ValueError(f"year {year} is out of range")
    return dt.date(year, month + 1, min(date.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Days of a month, 28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def bounds(period: Period) -> tuple[dt.date, dt.date]:
    """First day, and the day after the last.

    Raises:
        ValueError: no such days (30 February, year 0, a period whose year is unknown).
    """
    low, high = _whole(period)
    return _cut(period, low, high) if period.part else (low, high)


def boundary(period: Period, *, opens: bool) -> dt.date:
    """First day of a range that `period` opens, or the day after the last of one that it closes.

    The middle and the end of a period are points there, not the stretches that they name alone: "from the middle of
    2007" starts in its middle, "to the start of 2008" ends before it.

    Raises:
        ValueError: as `bounds`.
    """
    low, high = _whole(period)
    if period.grain in ("decade", "century"):
        return bounds(period)[0 if opens else 1]  # the middle of a decade is no point
    if period.part == "mid":
        return low + (high - low).days // 2 * DAY
    if period.part == "end" and opens:
        return high
    if period.part == "start" and not opens:
        return low
    return bounds(period)[0 if opens else 1]


def _whole(period: Period) -> tuple[dt.date, dt.date]:
    if period.low is not None and period.high is not None:
        return period.low, period.high
    if period.year is None or not 1 <= period.year <= LAST_YEAR or period.grain == "era":
        raise ValueError("the period names no days")
    year, index = period.year, period.index
    if period.grain == "day":
        low = dt.date(year, index, period.day)
        return low, low + DAY
    if period.grain in ("decade", "century"):
        return dt.date(year, 1, 1), dt.date(year + (10 if period.grain == "decade" else 100), 1, 1)
    month, length = {
        "month": (index, 1),
        "season": (_SEASON_MONTH[SEASONS[index % 4]], 3),
        "quarter": (index * 3 - 2, 3),
        "half": (index * 6 - 5, 6),
    }.get(period.grain, (1, 12))
    low = dt.date(year, month, 1)
    return low, add_months(low, length)


def _cut(period: Period, low: dt.date, high: dt.date) -> tuple[dt.date, dt.date]:
    """The part of a period that "early", "mid", "late", "start of" and "end of" name.

    Early and late are the halves, mid the middle third, start and end the outer thirds: the reading that Microsoft's
    Recognizers specifications give, and wide enough for a date that two texts call differently.
    """
    part, days = period.part, (high - low).days
    if period.grain in ("week", "workweek"):
        first, last = {"early": (0, 3), "earlier": (0, 3), "start": (0, 3), "mid": (1, 5)}.get(part, (3, 7))
        return low + first * DAY, low + last * DAY
    if days <= 31:
        first, last = {"early": (0, 15), "earlier": (0, 15), "start": (0, 15), "mid": (9, 20)}.get(part, (15, days))
        return low + first * DAY, low + last * DAY
    months = round(days / 30.4375)
    first, last = {
        "early": (0, months // 2),
        "earlier": (0, months // 2),
        "late": (months // 2, months),
        "later": (months // 2, months),
        "start": (0, months // 3),
        "end": (months - months // 3, months),
        "mid": (months // 3, months - months // 3),
    }[part]
    return add_months(low, first), add_months(low, last)


def iso_name(period: Period) -> str:
    """The period's name at its own granularity.

    Raises:
        ValueError: the period's year is unknown.
    """
    name = _whole_name(period)
    return f"{name}-{_PART_NAMES[period.part]}" if period.part else name


_PART_NAMES = {
    "earlier": "early",
    "later": "late",
    "early": "early",
    "start": "early",
    "mid": "mid",
    "late": "late",
    "end": "late",
}


def _whole_name(period: Period) -> str:
    if period.name:
        return period.name
    if period.low is not None and period.high is not None:
        if period.grain == "span":
            return f"{period.low.isoformat()}/{(period.high - DAY).isoformat()}"
        year, week, _ = period.low.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if period.grain == "weekend" else "")
    if period.year is None:
        raise ValueError("the period's year is unknown")
    year = period.year
    match period.grain:
        case "day":
            return f"{year:04d}-{period.index:02d}-{period.day:02d}"
        case "month":
            return f"{year:04d}-{period.index:02d}"
        case "season":
            return f"{year:04d}-{SEASONS[period.index % 4]}"
        case "quarter":
            return f"{year:04d}-Q{period.index}"
        case "half":
            return f"{year:04d}-H{period.index}"
        case "decade":
            return f"{year:04d}s"
        case "century":
            return f"{year // 100:02d}XX"
        case "fiscal":
            return f"FY{year:04d}"
        case _:
            return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def in_year(period: Period, year: int) -> Period:
    """The period with its missing year filled in."""
    return replace(period, year=year)


def nearest(period: Period, reference: dt.date, *, future: bool | None = None) -> Period | None:
    """The occurrence of a yearless period that a text of the `reference` day means.

    `future` True takes the first that is not over, False the last that has begun, None the nearest.
    """
    candidates = []
    for year in range(max(1, reference.year - 8), min(LAST_YEAR, reference.year + 8) + 1):
        candidate = replace(period, year=year)
        try:
            low, high = bounds(candidate)
        except ValueError:
            continue
        if (future is True and high <= reference) or (future is False and low > reference):
            continue
        # Texts tell of the past more often than of what is to come.
        distance = 0 if low <= reference < high else max(_AHEAD * (low - reference).days, (reference - high).days)
        candidates.append((distance, year, candidate))
    return min(candidates, key=lambda entry: entry[:2])[2] if candidates else None


def shift(period: Period, unit: str, count: int) -> Period:
    """`period` moved by `count` units, at its own grain ("a year earlier" of a month is a month).

    Raises:
        ValueError: the result leaves the years that `datetime` knows.
        OverflowError: as above.
    """
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}.get(unit)
    if unit == "businessday":
        return day_of(_working_days(bounds(period)[0], count))
    if months is None:
        days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "workweek": 7, "fortnight": 14}[unit] * count
        low, high = bounds(period)
        return day_of(low + days * DAY) if period.grain == "day" else span_of(low + days * DAY, high + days * DAY)
    if period.low is not None or period.year is None:
        return day_of(add_months(bounds(period)[0], months * count))
    if period.grain in ("year", "fiscal", "decade", "century"):
        if months % 12:
            return _at(add_months(bounds(period)[0], months * count), "month")
        return replace(period, year=period.year + months // 12 * count)
    if months * count % 12 == 0 and period.grain != "day":
        return replace(period, year=period.year + months * count // 12)
    moved = add_months(bounds(period)[0], months * count)
    return _at(moved, period.grain)


def _working_days(day: dt.date, count: int) -> dt.date:
    """The day `count` working days (Monday to Friday) from `day`."""
    step = DAY if count > 0 else -DAY
    weeks, rest = divmod(abs(count), 5)
    day += weeks * 7 * step
    while rest:
        day += step
        rest -= day.weekday() < 5
    return day


def _at(date: dt.date, grain: Grain) -> Period:
    """The period of `grain` (day, month, season, quarter, half or year) that holds `date`."""
    if grain == "day":
        return day_of(date)
    if grain == "quarter":
        return Period("quarter", date.year, (date.month + 2) // 3)
    if grain == "half":
        return Period("half", date.year, (date.month + 5) // 6)
    if grain == "season":
        month = date.month
        return Period("season", date.year if month >= 3 else date.year - 1, (month - 3) // 3 % 4)
    if grain == "month":
        return Period("month", date.year, date.month)
    return Period("year", date.year)


def containing(date: dt.date, unit: str) -> Period:
    """The calendar period of a unit that holds `date`: its week, month, quarter, year, decade ..."""
    if unit in ("day", "night"):
        return day_of(date)
    if unit in ("week", "weekend", "workweek"):
        return week_of(date, unit)  # type: ignore[arg-type]  # the three are grains
    if unit == "fortnight":
        monday = date - date.weekday() * DAY
        return span_of(monday, monday + 14 * DAY)
    if unit == "decade":
        return Period("decade", max(1, date.year // 10 * 10))
    if unit == "century":
        return Period("century", max(1, date.year // 100 * 100))
    if unit == "fiscal":
        return Period("fiscal", date.year)
    return _at(date, unit if unit in ("month", "quarter", "half", "season") else "year")  # type: ignore[arg-type]


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (8 * b + 13) // 25
    g = (19 * a + b - d - f + 15) % 30
    h, i = divmod(c, 4)
    k = (32 + 2 * e + 2 * h - g - i) % 7
    m = (a + 11 * g + 22 * k) // 451
    month, day = divmod(g + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(low: dt.date, high: dt.date, weekday: int, nth: int) -> dt.date | None:
    """The nth (from 1; -1 is the last) `weekday` (Monday is 0) of the days from `low` to before `high`."""
    if nth > 0:
        found = low + ((weekday - low.weekday()) % 7 + 7 * (nth - 1)) * DAY
    else:
        last = high - DAY
        found = last - ((last.weekday() - weekday) % 7) * DAY
    return found if low <= found < high else None
