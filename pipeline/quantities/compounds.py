"""Terms of several parts: dollars and cents, feet and inches, hours and minutes, a year and a half, years old.

What belongs here: what a further part adds to a term. What must never be here: ranges and lists: their
parts stay apart.
"""

from __future__ import annotations

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.lexicons.symbols import CURRENCY_SIGNS
from pipeline.quantities.measures import Reading, opens_offset, read_unit
from pipeline.quantities.number import Number
from pipeline.quantities.numerals import read_number
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.units import convert
from pipeline.quantities.vocabulary import Vocabulary

_TEMPERATURES = frozenset({"celsius", "fahrenheit", "kelvin"})
_EXACT_TIMES = {
    "year": (12.0, "month"), "month": (1.0, "month"), "week": (604800.0, "second"), "day": (86400.0, "second"),
    "hour": (3600.0, "second"), "minute": (60.0, "second"), "second": (1.0, "second"),
}  # fmt: skip
"""How many of the base unit one is, among units of time that divide one another exactly."""
_CALENDAR = frozenset({"year", "month", "week", "day"})
"""Units that may also stand the smaller one first: "2 days 1 month"."""
_NOMINAL_SECONDS = {"year": 365 * 86400.0, "month": 30 * 86400.0} | {
    name: size for name, (size, base) in _EXACT_TIMES.items() if base == "second"
}
"""Their lengths where months and days meet in one duration ("1 year, 1 month and 21 days"): 30 and 365 days."""


