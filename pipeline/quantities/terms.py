"""A term: one number with its sign, its currency and its unit, before hedges and ranges are looked at.

What belongs here: reading and completing one term ("$5.2 million", "-18 °C", "5 ft 2 in", "three dollars fifty",
"ten times", "a kilogram", "2 in 5"). What must never be here: hedges, ranges, and whether the term counts at all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.lexicons.symbols import CURRENCY_CODES, CURRENCY_SIGNS, DOLLAR_PREFIXES
from pipeline.quantities.numerals import Number, read_number
from pipeline.quantities.measures import read_unit
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.units import convert
from pipeline.quantities.vocabulary import Vocabulary

_MINUS = frozenset("-−–")
_OPENERS = frozenset("([{:=<>~≈±,;\"“'≤≥/")
_NO_UNIT = Unit("", "count")
_TEMPERATURES = frozenset({"celsius", "fahrenheit", "kelvin"})
_EXACT_TIMES = {
    "year": (12.0, "month"), "month": (1.0, "month"), "week": (604800.0, "second"), "day": (86400.0, "second"), "hour": (3600.0, "second"),
    "minute": (60.0, "second"), "second": (1.0, "second"),
}  # fmt: skip
"""How many of the base unit one is, among units of time that divide one another exactly."""
_BIG_RATIO = 10**6
_VAGUE_MEASURES = frozenset("degree turn revolution league grain stone foot bit knot kilo pixel cup dram carat".split())


@dataclass(slots=True)
class Term:
    """One number with what belongs to it."""

    start: int
    end: int
    number: Number
    unit: Unit = _NO_UNIT
    kind: str = ""
    """Set where the words decide it, not the unit: ratio, comparison, age."""
    prefixed: bool = False
    """Its currency stands before the number."""

    @property
    def bare(self) -> bool:
        return self.unit is _NO_UNIT


def read_term(
    tokens: Tokens, index: int, vocabulary: Vocabulary, *, joining: bool = True, signed: bool = True
) -> Term | None:
    """The term that starts at token `index` (a sign or article before it is taken in), or None."""
    at, unit = index, _NO_UNIT
    currency = _read_currency(tokens, at)
    if currency is not None:
        unit, at = currency
        if at < len(tokens) and tokens.words[at] in _MINUS and tokens.touches(at + 1):
            at += 1
        if at >= len(tokens):
            return None
    number = read_number(tokens, at, vocabulary.lexicon, joining=joining)
    if number is None or (
        currency is not None and (number.form == "ordinal" or tokens.lower[at] in vocabulary.lexicon.articles)
    ):
        return None
    term = Term(index, number.end, number, unit, prefixed=currency is not None)
    if at > index and tokens.words[at - 1] in _MINUS and currency is not None:
        _negate(number)
    _extend_left(tokens, term, vocabulary, signed=signed)
    if number.form != "ordinal":
        _read_right(tokens, term, vocabulary)
    return term


def _read_currency(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """A currency sign or code that stands before its number."""
    word = tokens.words[index]
    code = CURRENCY_SIGNS.get(word)
    if code is not None:
        return Unit(code, "money"), index + 1
    if word in CURRENCY_CODES and index + 1 < len(tokens) and (tokens.words[index + 1][0].isdigit()):
        return Unit(word, "money"), index + 1
    return None


def _extend_left(tokens: Tokens, term: Term, vocabulary: Vocabulary, *, signed: bool) -> None:
    """Take in "US" of "US$", a minus sign, "minus", and the article of "a hundred"."""
    words, lower, lexicon = tokens.words, tokens.lower, vocabulary.lexicon
    start = term.start
    if term.prefixed and words[start] == "$" and start:
        before = lower[start - 1]
        code = DOLLAR_PREFIXES.get(before)
        if code and (tokens.touches(start) or before in ("us", "c")):
            term.unit, term.start = Unit(code, "money"), start - 1
            if before == "s" and start > 2 and words[start - 2] == "." and lower[start - 3] == "u":
                term.unit, term.start = Unit("USD", "money"), start - 3
    start = term.start
    if not signed or not start:
        return
    before = words[start - 1]
    if before in _MINUS:
        free = start == 1 or not tokens.touches(start - 1) or words[start - 2] in _OPENERS
        if free and (tokens.touches(start) or (start == 1 and before != "–")):
            _negate(term.number)
            term.start = start - 1
    elif lower[start - 1] in lexicon.negatives and term.number.form != "ordinal":
        _negate(term.number)
        term.start = start - 1


def _negate(number: Number) -> None:
    number.value, number.low, number.high = -number.value, -number.high, -number.low


def _read_right(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    number = term.number
    if term.prefixed:
        _read_right_of_money(tokens, term, vocabulary)
        return
    if _read_multiple(tokens, term, vocabulary) or _read_ratio(tokens, term, vocabulary):
        return
    at = term.end
    if number.form == "vague" and at < len(tokens) and tokens.lower[at] in vocabulary.lexicon.of:
        at += 1  # "a couple of days"
    found = read_unit(tokens, at, number, vocabulary)
    if found is None:
        return
    term.unit, term.end = found
    if term.unit.kind == "money":
        _add_scale_behind_code(tokens, term, vocabulary)
        _scale(number, term.unit.factor)
        _add_cents(tokens, term, vocabulary)
    elif term.unit.kind == "measure":
        _add_smaller_measures(tokens, term, vocabulary)
    elif term.unit.kind == "duration":
        _add_smaller_durations(tokens, term, vocabulary)
        _add_half(tokens, term, vocabulary)
        _read_age(tokens, term, vocabulary)


def _read_right_of_money(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Behind "$15.4": "/hour", "per kg", or the currency's name once more ("$10 dollars")."""
    found = read_unit(tokens, term.end, term.number, vocabulary)
    if found is None:
        return
    unit, end = found
    if unit.kind == "money" and unit.factor == 1.0:
        term.end = end
    elif unit.kind == "count" and unit.name.startswith("per "):
        term.unit, term.end = Unit(f"{term.unit.name} {unit.name}", "money"), end
    elif tokens.words[term.end] == "/":
        term.end = term.number.end


