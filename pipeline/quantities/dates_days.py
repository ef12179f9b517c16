"""Days and months by name: 11 March 2026, March the 11th, August 2025, 4 to 22 January, 05-Aug-2016.

What belongs here: the grammar of a day with its month, of a month, and of the year behind either. What must never be
here: years, decades and quarters alone, weekdays, dates in figures.
"""

from __future__ import annotations

from pipeline.quantities.dates_calendar import Period
from pipeline.quantities.dates_deictic import read_deictic
from pipeline.quantities.dates_lexicon import YEARS
from pipeline.quantities.dates_scene import Found, Range, Scene, century_of, day_number, ordinal, year_number
from pipeline.quantities.dates_years import counted

_DATE_MARKS = frozenset("-/.")
_CLAUSE_ENDS = frozenset(("", ".", ",", ";", ")", "!", "?"))
_MONEY = frozenset("$€£¥#")


def from_month(scene: Scene, index: int) -> Found | None:
    """The month or day that begins with the name of a month: "May", "May 5", "May 5-7, 2020"."""
    read = month_at(scene, index)
    if read is None:
        return None
    month, at = read
    lower, words = scene.lower, scene.words
    between = lower[at] in words.between
    comma = at + (lower[at] in (",", "-", "/") or between)
    day_at = comma + (lower[comma] in words.articles)
    glued = day_comma_year(lower[day_at])
    if glued is not None:
        return Period("day", glued[1], month, glued[0]), day_at + 1
    day = plain_day(scene, day_at, words=True)
    if day is not None and _day_fits(scene, index, at, day_at):
        number, end = day
        last = _second_day(scene, end, number, between=between)
        if last is not None:
            year = year_behind(scene, last[1], short=False)
            span = Range(
                Period("day", year and year[0], month, number), Period("day", year and year[0], month, last[0])
            )
            return span, year[1] if year else last[1]
        if not between:
            year = year_behind(scene, end, short=False)
            return Period("day", year and year[0], month, number), year[1] if year else end
    year = year_behind(scene, at)
    if year is not None and not (lower[at] in words.of and lower[index] in words.common and not scene.capital(index)):
        joined = _joined_day(scene, at, year[1]) if lower[at] in ("-", "/") else None
        if joined is not None:
            return Period("day", year[0], month, joined[0]), joined[1]
        return Period("month", year[0], month), year[1]  # but not "the march of 1963"
    slash = at + (lower[at] in ("/", "-") and scene.tight(at) and scene.tight(at + 1))
    year = year_number(scene, slash)
    if year is not None:
        return Period("month", year[0], month), year[1]
    return Period("month", None, month), at


def _joined_day(scene: Scene, mark: int, index: int) -> tuple[int, int] | None:
    """The day of "September-2020-23", joined by the mark that stands before the year."""
    joined = scene.lower[index] == scene.lower[mark] and scene.tight(index) and scene.tight(index + 1)
    day = day_number(scene, index + 1) if joined else None
    return day if day and not (scene.tight(day[1]) and scene.lower[day[1]][:1].isalnum()) else None


def _day_fits(scene: Scene, index: int, at: int, day_at: int) -> bool:
    """A hyphen or slash between month and day must touch both; "may" as a verb has no day."""
    mark = scene.lower[at]
    if mark in ("-", "/"):
        return scene.tight(at) and scene.tight(at + 1)
    return mark != "," or ordinal(scene, day_at) is not None


def day_comma_year(word: str) -> tuple[int, int] | None:
    """The token of "January 12,2016", which the scan takes for one numeral."""
    day, _, year = word.partition(",")
    if day.isdecimal() and year.isdecimal() and len(day) <= 2 and len(year) == 4 and 1 <= int(day) <= 31:
        return int(day), int(year)
    return None


def _second_day(scene: Scene, index: int, first: int, *, between: bool = False) -> tuple[int, int] | None:
    """The second day of "19-20", "9th through 17th", "19 and 20" (after between); not that of "May 5 to June 7"."""
    lower, words = scene.lower, scene.words
    mark = lower[index]
    listed = mark in words.and_ and not between
    if not (mark in words.dashes or mark in words.to or mark in words.and_):
        return None
    at = index + 1 + (lower[index + 1] in words.articles)
    day = plain_day(scene, at, words=mark not in words.dashes)
    if listed and (day is None or day[0] != first + 1 or lower[day[1]] not in _CLAUSE_ENDS):
        return None  # "April 15 and 16" are two days in a row
    if day is None or (mark in words.dashes and scene.tight(index) != scene.tight(index + 1)):
        return None
    behind = lower[day[1]]
    if behind in words.months or (behind in ("/", ".", "-") and scene.tight(day[1]) and scene.tight(day[1] + 1)):
        return None
    if behind in words.units or day[0] <= first or (counted(scene, day[1]) and lower[at].isdecimal()):
        return None
    return day


