"""Whether two mentions speak of the same thing, and whether their figures can both be right.

What belongs here: comparing subjects, times and values of mentions inside one manuscript. What must never be here:
evidence, which `judging` compares with its own policy.
"""

from __future__ import annotations

import math

from pipeline.model import Mention
from pipeline.quantities.dates_names import span_of_name
from pipeline.reading.intervals import bounds, implied
from pipeline.reading.topics import Topic


def same_time(first: Mention, second: Mention) -> bool:
    """Whether two mentions may speak of the same time: one is undated, or their periods overlap."""
    if first.as_of is None or second.as_of is None or first.as_of == second.as_of:
        return True
    one, other = span_of_name(first.as_of), span_of_name(second.as_of)
    return one is None or other is None or (one[0] < other[1] and other[0] < one[1])


def comparable(first: Mention, second: Mention) -> bool:
    """Whether two figures are of one sort, so that they can agree or differ at all."""
    if first.kind == "comparison" or second.kind == "comparison":
        return False
    if (first.kind == "date") != (second.kind == "date"):
        return False
    if first.kind == "date":
        return True
    return first.kind == second.kind and (first.unit or "") == (second.unit or "")


def compatible(first: Mention, second: Mention) -> bool:
    """Whether two figures of one sort can both be right about one thing."""
    if first.kind == "date":
        return _dates_overlap(first, second)
    one, other = bounds(first), bounds(second)
    return one[0] <= other[1] and other[0] <= one[1]


def restates(first: Mention, second: Mention) -> bool:
    """Whether one figure says what the other says, perhaps more roughly: compatible, and near one another."""
    if not compatible(first, second):
        return False
    if first.kind == "date":
        return first.date == second.date
    one, other = implied(first), implied(second)
    return one[0] <= other[1] and other[0] <= one[1]


def _dates_overlap(first: Mention, second: Mention) -> bool:
    if first.date_low and second.date_high and first.date_low >= second.date_high:
        return False
    return not (second.date_low and first.date_high and second.date_low >= first.date_high)


def same_topic(first: Mention, topic: Topic, second: Mention, other: Topic) -> bool:
    """Whether two like figures are of the same thing: the same noun with no quality against it, and no other owner."""
    if topic.head is None or topic.head != other.head:
        return _repeats(first, topic, second, other) or _same_words(topic, other)
    if not qualities_agree(topic, other):
        return False
    if first.kind == "count":
        return not (topic.names and other.names) or bool(topic.names & other.names)
    return _repeats(first, topic, second, other) or _same_words(topic, other)


def qualities_agree(topic: Topic, other: Topic) -> bool:
    """Whether one noun phrase only adds words to the other ("public models", "models")."""
    return topic.near <= other.near or other.near <= topic.near or len(topic.near & other.near) >= 2


def _repeats(first: Mention, topic: Topic, second: Mention, other: Topic) -> bool:
    """Whether one is the other's echo: the same figure in a fragment of the same section ("Twenty cents.")."""
    return (
        first.section == second.section
        and (topic.fragment or other.fragment)
        and (first.value, first.low, first.high) == (second.value, second.low, second.high)
    )


def _same_words(topic: Topic, other: Topic) -> bool:
    smaller = min(len(topic.context), len(other.context))
    return smaller > 0 and len(topic.context & other.context) >= max(2, math.ceil(0.6 * smaller))
