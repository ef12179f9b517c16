"""Two dates for one event: founded in 1912, and "since its founding in 1921".

What belongs here: which event of which thing a date tells, and pairs of dates that cannot both be right. What must
never be here: figures other than dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Mention
from pipeline.reading.restatements import compatible
from pipeline.reading.topics import content_stems, names
from pipeline.reading.words import CONTRASTS, EVENTS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLAUSE_END = re.compile(r"[;:—–(),]|\b(?:and|but|when|while|after|before|until|because|which|who)\b", re.IGNORECASE)
_ASIDE = re.compile(r",[^,;]{1,24},")
_REACH = 5
_REMEMBERED = 40
_POINTS = ("eq", "approx")


@dataclass(frozen=True, slots=True)
class _Event:
    """A date with the event that it tells; `thing` are the words of weight for what it happened to."""

    mention: Mention
    kind: str
    thing: frozenset[str]
    names: frozenset[str]


def dates_in_tension(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of dates of one event of one thing that do not overlap, in reading order."""
    by_kind: dict[str, list[_Event]] = defaultdict(list)
    for mention in mentions:
        event = _event_of(mention) if mention.checkable and mention.kind == "date" else None
        if event is None:
            continue
        earlier = by_kind[event.kind]
        told = next((other for other in reversed(earlier[-_REMEMBERED:]) if _one_event(other, event)), None)
        if told is not None and not compatible(told.mention, mention):
            yield told.mention, mention
        earlier.append(event)


def _event_of(mention: Mention) -> _Event | None:
    """The event right before a date ("was founded in 1912"), with the words of its clause before it."""
    if mention.comparator not in _POINTS or mention.date_low is None or mention.date_high is None:
        return None
    at = mention.sentence.find(mention.quote)
    clause = _CLAUSE_END.split(_ASIDE.sub(" ", mention.sentence[:at]))[-1] if at > 0 else ""
    words = _WORD.findall(clause)
    near = [index for index, word in enumerate(words) if word.lower() in EVENTS and index >= len(words) - _REACH]
    if not near:
        return None
    before = " ".join(words[: near[-1]])
    if CONTRASTS & {word.lower() for word in words}:
        return None
    return _Event(mention, EVENTS[words[near[-1]].lower()], content_stems(before), names(before))


def _one_event(first: _Event, second: _Event) -> bool:
    """Whether two events of one kind happened to one thing: the later place names it with words of the earlier one
    ("the rowing club", then "the club")."""
    if first.mention.sentence == second.mention.sentence or not first.thing or not second.thing:
        return False
    if first.names and second.names and not first.names & second.names:
        return False
    return second.thing <= first.thing
