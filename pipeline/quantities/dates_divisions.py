"""Parts of a longer period: early 2026, the end of March, the third quarter of 2016, the first week of May.

What belongs here: the grammar of parts and divisions, and the one entry that reads a period of any form. What must
never be here: hedges, ranges between whole dates, offsets.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.quantities.dates_absolute import read_absolute
from pipeline.quantities.dates_calendar import (
    DAY,
    Period,
    add_months,
    bounds,
    containing,
    day_of,
    nearest,
    nth_weekday,
    shift,
    span_of,
    week_of,
)
from pipeline.quantities.dates_days import year_behind
from pipeline.quantities.dates_deictic import nearest_to_anchor, read_deictic
from pipeline.quantities.dates_lexicon import YEARS
from pipeline.quantities.dates_scene import Found, Range, Scene, cardinal, era, ordinal
from pipeline.quantities.dates_weekdays import date_behind_weekday
from pipeline.quantities.dates_weeks import (
    read_numbered_week,
    read_week_around,
    read_week_of,
    read_weekend,
    weekdays_of_week,
)

_DEEPEST = 4
_DIVIDED = frozenset({"month", "season", "quarter", "half", "year", "fiscal", "decade", "century", "week"})


def read_period(scene: Scene, index: int) -> Found | None:
    """Read the period, of whatever form, that starts at token `index`; an article before it belongs to it."""
    if scene.depth >= _DEEPEST:
        return None
    scene.depth += 1
    try:
        found = _read_bare(scene, index)
        if found is not None or scene.lower[index] not in scene.words.articles:
            return found
        at = index + 1
        return _read_bare(scene, at)
    finally:
        scene.depth -= 1


def is_adjective(scene: Scene, index: int, found: Found) -> bool:
    """Whether the article at `index` belongs to a noun behind the date: "the 2019 budget", "the Nov. 9 vote"."""
    words, behind = scene.words, scene.lower[index + 1]
    counted = behind in scene.lexicon.scales  # "a hundred years ago"
    if scene.lower[index] not in words.articles or behind == "." or counted:  # "A.D. 70"
        return False
    counted = behind in words.year_nouns or behind in words.units  # "a decade ago"
    return behind in words.months or (_is_years(found[0]) and not counted)


def _is_years(period: Period | Range) -> bool:
    if isinstance(period, Range):
        return period.first.grain == period.last.grain == "year"
    return period.grain == "year" and not period.part


def _read_bare(scene: Scene, index: int) -> Found | None:
    word = scene.lower[index]
    if not (word in scene.words.period_openers or word[:1].isdecimal() or word in scene.numbers):
        return None  # most words before a date word open nothing
    found = read_divided(scene, index)
    if found is None:
        found = read_deictic(scene, index)
        if found is not None:
            found = _narrowed(scene, found)
    if found is None:
        return read_absolute(scene, index)
    period, at = found
    if isinstance(period, Period) and period.grain == "week" and not period.part and period.low is not None:
        stretch = weekdays_of_week(scene, period.low, at)
        if stretch is not None:
            return stretch
        at += scene.lower[at] in scene.words.day_cues
        weekday = scene.words.weekdays.get(scene.lower[at])
        if weekday is not None:
            return day_of(period.low + weekday * DAY), at + 1  # next week on Tuesday
    return found


def _week_of_month(scene: Scene, index: int) -> Found | None:
    """Week 3 of May."""
    lower, words = scene.lower, scene.words
    number = lower[index + 1]
    if (
        words.units[lower[index]] != "week"
        or number not in ("1", "2", "3", "4", "5")
        or lower[index + 2] not in words.of
    ):
        return None
    return _nth_unit(scene, int(number), "week", index + 2) if lower[index + 3] in words.months else None


def _unit_end(scene: Scene, index: int) -> Found | None:
    """Year-end 2021, year end, month's end: the end of that year, or of the present one."""
    lower, words = scene.lower, scene.words
    at = index + 1
    at += lower[at] == "-" or 2 * (lower[at] in ("'", "’") and lower[at + 1] == "s")
    if lower[at] not in words.ends or lower[index] in words.plurals:
        return None
    year = year_behind(scene, at + 1) if words.units[lower[index]] == "year" else None
    if year is not None:
        return Period("year", year[0], part="end"), year[1]
    day, before = scene.reference, lower[index - 1] if index else ""
    if day is None or before not in words.year_end_cues or (scene.capital(index) and scene.capital(at + 1)):
        return None  # a heading, or a year-end report
    return replace(containing(day, words.units[lower[index]]), part="end"), at + 1


