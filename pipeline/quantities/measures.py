"""The unit behind a number: names, symbols, powers, quotients.

What belongs here: from the token behind a number on, which unit stands here and where does it end. What must never be
here: the number itself, and conversion (`units` does that).
"""

from __future__ import annotations

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.lexicons.symbols import CURRENCY_CODES, CURRENCY_SIGNS, PRIMES, SCALED_CODES, UNIT_SYMBOLS
from pipeline.quantities.number import Number
from pipeline.quantities.numerals import read_number
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.units import known
from pipeline.quantities.vocabulary import Vocabulary

_HYPHENS = frozenset("-‐‑")
_POWERS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_RAISED = {"squared": "square", "cubed": "cubic"}
_EXPONENTS = {"2": "square", "3": "cubic", "²": "square", "³": "cubic"}
_PICO_OR_CLOCK = {"pm": "picometer", "am": "attometer"}
_LARGE = 1e4
"""From here on "pounds" are money: "361 million pounds"."""
_PAYMENT_REACH = 5
"""Tokens back to the word that tells of a payment, in the same clause."""
_CLAUSE_ENDS = frozenset(".!?;:,")

Reading = tuple[Unit, int]
"""A unit and the token after it."""


def read_unit(tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary) -> Reading | None:
    """The unit that starts at token `index`, right behind `number`, or None."""
    if index >= len(tokens):
        return None
    hyphened = tokens.words[index] in _HYPHENS and index + 1 < len(tokens) and tokens.touches(index)
    if hyphened:
        if not tokens.touches(index + 1) or not tokens.words[index + 1][0].isalpha():
            return None
        index += 1
    elif "\n\n" in tokens.gap(index):
        return None
    found = _read_single(tokens, index, number, vocabulary, hyphened=hyphened)
    if found is None:
        return _read_rate_of_count(tokens, index, vocabulary)
    unit, end = found
    if unit.kind in ("measure", "duration"):
        unit, end = _raised(tokens, unit, end)
    return _divided(tokens, unit, end, number, vocabulary)


def _read_single(
    tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary, *, hyphened: bool
) -> Reading | None:
    words, lower = tokens.words, tokens.lower
    word = words[index]
    if lower[index] in _POWERS:
        return _powered(tokens, index, number, vocabulary)
    named = vocabulary.units.at(lower, index)
    if named is not None and named[1] > index + 1:
        return named
    letter = vocabulary.lexicon.duration_letters.get(word)
    if letter is not None and tokens.touches(index) and _lasts(tokens, index, number, vocabulary):
        return Unit(letter, "duration"), index + 1
    symbol = UNIT_SYMBOLS.get(word)
    if symbol is None and word in _PICO_OR_CLOCK and number.form == "digits" and _has_odd_decimals(tokens, index):
        return Unit(_PICO_OR_CLOCK[word], "measure"), index + 1
    if symbol is not None and (
        not symbol.loose
        or (not hyphened and _is_loose_symbol(tokens, index, number, vocabulary))
        or (hyphened and word == "m" and number.form == "digits" and not tokens.touches(index + 1))  # "a 5-m wall"
    ):
        return symbol, index + 1
    if named is not None and not (lower[index] == "second" and number.form == "words" and number.value >= 20):
        return _mass_or_money(named, number, tokens, vocabulary)
    money = vocabulary.currencies.at(lower, index)
    if (
        tokens.touches(index + 1)
        and words[index + 1][0].isdecimal()
        and (word in CURRENCY_CODES or word in CURRENCY_SIGNS)
    ):
        return None  # "1 $10 bill": the sign belongs to the next amount
    if money is not None:
        if (word == "p" and not tokens.touches(index)) or (
            word in vocabulary.lexicon.homonyms_of_money
            and abs(number.high) < 100
            and not (
                number.form == "fraction" and tokens.lower[index - 1] in vocabulary.lexicon.articles
            )  # half a crown
        ):
            return None
        return money
    if word in CURRENCY_CODES and number.form != "vague":
        return Unit(word, "money"), index + 1
    if word in SCALED_CODES and number.form == "digits" and number.scale == 1.0:
        code, factor = SCALED_CODES[word]
        return Unit(code, "money", factor), index + 1
    if word in CURRENCY_SIGNS:
        return Unit(CURRENCY_SIGNS[word], "money"), index + 1
    if word[0] in "'\"′″”" and number.form in ("digits", "fraction"):
        return _read_primes(tokens, index)
    return None


