"""Reading a term: one number with its sign, its currency and its unit, before hedges and ranges are looked at.

What belongs here: completing a number to the left and to the right ("$5.2 million", "-18 °C", "75 USD million"). What
must never be here: hedges, ranges, and whether the term counts at all.
"""

from __future__ import annotations

from pipeline.quantities.compounds import (
    add_cents,
    add_half,
    add_inches,
    add_smaller_durations,
    add_smaller_measures,
    read_age,
)
from pipeline.quantities.digits import close_even_sum, part_foreign_thousands
from pipeline.quantities.lexicon import Unit
from pipeline.quantities.lexicons.symbols import (
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    CURRENCY_SIGNS,
    DOLLAR_PREFIXES,
    SCALED_CODES,
)
from pipeline.quantities.measures import rate_behind_noun, read_price_rate, read_second_rate, read_unit
from pipeline.quantities.number import Number
from pipeline.quantities.numerals import read_number
from pipeline.quantities.old_money import add_old_money
from pipeline.quantities.ratios import read_multiple, read_ratio, read_ratio_around_noun
from pipeline.quantities.term import NO_UNIT, Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vague import widen_to_order
from pipeline.quantities.vocabulary import Vocabulary

_MINUS = frozenset("-−–")
_OPENERS = frozenset("([{:=<>~≈±,;\"“'≤≥/")


def read_term(
    tokens: Tokens, index: int, vocabulary: Vocabulary, *, joining: bool = True, signed: bool = True
) -> Term | None:
    """The term that starts at token `index` (a sign or article before it is taken in), or None."""
    at, unit = index, NO_UNIT
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
    if unit.factor != 1.0:  # "MEUR 60"
        number.rescale(unit.factor)
        unit = Unit(unit.name, unit.kind)
    widen_to_order(tokens, number, vocabulary.lexicon)
    even = close_even_sum(tokens, number)
    if even is not None and (currency is not None or _is_money_at(tokens, even, number, vocabulary)):
        number.end = even
    term = Term(min(index, number.start), number.end, number, unit, prefixed=currency is not None)
    if at > index and tokens.words[at - 1] in _MINUS and currency is not None:
        number.negate()
    _extend_left(tokens, term, vocabulary, signed=signed)
    if number.form != "ordinal":
        _read_right(tokens, term, vocabulary)
        if number.form == "digits" and number.scale == 1.0:
            counted = tokens.lower[term.end] if term.bare and term.end < len(tokens) else ""
            money = term.unit.name if term.unit.kind == "money" else None
            if counted or money:
                part_foreign_thousands(tokens, number, money=money, counted=counted)
        add_old_money(tokens, term, vocabulary)
    return term


def _is_money_at(tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary) -> bool:
    found = read_unit(tokens, index, number, vocabulary)
    return found is not None and found[0].kind == "money"


def _read_currency(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """A currency sign or code that stands before its number."""
    word = tokens.words[index]
    code = CURRENCY_SIGNS.get(word)
    scaled = SCALED_CODES.get(word)
    if scaled is not None and index + 1 < len(tokens) and tokens.words[index + 1][0].isdecimal():
        return Unit(scaled[0], "money", scaled[1]), index + 1
    if code is not None:
        return Unit(code, "money"), index + 1
    named = CURRENCY_PREFIXES.get(word)
    if named is not None:
        index += tokens.words[index + 1 : index + 2] == ["."]
        digits = index + 1 < len(tokens) and tokens.words[index + 1][0].isdecimal()
        return (Unit(named, "money"), index + 1) if digits else None
    if word in CURRENCY_CODES and index + 1 < len(tokens) and (tokens.words[index + 1][0].isdecimal()):
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
    margin = vocabulary.margins_before.before(lower, start)
    if margin is not None:
        if margin[1] == 0 or not words[margin[1] - 1][-1].isdecimal():
            term.start = margin[1]  # "plus or minus 2.8 points": a width, not a bound
    elif before in _MINUS:
        free = start == 1 or not tokens.touches(start - 1) or words[start - 2] in _OPENERS
        if free and (tokens.touches(start) or (start == 1 and before != "–")):
            term.number.negate()
            term.start = start - 1
    elif lower[start - 1] in lexicon.negatives and term.number.form != "ordinal":
        term.number.negate()
        term.start = start - 1


def _read_right(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    number = term.number
    if term.prefixed:
        _read_right_of_money(tokens, term, vocabulary)
        return
    if read_multiple(tokens, term, vocabulary) or read_ratio(tokens, term, vocabulary):
        return
    if read_ratio_around_noun(tokens, term, vocabulary):
        return
    at = term.end
    if number.form == "vague" and at < len(tokens) and tokens.lower[at] in vocabulary.lexicon.of:
        at += 1  # "a couple of days"
    halved = number.form == "fraction" and number.scale == 1.0
    if halved:
        at = _over_article(tokens, at, vocabulary)  # "half an hour", "a quarter of an hour"
        halved = at > term.end
    age = vocabulary.year_ages.at(tokens.lower, at) if number.form in ("digits", "words") else None
    if age is not None and (tokens.touches(at) or tokens.words[at] != "-"):
        term.unit, term.kind, term.end = Unit("year", "duration"), "age", age[1]
        return
    found = read_unit(tokens, at, number, vocabulary)
    if found is None or (halved and found[0].kind == "count"):
        rate = rate_behind_noun(tokens, term.end, vocabulary) if number.form in ("digits", "words") else None
        term.unit = rate or term.unit
        return
    term.unit, term.end = found
    if term.unit.kind == "money":
        _add_scale_behind_code(tokens, term, vocabulary)
        number.rescale(term.unit.factor)
        add_cents(tokens, term, vocabulary)
    elif term.unit.kind == "measure":
        add_inches(tokens, term, vocabulary)
        add_smaller_measures(tokens, term, vocabulary)
    elif term.unit.kind == "duration":
        add_smaller_durations(tokens, term, vocabulary)
        add_half(tokens, term, vocabulary)
        read_age(tokens, term, vocabulary)


def _over_article(tokens: Tokens, index: int, vocabulary: Vocabulary) -> int:
    after = index + (index < len(tokens) and tokens.lower[index] in vocabulary.lexicon.of)
    return after + 1 if after < len(tokens) and tokens.lower[after] in vocabulary.lexicon.articles else index


def _read_right_of_money(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Behind "$15.4": "/hour", "per kg", or the currency's name once more ("$10 dollars")."""
    found = read_unit(tokens, term.end, term.number, vocabulary) or read_price_rate(tokens, term.end, vocabulary)
    if found is None:
        return
    unit, end = found
    if unit.kind == "money" and unit.factor == 1.0:
        term.end = end
    elif unit.kind == "count" and unit.name.startswith("per "):
        again = read_second_rate(tokens, end, vocabulary)
        name = unit.name if again is None else f"{unit.name} {again[0].name}"
        term.unit, term.end = Unit(f"{term.unit.name} {name}", "money"), end if again is None else again[1]
    elif tokens.words[term.end] == "/":
        term.end = term.number.end


def _add_scale_behind_code(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """75 USD million"""
    if term.end < len(tokens) and term.number.scale == 1.0:
        scale = vocabulary.lexicon.scales.get(tokens.lower[term.end], 0.0)
        if scale >= 1000 and tokens.words[term.end - 1] in CURRENCY_CODES:
            term.number.rescale(scale)
            term.end += 1
