"""Whether words tell what happened, say what is so now, or what will be: read off their verbs.

What belongs here: tense and "now". What must never be here: dates.
"""

from __future__ import annotations

from pipeline.quantities import Quantity
from pipeline.reading.scanning import Word
from pipeline.reading.verbs import is_verb
from pipeline.reading.words import AUXILIARIES, BASE_VERBS, FORECASTS, PAST, VERBS

_NOW = frozenset({"now", "today", "currently", "nowadays"})
PRESENT_VERBS = frozenset({"is", "are", "has", "have"})
_OPEN = frozenset({"may", "can", "must", "cannot"})
"""Modals of what is still open: "it may last 100,000 years"."""
NOT_TOLD = frozenset({"will", "shall", "can", "cannot", "may", "must", "is", "are", "am", "has", "have", "do", "does"})


def is_past_verb(words: list[Word], index: int) -> bool:
    lower = words[index].lower
    told = is_verb(words, index) or (index > 0 and words[index - 1].lower == "that" and lower in VERBS)
    return lower in PAST or (lower not in NOT_TOLD and told and not lower.endswith("s"))


def is_present_verb(words: list[Word], index: int) -> bool:
    lower = words[index].lower
    return lower in PRESENT_VERBS or (is_verb(words, index) and lower.endswith("s") and lower not in AUXILIARIES)


def returns_to_the_present(words: list[Word], date: Quantity) -> bool:
    """Whether a sentence that tells what happened at a date goes on to what is so since: ", and nobody has slept there
    since"."""
    before = [index for index, word in enumerate(words) if word.end <= date.start]
    behind = [index for index, word in enumerate(words) if word.start >= date.end]
    told = any(is_past_verb(words, index) for index in [*before, *behind])
    return told and any(words[index].lower in PRESENT_VERBS for index in behind)


def is_present(words: list[Word]) -> bool:
    """Whether a sentence speaks of the present: it says so, or its verbs are in the present and none in the past."""
    if any(says_now(words, index) for index in range(len(words))):
        return True
    if any(word.lower in PAST for word in words):
        return False
    if any(word.lower in PRESENT_VERBS for word in words):
        return True
    first = next((word.lower for index, word in enumerate(words) if is_verb(words, index)), "")
    return (first.endswith("s") and first not in AUXILIARIES) or first in _OPEN


def goes_on_telling(words: list[Word]) -> bool:
    """Whether a sentence tells what happened: its first verb is a simple past."""
    first = next((index for index in range(len(words)) if is_verb(words, index)), None)
    if first is None or words[first].lower in NOT_TOLD:
        return False
    lower = words[first].lower
    return lower in PAST or lower.endswith("ed") or (lower not in BASE_VERBS and not lower.endswith("s"))


def looks_back(words: list[Word]) -> bool:
    """Whether a sentence's first verb is "had", or a past one beside "now": it lives on a time that the story set."""
    first = next((index for index in range(len(words)) if is_verb(words, index)), None)
    if first is None:
        return False
    if words[first].lower == "had":
        return True
    now = any(word.lower in _NOW for word in words[max(0, first - 2) : first + 3])
    return now and goes_on_telling(words)


def looks_ahead(words: list[Word]) -> bool:
    """Whether a sentence says what will be."""
    return any(word.lower in FORECASTS for word in words)


def says_now(words: list[Word], index: int) -> bool:
    """Whether a word is the reader's "now", and not the story's ("it now carried sixty")."""
    if words[index].lower not in _NOW:
        return False
    beside = words[max(0, index - 1) : index + 2]
    return not any(word.lower in PAST or word.lower.endswith("ed") for word in beside)
