"""Dates that name their place in the calendar: 11 March 2026, August 2025, spring of 2026, the 1990s, Q3 2025, 500 BC.

What belongs here: the grammar of days, months, years, seasons, decades, centuries and eras. What must never be here:
pointing ("last year"), offsets ("two days after"), divisions ("first half of"), hedges and ranges between whole dates.
"""

from __future__ import annotations

from pipeline.quantities.dates_calendar import (
    DAY,
    LAST_YEAR,
    Grain,
    Period,
    bounds,
    day_of,
    days_in_month,
    span_of,
    week_of,
)
from pipeline.quantities.dates_deictic import bare_holiday, bare_weekday, holiday, read_deictic
from pipeline.quantities.dates_lexicon import YEARS
from pipeline.quantities.dates_scene import Found, Range, Scene, century_of, day_number, era, ordinal, year_number
from pipeline.quantities.dates_years import counted, year_sense

_APOSTROPHES = frozenset("'’‘")
_CLOSED = frozenset(("", ".", ",", ";", ")"))
_DATE_MARKS = frozenset("-/.")
_MONEY = frozenset("$€£¥#")


def read_absolute(scene: Scene, index: int) -> Found | None:
    """Read the calendar date that starts at token `index`; a year that the text leaves out stays open."""
    word, words = scene.lower[index], scene.words
    if word[:1].isdecimal():
        return _from_numeral(scene, index)
    if word in words.months:
        return _from_month(scene, index)
    if word in words.weekdays:
        return _from_weekday(scene, index)
    if word in words.seasons:
        return _from_season(scene, index)
    found = scene.phrase(index, words.holiday_index)
    if found is not None:
        return _from_holiday(scene, index, *found)
    if word in _APOSTROPHES:
        return _short_decade(scene, index + 1) if scene.tight(index + 1) else None
    if word in words.quarter_mark or word in words.half_mark:
        return _marked(scene, index)
    if word in words.fiscal or word in words.fiscal_mark or word in words.calendar_mark or word in words.year_nouns:
        return _fiscal(scene, index)
    if word in scene.lexicon.ordinals and word not in scene.lexicon.cardinals:
        return _from_day(scene, index)
    if word in words.eras_first:
        sign = era(scene, index, words.eras_first)
        year = scene.lower[sign[1]] if sign else ""
        return (Period("year", int(year)), sign[1] + 1) if sign and year.isdecimal() and 0 < int(year) < 3000 else None
    return _from_words(scene, index)


def year_behind(scene: Scene, index: int, *, short: bool = True) -> tuple[int, int] | None:
    """A year that completes what stands before it: "2026", ", 2026", "of 2026", "in the year 2026", "of last year"."""
    lower, words = scene.lower, scene.words
    at = index + (lower[index] in (",", "."))
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
        return year
    pointed = read_deictic(scene, at)
    if pointed and isinstance(pointed[0], Period) and pointed[0].grain == "year" and pointed[0].year is not None:
        return pointed[0].year, pointed[1]
    return None


def month_at(scene: Scene, index: int) -> tuple[int, int] | None:
    """A month's name; the full stop of an abbreviation belongs to it."""
    month = scene.words.months.get(scene.lower[index])
    if month is None:
        return None
    end = index + 1
    if scene.lower[end] == "." and scene.tight(end) and scene.lower[index] in scene.words.abbreviations:
        end += 1
    return month, end


def _plain_day(scene: Scene, index: int, *, words: bool = False) -> tuple[int, int] | None:
    """A day of the month that is neither a time of day nor a count: not the 10 of "May 10:30" or "May 5 percent"."""
    day = day_number(scene, index, words=words)
    if day is None:
        return None
    end = day[1]
    behind = scene.lower[end]
    if behind == ":" and scene.tight(end) and scene.lower[end + 1][:1].isdecimal():
        return None
    if (
        behind == "%"
        or behind in scene.lexicon.scales
        or behind in scene.words.counted
        and behind not in ("new", "other")
    ):
        return None
    return day


def _from_month(scene: Scene, index: int) -> Found | None:
    read = month_at(scene, index)
    if read is None:
        return None
    month, at = read
    lower, words = scene.lower, scene.words
    between = lower[at] in words.between
    comma = at + (lower[at] in (",", "-", "/") or between)
    day_at = comma + (lower[comma] in words.articles)
    glued = _day_comma_year(lower[day_at])
    if glued is not None:
        return Period("day", glued[1], month, glued[0]), day_at + 1
    day = _plain_day(scene, day_at, words=True)
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
        return Period("month", year[0], month), year[1]  # but not "the march of 1963"
    slash = at + (lower[at] in ("/", "-") and scene.tight(at) and scene.tight(at + 1))
    year = year_number(scene, slash)
    if year is not None:
        return Period("month", year[0], month), year[1]
    return Period("month", None, month), at


