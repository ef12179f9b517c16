"""Pounds, shillings and pence as they were counted until 1971: 3s. 4d., £79 6s. 8d., one and fourpence, five shillings.

What belongs here: what shillings and pence add to a term, as a decimal part of a pound sterling. What must never be
here: the pence of today (`lexicons`), which are hundredths.
"""

from __future__ import annotations

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.measures import read_second_rate
from pipeline.quantities.number import Number
from pipeline.quantities.numerals import read_number
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_POUND = Unit("GBP", "money")
_SHILLING = Unit("shilling", "money")
_SHILLINGS, _PENCE = 20, 240
"""How many make a pound."""

Part = tuple[float, int]
"""Pounds, and the token after them."""


def read_pence_word(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Term | None:
    """The term of a coin that is one word: sixpence."""
    pence = vocabulary.lexicon.old_pence.get(tokens.lower[index])
    if pence is None:
        return None
    value = pence / _PENCE
    return Term(index, index + 1, Number(index, index + 1, value, value, value, None, "words"), _POUND)


def add_old_money(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Make money of a bare number that shillings or pence follow, and add them to pounds."""
    number, lexicon = term.number, vocabulary.lexicon
    if not lexicon.shillings or number.form not in ("digits", "words", "fraction") or " per " in term.unit.name:
        return
    if term.unit.name in ("GBP", "pound"):
        found = _after_pounds(tokens, term.end, vocabulary)
        pounds = number.value
    elif term.bare or (term.unit.name == "second" and tokens.lower[term.end - 1] == "s"):
        found = _from_shillings(tokens, number, number.end, vocabulary, spelled=not term.prefixed)
        pounds = 0.0
        if found is not None and found[0] == number.value / _SHILLINGS:
            _close(tokens, term, _SHILLING, found[1], vocabulary)  # alone they may be of any country that had them
            return
    else:
        return
    if found is None:
        return
    number.value = number.low = number.high = float(f"{pounds + found[0]:.12g}")
    number.digits = None
    _close(tokens, term, _POUND, found[1], vocabulary)


def _close(tokens: Tokens, term: Term, unit: Unit, end: int, vocabulary: Vocabulary) -> None:
    """Give a term its money, with the rate behind it ("a week")."""
    rate = read_second_rate(tokens, end, vocabulary)
    term.unit, term.kind, term.end = unit, "", end
    if rate is not None:
        term.unit, term.end = Unit(f"{unit.name} {rate[0].name}", "money"), rate[1]


def _after_pounds(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Part | None:
    at = _over_joint(tokens, index, vocabulary)
    shillings = read_number(tokens, at, vocabulary.lexicon, joining=False) if at < len(tokens) else None
    if shillings is None or shillings.form not in ("digits", "words") or not 0 < shillings.value < _SHILLINGS:
        return None
    return _from_shillings(tokens, shillings, shillings.end, vocabulary, spelled=False)


def _from_shillings(
    tokens: Tokens, shillings: Number, index: int, vocabulary: Vocabulary, *, spelled: bool
) -> Part | None:
    """The worth of so many shillings whose name stands at `index`, with the pence behind them. `spelled`: a lone "s"
    says too little of its own, it needs its pence."""
    lower, lexicon = tokens.lower, vocabulary.lexicon
    if index >= len(lower):
        return None
    named = lower[index] in lexicon.shillings
    short = lower[index] == "s" and tokens.touches(index)
    joined = lower[index] in lexicon.conjunctions and lower[index + 1 : index + 2] != []
    if joined and lower[index + 1] in lexicon.old_pence and shillings.value < _SHILLINGS:  # "one and fourpence"
        return shillings.value / _SHILLINGS + lexicon.old_pence[lower[index + 1]] / _PENCE, index + 2
    if not named and not short:
        return None
    end = index + 1 + (short and tokens.words[index + 1 : index + 2] == ["."])
    pence = _read_pence(tokens, _over_joint(tokens, end, vocabulary), vocabulary)
    if pence is None:
        return None if short and spelled else (shillings.value / _SHILLINGS, _over_point(tokens, index + 1))
    return shillings.value / _SHILLINGS + pence[0], pence[1]


def _read_pence(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Part | None:
    lower, lexicon = tokens.lower, vocabulary.lexicon
    if index >= len(lower):
        return None
    if lower[index] in lexicon.old_pence:
        return lexicon.old_pence[lower[index]] / _PENCE, index + 1
    number = read_number(tokens, index, lexicon, joining=False)
    if number is None or not 0 < number.value < 12 or number.end >= len(lower):
        return None
    if lower[number.end] == "d" and tokens.touches(number.end):
        return number.value / _PENCE, _over_point(tokens, number.end + 1)
    penny = vocabulary.currencies.at(lower, number.end)
    return (number.value / _PENCE, penny[1]) if penny and penny[0].name == "GBP" and penny[0].factor < 1 else None


def _over_point(tokens: Tokens, index: int) -> int:
    """The token behind the point of an abbreviation, when the sentence goes on in lower case."""
    behind = tokens.words[index : index + 2]
    return index + (len(behind) == 2 and behind[0] == "." and tokens.touches(index) and behind[1][0].islower())


def _over_joint(tokens: Tokens, index: int, vocabulary: Vocabulary) -> int:
    """The token behind a comma and an "and"."""
    index += tokens.words[index : index + 1] == [","]
    return index + (index < len(tokens) and tokens.lower[index] in vocabulary.lexicon.conjunctions)
