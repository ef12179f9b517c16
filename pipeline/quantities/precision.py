"""What the digits of a figure are worth.

What belongs here: arithmetic of decimal places. What must never be here: how far a figure may be off, which the stages
decide for themselves: a chapter's own figures are held against one another more loosely than against evidence.
"""

from __future__ import annotations

import math


def worth_of_last_digit(value: float, digits: int) -> float:
    """One unit of the last of so many significant digits, in the unit of `value`: 1,000,000 for "two million" (1),
    10,000 for "2.03 million" (3). 0 for zero and for what is not finite."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    # The logarithm of a power of ten may fall short of its whole number by the last bit.
    leading = math.floor(math.log10(abs(value)) + 1e-12)
    return float(10.0 ** (leading - digits + 1))
