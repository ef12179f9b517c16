"""Two terms that make one figure: ranges, alternatives, tolerances, and units that two terms share.

What belongs here: joining a term with the next one. What must never be here: reading a single term, hedges around the
whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.quantities.term import Term
from pipeline.quantities.terms import read_term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_DASHES = frozenset("-‐‑–—~−")
_OUTER_HYPHENS = frozenset("-‐‑")
_CHANGE_REACH = 5
_LONGEST_LIST = 8
_CENTURIES = re.compile(r"19\d\d|20\d\d")
_YEARLIKE = re.compile(r"1[5-9]\d\d|20\d\d")


@dataclass(slots=True)
class Pair:
    """How two terms belong together."""

    second: Term
    joined: bool
    """One range; else two figures that share a unit ("40 and 50 percent")."""
    start: int
    """First token, "between" and "from" included."""


def read_pair(tokens: Tokens, first: Term, vocabulary: Vocabulary) -> Pair | None:
    """The term that completes `first` to a range, or shares its unit with it, or None."""
    if first.end >= len(tokens) or first.number.form == "vague" or first.kind in ("ratio", "comparison", "age"):
        return None
    lexicon = vocabulary.lexicon
    before = tokens.lower[first.start - 1] if first.start else ""
    opens = first.start - 1
    if before in lexicon.determiners and first.start > 1:
        before, opens = tokens.lower[first.start - 2], first.start - 2
    word = tokens.lower[first.end]
    if before in lexicon.between:
        return _between(tokens, first, vocabulary, opens)
    if first.number.form == "ordinal":
        return None
    if word in lexicon.towards and before in lexicon.year_cues and _is_year(tokens, first):
        return None  # "from 5 in 1990 to 12": the year belongs to the figure before it
    if word in _DASHES or (word in _OUTER_HYPHENS and _is_outer(tokens, first, vocabulary)):
        return _dashed(tokens, first, vocabulary)
    if word in lexicon.towards:
        return _towards(tokens, first, vocabulary, from_=before in lexicon.from_)
    if word in lexicon.alternatives:
        return _alternative(tokens, first, vocabulary)
    if word in lexicon.conjunctions or word == ",":
        return _sharing(tokens, first, vocabulary)
    return None


def _is_year(tokens: Tokens, first: Term) -> bool:
    """Whether a plain numeral looks like a year that no second one pairs with."""
    number, at = first.number, first.end + 1
    if not first.bare or number.form != "digits" or not _YEARLIKE.fullmatch(tokens.words[number.start]):
        return False
    return at < len(tokens) and not _YEARLIKE.fullmatch(tokens.words[at])


def read_reading(tokens: Tokens, first: Term, vocabulary: Vocabulary) -> Term | None:
    """The second value of "120/80 mmHg", which gives `first` its unit."""
    at = first.end
    if tokens.words[at : at + 1] != ["/"] or not first.bare or first.number.form != "digits":
        return None
    if not (tokens.touches(at) and tokens.touches(at + 1) and tokens.words[at + 1].isdecimal()):
        return None
    second = read_term(tokens, at + 1, vocabulary, signed=False)
    if second is None or second.unit.name not in vocabulary.lexicon.readings:
        return None
    first.unit = second.unit
    return second


def _is_outer(tokens: Tokens, first: Term, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen waits for the unit of the second number ("8- to 16-meter")."""
    return first.end + 1 < len(tokens) and tokens.lower[first.end + 1] in vocabulary.lexicon.towards


def _second(tokens: Tokens, index: int, vocabulary: Vocabulary, *, signed: bool = True) -> Term | None:
    """The second term at `index`; a hedge or a minus sign may stand before it."""
    article = index < len(tokens) and tokens.lower[index] in vocabulary.lexicon.articles
    part = read_term(tokens, index, vocabulary, signed=False) if article else None
    if part is not None and part.number.form == "fraction":
        return part  # the "a" of "a third" is no filler
    hedge = vocabulary.inner_hedges.at(tokens.lower, index)
    if hedge is not None:
        index = hedge[1]
    if index >= len(tokens):
        return None
    if (
        signed
        and (
            (tokens.words[index] in "-−" and tokens.touches(index + 1))
            or tokens.lower[index] in vocabulary.lexicon.negatives
        )
        and index + 1 < len(tokens)
    ):
        return read_term(tokens, index + 1, vocabulary)
    return read_term(tokens, index, vocabulary, signed=False)


