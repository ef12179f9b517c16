"""Which stretch of a sentence a date dates, when that is not the sentence's own story: ", founded in 1911,".

What belongs here: finding the participle, relative clause, comparison or event that a date belongs to. What must never
be here: choosing a figure's date (`times`), and reading dates.
"""

from __future__ import annotations

from pipeline.quantities import Quantity
from pipeline.reading.phrases import begins_clause
from pipeline.reading.scanning import Word
from pipeline.reading.verbs import is_verb
from pipeline.reading.words import (
    AUXILIARIES,
    DETERMINERS,
    DOCUMENTS,
    EVENTS,
    IRREGULAR_PARTICIPLES,
    NOT_PARTICIPLES,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    word_set,
)  # fmt: skip

_REACH = 14
_SIGNS = ",;:—–("
_CLOSING = {"(": ")", "—": "—–", "–": "—–"}
_RELATIVE = word_set("which who whose whom where that")
_OTHER_EVENT = word_set("since after before until following under")
_COMPARED = word_set("than versus vs against compared unlike")
_CHANGED = word_set(
    "up down risen fallen rose fell rise fall grew grown increased decreased dropped climbed moved went"
)
_STILL_THERE = word_set("at in during on by")
_OPENING_WORDS = word_set("first newly originally last once then long only")
_ORIGINS = frozenset({"founding", "birth", "opening", "completion", "launch", "beginning", "discovery"})
_NO_NOUN = AUXILIARIES | PRONOUNS | DETERMINERS | PREPOSITIONS | {"and", "or"}
_DAY = 10
_YEAR = 4

Span = tuple[int, int]


def aside_around(date: Quantity, words: list[Word]) -> Span | None:
    """First character and the one after the last of what a date dates, when it is less than the sentence; a date of the
    sentence's own story has None. Offsets count as those of `words`."""
    at = next((index for index, word in enumerate(words) if word.start >= date.start), len(words))
    behind = next((index for index, word in enumerate(words) if word.start >= date.end), len(words))
    cue = _cue(words, at, behind)
    if cue is None:
        return None
    return words[cue].start, _end(words, cue, behind)


def tells_an_origin(date: Quantity, words: list[Word]) -> bool:
    """Whether a date behind a verb only says since when a thing is there ("was founded in 1911"): what follows is of
    another time. A day on which something began is a story's own."""
    if date.text[:1].isupper() and not date.text[:1].isdigit() and words and words[0].start >= date.start:
        return False
    before = [word.lower for word in words if word.end <= date.start][-4:]
    told = next((EVENTS[word] for word in reversed(before) if word in EVENTS), None)
    a_day = isinstance(date.value, str) and len(date.value) == _DAY
    return told in _ORIGINS and not (told == "beginning" and a_day)


def _cue(words: list[Word], at: int, behind: int) -> int | None:
    """The word that opens what the date belongs to, looked for leftwards up to the next comma or dash."""
    if _points_from_an_event(words, at, behind):
        return at
    for index in range(at - 1, max(-1, at - _REACH), -1):
        word = words[index]
        if word.text in _SIGNS:
            return index if _is_closed(words, index, behind) else None
        if _opens_aside(words, index, at):
            return index
    return None


def _points_from_an_event(words: list[Word], at: int, behind: int) -> bool:
    """Whether a relative date names the event that it counts from: "two days after the ice broke"."""
    return behind > at + 1 and words[behind - 1].lower in ("after", "before") and behind < len(words)


def _opens_aside(words: list[Word], index: int, at: int) -> bool:
    lower = words[index].lower
    if lower == "than" and index + 1 < len(words) and _is_number(words[index + 1]):
        return False  # "more than five hundred people died in": a hedge
    if lower in _OTHER_EVENT or lower in _COMPARED:
        return True
    if lower == "from":
        return bool(index) and words[index - 1].lower in _CHANGED
    if lower in _RELATIVE:
        return bool(index) and words[index - 1].lower not in PREPOSITIONS and _is_clause(words, index)
    if lower == "of" and index == at - 1:
        return _names_a_document(words, index) and not _dates_a_subject(words, index, at)
    return _is_participle(words, index)


def _is_number(word: Word) -> bool:
    return word.text[:1].isdigit() or word.lower.split("-")[0] in NUMBER_WORDS or word.lower in ("a", "an")


