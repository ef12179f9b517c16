"""Hedges and bounds: what stands around a figure and says how it is meant.

What belongs here: finding hedges before and after a span, and what they make of its bounds. What must never be here:
numbers, units, ranges.
"""

from __future__ import annotations

from pipeline.quantities.measures import is_common_noun
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_UPPER = frozenset({"lt", "lte"})
_LOWER = frozenset({"gt", "gte"})
_NOUN_REACH = 2
"""Words of what is counted that may stand between a number and its hedge."""
_STRENGTH = {"eq": 0, "approx": 1, "gt": 2, "gte": 2, "lt": 2, "lte": 2}


def read_hedges_before(tokens: Tokens, start: int, vocabulary: Vocabulary) -> tuple[str, int]:
    """Comparator of the hedges that end before token `start`, and their first token (`start` itself without one).

    The outermost bound wins over what it bounds ("more than about forty" is more than). Fillers ("the", "just") are
    stepped over, but stay outside unless a hedge stands before them.
    """
    comparator, first, at = "eq", start, start
    determined = False
    for _ in range(4):
        found = vocabulary.hedges_before.before(tokens.lower, at)
        if found is None or not _together(tokens, at):
            break
        if determined and at - found[1] == 1 and found[0].weight:
            break  # "about the five hundred": a preposition, where "more than the five hundred" is a bound
        hedge, at = found
        determined = determined or tokens.lower[at] in vocabulary.lexicon.determiners
        if hedge.weight:
            if _STRENGTH[hedge.comparator] >= _STRENGTH[comparator]:
                comparator = hedge.comparator
            first = at
    return comparator, first


def _together(tokens: Tokens, index: int) -> bool:
    """A hedge and its number stand in one paragraph."""
    return "\n" not in tokens.gap(index) or "\n\n" not in tokens.gap(index)


def read_hedges_after(tokens: Tokens, end: int, vocabulary: Vocabulary) -> tuple[str, int]:
    """Comparator of the hedge that starts at token `end`, and the token after it (`end` itself without one)."""
    found = vocabulary.hedges_after.at(tokens.lower, end)
    if found is None:
        return "eq", end
    hedge, after = found
    word = tokens.words[end]
    if word == "+" and (
        not tokens.touches(end) or (tokens.touches(end + 1) and tokens.words[end + 1][0] in "/-0123456789")
    ):
        return "eq", end
    if word == "-" and not tokens.touches(end):
        return "eq", end
    if word.istitle() and tokens.words[end - 1][-1].isdecimal():
        return "eq", end  # "737 Max", "iPhone 8 Plus"
    if _compares(tokens, after, vocabulary):
        return "eq", end  # "5 plus 3", "200 or greater than 190": the hedge belongs to what follows
    of_the_next = tokens.lower[end] in vocabulary.lexicon.hedges_of_either_side or after - end > 1
    if of_the_next and _opens_another(tokens, after, vocabulary):
        return "eq", end  # "in 2019 and over thirty people came"
    return hedge.comparator, after


def read_hedges_behind_noun(tokens: Tokens, end: int, vocabulary: Vocabulary) -> tuple[str, int]:
    """As `read_hedges_after`, one or two words after token `end`, where what is counted stands: "40 homes or so"."""
    openers = vocabulary.lexicon.hedges_behind_noun
    for at in range(end + 1, min(end + 1 + _NOUN_REACH, len(tokens))):
        noun = tokens.words[at - 1]
        if not is_common_noun(noun, vocabulary) or noun in openers or noun in vocabulary.hedge_words:
            break
        if tokens.lower[at] in openers:
            comparator, after = read_hedges_after(tokens, at, vocabulary)
            return (comparator, after) if comparator != "eq" else ("eq", end)
    return "eq", end


def is_difference(tokens: Tokens, start: int, floor: int, comparator: str, vocabulary: Vocabulary) -> bool:
    """Whether the bound before a number says how far another figure lies from it: "3 points more than the 25".

    `floor` is the end of the figure before. A numeral there may be a year or a day, behind which a bound is one.
    """
    if start != floor or floor == 0 or comparator not in ("gt", "lt"):
        return False
    before = tokens.lower[floor - 1]
    if before in vocabulary.lexicon.aged:
        return False
    return before in "%°" or (before[-1].isalpha() and before not in vocabulary.number_openers)


def _compares(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a number follows at `index`, "than" or "to" between them aside."""
    if index + 1 < len(tokens) and tokens.lower[index] in vocabulary.lexicon.than:
        index += 1
    if index >= len(tokens):
        return False
    return tokens.words[index][0].isdecimal() or (
        tokens.lower[index] in vocabulary.lexicon.cardinals and tokens.lower[index - 1] in vocabulary.lexicon.than
    )


def _opens_another(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    return index < len(tokens) and (
        tokens.lower[index] in vocabulary.lexicon.cardinals or tokens.words[index] in "$€£¥"
    )


def bound(comparator: str, low: float, high: float) -> tuple[float | None, float | None]:
    """The closed bounds of a figure under a comparator, None for open."""
    if comparator in _LOWER:
        return low, None
    if comparator in _UPPER:
        return None, high
    return low, high


def stronger(before: str, after: str) -> str:
    """Which of two comparators says more: "about five hundred or more" is at least five hundred."""
    return after if _STRENGTH[after] >= _STRENGTH[before] and after != "eq" else before
