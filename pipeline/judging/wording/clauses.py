"""The words around one figure: its clause, and what it counts.

What belongs here: cutting a sentence around a figure, the noun that is counted, the words of the clause. What must
never be here: comparing two sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.judging.wording.terms import Term, read_terms

_CLAUSE_END = re.compile(
    r"[;:—–()\[\]|•]|,(?=\s)|\.\s|\s-\s|\b(?:and|but|while|whereas|although|though|which|who|compared|versus|vs)\b"
)
_COUNTED_END = re.compile(
    r"[.;:,()\[\]—–?!|/\"“”]|\s-\s|\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|should|"
    r"in|on|at|to|for|by|from|with|within|without|during|since|until|after|before|over|under|about|into|through|"
    r"across|among|between|that|which|who|whom|when|where|while|whereas|as|than|and|or|but|if|because|per|each|every|"
    r"a|an|this|these|those|their|its|his|her|our|did|does|do|not|it|they|he|she|we|you|said|say|says|of)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*of\s+(?:(?:all|the|its|their|his|her|our|these|those|total|every)\s+)*", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:/|per\b|an?\b|each\b|every\b)\s*([a-z]+)", re.IGNORECASE)
_EXTENT = re.compile(
    r"[\s-]*(?:long|wide|deep|high|tall|thick|broad|old|away|apart|ago|later|earlier)\s*$", re.IGNORECASE
)
"""What a measure is a measure of; nothing is counted there."""
_FURTHEST = 160


@dataclass(frozen=True, slots=True)
class Clause:
    """The neighbourhood of one figure in its sentence. All terms are without numbers and without the figure's own."""

    counted: tuple[Term, ...]
    """The noun group right after the figure ("public models" of "two million public models"); may be empty."""
    share_of: tuple[Term, ...]
    """What a share is a share of: the noun group after "of"."""
    near: tuple[Term, ...]
    """Terms of the figure's own clause."""
    far: tuple[Term, ...]
    """Terms of the rest of the sentence."""
    low: int
    high: int
    """Where the figure's own clause begins and ends in the sentence."""

    @property
    def head(self) -> Term | None:
        """The noun that is counted: the last of its group."""
        return self.counted[-1] if self.counted else None


def read_clause(sentence: str, start: int, end: int) -> Clause:
    """The words around the figure at `start`..`end` of a sentence."""
    low, high = clause_bounds(sentence, start, end)
    counted, share_of = _counted(sentence, end)
    near: list[Term] = []
    far: list[Term] = []
    for term in read_terms(sentence):
        if term.kind == "number" or (term.start < end and term.end > start):
            continue
        (near if low <= term.start < high else far).append(term)
    return Clause(counted, share_of, tuple(near), tuple(far), low, high)


def clause_bounds(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause of the figure begins and ends; a label at the very start, before a colon, belongs to the clause
    that it introduces."""
    low, high = 0, len(sentence)
    for match in _CLAUSE_END.finditer(sentence, 0, start):
        if (match.group() == ":" and low == 0) or (match.group() == "and" and start - match.end() < 2):
            continue
        low = match.end()
    following = _CLAUSE_END.search(sentence, end)
    if following:
        high = following.start()
    return low, high


def _counted(sentence: str, end: int) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The noun group after the figure, and the one after its "of"."""
    limit = min(len(sentence), end + _FURTHEST)
    of = _OF.match(sentence, end)
    if of:
        return (), _group(sentence, of.end(), limit)
    first_end = _group_end(sentence, end, limit)
    counted = _group(sentence, end, limit)
    share = _OF.match(sentence, first_end)
    return counted, _group(sentence, share.end(), limit) if share and counted else ()


def _group_end(sentence: str, start: int, limit: int) -> int:
    stop = _COUNTED_END.search(sentence, start, limit)
    return stop.start() if stop else limit


def _group(sentence: str, start: int, limit: int) -> tuple[Term, ...]:
    end = _group_end(sentence, start, limit)
    if _EXTENT.match(sentence, start, end):
        return ()
    return tuple(
        Term(term.stem, term.surface, term.start + start, term.end + start, term.kind)
        for term in read_terms(sentence[start:end])
        if term.kind != "number"
    )[:6]


def rate_of(sentence: str, end: int) -> str | None:
    """The denominator of a rate right after the figure and its noun: "day" of "two thousand models a day"."""
    stop = _group_end(sentence, end, min(len(sentence), end + _FURTHEST))
    match = _RATE.match(sentence, stop)
    return match[1].lower() if match else None
