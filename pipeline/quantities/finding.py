"""The front door of the room: numbers and dates of a text in one ordered list.

What belongs here: chunks, the meeting of numbers with dates, and the promise that nothing overlaps. What must never be
here: how a number or a date is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from pipeline.quantities.coins import settle_coins
from pipeline.quantities.dates import read_dates
from pipeline.quantities.grammar import read_numbers
from pipeline.quantities.identifiers import addresses
from pipeline.quantities.negatives import IDENTIFIER
from pipeline.quantities.quantity import Quantity
from pipeline.quantities.tokens import chunks, scan
from pipeline.quantities.vocabulary import Vocabulary, vocabulary_for


def find_quantities(text: str, reference: dt.date | None = None, *, language: str = "en") -> list[Quantity]:
    """The quantities and dates that `text` asserts, ordered by start, not overlapping.

    Args:
        text: any text; offsets of the result count in it, `text[q.start:q.end] == q.text`.
        reference: the day that relative dates count from ("last year"); without it they have no value.
        language: code of the lexicon, "en" or "de".

    Raises:
        UnknownLanguageError: there is no lexicon for `language`.
    """
    return [quantity for quantity in read_quantities(text, reference, language=language) if quantity.why_not is None]


def read_quantities(text: str, reference: dt.date | None = None, *, language: str = "en") -> list[Quantity]:
    """As `find_quantities`, with the rejected ones too: those carry the reason in `why_not`."""
    vocabulary = vocabulary_for(language)
    found: list[Quantity] = []
    for offset, piece in chunks(text):
        quantities = _read_chunk(piece, reference, vocabulary)
        found.extend(quantities if not offset else (_shifted(quantity, offset) for quantity in quantities))
    return found


def _read_chunk(text: str, reference: dt.date | None, vocabulary: Vocabulary) -> list[Quantity]:
    tokens = scan(text)
    numbers = settle_coins(tokens, read_numbers(tokens, vocabulary), vocabulary)
    dates = read_dates(text, tokens, reference, vocabulary.lexicon)
    dates = list(_behind_rates(text, numbers, dates, reference, vocabulary))
    merged = list(_merged(numbers, dates))
    hidden = addresses(text)
    return list(_outside(merged, hidden)) if hidden else merged


def _shifted(quantity: Quantity, offset: int) -> Quantity:
    return replace(quantity, start=quantity.start + offset, end=quantity.end + offset)


def _behind_rates(
    text: str, numbers: list[Quantity], dates: list[Quantity], reference: dt.date | None, vocabulary: Vocabulary
) -> Iterator[Quantity]:
    """The dates, each read again behind the rate that its first words belong to: "€6,000 a year in 2018"."""
    at = 0
    for date in dates:
        while at < len(numbers) and numbers[at].end <= date.start:
            at += 1
        rate = numbers[at] if at < len(numbers) else None
        if rate is None or not rate.start < date.start < rate.end < date.end or " per " not in (rate.unit or ""):
            yield date
            continue
        tail = text[rate.end : date.end]
        for again in read_dates(tail, scan(tail), reference, vocabulary.lexicon):
            yield _shifted(again, rate.end)


def _merged(numbers: list[Quantity], dates: list[Quantity]) -> Iterator[Quantity]:
    """Dates win over the numbers that they overlap, unless the number holds the date and goes on behind it."""
    at = 0
    for number in numbers:
        while at < len(dates) and dates[at].end <= number.start:
            yield dates[at]
            at += 1
        while at < len(dates) and _holds(number, dates[at]):
            at += 1  # "2000 over 3", "2/1000 kilograms"
        if at < len(dates) and dates[at].start < number.end:
            continue
        yield number
    yield from dates[at:]


def _holds(number: Quantity, date: Quantity) -> bool:
    """Whether a date was read out of the beginning of a number: "2000 over 3", "two thousand one hundred"."""
    if number.unit and " per " in number.unit and number.start < date.start < number.end:
        return True  # "$500 a week before tax": the rate's period opens no date
    if number.kind == "age" and number.start <= date.start and date.end <= number.end:
        return True  # "her late eighties" is no decade of a century
    if number.kind == "money" and number.start == date.start and isinstance(date.value, str) and len(date.value) == 4:
        return number.text[: len(date.text)] != date.text or number.low != float(date.value)  # not "in 2021 dollars"
    inside = number.start <= date.start and date.end < number.end
    if not inside or number.why_not is not None:
        return False
    if number.comparator == "range" and number.kind == "duration" and "/" in str(date.value):
        return False  # "the 2009-2018 decade" counts no decades
    return number.kind != "ordinal" if number.comparator != "range" else number.kind != "count"


def _outside(quantities: list[Quantity], hidden: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Digits of a web or mail address assert nothing."""
    at = 0
    for quantity in quantities:
        while at < len(hidden) and hidden[at][1] <= quantity.start:
            at += 1
        inside = at < len(hidden) and hidden[at][0] < quantity.end
        yield replace(quantity, why_not=quantity.why_not or IDENTIFIER) if inside else quantity
