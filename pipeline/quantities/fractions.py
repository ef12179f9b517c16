"""Fractions in words: half, a third, two thirds, three-quarters, half a million.

What belongs here: numerators, denominators and the scale inside a fraction. What must never be here: slashes in digits.
"""

from __future__ import annotations

from pipeline.quantities.cardinals import read_cardinal
from pipeline.quantities.lexicon import Lexicon
from pipeline.quantities.number import HYPHENS
from pipeline.quantities.tokens import Tokens


def read_fraction(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int, float] | None:
    """Value, end and scale of "half", "a third", "three-quarters", "half a million", "quarter million"."""
    lower, length = tokens.lower, len(tokens)
    parts = lexicon.denominators
    at, numerator = index, 1.0
    compound = _read_compound(tokens, index, lexicon)
    if compound is not None:
        return compound
    if lower[at] in lexicon.articles and _opens_numerator(tokens, at + 1, lexicon):
        top = _read_cardinal_before_part(tokens, at, lexicon)  # "a hundred trillionths"
        if top is None:
            return None
        numerator, at = top
    elif lower[at] in lexicon.articles:
        at += 1
    elif lower[at] in lexicon.cardinals and lower[at] not in parts:
        top = _read_cardinal_before_part(tokens, at, lexicon)
        if top is None:
            return None
        numerator, at = top
    if at >= length or lower[at] not in parts:
        return None
    word, value = lower[at], parts[lower[at]]
    plural = (word.endswith("s") and word[:-1] in lexicon.ordinals) or word in lexicon.plural_parts
    if at == index:
        return _read_bare_part(tokens, at, lexicon)
    if numerator == 1 and plural and lower[index] in lexicon.cardinals:
        return None
    if numerator != 1 and not plural and word in lexicon.ordinals:
        return None
    if lower[index] in lexicon.articles and word in lexicon.ordinals and not _is_share(tokens, index, at + 1, lexicon):
        return None
    return _with_scale_inside(tokens, numerator * value, at + 1, lexicon)


def _opens_numerator(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a scale stands at `index`, with a part behind it: the "hundred" of "a hundred trillionths"."""
    if index + 1 >= len(tokens) or tokens.lower[index] not in lexicon.scales:
        return False
    return tokens.lower[index] not in lexicon.denominators and tokens.lower[index + 1] in lexicon.denominators


def _read_compound(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int, float] | None:
    """A fraction whose denominator is a compound: three twenty-firsts, one hundred thirty-fifths, a twenty-first of it.

    In the singular it is one only where nothing follows that it could rank ("a twenty-first century").
    """
    lower = tokens.lower
    length = len(lower)
    small = lexicon.cardinals.get(lower[index])
    if small is None and lower[index] not in lexicon.articles:
        return None
    numerator, at = float(small or 1), index + 1
    if small is not None and at < length and lower[at] in lexicon.scales and lexicon.scales[lower[at]] <= 1000:
        numerator, at = numerator * lexicon.scales[lower[at]], at + 1
    tens = lexicon.cardinals.get(lower[at], 0) if at + 1 < length else 0
    if not 20 <= tens < 100 or tens % 10:
        return None
    end = at + 1 + (lower[at + 1] in HYPHENS)
    if end >= length:
        return None
    word = lower[end]
    plural = word not in lexicon.ordinals and word.endswith(lexicon.plural_endings)
    unit = lexicon.ordinals.get(word[:-1] if plural else word, 0)
    follows = end + 1 < len(tokens) and lower[end + 1] not in lexicon.of and lower[end + 1][0].isalnum()
    if not 1 <= unit <= 9 or (not plural and (numerator != 1 or follows)):
        return None
    return numerator / (tens + unit), end + 1, 1.0


def _is_share(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether "a third" is a share here ("more than a third died") and no rank ("a third argument")."""
    if _closes_fraction(tokens, end, lexicon) or tokens.lower[end] in lexicon.share_verbs:
        return True
    before, behind = tokens.lower[start - 1] if start else "", tokens.lower[end]
    if before in lexicon.blurred_shares:
        return behind not in lexicon.ordinal_idioms and behind not in lexicon.enumerated
    past = bool(lexicon.past_ending) and behind.endswith(lexicon.past_ending) and len(behind) > 4
    return past and (before,) in lexicon.hedges_before  # "over a third lacked it"


def _closes_fraction(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether "a third" is a fraction here ("a third of them", "a third more") and no ordinal ("a third argument")."""
    if index >= len(tokens):
        return True
    word = tokens.lower[index]
    if word in HYPHENS and index + 1 < len(tokens) and tokens.touches(index) and tokens.touches(index + 1):
        behind = tokens.lower[index + 1]
        return not behind[0].isalpha() or behind in lexicon.of or behind in lexicon.scales  # "a third-class ticket"
    return (
        word in lexicon.of
        or not word[0].isalpha()
        or word in lexicon.comparatives
        or word in lexicon.scales
        or word in lexicon.conjunctions
    )


def _read_cardinal_before_part(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """Numerator in words before a denominator; a hyphen may stand between."""
    lower, length = tokens.lower, len(tokens)
    limit = index
    while (
        limit < length
        and limit - index < 9
        and (lower[limit] in lexicon.cardinals or lower[limit] in lexicon.scales or lower[limit] in HYPHENS)
    ):
        limit += 1
    if limit < length and lower[limit] in lexicon.conjunctions and limit - index < 9:
        number = read_cardinal(tokens, index, lexicon, joining=True)
        if number is None or number.form != "words" or number.value >= 1000:
            return None
        limit = number.end
    else:
        number = read_cardinal(tokens, index, lexicon, joining=False)
    if limit >= length or number is None:
        return None
    end = number.end
    if number.form == "ordinal":
        return None
    if end < length and lower[end] in HYPHENS:
        end += 1
    if end < length and lower[end] in lexicon.denominators and number.value >= 0:
        return number.value, end
    return None


def _read_bare_part(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[float, int, float] | None:
    """A part without numerator: "half of", "half a million", "quarter million"; "third" alone is an ordinal."""
    lower, word = tokens.lower, tokens.lower[at]
    value = lexicon.denominators[word]
    if word in lexicon.ordinals or word.endswith("s"):
        return None
    scaled = _with_scale_inside(tokens, value, at + 1, lexicon)
    if scaled[2] > 1:
        return scaled
    after = lower[at + 1] if at + 1 < len(lower) else ""
    if value == 0.5 and after != "-":
        return scaled
    return None


def _with_scale_inside(tokens: Tokens, value: float, end: int, lexicon: Lexicon) -> tuple[float, int, float]:
    """half a million, quarter million, two thirds of a million, half a dozen."""
    lower, length = tokens.lower, len(tokens)
    at = end
    if at < length and lower[at] in HYPHENS and tokens.touches(at):
        at += 1
    if at < length and lower[at] in lexicon.of:
        at += 1
    if at < length and lower[at] in lexicon.articles:
        at += 1
    if at < length and lower[at] in HYPHENS and tokens.touches(at):
        at += 1
    if at < length and lower[at] in lexicon.scales:
        scale = lexicon.scales[lower[at]]
        return value * scale, at + 1, scale
    return value, end, 1.0


def and_a_half(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """The "-and-a-half" behind a number word, as its value and the token after it."""
    lower = tokens.lower
    if index + 5 >= len(lower) or lower[index] != "-" or lower[index + 2] != "-":
        return None
    if lower[index + 1] not in lexicon.conjunctions or lower[index + 3] not in lexicon.articles:
        return None
    part = lexicon.denominators.get(lower[index + 5])
    return None if part is None else (part, index + 6)
