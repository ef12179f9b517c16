"""Numbers in digits and words: from a token on, which number stands here and where does it end.

What belongs here: cardinals, ordinals, fractions, scales, exponents, vague counts, and the significant digits that they
commit to. What must never be here: units, hedges, ranges, dates.

A scale multiplies what stands before it ("two and a half million"), a smaller scale then adds ("two million three
hundred thousand"); "and" joins only what could not be a number of its own beside it ("one hundred and two hundred"
are two numbers).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from pipeline.quantities.lexicon import Lexicon
from pipeline.quantities.lexicons.symbols import IDEOGRAPH_SCALES, SUPERSCRIPTS, VULGAR_FRACTIONS
from pipeline.quantities.tokens import Tokens

MAX_DIGITS = 40
"""Longer runs of digits are identifiers; reading them would only cost time."""
_LARGEST = 1e33
_HYPHENS = frozenset("-‐‑–—")
_MINUS = frozenset("-−–")
_GROUPED = {
    mark: re.compile(
        rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+|\d{{1,2}}(?:{re.escape(mark)}\d{{2}})+{re.escape(mark)}\d{{3}}"
    )
    for mark in ",."
}
_GROUP_GAPS = frozenset({" ", "\u00a0", "\u2009", "\u202f", "\u2007"})


@dataclass(slots=True)
class Number:
    """A number as it was read. `low` == `high` == `value`, unless the words are vague."""

    start: int
    """First token."""
    end: int
    """Token after the last."""
    value: float
    low: float
    high: float
    digits: int | None
    """Significant digits that the text commits to."""
    form: str
    """digits, words, fraction, ordinal or vague."""
    scale: float = 1.0
    """The last scale word or mark, which a range may share ("two or three million")."""
    comparator: str = "eq"
    """Of a vague count: range or approx."""

    @property
    def mantissa(self) -> float:
        """What stands before the scale."""
        return self.value / self.scale


def significant_digits(value: float) -> int:
    """Digits that a whole number commits to: all of them below one hundred, without the closing zeros above."""
    whole = round(abs(value))
    if whole < 100:
        return max(len(str(whole)), 1)
    return max(len(str(whole).rstrip("0")), 1)


def read_number(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool = True) -> Number | None:
    """The number that starts at token `index`, sign aside, or None.

    `joining` False keeps "and" from joining: for the first end of "between one hundred and two hundred and ten".
    """
    first = tokens.lower[index]
    if first[0].isdigit() and first[0] not in SUPERSCRIPTS and first[0] not in VULGAR_FRACTIONS:
        return _read_digits(tokens, index, lexicon)
    if first == "." and _opens_decimal(tokens, index):
        return _read_digits(tokens, index, lexicon)
    if first in VULGAR_FRACTIONS:
        part = VULGAR_FRACTIONS[first]
        return _scaled(tokens, Number(index, index + 1, part, part, part, 1, "fraction"), lexicon)
    if first in lexicon.articles:
        return _read_after_article(tokens, index, lexicon, joining=joining)
    return _read_words(tokens, index, lexicon, joining=joining)


def is_number_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word can open a number by itself."""
    return word in lexicon.cardinals or word in lexicon.ordinals or word[0].isdigit()


# --- digits ------------------------------------------------------------------------------------------------------


def _opens_decimal(tokens: Tokens, index: int) -> bool:
    """ ".5" is a number, "word.5" is a footnote mark and "1..5" is neither."""
    return (
        tokens.touches(index + 1)
        and tokens.words[index + 1][0].isdigit()
        and tokens.words[index + 1].isdigit()
        and not (
            tokens.touches(index) and (tokens.words[index - 1][-1].isalnum() or tokens.words[index - 1] in '.)]"”')
        )
    )


def _read_digits(tokens: Tokens, index: int, lexicon: Lexicon) -> Number | None:
    words, end = tokens.words, index + 1
    if words[index] == ".":
        value, digits, end = float("0." + words[end]), len(words[end].lstrip("0")) or 1, end + 1
    else:
        parsed = parse_numeral(words[index], lexicon)
        if parsed is None:
            return None
        value, digits = parsed
        if words[index].isdigit() and len(words[index]) <= 3 and end < len(words) and len(words[end]) >= 3:
            spaced = _spaced_groups(tokens, index, lexicon)
            if spaced is not None:
                value, digits, end = spaced
    number = Number(index, end, value, value, value, digits, "digits")
    if end < len(words):
        _add_exponent(tokens, number)
        _add_fraction(tokens, number)
        _add_spoken_decimals(tokens, number, lexicon)
        if _is_ordinal_suffix(tokens, number.end, lexicon):
            number.form, number.end = "ordinal", number.end + 1
            return number
    return _scaled(tokens, number, lexicon)


