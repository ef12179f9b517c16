"""Ratios and multiples: two in five, 2:1, ten times as many, 3×, tenfold.

What belongs here: terms that relate two counts. What must never be here: percent, which is a unit.
"""

from __future__ import annotations

from pipeline.quantities.digits import parse_numeral
from pipeline.quantities.lexicon import Lexicon, Unit
from pipeline.quantities.measures import read_unit
from pipeline.quantities.number import Number
from pipeline.quantities.numerals import read_number
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_BIG_RATIO = 10**6
_LONGEST_PART = 10
"""Characters of the second part of a ratio, at most: "1:1,000,000"."""


def read_multiple(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """ten times as many, 3×, tenfold; "four times per week" counts."""
    lower, end, lexicon = tokens.lower, term.end, vocabulary.lexicon
    if end >= len(lower):
        return False
    word = lower[end]
    if word in lexicon.equatives and term.number.form == "fraction" and term.number.scale == 1.0:
        if lower[end + 1 : end + 2] and lower[end + 1] in lexicon.compared:
            term.unit, term.kind = Unit("time", "comparison"), "comparison"  # "half as many"
            if lower[end + 2 : end + 3] and lower[end + 2] in lexicon.again:
                term.number.add(1.0, end + 3)  # "half as many again"
                term.end = end + 3
            return True
        return False
    if word == "-" and end + 1 < len(lower) and lower[end + 1] in lexicon.multiple_suffixes and tokens.touches(end + 1):
        term.unit, term.kind, term.end = Unit("time", "comparison"), "comparison", end + 2
        return True
    folded = end + (word == "-")
    if folded < len(lower) and (factor := vocabulary.multiples.get(lower[folded])) and factor in (100, 1e3, 1e6):
        term.number.multiply(factor, folded + 1)  # "twelve-thousandfold"
        term.unit, term.kind, term.end = Unit("time", "comparison"), "comparison", folded + 1
        return True
    if word in lexicon.multiple_suffixes and tokens.touches(end):
        term.unit, term.kind, term.end = Unit("time", "comparison"), "comparison", end + 1
        return True
    if (
        word not in lexicon.times
        or (word == "time" and term.number.value != 1)
        or (term.number.form == "fraction" and word != "times")
    ):
        return False
    after = lower[end + 1] if end + 1 < len(lower) else ""
    if word in ("x", "×"):
        if (
            not tokens.touches(end)
            or (tokens.touches(end + 1) and after[0].isalnum())
            or (after and after[0].isdecimal())
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


def read_ratio(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """two in five, one out of ten, 1 in every 4, one over three."""
    number, lexicon = term.number, vocabulary.lexicon
    if number.form not in ("digits", "words") or not 0 < number.value <= _BIG_RATIO:
        return False
    if _read_colon_ratio(tokens, term, lexicon) or _read_odds(tokens, term, vocabulary):
        return True
    if number.scale > 1:
        return False
    found = vocabulary.out_of.at(tokens.lower, term.end)
    over = term.end < len(tokens) and tokens.lower[term.end] in lexicon.divided
    if found is None and not over:
        return False
    at = term.end + 1 if over else (found[1] if found else term.end)
    if at >= len(tokens) or not (tokens.words[at][0].isdecimal() or tokens.lower[at] in vocabulary.number_openers):
        return False
    of = found is not None and at == term.end + 1 and tokens.lower[term.end] in lexicon.of
    if of and not lexicon.ratio_of:
        return False
    below = read_number(tokens, at, lexicon, joining=True)
    if below is None or below.form not in ("digits", "words") or below.value < 2 or number.value != int(number.value):
        return False
    if of and below.value > 10 and below.value not in (100, 1000):
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


def read_ratio_around_noun(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """one child in five, nine patients out of ten: the noun stands inside the ratio."""
    number, at, lexicon = term.number, term.end, vocabulary.lexicon
    if number.form not in ("digits", "words") or number.scale > 1 or not 1 <= number.value < 100:
        return False
    noun = tokens.words[at] if at + 2 < len(tokens) else ""
    if not noun.isalpha() or len(noun) < 3 or noun.lower() in lexicon.after_ratio:
        return False
    joint = vocabulary.out_of.at(tokens.lower, at + 1)
    if joint is None or tokens.lower[at + 1] in lexicon.of or joint[1] >= len(tokens):
        return False
    opens = joint[1]
    if not (tokens.words[opens][0].isdecimal() or tokens.lower[opens] in vocabulary.number_openers):
        return False
    below = read_number(tokens, opens, lexicon, joining=True)
    if below is None or below.form not in ("digits", "words") or below.value < 2:
        return False
    if not _can_be_denominator(tokens, number, below, vocabulary) or (
        below.value > 10 and below.value % 10 and number.value != 1
    ):
        return False
    # "one book in three volumes" counts volumes: behind a plain "in" the sentence must go on with its verb.
    behind = tokens.lower[below.end] if below.end < len(tokens) else "."
    if (
        joint[1] == at + 2
        and behind[0].isalnum()
        and not _goes_on(tokens, below.end, vocabulary, one=number.value == 1)
    ):
        return False
    number.value = number.low = number.high = number.value / below.value
    number.digits, term.kind, term.end = None, "ratio", below.end
    return True


def _goes_on(tokens: Tokens, index: int, vocabulary: Vocabulary, *, one: bool) -> bool:
    """Whether a sentence goes on with its verb at `index`: a known one, a past one that no plural follows ("joined the
    union", but "crowded harbours"), or of one thing a present one that an article follows ("makes the journey")."""
    word, lexicon = tokens.lower[index], vocabulary.lexicon
    following = tokens.lower[index + 1] if index + 1 < len(tokens) else "."
    if word in lexicon.after_ratio:
        return True
    if lexicon.past_ending and word.endswith(lexicon.past_ending) and len(word) > 4:
        return not following.endswith(lexicon.plural_endings)
    article = following in lexicon.articles or following in lexicon.determiners
    return one and word.endswith(lexicon.plural_endings) and article


def _read_colon_ratio(tokens: Tokens, term: Term, lexicon: Lexicon) -> bool:
    """2:1 and 1:25,000, but not 10:30."""
    at, words = term.end, tokens.words
    if (
        term.number.form != "digits"
        or words[at : at + 1] != [":"]
        or not (tokens.touches(at) and tokens.touches(at + 1))
    ):
        return False
    named = at + 2 < len(words) and tokens.lower[at + 2] in ("ratio", "odds", "margin")
    parsed = parse_numeral(words[at + 1], lexicon) if len(words[at + 1]) <= _LONGEST_PART else None
    below = parsed[0] if parsed is not None else 0.0
    if not below or (len(words[at + 1]) == 2 and term.number.value <= 24 and not named):
        return False
    if (tokens.touches(at + 2) and words[at + 2] in ":-") or (
        term.start > 0 and tokens.touches(term.start) and words[term.start - 1] == ":"
    ):
        return False
    term.number.value = term.number.low = term.number.high = term.number.value / below
    term.number.digits = None
    term.kind, term.end = "ratio", at + 2
    return True


def _read_odds(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """Odds: "a thousand to one", "10-to-1"."""
    lexicon, words, at = vocabulary.lexicon, tokens.words, term.end
    hyphened = words[at : at + 1] == ["-"]
    one = at + 1 + 2 * hyphened
    if one >= len(words) or tokens.lower[at + hyphened] not in lexicon.towards or term.number.value <= 1:
        return False
    if tokens.lower[one] not in lexicon.one and words[one] != "1":
        return False
    if term.start and tokens.lower[term.start - 1] in lexicon.from_:
        return False
    following = words[one + 1] if one + 1 < len(words) else "."
    if following[0].isalnum() and (tokens.touches(one + 1) or following.lower() in lexicon.scales):
        return False
    term.kind, term.end = "ratio", one + 1
    return True


def _can_be_denominator(tokens: Tokens, above: Number, below: Number, vocabulary: Vocabulary) -> bool:
    """Whether "in" makes a ratio ("two in five"), as it does not in "2 in 2019", "ten in 4 days" and "3 in 3"."""
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


def take_share_of_every(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Make a share of "jeder fünfte Haushalt": one in five, where what follows is no time that comes again."""
    number, lexicon = term.number, vocabulary.lexicon
    if number.form != "ordinal" or number.value < 2 or not term.start or term.end >= len(tokens):
        return
    if tokens.lower[term.start - 1] not in lexicon.every or (tokens.lower[term.end],) in lexicon.units:
        return
    named = tokens.words[term.end][0].isupper() and not lexicon.capital_nouns  # "every fourth Tuesday"
    if tokens.lower[term.end] in lexicon.times or named:
        return
    term.start, term.kind, number.form = term.start - 1, "ratio", "fraction"
    number.value = number.low = number.high = 1 / number.value
