"""The shape of a language's date words: what the date grammar may ask of a language.

What belongs here: the record, its derived look-up tables, and the choice by language. What must never be here: words
of a language (they are data, in `lexicons/`) and rules (they are code, in the `dates_*` grammars).

Keys are lower case and spelled as `tokens.scan` cuts them: a phrase is one string of tokens with single spaces
("mother ' s day"). Numbers and ordinals come from the language's `Lexicon`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from pipeline.quantities.dates_calendar import Part
from pipeline.quantities.phrases import Phrases

_ROUND = frozenset({"10", "20", "30", "40", "50", "60", "70", "80", "90"})

YEARS: Mapping[str, int] = {str(year): year for year in range(1000, 2200)}
"""Numerals that can be a year when nothing but the numeral tells."""


@dataclass(frozen=True, kw_only=True)
class DateLexicon:
    """Everything the date grammar knows of one language."""

    day_first: bool
    """Whether 03/11/2026 is the third of November."""
    months: Mapping[str, int]
    """Names and abbreviations; 1 is January."""
    abbreviations: frozenset[str]
    """Months and weekdays that are abbreviated: a full stop belongs to them, a numeral must stand beside them."""
    shy: frozenset[str]
    """Names that are other words too ("may", "march", "fall"): they need a preposition or a numeral beside them."""
    common: frozenset[str]
    """Those that are everyday words without a capital: "may", "march", "sat"."""
    weekdays: Mapping[str, int]
    """Monday is 0."""
    seasons: Mapping[str, int]
    """Spring is 0."""
    units: Mapping[str, str]
    """Words for stretches of time -> day, week, weekend, workweek, fortnight, month, quarter, year, decade, century."""
    plurals: frozenset[str]
    """Units and weekdays in the plural: "the last weeks" is no week, "Mondays" no day."""
    parts: Mapping[str, Part]
    """early, late, beginning of ... -> the part of the period behind them."""
    closest: frozenset[str]
    """Words of the two tables below that mean the first weekday in their direction: "the past Wednesday"."""
    final: frozenset[str] = frozenset()
    """Words for the last of a whole that is said: final."""
    definite: frozenset[str] = frozenset()
    sums: frozenset[str] = frozenset()
    """Nouns that "of" joins to a count, and to no year: total."""
    to_date_marks: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations of "year to date" and the like -> their unit."""
    ends: frozenset[str] = frozenset()
    """Behind a unit: year-end."""
    every: frozenset[str] = frozenset()
    """Before a weekday they mean no single day."""
    ones_own: frozenset[str] = frozenset()
    """Before "weekend" they mean the coming one: my."""
    named_by_day: frozenset[str] = frozenset()
    """Days in figures that name what happened on them: 9/11."""
    arranging: frozenset[str] = frozenset()
    """Words of an arrangement, behind which a bare numeral is a day: "back on 15", "leave 4/22"."""
    same_stretch: frozenset[str] = frozenset()
    """Behind "the same" they mean the text's last period: "the same period last year"."""
    week_marks: Mapping[str, str] = field(default_factory=dict)
    """Before a day they mean its week: "w / c"."""
    week_origins: frozenset[str] = frozenset()
    """Words of a sentence whose numbered weeks count from something else than New Year: trial, pregnancy, season."""
    going_on: frozenset[str] = frozenset()
    """Words that may follow "the year before" without being what it came before: and, but."""
    named_by_year: frozenset[str] = frozenset()
    """Nouns that a year behind them names: disease."""
    last: Mapping[str, bool]
    """Words before a unit, one step back; True when they count from the text's own last date ("the previous year")."""
    this: Mapping[str, bool]
    next: Mapping[str, bool]
    days_from_today: Mapping[str, int]
    """yesterday, tomorrow, the day before yesterday."""
    now: frozenset[str]
    """Ends of a range that mean the reference day."""
    ago: frozenset[str]
    ago_first: frozenset[str] = frozenset()
    """The same before the number: "vor drei Jahren"."""
    later: frozenset[str]
    earlier: frozenset[str]
    after: frozenset[str]
    """Between an offset and the date it counts from: "two days after"."""
    before: frozenset[str]
    within: frozenset[str]
    """Before an offset that counts from today, in a sentence about the future: "in two weeks"."""
    future: frozenset[str]
    """Words that put a sentence into the future."""
    working: frozenset[str]
    """Before a day that is not of the weekend: "business days"."""
    verb_cues: frozenset[str]
    """Words that make "last" behind them a verb: "the course will last three weeks"."""
    lasting: frozenset[str]
    """Before an amount that lasts: "for three days from today" starts today, "three days from today" is a day."""
    time_nouns: frozenset[str]
    """Behind an amount in the genitive: "in a fortnight's time"."""
    spoken_zero: frozenset[str]
    """Between the halves of a spoken year: "twenty oh five"."""
    whole_span: frozenset[str]
    """Those of `within` that mean the whole time up to then."""
    offset_hedges: Mapping[str, str]
    """Before an offset, how its amount is bounded: "more than two weeks after" -> gt."""
    wholes: frozenset[str] = frozenset()
    """Between a pointing word and its unit they say nothing: this whole week."""
    year_end_cues: frozenset[str] = frozenset()
    """Before "year-end" without its year they make a date of it."""
    calendar_cues: frozenset[str] = frozenset()
    """Words of a sentence whose numbered weeks, without a year, are those of the calendar."""
    end_marks: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations of the end of the present year and the like -> the unit."""
    twice: Mapping[str, int]
    """Behind a unit, two steps away: "the year after next"."""
    origins: frozenset[str]
    """Verbs that tell since when a thing is there: founded, built."""
    past: frozenset[str]
    """Common verbs of the past, and auxiliaries: a sentence with one tells what happened on a day."""
    past_ending: str = ""
    """Of the other verbs of the past."""
    starting: frozenset[str]
    """Between an amount of time and the day it begins: "two weeks starting May 20th"."""
    few: Mapping[str, int]
    """Words before a unit that are no exact number: "couple of", "few"."""
    half: frozenset[str]
    """half, of a year or of any other period"""
    articles: frozenset[str]
    indefinite: frozenset[str]
    """Articles that say one: "in a week"."""
    of: frozenset[str]
    """Between a day and its month, a part and its whole."""
    to: frozenset[str]
    """Between the ends of a range."""
    dashes: frozenset[str] = frozenset({"-", "–", "—", "~", "‐", "‑", "−", "～", "〜"})
    between: frozenset[str]
    and_: frozenset[str]
    or_: frozenset[str]
    from_: frozenset[str]
    hedges: Mapping[str, str]
    """Phrases before a date that change its meaning -> lte, lt, gte, gt, approx."""
    hedges_after: Mapping[str, str]
    hedge_fillers: frozenset[str]
    """Words that may stand between a hedge and its date and say nothing."""
    eras: Mapping[str, int]
    """-1 for years before Christ, 1 for those after; behind the year."""
    eras_first: Mapping[str, int]
    """The same before the year: "AD 79"."""
    decades: Mapping[str, int]
    """nineties -> 90; noughties -> 2000."""
    decades_joined: frozenset[str] = frozenset()
    """Those that need a number before them: "two thousands", "twenty tens"."""
    decade_suffixes: frozenset[str]
    """Behind a round year: "1990s"."""
    quarter_mark: frozenset[str]
    """q, before or behind a digit."""
    half_mark: frozenset[str]
    fiscal: frozenset[str]
    fiscal_mark: frozenset[str]
    calendar_mark: frozenset[str]
    civil: frozenset[str]
    """Before a unit, to say that it is no fiscal one: "calendar year"."""
    year_nouns: frozenset[str]
    """Words that say that the numeral behind them is a year."""
    year_abbreviations: Mapping[str, str]
    """Those of `year_cues` that are written short, with a full stop: ca."""
    year_cues: frozenset[str]
    """Prepositions that make the numeral behind them a year, whatever stands behind it."""
    holiday_cues: frozenset[str]
    """Prepositions that make the name of a feast a day: "at Christmas"."""
    day_cues: frozenset[str]
    """Prepositions that make 5/12 a day."""
    year_hints: frozenset[str]
    """Prepositions that do so unless a counted noun follows."""
    counted: frozenset[str]
    """Nouns that a number in front of them counts, however much it looks like a year."""
    blurs: frozenset[str]
    """Those of them that blur counts as well: "about 2000" is a count more often than a year."""
    currencies_of_years: frozenset[str] = frozenset()
    """Names of money that a year in front of them dates where a price is told in it: "in 2021 dollars"."""
    price_cues: frozenset[str] = frozenset()
    """Before such a year: in, constant."""
    year_heads: frozenset[str]
    """Plural nouns that a year in front of them dates: "1990 levels", "2021 dollars"."""
    count_cues: frozenset[str]
    """Words that make the numeral behind them a count or a label: "page", "nearly"."""
    function_words: frozenset[str]
    """Words that are no noun: what follows a year when nothing is counted."""
    determiners: frozenset[str]
    """Words that a year may stand behind as an adjective: "the 2019 budget"."""
    capital_nouns: bool = False
    """Whether every noun is capitalised, so that a capital tells no name."""
    name_heads: frozenset[str]
    """Nouns that head a proper name with a year in it: index, report, olympics."""
    rest: frozenset[str]
    remaining: frozenset[str]
    to_date: frozenset[str]
    """Behind a unit: "year to date"."""
    week_starting: frozenset[str]
    holidays: Mapping[str, str]
    """Names -> month-day ("12-25"), days from Easter ("easter-2") or nth weekday of a month ("11-thu-4")."""
    plural_ending: str = "s"
    """A word with it counts, when it stands behind a numeral that might be a year."""
    day_suffixes: frozenset[str] = frozenset()
    """Behind the digits of a day that stands without its month: "on the 22nd"."""
    number_years: frozenset[str] = frozenset()
    """First words of years written in words ("nineteen", "twenty", "thousand")."""

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Words that every date has one of: the scan looks at nothing else."""
        words: set[str] = set(YEARS)
        for table in (self.months, self.weekdays, self.seasons, self.units, self.decades):
            words.update(table)
        words.update(
            self.quarter_mark, self.half_mark, self.fiscal_mark, self.calendar_mark, self.weak_triggers, "年月日世"
        )
        words.update(self.to_date_marks, self.end_marks)
        words.update(phrase.rstrip(" .").split()[-1] for phrase in (*self.eras, *self.eras_first))
        for phrase in sorted((*self.days_from_today, *self.holidays), key=len):
            if words.isdisjoint(phrase.split()):
                words.add(phrase.split()[0])
        return frozenset(words)

    @cached_property
    def weak_triggers(self) -> frozenset[str]:
        """Triggers that are mostly plain numbers: they need another number beside them."""
        return self.number_years | self.decades_joined | _ROUND | self.day_suffixes

    @cached_property
    def hedge_index(self) -> Phrases[str]:
        return Phrases.spaced(self.hedges)

    @cached_property
    def hedge_after_index(self) -> Phrases[str]:
        return Phrases.spaced(self.hedges_after)

    @cached_property
    def offset_hedge_index(self) -> Phrases[str]:
        return Phrases.spaced(self.offset_hedges)

    @cached_property
    def part_index(self) -> Phrases[Part]:
        return Phrases.spaced(self.parts)

    @cached_property
    def today_index(self) -> Phrases[int]:
        return Phrases.spaced(self.days_from_today)

    @cached_property
    def holiday_index(self) -> Phrases[str]:
        return Phrases.spaced(self.holidays)

    @cached_property
    def era_index(self) -> Phrases[int]:
        return Phrases.spaced(self.eras)

    @cached_property
    def era_first_index(self) -> Phrases[int]:
        return Phrases.spaced(self.eras_first)

    @cached_property
    def twice_index(self) -> Phrases[int]:
        return Phrases.spaced(self.twice)

    @cached_property
    def week_mark_index(self) -> Phrases[str]:
        return Phrases.spaced(self.week_marks)

    @cached_property
    def few_index(self) -> Phrases[int]:
        return Phrases.spaced(self.few)

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words that a date may start with, numbers aside."""
        words: set[str] = {"'", "’", "‘"}
        for table in (
            self.months, self.weekdays, self.seasons, self.last, self.final, self.this, self.next, self.decades,
            self.ago_first, self.era_first_index, self.within, self.articles, self.between, self.from_, self.rest,
            self.quarter_mark, self.half_mark, self.fiscal, self.fiscal_mark, self.calendar_mark, self.year_nouns,
            self.units, self.hedge_index, self.part_index, self.offset_hedge_index, self.today_index,
            self.holiday_index, self.few_index, self.week_mark_index, self.to_date_marks, self.end_marks,
        ):  # fmt: skip
            words.update(table)
        return frozenset(words)

    @cached_property
    def period_openers(self) -> frozenset[str]:
        """Words that a period may start with, numbers, articles and hedges aside."""
        words: set[str] = {"'", "’", "‘"}
        for table in (
            self.months, self.weekdays, self.seasons, self.last, self.final, self.this, self.next, self.decades,
            self.era_first_index, self.rest, self.quarter_mark, self.half_mark, self.half, self.fiscal,
            self.fiscal_mark, self.civil, self.calendar_mark, self.year_nouns, self.units, self.part_index,
            self.today_index, self.holiday_index, self.week_mark_index, self.to_date_marks, self.end_marks,
        ):  # fmt: skip
            words.update(table)
        return frozenset(words)

    @cached_property
    def to_date_index(self) -> Phrases[str]:
        return Phrases.spaced(dict.fromkeys(self.to_date, ""))


@cache
def date_lexicon_for(language: str) -> DateLexicon:
    """The date words of a language code that `lexicon_for` knows."""
    from pipeline.quantities.lexicons import de_dates, en_dates

    return {"en": en_dates.ENGLISH, "de": de_dates.GERMAN}[language]
