"""The grammar of quantities: from trigger words to figures with hedge, range, unit and kind.

What belongs here: walking over the triggers of a text and putting terms, pairs and hedges together. What must never
be here: words of a language (lexicons), dates, and how single parts are read.

Most words of a text are no trigger and cost one set lookup. What a figure has taken in is not read again, and every
rule looks a bounded number of tokens ahead, so that the time is linear in the length of the text.
"""

from __future__ import annotations

from itertools import compress
from operator import itemgetter

from pipeline.quantities.ages import read_age_decade
from pipeline.quantities.clock import end_of_clock
from pipeline.quantities.coins import take_share_of_whole
from pipeline.quantities.digits import add_exponent, parse_numeral
from pipeline.quantities.figure import Figure, Piece, as_quantity
from pipeline.quantities.hedges import (
    is_difference,
    read_hedges_after,
    read_hedges_before,
    read_hedges_behind_noun,
    stronger,
)
from pipeline.quantities.implicit import read_implicit_one
from pipeline.quantities.lexicon import Unit
from pipeline.quantities.lives import read_life
from pipeline.quantities.measures import rate_behind_noun, read_unit
from pipeline.quantities.negatives import CLOCK, IDENTIFIER, IDIOM, SCORE, why_not
from pipeline.quantities.number import Number, significant_digits
from pipeline.quantities.old_money import read_pence_word
from pipeline.quantities.quantity import Quantity
from pipeline.quantities.ranges import read_pair, read_reading
from pipeline.quantities.ratios import take_share_of_every
from pipeline.quantities.rejections import reject
from pipeline.quantities.scores import is_score
from pipeline.quantities.term import NO_UNIT, Term
from pipeline.quantities.terms import read_term
from pipeline.quantities.timings import read_timing
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_DIGITS = frozenset("0123456789")
_DASHES = frozenset("-‐‑–")
_FIRST = itemgetter(0)
_ROUND = frozenset(["20", "30", "40", "50", "60", "70", "80", "90"])
_TEMPERATURES = frozenset(["degree", "celsius", "fahrenheit"])
_SPAN_REACH = 6
"""Tokens that may stand between a figure and the "over" that names its period."""


def read_numbers(tokens: Tokens, vocabulary: Vocabulary) -> list[Quantity]:
    """Every numeric quantity of the tokens in order, rejected ones with `why_not`; dates are read elsewhere."""
    lower, triggers = tokens.lower, vocabulary.triggers
    found: list[Figure] = []
    resume = 0
    # Two passes in C: this line looks at every word of every page.
    words = compress(range(len(lower)), map(triggers.__contains__, lower))
    numerals = compress(range(len(lower)), map(_DIGITS.__contains__, map(_FIRST, lower)))
    candidates = sorted({*words, *numerals})
    for index in candidates:
        if index < resume:
            continue
        figures, end = _read_at(tokens, index, resume, vocabulary)
        if figures:
            found.extend(figures)
            resume = end
    _merge_bounds(tokens, found, vocabulary)
    return [as_quantity(tokens, figure) for figure in found]


def _read_at(tokens: Tokens, index: int, floor: int, vocabulary: Vocabulary) -> tuple[list[Figure], int]:
    """The figures that start at trigger `index`, and the token to go on from. `floor`: tokens before it are taken."""
    word = tokens.lower[index]
    zero = vocabulary.zeros.before(tokens.lower, index + 1)
    if zero is not None and zero[1] >= floor:
        return [_zero(tokens, zero[1], index + 1, zero[0], floor, vocabulary)], index + 1
    aged = word in vocabulary.lexicon.age_decades or word in _ROUND
    decade = read_age_decade(tokens, index, vocabulary) if aged else None
    if decade is not None and decade.start >= floor:
        figure, end = _hedged(tokens, decade, floor, vocabulary)
        return [figure], end
    timing = read_timing(tokens, index, vocabulary) if word[0] in _DIGITS else None
    if timing is not None:
        figure, end = _hedged(tokens, timing, floor, vocabulary)
        return [figure], end
    if word in vocabulary.multiples:
        return _read_multiple_word(tokens, index, floor, vocabulary)
    if word in vocabulary.lexicon.aged:
        return _read_aged(tokens, index, vocabulary)
    opened = index > floor and (
        tokens.lower[index - 1] in vocabulary.lexicon.articles or tokens.words[index - 1] == "."
    )
    term = read_term(tokens, index - 1, vocabulary) if opened else None
    if term is None:
        term = read_term(tokens, index, vocabulary)
    if term is None:
        term = read_pence_word(tokens, index, vocabulary) or (
            read_implicit_one(tokens, index, vocabulary) if index > floor else None
        )
    if term is None:
        return _read_unreadable(tokens, index, vocabulary)
    return _read_figure(tokens, term, floor, vocabulary)


