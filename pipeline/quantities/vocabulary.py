"""A lexicon compiled for reading: phrases by the word that finds them, and the words that can open a quantity.

What belongs here: indexes over a lexicon, made once per language. What must never be here: words, or rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.quantities.lexicon import Hedge, Lexicon, Unit, lexicon_for
from pipeline.quantities.lexicons.symbols import (
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    CURRENCY_SIGNS,
    SCALED_CODES,
    VULGAR_FRACTIONS,
)
from pipeline.quantities.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A compiled lexicon."""

    lexicon: Lexicon
    units: Phrases[Unit]
    currencies: Phrases[Unit]
    hedges_before: Phrases[Hedge]
    hedges_after: Phrases[Hedge]
    hedge_words: frozenset[str]
    """Every word of a hedge that stands before its number."""
    margins: Phrases[bool]
    margins_before: Phrases[bool]
    """The same phrases, found from the number behind them."""
    factors: Phrases[bool]
    inner_hedges: Phrases[Hedge]
    """Hedges that may stand before the second number of a range: "between 2 and about 7"."""
    zeros: Phrases[str]
    ages: Phrases[bool]
    year_ages: Phrases[bool]
    out_of: Phrases[bool]
    number_openers: frozenset[str]
    """Words that can open a number: cardinals, scales and articles."""
    multiples: Mapping[str, float]
    triggers: frozenset[str]
    """Lower-case words at which a quantity may start, numerals aside."""


@lru_cache(maxsize=8)
def vocabulary_for(language: str) -> Vocabulary:
    """The compiled lexicon of a language code; raises `lexicon.UnknownLanguageError`."""
    lexicon = lexicon_for(language)
    multiples = dict(lexicon.multiples)
    for suffix in lexicon.multiple_suffixes:
        multiples |= {word + suffix: value for word, value in lexicon.cardinals.items() if value > 1}
        multiples |= {word + suffix: value for word, value in lexicon.scales.items()}
    singles = {
        phrase[0] for phrase in (*lexicon.units, *lexicon.currencies) if len(phrase) == 1 and phrase[0].isalpha()
    }
    triggers = {
        *lexicon.mixed,
        *lexicon.cardinals, *lexicon.scales, *lexicon.ordinals, *lexicon.vague, *lexicon.vague_scales, *multiples,
        *(word for word in lexicon.denominators if word not in lexicon.ordinals), *lexicon.aged, *lexicon.points,
        *lexicon.old_pence,
        *(phrase[-1] for phrase in lexicon.zeros), *CURRENCY_SIGNS, *map(str.lower, CURRENCY_PREFIXES),
        *VULGAR_FRACTIONS, *map(str.lower, CURRENCY_CODES), *singles, *lexicon.age_decades,
        *map(str.lower, SCALED_CODES),
    }  # fmt: skip
    return Vocabulary(
        lexicon,
        Phrases(lexicon.units),
        Phrases(lexicon.currencies),
        Phrases(lexicon.hedges_before, backwards=True),
        Phrases(lexicon.hedges_after),
        frozenset(word for phrase in lexicon.hedges_before for word in phrase),
        Phrases(dict.fromkeys(lexicon.margins, True)),
        Phrases(dict.fromkeys(lexicon.margins, True), backwards=True),
        Phrases(dict.fromkeys(lexicon.factors, True), backwards=True),
        Phrases(
            {
                phrase: hedge
                for phrase, hedge in lexicon.hedges_before.items()
                if hedge.comparator in ("approx", "filler")
            }
        ),
        Phrases(lexicon.zeros, backwards=True),
        Phrases(dict.fromkeys(lexicon.ages, True)),
        Phrases(dict.fromkeys(lexicon.year_ages, True)),
        Phrases(dict.fromkeys(lexicon.out_of, True)),
        frozenset({*lexicon.cardinals, *lexicon.scales, *lexicon.articles}),
        multiples,
        frozenset(triggers - lexicon.articles),
    )
