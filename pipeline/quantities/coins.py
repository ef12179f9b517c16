"""Whose cents: the hundredths of the currency that a paragraph or its whole text speaks of, and coins that are a share
of it.

What belongs here: reading coins by the money around them. What must never be here: reading a sum, and conversion.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import replace
from functools import cache
from itertools import compress, count

from pipeline.quantities.lexicon import lexicon_for
from pipeline.quantities.quantity import Quantity
from pipeline.quantities.term import NO_UNIT, Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_CENTED = frozenset({"USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "ZAR", "TWD", "JMD"})
"""Currencies whose hundredths are called cents."""
_SENTENCE_END = re.compile(r"[.!?]\s")
_ABBREVIATED = "ct"
"""Cents where money is spoken of, carats elsewhere."""
_NAMES = {
    "USD": re.compile(r"(?<![A-Z])(?:US ?)?\$|\bUSD\b|\b[Dd]ollars?\b"),
    "EUR": re.compile(r"€|\bEUR\b|\b[Ee]uros?\b"),
    "AUD": re.compile(r"\bA\$|\bAUD\b|\bAustralian dollars?\b"),
    "CAD": re.compile(r"\bC\$|\bCAD\b|\bCanadian dollars?\b"),
    "NZD": re.compile(r"\bNZ\$|\bNZD\b|\bNew Zealand dollars?\b"),
    "SGD": re.compile(r"\bS\$|\bSGD\b|\bSingapore dollars?\b"),
    "HKD": re.compile(r"\bHK\$|\bHKD\b|\bHong Kong dollars?\b"),
    "ZAR": re.compile(r"\bZAR\b|\b[Rr]and\b(?! [A-Z])"),
}
_PREVAILS = 2
"""How many times as often as any other a currency is named that a text is written in."""
_Spoken = tuple[list[int], list[str]]
"""Where money is named, and its currency."""


def take_share_of_whole(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Make a share of "35 cents on the dollar" and "20p in the pound"."""
    lower, lexicon, at = tokens.lower, vocabulary.lexicon, term.end
    if term.unit.kind != "money" or term.unit.factor >= 1 or at + 2 >= len(lower):
        return
    if lower[at] in lexicon.shared_by and lower[at + 1] in lexicon.definite and lower[at + 2] in lexicon.whole_coins:
        term.unit, term.kind, term.end = NO_UNIT, "ratio", at + 3


def prevailing_currency(text: str) -> str | None:
    """The currency with cents that a text is written in: named twice as often as any other of them; None without one.

    One pass of a regular expression for each, whatever the length."""
    counts = sorted(((len(named.findall(text)), code) for code, named in _NAMES.items()), reverse=True)
    (most, code), (next_most, _) = counts[:2]
    return code if most >= _PREVAILS and most >= _PREVAILS * next_most else None


def lend_currency(text: str, numbers: list[Quantity], currency: str | None) -> list[Quantity]:
    """The numbers of a paragraph whose cents nothing in it settles, in the currency that prevails around it."""
    coins = ("cent",)
    lent = currency is not None and currency != "USD" and any(_is_open(number, coins) for number in numbers)
    if currency is None or not lent or _NAMES["USD"].search(text):
        return numbers
    return [_in_currency(number, currency) if _is_open(number, coins) else number for number in numbers]


def _is_open(number: Quantity, coins: tuple[str, ...]) -> bool:
    return _is_coin(number, coins) or _is_abbreviated(number)


def _is_abbreviated(number: Quantity) -> bool:
    return number.text.endswith(_ABBREVIATED) and (number.unit == "carat" or number.kind == "money")


def _in_currency(number: Quantity, currency: str) -> Quantity:
    if number.unit != "carat":
        return replace(number, unit=f"{currency}{(number.unit or '')[3:]}")
    value, low, high = (
        bound / 100 if isinstance(bound, int | float) else bound for bound in (number.value, number.low, number.high)
    )
    return replace(number, kind="money", unit=currency, value=value, low=low, high=high)


def settle_coins(tokens: Tokens, numbers: list[Quantity], vocabulary: Vocabulary) -> list[Quantity]:
    """The numbers with cents in the currency that their paragraph named last, or names next in their sentence."""
    coins = vocabulary.lexicon.coins
    if not coins or not any(_is_open(number, coins) for number in numbers):
        return numbers
    spoken = _currencies(tokens, numbers, vocabulary)
    return [_settled(tokens.text, number, spoken) if _is_open(number, coins) else number for number in numbers]


def _is_coin(number: Quantity, coins: tuple[str, ...]) -> bool:
    if number.kind != "money" or not (number.unit or "").startswith("USD"):
        return False
    words = number.text.lower().split()
    return any(word.startswith(coin) for word in words for coin in coins) and "us" not in words and "$" not in words[0]


def _currencies(tokens: Tokens, numbers: list[Quantity], vocabulary: Vocabulary) -> _Spoken:
    """Every place where a currency with cents is named: in a sum, or alone ("of every euro")."""
    coins = vocabulary.lexicon.coins
    named = {
        number.start: (number.unit or "").split(" ")[0]
        for number in numbers
        if number.kind == "money" and not _is_open(number, coins)
    }
    words = _names(vocabulary.lexicon.language)
    for index in compress(count(), map(words.__contains__, tokens.lower)):
        named.setdefault(tokens.starts[index], words[tokens.lower[index]])
    places = sorted(place for place in named if named[place] in _CENTED)
    return places, [named[place] for place in places]


@cache
def _names(language: str) -> dict[str, str]:
    """The currencies that one word names, by that word."""
    table = lexicon_for(language).currencies
    whole = ((phrase, unit.name) for phrase, unit in table.items() if len(phrase) == 1 and unit.factor == 1)
    return {phrase[0]: name for phrase, name in whole if phrase[0].isalpha()}


def _settled(text: str, number: Quantity, spoken: _Spoken) -> Quantity:
    places, names = spoken
    at = bisect.bisect_left(places, number.start)
    name = None
    if at and "\n" not in text[places[at - 1] : number.start]:
        name = names[at - 1]
    elif at < len(places):
        between = text[number.end : places[at]]
        name = None if "\n" in between or _SENTENCE_END.search(between) else names[at]
    return number if name is None else _in_currency(number, name)
