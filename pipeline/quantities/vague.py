"""Counts without a figure: several, a few thousand, dozens, hundreds of thousands.

What belongs here: the interval that such words leave open. What must never be here: hedges around real figures.
"""

from __future__ import annotations

import math

from pipeline.quantities.lexicon import Lexicon
from pipeline.quantities.number import Number
from pipeline.quantities.tokens import Tokens


def is_vague_alone(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether the word counts without an article: "several", "scores of", but "few" only in "few hours"."""
    word = tokens.lower[index]
    following = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    if word in lexicon.vague_behind_article:
        if following in lexicon.of and index + 2 < len(tokens):
            following = tokens.lower[index + 2]
        unit = lexicon.units.get((following,))
        return len(tokens) <= 2 or (unit is not None and unit.kind == "duration")
    return word not in lexicon.vague_scales_of or following in lexicon.of


def read_vague(tokens: Tokens, index: int, lexicon: Lexicon) -> Number | None:
    """several (hundred), a few (thousand), a couple (of), dozens, hundreds of thousands."""
    lower, length = tokens.lower, len(tokens)
    word = lower[index]
    if word in lexicon.vague:
        vague = lexicon.vague[word]
        low, high, comparator, end = float(vague.low), float(vague.high), vague.comparator, index + 1
        of = end < length and lower[end] in lexicon.of
        if of and end + 1 < length and lower[end + 1] in lexicon.scales and word in lexicon.vague_behind_article:
            end += 1
        while end < length and (lower[end] in lexicon.scales or lower[end] in lexicon.vague_scales) and high < 1e15:
            scale = lexicon.scales.get(lower[end]) or lexicon.vague_scales[lower[end]]
            low, high, end = low * scale, high * scale, end + 1
    else:
        scale = lexicon.vague_scales[word]
        low, high, comparator, end = float(scale), scale * (10 if scale != 12 else 100 / 12), "range", index + 1
        while end + 1 < length and lower[end] in lexicon.of and lower[end + 1] in lexicon.vague_scales and high < 1e15:
            scale = lexicon.vague_scales[lower[end + 1]]
            low, high, end = low * scale, high * scale, end + 2
        third, index = _third_before(tokens, index, lexicon)
        if third is not None:
            low, high = low * (1 + 3 * third), low * (4 + 3 * third)
    return Number(index, end, low if low == high else math.nan, low, high, 1, "vague", comparator=comparator)


def _third_before(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """Which third of its order "low hundreds" names, 0 to 2, and where the word stands; else None and `index`."""
    at = index - 1 - (index > 1 and tokens.words[index - 1] == "-")
    third = lexicon.thirds.get(tokens.lower[at]) if at >= 0 else None
    return (None, index) if third is None else (third, at)


def widen_to_order(tokens: Tokens, number: Number, lexicon: Lexicon) -> None:
    """Make of "six-figure" what it leaves open: from 100,000 to 999,999."""
    end, figures = number.end, number.value
    if end + 1 >= len(tokens) or tokens.words[end] != "-" or tokens.lower[end + 1] not in lexicon.figured:
        return
    if number.form not in ("digits", "words") or not 1 < figures < 16 or figures != int(figures):
        return
    number.low, number.high, number.value = 10.0 ** (figures - 1), 10.0**figures - 1, math.nan
    number.form, number.comparator, number.digits, number.end = "vague", "range", 1, end + 2
