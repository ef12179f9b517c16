"""Who a figure is attributed to: "according to the ministry", "the company said".

What belongs here: finding the names a sentence gives as its authority. What must never be here: whether to
believe them.
"""

from __future__ import annotations

import re

from pipeline.judging.wording.terms import Term, read_terms

_AFTER = re.compile(
    r"\b(?:according to|as reported by|reported by|estimated by|estimates? (?:by|from)|(?:survey|study|poll|report|"
    r"analysis|data|figures|statistics|research) (?:by|from|of)|published by|announced by|found by)\s+",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:said|says|told|estimates?|estimated|claims?|claimed|reports?|reported|announced|argues?|argued|predicts?|"
    r"predicted|expects?|expected|stated|wrote|writes|warned|believes?|found)\b",
    re.IGNORECASE,
)
_REACH = 60


def attributed_to(sentence: str) -> tuple[Term, ...]:
    """Names that stand as the authority of a sentence; empty when it speaks in its own voice."""
    names: list[Term] = []
    for match in _AFTER.finditer(sentence):
        stop = min(len(sentence), match.end() + _REACH)
        following = re.split(r"[,;.:()]", sentence[match.end() : stop], maxsplit=1)[0]
        names.extend(term for term in read_terms(f"x {following}") if term.kind == "name")
    for match in _BEFORE.finditer(sentence):
        before = sentence[max(0, match.start() - _REACH) : match.start()]
        named = [term for term in read_terms(f"x {before}") if term.kind == "name"]
        if named and len(before) + 2 - named[-1].end <= 6:
            names.append(named[-1])
    return tuple(names)