def _lasts(tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary) -> bool:
    """Whether "10D" says how long ("for 10D"), and not in how many dimensions ("in 3D")."""
    before = tokens.lower[number.start - 1] if number.start else ""
    glued = tokens.touches(index + 1) and tokens.words[index + 1][0] not in ".,;:!?)"
    solid = tokens.words[index] == "D" and 2 <= number.value <= 4
    return before in vocabulary.lexicon.lasting and not glued and not solid


def _powered(tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary) -> Reading | None:
    """square miles, sq. ft"""
    at = index + 1
    if at < len(tokens) and (tokens.words[at] == "." or (tokens.words[at] in _HYPHENS and tokens.touches(at + 1))):
        at += 1
    if at >= len(tokens):
        return None
    inner = _read_single(tokens, at, number, vocabulary, hyphened=False)
    if inner is None or inner[0].kind != "measure":
        return None
    return Unit(f"{_POWERS[tokens.lower[index]]} {inner[0].name}", "measure"), inner[1]


def _mass_or_money(named: Reading, number: Number, tokens: Tokens, vocabulary: Vocabulary) -> Reading:
    """Pounds weigh below ten thousand and cost above, unless they are called sterling."""
    unit, end = named
    if unit.name == "pound" and len(tokens.lower[end - 1]) > len("lbs"):
        if end < len(tokens) and tokens.lower[end] in vocabulary.lexicon.sterling:
            return Unit("GBP", "money"), end + 1
        if number.scale >= 1000 or abs(number.value) >= _LARGE or _is_paid(tokens, number, end, vocabulary):
            return Unit("GBP", "money"), end
    return named


def _is_paid(tokens: Tokens, number: Number, end: int, vocabulary: Vocabulary) -> bool:
    """Whether pounds are paid ("earned sixty-two pounds a year") or carried in a purse, and not of something."""
    lower, lexicon = tokens.lower, vocabulary.lexicon
    if lower[end : end + 1] and lower[end] in lexicon.of:
        return False
    article = lower[number.start] in lexicon.articles  # "bought for a pound"
    if not article and not lower[end - 1].endswith(lexicon.plural_endings):
        return bool(lower[end : end + 1]) and lower[end] in lexicon.payments  # "a twenty-pound fine", not "bag"
    if not lexicon.purses.isdisjoint(lower[end + 1 : end + 4]):
        return True
    exchanged = number.start > 0 and lower[number.start - 1] in lexicon.in_exchange
    told = lexicon.payments | lexicon.trades if exchanged else lexicon.payments
    for index in range(number.start - 1, max(-1, number.start - 1 - _PAYMENT_REACH), -1):
        if lower[index] in _CLAUSE_ENDS:
            return False
        if lower[index] in told:
            return True
    return False


def _is_loose_symbol(tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary) -> bool:
    """Whether a one-letter word behind digits is a unit symbol, and no initial, label or preposition."""
    if number.form not in ("digits", "fraction") or number.scale > 1:
        return False
    words, word = tokens.words, tokens.words[index]
    touching = tokens.touches(index)
    follower = words[index + 1] if index + 1 < len(words) else ""
    if (
        tokens.touches(index + 1)
        and follower
        and (follower[0].isalpha() or follower in "-_'’" or (follower.isdecimal() and follower not in "23"))
    ):
        return False
    if word == "in":
        return (
            touching or not follower or not follower[0].isalnum() or follower.lower() in vocabulary.lexicon.dimensions
        )
    if word == "s":
        return not (touching and number.value >= 10 and number.value % 10 == 0)
    if word == "d":
        return not touching or number.value > 3
    if touching and word in "CF":
        return abs(number.value) < 100 or not float(number.value).is_integer()  # "a Boeing 777F"
    if not touching and word in "CFKLNVWJ":
        return not follower or not follower[0].isalnum() or follower[0].islower()
    return tokens.gap(index) in ("", " ", "\u00a0", "\u2009", "\u202f")


def _has_odd_decimals(tokens: Tokens, index: int) -> bool:
    """Tell lengths ("2.1 pm", "2.123 am") from times of day ("2 pm", "2.15 pm")."""
    _, point, decimals = tokens.words[index - 1].partition(".")
    return bool(point) and len(decimals) != 2


