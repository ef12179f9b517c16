"""A date as one ISO value, dates that only point to another one or to the day of speaking, and their order.

What belongs here: what a date of the text names. What must never be here: which figure it dates (`times`), and reading
a date from words (`pipeline.quantities`).
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.quantities import Quantity
from pipeline.quantities.dates_names import span_of_name

_RECENT = dt.timedelta(days=200)
YEAR_ALONE = re.compile(r"1\d{3}|20\d{2}")
ANAPHORIC = re.compile(
    r"(?:(?:by|at|until|on|in|before|after)\s+)?(?:"
    r"(?:that|the same|the next|the previous|the very) (?:day|night|morning|afternoon|evening|week|month|year|season|"
    r"decade|century|spring|summer|autumn|winter)|"
    r"(?:the|a|that)?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"the (?:day|week|month|year|decade|century|season) (?:before|after|earlier)|"
    r"the end of the (?:day|week|month|year|decade|century))",
    re.IGNORECASE,
)
"""Dates that point to another one, or to any day of a name; they state no date of their own."""
SPOKEN_DAY = re.compile(
    r"(?:right\s+)?now|today|tonight|tomorrow|yesterday|this (?:day|morning|afternoon|evening|week|month|moment)|"
    r"the day|currently|nowadays|these days|at present|soon|recently|then",
    re.IGNORECASE,
)
"""Dates that point to the day of speaking; they name none."""


def iso_of(date: Quantity) -> str | None:
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


def is_earlier(date: str | None, scene: str | None) -> bool:
    span, now = span_of_name(date or ""), span_of_name(scene or "")
    return span is not None and now is not None and span[0] < now[0]


def is_future(date: str, published: str | None) -> bool:
    """Whether a date lies behind the day that the chapter speaks from: what is planned for then is told there only."""
    span, now = span_of_name(date), span_of_name(published or "")
    return span is not None and now is not None and span[0] >= now[1]


def is_recent(as_of: str, published: str | None, *, past: bool = False) -> bool:
    """Whether a time is still the chapter's own. What was so in a time that is over is told of that time only."""
    span, now = span_of_name(as_of), span_of_name(published or "")
    if span is None or now is None:
        return False
    return span[1] > (now[0] if past else now[0] - _RECENT)