def add_cents(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
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
    closes = cents.end >= len(tokens) or (
        not tokens.words[cents.end][0].isalnum()
        and tokens.words[cents.end] not in CURRENCY_SIGNS
        and tokens.words[cents.end] not in "-%/"
    )
    if (named is not None and named[0].factor == 0.01) or (named is None and closes and cents.value >= 10):
        number = term.number
        number.value = number.low = number.high = round(number.value + cents.value / 100, 6)
        number.digits = len(str(int(number.value))) + 2
        term.end = named[1] if named is not None else cents.end


def add_smaller_measures(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
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
        if at >= len(tokens) or not (
            tokens.words[at][0].isdecimal() or tokens.lower[at] in vocabulary.lexicon.cardinals
        ):
            return
        number = read_number(tokens, at, vocabulary.lexicon, joining=False)
        found = _unit_behind(tokens, number, vocabulary) or _inches_behind(tokens, number, smallest, vocabulary)
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


def add_inches(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """5-foot-7, six foot seven: the bare number behind a foot in the singular counts inches."""
    at, words = term.end, tokens.words
    if term.unit.name == "foot" and words[at - 1].lower() == "foot" and at < len(words):  # "six foot seven"
        inches = read_number(tokens, at, vocabulary.lexicon, joining=False)
        apart = inches is None or inches.form not in ("digits", "words") or not 0 < inches.value < 12
        behind = tokens.lower[inches.end] if inches is not None and inches.end < len(tokens) else "."
        if inches is not None and not apart and (behind in vocabulary.lexicon.after_age or behind in ".,;:)"):
            term.number.add(inches.value / 12, inches.end)
            term.end = inches.end
            return
    if term.unit.name != "foot" or at + 1 >= len(words) or words[at] != "-" or not tokens.touches(at + 1):
        return
    if words[at + 1].isdecimal() and len(words[at + 1]) < 3 and int(words[at + 1]) < 12 and words[at - 2] == "-":
        term.number.add(int(words[at + 1]) / 12, at + 2)
        term.end = at + 2


def add_smaller_durations(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Join "2 hours and 30 minutes" to one duration, in its smallest unit; a comma between keeps them apart.

    Years and months join exactly, and so do weeks down to seconds; across the two a month counts 30 days, a year 365.
    """
    parts = [(term.number.value, term.unit.name)]
    for _ in range(3):
        at = term.end
        joined = at < len(tokens) and tokens.lower[at] in vocabulary.lexicon.conjunctions
        at += joined
        if term.number.form not in ("digits", "words") or at >= len(tokens) or term.unit.name not in _EXACT_TIMES:
            return
        if not (tokens.words[at][0].isdecimal() or tokens.lower[at] in vocabulary.lexicon.cardinals):
            return
        number = read_number(tokens, at, vocabulary.lexicon, joining=False)
        found = _unit_behind(tokens, number, vocabulary)
        if number is None or number.form not in ("digits", "words") or found is None:
            return
        name, _, rate = found[0].name.partition(" per ")
        if name not in _EXACT_TIMES or any(name == part for _, part in parts):
            return
        descends = _NOMINAL_SECONDS[name] < _NOMINAL_SECONDS[term.unit.name]
        calendar = name in _CALENDAR and term.unit.name in _CALENDAR
        if (not descends and (joined or not calendar)) or (joined and opens_offset(tokens, found[1], vocabulary)):
            return  # "two years and six months later": what is later is a date
        parts.append((number.value, name))
        term.number.value = term.number.low = term.number.high = _total(parts)
        term.number.digits = None
        term.unit, term.end = Unit(name, "duration") if descends else term.unit, found[1]
        if rate:  # "two hours and ten minutes a week"
            term.unit = Unit(f"{term.unit.name} per {rate}", "measure")
            return


def _total(parts: list[tuple[float, str]]) -> float:
    """The sum of several amounts of time, in the smallest of their units."""
    smallest = min((name for _, name in parts), key=_NOMINAL_SECONDS.__getitem__)
    one_base = len({_EXACT_TIMES[name][1] for _, name in parts}) == 1
    sizes = {name: _EXACT_TIMES[name][0] if one_base else _NOMINAL_SECONDS[name] for _, name in parts}
    return sum(value * (sizes[name] / sizes[smallest]) for value, name in parts)


def add_half(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """a year and a half, one year and a quarter"""
    lower, at = tokens.lower, term.end
    if (
        at + 1 >= len(lower)
        or lower[at] not in vocabulary.lexicon.conjunctions
        or term.number.form not in ("digits", "words")
    ):
        return
    lexicon = vocabulary.lexicon
    article = lower[at + 1] in lexicon.articles
    at += 2 if article else 1
    part = lexicon.denominators.get(lower[at]) if at < len(lower) else None
    behind = lower[at + 1 : at + 3]
    if behind and behind[0] in lexicon.of:
        apart = not article or behind[-1] in lexicon.articles  # "and a quarter of an inch", but "and a half of bread"
    else:
        timed = vocabulary.units.at(behind, 1) if len(behind) > 1 else None  # "a mile and a half a day"
        apart = bool(behind) and behind[0] in lexicon.articles and (timed is None or timed[0].kind != "duration")
    if part not in (0.5, 0.25) or apart:
        return
    number = term.number
    number.value = number.low = number.high = number.value + part
    number.digits = None if number.digits is None else number.digits + 1
    term.end = at + 1


def read_age(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Make a term an age when the words of one follow it ("40 years old"); "per" somebody it is none."""
    age = vocabulary.ages.at(tokens.lower, term.end)
    if age is not None and " per " not in term.unit.name:
        term.kind, term.end = "age", age[1]


def _inches_behind(tokens: Tokens, number: Number | None, larger: str, vocabulary: Vocabulary) -> Reading | None:
    """The "in" of "12 ft 2 in": behind feet it is no preposition, unless a place or a year follows."""
    if number is None or larger != "foot" or number.form != "digits" or not 0 < number.value < 12:
        return None
    at, lexicon = number.end, vocabulary.lexicon
    if tokens.lower[at : at + 1] != ["in"]:
        return None
    behind = tokens.words[at + 1] if at + 1 < len(tokens) else "."
    placed = behind[0].isdecimal() or behind[0].isupper() or behind in lexicon.determiners or behind in lexicon.articles
    return None if placed else (Unit("inch", "measure"), at + 1)


def _unit_behind(tokens: Tokens, number: Number | None, vocabulary: Vocabulary) -> Reading | None:
    return None if number is None else read_unit(tokens, number.end, number, vocabulary)