def _read_primes(tokens: Tokens, index: int) -> Reading | None:
    """Feet and inches; a quotation mark that closes a quotation is none."""
    mark = tokens.words[index]
    if not tokens.touches(index) or (tokens.touches(index + 1) and tokens.words[index + 1][0].isalpha()):
        return None
    if mark == "'" and tokens.touches(index + 1) and tokens.words[index + 1] == "'":
        return Unit("inch", "measure"), index + 2
    opened = tokens.text[max(tokens.starts[index] - 200, 0) : tokens.starts[index]].count(mark)
    if mark == "”" or opened % 2:
        return None
    return Unit(PRIMES[mark], "measure"), index + 1


def _raised(tokens: Tokens, unit: Unit, end: int) -> Reading:
    """m2, m², m^2, s-1, fb−1, km cubed."""
    words, length = tokens.words, len(tokens)
    if end >= length:
        return unit, end
    word = words[end]
    if tokens.lower[end] in _RAISED:
        return Unit(f"{_RAISED[word]} {unit.name}", unit.kind), end + 1
    if not tokens.touches(end):
        return unit, end
    if word == "^" and end + 1 < length and words[end + 1] in _EXPONENTS:
        return Unit(f"{_EXPONENTS[words[end + 1]]} {unit.name}", unit.kind), end + 2
    if word in _EXPONENTS and not (tokens.touches(end + 1) and words[end + 1][0].isalnum()):
        return Unit(f"{_EXPONENTS[word]} {unit.name}", unit.kind), end + 1
    if word in ("-", "−", "⁻") and end + 1 < length and tokens.touches(end + 1) and words[end + 1] in ("1", "¹"):
        return Unit(f"inverse {unit.name}", "measure"), end + 2
    return unit, end


def _divided(tokens: Tokens, unit: Unit, end: int, number: Number, vocabulary: Vocabulary) -> Reading:
    """km/h, miles an hour, mg per litre, $15 per hour, J/m² per year."""
    words, lower, length = tokens.words, tokens.lower, len(tokens)
    for _ in range(2):
        if end + 1 >= length:
            break
        slash = words[end] == "/" and tokens.touches(end) and tokens.touches(end + 1)
        timed = lower[end] in vocabulary.lexicon.per_time
        if not slash and not ((timed or lower[end] in vocabulary.lexicon.per) and "\n" not in tokens.gap(end)):
            break
        below = _read_denominator(tokens, end + 1, number, vocabulary, slash=slash)
        if below is None:
            break
        dated = below[1] < length and words[below[1]][0].isdecimal()
        if timed and (below[0].kind != "duration" or dated):
            break  # "im Jahr 2020"
        article = lower[end] in vocabulary.lexicon.articles
        if article and below[0].kind != "duration" and unit.kind != "money":
            break
        if article and opens_offset(tokens, below[1], vocabulary):
            break
        kind = "measure" if unit.kind == "duration" else unit.kind
        unit, end = Unit(f"{unit.name} per {below[0].name}", kind, unit.factor), below[1]
    return unit, end


def _read_denominator(
    tokens: Tokens, index: int, number: Number, vocabulary: Vocabulary, *, slash: bool
) -> Reading | None:
    word = tokens.words[index]
    if slash or tokens.lower[index - 1] in vocabulary.lexicon.per_strictly:
        symbol = UNIT_SYMBOLS.get(word)
        if symbol is not None and symbol.kind in ("measure", "duration"):
            return _raised(tokens, symbol, index + 1)
    if tokens.lower[index] in _POWERS:
        return _powered(tokens, index, number, vocabulary)
    named = vocabulary.units.at(tokens.lower, index)
    if named is not None and named[0].kind in ("measure", "duration") and named[0].name != "degree":
        return _raised(tokens, *named)
    if tokens.lower[index - 1] in vocabulary.lexicon.per_strictly:
        return _read_many(tokens, index, vocabulary)
    return None