def _narrowed(scene: Scene, found: Found) -> Found:
    """This Friday 7/6; last year's third quarter: what stands behind a pointing expression and says it better."""
    period, at = found
    lower, words = scene.lower, scene.words
    weekday = words.weekdays.get(lower[at - 1])
    if weekday is not None:
        dated = date_behind_weekday(scene, weekday, at)
        if dated is None or not isinstance(dated[0], Period) or not dated[0].lacks_year or scene.reference is None:
            return dated or found
        near = nearest(dated[0], scene.reference)  # "this Friday 7/6" is near, whatever the tense
        return (near, dated[1]) if near else found
    owned = isinstance(period, Period) and lower[at] in ("'", "’") and lower[at + 1] == "s"
    if isinstance(period, Period) and owned and period.grain == "week" and period.low is not None:
        weekday = words.weekdays.get(lower[at + 2])
        return (day_of(period.low + weekday * DAY), at + 3) if weekday is not None else found
    if isinstance(period, Period) and owned and period.grain == "year" and lower[at + 2] in words.months:
        return Period("month", period.year, words.months[lower[at + 2]]), at + 3  # "last year's May"
    if isinstance(period, Period) and owned and period.grain == "year":
        nth = ordinal(scene, at + 2)
        if nth is not None and words.units.get(lower[nth[1]]) == "quarter" and 1 <= nth[0] <= 4:
            return Period("quarter", period.year, nth[0]), nth[1] + 1
        if nth is not None and lower[nth[1]] in words.half and 1 <= nth[0] <= 2:
            return Period("half", period.year, nth[0]), nth[1] + 1
    return found


def read_divided(scene: Scene, index: int) -> Found | None:
    """Read a part or a division of a period."""
    word, words = scene.lower[index], scene.words
    part = scene.phrase(index, words.part_index)
    if part is not None:
        whole = _whole(scene, part[1])
        if whole is not None and whole[0].grain in _DIVIDED and not whole[0].part:
            return replace(whole[0], part=part[0]), whole[1]
        if whole is not None and whole[0].grain == "span" and part[1] > index:
            return None
    if word in words.rest:
        return _rest(scene, index)
    if word in words.to_date_marks and scene.reference is not None:
        low, _ = bounds(containing(scene.reference, words.to_date_marks[word]))
        return span_of(low, scene.reference + DAY), index + 1
    if word in words.end_marks and scene.reference is not None:
        return replace(containing(scene.reference, words.end_marks[word]), part="end"), index + 1
    if words.units.get(word) in ("week", "year", "month", "quarter"):
        return (
            _week_of_month(scene, index)
            or _unit_end(scene, index)
            or _to_date(scene, index)
            or read_week_of(scene, index)
            or _twice(scene, index)
            or (read_numbered_week(scene, index) if words.units[word] == "week" else None)
        )
    if words.units.get(word) == "weekend" and word not in words.plurals:
        return read_weekend(scene, index)
    mark = scene.phrase(index, words.week_mark_index) if word in words.week_mark_index else None
    if mark is not None:
        return read_week_around(scene, mark[1])
    return _numbered(scene, index)


def _whole(scene: Scene, index: int) -> tuple[Period, int] | None:
    """The period that is divided; a bare unit is the current one ("end of month")."""
    words = scene.words
    at = index + (scene.lower[index] in words.articles)
    unit = words.units.get(scene.lower[at])
    dated = unit == "year" and scene.lower[at + 1] in YEARS  # "of the year 2023"
    if (
        not dated
        and unit in ("week", "month", "quarter", "year", "decade", "century")
        and scene.lower[at] not in words.plurals
    ):
        anchor = scene.anchor if unit in ("decade", "century") else None
        day = bounds(anchor)[0] if anchor is not None and anchor.grain != "era" else scene.reference
        return (containing(day, unit), at + 1) if day else None
    found = read_period(scene, index)
    if found is None and at > index:
        found = read_absolute(scene, at)
    return (found[0], found[1]) if found and isinstance(found[0], Period) else None


