"""Words by which a writer introduces a statement without adding to it: "it should be noted that", "in addition".

What belongs here: turns of connection and emphasis that hold of every statement. What must never be here: whose
statement it is (attribution), how sure it is (modality), and words that narrow it ("usually", "in part").
"""

from __future__ import annotations

import re
from functools import lru_cache

_FRAMING = re.compile(
    r"""\b(?:
      additionally | furthermore | moreover | likewise | notably | incidentally | in\s+addition | in\s+turn
    | on\s+the\s+other\s+hand | for\s+(?:example|instance) | in\s+fact | as\s+a\s+matter\s+of\s+fact | of\s+course
    | as\s+mentioned(?:\s+(?:above|before|earlier))? | in\s+other\s+words | to\s+be\s+(?:precise|exact)
    | (?:it|one)\s+(?:should|must|can|may)\s+(?:also\s+)?(?:be\s+)?
      (?:noted?|mentioned?|remembered|added?|concluded?)\s+that
    | it\s+is\s+(?:also\s+)?(?:(?:worth|important\s+to)\s+(?:noting|note|mentioning|mention|remembering|remember)
        | notable | noteworthy)\s+that
    | (?:please\s+)?note\s+that | (?:do\s+)?(?:keep|bear)\s+in\s+mind\s+that
    | based\s+on\s+the\s+(?:(?:given|provided)\s+)?(?:contexts?|information|passages?|texts?)(?:\s+(?:given|provided))?
    | according\s+to\s+the\s+(?:(?:given|provided)\s+)?(?:contexts?|passages?|texts?|tables?|charts?)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def is_framing(text: str, at: int) -> bool:
    """Whether the word that starts at an offset of a statement belongs to such a turn."""
    return any(start <= at < end for start, end in _spans(text))


@lru_cache(maxsize=5_000)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _FRAMING.finditer(text))
