"""Numbers in digits: groups, decimals, exponents, slashes.

What belongs here: what a numeral token is worth, and the marks in digits around it. What must never be here: number
words and scales.
"""

from __future__ import annotations

import math
import re

from pipeline.quantities.cardinals import add_spoken_decimals
from pipeline.quantities.lexicon import Lexicon
from pipeline.quantities.lexicons.symbols import POINTED_THOUSANDS, SUPERSCRIPTS, VULGAR_FRACTIONS
from pipeline.quantities.number import LARGEST, MAX_DIGITS, Number, significant_digits
from pipeline.quantities.tokens import Tokens

_MINUS = frozenset("-−–")
_GROUPED = {
    mark: re.compile(
        rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+|\d{{1,2}}(?:{re.escape(mark)}\d{{2}})+{re.escape(mark)}\d{{3}}"
    )
    for mark in ",."
}
"""Groups of three, or of two above the thousands as in India."""
_GROUP_GAPS = frozenset({" ", "\u00a0", "\u2009", "\u202f", "\u2007"})


def opens_decimal(tokens: Tokens, index: int) -> bool:
    """Whether a full stop opens a number (".5"): "word.5" is a footnote mark and "1..5" is neither."""
    return (
        tokens.touches(index + 1)
        and tokens.words[index + 1][0].isdecimal()
        and tokens.words[index + 1].isdecimal()
        and not (
            tokens.touches(index) and (tokens.words[index - 1][-1].isalnum() or tokens.words[index - 1] in '.)]"”')
        )
    )


def read_digits(tokens: Tokens, index: int, lexicon: Lexicon) -> Number | None:
    """The number written in digits at a token: "1,250", ".5", "2½", "3 x 10^6"; None when its signs make none."""
    words, end = tokens.words, index + 1
    if words[index] == ".":
        value, digits, end = float("0." + words[end]), len(words[end].lstrip("0")) or 1, end + 1
    else:
        parsed = parse_numeral(words[index], lexicon)
        if parsed is None:
            return None
        value, digits = parsed
        if words[index].isdecimal() and len(words[index]) <= 3 and end < len(words) and len(words[end]) >= 3:
            spaced = _spaced_groups(tokens, index, lexicon)
            if spaced is not None:
                value, digits, end = spaced
    number = Number(index, end, value, value, value, digits, "digits")
    if end < len(words):
        add_exponent(tokens, number)
        _add_fraction(tokens, number)
        add_spoken_decimals(tokens, number, lexicon)
        if _is_ordinal_suffix(tokens, number.end, lexicon):
            number.form, number.end = "ordinal", number.end + 1
            return number
    return number


def parse_numeral(word: str, lexicon: Lexicon) -> tuple[float, int] | None:
    """Value and significant digits of a numeral token ("1,500.25"), or None if it is no number ("1.2.3")."""
    if len(word) > MAX_DIGITS:
        return None
    if word.isdecimal():
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
    if not whole.isdecimal() or (fraction and not fraction.isdecimal()):
        return None
    value = float(f"{int(whole)}.{fraction or 0}")
    if fraction:
        return value, len((whole + fraction).lstrip("0")) or 1
    return value, significant_digits(value)


