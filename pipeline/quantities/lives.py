"""Ages told of a life without the word "years": a man of thirty-one, she was sixteen, he died at seventy.

What belongs here: when a bare number is how old somebody is. What must never be here: "aged 25" and "25 years old"
(`grammar`, `compounds`), and decades of a life (`ages`).
"""

from __future__ import annotations

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_YEARS = Unit("year", "duration")
_OLDEST = 115
_REACH = 12
"""Tokens back to the word that tells of a life."""
_JOINTS = frozenset("-–—:/%°")
_SENTENCE_ENDS = frozenset(".!?;:")


def read_life(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> None:
    """Give a bare number that is somebody's age its unit and kind."""
    number = term.number
    plain = term.bare and not term.kind and number.form in ("digits", "words") and number.scale == 1.0
    if not plain or term.start < 2 or not 2 <= number.value <= _OLDEST or not float(number.value).is_integer():
        return
    if _is_of_person(tokens, term, vocabulary) or (
        _is_closed(tokens, term.end, vocabulary)
        and (_is_predicate(tokens, term, vocabulary) or _is_point_of_life(tokens, term, vocabulary))
    ):
        term.unit, term.kind = _YEARS, "age"


def _is_closed(tokens: Tokens, end: int, vocabulary: Vocabulary) -> bool:
    """Whether nothing is counted behind the number: its clause ends, or goes on with a small word."""
    if end >= len(tokens):
        return True
    word = tokens.lower[end]
    return word in vocabulary.lexicon.after_age or not (word[0].isalnum() or word[0] in _JOINTS)


def _is_of_person(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """a man of thirty-one; but "a man of 30 nations" """
    lower, lexicon, start = tokens.lower, vocabulary.lexicon, term.start
    if lower[start - 1] not in lexicon.of or start < 3 or not _is_person(lower[start - 2], vocabulary):
        return False
    described = start > 3 and lower[start - 3].isalpha() and lower[start - 4] in lexicon.articles  # "a grown man of 26"
    if lower[start - 3] not in lexicon.articles and lower[start - 3] not in lexicon.determiners and not described:
        return False
    behind = tokens.words[term.end] if term.end < len(tokens) else "."
    return not (behind[0] in _JOINTS or behind[0].isdecimal() or behind.endswith(lexicon.plural_endings))


def _is_person(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a noun is of a person: of the closed class, or by what it does ("an accountant of sixty-three")."""
    lexicon = vocabulary.lexicon
    return word in lexicon.persons or (len(word) > 5 and word.endswith(lexicon.agent_endings))


def _is_predicate(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """She was sixteen, who is 22, my father was sixty-three, she turned eighty."""
    lower, lexicon, start = tokens.lower, vocabulary.lexicon, term.start
    verb, subject = lower[start - 1], lower[start - 2]
    if verb in lexicon.turning:
        return True
    if verb not in lexicon.being:
        return False
    owned = start > 2 and (lower[start - 3] in lexicon.possessives or lower[start - 3] in lexicon.definite)
    return subject in lexicon.lives or subject in lexicon.aged or (subject in lexicon.persons and owned)


def _is_point_of_life(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """died at seventy-four; he had gone to work at fourteen"""
    lower, lexicon = tokens.lower, vocabulary.lexicon
    if lower[term.start - 1] not in lexicon.at:
        return False
    opens = tokens.words[term.start - 1][0].isupper() and term.end < len(tokens)
    if opens and lower[term.end] in lexicon.lives:
        return True  # "At nineteen she married"
    for index in range(term.start - 2, max(-1, term.start - 2 - _REACH), -1):
        if lower[index] in _SENTENCE_ENDS:
            return False
        if lower[index] in lexicon.turns_of_life:
            return True
    return False
