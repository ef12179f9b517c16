"""Scores of matches: "won 3-2", "a 3–2 defeat", the sets of a tennis match.

What belongs here: telling a score from a range and from two counts. What must never be here: other figures that no
sentence asserts (`negatives`).
"""

from __future__ import annotations

from pipeline.quantities.identifiers import is_chain
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_DASHES = frozenset("-‐‑–")
_SCORE_REACH = 4
_LONGEST_MATCH = 5
"""Scores of one match, at most: the sets of a tennis match."""


def is_score(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """Whether a term opens the score of a match: "won 3-2", "a 3–2 defeat"."""
    words, lower, at = tokens.words, tokens.lower, term.end
    if not term.bare or term.number.form != "digits" or at + 1 >= len(words) or words[at] not in _DASHES:
        return False
    first, second = words[at - 1], words[at + 1]
    tight = tokens.touches(at) and tokens.touches(at + 1) and not is_chain(tokens, at + 1)
    if not tight or not (first.isdecimal() and second.isdecimal() and len(first) < 4 and len(second) < 4):
        return False
    results, behind = vocabulary.lexicon.match_results, lower[at + 2 : at + 4]
    if any(word in vocabulary.lexicon.match_nouns for word in behind):
        return True
    counts = bool(behind) and behind[0][0].isalpha() and behind[0] not in vocabulary.lexicon.after_score
    first_set = _first_of_scores(tokens, term.start)
    return not counts and any(word in results for word in lower[max(first_set - _SCORE_REACH, 0) : first_set])


def _first_of_scores(tokens: Tokens, start: int) -> int:
    """Where the list of scores opens that goes on at token `start`: "won 6-4, 3-6, 7-5"."""
    words = tokens.words
    for _ in range(_LONGEST_MATCH):
        if start < 4 or words[start - 1] != "," or words[start - 3] not in _DASHES or not tokens.touches(start - 2):
            break
        if not (words[start - 2].isdecimal() and words[start - 4].isdecimal()):
            break
        start -= 4
    return start