def _numbered(scene: Scene, index: int) -> Found | None:
    """The nth quarter, half, week, day or weekday, the nth century, the first (last) n months of a period."""
    lower, words = scene.lower, scene.words
    last = lower[index] in words.final or (lower[index] in words.last and lower[index] not in words.closest)
    read = (-1, index + 1) if last else ordinal(scene, index)
    if read is None:
        return None
    nth, at = read
    at += lower[at] == "-" and scene.tight(at)
    unit = words.units.get(lower[at])
    if unit == "century":
        return _century(scene, nth, at + 1)
    if lower[at] in words.fiscal:
        at += 1
        unit = words.units.get(lower[at])
    if unit == "quarter" and nth == -1:
        return _last_quarter(scene, at + 1)
    if unit == "quarter" and 1 <= nth <= 4:
        return _quarter(scene, nth, at + 1)
    if lower[at] in words.half and nth in (1, 2, -1):
        return _half(scene, 2 if nth == -1 else nth, at + 1)
    if unit in ("day", "week", "weekend", "month", "decade") and lower[at] not in words.plurals:
        return _nth_unit(scene, nth, unit, at + 1)
    weekday = words.weekdays.get(lower[at])
    if weekday is not None:
        return _nth_weekday(scene, nth, weekday, at + 1)
    if nth in (1, -1):
        return _first_units(scene, nth, at)
    return None


def _century(scene: Scene, nth: int, at: int) -> Found | None:
    sign = era(scene, at, scene.words.era_index)
    if sign is not None and sign[0] < 0 and 1 <= nth <= 99:
        return Period("era", -nth * 100, name=f"-{nth - 1:02d}XX"), sign[1]
    if not 1 <= nth <= 30:
        return None
    return Period("century", max(1, (nth - 1) * 100)), sign[1] if sign else at


def _quarter(scene: Scene, nth: int, at: int) -> Found | None:
    at += scene.lower[at] in scene.words.of and scene.lower[at + 1] in scene.words.fiscal
    at += scene.lower[at] in scene.words.fiscal
    year = year_behind(scene, at)
    if year is not None:
        return Period("quarter", year[0], nth), year[1]
    whole = _of_whole(scene, at)
    if whole is not None:
        return (Period("quarter", whole[0].year, nth), whole[1]) if whole[0].grain in ("year", "fiscal") else None
    return Period("quarter", None, nth), at


def _last_quarter(scene: Scene, at: int) -> Found | None:
    """The last quarter of 2022; without "of" it is the one before this one."""
    return _quarter(scene, 4, at) if scene.lower[at] in scene.words.of else None


def _of_whole(scene: Scene, at: int) -> tuple[Period, int] | None:
    """The whole behind "of" or "in", or right behind ("the third week next year")."""
    words = scene.words
    joined = scene.lower[at] in words.of
    whole = _whole(scene, at + joined)
    if whole is None or (not joined and whole[0].grain == "day"):
        return None
    return whole if whole[0].year is not None or whole[0].low is not None else _settled(scene, whole)


def _settled(scene: Scene, whole: tuple[Period, int]) -> tuple[Period, int] | None:
    period = nearest_to_anchor(scene, whole[0], future=scene.future)
    return (period, whole[1]) if period else None


def _half(scene: Scene, nth: int, at: int) -> Found | None:
    whole = _of_whole(scene, at)
    if whole is None:
        return None
    period, end = whole
    if period.grain in ("year", "fiscal") and period.year is not None:
        return Period("half", period.year, nth), end
    return (replace(period, part="early" if nth == 1 else "late"), end) if period.grain in _DIVIDED else None


