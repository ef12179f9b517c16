"""Which pieces of evidence are one and the same statement, copied from page to page.

What belongs here: recognising copies by their payload or their words, and the date that a copy inherits. What must
never be here: figures and verdicts.

Copies are found by word shingling (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.judging.deciding.evidence_time import evidence_period, is_dated
from pipeline.judging.deciding.looks import Looks
from pipeline.judging.deciding.weighing import Dated, dated
from pipeline.judging.policy import Policy
from pipeline.model import Evidence

_WORD = re.compile(r"\w+")
_SHINGLE = 3


def find_groups(evidence: Sequence[Evidence], looks: Looks, policy: Policy) -> list[list[Evidence]]:
    """The evidence in groups of independent origin; the members of a group are one source or copies of it."""
    shingles = {item.evidence_id: _shingles(item.quote, policy) for item in evidence}
    groups: list[list[Evidence]] = []
    for item in sorted(evidence, key=lambda one: one.evidence_id):
        kin = [g for g in groups if any(_is_copy(item, other, shingles, looks, policy) for other in g)]
        merged = [item, *(member for group in kin for member in group)]
        groups = [group for group in groups if group not in kin] + [merged]
    return groups


def dated_origins(evidence: Sequence[Evidence], looks: Looks, policy: Policy) -> list[Dated]:
    """The evidence with the time of each statement. A copy is as old as its oldest dated original."""
    shingles = {item.evidence_id: _shingles(item.quote, policy) for item in evidence}
    result = []
    for item in evidence:
        others = [other for other in evidence if other.source_id != item.source_id]
        copies = [other for other in others if _is_copy(item, other, shingles, looks, policy)]
        periods = [evidence_period(one) for one in (item, *copies) if is_dated(one)]
        result.append(Dated(item, min(periods), True) if periods else dated(item))
    return result


def _is_copy(
    first: Evidence, second: Evidence, shingles: dict[str, frozenset[str]], looks: Looks, policy: Policy
) -> bool:
    if first.source_id == second.source_id:
        return True
    if looks.version(first) == looks.version(second):
        return True
    one, two = shingles[first.evidence_id], shingles[second.evidence_id]
    if not one or not two:
        return False
    return len(one & two) >= policy.copy_similarity * min(len(one), len(two))


def _shingles(quote: str, policy: Policy) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(quote)]
    if len(words) < policy.copy_words:
        return frozenset()
    return frozenset(" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