def parse_numeral(word: str, lexicon: Lexicon) -> tuple[float, int] | None:
    """Value and significant digits of a numeral token ("1,500.25"), or None if it is no number ("1.2.3", "22,24,26")."""
    if len(word) > MAX_DIGITS:
        return None
    if word.isdigit():
        return float(int(word)), significant_digits(int(word)) if len(word) < 16 else len(word.strip("0")) or 1
    plain = word.replace("'", "").replace("’", "") if "'" in word or "’" in word else word
    whole, fraction = plain, ""
    commas, dots = plain.count(","), plain.count(".")
    if commas and dots:
        mark = "," if plain.rfind(",") > plain.rfind(".") else "."
        whole, _, fraction = plain.rpartition(mark)
        group = "." if mark == "," else ","
        if mark in whole or not _GROUPED[group].fullmatch(whole):
            return None
        whole = whole.replace(group, "")
    elif commas or dots:
        mark = "," if commas else "."
        grouped = _GROUPED[mark].fullmatch(plain) is not None
        if grouped and (mark == lexicon.group_mark or commas + dots > 1) and plain[0] != "0":
            whole = plain.replace(mark, "")
        elif commas + dots == 1:
            whole, fraction = plain.split(mark)
            if mark != lexicon.decimal_mark and len(fraction) > 2:
                return None
        else:
            return None
    value = float(f"{int(whole)}.{fraction or 0}")
    if fraction:
        return value, len((whole + fraction).lstrip("0")) or 1
    return value, significant_digits(value)


def _spaced_groups(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int, int] | None:
    """ "1 414 021 100": groups of three behind single spaces, each of them three digits wide."""
    words, end, text = tokens.words, index + 1, tokens.words[index]
    if index and words[index - 1][0].isdigit():
        return None
    while end < len(words) and len(text) < MAX_DIGITS and words[end][:3].isdigit() and tokens.gap(end) in _GROUP_GAPS:
        group = words[end]
        if len(group) == 3:
            text, end = text + group, end + 1
        elif group[3:4] == lexicon.decimal_mark and group[4:].isdigit():
            text, end = f"{text}{group[:3]}.{group[4:]}", end + 1
            break
        else:
            return None
    if end == index + 1 or text.startswith("0"):
        return None
    return float(text), len(text.replace(".", "")) if "." in text else significant_digits(float(text)), end


def _add_exponent(tokens: Tokens, number: Number) -> None:
    """1e10, 4.2×10^5, 5.5x10-3, 2.5^-1, 10⁶."""
    words, end = tokens.words, number.end
    mark = words[end]
    if mark in ("e", "E") and tokens.touches(end):
        sign, after = _signed(tokens, end + 1)
        if after < len(words) and tokens.touches(after) and words[after].isdigit() and len(words[after]) < 3:
            _multiply(number, 10.0 ** (sign * int(words[after])), after + 1)
        return
    if (
        mark in ("×", "x", "*", "·", "X")
        and end + 2 < len(words)
        and words[end + 1].isdigit()
        and len(words[end + 1]) < 3
    ):
        base = int(words[end + 1])
        power, after = _power(tokens, end + 2)
        if power is None and base == 10 and words[end + 2] in _MINUS and tokens.touches(end + 2):
            sign, digit = _signed(tokens, end + 2)
            if digit < len(words) and tokens.touches(digit) and words[digit].isdigit() and len(words[digit]) < 3:
                power, after = sign * int(words[digit]), digit + 1
        if power is not None and base:
            _multiply(number, _raise(base, power), after)
        return
    power, after = _power(tokens, end)
    if power is not None and number.value and tokens.touches(end):
        raised = math.copysign(_raise(abs(number.value), power), number.value)
        number.value = number.low = number.high = raised
        number.end = after


