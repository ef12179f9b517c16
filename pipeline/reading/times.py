"""The time that a figure speaks of, and whether a claim holds now, at a named time, or in somebody's words.

What belongs here: choosing among the dates of a sentence, carrying one over from what stands before, scope. What must
never be here: reading a date from words (`pipeline.quantities`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.model import Mention, Scope
from pipeline.quantities import Quantity, find_quantities
from pipeline.reading.periods import date_span
from pipeline.reading.phrases import Word, clause_around, has_verb, is_pronoun, is_verb, scan, sentence_subject
from pipeline.reading.sentences import Sentence
from pipeline.reading.words import FORECASTS, PAST, PRESENT, REPORTING

_CLOSE = 7
_OPENING = 6
_READER = frozenset({"you", "we", "i", "who", "there", "one"})
_RELATIVE = frozenset({"which", "who", "whose", "where", "whom"})
_RECENT = dt.timedelta(days=200)
_QUOTES = '"“”'


YEAR_ALONE = re.compile(r"1\d{3}|20\d{2}")
ANAPHORIC = re.compile(
    r"(?:(?:by|at|until|on|in|before|after)\s+)?(?:"
    r"(?:that|the same|the next|the previous|the very) (?:day|night|morning|afternoon|evening|week|month|year|season|"
    r"decade|century|spring|summer|autumn|winter)|"
    r"(?:the|a|that)?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"the end of the (?:day|week|month|year|decade|century))",
    re.IGNORECASE,
)
"""Dates that point to another one, or to any day of a name; they state no date of their own."""


@dataclass(slots=True)
class CarriedTime:
    """The date a paragraph speaks of so far. `scene` when a sentence opened with it: it holds until the next date."""

    date: str | None = None
    scene: bool = False

    def after(self, sentence: Sentence) -> None:
        """Take in a sentence that was read."""
        dated = [date for date in sentence.dates if _iso(date)]
        if not dated:
            if not self.scene and not leans_back(sentence):
                self.date = None
            return
        first = dated[0]
        before = [word for word in sentence.words if word.end <= first.start]
        opening = len(before) <= _OPENING and not has_verb(before)
        self.date = _iso(first) if opening else _iso(dated[-1])
        self.scene = opening


def time_of(quantity: Quantity, sentence: Sentence, carried: CarriedTime) -> str | None:
    """The date a figure speaks of: of its phrase, else of its sentence, its table headings, or what stands before."""
    if quantity.kind == "date":
        return _iso(quantity)
    clause = clause_around(sentence.words, quantity.start)
    low, high = clause[0].start, clause[-1].end
    dates = [
        date for date in sentence.dates if _iso(date) and low <= date.start < high and date.start != quantity.start
    ]
    behind = next((date for date in dates if date.start >= quantity.end), None)
    if behind is not None and _is_close(quantity, behind, sentence):
        return _iso(behind)
    before = [date for date in dates if date.end <= quantity.start and not _is_aside(date, quantity, sentence)]
    if before:
        return _iso(before[-1])
    if behind is not None:
        return _iso(behind)
    for label in sentence.block.labels:
        named = _label_date(label)
        if named is not None:
            return named
    if carried.date and (carried.scene or leans_back(sentence)):
        return carried.date
    return None


def leans_back(sentence: Sentence) -> bool:
    """Whether a sentence lives on what stands before: a fragment, or one about "it"."""
    subject = sentence_subject(sentence.words)
    return not has_verb(sentence.words) or (is_pronoun(subject) and not any(word.lower in _READER for word in subject))


def _iso(date: Quantity) -> str | None:
    """The date as one ISO value; for a period between two dates its last year; None when it is open to the future, or
    only points back ("that year", "the Tuesday")."""
    if ANAPHORIC.fullmatch(date.text):
        return None
    if isinstance(date.value, str) and (date.high is not None or date.value.startswith("-")):
        return date.value
    if date.high is None:
        return None
    last = dt.date.fromisoformat(str(date.high)) - dt.timedelta(days=1)
    return f"{last.year:04d}"


def _label_date(label: str) -> str | None:
    """The date that a table's heading names; four digits alone are a year there."""
    if YEAR_ALONE.fullmatch(label.strip()):
        return label.strip()
    return next((_iso(date) for date in find_quantities(label) if date.kind == "date" and _iso(date)), None)


def _is_aside(date: Quantity, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a date before the figure belongs to a relative clause that a comma closes: ", which had ... in 1990,"."""
    words = [word for word in sentence.words if word.end <= quantity.start]
    closed = any(word.text == "," and word.start >= date.end for word in words)
    opening = [index for index, word in enumerate(words) if word.text == "," and word.end <= date.start]
    return closed and bool(opening) and words[opening[-1] + 1].lower in _RELATIVE


def _is_close(quantity: Quantity, date: Quantity, sentence: Sentence) -> bool:
    between = [word for word in sentence.words if quantity.end <= word.start and word.end <= date.start]
    figures = any(quantity.end <= other.start < date.start for other in sentence.quantities)
    return len(between) <= _CLOSE and not figures and not any(word.text in ",;:—–" for word in between)


def scope_of(mention: Mention, published: str | None) -> Scope:
    """What the text implies: attributed when somebody says or forecasts it, dated when its time has passed, standing
    when it is told as true at the time of the chapter. A date tells an event: dated."""
    words = scan(mention.sentence)
    if _is_attributed(mention, words):
        return "attributed"
    if mention.kind in ("date", "age"):
        return "dated"
    if mention.as_of is not None:
        return "standing" if _is_recent(mention.as_of, published) else "dated"
    lower = {word.lower for word in words}
    if lower & PRESENT:
        return "standing"
    return (
        "dated"
        if lower & PAST or any(word.lower.endswith("ed") and is_verb(words, at) for at, word in enumerate(words))
        else "standing"
    )


def _is_attributed(mention: Mention, words: list[Word]) -> bool:
    """Whether a figure stands in somebody's words: quoted, said, estimated, forecast, "according to"."""
    before = mention.sentence[: max(0, mention.sentence.find(mention.quote))]
    if before.count("“") > before.count("”") or before.count('"') % 2 == 1:
        return True
    return any(word.lower in REPORTING or word.lower in FORECASTS or word.lower == "according" for word in words)


def _is_recent(as_of: str, published: str | None) -> bool:
    span, now = date_span(as_of), date_span(published or "")
    if span is None or now is None:
        return False
    return span[1] > now[0] - _RECENT
