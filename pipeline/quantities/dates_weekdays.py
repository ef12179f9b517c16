"""Weekdays and feasts, with the date that says which: Tuesday, 11 March; Friday the 22nd; Easter 2024.

What belongs here: the grammar of weekdays, of days in figures without a year behind them, and of holidays. What must
never be here: "last Friday" and the like, which point.
"""

from __future__ import annotations

from pipeline.quantities.dates_calendar import DAY, LAST_YEAR, Period, bounds, day_of, days_in_month, span_of, week_of
from pipeline.quantities.dates_days import day_comma_year, from_day, from_month, year_behind
from pipeline.quantities.dates_deictic import bare_holiday, bare_weekday, holiday, read_deictic
from pipeline.quantities.dates_lexicon import YEARS
from pipeline.quantities.dates_scene import Found, Scene, day_number


def from_weekday(scene: Scene, index: int) -> Found | None:
    """Friday; Tuesday, 11 March 2026; Friday the 22nd; Friday 5/12; Friday of next week."""
    lower, words = scene.lower, scene.words
    weekday = words.weekdays[lower[index]]
    short = lower[index] in words.abbreviations
    at = index + 1 + (short and lower[index + 1] == "." and scene.tight(index + 1))
    dated = date_behind_weekday(scene, weekday, at)
    if dated is not None:
        return dated
    if lower[index] in words.plurals or (index and lower[index - 1] in words.every):
        return None  # "Mondays" come every week
    week_at = at + (lower[at] in words.of)
    week = read_deictic(scene, week_at)
    if week and isinstance(week[0], Period) and week[0].grain == "week" and week[0].low is not None:
        return day_of(week[0].low.fromordinal(week[0].low.toordinal() + weekday)), week[1]
    if short or (not scene.capital(index) and not (index and lower[index - 1] in words.year_cues | words.year_hints)):
        return None
    if index and scene.capital(index - 1) and not scene.opens_sentence(index - 1) and lower[index - 1].isalpha():
        return None  # Bloody Sunday, Super Tuesday
    day = bare_weekday(scene, weekday, future=scene.future is True)
    return (day, at) if day else None


def date_behind_weekday(scene: Scene, weekday: int, at: int) -> Found | None:
    """The date that says which Friday: "Friday, 11 March", "Friday (Jun-15)", "Friday the 22nd", "Friday 5/12"."""
    lower, words = scene.lower, scene.words
    skip = at + (lower[at] == ",")
    skip += lower[skip] == "("
    if not (lower[skip] in words.months or lower[skip][:1].isdecimal() or lower[skip] in words.articles):
        return None
    date_at = skip + (lower[skip] in words.articles)
    full = scene.numeric.get(date_at) or from_day(scene, date_at) or from_month(scene, date_at)
    if full is not None and isinstance(full[0], Period) and full[0].grain == "day":
        return full[0], full[1] + (lower[skip - 1] == "(" and lower[full[1]] == ")")
    return short_date(scene, date_at) or _weekday_of_month(scene, weekday, date_at)


def short_date(scene: Scene, index: int) -> Found | None:
    """5/12 or 7.6 behind a weekday or a preposition: a day of a month without its year."""
    lower = scene.lower
    first, _, second = lower[index].partition(".")
    end = index + 1
    tail = day_comma_year(lower[end + 1]) if lower[end] == "/" else None
    if tail is not None:  # 08/12,2015
        return (
            (Period("day", tail[1], int(first), tail[0]), end + 2) if first.isdecimal() and int(first) <= 12 else None
        )
    if not second and lower[end] == "/" and scene.tight(end) and scene.tight(end + 1):
        second, end = lower[end + 1], end + 2
    if not (first.isdecimal() and second.isdecimal() and len(first) <= 2 and len(second) <= 2):
        return None
    if scene.tight(end) and (lower[end] in ("/", "%", "-") or lower[end][0].isalnum()):
        return None
    month, day = (int(second), int(first)) if scene.words.day_first else (int(first), int(second))
    if month > 12:
        month, day = day, month
    return (Period("day", None, month, day), end) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _weekday_of_month(scene: Scene, weekday: int, index: int) -> Found | None:
    """Friday the 22nd, Tue 13th: the nearest month in which they meet."""
    day = day_number(scene, index)
    if day is None or scene.reference is None or scene.lower[day[1]] in scene.words.units:
        return None
    best: Period | None = None
    closest = 400
    for step in range(-12, 13):
        year, month = divmod(scene.reference.year * 12 + scene.reference.month - 1 + step, 12)
        if not 1 <= year <= LAST_YEAR or day[0] > days_in_month(year, month + 1):
            continue
        period = Period("day", year, month + 1, day[0])
        low = bounds(period)[0]
        if low.weekday() == weekday and abs((low - scene.reference).days) < closest:
            best, closest = period, abs((low - scene.reference).days)
    return (best, day[1]) if best else None


def from_holiday(scene: Scene, index: int, rule: str, end: int) -> Found | None:
    """The day of a holiday that is named from `index` to `end`; `rule` says on which day of a year it falls."""
    before = scene.lower[index - 1] if index else ""
    dated = scene.lower[end] in YEARS
    if _is_named_further(scene, index):
        return None  # Holocaust Remembrance Day
    if (end == index + 1 and before not in scene.words.holiday_cues and not dated) or (
        scene.capital(end) and end == index + 1
    ):
        return None  # Easter Island, a Christmas tree
    weekend = scene.words.units.get(scene.lower[end]) == "weekend"
    year = year_behind(scene, end + weekend)
    period = day_of(holiday(rule, year[0])) if year else bare_holiday(scene, rule, future=scene.future)
    if period is None:
        return None
    return (_long_weekend(period) if weekend else period), year[1] if year else end + weekend


def _is_named_further(scene: Scene, index: int) -> bool:
    """Whether a capitalised word before the name of a feast makes another of it."""
    words, before = scene.words, scene.lower[index - 1] if index else ""
    if not (index and scene.capital(index - 1) and scene.capital(index)) or "\n" in scene.tokens.gap(index):
        return False
    return not (before in words.function_words or before in words.holiday_cues or before in words.articles)


def _long_weekend(day: Period) -> Period:
    """The weekend of a holiday, with the holiday when it is a Monday: Labor Day weekend."""
    low = bounds(day)[0]
    if low.weekday() == 0:
        return span_of(low - 2 * DAY, low + DAY)
    return week_of(low, "weekend")
