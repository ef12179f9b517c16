"""The interval that a figure of the manuscript covers, as its own precision reads.

What belongs here: values and bounds of one mention. What must never be here: pairs of mentions, and evidence, which
`judging` reads by its policy.
"""

from __future__ import annotations

import math
from functools import lru_cache

from pipeline.model import Mention
from pipeline.quantities.precision import worth_of_last_digit

_APPROXIMATE = 0.15
"""How far "about" lets a figure be off, as a share of it. More than evidence is given: an author who says "about" twice
of one thing rarely contradicts himself."""
_EXACT_BELOW = 100
Interval = tuple[float, float]


def bounds(mention: Mention) -> Interval:
    """Closed interval of what a mention says: "two million" is 1.5 to 2.5 million, a bound is open on one side."""
    digits = _digits(mention.quote, mention.significant_digits)
    return _bounds(mention.value, mention.low, mention.high, mention.comparator, digits)


def implied(mention: Mention) -> Interval:
    """Interval that a mention leaves a reader with: a bound such as "more than two million" ends at the next step of
    its own precision."""
    digits = _digits(mention.quote, mention.significant_digits)
    return _implied(mention.value, mention.low, mention.high, mention.comparator, digits)


def rounded(mention: Mention) -> Interval:
    """What a figure may stand for when it is reckoned with: small counts are exact, what is large, measured or has a
    hedge is rounded at its own last digit, bounds are open."""
    value = mention.value
    if value is None or mention.comparator not in ("eq", "approx"):
        return bounds(mention)
    low, high = bounds(mention)
    if mention.kind == "count" and abs(value) < _EXACT_BELOW and value == int(value):
        return low, high
    digits = _digits(mention.quote, mention.significant_digits)
    margin = worth_of_last_digit(value, digits) / 2 if digits else 0.0
    return min(low, value - margin), max(high, value + margin)


@lru_cache(maxsize=8_192)
def _digits(quote: str, digits: int | None) -> int | None:
    """Significant digits that a figure commits to; written out in digits ("300") it is meant to two at least."""
    plain = quote.strip()[:1].isdigit() and "illion" not in quote and "thousand" not in quote
    return max(digits, 2) if plain and digits else digits


@lru_cache(maxsize=8_192)
def _bounds(
    value: float | None, low: float | None, high: float | None, comparator: str, digits: int | None
) -> Interval:
    if value is not None and comparator in ("eq", "approx"):
        margin = worth_of_last_digit(value, digits) / 2 if digits and abs(value) >= _EXACT_BELOW else 0.0
        if comparator == "approx":
            margin = max(margin, abs(value) * _APPROXIMATE)
        return value - margin, value + margin
    return (-math.inf if low is None else low), (math.inf if high is None else high)


@lru_cache(maxsize=8_192)
def _implied(
    value: float | None, low: float | None, high: float | None, comparator: str, digits: int | None
) -> Interval:
    least, most = _bounds(value, low, high, comparator, digits)
    figure = value if value is not None else low if low is not None else high
    if figure is None or (math.isfinite(least) and math.isfinite(most)):
        return least, most
    step = worth_of_last_digit(figure, digits or 1) or 1.0
    return (least, least + step) if math.isinf(most) else (most - step, most)
