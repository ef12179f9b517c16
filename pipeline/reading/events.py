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
from pipeline.reading.words import CONTRASTS, EVENTS, FUNCTION_WORDS, IRREGULAR_PARTICIPLES

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLAUSE_END = re.compile(r"[;:—–(),]|\b(?:and|but|when|while|after|before|until|because|which|who)\b", re.IGNORECASE)
_PURPOSE = re.compile(r"\s+to (open|clos|found|launch|complet|sign|inaugurat|establish)e? (?:it|them)\b", re.IGNORECASE)
_WHEN = re.compile(r",?\s+(?:when|the (?:year|day|month) (?:that|when|in which)) (.{3,80})", re.IGNORECASE)
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
    near = [index for index in range(max(0, len(words) - _REACH), len(words)) if _tells_an_event(words, index)]
    if not near:
        return _told_behind(mention, at, clause)
    before = " ".join(words[: near[-1]])
    if CONTRASTS & {word.lower() for word in words}:
        return None
    return _Event(mention, EVENTS[words[near[-1]].lower()], content_stems(before), names(before))


def _tells_an_event(words: list[str], index: int) -> bool:
    """Whether a word tells that something happened; a noun that only qualifies another does not ("death penalty")."""
    word, after = words[index].lower(), words[index + 1].lower() if index + 1 < len(words) else ""
    if word not in EVENTS:
        return False
    return word.endswith("ed") or word in IRREGULAR_PARTICIPLES or not after or after in FUNCTION_WORDS


def _told_behind(mention: Mention, at: int, clause: str) -> _Event | None:
    """The event behind a date: "in 1931, when the bridge opened", "came to Halden in 1931 to open it". What a purpose
    is of is only known by the names of its sentence."""
    behind = mention.sentence[at + len(mention.quote) :] if at >= 0 else ""
    purpose = _PURPOSE.match(behind)
    if purpose:
        kind = next(
            (EVENTS[form] for form in (f"{purpose[1].lower()}ed", f"{purpose[1].lower()}d") if form in EVENTS), None
        )
        return _Event(mention, kind, frozenset(), names(clause)) if kind and names(clause) else None
    when = _WHEN.match(behind)
    words = _WORD.findall(_CLAUSE_END.split(when[1])[0]) if when else []
    at_event = next((index for index in range(len(words)) if _tells_an_event(words, index)), None)
    if at_event is None or CONTRASTS & {word.lower() for word in words}:
        return None
    thing = " ".join(words[:at_event])
    return _Event(mention, EVENTS[words[at_event].lower()], content_stems(thing), names(thing))


def _one_event(first: _Event, second: _Event) -> bool:
    """Whether two events of one kind happened to one thing: the later place names it with words of the earlier one
    ("the rowing club", then "the club")."""
    if first.mention.sentence == second.mention.sentence or not first.thing:
        return False
    if not second.thing:
        return bool(second.names) and second.names <= first.names
    if first.names and second.names and not first.names & second.names:
        return False
    return second.thing <= first.thing
