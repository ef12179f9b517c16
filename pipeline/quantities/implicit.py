"""Units whose number is an article: a gallon of beer, under a year, another week.

What belongs here: when an article counts as one. What must never be here: "one" itself.
"""

from __future__ import annotations

from pipeline.quantities.compounds import add_half, read_age
from pipeline.quantities.lexicon import Unit
from pipeline.quantities.measures import Reading, read_unit
from pipeline.quantities.number import Number
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_VAGUE_MEASURES = frozenset(
    [
        "degree",
        "turn",
        "revolution",
        "league",
        "grain",
        "stone",
        "foot",
        "bit",
        "knot",
        "pixel",
        "cup",
        "dram",
        "carat",
    ]
)


def read_implicit_one(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Term | None:
    """The term whose unit stands at token `index` and whose number is the article before ("a kilogram")."""
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
        if not (whole or _lasts(tokens, start, end, unit, vocabulary)) or _followed_by_offset(tokens, end, vocabulary):
            return None
    elif whole or not _measures(tokens, start, index, found, vocabulary):
        return None
    term = Term(start, end, number, unit)
    number.rescale(unit.factor)
    add_half(tokens, term, vocabulary)
    if unit.kind == "duration":
        read_age(tokens, term, vocabulary)
    return term


def _measures(tokens: Tokens, start: int, index: int, found: Reading, vocabulary: Vocabulary) -> bool:
    unit, end = found
    if unit.name in _VAGUE_MEASURES:
        return False
    return (
        _measures_something(tokens, end, vocabulary)
        or _is_bounded(tokens, start, index, end, vocabulary)
        or _opens_change(tokens, start, end, vocabulary)
        or (unit.kind == "money" and _is_price(tokens, start, end, vocabulary))
    )


def _opens_change(tokens: Tokens, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """from a kilo to 750 grams"""
    lexicon, lower = vocabulary.lexicon, tokens.lower
    if not start or lower[start - 1] not in lexicon.from_ or end + 1 >= len(lower) or lower[end] not in lexicon.towards:
        return False
    return lower[end + 1][0].isdecimal() or lower[end + 1] in lexicon.cardinals


def _is_price(tokens: Tokens, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Bought for a pound and never paid; but "for a dollar bill"."""
    lexicon, lower = vocabulary.lexicon, tokens.lower
    if not start or lower[start - 1] not in lexicon.in_exchange:
        return False
    return lower[end] in lexicon.conjunctions or lower[end] in lexicon.after_age


def _is_bounded(tokens: Tokens, start: int, index: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a hedge makes an amount of "a kilometre" ("more than a kilometre in an hour", "about a mile away")."""
    if tokens.lower[index] in vocabulary.lexicon.homonyms_of_money or tokens.words[index][0].isupper():
        return False
    hedge = vocabulary.hedges_before.before(tokens.lower, start)
    if hedge is None or hedge[0].comparator in ("eq", "filler") or len(tokens.words[index]) < 4:
        return False
    return end >= len(tokens) or tokens.words[end] not in "-'’"


def _lasts(tokens: Tokens, start: int, end: int, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether "an hour" is a duration here, and no rate or figure of speech."""
    hedge = vocabulary.hedges_before.before(tokens.lower, start)
    if hedge is not None and hedge[0].comparator in ("lt", "lte", "gt", "gte", "approx"):
        return True
    if vocabulary.ages.at(tokens.lower, end) is not None or (
        end < len(tokens) and tokens.lower[end] in vocabulary.lexicon.conjunctions
    ):
        return True
    if start > 1 and tokens.lower[start - 1] in vocabulary.lexicon.of:
        return tokens.lower[start - 2] in vocabulary.lexicon.lasting_nouns  # "in the space of a month"
    return start > 0 and tokens.lower[start - 1] in vocabulary.lexicon.lasting and unit.name != "second"


def _followed_by_offset(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    return index < len(tokens) and tokens.lower[index] in vocabulary.lexicon.offsets


def _measures_something(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a unit measures here ("a gallon of beer", "a penny!"), as it does not in "a pound coin"."""
    return (
        index >= len(tokens)
        or _is_defined(tokens, index, vocabulary)
        or tokens.lower[index] in vocabulary.lexicon.of
        or (index + 2 < len(tokens) and tokens.lower[index + 2] in vocabulary.lexicon.denominators)
        or (not tokens.words[index][0].isalnum() and tokens.words[index] not in "-/'’")
    )


def _is_defined(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    """Whether the sentence says what one of the unit is worth: "a mile is about 1.6 kilometers"."""
    if index + 1 >= len(tokens) or tokens.lower[index] not in vocabulary.lexicon.equations:
        return False
    worth = tokens.lower[index + 1]
    if worth in vocabulary.lexicon.articles or worth in vocabulary.lexicon.determiners:
        return False
    return worth[0].isdecimal() or worth in vocabulary.lexicon.cardinals or worth in vocabulary.hedge_words