def _between(tokens: Tokens, first: Term, vocabulary: Vocabulary, opens: int) -> Pair | None:
    lexicon, at = vocabulary.lexicon, first.end
    if tokens.lower[at] in _DASHES:
        dashed = _dashed(tokens, first, vocabulary)
        return None if dashed is None else Pair(dashed.second, dashed.joined, opens)  # "between 85-100"
    if tokens.lower[at] not in lexicon.conjunctions and tokens.lower[at] not in lexicon.towards:
        unjoined = read_term(tokens, first.start, vocabulary, joining=False)
        if unjoined is None or unjoined.end >= len(tokens) or tokens.lower[unjoined.end] not in lexicon.conjunctions:
            return None
        first.number, first.end, first.unit, at = unjoined.number, unjoined.end, unjoined.unit, unjoined.end
    second = _second(tokens, at + 1, vocabulary)
    if second is None or not _compatible(first, second):
        return None
    share(first, second)
    return Pair(second, True, opens) if first.number.low <= second.number.high else None


def _dashed(tokens: Tokens, first: Term, vocabulary: Vocabulary) -> Pair | None:
    """5–7, 1000 - 5000, $5–7 million, 8- to 16-meter, 20~100."""
    at = first.end
    if _is_outer(tokens, first, vocabulary):
        return _towards(tokens, first, vocabulary, from_=False, at=at + 1)
    if at + 1 >= len(tokens):
        return None
    tight = tokens.touches(at), tokens.touches(at + 1)
    if tokens.words[at] == "—" and tight != (True, True):
        return None
    if tight == (True, False) or "\n" in tokens.gap(at) + tokens.gap(at + 1):
        return None
    following = tokens.words[at + 1]
    hedged = following == "~" and at + 2 < len(tokens)
    second = read_term(tokens, at + 1 + hedged, vocabulary, signed=False)
    if second is None or second.number.form in ("ordinal", "vague") or not _compatible(first, second):
        return None
    words_only = first.number.form == "words" and second.number.form == "words"
    if (first.number.form == "words") != (second.number.form == "words") or (
        words_only and tokens.words[at] == "-" and tight != (True, True)
    ):
        return None
    if _continues(tokens, second.end):
        return None
    _lend_thousands(tokens, first, second)
    share(first, second)
    return Pair(second, True, first.start) if first.number.low < second.number.high else None


def _lend_thousands(tokens: Tokens, first: Term, second: Term) -> None:
    """Read the 12 of "12-15,000" as thousands: a range from twelve on would not be worth saying."""
    low, high = tokens.words[first.number.start], tokens.words[second.number.start]
    group, comma, rest = high.partition(",")
    grouped = comma and group.isdecimal() and len(rest) == 3 and rest.isdecimal()
    plain = low.isdecimal() and first.number.scale == second.number.scale == 1.0
    if grouped and plain and 0 < int(low) < int(group):
        first.number.rescale(1000)


def _continues(tokens: Tokens, index: int) -> bool:
    """A third group makes a telephone number or a date of two numbers."""
    return (
        tokens.touches(index)
        and tokens.words[index] in "-/–"
        and tokens.touches(index + 1)
        and tokens.words[index + 1][0].isdecimal()
    )


def _towards(tokens: Tokens, first: Term, vocabulary: Vocabulary, *, from_: bool, at: int | None = None) -> Pair | None:
    """A to B: a range, unless something moves from A to B."""
    at = first.end if at is None else at
    second = _second(tokens, at + 1, vocabulary)
    if second is None or second.number.form in ("ordinal", "vague") or not _compatible(first, second):
        return None
    if not from_ and tokens.lower[at] not in vocabulary.lexicon.towards_alone:
        return None
    start = first.start - 1 if from_ else first.start
    if (from_ or not first.bare) and _is_change(tokens, start, vocabulary):
        if from_:
            share(first, second)  # "rose from five to seven million"
        return Pair(second, False, start)
    if (first.unit.kind == "money") != (second.unit.kind == "money") and not (first.bare or second.bare):
        return None
    share(first, second)
    if first.number.low > second.number.high:
        if not from_ or second.number.low >= 0:
            return None
        first.number, second.number = second.number, first.number
    return Pair(second, True, start) if first.number.low < second.number.high else None


