"""Years and longer by name or numeral: 1987, 2010–2015, the 1990s, the nineties, Q3 2025, FY2024, 500 BC, 2026年.

What belongs here: the grammar of years, quarters and halves by their mark, decades, centuries and eras. What must never
be here: whether a bare numeral is a year (`dates_years` tells), days and months by name.
"""

from __future__ import annotations

from pipeline.quantities.cardinals import read_cardinal
from pipeline.quantities.dates_calendar import Grain, Period
from pipeline.quantities.dates_days import from_day, plain_day, year_behind
from pipeline.quantities.dates_lexicon import YEARS
from pipeline.quantities.dates_scene import Found, Range, Scene, century_of, era, year_number
from pipeline.quantities.dates_years import counted, year_sense

_APOSTROPHES = frozenset("'’‘")
_CLOSED = frozenset(("", ".", ",", ";", ")"))
_DATE_MARKS = frozenset("-/.")
_LAST_YEAR = 3000


def from_year(scene: Scene, index: int) -> Found | None:
    """The year, decade or season's year that begins with the number of a year: "1987", "1980s", "800 BC"."""
    lower, words = scene.lower, scene.words
    year = year_number(scene, index)
    if year is None:
        return None
    number, at = year
    if scene.tight(at) and number % 10 == 0 and lower[at] in words.decade_suffixes:
        return _decade(number), at + 1
    if lower[at] in _APOSTROPHES and scene.tight(at) and number % 10 == 0 and lower[at + 1] == "s":
        before = lower[index - 1] if index else ""
        if before in words.articles or before in words.parts:  # "the 1980's", not "1980's hit"
            return _decade(number), at + 2
    dash = at + (lower[at] in _DATE_MARKS and scene.tight(at) and scene.tight(at + 1))
    division = marked_division(scene, dash, number)
    if division is not None:
        return division
    if lower[dash] in words.months and (dash > at or lower[dash] not in words.shy or scene.capital(dash)):
        month = words.months[lower[dash]]
        day_at = dash + 1 + (lower[dash + 1] in _DATE_MARKS)
        day = plain_day(scene, day_at)
        if day is not None and dash > at:
            return Period("day", number, month, day[0]), day[1]
        if day is None:
            return Period("month", number, month), dash + 1
    if lower[at] == "," and lower[at + 1] in words.months and lower[at + 2] in _CLOSED:
        return Period("month", number, words.months[lower[at + 1]]), at + 2
    spaced = _spaced_month(scene, at, number)
    if spaced is not None:
        return spaced
    sign = era(scene, at, words.era_index)
    if sign is not None:
        return Period("year" if sign[0] > 0 else "era", number if sign[0] > 0 else 1 - number), sign[1]
    return _year_range(scene, index, number, at) or _bare_year(scene, index, number, at)


def _decade(year: int) -> Period:
    """The 1900s are a century, the 1910s and the 2000s a decade."""
    return Period("century", year) if year % 100 == 0 and year < 2000 else Period("decade", year)


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
    modern = first >= 1700 and last < 2100
    if (sense == "count" and not modern) or (counted(scene, behind) and lower[behind] in words.counted):
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


def _spaced_month(scene: Scene, at: int, year: int) -> Found | None:
    """2016 - 11, 2016/ 11: two digits of a month behind a year, with space around the mark, and nothing counted."""
    lower = scene.lower
    digits = lower[at + 1]
    if lower[at] not in ("-", "/") or len(digits) != 2 or not digits.isdecimal() or not 1 <= int(digits) <= 12:
        return None
    closed = lower[at + 2] in _CLOSED and not scene.tight(at + 3)
    return (Period("month", year, int(digits)), at + 2) if closed else None


def spaced_year(scene: Scene, index: int) -> Found | None:
    """11 - 2016, 11 -2016: two digits of a month and a year, and nothing behind."""
    lower = scene.lower
    year = YEARS.get(lower[index + 2])
    if year is None or len(lower[index]) != 2 or not lower[index].isdecimal() or not 1 <= int(lower[index]) <= 12:
        return None
    spaced = lower[index + 1] in ("-", "/") and lower[index + 3] in _CLOSED
    return (Period("month", year, int(lower[index])), index + 3) if spaced else None


def in_era(scene: Scene, index: int) -> Found | None:
    """500 BC, 1200 AD, 538–332 BC."""
    lower, words = scene.lower, scene.words
    sign = era(scene, index + 1, words.era_index)
    if sign is not None:
        year = int(lower[index].replace(",", ""))
        return (_year_of_era(year, sign[0]), sign[1]) if year and (sign[0] < 0 or year < _LAST_YEAR) else None
    if not lower[index].isdecimal():
        return None
    between = index > 0 and lower[index - 1] in words.between and lower[index + 1] in words.and_
    if (
        not (between or lower[index + 1] in words.dashes or lower[index + 1] in words.to)
        or not lower[index + 2].isdecimal()
    ):
        return None
    sign = era(scene, index + 3, words.era_index)
    if sign is None or not 0 < int(lower[index]) < 10_000 or not 0 < int(lower[index + 2]) < 10_000:
        return None
    first, last = _year_of_era(int(lower[index]), sign[0]), _year_of_era(int(lower[index + 2]), sign[0])
    return (Range(first, last), sign[1]) if (first.year or 0) < (last.year or 0) else None