def _nth_unit(scene: Scene, nth: int, unit: str, at: int) -> Found | None:
    """The third week of 2027, the last week of this month, the 15th day of June, the second decade of the century."""
    whole = _of_whole(scene, at)
    if whole is None or whole[0].grain == "era":
        return None
    period, end = whole
    low, high = bounds(period)
    if unit == "day":
        day = low + (nth - 1) * DAY if nth > 0 else high - DAY
        return (day_of(day), end) if low <= day < high else None
    if unit in ("week", "weekend"):
        if period.grain not in ("month", "year", "quarter", "season", "half"):
            return None
        # ISO 8601: the week belongs to the period that holds its Thursday.
        thursday = nth_weekday(low, high, 3, nth)
        return (week_of(thursday, "week" if unit == "week" else "weekend"), end) if thursday else None
    length = 1 if unit == "month" else 120
    first = add_months(low, length * (nth - 1)) if nth > 0 else add_months(high, -length)
    return (containing(first, unit), end) if low <= first < high and period.grain != "month" else None


def _nth_weekday(scene: Scene, nth: int, weekday: int, at: int) -> Found | None:
    """The second Monday of next month; of this month, where no month is said."""
    joined = scene.lower[at] in scene.words.of
    if nth > 0 and not joined and scene.reference is not None and scene.lower[at] not in scene.words.after:
        whole: tuple[Period, int] | None = (containing(scene.reference, "month"), at)
    else:
        whole = _of_whole(scene, at) if joined else None
    if whole is None or whole[0].grain not in ("month", "year"):
        return None
    low, high = bounds(whole[0])
    day = nth_weekday(low, high, weekday, nth)
    return (day_of(day), whole[1]) if day else None


def _first_units(scene: Scene, nth: int, at: int) -> Found | None:
    """The first three months of 2024, the last two weeks of May."""
    amount = cardinal(scene, at)
    if amount is None or amount[0] != int(amount[0]) or not 1 <= amount[0] <= 400:
        return None
    count, behind = int(amount[0]), amount[1]
    unit = scene.words.units.get(scene.lower[behind])
    if unit is None or scene.lower[behind + 1] not in scene.words.of:
        return None
    whole = _of_whole(scene, behind + 1)
    if whole is None or whole[0].year is None or whole[0].grain not in _DIVIDED:
        return None
    low, high = bounds(whole[0])
    if unit == "week":
        monday = nth_weekday(low, high, 3, 1)
        start = week_of(monday).low if monday and nth > 0 else None
        start = start or high - 7 * count * DAY
        return span_of(start, start + 7 * count * DAY), whole[1]
    if nth > 0:
        end = bounds(shift(day_of(low), unit, count))[0]
        return (span_of(low, end), whole[1]) if end <= high else None
    start = bounds(shift(day_of(high), unit, -count))[0]
    return (span_of(start, high), whole[1]) if start >= low else None


def _rest(scene: Scene, index: int) -> Found | None:
    """The rest of the week: from the reference day to the end."""
    at = index + 1
    for _ in range(2):
        at += scene.lower[at] in scene.words.remaining
    if at == index + 1 and scene.lower[at] not in scene.words.this:
        return None
    whole = _whole(scene, at) if scene.lower[at - 1] not in scene.words.this else _whole(scene, at - 1)
    if whole is None or scene.reference is None:
        return None
    low, high = bounds(whole[0])
    return (span_of(scene.reference, high), whole[1]) if low <= scene.reference < high else None


def _to_date(scene: Scene, index: int) -> Found | None:
    """Year to date: from its first day to the reference day."""
    found = scene.phrase(index + 1, scene.words.to_date_index)
    if found is None or scene.reference is None:
        return None
    low, _ = bounds(containing(scene.reference, scene.words.units[scene.lower[index]]))
    return (span_of(low, scene.reference + DAY), found[1])


def _twice(scene: Scene, index: int) -> Found | None:
    """The year after next, the week before last."""
    found = scene.phrase(index + 1, scene.words.twice_index)
    if found is None or scene.reference is None:
        return None
    unit = scene.words.units[scene.lower[index]]
    low = bounds(containing(scene.reference, unit))[0]
    return containing(bounds(shift(day_of(low), unit, found[0]))[0], unit), found[1]
