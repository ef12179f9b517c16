"""What every date grammar sees: the tokens, the language, the dates to count from, and the smallest words of a date.

What belongs here: the record that the grammars share, and the readers of one ordinal, cardinal, year or era. What must
never be here: a whole date, and any choice between readings.

A reader takes the index of a token and returns (value, index behind it), or None.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from pipeline.quantities.cardinals import read_cardinal
from pipeline.quantities.dates_calendar import Period
from pipeline.quantities.dates_lexicon import YEARS, DateLexicon
from pipeline.quantities.lexicon import Lexicon, lexicon_for
from pipeline.quantities.phrases import Phrases
from pipeline.quantities.tokens import Tokens

V = TypeVar("V")
PAD = 16
"""Empty tokens behind the last, so that a grammar may look ahead without asking for the end."""


STORY_REACH = 1200
"""Characters between a date and an expression that may count from it."""


@dataclass(frozen=True, slots=True)
class Range:
    """From one period to another, both included."""

    first: Period
    last: Period


Found = tuple[Period | Range, int]
"""What a grammar read, and the index of the token behind it."""


@dataclass(slots=True)
class Scene:
    """One text under the date grammars. `anchor` moves as its dates are read; all else stays."""

    tokens: Tokens
    lower: list[str]
    """`tokens.lower`, padded."""
    starts: list[int]
    ends: list[int]
    lexicon: Lexicon
    words: DateLexicon
    reference: dt.date | None
    numeric: dict[int, Found]
    """Dates written in figures, by the index of their first token."""
    counters: frozenset[str]
    """Words that an amount of time may start with."""
    anchor: Period | None = None
    """The last date that the text itself gives."""
    anchor_end: int = 0
    """Offset behind it."""
    frame: Period | None = None
    """The last date that names its year, if it may give the year to dates behind it: one with a month, or one that
    opens its sentence ("In 1943, ...")."""
    frame_tells: bool = True
    """Whether the frame certainly gives its year; else only where the reference day is years away."""
    numbers: frozenset[str] = frozenset()
    """Cardinals and ordinals in words."""
    joints: frozenset[str] = frozenset()
    """What may follow a number in words and belong to it: numbers, scales, "and", hyphens."""
    listed: set[int] = field(default_factory=set)
    """Indices of numerals that were read as years: "2007, 2008 and 2009"."""
    depth: int = 0
    """How deep "the first week of the first month of ..." has nested."""
    begin: int = 0
    """Index of the token at which the expression under reading starts."""
    rejected: dict[int, tuple[int, str, Period]] = field(default_factory=dict)
    """Numerals that look like dates and assert none: first index -> (index behind, why, what they look like)."""

    @property
    def future(self) -> bool | None:
        """True when the sentence, up to the expression under reading, speaks of the future; None when nothing tells."""
        for index in range(self.begin - 1, max(-1, self.begin - _FUTURE_REACH), -1):
            word = self.lower[index]
            if word in self.words.future:
                return True
            if word in FULL_STOPS:
                break
        return None

    @property
    def told(self) -> bool:
        """Whether the sentence, up to the expression under reading, tells what happened."""
        for index in range(self.begin - 1, max(-1, self.begin - _FUTURE_REACH), -1):
            word, ending = self.lower[index], self.words.past_ending
            if word in FULL_STOPS:
                break
            if word in self.words.past or (ending and word.endswith(ending) and len(word) > 4):
                return True
        return False

    def looks_ahead(self, index: int) -> bool:
        """Whether the sentence around `index` speaks of the future, before or behind it."""
        if self.future:
            return True
        for word in self.lower[index : index + _FUTURE_REACH]:
            if word in self.words.future:
                return True
            if word in FULL_STOPS:
                break
        return False

    def tight(self, index: int) -> bool:
        """Whether token `index` stands right behind its forerunner."""
        return 0 < index < len(self.tokens.starts) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Whether the token there begins with a capital letter."""
        return index < len(self.tokens.words) and self.tokens.words[index][0].isupper()

    def phrase(self, index: int, phrases: Phrases[V]) -> tuple[V, int] | None:
        """The longest phrase that stands at `index`."""
        return phrases.at(self.lower, index)

    def opens_sentence(self, index: int) -> bool:
        """Whether token `index` is the first of its sentence."""
        return index == 0 or self.lower[index - 1] in _SENTENCE_ENDS or "\n" in self.tokens.gap(index)


_FUTURE_REACH = 14
"""Tokens back to a word that puts the sentence into the future."""
FULL_STOPS = frozenset(".!?;")
_SENTENCE_ENDS = frozenset(".!?:;—–-•\"'“”‘(")


@cache
def _numbers(language: str) -> frozenset[str]:
    lexicon = lexicon_for(language)
    return frozenset((*lexicon.cardinals, *lexicon.ordinals))


@cache
def _joints(language: str) -> frozenset[str]:
    lexicon = lexicon_for(language)
    return frozenset((*_numbers(language), *lexicon.scales, *lexicon.conjunctions, *lexicon.denominators, *"-‐‑,."))


def scene_of(
    tokens: Tokens,
    lexicon: Lexicon,
    words: DateLexicon,
    reference: dt.date | None,
    numeric: dict[int, Found],
    counters: frozenset[str],
) -> Scene:
    """A text as the readers of dates see it. `reference` is the day that relative dates count from, `numeric` the dates
    in digits by the token that they start at, `counters` the nouns that only a count stands before."""
    pad = [len(tokens.text)] * PAD
    return Scene(
        tokens, [*tokens.lower, *[""] * PAD], [*tokens.starts, *pad], [*tokens.ends, *pad],
        lexicon, words, reference, numeric, counters, numbers=_numbers(lexicon.language),
        joints=_joints(lexicon.language),
    )  # fmt: skip


