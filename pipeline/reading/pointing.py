"""A figure that "those" or "these" points back to, and that is told otherwise there: "310 people ... those 340 people".

What belongs here: finding what a demonstrative with a figure repeats. What must never be here: figures that restate one
another without it (`conflicts`), and sums (`arithmetic`).

Precision comes first: where the second may be a part, a sum or a rest of the first, nothing is said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.model import Mention
from pipeline.reading.arithmetic import Tension
from pipeline.reading.intervals import rounded
from pipeline.reading.restatements import comparable
from pipeline.reading.scanning import stem

_POINTS_BACK = re.compile(r"\b(?:those|these)\s*$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_RESTRICTED = frozenset({"that", "who", "which", "whose", "with", "without", "in", "from", "of", "on", "under", "at"})
_KINDS = ("count", "money", "measure", "duration")
_REACH = 300
"""Characters between a figure and what points back to it."""
_LOOKED_BACK = 6
"""Figures before it among which what it repeats, or is reckoned from, is looked for."""
_NEAR = 1.5
"""How many times as large one figure may be as the other: what differs more is another thing."""


def pointed_back_wrongly(text: str, mentions: Sequence[Mention]) -> Iterator[Tension]:
    """Pairs of a figure and what "those" makes of it, in reading order; linear in the number of mentions. `text` is the
    chapter's, `mentions` its checkable figures in reading order."""
    for index, mention in enumerate(mentions):
        if mention.kind not in _KINDS or not _is_told_again(text, mention):
            continue
        near = mentions[max(0, index - _LOOKED_BACK) : index]
        told = [one for one in near if _is_of_one_thing(text, one, mention)]
        reckoned = [one for one in near if one.kind == mention.kind and one.value is not None]
        if told and not _may_be_reckoned(reckoned, mention) and _is_near(told[-1], mention):
            yield told[-1], mention, "A figure and what points back to it"


def _is_told_again(text: str, mention: Mention) -> bool:
    """Whether "those" stands before a figure and nothing behind it makes it a part ("those forty who stayed")."""
    if mention.comparator not in ("eq", "approx") or mention.value is None:
        return False
    if not _POINTS_BACK.search(text[max(0, mention.start_char - 12) : mention.start_char]):
        return False
    behind = [word.lower() for word in _WORDS.findall(text[mention.end_char : mention.end_char + 48])]
    return bool(behind) and _RESTRICTED.isdisjoint(behind[: 2 if mention.kind == "count" else 1])


def _is_of_one_thing(text: str, one: Mention, mention: Mention) -> bool:
    if one.value is None or one.comparator not in ("eq", "approx") or not comparable(one, mention):
        return False
    between = text[one.end_char : mention.start_char]
    if "\n" in between or len(between) > _REACH:
        return False
    return mention.kind != "count" or _noun(text, mention) in {_noun(text, one), _noun(text, one, 1)}


def _noun(text: str, mention: Mention, at: int = 0) -> str | None:
    words = _WORDS.findall(text[mention.end_char : mention.end_char + 40])
    return stem(words[at]) if len(words) > at else None


def _may_be_reckoned(told: Sequence[Mention], mention: Mention) -> bool:
    """Whether a figure is one told before, or a sum or difference of two."""
    values = [one.value or 0.0 for one in told]
    pairs = [(a + b, abs(a - b)) for a, b in itertools.combinations(values, 2)]
    low, high = rounded(mention)
    spans = [rounded(one) for one in told] + [(value, value) for pair in pairs for value in pair]
    return any(first <= high and low <= last for first, last in spans)


def _is_near(one: Mention, mention: Mention) -> bool:
    first, second = abs(one.value or 0.0), abs(mention.value or 0.0)
    return bool(first and second) and max(first, second) / min(first, second) <= _NEAR
