"""Cardinals and ordinals in words.

What belongs here: number words that make one whole number, and decimals that are spoken. What must never be here:
fractions, vague counts, scales behind digits.

A smaller scale adds ("two million three hundred thousand"), a larger one multiplies ("three thousand million"); "and"
joins only what could not be a number of its own beside it ("one hundred and two hundred" are two numbers).
"""

from __future__ import annotations

import math

from pipeline.quantities.lexicon import Lexicon
from pipeline.quantities.number import HYPHENS, LARGEST, Number, significant_digits
from pipeline.quantities.tokens import Tokens

_DOZEN = 12
_ABBREVIATION = 3


def read_cardinal(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool) -> Number | None:
    """Cardinals and ordinals in words, by the rules of the module's docstring."""
    lower, length = tokens.lower, len(tokens)
    cardinals, scales, ordinals = lexicon.cardinals, lexicon.scales, lexicon.ordinals
    total, group, last_scale, scale = 0.0, -1, math.inf, 1.0
    at = end = index
    if lower[at] in lexicon.articles and at + 1 < length and lower[at + 1] in scales:
        at += 1
    while at < length:
        word = lower[at]
        if word in cardinals and (joined := _join(group, cardinals[word], tokens, at, lexicon)) is not None:
            if joined >= last_scale:
                break
            group, scale = joined, 1.0
        elif word in scales and (group >= 0 or total > 0 or at == index or at == index + 1):
            step = scales[word]
            if word in lexicon.weak_scales and not _scales(tokens, at, group, lexicon):
                break
            if at == index and (step == _DOZEN or len(word) <= _ABBREVIATION):
                break  # "a baker's dozen", "cr"
            if step == 100 and group >= 100:
                break
            if step < 1000 and group >= 0:
                group = int(group * step)
            elif group >= 0:
                if step >= last_scale:
                    break
                total, last_scale, group = total + group * step, step, -1
            elif total > 0:
                if scale * step > 1e16 or total * step > LARGEST:
                    break
                total, last_scale = total * step, last_scale * step
            else:
                total, last_scale = step, step
                if step < 1000:
                    total, last_scale, group = 0.0, math.inf, int(step)
            scale = step if scale == 1.0 else scale * step
        elif word in ordinals:
            ordinal = _close_with_ordinal(tokens, at, total, group, lexicon)
            if ordinal is not None:
                return _numbered(index, at + 1, ordinal, "ordinal", 1.0)
            break
        else:
            break
        at = end = at + 1
        at = _over_joint(tokens, at, group, last_scale, lexicon, joining=joining)
    if end == index or (total == 0 and group < 0):
        return None
    return _numbered(index, end, total + max(group, 0), "words", scale)


def _scales(tokens: Tokens, at: int, group: int, lexicon: Lexicon) -> bool:
    """Whether "score" is twenty: behind a small number ("three score"), or before things ("a score of ships")."""
    lower = tokens.lower
    if group >= 0:
        return group < _DOZEN and not tokens.touches(at)
    behind = lower[at + 1 : at + 3]
    things = len(behind) == 2 and behind[0] in lexicon.of
    several = things and (behind[1].endswith(lexicon.plural_endings) or behind[1] in lexicon.irregular_plurals)
    return several and at > 0 and lower[at - 1] in lexicon.articles


def _numbered(start: int, end: int, value: float, form: str, scale: float) -> Number:
    mantissa = value / scale if scale > 1 else value
    digits = significant_digits(mantissa if mantissa == int(mantissa) else value)
    return Number(start, end, value, value, value, digits, form, scale)


def _join(group: int, value: int, tokens: Tokens, at: int, lexicon: Lexicon) -> int | None:
    """The group of up to three digits after one more cardinal, or None when the two stand apart."""
    if group < 0:
        return value
    rest = group % 100
    if group >= 100 and rest == 0 and value < 100:
        return group + value
    if rest >= 20 and rest % 10 == 0 and 1 <= value <= 9:
        return group + value
    if (
        value >= 20
        and 1 <= group <= 9
        and not _hyphenated_unit(tokens, at + 1, lexicon)
        and tokens.lower[at - 1] != "-"
    ):
        return group * 100 + value  # "one twenty two", as a figure is read out
    return None


