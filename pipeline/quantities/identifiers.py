"""Shapes of numerals that identify: telephone numbers, web and postal addresses, citations in brackets.

What belongs here: recognising such a shape among tokens. What must never be here: the reasons that a rejected figure
carries (`negatives`), and words of a language.
"""

from __future__ import annotations

import re

from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_ADDRESS = re.compile(r"\b(?:https?://|www\.|doi:)[^\s<>\"]+|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,64}")
_NAME_REACH = 4
_LONGEST_CITATION = 8
_DASHES = frozenset("-‐‑–")


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand."""
    if "://" not in text and "www." not in text and "@" not in text and "doi:" not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def end_of_citation(tokens: Tokens, start: int) -> int | None:
    """The token behind "12, 14-16" in "[12, 14-16]", of which `start` is the first; None if it is no citation."""
    words = tokens.words
    if not start or words[start - 1] != "[" or not tokens.touches(start):
        return None
    for at in range(start, min(start + 2 * _LONGEST_CITATION, len(words))):
        if words[at] == "]":
            return at
        numeral = words[at].isdecimal() and len(words[at]) < 4
        if numeral == (at - start) % 2 or not (numeral or words[at] in ",;-–"):
            return None
    return None


def is_postal_address(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """221B Baker Street, 10 Downing Street."""
    words, at = tokens.words, term.end
    if not term.bare or term.prefixed or not words[at - 1][-1].isalnum() or len(words[term.start]) > 5:
        return False
    for step in range(at, min(at + _NAME_REACH, len(words))):
        if not words[step][0].isupper() or not words[step].isalpha():
            return False
        if step > at and tokens.lower[step] in vocabulary.lexicon.streets:
            behind = words[step + 1] if step + 1 < len(words) else "."
            return not (behind.islower() and behind.endswith(vocabulary.lexicon.plural_endings))
    return False


def is_telephone(first: str, second: str) -> bool:
    """Three and four digits, neither of them round: "555-1234"."""
    return (len(first), len(second)) == (3, 4) and first.isdecimal() and first[-1] != "0" and second[-1] != "0"


def opens_telephone(tokens: Tokens, start: int, end: int) -> bool:
    """The code of "+44 20 7946" and of "(212) 555-0147"."""
    words = tokens.words
    closed = words[end : end + 1] == [")"]
    at = end + closed
    if (words[start - 1] == "(") != closed or not tokens.touches(start) or at >= len(words):
        return False
    digits = words[at].isdecimal() and tokens.gap(at) in ("", " ") and 1 < len(words[at]) < 5
    return digits and (not closed or (words[at + 1 : at + 2] == ["-"] and len(words[start]) == 3))


def is_argument(tokens: Tokens, start: int) -> bool:
    """Whether a numeral stands in the brackets of a letter, the first or the second: F(2, 41), t(18)."""
    words = tokens.words
    opens = start - 1
    if words[opens] == "," and opens > 1 and words[opens - 1].isdecimal():
        opens -= 2
    if opens < 1 or words[opens] != "(" or not tokens.touches(opens):
        return False
    return len(words[opens - 1]) == 1 and words[opens - 1].isalpha()


def is_chain(tokens: Tokens, index: int) -> bool:
    """A third group of digits follows: 555-1234-99."""
    return (
        tokens.touches(index + 1)
        and tokens.words[index + 1] in _DASHES
        and tokens.touches(index + 2)
        and tokens.words[index + 2].isdecimal()
    )
