"""Which number stands at a token, in digits or in words, and where it ends.

What belongs here: the choice between the grammars of digits, cardinals, fractions and vague counts, and their meeting.
What must never be here: units, hedges, ranges, dates.
"""

from __future__ import annotations

from pipeline.quantities.cardinals import add_spoken_decimals, read_cardinal
from pipeline.quantities.digits import opens_decimal, read_digits
from pipeline.quantities.fractions import and_a_half, read_fraction
from pipeline.quantities.lexicon import Lexicon
from pipeline.quantities.lexicons.symbols import VULGAR_FRACTIONS
from pipeline.quantities.number import MAX_DIGITS, Number
from pipeline.quantities.scales import add_part_of_scale, scaled
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vague import is_vague_alone, read_vague


def read_number(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool = True) -> Number | None:
    """The number that starts at token `index`, sign aside, or None.

    `joining` False keeps "and" from joining: for the first end of "between one hundred and two hundred and ten".
    """
    first = tokens.lower[index]
    decimal = first == "." and opens_decimal(tokens, index)
    if decimal or first[0].isdecimal():
        number = read_digits(tokens, index, lexicon)
        return number if number is None or number.form == "ordinal" else scaled(tokens, number, lexicon)
    if first in VULGAR_FRACTIONS:
        part = VULGAR_FRACTIONS[first]
        return scaled(tokens, Number(index, index + 1, part, part, part, 1, "fraction"), lexicon)
    if first in lexicon.articles:
        return _read_after_article(tokens, index, lexicon, joining=joining)
    return _read_words(tokens, index, lexicon, joining=joining)


def _read_after_article(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool) -> Number | None:
    """a hundred, a dozen, a third, a quarter of a million, a couple, a few thousand."""
    lower = tokens.lower
    if index + 1 >= len(lower):
        return None
    word = lower[index + 1]
    if word in lexicon.scales:
        return _read_words(tokens, index, lexicon, joining=joining)
    fraction = read_fraction(tokens, index, lexicon)
    if fraction is not None:
        value, end, scale = fraction
        number = Number(index, end, value, value, value, 1, "fraction", scale)
        return scaled(tokens, number, lexicon) if scale == 1.0 else number
    if word in lexicon.vague:
        vague = read_vague(tokens, index + 1, lexicon)
        if vague is not None:
            vague.start = index
        return vague
    return None


def _read_words(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool) -> Number | None:
    lower = tokens.lower
    first = lower[index]
    if first in lexicon.vague or first in lexicon.vague_scales:
        return read_vague(tokens, index, lexicon) if is_vague_alone(tokens, index, lexicon) else None
    if first in lexicon.mixed:
        value = lexicon.mixed[first]
        return scaled(tokens, Number(index, index + 1, value, value, value, 2, "words"), lexicon)
    fraction = read_fraction(tokens, index, lexicon)
    if fraction is not None:
        value, end, scale = fraction
        number = Number(index, end, value, value, value, 1, "fraction", scale)
        return scaled(tokens, number, lexicon) if scale == 1.0 else number
    if first in lexicon.points and index + 1 < len(lower):
        return _read_bare_point(tokens, index, lexicon)
    cardinal = read_cardinal(tokens, index, lexicon, joining=joining)
    if cardinal is None or cardinal.form == "ordinal":
        return cardinal
    if add_spoken_decimals(tokens, cardinal, lexicon):
        return scaled(tokens, cardinal, lexicon)
    if not joining:
        return cardinal
    half = and_a_half(tokens, cardinal.end, lexicon)
    if half is not None and cardinal.scale == 1.0:
        cardinal.add(*half)
        return scaled(tokens, cardinal, lexicon)
    return add_part_of_scale(tokens, cardinal, lexicon)


def _read_bare_point(tokens: Tokens, index: int, lexicon: Lexicon) -> Number | None:
    if tokens.words[index + 1].isdecimal() and len(tokens.words[index + 1]) < MAX_DIGITS and not index:
        value = float("0." + tokens.words[index + 1])
        return Number(index, index + 2, value, value, value, len(tokens.words[index + 1]), "words")
    return None
