"""Where a figure stands: in the text of its passage, in its clause, in the claim's own sentence.

What belongs here: offsets and the stretches of text around them, for the rules of doubt. What must never be here: what
the words of a stretch mean.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.judging.finding.scoring import ClaimView
from pipeline.judging.wording.clauses import clause_bounds
from pipeline.model import Passage
from pipeline.quantities import Quantity, find_quantities, split_sentences


def place_of(row: Passage) -> tuple[str, int, int]:
    """A passage's text with the offsets of its figure in it."""
    start = (row.figure_start if row.figure_start is not None else row.start_char) - row.start_char
    end = (row.figure_end if row.figure_end is not None else row.start_char) - row.start_char
    return row.text, start, end


def lead_of(row: Passage) -> str:
    """The words of the figure's clause before the figure, and the figure's own, in which its hedge stands."""
    text, start, end = place_of(row)
    return text[clause_bounds(text, start, end)[0] : start]


def own_sentence(claim: ClaimView) -> str:
    """The sentence of the statement in which the claim's figure stands; a statement may say first whom it is about."""
    return _sentence_at(claim.claim.statement, claim.figure_start)


@lru_cache(maxsize=2_000)
def _sentence_at(text: str, place: int) -> str:
    return next((text[low:high] for low, high in split_sentences(text) if low <= place < high), text)


@lru_cache(maxsize=2_000)
def figures_of(text: str) -> tuple[Quantity, ...]:
    """The figures of a quote or a passage, read once for all the pairs that it is part of."""
    return tuple(find_quantities(text))