def _read_priced(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Reading | None:
    """The "a share" of "$1.20 a share"."""
    noun = tokens.lower[index + 1]
    return (Unit(noun, "measure"), index + 2) if noun in vocabulary.lexicon.priced else None


def _read_many(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Reading | None:
    """per 100,000 people, per capita, per person"""
    if tokens.lower[index] in vocabulary.lexicon.heads:
        return Unit("person", "count"), index + 1
    if tokens.lower[index] in vocabulary.lexicon.annual:
        return Unit("year", "duration"), index + 1
    many = read_number(tokens, index, vocabulary.lexicon) if tokens.words[index][0].isalnum() else None
    if many is None:
        noun = tokens.words[index]
        plain = len(noun) > 2 and is_common_noun(noun, vocabulary) and noun not in vocabulary.lexicon.no_heads
        return (Unit(noun.lower(), "count"), index + 1) if plain else None  # "per household"
    if many.form not in ("digits", "words") or many.value < 2:
        return None
    return Unit(f"{many.value:.15g}", "count"), many.end


def _read_rate_of_count(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Reading | None:
    """What is counted has no unit, but its rate has: "13 per 100,000", "40 a day"."""
    lower = tokens.lower
    slash = lower[index] == "/" and tokens.touches(index) and tokens.touches(index + 1)
    if index + 1 >= len(lower) or not (slash or lower[index] in vocabulary.lexicon.per):
        return None
    nothing = Number(index, index, 1.0, 1.0, 1.0, None, "words")
    below = _read_denominator(tokens, index + 1, nothing, vocabulary, slash=slash)
    if below is None or (
        lower[index] not in vocabulary.lexicon.per_strictly
        and not slash
        and (below[0].kind != "duration" or opens_offset(tokens, below[1], vocabulary))
    ):
        return None
    return Unit(f"per {below[0].name}", "count"), below[1]


def read_price_rate(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Reading | None:
    """What a price is for: "a gallon", "per ounce"."""
    if index + 1 >= len(tokens) or tokens.lower[index] not in vocabulary.lexicon.per:
        return None
    nothing = Number(index, index, 1.0, 1.0, 1.0, None, "words")
    below = _read_denominator(tokens, index + 1, nothing, vocabulary, slash=False)
    below = below or _read_priced(tokens, index, vocabulary)
    if below is None or below[0].kind != "measure":
        return None
    return Unit(f"per {below[0].name}", "count"), below[1]


def read_second_rate(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Reading | None:
    """The "per year" or "a year" of "$300 per person per year"."""
    found = _read_rate_of_count(tokens, index, vocabulary) if index < len(tokens) else None
    return found if found is not None and known(found[0].name.removeprefix("per ")) else None


def is_common_noun(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word may be one: in lower case, or capitalised in a language that capitalises all of them."""
    return word.isalpha() and (word.islower() or (vocabulary.lexicon.capital_nouns and word.istitle()))


def rate_behind_noun(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Unit | None:
    """The rate behind what is counted from token `index` on: "13 traffic deaths per 100,000", "two meals a day".

    The noun and the rate stay outside the figure, which is of one thing for each of another all the same.
    """
    lexicon, lower = vocabulary.lexicon, tokens.lower
    if lexicon.per.isdisjoint(lower[index + 1 : index + 3]):
        return None
    for at in (index + 1, index + 2):
        noun = tokens.words[at - 1] if at + 1 < len(tokens) else ""
        if not is_common_noun(noun, vocabulary) or noun in lexicon.per or noun in lexicon.of:
            return None
        strictly = lower[at] in lexicon.per_strictly
        if not strictly and (lower[at] not in lexicon.articles or at > index + 1):
            continue
        nothing = Number(at, at, 1.0, 1.0, 1.0, None, "words")
        below = _read_denominator(tokens, at + 1, nothing, vocabulary, slash=False)
        if below is None:
            return None
        behind = lower[below[1]] if below[1] < len(lower) else ""
        if not strictly and (below[0].kind != "duration" or behind in lexicon.offsets):
            return None
        return Unit(f"per {below[0].name}", "count")
    return None


def opens_offset(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    """Whether the duration that ends at `index` says when and not how often: "$9 billion a year before"."""
    lexicon = vocabulary.lexicon
    if index >= len(tokens):
        return False
    if tokens.lower[index] in lexicon.offsets_alone:
        return True
    closed = index + 1 >= len(tokens) or not tokens.words[index + 1][0].isalnum()
    return tokens.lower[index] in lexicon.offsets_at_end and closed
