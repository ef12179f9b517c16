"""Spans of time that a sentence tells its figures over, against the date of the story that it is lent.

What belongs here: how far a sentence's own span ("within eighteen months") leaves an earlier date. What must never be
here: which date is carried (`times`).
"""

from __future__ import annotations

from pipeline.quantities.dates_names import span_of_name
from pipeline.reading.sentences import Sentence

_DAYS = {"day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4, "year": 365.25, "decade": 3652.5}
_OVER = frozenset({"in", "within", "over", "after", "during"})
_YEAR = 366
"""Days from which on a span leaves a date not even its year."""
_OPENING = 2
"""Words among which a "for" opens its sentence: "For six years, ..."."""


def widened_by_a_span(date: str | None, sentence: Sentence) -> str | None:
    """The date that a sentence without one is lent, as far as its own span leaves it: what came about "in six weeks" is
    not of one day but of its year, and what took years is of no such date. What "had" come about was there by then."""
    told = span_of_name(date or "")
    days = _longest_span(sentence)
    if date is None or told is None or days <= (told[1] - told[0]).days:
        return date
    return f"{told[0].year:04d}" if days < _YEAR else None


def _longest_span(sentence: Sentence) -> float:
    """Days of the longest span over which a sentence tells something; 0 without one."""
    longest = 0.0
    for figure in sentence.quantities:
        size = figure.value if isinstance(figure.value, int | float) else figure.high or figure.low
        if figure.kind != "duration" or figure.why_not is not None or not isinstance(size, int | float):
            continue
        before = [word.lower for word in sentence.words if word.end <= figure.start]
        hedged = figure.text.lower().split(" ")[0] in _OVER
        opens = len(before) < _OPENING and before[:1] == ["for"]
        if (hedged or (before[-1:] and before[-1] in _OVER) or opens) and "had" not in before:
            longest = max(longest, float(size) * _DAYS.get(figure.unit or "", 0.0))
    return longest