def _read_figure(tokens: Tokens, term: Term, floor: int, vocabulary: Vocabulary) -> tuple[list[Figure], int]:
    term.start = max(term.start, floor)
    hour = end_of_clock(tokens, term, vocabulary)
    if hour is not None:
        rejected = _plain(term)
        rejected.end, rejected.why_not = hour, CLOCK
        return [rejected], hour
    second = read_reading(tokens, term, vocabulary)
    if second is not None:
        return [_plain(term), _plain(second)], second.end
    if is_score(tokens, term, vocabulary):
        return reject(tokens, term, SCORE, _kind(term), vocabulary)
    reason = why_not(tokens, term, vocabulary, hedged=False)
    if reason is not None and term.number.form == "digits":
        hedged = read_hedges_before(tokens, term.start, vocabulary)[1] < term.start
        reason = why_not(tokens, term, vocabulary, hedged=hedged)
        if reason is not None:
            return reject(tokens, term, reason, _kind(term), vocabulary)
    take_share_of_every(tokens, term, vocabulary)
    take_share_of_whole(tokens, term, vocabulary)
    pair = read_pair(tokens, term, vocabulary)
    if pair is not None and pair.joined:
        return _figure_of_range(tokens, term, pair.second, max(pair.start, floor), floor, vocabulary)
    if pair is None:
        tolerance = _tolerance(tokens, term, vocabulary)
        if tolerance is not None:
            return tolerance
        _take_restatement(tokens, term, vocabulary)
        read_life(tokens, term, vocabulary)
        _take_frost(tokens, term, vocabulary)
    figure, end = _hedged(tokens, term, floor, vocabulary)
    _take_factor(tokens, figure, floor, vocabulary)
    if reason is not None or term.number.form not in ("digits", "fraction"):
        figure.why_not = why_not(tokens, term, vocabulary, hedged=figure.start < term.start or figure.end > term.end)
    return [figure], end


def _plain(term: Term) -> Figure:
    number = term.number
    return Figure(term.start, term.end, number.low, number.high, "eq", term.unit, _kind(term), number.digits)


def _take_factor(tokens: Tokens, figure: Figure, floor: int, vocabulary: Vocabulary) -> None:
    """Take in "a factor of" before a bare number, hedged or not: it multiplies."""
    found = vocabulary.factors.before(tokens.lower, figure.start)
    if found is None or found[1] < floor or figure.unit is not NO_UNIT or figure.kind != "count":
        return
    figure.start, figure.unit, figure.kind = found[1], Unit("time", "comparison"), "comparison"


