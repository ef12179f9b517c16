"""Ages and spans against dates: born in 1948 and fifty-one in 1991; closed from 1967 to 1975, "those eleven years".

What belongs here: what two dates of one passage leave between them, and figures that tell it otherwise. What must never
be here: dates of one event told twice (`events`), and sums of other figures (`arithmetic`).
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.model import Mention
from pipeline.quantities import find_quantities
from pipeline.quantities.dates_names import span_of_name
from pipeline.reading.arithmetic import Tension
from pipeline.reading.topics import names

_BORN = re.compile(r"\b(?:born|birth)\b[^.;:]{0,40}$", re.IGNORECASE)
_AGED = re.compile(r"\b(?:at|aged|age|turned|turning|was|is|still|only|barely|then|now)\s*$", re.IGNORECASE)
_STATE = re.compile(r"\b(?:was|is|were|now|then|still|already)\s*$", re.IGNORECASE)
_NO_NOUN = re.compile(r"^(?:\s*[.,;:—–)\"”]|\s+(?:that|then|now|when|in|at|on|and|years old|years of age)\b)")
_POINTS_BACK = re.compile(r"\b(?:those|these)\s*$", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(
    r"^\s*[,(—–]?\s*(?:a|the)?\s*(?:period|span|stretch|total)?\s*(?:of|for)?\s*$", re.IGNORECASE
)
_FROM_TO = re.compile(r"from\b", re.IGNORECASE)
_RIGHT_AHEAD = re.compile(r"^(?: [^.;:,]{0,50})?,\s*$")
_LATER = re.compile(r"\b(?P<span>[\w\s-]+?) (?:later|after|afterwards)$", re.IGNORECASE)
_APPOSED = re.compile(r"^,?\s*(?:in|on|by)?\s*$", re.IGNORECASE)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5, "century": 36525.0}
_REACH = 200
_SLACK = 0.07
_OLDEST = 115
_REMEMBERED = 20
_Birth = tuple[Mention, int, frozenset[str]]
"""The date of a birth, its year, and the names in its sentence before it."""
_YEARS_BETWEEN = 2
"""Years that an age may be off before it is called wrong: the time that a figure speaks of is read, not said."""


def lived_wrongly(text: str, mentions: Sequence[Mention]) -> Iterator[Tension]:
    """Ages that a year of birth forbids, and spans of time that their dates forbid, in reading order."""
    yield from _ages(text, mentions)
    for one, other in itertools.pairwise(mentions):
        yield from _named_span(text, one, other)
    yield from _later(text, mentions)


def _ages(text: str, mentions: Sequence[Mention]) -> Iterator[Tension]:
    births: list[_Birth] = []
    for mention in mentions:
        before = mention.sentence[: max(0, mention.sentence.find(mention.quote))]
        if mention.kind == "date" and mention.comparator == "eq" and mention.date_low and _BORN.search(before):
            births.append((mention, mention.date_low.year, names(before.partition(" ")[2]) | names(before)))
            continue
        age, year = _age(mention), _year(mention.as_of)
        if age is None or year is None or not _is_dated(mention, mentions):
            continue
        birth = next((entry for entry in reversed(births[-_REMEMBERED:]) if _one_person(text, mention, entry)), None)
        if birth is None or birth[1] >= year:
            continue
        lived = year - birth[1]
        if not lived - _YEARS_BETWEEN <= age <= lived + 1:
            yield birth[0], mention, f"An age and a year of birth that leaves {lived - 1} or {lived}"


def _is_dated(age: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the text says when the age was: it tells a state of the story's own time ("was fifty-one"), or names a
    date beside it; "at sixteen" is of any time."""
    if _STATE.search(age.prefix):
        return True
    return any(
        other.kind == "date" and other.sentence == age.sentence and other.as_of == age.as_of for other in mentions
    )


def _age(mention: Mention) -> float | None:
    """The age that a mention tells, in years; None when it is none."""
    value = mention.value
    if value is None or mention.comparator != "eq" or not 1 <= value <= _OLDEST or value != int(value):
        return None
    if mention.kind == "age":
        return value if mention.unit == "year" else None
    plain = mention.kind == "count" and value >= 10
    return value if plain and _AGED.search(mention.prefix) and _NO_NOUN.match(mention.suffix) else None


