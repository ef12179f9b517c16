"""One number with what belongs to it. Data only; `terms` reads it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.number import Number

NO_UNIT = Unit("", "count")


@dataclass(slots=True)
class Term:
    """One number with what belongs to it."""

    start: int
    end: int
    number: Number
    unit: Unit = NO_UNIT
    kind: str = ""
    """Set where the words decide it, not the unit: ratio, comparison, age."""
    prefixed: bool = False
    """Its currency stands before the number."""

    @property
    def bare(self) -> bool:
        """Whether it has no unit."""
        return self.unit is NO_UNIT
