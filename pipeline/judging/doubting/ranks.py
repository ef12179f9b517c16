"""Whether a rank is the same rank: in the same order, and among the same ones.

What belongs here: rules over the words that tell by what, among whom and behind whom something is ranked. What must
never be here: what is ranked (groups), figures that are no ranks, values.

The fourth busiest port for livestock need not be the fourth busiest, the second largest outside China is not the second
largest, and whoever came third in her heat did not come third. Where and when are told of any rank.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.lexicon import ORDINAL_WORDS
from pipeline.judging.wording.terms import read_terms

_WORD = r"[^\W\d_][\w'’-]*"
_ASPECT = re.compile(
    rf"\b(?P<how>by|for|in\s+terms\s+of|measured\s+(?:by|in)|outside|among(?:st)?|except(?:\s+for)?|excluding|apart\s+from|"
    rf"besides|not\s+counting|per|of\s+(?:its|their|his|her|this|that)|(?:in|of)\s+(?:its|their|his|her))\s+"
    rf"(?P<what>(?:(?:the|its|their|his|her|all|an?)\s+)?{_WORD}(?:\s+{_WORD})?)",
    re.IGNORECASE,
)
"""By what, for what and among whom something is ranked."""
_AFTER = re.compile(r"\b(?:after|behind|below|following|next\s+to)\s+(?P<others>[^.;:()]{2,120})", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:,|\band\b|\bor\b)\s*")
_DIGITS = re.compile(r"\d+")


def other_rank(pair: Pair) -> str | None:
    """What in the sentence makes its rank another one than the claim's; None when nothing is seen to, or when the
    figure is no rank."""
    return next((found for rule in _RULES if (found := rule(pair))), None) if pair.kind == "ordinal" else None


def _by_another_order(pair: Pair) -> str | None:
    """ "The fourth busiest port for livestock" for "the fourth busiest port"."""
    for text, low, high in ((pair.sentence, pair.end, pair.bounds[1]), (pair.sentence, 0, pair.start)):
        for found in _ASPECT.finditer(text, low, high):
            leads = low == 0 and text[: found.start()].strip()
            said = read_terms(found["what"])
            if leads or not said or said[0].kind == "number" or any(term.stem in pair.known for term in said):
                continue
            if found["how"].lower() in ("by", "for") and (said[0].surface[:1].isupper() or low == 0):
                continue  # by whom it was ranked; or an opening that tells how large it is
            return found.group()
    return None


def _after_too_many(pair: Pair) -> str | None:
    """ "Third after Hest, Farn and Lyr" is fourth."""
    found = _AFTER.search(pair.sentence, pair.end)
    if found is None or _AFTER.search(pair.claim):
        return None
    rank = _rank(pair.sentence[pair.start : pair.end])
    others = [each for each in _ITEM.split(found["others"]) if each[:1].isupper() or each.startswith("the ")]
    return found.group() if rank is not None and len(others) >= rank else None


def _rank(figure: str) -> int | None:
    word = next(iter(figure.lower().split()), "")
    digits = _DIGITS.match(ORDINAL_WORDS.get(word, word))
    return int(digits.group()) if digits else None


_RULES: tuple[Callable[[Pair], str | None], ...] = (_by_another_order, _after_too_many)