def _hyphenated_unit(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    return (
        index + 1 < len(tokens) and tokens.words[index] in HYPHENS and tokens.lower[index + 1] not in lexicon.cardinals
    )


def _over_joint(tokens: Tokens, at: int, group: int, last_scale: float, lexicon: Lexicon, *, joining: bool) -> int:
    """Step over a hyphen or an "and" inside one number; stay where the number may end."""
    lower, length = tokens.lower, len(tokens)
    if at + 1 >= length:
        return at
    word, following = lower[at], lower[at + 1]
    if word == "," and joining and group < 0 and last_scale < math.inf:
        return at + 1 if _continues_grouped(tokens, at + 1, last_scale, lexicon) else at
    if word in HYPHENS:
        tight = tokens.touches(at) and tokens.touches(at + 1)
        if tight and (following in lexicon.scales or _extends_group(group, following, lexicon)):
            return at + 1
        return at
    if word not in lexicon.conjunctions or not joining:
        return at
    below = 100.0 if group >= 100 and group % 100 == 0 else last_scale if group < 0 else 0.0
    value = lexicon.cardinals.get(following, lexicon.ordinals.get(following, -1))
    if value < 0 or value >= below:
        return at
    after = at + 2
    if after + 1 < length and lower[after] in HYPHENS and lower[after + 1] in lexicon.cardinals:
        after += 2
    scale = lexicon.scales.get(lower[after], 1.0) if after < length else 1.0
    if after + 1 < length and scale == 100 and lexicon.scales.get(lower[after + 1], 0) >= 1000:
        scale *= lexicon.scales[lower[after + 1]]
    if below == 100:
        return at if scale == 100 or scale >= last_scale else at + 1
    if after < length and lower[after] in lexicon.denominators and lower[after].endswith("s"):
        return at  # "two million and three fifths": the fraction is of the scale
    return at if value * scale >= below else at + 1


def _continues_grouped(tokens: Tokens, at: int, last_scale: float, lexicon: Lexicon) -> bool:
    """Whether the words behind a comma go on with the number: "three million, two hundred and forty thousand"."""
    lower = tokens.lower
    if at + 3 >= len(lower) or lower[at] not in lexicon.cardinals or "\n" in tokens.gap(at):
        return False
    scale = at + 1 if lower[at + 1] not in HYPHENS else at + 3
    if scale + 1 >= len(lower) or lexicon.scales.get(lower[scale], last_scale) >= last_scale:
        return False
    behind = lower[scale + 1]
    if behind in lexicon.conjunctions:
        return scale + 2 < len(lower) and lower[scale + 2] in lexicon.cardinals
    return behind in lexicon.scales and lexicon.scales[behind] < last_scale


def _extends_group(group: int, word: str, lexicon: Lexicon) -> bool:
    value = lexicon.cardinals.get(word, lexicon.ordinals.get(word))
    if value is None:
        return False
    rest = group % 100 if group >= 0 else 0
    return (rest >= 20 and rest % 10 == 0 and 1 <= value <= 9) or (group >= 100 and rest == 0 and value < 100)


def _close_with_ordinal(tokens: Tokens, at: int, total: float, group: int, lexicon: Lexicon) -> float | None:
    value = lexicon.ordinals[tokens.lower[at]]
    if value >= 100:
        return total + max(group, 1) * value if total == 0 or group >= 0 else total * value
    if group < 0:
        return total + value
    rest = group % 100
    if (rest == 0 and group >= 100) or (rest >= 20 and rest % 10 == 0 and 1 <= value <= 9):
        return total + group + value
    return None


def add_spoken_decimals(tokens: Tokens, number: Number, lexicon: Lexicon) -> bool:
    """two point five, two hundred point seventy-one, 1 point 1."""
    end, lower = number.end, tokens.lower
    if end + 1 >= len(lower) or lower[end] not in lexicon.points:
        return False
    spoken, at = "", end + 1
    while at < len(lower) and len(spoken) < 15:
        word = lower[at]
        if word in lexicon.cardinals and lexicon.cardinals[word] < 100:
            value = lexicon.cardinals[word]
            if (
                value >= 20
                and value % 10 == 0
                and at + 2 < len(lower)
                and lower[at + 1] == "-"
                and lower[at + 2] in lexicon.cardinals
            ):
                value, at = value + lexicon.cardinals[lower[at + 2]], at + 2
            spoken += str(value)
        elif word.isdecimal() and not spoken:
            spoken, at = word[:15], at + 1
            break
        else:
            break
        at += 1
    if not spoken:
        return False
    number.value = number.low = number.high = number.value + float("0." + spoken)
    number.digits, number.end = len((str(int(number.value)) + spoken).lstrip("0")) or 1, at
    return True