def _day_fits(scene: Scene, index: int, at: int, day_at: int) -> bool:
    """A hyphen or slash between month and day must touch both; "may" as a verb has no day."""
    mark = scene.lower[at]
    if mark in ("-", "/"):
        return scene.tight(at) and scene.tight(at + 1)
    return mark != "," or ordinal(scene, day_at) is not None


def _day_comma_year(word: str) -> tuple[int, int] | None:
    """The token of "January 12,2016", which the scan takes for one numeral."""
    day, _, year = word.partition(",")
    if day.isdecimal() and year.isdecimal() and len(day) <= 2 and len(year) == 4 and 1 <= int(day) <= 31:
        return int(day), int(year)
    return None


def _second_day(scene: Scene, index: int, first: int, *, between: bool = False) -> tuple[int, int] | None:
    """The second day of "19-20", "9th through 17th", "19 and 20" (after between); not that of "May 5 to June 7"."""
    lower, words = scene.lower, scene.words
    mark = lower[index]
    if not (mark in words.dashes or mark in words.to or (between and mark in words.and_)):
        return None
    at = index + 1 + (lower[index + 1] in words.articles)
    day = _plain_day(scene, at, words=mark not in words.dashes)
    if day is None or (mark in words.dashes and scene.tight(index) != scene.tight(index + 1)):
        return None
    behind = lower[day[1]]
    if behind in words.months or behind in ("/", ".", "-") and scene.tight(day[1]) and scene.tight(day[1] + 1):
        return None
    if behind in words.units or day[0] <= first or (counted(scene, day[1]) and lower[at].isdecimal()):
        return None
    return day


def _from_numeral(scene: Scene, index: int) -> Found | None:
    figures = scene.numeric.get(index)
    if figures is not None:
        return figures
    lower, words = scene.lower, scene.words
    word = lower[index]
    behind = lower[index + 1]
    if word.isdecimal() and len(word) <= 4:
        found = _ideographs(scene, index) if behind in ("年", "月", "世") else None
        if found is not None:
            return found
        dated = _in_era(scene, index)
        if dated is not None:
            return dated
    if word in ("1", "2", "3", "4") and behind in words.quarter_mark and scene.tight(index + 1):
        year = year_behind(scene, index + 2) or _glued_year(scene, index + 2)
        return (Period("quarter", year[0], int(word)), year[1]) if year else None
    return (
        _from_year(scene, index) or _from_day(scene, index) or _short_decade(scene, index) or _spaced_year(scene, index)
    )


def _spaced_year(scene: Scene, index: int) -> Found | None:
    """11 - 2016, 11 -2016: two digits of a month and a year, and nothing behind."""
    lower = scene.lower
    year = YEARS.get(lower[index + 2])
    if year is None or len(lower[index]) != 2 or not lower[index].isdecimal() or not 1 <= int(lower[index]) <= 12:
        return None
    spaced = lower[index + 1] in ("-", "/") and lower[index + 3] in _CLOSED
    return (Period("month", year, int(lower[index])), index + 3) if spaced else None


def _in_era(scene: Scene, index: int) -> Found | None:
    """500 BC, 1200 AD, 538–332 BC."""
    lower, words = scene.lower, scene.words
    sign = era(scene, index + 1, words.eras)
    if sign is not None:
        return (_year_of_era(int(lower[index]), sign[0]), sign[1]) if int(lower[index]) else None
    if not (lower[index + 1] in words.dashes or lower[index + 1] in words.to) or not lower[index + 2].isdecimal():
        return None
    sign = era(scene, index + 3, words.eras)
    if sign is None or not 0 < int(lower[index]) < 10_000 or not 0 < int(lower[index + 2]) < 10_000:
        return None
    first, last = _year_of_era(int(lower[index]), sign[0]), _year_of_era(int(lower[index + 2]), sign[0])
    return (Range(first, last), sign[1]) if (first.year or 0) < (last.year or 0) else None


def _year_of_era(year: int, sign: int) -> Period:
    return Period("year", year) if sign > 0 else Period("era", 1 - year)


