"""Weeks and weekends: week 31 of 2018, the week of April 10th, over the weekend, last week from Monday to Wednesday.

What belongs here: what names a week by its number or by a day in it, weekends, and weekdays within a week. What must
never be here: "last week" itself, which points.
"""

from __future__ import annotations

import datetime as dt

from pipeline.quantities.dates_absolute import read_absolute
from pipeline.quantities.dates_calendar import DAY, Period, bounds, day_of, week_of
from pipeline.quantities.dates_days import year_behind
from pipeline.quantities.dates_deictic import nearest_to_anchor
from pipeline.quantities.dates_scene import Found, Range, Scene, ordinal
from pipeline.quantities.dates_weekdays import short_date

_WEEK_CONTEXT = 20
"""Tokens to either side that may tell what a numbered week counts from."""


def weekdays_of_week(scene: Scene, monday: dt.date, index: int) -> Found | None:
    """Last week between Friday and Sunday, next week from Monday to Wednesday."""
    lower, words = scene.lower, scene.words
    between = lower[index] in words.between
    first, last = words.weekdays.get(lower[index + 1]), words.weekdays.get(lower[index + 3])
    if not (between or lower[index] in words.from_) or first is None or last is None or first >= last:
        return None
    if lower[index + 2] not in (words.and_ if between else words.to):
        return None
    return Range(day_of(monday + first * DAY), day_of(monday + last * DAY)), index + 4


def read_weekend(scene: Scene, index: int) -> Found | None:
    """Over the weekend, my weekend: the one just gone where the sentence tells of the past, else the coming one."""
    lower, words, day = scene.lower, scene.words, scene.reference
    before = lower[index - 1] if index else ""
    around = _day_of_weekend(scene, index + 2) if lower[index + 1] in words.of else None
    if around is not None:
        return around
    definite = before in words.definite and index > 1 and lower[index - 2] in words.holiday_cues
    if day is None or not (definite or before in words.ones_own) or lower[index + 1] in words.of | words.week_starting:
        return None
    weekend = week_of(day, "weekend")
    told = definite and scene.told and weekend.high is not None and day < weekend.high
    return (week_of(day - 7 * DAY, "weekend") if told else weekend), index + 1


def _day_of_weekend(scene: Scene, index: int) -> Found | None:
    """The weekend of 5 June: the one of that day's week."""
    found = read_week_around(scene, index)
    if found is None or not isinstance(found[0], Period) or found[0].low is None:
        return None
    return week_of(found[0].low, "weekend"), found[1]


def read_numbered_week(scene: Scene, index: int) -> Found | None:
    """Week 10, week 31 of 2018: ISO 8601's week of the year; not where weeks count from something else ("at week 12
    of treatment")."""
    lower, words = scene.lower, scene.words
    if not _is_week_number(lower[index + 1]):
        return None
    end, last = index + 2, lower[index + 1]
    if lower[index] in words.plurals:
        joined = lower[end] in words.to or lower[end] in words.dashes or lower[end] in words.and_
        if not joined or not _is_week_number(lower[end + 1]) or int(last) >= int(lower[end + 1]):
            return None
        end, last = end + 2, lower[end + 1]
    if scene.tight(end) and lower[end] and lower[end] not in ".,;:!?)":
        return None
    year = year_behind(scene, end, short=False)
    if year is None:
        before = lower[index - 1] if index else ""
        around = lower[max(index - _WEEK_CONTEXT, 0) : index + _WEEK_CONTEXT]
        elsewhere = lower[end] in words.of and scene.tokens.words[end : end + 1] != ["in"]
        if before == "at" or elsewhere or scene.reference is None or not words.week_origins.isdisjoint(around):
            return None
        if words.calendar_cues.isdisjoint(around) and words.weekdays.keys().isdisjoint(around) and index:
            return None
    number = year[0] if year else _year_in_force(scene)
    try:
        first, final = (week_of(dt.date.fromisocalendar(number, int(week), 1)) for week in (lower[index + 1], last))
    except ValueError:
        return None
    return first if first == final else Range(first, final), year[1] if year else end


def _is_week_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 53


def _year_in_force(scene: Scene) -> int:
    """The year that a numbered week without one belongs to: that of the text's last date, or the present one."""
    if scene.frame is not None and scene.frame.year is not None:
        return scene.frame.year
    return scene.reference.year if scene.reference else 0


def read_week_of(scene: Scene, index: int) -> Found | None:
    """The week of April 10th, the week starting 4 February."""
    lower, words = scene.lower, scene.words
    if words.units[lower[index]] != "week" or lower[index + 1] not in words.week_starting:
        return None
    return read_week_around(
        scene, index + 2 + (lower[index + 2] in words.hedge_fillers or lower[index + 2] in words.from_)
    )


def read_week_around(scene: Scene, at: int) -> Found | None:
    """The week that holds the day read at `at`."""
    lower, words = scene.lower, scene.words
    found = read_absolute(scene, at + (lower[at] in words.articles)) or short_date(scene, at) or _day_alone(scene, at)
    if found is None or not isinstance(found[0], Period) or found[0].grain != "day":
        return None
    period: Period | None = found[0]
    if found[0].lacks_year:
        period = nearest_to_anchor(scene, found[0], future=scene.future)
    return (week_of(bounds(period)[0]), found[1]) if period else None


def _day_alone(scene: Scene, index: int) -> Found | None:
    """The 18th of the present month, without its name."""
    definite = scene.lower[index] in scene.words.definite
    if scene.reference is None or not (definite or scene.lower[index - 1] in scene.words.definite):
        return None
    day = ordinal(scene, index + definite)
    if day is None or not 1 <= day[0] <= 31:
        return None
    return Period("day", scene.reference.year, scene.reference.month, day[0]), day[1]