def _add_scale_behind_code(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """75 USD million"""
    if term.end < len(tokens) and term.number.scale == 1.0:
        scale = vocabulary.lexicon.scales.get(tokens.lower[term.end], 0.0)
        if scale >= 1000 and tokens.words[term.end - 1] in CURRENCY_CODES:
            _scale(term.number, scale)
            term.number.scale = scale
            term.end += 1


def _scale(number: Number, factor: float) -> None:
    if factor != 1.0:
        number.value, number.low, number.high = (
            float(f"{x * factor:.12g}") for x in (number.value, number.low, number.high)
        )
        number.scale *= factor


def _add_cents(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """3 dollars 50 cents, thirteen dollars forty-five, 15 USD 50."""
    if term.unit.factor != 1.0 or term.number.form == "vague" or " per " in term.unit.name:
        return
    at = term.end
    joined = at < len(tokens) and tokens.lower[at] in vocabulary.lexicon.conjunctions
    at += joined
    if at >= len(tokens) or tokens.words[at] == ".":
        return
    cents = read_number(tokens, at, vocabulary.lexicon, joining=False)
    if (
        cents is None
        or not 0 < cents.value < 100
        or cents.form not in ("digits", "words")
        or cents.value != int(cents.value)
    ):
        return
    named = vocabulary.currencies.at(tokens.lower, cents.end)
    closes = (
        cents.end >= len(tokens)
        or not tokens.words[cents.end][0].isalnum()
        and tokens.words[cents.end] not in CURRENCY_SIGNS
        and tokens.words[cents.end] not in "-%/"
    )
    if (named is not None and named[0].factor == 0.01) or (named is None and closes and cents.value >= 10):
        number = term.number
        number.value = number.low = number.high = round(number.value + cents.value / 100, 6)
        number.digits = len(str(int(number.value))) + 2
        term.end = named[1] if named is not None else cents.end


def _add_smaller_measures(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """5 ft 2 in; 2 yards, 7 feet and 10 inches: one length in descending units."""
    if term.number.form not in ("digits", "words") or " " in term.unit.name or term.unit.name in _TEMPERATURES:
        return
    smallest = term.unit.name
    for _ in range(3):
        at = term.end
        while (
            at < len(tokens)
            and at < term.end + 2
            and (tokens.words[at] == "," or tokens.lower[at] in vocabulary.lexicon.conjunctions)
        ):
            at += 1
        if at >= len(tokens) or not (tokens.words[at][0].isdigit() or tokens.lower[at] in vocabulary.lexicon.cardinals):
            return
        number = read_number(tokens, at, vocabulary.lexicon, joining=False)
        found = number and read_unit(tokens, number.end, number, vocabulary)
        if number is None or found is None or found[0].kind != "measure" or found[0].name == smallest:
            return
        step = convert(1.0, found[0].name, smallest)
        if step is None or step >= 1:
            return
        part = convert(number.value, found[0].name, term.unit.name)
        if part is None:
            return
        term.number.value = term.number.low = term.number.high = float(f"{term.number.value + part:.12g}")
        term.number.digits = None
        smallest, term.end = found[0].name, found[1]


def _add_smaller_durations(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """ "2 hours 30 minutes" is one duration, in its smallest unit; with a comma between they are two figures."""
    for _ in range(3):
        at = term.end
        if term.number.form not in ("digits", "words") or at >= len(tokens) or term.unit.name not in _EXACT_TIMES:
            return
        if not (tokens.words[at][0].isdigit() or tokens.lower[at] in vocabulary.lexicon.cardinals):
            return
        number = read_number(tokens, at, vocabulary.lexicon, joining=False)
        found = number and read_unit(tokens, number.end, number, vocabulary)
        if (
            number is None
            or number.form not in ("digits", "words")
            or found is None
            or found[0].name not in _EXACT_TIMES
        ):
            return
        (large, large_base), (small, small_base) = _EXACT_TIMES[term.unit.name], _EXACT_TIMES[found[0].name]
        if large_base != small_base or small >= large:
            return
        term.number.value = term.number.low = term.number.high = term.number.value * (large / small) + number.value
        term.number.digits = None
        term.unit, term.end = found


def _add_half(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """a year and a half, one year and a quarter"""
    lower, at = tokens.lower, term.end
    if (
        at + 1 >= len(lower)
        or lower[at] not in vocabulary.lexicon.conjunctions
        or term.number.form not in ("digits", "words")
    ):
        return
    at += 2 if lower[at + 1] in vocabulary.lexicon.articles else 1
    part = vocabulary.lexicon.denominators.get(lower[at]) if at < len(lower) else None
    if part not in (0.5, 0.25) or (
        at + 1 < len(lower) and lower[at + 1] in (*vocabulary.lexicon.of, *vocabulary.lexicon.articles)
    ):
        return
    number = term.number
    number.value = number.low = number.high = number.value + part
    number.digits = None if number.digits is None else number.digits + 1
    term.end = at + 1


def _read_age(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    age = vocabulary.ages.at(tokens.lower, term.end)
    if age is not None and " per " not in term.unit.name:
        term.kind, term.end = "age", age[1]


def _read_multiple(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """ten times as many, 3×, tenfold; "four times per week" counts."""
    lower, end, lexicon = tokens.lower, term.end, vocabulary.lexicon
    if end >= len(lower):
        return False
    word = lower[end]
    if word == "-" and end + 1 < len(lower) and lower[end + 1] in lexicon.multiple_suffixes and tokens.touches(end + 1):
        term.unit, term.kind, term.end = Unit("time", "comparison"), "comparison", end + 2
        return True
    if word in lexicon.multiple_suffixes and tokens.touches(end):
        term.unit, term.kind, term.end = Unit("time", "comparison"), "comparison", end + 1
        return True
    if (
        word not in lexicon.times
        or (word == "time" and term.number.value != 1)
        or term.number.form == "fraction"
        and word != "times"
    ):
        return False
    after = lower[end + 1] if end + 1 < len(lower) else ""
    if word in ("x", "×"):
        if (
            not tokens.touches(end)
            or (tokens.touches(end + 1) and after[0].isalnum())
            or (after and after[0].isdigit())
        ):
            return False
        term.unit, term.kind, term.end = Unit("time", "comparison"), "comparison", end + 1
        return True
    if after in lexicon.comparatives:
        term.unit, term.kind, term.end = Unit("time", "comparison"), "comparison", end + 1
        return True
    term.unit, term.end = Unit("time", "count"), end + 1
    rate = read_unit(tokens, term.end, term.number, vocabulary)
    if rate is not None and rate[0].name.startswith("per "):
        term.unit, term.end = Unit(f"time {rate[0].name}", "count"), rate[1]
    return True


def _read_ratio(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """two in five, one out of ten, 1 in every 4, one over three."""
    number, lexicon = term.number, vocabulary.lexicon
    if number.form not in ("digits", "words") or not 0 < number.value <= _BIG_RATIO or number.scale > 1:
        return False
    if _read_colon_ratio(tokens, term):
        return True
    found = vocabulary.out_of.at(tokens.lower, term.end)
    over = term.end < len(tokens) and tokens.lower[term.end] in lexicon.divided
    if found is None and not over:
        return False
    at = term.end + 1 if over else (found[1] if found else term.end)
    if at >= len(tokens) or not (
        tokens.words[at][0].isdigit() or tokens.lower[at] in lexicon.cardinals or tokens.lower[at] in lexicon.articles
    ):
        return False
    if found is not None and at == term.end + 1 and tokens.lower[term.end] in lexicon.of:
        return False
    below = read_number(tokens, at, lexicon, joining=False)
    if below is None or below.form not in ("digits", "words") or below.value < 2 or number.value != int(number.value):
        return False
    plain_in = not over and at == term.end + 1
    if number.value > below.value and not over:
        return False
    if plain_in and not _can_be_denominator(tokens, number, below, vocabulary):
        return False
    ratio = number.value / below.value
    number.value = number.low = number.high = ratio
    number.digits = None
    term.kind, term.end = "ratio", below.end
    return True


def _read_colon_ratio(tokens: Tokens, term: Term) -> bool:
    """2:1 and 10:1, but not 10:30."""
    at, words = term.end, tokens.words
    if (
        term.number.form != "digits"
        or words[at : at + 1] != [":"]
        or not (tokens.touches(at) and tokens.touches(at + 1))
    ):
        return False
    below = words[at + 1]
    named = at + 2 < len(words) and tokens.lower[at + 2] in ("ratio", "odds", "margin")
    if (
        not below.isdigit()
        or len(below) > 6
        or not int(below)
        or (len(below) == 2 and term.number.value <= 24 and not named)
    ):
        return False
    if (
        tokens.touches(at + 2)
        and words[at + 2] in ":-"
        or (term.start > 0 and tokens.touches(term.start) and words[term.start - 1] == ":")
    ):
        return False
    term.number.value = term.number.low = term.number.high = term.number.value / int(below)
    term.number.digits = None
    term.kind, term.end = "ratio", at + 2
    return True


def _can_be_denominator(tokens: Tokens, above: Number, below: Number, vocabulary: Vocabulary) -> bool:
    """ "two in five" is a ratio; "2 in 2019", "ten in 4 days" and "3 in 3" are not."""
    if (
        above.value >= below.value
        or (1900 <= below.value <= 2100 and below.form == "digits")
        or below.value != int(below.value)
    ):
        return False
    if below.value > 10 and above.value > 1 and below.value % 10:
        return False
    following = read_unit(tokens, below.end, below, vocabulary)
    return following is None


def read_implicit_one(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Term | None:
    """ "a kilogram", "under a year": the article is the number. `index` is the unit's token, the article stands before."""
    start = index - 1 - (tokens.words[index - 1] == "-")
    whole = start >= 0 and tokens.lower[start] in vocabulary.lexicon.wholes
    if start < 0 or not (whole or tokens.lower[start] in vocabulary.lexicon.articles) or "\n\n" in tokens.gap(index):
        return None
    if whole and start and tokens.lower[start - 1] in vocabulary.lexicon.articles:
        start -= 1
    number = Number(start, index, 1.0, 1.0, 1.0, 1, "words")
    found = read_unit(tokens, index, number, vocabulary)
    if found is None or found[0].kind not in ("measure", "money", "duration") or "per " in found[0].name:
        return None
    unit, end = found
    if unit.kind == "duration":
        if not (whole or _lasts(tokens, start, end, unit, vocabulary)) or _followed_by_offset(tokens, end):
            return None
    elif whole or unit.name in _VAGUE_MEASURES or not _measures_something(tokens, end, vocabulary):
        return None
    term = Term(start, end, number, unit)
    _scale(number, unit.factor)
    if unit.kind == "duration":
        _add_half(tokens, term, vocabulary)
        _read_age(tokens, term, vocabulary)
    return term


def _lasts(tokens: Tokens, start: int, end: int, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether "an hour" is a duration here, and no rate or figure of speech."""
    hedge = vocabulary.hedges_before.before(tokens.lower, start)
    if hedge is not None and hedge[0].comparator in ("lt", "lte", "gt", "gte", "approx"):
        return True
    if vocabulary.ages.at(tokens.lower, end) is not None or (
        end < len(tokens) and tokens.lower[end] in vocabulary.lexicon.conjunctions
    ):
        return True
    return start > 0 and tokens.lower[start - 1] in vocabulary.lexicon.lasting and unit.name != "second"


def _followed_by_offset(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and tokens.lower[index] in ("before", "after", "earlier", "later", "ago", "from")


def _measures_something(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    """ "a gallon of beer" and "a penny!" measure, "a pound coin" does not."""
    return (
        index >= len(tokens)
        or tokens.lower[index] in vocabulary.lexicon.of
        or not tokens.words[index][0].isalnum()
        and tokens.words[index] not in "-/'’"
    )


def is_whole(value: float) -> bool:
    return math.isfinite(value) and value == int(value)