def _year_of_era(year: int, sign: int) -> Period:
    return Period("year", year) if sign > 0 else Period("era", 1 - year)


def ideographs(scene: Scene, index: int) -> Found | None:
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


def marked_quarter(scene: Scene, index: int) -> Found | None:
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
    marked = lower[at] in words.fiscal_mark or lower[at] in words.calendar_mark
    fiscal_at = at + (marked or lower[at] in words.fiscal)
    fiscal_at += fiscal_at > at and lower[fiscal_at] in words.year_nouns
    year = (
        year_behind(scene, fiscal_at)
        or glued_year(scene, at + (lower[at] in _APOSTROPHES))
        or (two_digit_year(scene, fiscal_at) if fiscal_at > at else None)
    )
    if year is not None:
        return Period(grain, year[0], int(digit)), year[1]
    before = lower[index - 1] if index else ""
    if quarterly and scene.capital(index) and before in words.year_cues | words.year_hints | words.determiners:
        return Period(grain, None, int(digit)), at
    return None


def read_fiscal(scene: Scene, index: int) -> Found | None:
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
        year = glued_year(scene, at + (lower[at] in _APOSTROPHES))
    if year is None and fiscal:
        year = two_digit_year(scene, at)
    if year is None and word in words.year_nouns and lower[index - 1 : index] and lower[index - 1] in words.definite:
        early = lower[at].isdecimal() and len(lower[at]) == 3 and not counted(scene, at + 1)
        return (Period("year", int(lower[at])), at + 1) if early else None  # "the year 800"
    if year is None and word in words.year_nouns:
        return _early_year(scene, at)
    if year is None:
        return None
    if not marked and not fiscal and year_sense(scene, at, year[1], year[0]) != "year":
        return None
    end = year[1]
    if fiscal and lower[end] in ("/", "-", "–") and scene.tight(end) and lower[end + 1].isdecimal():
        end += 2
    division = marked_division(scene, end, year[0]) if fiscal or marked else None
    if division is not None:
        return division
    return Period("fiscal" if fiscal else "year", year[0]), end


def _early_year(scene: Scene, index: int) -> Found | None:
    """Year two hundred and sixty seven: three digits' worth of words behind "year"."""
    word = scene.lower[index]
    number = (
        read_cardinal(scene.tokens, index, scene.lexicon, joining=True) if word in scene.lexicon.cardinals else None
    )
    if number is None or number.form != "words" or not 100 <= number.value < 1000 or counted(scene, number.end):
        return None
    return Period("year", int(number.value)), number.end


def marked_division(scene: Scene, index: int, year: int) -> Found | None:
    """The "Q3" or "H1" at `index`, behind its year: 2016-Q3, FY18 Q3, 2016 H1."""
    mark, digit, words = scene.lower[index], scene.lower[index + 1], scene.words
    if not scene.tight(index + 1) or (scene.tight(index + 2) and scene.lower[index + 2][:1].isalnum()):
        return None
    if mark in words.quarter_mark and digit in ("1", "2", "3", "4"):
        return Period("quarter", year, int(digit)), index + 2
    if mark in words.half_mark and digit in ("1", "2") and scene.capital(index):
        return Period("half", year, int(digit)), index + 2
    return None


def two_digit_year(scene: Scene, index: int) -> tuple[int, int] | None:
    """The 18 of "fiscal year 18" and "H1 FY 19"."""
    word = scene.lower[index]
    plain = word.isdecimal() and len(word) == 2 and not counted(scene, index + 1)
    return (century_of(int(word)), index + 1) if plain and scene.lower[index + 1] != "%" else None


def glued_year(scene: Scene, index: int) -> tuple[int, int] | None:
    """The year of Q3'25, 3Q25, FY24."""
    word = scene.lower[index]
    if word.isdecimal() and scene.tight(index) and len(word) in (2, 4):
        return (century_of(int(word)), index + 1) if len(word) == 2 else (int(word), index + 1)
    return None


def short_decade(scene: Scene, index: int) -> Found | None:
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
    if (before in _APOSTROPHES and scene.tight(index)) or before in words.articles:
        return Period("decade", (1900 if int(word) > 10 else 2000) + int(word)), at + 1
    return None


def from_words(scene: Scene, index: int) -> Found | None:
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
    if decade is not None and (10 <= first <= 20 or (first == 2 and decade == 2000)):
        return Period("decade", 2000 if first == 2 else first * 100 + decade % 100), at + 1
    year = year_number(scene, index)
    if year is None:
        return from_day(scene, index) if first <= 31 else None
    number, end = year
    if lower[end] == "-" or lower[end] in words.units or lower[end] in scene.lexicon.scales:
        return None
    spoken_whole = number % 100 == 0 or (number // 100 == 20 and first == 2)
    before = lower[index - 1] if index else ""
    cued = before in words.year_cues or before in words.to or before in words.from_
    if spoken_whole and (not cued or counted(scene, end)):
        return None
    if counted(scene, end) and before not in words.year_cues:
        return None
    return Period("year", number), end