def cardinal(scene: Scene, index: int) -> tuple[float, int] | None:
    """A number in digits or words, as counts of days and years are written: 3, 3.5, two, twenty-five, two hundred."""
    word, lexicon = scene.lower[index], scene.lexicon
    if word[:1].isdecimal():
        if not word.isascii() or len(word) > 9 or word.count(".") > 1:
            return None
        digits = word.replace(lexicon.group_mark, "").replace(lexicon.decimal_mark, ".")
        try:
            return float(digits), index + 1
        except ValueError:
            return None
    behind = scene.lower[index + 1]
    small = lexicon.cardinals.get(word)
    if small is None and not (word in lexicon.articles and behind in lexicon.scales):
        return None
    if small is not None and behind not in scene.joints:
        return float(small), index + 1  # the common case, "three weeks", without the grammar of number words
    number = read_cardinal(scene.tokens, index, lexicon, joining=True)
    return (number.value, number.end) if number is not None and number.form == "words" else None


def ordinal(scene: Scene, index: int) -> tuple[int, int] | None:
    """An ordinal in digits or words: 21st, 21., third, twenty-first."""
    word, lexicon = scene.lower[index], scene.lexicon
    if word.isdecimal():
        behind = scene.lower[index + 1]
        marked = behind in lexicon.ordinal_suffixes or (behind and behind == lexicon.ordinal_mark)
        if len(word) <= 3 and marked and scene.tight(index + 1):
            return int(word), index + 2
        return None
    if word in lexicon.ordinals:
        return int(lexicon.ordinals[word]), index + 1
    tens = lexicon.cardinals.get(word, 0)
    if tens >= 20 and tens % 10 == 0:
        unit_at = index + 1 + (scene.lower[index + 1] == "-")
        unit = lexicon.ordinals.get(scene.lower[unit_at], 0)
        if 0 < unit < 10:
            return tens + int(unit), unit_at + 1
    return None


def day_number(scene: Scene, index: int, *, words: bool = False) -> tuple[int, int] | None:
    """A day of a month: 11, 11th, eleventh; with `words` also "eleven"."""
    found = ordinal(scene, index)
    if found is None:
        word = scene.lower[index]
        if word.isdecimal() and len(word) <= 2:
            found = int(word), index + 1
        elif words:
            small = cardinal(scene, index)
            found = (int(small[0]), small[1]) if small else None
    return found if found and 1 <= found[0] <= 31 else None


def year_number(scene: Scene, index: int, *, short: bool = False) -> tuple[int, int] | None:
    """A year: 2025, nineteen eighty-four, two thousand and five, '99; with `short` also a bare 99 that is no day."""
    word = scene.lower[index]
    year = YEARS.get(word)
    if year is not None:
        return year, index + 1
    if word in ("'", "’", "‘") and scene.tight(index + 1):
        digits = scene.lower[index + 1]
        closed = not (scene.tight(index + 2) and scene.lower[index + 2][0].isalnum())
        if digits.isdecimal() and len(digits) == 2 and closed:
            return century_of(int(digits)), index + 2
    if short and word.isdecimal() and len(word) == 2 and int(word) > 31:
        return century_of(int(word)), index + 1
    return year_words(scene, index) if word in scene.words.number_years or word in scene.lexicon.cardinals else None


def century_of(two_digits: int) -> int:
    """The year that two digits mean: 00 to 39 of this century, the rest of the last."""
    return two_digits + (2000 if two_digits < 40 else 1900)


def year_words(scene: Scene, index: int) -> tuple[int, int] | None:
    """A year spoken in two halves ("nineteen eighty-four", "twenty oh five") or from two thousand on."""
    lower, cardinals = scene.lower, scene.lexicon.cardinals
    first = cardinals.get(lower[index], 0)
    behind = index + 1
    scale = scene.lexicon.scales.get(lower[behind])
    if first == 2 and scale == 1000:
        rest_at = behind + 1 + (lower[behind + 1] in scene.words.and_)
        rest = cardinal(scene, rest_at) if lower[rest_at] in cardinals else None
        if rest and rest[0] < 100:
            return 2000 + int(rest[0]), rest[1]
        return 2000, behind + 1
    if not 10 <= first <= 21:
        return None
    if scale == 100 and first < 20:
        return first * 100, behind + 1
    behind += lower[behind] == "-"
    if lower[behind] in scene.words.spoken_zero:
        unit_at = behind + 1 + (lower[behind + 1] == "-")
        unit = cardinals.get(lower[unit_at], 0)
        return (first * 100 + unit, unit_at + 1) if 0 < unit < 10 else None
    rest = cardinal(scene, behind) if lower[behind] in cardinals else None
    # "twenty one" is twenty-one; the second half of a year has two digits.
    return (first * 100 + int(rest[0]), rest[1]) if rest and 10 <= rest[0] < 100 else None


def era(scene: Scene, index: int, eras: Phrases[int]) -> tuple[int, int] | None:
    """BC, BCE, AD, CE, with full stops or without: (-1 or 1, index behind)."""
    found = scene.phrase(index, eras)
    # "ad" and "ce" are words of other meanings; the era is written in capitals.
    lone = found is not None and found[1] == index + 1 and not scene.tokens.words[index].isupper()
    return None if lone else found