def _is_clause(words: list[Word], index: int) -> bool:
    """Whether a relative clause opens: "that began", but neither "that year" nor "says that in 1881 it had"."""
    named = index + 1 < len(words) and words[index + 1].text[:1].isupper()
    reach = 2 if words[index].lower == "that" and not named else 6
    return any(is_verb(words, later) for later in range(index + 1, min(len(words), index + reach)))


def _names_a_document(words: list[Word], of: int) -> bool:
    """Whether "of" joins the date to a noun that is no time of its own: "the law of 1974", "the fire of 1911"; behind
    "at" or "in" an event is a time ("at the census of 1801"), a document is not."""
    noun = words[of - 1].lower if of else ""
    if not noun or noun in PREPOSITIONS or not words[of - 1].is_word:
        return False
    start = next((i for i in range(of - 1, max(-1, of - 5), -1) if words[i].lower in DETERMINERS), None)
    if start is None:
        return noun in DOCUMENTS
    return noun in DOCUMENTS or not (start and words[start - 1].lower in _STILL_THERE)


def _dates_a_subject(words: list[Word], of: int, at: int) -> bool:
    """Whether the verb follows right behind the date of a noun that is no document: "the traffic of 1898 was"."""
    behind = at + 1
    year = len(words[at].text) == _YEAR and words[at].text.isdecimal()
    return year and words[of - 1].lower not in DOCUMENTS and behind < len(words) and is_verb(words, behind)


def _is_participle(words: list[Word], index: int) -> bool:
    """Whether a past participle opens a phrase of its own: behind a comma or a noun, and with no auxiliary before."""
    lower = words[index].lower
    formed = lower.endswith("ed") and len(lower) > 3 and lower not in NOT_PARTICIPLES
    if not formed and lower not in IRREGULAR_PARTICIPLES:
        return False
    if not index:
        return True
    before = index - 1
    while before > 0 and (words[before].lower in _OPENING_WORDS or words[before].lower.endswith("ly")):
        before -= 1
    word = words[before]
    if word.text in _SIGNS:
        return not _closes_relative(words, before)
    if (
        not word.is_word
        or word.lower in AUXILIARIES | PRONOUNS | DETERMINERS | PREPOSITIONS
        or word.lower in ("and", "or")
    ):
        return False
    return _verb_follows(words, index)


def _closes_relative(words: list[Word], comma: int) -> bool:
    """Whether a comma closes a relative clause, so that the main verb follows: "Ruth, who was paid little, looked"."""
    opening = next((at for at in range(comma - 1, -1, -1) if words[at].text in _SIGNS), None)
    return words[comma].text == "," and bool(opening) and words[(opening or 0) + 1].lower in _RELATIVE | {"whose"}


def _verb_follows(words: list[Word], index: int) -> bool:
    """Whether the clause has its verb later, so that a form in -ed right behind a noun is none: "a ship built in 1931
    carried". Without one it is the verb itself."""
    border = next((at for at in range(index + 1, len(words)) if begins_clause(words, at)), len(words))
    return any(
        is_verb(words, later)
        and words[later].lower != words[index].lower
        and words[later - 1].lower not in ("and", "but")  # "retired in 2004 and has told it since": it is the first
        for later in range(index + 1, border)
    )


def _is_closed(words: list[Word], opening: int, behind: int) -> bool:
    """Whether a parenthesis or a dash before the date has its partner behind it."""
    closing = _CLOSING.get(words[opening].text)
    return closing is not None and any(word.text in closing for word in words[behind:])


def _end(words: list[Word], cue: int, behind: int) -> int:
    """Where the aside ends: at a sign, at the verb of the sentence itself, or at its end."""
    opened = words[cue].text
    closing = _CLOSING.get(opened, ",;:—–)")
    for index in range(behind, len(words)):
        word = words[index]
        if word.text in closing:
            return word.start
        if opened not in _CLOSING and (_is_main_verb(words, index) or (opened == "from" and word.lower == "to")):
            return word.start
    return words[-1].end


def _is_main_verb(words: list[Word], index: int) -> bool:
    """Whether the sentence goes on with its verb; a second participle ("released in 2025 and coordinated by") goes on
    with the aside."""
    second = words[index - 1].lower in ("and", "or") and words[index].lower.endswith("ed")
    return is_verb(words, index) and not second
