"""Rejected figures: how much of the text a numeral takes with it that is no quantity.

What belongs here: the extent of an identifier, a list of pages, a citation. What must never be here: whether a figure
is rejected (`negatives` decides).
"""

from __future__ import annotations

from pipeline.quantities.figure import Figure
from pipeline.quantities.identifiers import end_of_citation
from pipeline.quantities.negatives import FOOTNOTE, IDENTIFIER, PLACE, SCORE
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_DIGITS = frozenset("0123456789")
_DASHES = frozenset("-‐‑–")


def reject(tokens: Tokens, term: Term, reason: str, kind: str, vocabulary: Vocabulary) -> tuple[list[Figure], int]:
    """A rejected figure takes its whole identifier with it: what touches it is no number either."""
    end = term.end
    if reason == PLACE:
        end = _end_of_places(tokens, term, vocabulary)
    elif reason == FOOTNOTE:
        end = end_of_citation(tokens, term.start) or end
    elif reason == IDENTIFIER:
        end = _end_of_groups(tokens, end)
    while (
        end < len(tokens)
        and tokens.touches(end)
        and (
            tokens.words[end][0].isalnum()
            or tokens.words[end] in "-_/"
            or (reason == SCORE and tokens.words[end] == "–")
        )
        and end - term.end < 40
    ):
        end += 1
    number = term.number
    return [Figure(term.start, end, number.low, number.high, "eq", term.unit, kind, number.digits, reason)], end


def _end_of_places(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> int:
    """The end of "14–17" in "pages 14–17", of "2, 3 and 5" in "Chapters 2, 3 and 5"."""
    lexicon, words, end = vocabulary.lexicon, tokens.words, term.end
    plural = term.start > 0 and (tokens.lower[term.start - 1].endswith(lexicon.plural_endings) or words[end - 1] == ".")
    for _ in range(8):
        if end + 1 >= len(tokens) or not words[end + 1].isdecimal() or len(words[end + 1]) > 4:
            break
        joint = tokens.lower[end]
        dashed = joint in _DASHES and tokens.touches(end) and tokens.touches(end + 1)
        listed = plural and (joint in lexicon.conjunctions or joint in lexicon.towards or joint == ",")
        if not dashed and not listed:
            break
        end += 2
    return end


def _end_of_groups(tokens: Tokens, end: int) -> int:
    """The end of the digit groups that go on with an identifier: "7946 0958" behind "020"."""
    for _ in range(4):
        if end >= len(tokens) or tokens.gap(end) != " " or not tokens.words[end].isdecimal():
            break
        if not 2 <= len(tokens.words[end]) <= 8 or tokens.words[end - 1][0] not in _DIGITS:
            break
        end += 1
    return end
