"""Rows that meet what a claim says of them.

What belongs here: rows of mentions, and of numbers with a bound ("attendance of more than 70,000"). What must never be
here: what is asked of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Heading, Linked, Mention, Number

_NEAR = 40
"""Characters between a bound and the heading it belongs to."""


def rows_with(mentions: Sequence[Mention]) -> frozenset[int]:
    """Rows that hold every mention, each in a cell of its own."""
    if not mentions:
        return frozenset()
    rows = frozenset.intersection(*(mention.rows for mention in mentions))
    return frozenset(row for row in rows if _apart(mentions, row))


def _apart(mentions: Sequence[Mention], row: int) -> bool:
    """Whether the mentions can be given different cells of a row; parts of one cell may share it."""
    wanted = [sorted(column for at, column in mention.places if at == row) for mention in mentions if mention.is_whole]
    return _assign(sorted(wanted, key=len), frozenset())


def _assign(wanted: Sequence[Sequence[int]], used: frozenset[int]) -> bool:
    if not wanted:
        return True
    return any(_assign(wanted[1:], used | {column}) for column in wanted[0] if column not in used)


def bounded(linked: Linked) -> tuple[Number, ...]:
    """Numbers that are bounds: "more than 70,000"."""
    return tuple(number for number in linked.numbers if number.comparator in ("gt", "gte", "lt", "lte"))


def column_of(number: Number, linked: Linked, grid: Grid) -> int | None:
    """The column of figures whose heading stands nearest to a number; None when two are as near."""
    near: list[tuple[int, Heading]] = []
    for heading in linked.headings:
        if heading.column in grid.numeric:
            gap = max(heading.start - number.end, number.start - heading.end)
            if gap <= _NEAR:
                near.append((gap, heading))
    near.sort(key=lambda pair: (pair[0], pair[1].column))
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1].column


def columns_of(headings: Iterable[Heading], grid: Grid) -> frozenset[int]:
    """The columns of figures that some headings name: those named in full, when there are any."""
    named = [heading for heading in headings if heading.column in grid.numeric]
    whole = [heading for heading in named if heading.is_whole]
    return frozenset(heading.column for heading in whole or named)


def rows_within(number: Number, column: int, grid: Grid) -> frozenset[int]:
    """Rows whose figure in a column keeps a bound."""
    keeps = {
        "gt": lambda value: value > number.value,
        "gte": lambda value: value >= number.value,
        "lt": lambda value: value < number.value,
        "lte": lambda value: value <= number.value,
        "eq": lambda value: value == number.value,
    }.get(number.comparator)
    if keeps is None:
        return frozenset()
    return frozenset(
        row for row in range(len(grid.rows)) if (value := grid.value(row, column)) is not None and keeps(value)
    )


def without(mentions: Iterable[Mention], *spans: tuple[int, int]) -> tuple[Mention, ...]:
    """The mentions that lie outside of some stretches of the claim."""
    return tuple(
        mention for mention in mentions if not any(mention.start < end and start < mention.end for start, end in spans)
    )
