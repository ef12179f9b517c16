"""The number as it was read, in tokens. Data and its arithmetic only; the grammars that read it stand beside it."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST = 1e33
"""Nothing larger is read: beyond it a text counts nothing, and floats lose their way."""
MAX_DIGITS = 40
"""Longer runs of digits are identifiers; reading them would only cost time."""
HYPHENS = frozenset("-‐‑–—")


@dataclass(slots=True)
class Number:
    """A number as it was read. `low` == `high` == `value`, unless the words are vague."""

    start: int
    """First token."""
    end: int
    """Token after the last."""
    value: float
    low: float
    high: float
    digits: int | None
    """Significant digits that the text commits to."""
    form: str
    """digits, words, fraction, ordinal or vague."""
    scale: float = 1.0
    """The last scale word or mark, which a range may share ("two or three million")."""
    comparator: str = "eq"
    """Of a vague count: range or approx."""

    @property
    def mantissa(self) -> float:
        """What stands before the scale."""
        return self.value / self.scale

    def multiply(self, factor: float, end: int) -> None:
        """Scale the number, which now ends at token `end`."""
        # Twelve digits: 2.03 x 1e6 is 2030000, not 2029999.9999999998.
        self.value = self.low = self.high = float(f"{self.value * factor:.12g}")
        self.end = end

    def add(self, part: float, end: int) -> None:
        """Add a fraction to the number, which now ends at token `end`."""
        self.value += part
        self.low = self.high = self.value
        self.end = end
        self.digits = None if self.digits is None else self.digits + 1

    def negate(self) -> None:
        """Turn the number into its negative."""
        self.value, self.low, self.high = -self.value, -self.high, -self.low

    def rescale(self, factor: float) -> None:
        """Give the number a scale that stands elsewhere ("two or three million"), or cents their hundredth."""
        self.value, self.low, self.high = (
            float(f"{bound * factor:.12g}") for bound in (self.value, self.low, self.high)
        )
        self.scale *= factor


def significant_digits(value: float) -> int:
    """Digits that a whole number commits to: all of them below one hundred, without the closing zeros above."""
    whole = round(abs(value))
    if whole < 100:
        return max(len(str(whole)), 1)
    return max(len(str(whole).rstrip("0")), 1)