def _spaced_groups(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[float, int, int] | None:
    """Groups behind single spaces, each of them three digits wide ("1 414 021 100")."""
    words, end, text = tokens.words, index + 1, tokens.words[index]
    if index and words[index - 1][0].isdecimal():
        return None
    while end < len(words) and len(text) < MAX_DIGITS and words[end][:3].isdecimal() and tokens.gap(end) in _GROUP_GAPS:
        group = words[end]
        if len(group) == 3:
            text, end = text + group, end + 1
        elif group[3:4] == lexicon.decimal_mark and group[4:].isdecimal():
            text, end = f"{text}{group[:3]}.{group[4:]}", end + 1
            break
        else:
            return None
    if end == index + 1 or text.startswith("0"):
        return None
    return float(text), len(text.replace(".", "")) if "." in text else significant_digits(float(text)), end


def add_exponent(tokens: Tokens, number: Number) -> None:
    """1e10, 4.2×10^5, 5.5x10-3, 2.5^-1, 10⁶."""
    words, end = tokens.words, number.end
    mark = words[end]
    if mark in ("e", "E") and tokens.touches(end):
        sign, after = _signed(tokens, end + 1)
        if after < len(words) and tokens.touches(after) and words[after].isdecimal() and len(words[after]) < 3:
            number.multiply(10.0 ** (sign * int(words[after])), after + 1)
        return
    if (
        mark in ("×", "x", "*", "·", "X")
        and end + 2 < len(words)
        and words[end + 1].isdecimal()
        and len(words[end + 1]) < 3
    ):
        base = int(words[end + 1])
        power, after = _power(tokens, end + 2)
        if power is None and base == 10 and words[end + 2] in _MINUS and tokens.touches(end + 2):
            sign, digit = _signed(tokens, end + 2)
            if digit < len(words) and tokens.touches(digit) and words[digit].isdecimal() and len(words[digit]) < 3:
                power, after = sign * int(words[digit]), digit + 1
        if power is not None and base:
            number.multiply(_raise(base, power), after)
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
        if after < len(words) and words[after].isdecimal() and len(words[after]) < 3:
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
        return min(float(base) ** power, LARGEST)
    except OverflowError:
        return LARGEST


def _add_fraction(tokens: Tokens, number: Number) -> None:
    """1/4, 2 1/4, 2½."""
    words, end = tokens.words, number.end
    if end >= len(words):
        return
    if words[end] in VULGAR_FRACTIONS:
        number.add(VULGAR_FRACTIONS[words[end]], end + 1)
        return
    over = _over(tokens, number.start)
    if over and number.end == number.start + 1 and over[0] < 1:
        value, after = over
        number.value = number.low = number.high = value
        number.end, number.form, number.digits = after, "fraction", 2
    elif words[end].isdecimal() and "\n" not in tokens.gap(end) and number.value == int(number.value):
        over = _over(tokens, end)
        if over and over[0] < 1:
            number.add(over[0], over[1])


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
    if not (above.isdecimal() and below.isdecimal()) or len(above) > 6 or len(below) > 6 or not int(below):
        return None
    if (tokens.touches(index + 3) and words[index + 3] in "/-") or (tokens.touches(index) and words[index - 1] in "/-"):
        return None
    return int(above) / int(below), index + 3


def _is_ordinal_suffix(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    stone = tokens.lower[index : index + 1] == ["st"] and not tokens.words[index - 1].endswith("1")  # "16st 4lb"
    return tokens.touches(index) and tokens.lower[index] in lexicon.ordinal_suffixes and not stone


def part_foreign_thousands(tokens: Tokens, number: Number, *, money: str | None, counted: str) -> None:
    """Read the full stop of "€12.500" and "10.000 people" as one that parts thousands, where no decimals can be meant.

    `money` is the currency of the number, `counted` the word behind one that has no unit.
    """
    whole, stop, rest = tokens.words[number.start].partition(".")
    if not stop or len(rest) != 3 or number.end != number.start + 1 or not _GROUPED["."].fullmatch(f"{whole}.{rest}"):
        return
    even = rest == "000"
    if money is not None:
        meant = money in POINTED_THOUSANDS and (even or len(whole) > 1)
    else:
        meant = even and (counted == "people" or (len(whole) > 1 and counted.endswith("s")))
    if meant and whole[0] != "0":
        number.value = number.low = number.high = math.copysign(float(whole + rest), number.value)
        number.digits = significant_digits(number.value)


def close_even_sum(tokens: Tokens, number: Number) -> int | None:
    """The token behind the dash that stands for no cents ("300.-", "5.000,-"), or None.

    A comma before the dash is the decimal mark: the full stop in front of it parts thousands.
    """
    words, end = tokens.words, number.end
    if number.form != "digits" or end + 1 >= len(words) or words[end] not in ",." or words[end + 1] not in _MINUS:
        return None
    if not (tokens.touches(end) and tokens.touches(end + 1)) or (
        tokens.touches(end + 2) and words[end + 2][0].isalnum()
    ):
        return None
    whole = words[end - 1]
    if words[end] == "," and number.start == end - 1 and _GROUPED["."].fullmatch(whole):
        number.value = number.low = number.high = float(whole.replace(".", ""))
        number.digits = significant_digits(number.value)
    return end + 2
