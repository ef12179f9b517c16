"""The record a quantity is read into. Data only; the grammar lives beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text, hedge and unit included.

    `text == source[start:end]`. Numbers carry closed bounds with None for open ("more than 5": low 5, high None; a
    point: low == high == value; a range: value None). Percent is 0..100, money in the currency's main unit with the
    ISO 4217 code in `unit`. A date's `value` is ISO 8601 at the granularity of the text ("2025", "2026-spring"), its
    `low` and `high` are ISO days, low inclusive and high exclusive ("by August 2025": low None, high "2025-09-01").
    """

    start: int
    end: int
    text: str
    kind: str
    value: float | str | None
    low: float | str | None
    high: float | str | None
    comparator: str
    unit: str | None = None
    significant_digits: int | None = None
    why_not: str | None = None
    """Why this is no quantity a sentence asserts (version name, section number, enumerator ...), or None."""

    def figure(self) -> dict[str, Any]:
        """The ten columns of `pipeline.model.Figure`: numbers in value/low/high, dates in date/date_low/date_high."""
        dated = self.kind == "date"
        return {
            "kind": self.kind,
            "value": None if dated else self.value,
            "low": None if dated else self.low,
            "high": None if dated else self.high,
            "comparator": self.comparator,
            "unit": self.unit,
            "significant_digits": self.significant_digits,
            "date": self.value if dated else None,
            "date_low": dt.date.fromisoformat(str(self.low)) if dated and self.low else None,
            "date_high": dt.date.fromisoformat(str(self.high)) if dated and self.high else None,
        }
