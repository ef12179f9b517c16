"""What comes of asking a table.

What belongs here: the record of an answer, and how rows and figures are written in it. What must never be here: how
an answer is reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.judging.tabular.grid import Grid
from pipeline.phrasing import say_number


@dataclass(frozen=True, slots=True)
class Answer:
    """A table's answer to a claim."""

    holds: bool
    """Whether the table bears the claim out; False when it says otherwise."""
    form: str
    """lookup, count, extreme, comparison or total."""
    arithmetic: str
    """The rows and the sum in one line that a reader can check."""
    start: int
    end: int
    """The stretch of the page that the answer rests on: the deciding row, or all rows."""
    words: frozenset[str] = frozenset()
    """Stems of the claim that the form itself accounts for ("highest", "total")."""
    value: float | None = None
    """What was counted; None for the other forms."""


def row_span(grid: Grid, rows: Iterable[int]) -> tuple[int, int]:
    """Where some rows stand in the page."""
    cells = [cell for row in rows for cell in grid.rows[row] if cell is not None]
    return (min(cell.start for cell in cells), max(cell.end for cell in cells)) if cells else (0, 0)


def say_row(grid: Grid, row: int) -> str:
    """A row as a person reads it, its first cells only."""
    return " | ".join(cell.text for cell in grid.rows[row] if cell is not None)[:160]


def say_values(values: Iterable[float]) -> str:
    """Some figures of a column."""
    shown = [say_number(value) for value in values]
    return ", ".join(shown[:12]) + (f" … ({len(shown)} in all)" if len(shown) > 12 else "")
