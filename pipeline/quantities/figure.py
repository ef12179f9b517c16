"""A figure in tokens, before it becomes a `Quantity`.

What belongs here: the record that the grammar fills, and the way from it to the public record. What must never be here:
reading.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.quantities.hedges import bound
from pipeline.quantities.lexicon import Unit
from pipeline.quantities.quantity import Quantity
from pipeline.quantities.tokens import Tokens


@dataclass(slots=True)
class Figure:
    """A figure in tokens, before it becomes a `Quantity`."""

    start: int
    end: int
    low: float
    high: float
    comparator: str
    unit: Unit
    kind: str
    digits: int | None
    why_not: str | None = None


class Piece(Figure):
    """A part of one token; keeps its own characters."""

    __slots__ = ("first_char", "last_char")

    def __init__(self, figure: Figure, first_char: int, last_char: int) -> None:
        super().__init__(
            figure.start,
            figure.end,
            figure.low,
            figure.high,
            figure.comparator,
            figure.unit,
            figure.kind,
            figure.digits,
        )
        self.first_char, self.last_char = first_char, last_char


def as_quantity(tokens: Tokens, figure: Figure) -> Quantity:
    """The public record of a figure, with its bounds under its comparator."""
    if isinstance(figure, Piece):
        start, end = figure.first_char, figure.last_char
    else:
        start, end = tokens.starts[figure.start], tokens.ends[figure.end - 1]
    low, high = bound(figure.comparator, figure.low, figure.high)
    if figure.comparator in ("gt", "gte"):
        value: float | None = figure.low
    elif figure.comparator in ("lt", "lte"):
        value = figure.high
    else:
        value = figure.low if figure.low == figure.high else None
    if value is not None and not math.isfinite(value):
        value = None
    return Quantity(
        start,
        end,
        tokens.text[start:end],
        figure.kind,
        value,
        low,
        high,
        figure.comparator,
        figure.unit.name or None,
        figure.digits,
        figure.why_not,
    )
