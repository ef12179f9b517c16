"""Scales behind a number: million, k, bn, 万, "-million", "and a half".

What belongs here: which words and marks multiply the number before them. What must never be here: units that look like
marks (a metre is told from a million here, but read in `measures`).
"""

from __future__ import annotations

from pipeline.quantities.fractions import read_fraction
from pipeline.quantities.lexicon import Lexicon
from pipeline.quantities.lexicons.symbols import CURRENCY_SIGNS, IDEOGRAPH_SCALES
from pipeline.quantities.number import LARGEST, Number, significant_digits
from pipeline.quantities.tokens import Tokens

_METER_LIKE = frozenset({"m", "t", "b"})


def scaled(tokens: Tokens, number: Number, lexicon: Lexicon) -> Number:
    """Multiply by the scale words and marks behind the number: million, k, bn, 万; then add "and a half"."""
    words, lower = tokens.words, tokens.lower
    for _ in range(3):
        end = number.end
        if end >= len(words):
            break
        word = words[end]
        coin = number.form == "digits" and (lower[end],) in lexicon.currencies  # "5 000 kr", but "three hundred kr"
        if lower[end] in lexicon.scales and not coin and _close(tokens, end):
            scale = lexicon.scales[lower[end]]
        elif word in lexicon.short_scales and _is_short_scale(tokens, number, lexicon):
            scale = lexicon.short_scales[word]
        elif word in IDEOGRAPH_SCALES and tokens.touches(end):
            scale = IDEOGRAPH_SCALES[word]
        elif word in "-‑" and end + 1 < len(words) and tokens.touches(end) and tokens.touches(end + 1):
            if lower[end + 1] not in lexicon.scales:
                break
            scale, number.end = lexicon.scales[lower[end + 1]], end + 1
        elif lower[end] in lexicon.of and number.form == "fraction" and _scale_after_of(tokens, end, lexicon):
            scale, number.end = lexicon.scales[lower[end + 2]], end + 2
        else:
            break
        if abs(number.value) * scale > LARGEST:
            break
        number.multiply(scale, number.end + 1)
        number.scale *= scale
        if lower[number.end - 1] in lexicon.abbreviated_scales:
            number.end += _has_inner_stop(tokens, number.end, lexicon)
        if word in IDEOGRAPH_SCALES:
            _add_smaller_ideographs(tokens, number)
    return add_part_of_scale(tokens, number, lexicon)


def _has_inner_stop(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether the full stop at `index` belongs to an abbreviation, because the sentence goes on behind it."""
    if index + 1 >= len(tokens) or tokens.words[index] != "." or not tokens.touches(index):
        return False
    behind = (tokens.lower[index + 1],)
    return tokens.words[index + 1][0].islower() or behind in lexicon.units or behind in lexicon.currencies


def _close(tokens: Tokens, index: int) -> bool:
    """In the same line, or a line break of a hard-wrapped paragraph at most."""
    return "\n\n" not in tokens.gap(index)


def _scale_after_of(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    lower = tokens.lower
    return index + 2 < len(lower) and lower[index + 1] in lexicon.articles and lower[index + 2] in lexicon.scales


def _is_short_scale(tokens: Tokens, number: Number, lexicon: Lexicon) -> bool:
    """Whether a mark multiplies ("113k", "$5m") and is neither a unit ("5 m of rope", "100 MB") nor a label ("5Kx")."""
    end, words = number.end, tokens.words
    mark = words[end]
    if number.form != "digits":
        return False
    after = tokens.lower[end + 1] if end + 1 < len(words) else ""
    if tokens.touches(end + 1) and (after[0].isdecimal() or after[0] in "_/^²³"):
        return False
    if tokens.touches(end + 1) and after in CURRENCY_SIGNS:
        return True  # "200 k€"
    if not tokens.touches(end):
        # Behind a space only marks of two letters and more are scales, or one letter of money.
        return (len(mark) > 1 and mark not in ("mm", "mil", "tr")) or (
            mark in "MBbmT" and _money_before(tokens, number)
        )
    if mark == "mm":
        return _money_before(tokens, number)
    if mark in _METER_LIKE:
        return (
            _money_before(tokens, number)
            or (mark == "b" and _has_decimals(tokens, number))
            or _counts_many(tokens, end + 1, lexicon)
        )
    if mark == "G":
        return _has_decimals(tokens, number) or _money_before(tokens, number)
    if mark == "K":
        return "." not in words[end - 1] or _money_before(tokens, number)
    return mark != "tr"


def _has_decimals(tokens: Tokens, number: Number) -> bool:
    return "." in tokens.words[number.end - 1] or tokens.words[number.start] == "."


def _money_before(tokens: Tokens, number: Number) -> bool:
    before = tokens.words[number.start - 1] if number.start else ""
    return bool(before) and (before in "$€£¥₹₩₽₪₺₦₱" or (before.isupper() and len(before) == 3))


def _counts_many(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a plural follows: "1.2m users" are millions, "1.2m of rope" are metres."""
    if index >= len(tokens):
        return False
    word = tokens.lower[index]
    plural = len(word) > 3 and word.endswith(lexicon.plural_endings) and not word.endswith(("ss", "us", "ous"))
    return plural or word in lexicon.countables


def _add_smaller_ideographs(tokens: Tokens, number: Number) -> None:
    """2億3000万 is two hundred million and thirty million."""
    words, end = tokens.words, number.end
    if end + 1 < len(words) and words[end].isdecimal() and tokens.touches(end) and words[end + 1] in IDEOGRAPH_SCALES:
        smaller = IDEOGRAPH_SCALES[words[end + 1]]
        if smaller < number.scale and len(words[end]) <= 8:
            number.value += int(words[end]) * smaller
            number.low = number.high = number.value
            number.digits = significant_digits(number.value)
            number.end, number.scale = end + 2, 1.0


def add_part_of_scale(tokens: Tokens, number: Number, lexicon: Lexicon) -> Number:
    """Add a fraction of the scale: "one million and a half", "3 million and a quarter"."""
    end = number.end
    if end + 1 < len(tokens) and tokens.lower[end] in lexicon.conjunctions and number.form in ("digits", "words"):
        part = read_fraction(tokens, end + 1, lexicon)
        if part is not None:
            value, after, inner = part
            if inner > number.scale:  # "two and a half million"
                if number.scale > 1:
                    return number
                number.add(value / inner, after)
                number.multiply(inner, after)
                number.scale = inner
                return number
            number.add(value * (1.0 if inner > 1 else number.scale), after)
            if number.scale == 1.0 and after < len(tokens) and tokens.lower[after] in lexicon.scales:
                return scaled(tokens, number, lexicon)
    return number
