"""The noun that a relative clause or participle is said of: before "who", "that made", "needed to".

What belongs here: finding that noun, past asides and places. What must never be here: figures, and pronouns that point
out of their sentence (`carried_subjects`).
"""

from __future__ import annotations

from pipeline.reading.phrases import noun_phrase_before
from pipeline.reading.scanning import Word
from pipeline.reading.verbs import is_verb
from pipeline.reading.words import DETERMINERS, FUNCTION_WORDS, IRREGULAR_PARTICIPLES, PREPOSITIONS, word_set

RELATIVE = word_set("who which that")
SEPARATORS = frozenset(",;—–:")
LONGEST_CLAUSE = 24


def antecedent(words: list[Word], pronoun: int) -> list[Word]:
    """The noun that a relative pronoun stands for; [] behind a verb, where "that" opens what is said."""
    at = pronoun - (pronoun > 0 and words[pronoun - 1].text == ",")
    if at < 1 or is_verb(words, at - 1) or not words[at - 1].is_word:
        return []
    if words[at - 1].lower in PREPOSITIONS:  # "the plant, of which"
        at -= 1
        at -= at > 0 and words[at - 1].text == ","
    noun = noun_phrase_before(words, words[at - 1].end) if at > 0 else []
    placed = _placed(words, noun)
    if placed:
        return placed
    named = named_before(words, noun)
    if named and words[pronoun].lower == "who":
        return named
    return [] if any(word.lower.endswith("est") for word in noun[:2]) else noun


def _placed(words: list[Word], noun: list[Word]) -> list[Word]:
    """The noun phrase that a place's name belongs to: "shop in Burnley" of "a sports shop in Burnley that made"."""
    if not noun or not all(word.text[:1].isupper() for word in noun):
        return []
    at = index_of(words, noun[0]) - 1
    if at < 2 or words[at].lower not in ("in", "at", "near", "from") or is_verb(words, at - 1):
        return []
    held = noun_phrase_before(words, words[at].start)
    return [*held, words[at], *noun] if held else []


def named_before(words: list[Word], noun: list[Word]) -> list[Word]:
    """The name that a noun phrase explains: "Ilse Brouwer" of "Ilse Brouwer, a former chess professional, who"."""
    if not noun:
        return []
    at = index_of(words, noun[0]) - 1
    if at < 2 or words[at].lower not in DETERMINERS or words[at - 1].text != ",":
        return []
    name = noun_phrase_before(words, words[at - 1].start)
    return name if name and name[-1].text[:1].isupper() else []


def index_of(words: list[Word], word: Word) -> int:
    """The index of a word that stands in `words`."""
    return next(index for index, other in enumerate(words) if other.start >= word.start)


def of_reduced_relative(words: list[Word], low: int, verb: int) -> list[Word]:
    """The object of another verb that a participle right behind it describes: "has cut the energy needed to"."""
    formed = verb < len(words) and (words[verb].lower.endswith("ed") or words[verb].lower in IRREGULAR_PARTICIPLES)
    part = words[low:verb]
    if not formed or not part or part[0].lower not in DETERMINERS or part[-1].lower in FUNCTION_WORDS:
        return []
    return [word for word in part if word.lower not in DETERMINERS]


def head_of_relative(words: list[Word], verb: int) -> list[Word]:
    """The noun before a relative clause that ends right before its main verb: "a society that means to bring back the
    trains was"."""
    for at in range(verb - 1, max(-1, verb - LONGEST_CLAUSE), -1):
        if words[at].text in SEPARATORS:
            return []
        if words[at].lower in RELATIVE:
            return antecedent(words, at)
    return []