def _glued_year(scene: Scene, index: int) -> tuple[int, int] | None:
    """The year of Q3'25, 3Q25, FY24."""
    word = scene.lower[index]
    if word.isdecimal() and scene.tight(index) and len(word) in (2, 4):
        return (century_of(int(word)), index + 1) if len(word) == 2 else (int(word), index + 1)
    return None


def _ideographs(scene: Scene, index: int) -> Found | None:
    """2026年3月11日, 2025年8月, 2025年, 3月11日, 1990年代, 19世紀."""
    lower = scene.lower
    number, mark = int(lower[index]), lower[index + 1]
    if mark == "世" and lower[index + 2] in ("紀", "纪") and 1 <= number <= 21:
        return Period("century", max(1, (number - 1) * 100)), index + 3
    year, at = (number, index + 2) if mark == "年" else (None, index)
    if year is not None and not 1000 <= year < 2200:
        return None
    if year is not None and lower[at] == "代":
        return Period("decade", year // 10 * 10), at + 1
    if lower[at].isdecimal() and lower[at + 1] == "月" and len(lower[at]) <= 2 and 1 <= int(lower[at]) <= 12:
        month, at = int(lower[at]), at + 2
        if lower[at].isdecimal() and len(lower[at]) <= 2 and lower[at + 1] in ("日", "号"):
            return Period("day", year, month, int(lower[at])), at + 2
        return (Period("month", year, month), at) if year is not None else None
    return (Period("year", year), at) if year is not None else None


def _from_year(scene: Scene, index: int) -> Found | None:
    lower, words = scene.lower, scene.words
    year = year_number(scene, index)
    if year is None:
        return None
    number, at = year
    if scene.tight(at) and number % 10 == 0 and lower[at] in words.decade_suffixes:
        return _decade(number), at + 1
    if lower[at] in _APOSTROPHES and scene.tight(at) and number % 10 == 0 and lower[at + 1] == "s" and index:
        if lower[index - 1] in words.articles or lower[index - 1] in words.parts:
            return _decade(number), at + 2
    dash = at + (lower[at] in _DATE_MARKS and scene.tight(at) and scene.tight(at + 1))
    if lower[dash] in words.quarter_mark and lower[dash + 1] in ("1", "2", "3", "4"):
        return Period("quarter", number, int(lower[dash + 1])), dash + 2
    if lower[dash] in words.months and (dash > at or lower[dash] not in words.shy or scene.capital(dash)):
        month = words.months[lower[dash]]
        day_at = dash + 1 + (lower[dash + 1] in _DATE_MARKS)
        day = _plain_day(scene, day_at)
        if day is not None and dash > at:
            return Period("day", number, month, day[0]), day[1]
        if day is None:
            return Period("month", number, month), dash + 1
    if lower[at] == "," and lower[at + 1] in words.months and lower[at + 2] in _CLOSED:
        return Period("month", number, words.months[lower[at + 1]]), at + 2
    spaced = _spaced_month(scene, at, number)
    if spaced is not None:
        return spaced
    sign = era(scene, at, words.eras)
    if sign is not None:
        return Period("year" if sign[0] > 0 else "era", number if sign[0] > 0 else 1 - number), sign[1]
    return _year_range(scene, index, number, at) or _bare_year(scene, index, number, at)


def _decade(year: int) -> Period:
    """The 1900s are a century, the 1910s and the 2000s a decade."""
    return Period("century", year) if year % 100 == 0 and year < 2000 else Period("decade", year)


def _spaced_month(scene: Scene, at: int, year: int) -> Found | None:
    """2016 - 11, 2016/ 11: two digits of a month behind a year, with space around the mark, and nothing counted."""
    lower = scene.lower
    digits = lower[at + 1]
    if lower[at] not in ("-", "/") or len(digits) != 2 or not digits.isdecimal() or not 1 <= int(digits) <= 12:
        return None
    closed = lower[at + 2] in _CLOSED and not scene.tight(at + 3)
    return (Period("month", year, int(digits)), at + 2) if closed else None


def _year_range(scene: Scene, index: int, first: int, at: int) -> Found | None:
    """2010-2015, 2019–20, 2024/25: two years with a mark between them and nothing that they count."""
    lower, words = scene.lower, scene.words
    if lower[at] not in words.dashes and lower[at] != "/":
        return None
    word = lower[at + 1]
    if not word.isdecimal() or len(word) not in (2, 4) or scene.tight(at) != scene.tight(at + 1):
        return None
    last = int(word) if len(word) == 4 else first // 100 * 100 + int(word)
    if len(word) == 2 and (not scene.tight(at) or last == first // 100 * 100):
        last += 100 if int(word) == 0 and first % 100 == 99 else 0
    if not (first < last < 2200 and last - first <= 1000) or (lower[at] == "/" and last != first + 1):
        return None
    behind = at + 2
    if scene.tight(behind) and (lower[behind] in ("-", "/", "%") or lower[behind][0].isalnum()):
        return None
    sense = year_sense(scene, index, behind, last)
    modern = 1700 <= first and last < 2100
    if sense == "count" and not modern or counted(scene, behind) and lower[behind] in words.counted:
        return None
    return Range(Period("year", first), Period("year", last)), behind


def _bare_year(scene: Scene, index: int, year: int, at: int) -> Found | None:
    sense = year_sense(scene, index, at, year)
    if sense == "name":
        scene.rejected[index] = (at, "year in a name", Period("year", year))
        return None
    if sense != "year":
        return None
    scene.listed.add(index)
    scene.listed.add(at - 1)
    return Period("year", year), at


def _from_day(scene: Scene, index: int) -> Found | None:
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
    month = _month_behind(scene, at)
    if month is not None:
        return Period("day", month[2], month[0], number), month[1]
    if lower[at] in words.and_ or lower[at] in words.or_:
        other = day_number(scene, at + 1)
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
        year = year_behind(scene, month[1])
        return (month[0], year[1], year[0]) if year else (month[0], month[1], None)
    if at > index or lower[index] in words.this or lower[index] in words.next or lower[index] in words.last:
        pointed = read_deictic(scene, at)
        if pointed and isinstance(pointed[0], Period) and pointed[0].grain == "month":
            return pointed[0].index, pointed[1], pointed[0].year
    return None


def _from_weekday(scene: Scene, index: int) -> Found | None:
    """Friday; Tuesday, 11 March 2026; Friday the 22nd; Friday 5/12; Friday of next week."""
    lower, words = scene.lower, scene.words
    weekday = words.weekdays[lower[index]]
    short = lower[index] in words.abbreviations
    at = index + 1 + (short and lower[index + 1] == "." and scene.tight(index + 1))
    dated = date_behind_weekday(scene, weekday, at)
    if dated is not None:
        return dated
    if lower[index].endswith("s") and not short:
        return None  # "Mondays" come every week
    week_at = at + (lower[at] in words.of)
    week = read_deictic(scene, week_at)
    if week and isinstance(week[0], Period) and week[0].grain == "week" and week[0].low is not None:
        return day_of(week[0].low.fromordinal(week[0].low.toordinal() + weekday)), week[1]
    if short or not scene.capital(index) and not (index and lower[index - 1] in words.year_cues | words.year_hints):
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
    full = scene.numeric.get(date_at) or _from_day(scene, date_at) or _from_month(scene, date_at)
    if full is not None and isinstance(full[0], Period) and full[0].grain == "day":
        return full[0], full[1] + (lower[skip - 1] == "(" and lower[full[1]] == ")")
    return short_date(scene, date_at) or _weekday_of_month(scene, weekday, date_at)


def short_date(scene: Scene, index: int) -> Found | None:
    """5/12 or 7.6 behind a weekday or a preposition: a day of a month without its year."""
    lower = scene.lower
    first, _, second = lower[index].partition(".")
    end = index + 1
    tail = _day_comma_year(lower[end + 1]) if lower[end] == "/" else None
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


def _from_season(scene: Scene, index: int) -> Found | None:
    words, lower = scene.words, scene.lower
    season = words.seasons[lower[index]]
    year = year_behind(scene, index + 1)
    if year is None:
        return Period("season", None, season), index + 1
    end = year[1]
    if (
        lower[end] in ("/", "-", "–")
        and scene.tight(end)
        and len(lower[end + 1]) in (2, 4)
        and lower[end + 1].isdecimal()
    ):
        end += 2  # winter 2024/25
    return Period("season", year[0], season), end


def _from_holiday(scene: Scene, index: int, rule: str, end: int) -> Found | None:
    before = scene.lower[index - 1] if index else ""
    if end == index + 1 and before not in scene.words.holiday_cues or scene.capital(end) and end == index + 1:
        return None  # Easter Island, a Christmas tree
    weekend = scene.words.units.get(scene.lower[end]) == "weekend"
    year = year_behind(scene, end + weekend)
    period = day_of(holiday(rule, year[0])) if year else bare_holiday(scene, rule, future=scene.future)
    if period is None:
        return None
    return (_long_weekend(period) if weekend else period), year[1] if year else end + weekend


def _long_weekend(day: Period) -> Period:
    """The weekend of a holiday, with the holiday when it is a Monday: Labor Day weekend."""
    low = bounds(day)[0]
    if low.weekday() == 0:
        return span_of(low - 2 * DAY, low + DAY)
    return week_of(low, "weekend")


def _marked(scene: Scene, index: int) -> Found | None:
    """Q3 2025, Q3 of 2025, Q3'25, H1 2024; without a year only behind a preposition."""
    lower, words = scene.lower, scene.words
    digit = lower[index + 1]
    quarterly = lower[index] in words.quarter_mark
    if digit not in (("1", "2", "3", "4") if quarterly else ("1", "2")) or not scene.tight(index + 1):
        return None
    grain: Grain = "quarter" if quarterly else "half"
    at = index + 2
    if scene.tight(at) and lower[at][:1].isalnum():
        return None
    fiscal_at = at + (lower[at] in words.fiscal or lower[at] in words.fiscal_mark)
    year = year_behind(scene, fiscal_at) or _glued_year(scene, at + (lower[at] in _APOSTROPHES))
    if year is not None:
        return Period(grain, year[0], int(digit)), year[1]
    before = lower[index - 1] if index else ""
    if quarterly and scene.capital(index) and before in words.year_cues | words.year_hints | words.determiners:
        return Period(grain, None, int(digit)), at
    return None


def _fiscal(scene: Scene, index: int) -> Found | None:
    """FY2024, fiscal 2024, fiscal year 2024, CY 2008, the year 2016."""
    lower, words = scene.lower, scene.words
    word = lower[index]
    fiscal = word in words.fiscal or word in words.fiscal_mark
    at = index + 1
    at += lower[at] in words.year_nouns and word not in words.year_nouns
    if word in words.year_nouns:
        at += lower[at] in words.of
    year = year_number(scene, at)
    marked = word in words.fiscal_mark or word in words.calendar_mark
    if year is None and marked:
        year = _glued_year(scene, at + (lower[at] in _APOSTROPHES))
    if year is None:
        return None
    if not marked and not fiscal and year_sense(scene, at, year[1], year[0]) != "year":
        return None
    end = year[1]
    if fiscal and lower[end] in ("/", "-", "–") and scene.tight(end) and lower[end + 1].isdecimal():
        end += 2
    return Period("fiscal" if fiscal else "year", year[0]), end


def _short_decade(scene: Scene, index: int) -> Found | None:
    """the 90s, '40s: a round number of two digits with an s, and an article or an apostrophe before it."""
    lower, words = scene.lower, scene.words
    word = lower[index]
    if not (word.isdecimal() and len(word) == 2 and int(word) % 10 == 0):
        return None
    at = index + 1
    at += lower[at] in _APOSTROPHES and scene.tight(at)
    if lower[at] not in words.decade_suffixes or not scene.tight(at):
        return None
    before = lower[index - 1] if index else ""
    if before in _APOSTROPHES and scene.tight(index) or before in words.articles or before in words.eras_first:
        return Period("decade", (1900 if int(word) > 10 else 2000) + int(word)), at + 1
    return None


def _from_words(scene: Scene, index: int) -> Found | None:
    """Years and decades in words: nineteen eighty-four, the nineties, nineteen-sixties, the twenty-tens."""
    lower, words = scene.lower, scene.words
    decade = words.decades.get(lower[index])
    if decade is not None:
        if index and (lower[index - 1] in words.articles or lower[index - 1] in words.parts):
            if lower[index] in words.decades_joined:
                return None
            return Period("decade", decade if decade >= 100 else 1900 + decade), index + 1
        return None
    first = scene.lexicon.cardinals.get(lower[index], 0)
    if not first:
        return None
    at = index + 1 + (lower[index + 1] == "-")
    decade = words.decades.get(lower[at])
    if decade is not None and (10 <= first <= 20 or first == 2 and decade == 2000):
        return Period("decade", 2000 if first == 2 else first * 100 + decade % 100), at + 1
    year = year_number(scene, index)
    if year is None:
        return _from_day(scene, index) if first <= 31 else None
    number, end = year
    if lower[end] == "-" or lower[end] in words.units or lower[end] in scene.lexicon.scales:
        return None
    spoken_whole = number % 100 == 0 or number // 100 == 20 and first == 2
    before = lower[index - 1] if index else ""
    cued = before in words.year_cues or before in words.to or before in words.from_
    if spoken_whole and (not cued or counted(scene, end)):
        return None
    if counted(scene, end) and before not in words.year_cues:
        return None
    return Period("year", number), end
