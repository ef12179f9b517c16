"""Dates written in figures: 2026-03-11, 03/11/2026, 11.03.2026, 20260311, 2025-08, 08/2025.

What belongs here: finding numerals with separators that are dates, and the order of day and month. What must never be
here: words, and numerals without a separator (a bare 2025 needs its sentence to be a year).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.quantities.dates_calendar import LAST_YEAR, Period, days_in_month
from pipeline.quantities.dates_scene import Found, Range, century_of
from pipeline.quantities.tokens import Tokens

# Possessive: each digit is read once. The lookbehind lets a run of eight digits pass without a separator.
_FIGURES = re.compile(r"\d++(?:(?:[-/.]\d++)++|(?<=\d{8}))")
_SEPARATORS = re.compile(r"[-/.]")
_STICKS_BEFORE = frozenset("-/._#$€£¥:@=&+\\,")
_STICKS_BEHIND = frozenset("-/_%°:@=&\\")


def numeric_dates(tokens: Tokens, *, day_first: bool) -> dict[int, Found]:
    """Dates in figures by the index of their first token.

    `day_first` is the language's order of 03/11/2026; a date of the same text that only fits the other order
    (25/11/2026) overrules it for all. Full stops put the day first in every language.
    """
    text = tokens.text
    figures = []
    for match in _FIGURES.finditer(text):
        start, end = match.span()
        before, behind = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() or before in _STICKS_BEFORE or behind in _STICKS_BEHIND:
            continue
        if behind.isalpha() and not _is_time(text, end):
            continue
        figures.append((start, end, _SEPARATORS.split(match[0]), text[start:end]))
    if not figures:
        return {}
    day_first = _order(figures, day_first)
    found: dict[int, Found] = {}
    for start, end, parts, figure in figures:
        read = _read(parts, figure, day_first)
        if read is None:
            continue
        first = bisect_left(tokens.starts, start)
        last = bisect_left(tokens.ends, end)
        if first < len(tokens) and tokens.starts[first] == start and last < len(tokens) and tokens.ends[last] == end:
            found[first] = read, last + 1
    return found


def slashed(tokens: Tokens) -> list[int]:
    """Indices of numerals with a slash behind them, where a day without a year ("on 22/04") may start."""
    lower = tokens.lower
    return [
        index - 1
        for index, mark in enumerate(lower)
        if mark == "/"
        and 0 < index < len(lower) - 1
        and lower[index - 1].isdecimal()
        and lower[index + 1][0].isdecimal()
    ]


def _is_time(text: str, index: int) -> bool:
    """Whether an ISO 8601 time of day follows: T14:30."""
    return text[index] in "Tt" and text[index + 1 : index + 3].isdigit()


def _order(figures: list[tuple[int, int, list[str], str]], day_first: bool) -> bool:
    day_leads = month_leads = False
    for _, _, parts, figure in figures:
        if len(parts) == 3 and len(parts[0]) <= 2 and "." not in figure:
            day_leads |= int(parts[0]) > 12 >= int(parts[1]) > 0 and int(parts[0]) <= 31
            month_leads |= len(parts[1]) <= 2 and 12 < int(parts[1]) <= 31 and int(parts[0]) <= 12
    return day_first if day_leads == month_leads else day_leads


def _read(parts: list[str], figure: str, day_first: bool) -> Period | Range | None:
    lengths = [len(part) for part in parts]
    if max(lengths) > (8 if len(parts) == 1 else 4) or len(parts) > 6:
        return None
    numbers = [int(part) for part in parts]
    separators = {mark for mark in figure if not mark.isdigit()}
    if separators == {"-", "/"}:
        return _short_range(figure, day_first)
    if len(separators) > 1:
        return None
    match lengths:
        case [8]:
            return _compact(figure)
        case [4, month, day] if month <= 2 and day <= 2:
            return _day(*numbers)
        case [first, second, year] if first <= 2 and second <= 2 and year in (2, 4):
            return _short_day(numbers, year == 2, day_first or "." in figure)
        case [4, month] if month <= 2 and "." not in figure:
            return _month(numbers[0], numbers[1])
        case [month, 4] if month <= 2 and "." not in figure:
            return _month(numbers[1], numbers[0])
        case [a, b, 4, c, d, 4] if max(a, b, c, d) <= 2:
            ends = _short_day(numbers[:3], False, day_first), _short_day(numbers[3:], False, day_first)
            return Range(ends[0], ends[1]) if ends[0] and ends[1] else None
    return None


def _short_range(figure: str, day_first: bool) -> Range | None:
    """5/1-5/7/2020, 5/1-5/7: two days with a slash; the second gives the year to both, or the context does."""
    first, _, last = figure.partition("-")
    ends = []
    for side in (first.split("/"), last.split("/")):
        if not 2 <= len(side) <= 3 or len(side[0]) > 2 or len(side[1]) > 2:
            return None
        day, month = (int(side[0]), int(side[1])) if day_first else (int(side[1]), int(side[0]))
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        year = int(side[2]) if len(side) == 3 else None
        ends.append(Period("day", century_of(year) if year is not None and year < 100 else year, month, day))
    return Range(ends[0], ends[1])


def _compact(figure: str) -> Period | None:
    year = int(figure[:4])
    return _day(year, int(figure[4:6]), int(figure[6:])) if 1900 <= year < 2100 else None


def _short_day(numbers: list[int], two_digits: bool, day_first: bool) -> Period | None:
    first, second, year = numbers
    if two_digits:
        year = century_of(year)
    day, month = (first, second) if day_first else (second, first)
    return _day(year, month, day) or _day(year, day, month)


def _day(year: int, month: int, day: int) -> Period | None:
    if 1 <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
        return Period("day", year, month, day)
    return None


def _month(year: int, month: int) -> Period | None:
    return Period("month", year, month) if 1000 <= year < 2200 and 1 <= month <= 12 else None