def _one_person(text: str, age: Mention, birth: _Birth) -> bool:
    born, _, named = birth
    if born.sentence == age.sentence:
        return True
    spoken = names(age.sentence.partition(" ")[2]) | names(age.subject or "") | names(age.sentence.split(" ")[0])
    one_paragraph = "\n\n" not in text[born.end_char : age.start_char]
    by_pronoun = re.match(r"(?:He|She)\b", age.sentence) is not None
    return bool(named & spoken) or (one_paragraph and by_pronoun and not spoken - {"he", "she"})


def _named_span(text: str, dates: Mention, span: Mention) -> Iterator[Tension]:
    """A span behind the two dates it lies between: "from 1967 to 1975. For those eleven years"."""
    if dates.kind == "duration" and span.kind == "date":  # "ten years under one director, from 2000 to 2017"
        dates, span = span, dates
        ahead = text[span.end_char : dates.start_char]
        if _FROM_TO.match(dates.quote) and _RIGHT_AHEAD.match(ahead) and _is_wrong_span(dates, span):
            yield span, dates, "A span of time and its dates"
        return
    between = text[dates.end_char : span.start_char]
    if dates.kind != "date" or span.kind != "duration" or len(between) > _REACH or "\n" in between:
        return
    if not (_POINTS_BACK.search(between) or _RIGHT_BEHIND.match(between)):
        return
    if _is_wrong_span(dates, span):
        yield dates, span, "A span of time and its dates"


def _is_wrong_span(dates: Mention, span: Mention) -> bool:
    ends = _ends_of(dates)
    if ends is None or span.value is None or span.comparator not in ("eq", "approx"):
        return False
    return not _lasts(ends[0], ends[1], span.value, span.unit or "")


def _ends_of(dates: Mention) -> tuple[tuple[dt.date, dt.date], tuple[dt.date, dt.date]] | None:
    first, stroke, last = (dates.date or "").partition("/")
    begin, end = span_of_name(first), span_of_name(last)
    return (begin, end) if stroke and begin and end else None


def _lasts(begin: tuple[dt.date, dt.date], end: tuple[dt.date, dt.date], value: float, unit: str) -> bool:
    """Whether a span of so many units may lie between two dates, each known to lie in a period."""
    days = _DAYS.get(unit)
    if days is None:
        return True
    least, most = (end[0] - begin[1]).days, (end[1] - begin[0]).days
    slack = max(days / 2, _SLACK * value * days)
    return least - slack <= value * days <= most + slack


def _later(text: str, mentions: Sequence[Mention]) -> Iterator[Tension]:
    """A date told twice at one place, as so long after another and by its name: "Forty years later, in 1980,"."""
    dates = [mention for mention in mentions if mention.kind == "date"]
    for before, one, other in zip(dates, dates[1:], dates[2:], strict=False):
        if not _APPOSED.match(text[one.end_char : other.start_char]) or one.sentence != other.sentence:
            continue
        relative, named = (one, other) if _LATER.search(one.quote) else (other, one)
        told = _LATER.search(relative.quote)
        if relative.quote.endswith("after") and not _NO_NOUN.match(relative.suffix):
            continue
        if told is None or _LATER.search(named.quote) or len(text[before.end_char : one.start_char]) > _REACH:
            continue
        span = next((found for found in find_quantities(told["span"]) if found.kind == "duration"), None)
        begin, end = span_of_name(before.date or ""), span_of_name(named.date or "")
        if span is None or not isinstance(span.value, int | float) or begin is None or end is None or end[0] < begin[0]:
            continue
        if not _lasts(begin, end, span.value, span.unit or ""):
            yield one, other, "A date and the time since the one before it"


def _year(as_of: str | None) -> int | None:
    span = span_of_name(as_of or "")
    return span[0].year if span is not None and (span[1] - span[0]).days <= 366 else None