def _is_change(tokens: Tokens, start: int, vocabulary: Vocabulary) -> bool:
    return any(word in vocabulary.lexicon.changes for word in tokens.lower[max(start - _CHANGE_REACH, 0) : start])


def _alternative(tokens: Tokens, first: Term, vocabulary: Vocabulary) -> Pair | None:
    """two or three million"""
    second = read_term(tokens, first.end + 1, vocabulary, signed=False) if first.end + 1 < len(tokens) else None
    if second is None or second.number.form in ("ordinal", "vague") or not _compatible(first, second):
        return None
    if first.number.form == "fraction" or "\n" in tokens.gap(first.end + 1):
        return None
    share(first, second)
    return Pair(second, True, first.start) if first.number.low < second.number.high else None


def _sharing(tokens: Tokens, first: Term, vocabulary: Vocabulary) -> Pair | None:
    """40 and 50 percent: two figures, one unit."""
    if not _may_share(first) or first.end + 1 >= len(tokens):
        return None
    last = _last_of_list(tokens, first, vocabulary)
    if last is None or last.number.form != first.number.form or last.prefixed or last.kind:
        return None
    if last.unit.kind not in ("percent", "measure", "money", "duration"):
        return None
    share(first, last)
    return Pair(last, False, first.start)


def _may_share(term: Term) -> bool:
    """Whether a number may take its unit from a later one; a year never does."""
    plain = term.bare and term.number.form in ("digits", "words") and term.number.scale == 1.0
    return plain and not 1900 <= term.number.value <= 2100


def _last_of_list(tokens: Tokens, first: Term, vocabulary: Vocabulary) -> Term | None:
    """The term behind the "and" of "7, 13 and 20 percent"; a bare number of one token stands at each comma."""
    words, lower, lexicon = tokens.words, tokens.lower, vocabulary.lexicon
    at = first.end
    for _ in range(_LONGEST_LIST):
        if at + 1 < len(tokens) and words[at] == "," and lower[at + 1] in lexicon.conjunctions:
            at += 1
        if at + 1 >= len(tokens) or lower[at] in lexicon.conjunctions or words[at] != ",":
            break
        plain = words[at + 1][0].isdecimal() and not _CENTURIES.fullmatch(words[at + 1])
        if not plain and lower[at + 1] not in lexicon.cardinals:
            break
        at += 2
    closed = at + 1 < len(tokens) and lower[at] in lexicon.conjunctions
    return read_term(tokens, at + 1, vocabulary, signed=False) if closed else None


def _compatible(first: Term, second: Term) -> bool:
    if second.kind == "ratio" or (second.kind == "comparison" and not (first.bare and first.number.scale == 1.0)):
        return False
    if (first.number.form == "ordinal") != (second.number.form == "ordinal"):
        return False
    if first.bare or second.bare:
        return not (
            second.bare
            and not first.prefixed
            and first.unit.kind in ("percent", "duration")
            and second.number.scale > 1
        )
    return second.unit.name == first.unit.name or second.unit.name.startswith(f"{first.unit.name} per ")


def share(first: Term, second: Term) -> None:
    """Give the first number the scale of the second ("two or three million"), and either the other's unit."""
    a, b = first.number, second.number
    if (
        a.scale == 1.0
        and b.scale >= 12
        and (first.bare or first.prefixed)
        and 0 < abs(a.value) < abs(b.mantissa)
        and a.form == b.form
    ):
        a.rescale(b.scale)
    elif second.unit.factor != 1.0 and first.bare:
        a.rescale(second.unit.factor)
    if first.bare:
        first.unit, first.kind = second.unit, second.kind
    elif second.bare:
        second.unit = first.unit
    elif second.unit.name.startswith(f"{first.unit.name} per "):
        first.unit = second.unit  # "between $5 and $8 an hour"
