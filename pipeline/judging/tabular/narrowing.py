"""Claims that speak of some rows by a span of years, weeks or the like: "between 1998 and 2005", "before week 7".

What belongs here: reading such a span, and the table without the rows outside of it. What must never be here: what is
asked of the rows that are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.judging.tabular.grid import Grid
from pipeline.judging.wording.terms import read_stems

_YEAR = r"(?:1[5-9]|20)\d\d"
_YEARS = r"(?:the\s+)?(?:years?\s+)?(?:of\s+)?"
_SPAN = re.compile(
    rf",?\s*\b(?:between|from)\s+{_YEARS}(?P<first>{_YEAR})\s*(?:and|to|until|through|-|–)\s*{_YEARS}(?P<last>{_YEAR})\b",
    re.IGNORECASE,
)
_DECADE = re.compile(r",?\s*\b(?:in|during)\s+the\s+(?P<decade>(?:1[5-9]|20)\d)0'?s\b", re.IGNORECASE)
_SIDE = re.compile(
    rf",?\s*\b(?P<side>before|after|since)\s+(?:(?P<year>{_YEAR})|(?P<heading>[a-z]+)\s+(?P<number>\d{{1,4}}))\b(?!\s*[-–/.:])",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"\s*\b(\w+)\s*$")
_TIMES = frozenset(read_stems("year season week"))
_LEAST_ROWS = 1


def narrow(claim: str, grid: Grid) -> tuple[str, Grid] | None:
    """The claim without its span and the table without the rows outside of it; None when it names no span that one
    column of the table tells, or names several."""
    spans = [found for form in (_SPAN, _DECADE, _SIDE) for found in form.finditer(claim)]
    if len(spans) != 1:
        return None
    found = spans[0]
    keeps, heading = _bounds(found)
    column = _year_column(grid) if heading is None else _column_under(heading, grid)
    if column is None:
        return None
    values = [grid.value(row, column) for row in range(len(grid.rows))]
    if any(value is None for value in values):
        return None
    rows = tuple(row for row, value in zip(grid.rows, values, strict=True) if value is not None and keeps(value))
    if len(rows) < _LEAST_ROWS:
        return None
    before = claim[: found.start()]
    headed = _LAST_WORD.search(before)
    if headed and column in grid.headings.get(read_stems(headed[1]), frozenset()):
        before = before[: headed.start()]  # "built between 2004 and 2011"
    rest = before + claim[found.end() :]
    told = [stem for stem in read_stems(grid.heads[column]) if stem not in _TIMES]
    if any(stem in read_stems(rest) for stem in told):
        return None
    return rest, replace(grid, rows=rows)


def _bounds(found: re.Match[str]) -> tuple[Callable[[float], bool], str | None]:
    """Which values a span keeps, and the heading it names; None for years."""
    told = found.groupdict()
    if told.get("first"):
        first, last = float(told["first"]), float(told["last"])
        return (lambda value: first <= value <= last), None
    if told.get("decade"):
        start = float(told["decade"]) * 10
        return (lambda value: start <= value < start + 10), None
    edge, side = float(told["year"] or told["number"]), told["side"].lower()
    if side == "before":
        return (lambda value: value < edge), told["heading"]
    return (lambda value: value > edge or (side == "since" and value == edge)), told["heading"]


def _year_column(grid: Grid) -> int | None:
    """The one column that is years throughout."""
    found = [
        column
        for column in grid.numeric
        if all((cell := row[column]) is not None and re.fullmatch(_YEAR, cell.text.strip()) for row in grid.rows)
    ]
    return found[0] if len(found) == 1 else None


def _column_under(heading: str, grid: Grid) -> int | None:
    columns = grid.headings.get(read_stems(heading), frozenset()) & grid.numeric
    return min(columns) if len(columns) == 1 else None