def _take_restatement(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Take in the same number in brackets ("forty-five (45) days"): it says nothing new."""
    end = term.end
    if (
        end + 2 >= len(tokens)
        or tokens.words[end] != "("
        or not term.bare
        or term.number.form not in ("digits", "words")
    ):
        return
    again = read_term(tokens, end + 1, vocabulary, signed=False)
    if (
        again is not None
        and again.number.value == term.number.value
        and tokens.words[again.end : again.end + 1] == [")"]
    ):
        term.unit, term.end = again.unit, again.end + 1
        found = read_unit(tokens, term.end, term.number, vocabulary) if again.bare else None
        if found is not None:
            term.unit, term.end = found


def _take_frost(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Make degrees "below zero" negative."""
    behind, number = tuple(tokens.lower[term.end : term.end + 2]), term.number
    if term.unit.name in _TEMPERATURES and behind in vocabulary.lexicon.below_zero and number.low > 0:
        number.value, number.low, number.high = -number.value, -number.high, -number.low
        term.end += 2


def _hedged(tokens: Tokens, term: Term, floor: int, vocabulary: Vocabulary) -> tuple[Figure, int]:
    number = term.number
    before, start = read_hedges_before(tokens, term.start, vocabulary)
    if number.form == "ordinal" and before in ("gt", "lt"):
        before, start = "eq", term.start  # "not quite the sixth season"
    after, end = read_hedges_after(tokens, term.end, vocabulary)
    if term.bare and term.number.form != "ordinal":
        if after != "eq":
            end = _unit_after_hedge(tokens, term, end, vocabulary)
            rate = rate_behind_noun(tokens, end, vocabulary) if term.bare else None
            term.unit = rate or term.unit  # "20,000-plus engines a year"
        elif not term.kind:
            after, end = read_hedges_behind_noun(tokens, end, vocabulary)
    part = number.form == "fraction" and start == term.start - 2
    if part and before == "approx" and tokens.lower[start + 1] in vocabulary.lexicon.determiners:
        before, start = "eq", term.start  # "um die Hälfte": by the half
    comparator = stronger(before, after)
    if (
        start < floor
        or (comparator == "gt" and _spans(tokens, start, term, floor, vocabulary))
        or is_difference(tokens, start, floor, comparator, vocabulary)
    ):
        comparator, start = after, term.start
    if comparator == "eq":
        comparator = number.comparator
    return Figure(start, end, number.low, number.high, comparator, term.unit, _kind(term), number.digits), max(
        end, term.end
    )


def _spans(tokens: Tokens, start: int, term: Term, floor: int, vocabulary: Vocabulary) -> bool:
    """Whether "over" names the period of the figure before it: "$300 million over ten years", "grew over a decade"."""
    lexicon, lower = vocabulary.lexicon, tokens.lower
    if term.unit.kind != "duration" or term.kind or start + 1 != term.start or lower[start] not in lexicon.spanning:
        return False
    between = lower[max(floor, start - _SPAN_REACH) : start]
    if lower[start - 1 : start] and lower[start - 1] in lexicon.changes:
        return True
    if not floor > 0 or start - floor > _SPAN_REACH or lower[floor - 1] in ".;:":
        return False
    return not any(word in ".;:" or word in lexicon.lasting or word in lexicon.conjunctions for word in between)


def _unit_after_hedge(tokens: Tokens, term: Term, end: int, vocabulary: Vocabulary) -> int:
    """The end of a unit that stands behind the hedge ("20+ years", "500 or more miles")."""
    found = read_unit(tokens, end, term.number, vocabulary)
    if found is None or found[0].kind == "money":
        return end
    term.unit = found[0]
    return found[1]


def _kind(term: Term) -> str:
    if term.kind:
        return term.kind
    if term.number.form == "ordinal":
        return "ordinal"
    if not term.bare:
        return term.unit.kind
    if term.number.form == "fraction" and term.number.scale == 1.0 and abs(term.number.value) < 1:
        return "ratio"
    return "count"


def _figure_of_range(
    tokens: Tokens, first: Term, second: Term, start: int, floor: int, vocabulary: Vocabulary
) -> tuple[list[Figure], int]:
    before, hedged_start = read_hedges_before(tokens, start, vocabulary)
    if hedged_start < floor:
        before, hedged_start = "eq", start
    after, end = read_hedges_after(tokens, second.end, vocabulary)
    if after != "eq" and second.bare:
        end = _unit_after_hedge(tokens, second, end, vocabulary)
        first.unit = second.unit
    digits = [d for d in (first.number.digits, second.number.digits) if d is not None]
    comparator = stronger(before, after)
    comparator = comparator if comparator in ("gt", "gte", "lt", "lte") else "range"
    figure = Figure(
        hedged_start,
        end,
        first.number.low,
        second.number.high,
        comparator,
        second.unit,
        _kind(second),
        max(digits, default=None),
    )
    return [figure], max(end, second.end)


def _tolerance(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> tuple[list[Figure], int] | None:
    """2,000.45±0.01 pounds, 9.83 +/- 0.01 km"""
    at = term.end
    if at >= len(tokens) or term.number.form == "vague":
        return None
    margin = vocabulary.margins.at(tokens.lower, at)
    if margin is None:
        return None
    at = margin[1]
    second = read_term(tokens, at, vocabulary, signed=False) if at < len(tokens) else None
    if second is None and at + 1 < len(tokens):
        second = read_implicit_one(tokens, at + 1, vocabulary)  # "30 pesos, give or take a peso"
    if second is None or second.number.form in ("ordinal", "vague"):
        return None
    unit = second.unit if term.bare else term.unit
    width, middle = abs(second.number.value), term.number.value
    if unit.kind == "percent" and term.bare and middle - width < 0 < middle:
        unit, width = NO_UNIT, middle * width / 100  # "5.0 ± 10%": a share of the figure, which is no percentage
    bracket = _bracket_behind(tokens, term, second, vocabulary)
    start, end, unit, scale = bracket or (term.start, second.end, unit, 1.0)
    low, high = float(f"{(middle - width) * scale:.12g}"), float(f"{(middle + width) * scale:.12g}")
    kind = unit.kind if unit.name else "count"
    return [Figure(start, end, low, high, "range", unit, kind, term.number.digits)], end


def _bracket_behind(
    tokens: Tokens, term: Term, second: Term, vocabulary: Vocabulary
) -> tuple[int, int, Unit, float] | None:
    """Extent, unit and factor of a bracketed tolerance that a power of ten or a unit follows: "(2.3 ± 0.4) × 10^9"."""
    opened = (
        term.start > 0 and tokens.words[term.start - 1] == "(" and tokens.words[second.end : second.end + 1] == [")"]
    )
    if not opened or not (term.bare and second.bare) or second.end + 1 >= len(tokens):
        return None
    factor = Number(term.start - 1, second.end + 1, 1.0, 1.0, 1.0, None, "digits")
    add_exponent(tokens, factor)
    behind = read_unit(tokens, factor.end, factor, vocabulary)
    if behind is None and factor.end == second.end + 1:
        return None
    unit, end = behind or (NO_UNIT, factor.end)
    return factor.start, end, unit, factor.value * unit.factor


def _zero(tokens: Tokens, start: int, end: int, kind: str, floor: int, vocabulary: Vocabulary) -> Figure:
    """A zero without a digit: "none", "for free", "nearly no cost"."""
    unit = Unit("kelvin", "measure") if kind == "measure" else Unit("", kind)
    comparator, hedged_start = read_hedges_before(tokens, start, vocabulary)
    if hedged_start < floor:
        comparator, hedged_start = "eq", start
    return Figure(hedged_start, end, 0.0, 0.0, comparator if comparator == "approx" else "eq", unit, kind, None)


def _read_multiple_word(tokens: Tokens, index: int, floor: int, vocabulary: Vocabulary) -> tuple[list[Figure], int]:
    """twice, doubled, threefold"""
    value = float(vocabulary.multiples[tokens.lower[index]])
    after = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    number = Number(index, index + 1, value, value, value, 1, "words")
    term = Term(index, index + 1, number, Unit("time", "comparison"), "comparison")
    rate = _rate_behind(tokens, index + 1, number, vocabulary)
    if rate is not None:
        term.unit, term.kind, term.end = rate[0], "count", rate[1]
    figure, end = _hedged(tokens, term, floor, vocabulary)
    lexicon = vocabulary.lexicon
    described = index > 0 and tokens.lower[index - 1] in lexicon.articles and after[:1].isalpha()
    adjective = described and tokens.lower[index] in lexicon.multiple_adjectives and after not in lexicon.of
    if after in lexicon.multiple_idioms or adjective:
        figure.why_not = IDIOM  # "a double knot"
    return [figure], end


def _opens_number(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    return tokens.words[index][0] in _DIGITS or tokens.lower[index] in vocabulary.lexicon.cardinals


def _rate_behind(tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary) -> tuple[Unit, int] | None:
    """The rate behind "twice" in "twice a day" and "twice daily", which count and do not compare."""
    if index >= len(tokens):
        return None
    period = vocabulary.lexicon.adverbs_of_rate.get(tokens.lower[index])
    if period is not None:
        return Unit(f"time per {period}", "count"), index + 1
    rate = read_unit(tokens, index, number, vocabulary)
    return (Unit(f"time {rate[0].name}", "count"), rate[1]) if rate and rate[0].name.startswith("per ") else None


def _read_aged(tokens: Tokens, index: int, vocabulary: Vocabulary) -> tuple[list[Figure], int]:
    """aged 25, of age 87, ages 18 to 64, aged over 65"""
    at = index + 1
    while at < min(index + 4, len(tokens)) and not _opens_number(tokens, at, vocabulary):
        if tokens.lower[at] not in vocabulary.hedge_words and tokens.lower[at] not in vocabulary.lexicon.between:
            return [], index + 1
        at += 1
    term = read_term(tokens, at, vocabulary) if at < len(tokens) else None
    if term is None or not term.bare or term.number.form not in ("digits", "words") or not 0 < term.number.value < 130:
        return [], index + 1
    figures, end = _read_figure(tokens, term, index + 1, vocabulary)
    for figure in figures:
        figure.start, figure.kind, figure.unit, figure.why_not = index, "age", Unit("year", "duration"), None
    second = _another_age(tokens, end, vocabulary)
    if second is None or len(figures) > 1 or figures[0].comparator != "eq":
        return figures, end
    return [*figures, second], second.end


def _another_age(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Figure | None:
    """The "and 12" of "aged 9 and 12", behind which the clause or its list ends."""
    joined = index + 1 < len(tokens) and tokens.lower[index] in vocabulary.lexicon.conjunctions
    term = read_term(tokens, index + 1, vocabulary, signed=False) if joined else None
    if term is None or not term.bare or term.number.form not in ("digits", "words") or not 0 < term.number.value < 130:
        return None
    if term.end < len(tokens) and tokens.words[term.end][0].isalnum():
        return None
    age = _plain(term)
    age.kind, age.unit = "age", Unit("year", "duration")
    return age


def _read_unreadable(tokens: Tokens, index: int, vocabulary: Vocabulary) -> tuple[list[Figure], int]:
    """A numeral token that is no number: a list written tight ("22,24,26") or a version ("1.2.3")."""
    word = tokens.words[index]
    if word[0] not in _DIGITS or len(word) > 400:
        return [], index + 1
    start = tokens.starts[index]
    pieces = word.split(",")
    figures: list[Figure] = []
    if (
        len(pieces) > 1
        and all(piece and parse_numeral(piece, vocabulary.lexicon) for piece in pieces)
        and "." not in word
    ):
        for piece in pieces:
            value = float(piece)
            figure = Figure(index, index + 1, value, value, "eq", Unit("", "count"), "count", significant_digits(value))
            figures.append(Piece(figure, start, start + len(piece)))
            start += len(piece) + 1
        return figures, index + 1
    return [Figure(index, index + 1, 0.0, 0.0, "eq", Unit("", "other"), "other", None, IDENTIFIER)], index + 1


def _merge_bounds(tokens: Tokens, figures: list[Figure], vocabulary: Vocabulary) -> None:
    """Join a lower and an upper bound to one range ("more than 10 and less than 40")."""
    at = 0
    while at + 1 < len(figures):
        a, b = figures[at], figures[at + 1]
        same = a.unit.name == b.unit.name or (not a.unit.name and "," not in tokens.lower[a.end : b.start])
        lower_first = a.comparator in ("gt", "gte") and b.comparator in ("lt", "lte")
        close = 0 <= b.start - a.end <= 2 and all(
            word in vocabulary.lexicon.bound_joints for word in tokens.lower[a.end : b.start]
        )
        if (
            lower_first
            and close
            and a.low < b.high
            and a.why_not is None
            and b.why_not is None
            and b.start > a.end
            and same
        ):
            figures[at : at + 2] = [Figure(a.start, b.end, a.low, b.high, "range", b.unit, b.kind, b.digits)]
        at += 1
