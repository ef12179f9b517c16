"""Whether two mentions speak of the same thing, and whether their figures can both be right.

What belongs here: comparing subjects, times and values of mentions inside one manuscript. What must never be here:
evidence, which `judging` compares with its own policy.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Mention
from pipeline.reading.periods import date_span
from pipeline.reading.phrases import stem
from pipeline.reading.words import EMPTY_NOUNS, FUNCTION_WORDS, MEASURE_WORDS, VERBS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_APPROXIMATE = 0.15
_IGNORED = FUNCTION_WORDS | VERBS | EMPTY_NOUNS


@lru_cache(maxsize=65536)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning; numbers, function words, verbs and units stay out."""
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if word.lower() not in _IGNORED and word.lower() not in MEASURE_WORDS and len(word) > 1
    )


@lru_cache(maxsize=65536)
def names(text: str) -> frozenset[str]:
    """Stems of the capitalised words: names of people, places, firms."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word[0].isupper() and word.lower() not in _IGNORED)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a mention's figure is of: `head` the noun that is counted, `near` the words of its noun phrase, `names` who
    is spoken of, `context` every word of weight in the sentence."""

    head: str | None
    near: frozenset[str]
    names: frozenset[str]
    context: frozenset[str]


def topic_of(mention: Mention) -> Topic:
    """The topic of a mention, from its subject and its sentence."""
    counted, _, _owner = (mention.subject or "").partition(", ")
    first = re.split(r"\b(?:of|in|to|for|from|on|at|with|by|among)\b", counted, maxsplit=1)[0]
    words = [word for word in _WORD.findall(first) if word.lower() not in _IGNORED]
    return Topic(
        head=stem(words[-1]) if words else None,
        near=content_stems(counted),
        names=names(mention.subject or ""),
        context=content_stems(mention.sentence),
    )


def same_time(first: Mention, second: Mention) -> bool:
    """Whether two mentions may speak of the same time: one is undated, or their periods overlap."""
    if first.as_of is None or second.as_of is None or first.as_of == second.as_of:
        return True
    one, other = date_span(first.as_of), date_span(second.as_of)
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


def bounds(mention: Mention) -> tuple[float, float]:
    """Closed interval of what a mention says, as its precision reads: "two million" is 1.5 to 2.5 million."""
    if mention.value is not None and mention.comparator in ("eq", "approx"):
        margin = _half_step(mention)
        if mention.comparator == "approx":
            margin = max(margin, abs(mention.value) * _APPROXIMATE)
        return mention.value - margin, mention.value + margin
    low = mention.low if mention.low is not None else -math.inf
    high = mention.high if mention.high is not None else math.inf
    return low, high


def _half_step(mention: Mention) -> float:
    value, digits = mention.value, mention.significant_digits
    if not value or not digits or abs(value) < 100 or value != value or math.isinf(value):
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
    return step / 2


def implied(mention: Mention) -> tuple[float, float]:
    """Interval that a mention leaves a reader with: a bound such as "more than two million" ends at the next step of
    its own precision."""
    low, high = bounds(mention)
    figure = mention.value if mention.value is not None else mention.low if mention.low is not None else mention.high
    if figure is None or (math.isfinite(low) and math.isfinite(high)):
        return low, high
    digits = mention.significant_digits or 1
    step = 10.0 ** (math.floor(math.log10(abs(figure))) - digits + 1) if figure else 1.0
    if math.isinf(high):
        return low, low + step
    return high - step, high


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
    """Whether two figures are of the same thing: the same noun with no quality against it, and no other owner."""
    if topic.head is None or topic.head != other.head:
        return topic.head is None and other.head is None and _same_sentence_words(topic, other)
    if not (topic.near <= other.near or other.near <= topic.near or len(topic.near & other.near) >= 2):
        return False
    if first.kind == "count":
        return not (topic.names and other.names) or bool(topic.names & other.names)
    return _same_sentence_words(topic, other)


def _same_sentence_words(topic: Topic, other: Topic) -> bool:
    smaller = min(len(topic.context), len(other.context))
    return smaller > 0 and len(topic.context & other.context) >= max(2, math.ceil(0.6 * smaller))