def from_day(scene: Scene, index: int) -> Found | None:
    """11 March 2026, 11th of March, 4 to 22 January, 18 and 19 June, 05-Aug-2016."""
    lower, words = scene.lower, scene.words
    day = day_number(scene, index)
    if day is None or (index and lower[index - 1] in _MONEY):
        return None
    number, at = day
    if lower[at] == "." and scene.tight(at) and scene.lexicon.ordinal_mark != ".":
        return None
    last = _range_end(scene, at, number, between=index > 0 and lower[index - 1] in words.between)
    if last is not None:
        month = _month_behind(scene, last[1])
        if month is not None:
            year = month[2]
            first = Period("day", year, month[0], number)
            return Range(first, Period("day", year, month[0], last[0])), month[1]
        return None
    month = _month_behind(scene, at) or _month_behind_year(scene, at)
    if month is not None:
        return Period("day", month[2], month[0], number), month[1]
    if lower[at] in words.and_ or lower[at] in words.or_:
        other = day_number(scene, at + 1 + (lower[at + 1] in words.articles))
        month = _month_behind(scene, other[1]) if other else None
        if month is not None:
            return Period("day", month[2], month[0], number), at
    return None


def _range_end(scene: Scene, index: int, first: int, *, between: bool) -> tuple[int, int] | None:
    """The last day of "4 to 22 January", whose month stands behind."""
    lower, words = scene.lower, scene.words
    mark = lower[index]
    if not (mark in words.dashes or mark in words.to or (between and mark in words.and_)):
        return None
    day = day_number(scene, index + 1 + (lower[index + 1] in words.articles))
    return day if day and day[0] > first else None


def _month_behind(scene: Scene, index: int) -> tuple[int, int, int | None] | None:
    """The month (and year) that a day belongs to: (month, index behind, year)."""
    lower, words = scene.lower, scene.words
    at = index + (lower[index] in words.of)
    marked = lower[at] in ("-", "/") and scene.tight(at) and scene.tight(at + 1)
    at += marked
    at += lower[at] in words.articles
    month = month_at(scene, at)
    if month is not None:
        verb = at == index and lower[at] in words.common and not scene.capital(at)
        if verb and not lower[index - 1][:1].isdecimal() and lower[index - 1] not in scene.lexicon.ordinal_suffixes:
            return None  # "the second march"
        year = year_behind(scene, month[1]) or (_short_year(scene, month[1]) if marked else None)
        return (month[0], year[1], year[0]) if year else (month[0], month[1], None)
    if at > index or lower[index] in words.this or lower[index] in words.next or lower[index] in words.last:
        pointed = read_deictic(scene, at)
        if pointed and isinstance(pointed[0], Period) and pointed[0].grain == "month":
            return pointed[0].index, pointed[1], pointed[0].year
    return None


def _short_year(scene: Scene, index: int) -> tuple[int, int] | None:
    """The year of "15-Mar-19"."""
    digits, end = scene.lower[index + 1], index + 2
    joined = scene.lower[index] in ("-", "/") and scene.tight(index) and scene.tight(index + 1)
    closed = not (scene.tight(end) and scene.lower[end][:1].isalnum())
    return (century_of(int(digits)), end) if joined and closed and digits.isdecimal() and len(digits) == 2 else None


def _month_behind_year(scene: Scene, index: int) -> tuple[int, int, int | None] | None:
    """The month of "23-2020-September"."""
    marks = scene.lower[index], scene.lower[index + 2]
    if marks not in (("-", "-"), ("/", "/")) or not all(scene.tight(at) for at in range(index, index + 4)):
        return None
    year, month = YEARS.get(scene.lower[index + 1]), month_at(scene, index + 3)
    return (month[0], month[1], year) if year and month else None


def month_at(scene: Scene, index: int) -> tuple[int, int] | None:
    """A month's name; the full stop of an abbreviation belongs to it."""
    month = scene.words.months.get(scene.lower[index])
    if month is None:
        return None
    end = index + 1
    if scene.lower[end] == "." and scene.tight(end) and scene.lower[index] in scene.words.abbreviations:
        end += 1
    return month, end


def plain_day(scene: Scene, index: int, *, words: bool = False) -> tuple[int, int] | None:
    """A day of the month that is neither a time of day nor a count: not the 10 of "May 10:30" or "May 5 percent"."""
    day = day_number(scene, index, words=words)
    if day is None:
        return None
    end = day[1]
    behind = scene.lower[end]
    if behind == ":" and scene.tight(end) and scene.lower[end + 1][:1].isdecimal():
        return None
    if behind == "%" or behind in scene.lexicon.scales or (behind in scene.words.counted):
        return None
    return day


def year_behind(scene: Scene, index: int, *, short: bool = True) -> tuple[int, int] | None:
    """A year that completes what stands before it: "2026", ", 2026", "of 2026", "in the year 2026", "of last year"."""
    lower, words = scene.lower, scene.words
    comma = lower[index] == ","
    at = index + comma
    joined = lower[at] in words.of
    at += joined
    at += lower[at] in words.articles and lower[at + 1] in words.year_nouns
    at += lower[at] in words.year_nouns
    at += lower[at] in _DATE_MARKS and scene.tight(at) and scene.tight(at + 1)
    year = year_number(scene, at, short=short and not joined)
    if year is not None:
        fresh = scene.lower[year[1]]
        if lower[at].isdecimal() and fresh and scene.tight(year[1]) and (fresh[0].isalnum() and fresh not in "年"):
            return None
        counts = comma and fresh in words.counted and not scene.capital(year[1])
        return None if counts else year  # "on May 5, 2000 people came"
    pointed = read_deictic(scene, at)
    if pointed and isinstance(pointed[0], Period) and pointed[0].grain == "year" and pointed[0].year is not None:
        return pointed[0].year, pointed[1]
    return None
