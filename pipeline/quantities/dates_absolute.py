"""Dates that name their place in the calendar: the choice of the grammar by the first token.

What belongs here: that choice. What must never be here: pointing ("last year"), offsets ("two days after"), divisions
("first half of"), hedges and ranges between whole dates.
"""

from __future__ import annotations

from pipeline.quantities.dates_calendar import Period
from pipeline.quantities.dates_days import from_day, from_month, year_behind
from pipeline.quantities.dates_eras import (
    from_words,
    from_year,
    glued_year,
    ideographs,
    in_era,
    marked_quarter,
    read_fiscal,
    short_decade,
    spaced_year,
)
from pipeline.quantities.dates_scene import Found, Scene, century_of, era, year_number
from pipeline.quantities.dates_weekdays import from_holiday, from_weekday
from pipeline.quantities.dates_years import counted

_APOSTROPHES = frozenset("'’‘")


def read_absolute(scene: Scene, index: int) -> Found | None:
    """Read the calendar date that starts at token `index`; a year that the text leaves out stays open."""
    word, words = scene.lower[index], scene.words
    if word[:1].isdecimal():
        return _from_numeral(scene, index)
    if word in words.months:
        return from_month(scene, index)
    if word in words.weekdays:
        return from_weekday(scene, index)
    if word in words.seasons:
        return _from_season(scene, index)
    found = scene.phrase(index, words.holiday_index)
    if found is not None:
        return from_holiday(scene, index, *found)
    if word in _APOSTROPHES:
        return (short_decade(scene, index + 1) or _shortened_year(scene, index)) if scene.tight(index + 1) else None
    if word in words.quarter_mark or word in words.half_mark:
        return marked_quarter(scene, index)
    if word in words.fiscal or word in words.fiscal_mark or word in words.calendar_mark or word in words.year_nouns:
        return read_fiscal(scene, index)
    if word in scene.lexicon.ordinals and word not in scene.lexicon.cardinals:
        return from_day(scene, index)
    if word in words.era_first_index:
        sign = era(scene, index, words.era_first_index)
        year = scene.lower[sign[1]] if sign else ""
        return (Period("year", int(year)), sign[1] + 1) if sign and year.isdecimal() and 0 < int(year) < 3000 else None
    return from_words(scene, index)


def _from_numeral(scene: Scene, index: int) -> Found | None:
    figures = scene.numeric.get(index)
    if figures is not None:
        return figures
    lower, words = scene.lower, scene.words
    word = lower[index]
    behind = lower[index + 1]
    if (len(word) == 6 and word[2:3] == ",") or (word.isdecimal() and len(word) == 5):
        return in_era(scene, index)  # 40,000 BC
    if word.isdecimal() and len(word) <= 4:
        found = ideographs(scene, index) if behind in ("年", "月", "世") else None
        if found is not None:
            return found
        dated = in_era(scene, index)
        if dated is not None:
            return dated
    if word in ("1", "2", "3", "4") and behind in words.quarter_mark and scene.tight(index + 1):
        year = year_behind(scene, index + 2) or glued_year(scene, index + 2)
        return (Period("quarter", year[0], int(word)), year[1]) if year else None
    if word in ("1", "2") and behind in words.half_mark and scene.tight(index + 1):
        year = year_behind(scene, index + 2, short=False) or glued_year(scene, index + 2)
        return (Period("half", year[0], int(word)), year[1]) if year else None  # 1H2016
    return from_year(scene, index) or from_day(scene, index) or short_decade(scene, index) or spaced_year(scene, index)


def _shortened_year(scene: Scene, index: int) -> Found | None:
    """The '98 of "in '98"."""
    year = year_number(scene, index)
    before = scene.lower[index - 1] if index else ""
    cued = before in scene.words.year_cues or before in scene.words.of
    return (Period("year", year[0]), year[1]) if year and cued and not counted(scene, year[1]) else None


def _from_season(scene: Scene, index: int) -> Found | None:
    words, lower = scene.words, scene.lower
    season = words.seasons[lower[index]]
    year = year_behind(scene, index + 1)
    short = lower[index + 2]
    if year is None and lower[index + 1] in words.of and short.isdecimal() and len(short) == 2 and int(short) > 31:
        year = century_of(int(short)), index + 3  # "the summer of 69"
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