def _power(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The exponent behind "^" or in superscript digits, and the token after it."""
    words = tokens.words
    if words[index] == "^" and index + 1 < len(words):
        sign, after = _signed(tokens, index + 1)
        if after < len(words) and words[after].isdigit() and len(words[after]) < 3:
            return sign * int(words[after]), after + 1
    elif tokens.touches(index) and (words[index] in SUPERSCRIPTS or words[index] == "⁻"):
        sign, after = (-1, index + 1) if words[index] == "⁻" else (1, index)
        digits = 0
        start = after
        while after < len(words) and after - start < 2 and words[after] in SUPERSCRIPTS and tokens.touches(after):
            digits, after = digits * 10 + SUPERSCRIPTS[words[after]], after + 1
        if after > start:
            return sign * digits, after
    return None, index


def _signed(tokens: Tokens, index: int) -> tuple[int, int]:
    if index < len(tokens) and tokens.words[index] in ("-", "−", "–", "+"):
        return (1 if tokens.words[index] == "+" else -1), index + 1
    return 1, index


def _raise(base: float, power: int) -> float:
    try:
        return min(float(base) ** power, _LARGEST)
    except OverflowError:
        return _LARGEST


def _multiply(number: Number, factor: float, end: int) -> None:
    # Twelve digits: 2.03 x 1e6 is 2030000, not 2029999.9999999998.
    number.value = number.low = number.high = float(f"{number.value * factor:.12g}")
    number.end = end


def _add_fraction(tokens: Tokens, number: Number) -> None:
    """1/4, 2 1/4, 2½."""
    words, end = tokens.words, number.end
    if end >= len(words):
        return
    if words[end] in VULGAR_FRACTIONS:
        _add(number, VULGAR_FRACTIONS[words[end]], end + 1)
        return
    over = _over(tokens, number.start)
    if over and number.end == number.start + 1:
        value, after = over
        number.value = number.low = number.high = value
        number.end, number.form, number.digits = after, "fraction", 2
    elif words[end].isdigit() and "\n" not in tokens.gap(end) and number.value == int(number.value):
        over = _over(tokens, end)
        if over and over[0] < 1:
            _add(number, over[0], over[1])


def _over(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """Numerator "/" denominator, all touching, and no third part ("5/17/2018" is a date)."""
    words = tokens.words
    if (
        index + 2 >= len(words)
        or words[index + 1] not in ("/", "⁄")
        or not (tokens.touches(index + 1) and tokens.touches(index + 2))
    ):
        return None
    above, below = words[index], words[index + 2]
    if not (above.isdigit() and below.isdigit()) or len(above) > 6 or len(below) > 6 or not int(below):
        return None
    if tokens.touches(index + 3) and words[index + 3] in "/-" or tokens.touches(index) and words[index - 1] in "/-":
        return None
    return int(above) / int(below), index + 3


def _add(number: Number, part: float, end: int) -> None:
    number.value += part
    number.low = number.high = number.value
    number.end = end
    number.digits = None if number.digits is None else number.digits + 1


def _is_ordinal_suffix(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    return tokens.touches(index) and tokens.lower[index] in lexicon.ordinal_suffixes


# --- scales ------------------------------------------------------------------------------------------------------


def _scaled(tokens: Tokens, number: Number, lexicon: Lexicon) -> Number:
    """Multiply by the scale words and marks behind the number: million, k, bn, 万; then add "and a half"."""
    words, lower = tokens.words, tokens.lower
    for _ in range(3):
        end = number.end
        if end >= len(words):
            break
        word = words[end]
        if lower[end] in lexicon.scales and _close(tokens, end):
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
        if abs(number.value) * scale > _LARGEST:
            break
        _multiply(number, scale, number.end + 1)
        number.scale *= scale
        if word in IDEOGRAPH_SCALES:
            _add_smaller_ideographs(tokens, number)
    return _add_part_of_scale(tokens, number, lexicon)


def _close(tokens: Tokens, index: int) -> bool:
    """In the same line, or a line break of a hard-wrapped paragraph at most."""
    return "\n\n" not in tokens.gap(index)


def _scale_after_of(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    lower = tokens.lower
    return index + 2 < len(lower) and lower[index + 1] in lexicon.articles and lower[index + 2] in lexicon.scales


_METER_LIKE = frozenset({"m", "t", "b"})


def _is_short_scale(tokens: Tokens, number: Number, lexicon: Lexicon) -> bool:
    """ "113k" and "$5m", but neither "5 m of rope" nor "100 MB" nor "5K race number 5Kx"."""
    end, words = number.end, tokens.words
    mark = words[end]
    if number.form != "digits":
        return False
    after = tokens.lower[end + 1] if end + 1 < len(words) else ""
    if tokens.touches(end + 1) and (after[0].isdigit() or after[0] in "_/^²³"):
        return False
    if not tokens.touches(end):
        # Behind a space only marks of two letters and more are scales, or one letter of money.
        return (len(mark) > 1 and mark not in ("mm", "mil", "tr")) or (
            mark in "MBbmT" and _money_before(tokens, number)
        )
    if mark == "mm":
        return _money_before(tokens, number)
    if mark in _METER_LIKE:
        return _money_before(tokens, number) or mark == "b" and "." in words[end - 1] or _counts_many(tokens, end + 1)
    if mark == "G":
        return "." in words[end - 1] or _money_before(tokens, number)
    if mark == "K":
        return "." not in words[end - 1] or _money_before(tokens, number)
    return mark != "tr"


def _money_before(tokens: Tokens, number: Number) -> bool:
    before = tokens.words[number.start - 1] if number.start else ""
    return bool(before) and (before in "$€£¥₹₩₽₪₺₦₱" or (before.isupper() and len(before) == 3))


def _counts_many(tokens: Tokens, index: int) -> bool:
    """Whether a plural follows: "1.2m users" are millions, "1.2m of rope" are metres."""
    if index >= len(tokens):
        return False
    word = tokens.lower[index]
    return (
        word == "people"
        or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "ous")))
        or word in ("daily", "monthly", "active")
    )


def _add_smaller_ideographs(tokens: Tokens, number: Number) -> None:
    """2億3000万 is two hundred million and thirty million."""
    words, end = tokens.words, number.end
    if end + 1 < len(words) and words[end].isdigit() and tokens.touches(end) and words[end + 1] in IDEOGRAPH_SCALES:
        smaller = IDEOGRAPH_SCALES[words[end + 1]]
        if smaller < number.scale and len(words[end]) <= 8:
            number.value += int(words[end]) * smaller
            number.low = number.high = number.value
            number.digits = significant_digits(number.value)
            number.end, number.scale = end + 2, 1.0


def _add_part_of_scale(tokens: Tokens, number: Number, lexicon: Lexicon) -> Number:
    """ "one million and a half", "3 million and a quarter": the fraction is one of the scale."""
    end = number.end
    if end + 1 < len(tokens) and tokens.lower[end] in lexicon.conjunctions and number.form in ("digits", "words"):
        part = _read_fraction(tokens, end + 1, lexicon)
        if part is not None:
            value, after, scaled = part
            if scaled > number.scale:  # "two and a half million"
                if number.scale > 1:
                    return number
                _add(number, value / scaled, after)
                _multiply(number, scaled, after)
                number.scale = scaled
                return number
            _add(number, value * (1.0 if scaled > 1 else number.scale), after)
            if number.scale == 1.0 and after < len(tokens) and tokens.lower[after] in lexicon.scales:
                return _scaled(tokens, number, lexicon)
    return number


# --- words -------------------------------------------------------------------------------------------------------


def _read_after_article(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool) -> Number | None:
    """a hundred, a dozen, a third, a quarter of a million, a couple, a few thousand."""
    lower = tokens.lower
    if index + 1 >= len(lower):
        return None
    word = lower[index + 1]
    if word in lexicon.scales:
        return _read_words(tokens, index, lexicon, joining=joining)
    fraction = _read_fraction(tokens, index, lexicon)
    if fraction is not None:
        value, end, scale = fraction
        number = Number(index, end, value, value, value, 1, "fraction", scale)
        return _scaled(tokens, number, lexicon) if scale == 1.0 else number
    if word in lexicon.vague:
        vague = _read_vague(tokens, index + 1, lexicon)
        if vague is not None:
            vague.start = index
        return vague
    return None


def _read_words(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool) -> Number | None:
    lower = tokens.lower
    first = lower[index]
    if first in lexicon.vague or first in lexicon.vague_scales:
        return _read_vague(tokens, index, lexicon) if _is_vague_alone(tokens, index, lexicon) else None
    fraction = _read_fraction(tokens, index, lexicon)
    if fraction is not None:
        value, end, scale = fraction
        number = Number(index, end, value, value, value, 1, "fraction", scale)
        return _scaled(tokens, number, lexicon) if scale == 1.0 else number
    if first in lexicon.points and index + 1 < len(lower):
        return _read_bare_point(tokens, index, lexicon)
    number_or_none = _read_cardinal(tokens, index, lexicon, joining=joining)
    if number_or_none is None:
        return None
    if number_or_none.form == "ordinal":
        return number_or_none
    if _add_spoken_decimals(tokens, number_or_none, lexicon):
        return _scaled(tokens, number_or_none, lexicon)
    if not joining:
        return number_or_none
    hyphened = _and_a_half(tokens, number_or_none.end, lexicon)
    if hyphened is not None and number_or_none.scale == 1.0:
        _add(number_or_none, hyphened[0], hyphened[1])
        return _scaled(tokens, number_or_none, lexicon)
    return _add_part_of_scale(tokens, number_or_none, lexicon)


def _read_bare_point(tokens: Tokens, index: int, lexicon: Lexicon) -> Number | None:
    if tokens.words[index + 1].isdigit() and len(tokens.words[index + 1]) < MAX_DIGITS and not index:
        value = float("0." + tokens.words[index + 1])
        return Number(index, index + 2, value, value, value, len(tokens.words[index + 1]), "words")
    return None


def _read_cardinal(tokens: Tokens, index: int, lexicon: Lexicon, *, joining: bool) -> Number | None:
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
            if step == 100 and group >= 100:
                break
            if step < 1000 and group >= 0:
                group = int(group * step)
            elif group >= 0:
                if step >= last_scale:
                    break
                total, last_scale, group = total + group * step, step, -1
            elif total > 0:
                if scale * step > 1e16 or total * step > _LARGEST:
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
        index + 1 < len(tokens) and tokens.words[index] in _HYPHENS and tokens.lower[index + 1] not in lexicon.cardinals
    )


def _over_joint(tokens: Tokens, at: int, group: int, last_scale: float, lexicon: Lexicon, *, joining: bool) -> int:
    """Step over a hyphen or an "and" inside one number; stay where the number may end."""
    lower, length = tokens.lower, len(tokens)
    if at + 1 >= length:
        return at
    word, following = lower[at], lower[at + 1]
    if word in _HYPHENS:
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
    if after + 1 < length and lower[after] in _HYPHENS and lower[after + 1] in lexicon.cardinals:
        after += 2
    scale = lexicon.scales.get(lower[after], 1.0) if after < length else 1.0
    if after + 1 < length and scale == 100 and lexicon.scales.get(lower[after + 1], 0) >= 1000:
        scale *= lexicon.scales[lower[after + 1]]
    if below == 100:
        return at if scale == 100 or scale >= last_scale else at + 1
    if after < length and lower[after] in lexicon.denominators and lower[after].endswith("s"):
        return at  # "two million and three fifths": the fraction is of the scale
    return at if value * scale >= below else at + 1


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


def _add_spoken_decimals(tokens: Tokens, number: Number, lexicon: Lexicon) -> bool:
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
        elif word.isdigit() and not spoken:
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


# --- fractions and vague counts ----------------------------------------------------------------------------------


def _and_a_half(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """ "-and-a-half" behind a number word."""
    lower = tokens.lower
    if (
        index + 5 < len(lower)
        and lower[index] == "-"
        and lower[index + 1] in lexicon.conjunctions
        and lower[index + 2] == "-"
    ):
        if lower[index + 3] in lexicon.articles and lower[index + 5] in lexicon.denominators:
            return lexicon.denominators[lower[index + 5]], index + 6
    return None


def _read_fraction(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int, float] | None:
    """Value, end and scale of "half", "a third", "two thirds", "three-quarters", "half a million", "quarter million"."""
    lower, length = tokens.lower, len(tokens)
    parts = lexicon.denominators
    at, numerator = index, 1.0
    if lower[at] in lexicon.articles:
        at += 1
    elif lower[at] in lexicon.cardinals and lower[at] not in parts:
        top = _read_cardinal_before_part(tokens, at, lexicon)
        if top is None:
            return None
        numerator, at = top
    if at >= length or lower[at] not in parts:
        return None
    word, value = lower[at], parts[lower[at]]
    plural = word.endswith("s") and word[:-1] in lexicon.ordinals or word in ("halves", "quarters")
    if at == index:
        return _read_bare_part(tokens, at, lexicon)
    if numerator == 1 and plural and lower[index] in lexicon.cardinals:
        return None
    if numerator != 1 and not plural and word in lexicon.ordinals:
        return None
    if lower[index] in lexicon.articles and word in lexicon.ordinals and not _closes_fraction(tokens, at + 1, lexicon):
        return None
    return _with_scale_inside(tokens, numerator * value, at + 1, lexicon)


def _closes_fraction(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """ "a third of them", "a third." and "a third more" are fractions, "a third argument" is an ordinal."""
    if index >= len(tokens):
        return True
    word = tokens.lower[index]
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
        and (lower[limit] in lexicon.cardinals or lower[limit] in lexicon.scales or lower[limit] in _HYPHENS)
    ):
        limit += 1
    if limit < length and lower[limit] in lexicon.conjunctions and limit - index < 9:
        number = _read_cardinal(tokens, index, lexicon, joining=True)
        if number is None or number.form != "words" or number.value >= 1000:
            return None
        limit = number.end
    else:
        number = _read_cardinal(tokens, index, lexicon, joining=False)
    if limit >= length or number is None:
        return None
    end = number.end
    if number.form == "ordinal":
        return None
    if end < length and lower[end] in _HYPHENS:
        end += 1
    if end < length and lower[end] in lexicon.denominators and number.value >= 0:
        return number.value, end
    return None


def _read_bare_part(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[float, int, float] | None:
    """ "half of", "half a million", "half the", "quarter million"; "third" alone is an ordinal."""
    lower, word = tokens.lower, tokens.lower[at]
    value = lexicon.denominators[word]
    if word in lexicon.ordinals or word.endswith("s"):
        return None
    scaled = _with_scale_inside(tokens, value, at + 1, lexicon)
    if scaled[2] > 1:
        return scaled
    after = lower[at + 1] if at + 1 < len(lower) else ""
    if value == 0.5 and (word != "half" or after != "-"):
        return scaled
    return None


def _with_scale_inside(tokens: Tokens, value: float, end: int, lexicon: Lexicon) -> tuple[float, int, float]:
    """half a million, quarter million, two thirds of a million, half a dozen."""
    lower, length = tokens.lower, len(tokens)
    at = end
    if at < length and lower[at] in _HYPHENS and tokens.touches(at):
        at += 1
    if at < length and lower[at] in lexicon.of:
        at += 1
    if at < length and lower[at] in lexicon.articles:
        at += 1
    if at < length and lower[at] in _HYPHENS and tokens.touches(at):
        at += 1
    if at < length and lower[at] in lexicon.scales:
        scale = lexicon.scales[lower[at]]
        return value * scale, at + 1, scale
    return value, end, 1.0


def _is_vague_alone(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """ "several", "scores of", and of "few" and "couple" only "few hours" and "couple of weeks"."""
    word = tokens.lower[index]
    following = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    if word in lexicon.vague_behind_article:
        if following in lexicon.of and index + 2 < len(tokens):
            following = tokens.lower[index + 2]
        unit = lexicon.units.get((following,))
        return len(tokens) <= 2 or (unit is not None and unit.kind == "duration")
    return word not in lexicon.vague_scales_of or following in lexicon.of


def _read_vague(tokens: Tokens, index: int, lexicon: Lexicon) -> Number | None:
    """several (hundred), a few (thousand), a couple (of), dozens, hundreds of thousands."""
    lower, length = tokens.lower, len(tokens)
    word = lower[index]
    if word in lexicon.vague:
        vague = lexicon.vague[word]
        low, high, comparator, end = vague.low, vague.high, vague.comparator, index + 1
        of = end < length and lower[end] in lexicon.of
        if of and end + 1 < length and lower[end + 1] in lexicon.scales and word in ("couple", "pair"):
            end += 1
        while end < length and (lower[end] in lexicon.scales or lower[end] in lexicon.vague_scales) and high < 1e15:
            scale = lexicon.scales.get(lower[end]) or lexicon.vague_scales[lower[end]]
            low, high, end = low * scale, high * scale, end + 1
    else:
        scale = lexicon.vague_scales[word]
        low, high, comparator, end = float(scale), scale * (10 if scale != 12 else 100 / 12), "range", index + 1
        while end + 1 < length and lower[end] in lexicon.of and lower[end + 1] in lexicon.vague_scales and high < 1e15:
            scale = lexicon.vague_scales[lower[end + 1]]
            low, high, end = low * scale, high * scale, end + 2
    return Number(index, end, low if low == high else math.nan, low, high, 1, "vague", comparator=comparator)
