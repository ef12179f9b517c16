"""Finding a quote again in a text that was edited: W3C TextQuoteSelector, exact first, then fuzzy.

What belongs here: selectors, and the scored search for them. What must never be here: what the quote says.

A candidate's score is the weighted mean of how well quote, prefix, suffix and position agree, each 0..1. The method is
that of Hypothesis' client (anchoring/match-quote), the weights are named below. Fuzzy matching is rapidfuzz's
alignment of the quote inside a window (normalised Indel similarity).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

CONTEXT = 32
"""Characters of prefix and suffix that a selector keeps."""
QUOTE_WEIGHT, PREFIX_WEIGHT, SUFFIX_WEIGHT, POSITION_WEIGHT = 0.5, 0.2, 0.2, 0.1
FUZZY_CUTOFF = 0.75
"""Quotes that agree less than this are not found again."""
_WINDOW = 4096
_MAX_FUZZY_QUOTE = 2000


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands now. `score` is 1 for the very quote in its very context, never above."""

    start: int
    end: int
    score: float
    exact: bool


def select(text: str, start: int, end: int) -> tuple[str, str]:
    """Prefix and suffix of `text[start:end]`, as a TextQuoteSelector keeps them."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def occurrences(text: str, quote: str) -> list[int]:
    """Every start of `quote` in `text`, also overlapping ones; [] for an empty quote."""
    return list(_occurrences(text, quote)) if quote else []


def _occurrences(text: str, quote: str) -> Iterator[int]:
    position = text.find(quote)
    while position >= 0:
        yield position
        position = text.find(quote, position + 1)


def anchor(text: str, quote: str, prefix: str = "", suffix: str = "", position: int | None = None) -> Anchor | None:
    """Find a quote again: the exact occurrence whose context agrees best, else the best fuzzy one, else None.

    `position` is where it stood before; it only decides between otherwise like candidates.
    """
    if not quote:
        return None
    exact = [
        Anchor(start, start + len(quote), _score(text, start, start + len(quote), 1.0, prefix, suffix, position), True)
        for start in occurrences(text, quote)
    ]
    if exact:
        return max(exact, key=lambda found: (found.score, -found.start))
    close = find_nearest(text, quote)
    if close is None:
        return None
    score = _score(text, close.start, close.end, close.score, prefix, suffix, position)
    return Anchor(close.start, close.end, score, False)


def find_nearest(text: str, quote: str, cutoff: float = FUZZY_CUTOFF) -> Anchor | None:
    """The stretch of `text` most like `quote`, snapped to whole words, or None when none reaches `cutoff` (0..1)."""
    if not quote.strip() or not text.strip():
        return None
    best: Anchor | None = None
    floor = cutoff * 100
    size = max(_WINDOW, 4 * len(quote))
    for start in range(0, len(text), size - 2 * len(quote) if size > 2 * len(quote) else size):
        window = text[start : start + size]
        found = fuzz.partial_ratio_alignment(quote, window, score_cutoff=floor)
        if found is None or len(window) < len(quote) // 2 or (best is not None and found.score / 100 <= best.score):
            continue
        low, high = _whole_words(text, start + found.dest_start, start + found.dest_end)
        best = Anchor(low, high, found.score / 100, False)
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and start < len(text) and text[start].isalnum():
        start -= 1
    while start < end and text[start].isspace():
        start += 1
    while end < len(text) and end > 0 and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _score(text: str, start: int, end: int, quote: float, prefix: str, suffix: str, position: int | None) -> float:
    before = text[max(0, start - len(prefix)) : start]
    after = text[end : end + len(suffix)]
    parts = [(QUOTE_WEIGHT, quote)]
    if prefix:
        parts.append((PREFIX_WEIGHT, 1.0 if before == prefix else fuzz.ratio(before, prefix) / 100))
    if suffix:
        parts.append((SUFFIX_WEIGHT, 1.0 if after == suffix else fuzz.ratio(after, suffix) / 100))
    if position is not None and (prefix or suffix):
        parts.append((POSITION_WEIGHT, 1.0 - min(1.0, abs(start - position) / max(len(text), 1))))
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)
