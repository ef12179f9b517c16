"""Words that change what a figure means: how a count is taken, and words that exclude one another.

What belongs here: telling that two texts speak of different measures of one thing (downloads and uploads, new and
cumulative, per day and in total). What must never be here: the figures themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.judging.wording.meanings import ABSOLUTES, COMPLEMENTS, MEASURED_AS, OPPOSITES
from pipeline.judging.wording.terms import exact_stem_of, stems_of

_OPPOSITES = tuple((stems_of(one), stems_of(other)) for one, other in OPPOSITES)
_COMPLEMENTS = tuple((stems_of(one), stems_of(other)) for one, other in COMPLEMENTS)
_OPPOSED = frozenset(word for pair in _OPPOSITES for side in pair for word in side)
_SHARED_OUT = frozenset(word for pair in _COMPLEMENTS for side in pair for word in side)
"""Every word that has an opposite, and every one that has another half; most texts have none of them."""
_MEASURED_AS = {name: stems_of(words) for name, words in MEASURED_AS.items()}
_ABSOLUTES = tuple(stems_of(words) for words in ABSOLUTES)
_EXCLUSIVE: tuple[frozenset[str], ...] = (
    frozenset({"cumulative", "new", "daily", "weekly", "monthly", "quarterly", "yearly"}),
    frozenset({"active", "registered", "paid"}),
    frozenset({"median", "mean", "peak"}),
    frozenset({"public", "private"}),
    frozenset({"net", "gross"}),
    frozenset({"per_capita", "cumulative"}),
)
_TELLING: frozenset[str] = frozenset(
    {"new", "daily", "weekly", "monthly", "per_capita", "median", "active", "paid", "unique", "forecast", "planned"}
)
"""Ways of counting that a text names when it means them: one that is silent means another."""


def exact_stems(words: Iterable[str]) -> frozenset[str]:
    """Stems with synonyms kept apart, as the lexicons of this module are read."""
    return frozenset(exact_stem_of(word) for word in words)


def opposites(claim: frozenset[str], passage: frozenset[str]) -> tuple[str, ...]:
    """Pairs of which the claim names one side and the passage only the other, as "upload/download"."""
    return _opposites(claim & _OPPOSED, passage & _OPPOSED)


def complements(claim: frozenset[str], passage: frozenset[str]) -> tuple[str, ...]:
    """Pairs that share out a whole, of which the claim names one side and the passage only the other."""
    return _complements(claim & _SHARED_OUT, passage & _SHARED_OUT)


@lru_cache(maxsize=20_000)
def _opposites(claim: frozenset[str], passage: frozenset[str]) -> tuple[str, ...]:
    return _one_sided(_OPPOSITES, claim, passage)


@lru_cache(maxsize=20_000)
def _complements(claim: frozenset[str], passage: frozenset[str]) -> tuple[str, ...]:
    return _one_sided(_COMPLEMENTS, claim, passage)


def _one_sided(
    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...], claim: frozenset[str], passage: frozenset[str]
) -> tuple[str, ...]:
    found: list[str] = []
    for one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            said, answered = claim & mine, passage & theirs
            if said and answered and not claim & theirs and not passage & mine:
                found.append(f"{min(said)}/{min(answered)}")
    return tuple(found)


def measured_as(stems: frozenset[str]) -> frozenset[str]:
    """How a figure is counted, by the words around it."""
    return frozenset(name for name, words in _MEASURED_AS.items() if stems & words)


def measure_conflict(claim: frozenset[str], passage: frozenset[str]) -> float:
    """0 when both count in the same way or do not say, 1 when they exclude one another, 0.5 when only one says how."""
    for group in _EXCLUSIVE:
        mine, theirs = claim & group, passage & group
        if mine and theirs and not mine & theirs:
            return 1.0
    return 0.5 if (claim ^ passage) & _TELLING else 0.0


def missing_absolutes(claim: frozenset[str], passage: frozenset[str]) -> tuple[str, ...]:
    """Restrictions and superlatives of the claim ("only", "first", "largest") that the passage does not make."""
    return tuple(min(claim & words) for words in _ABSOLUTES if claim & words and not passage & words)
