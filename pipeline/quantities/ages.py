"""Ages by the ten, in her eighties, his mid-thirties, their late 20s; and counts by the ten, in the low thirties.

What belongs here: decades of a life, told from decades of a century by the possessive before them. What must never be
here: ages in years ("aged 25", "25 years old"), which are durations with a word more.
"""

from __future__ import annotations

import math

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.number import Number
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_YEARS = Unit("year", "age")


def read_age_decade(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Term | None:
    """The decade of a life, or the ten of a count, whose word or digits stand at token `index`, or None."""
    lower, lexicon = tokens.lower, vocabulary.lexicon
    low, end = lexicon.age_decades.get(lower[index]), index + 1
    if low is None:
        if lower[index + 1 : index + 2] != ["s"] or not tokens.touches(index + 1) or len(lower[index]) != 2:
            return None
        low, end = int(lower[index]) if lower[index].isdecimal() and lower[index][1] == "0" else 0, index + 2
    start = index - (index > 0 and tokens.words[index - 1] == "-")
    third = lexicon.thirds.get(lower[start - 1]) if start else None
    start = index if third is None else start - 1
    owned = bool(start) and lower[start - 1] in lexicon.possessives
    counts = bool(start) and lower[start - 1] in lexicon.definite and lower[start] in lexicon.thirds_of_counts
    if not low or not (owned or counts):
        return None
    width = (9 if low % 10 == 0 else 6) / 3  # thirty to thirty-nine, thirteen to nineteen
    first, last = (float(low), low + 3 * width) if third is None else (low + third * width, low + (third + 1) * width)
    number = Number(start, end, math.nan, first, last, None, "vague", comparator="range")
    return Term(start, end, number, _YEARS, "age") if owned else Term(start, end, number)
