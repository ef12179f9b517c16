"""Claims about a total or an average over a column: "the average score was 15.7", "York scored 31 points in all".

What belongs here: reading and answering this form. What must never be here: counts of rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pipeline.judging.tabular.filters import columns_of, rows_with, without
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, Mention, masked
from pipeline.judging.tabular.membership import rows_named
from pipeline.judging.tabular.outcome import Answer, row_span, say_values
from pipeline.judging.wording.terms import read_terms
from pipeline.phrasing import say_number

_AVERAGE = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_SUM = re.compile(r"\b(?:total|sum|combined|altogether)\b", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+)?", re.IGNORECASE)
_KEEPS: dict[str, Callable[[float, float, float], bool]] = {
    "eq": lambda drawn, told, width: abs(drawn - told) <= width,
    "approx": lambda drawn, told, width: abs(drawn - told) <= width,
    "gt": lambda drawn, told, width: drawn > told,
    "gte": lambda drawn, told, width: drawn >= told,
    "lt": lambda drawn, told, width: drawn < told,
    "lte": lambda drawn, told, width: drawn <= told,
}
"""Whether what is drawn keeps what the claim says of it, with the half-width of its rounding."""
_OTHER_FORM = re.compile(r"\b(?:most|least|highest|lowest|times|different|each|if|or|half|percent)\b", re.IGNORECASE)


def draw_total(linked: Linked, grid: Grid) -> Answer | None:
    """Whether the sum or the average of the named column, over the rows the claim names, is what it says."""
    text = masked(linked)
    found = [match for match in (_AVERAGE.search(text), _SUM.search(text)) if match]
    if len(found) != 1 or _OTHER_FORM.search(text) or linked.strangers:
        return None
    columns = columns_of(linked.headings, grid)
    if len(columns) != 1 or len(linked.numbers) != 1 or linked.numbers[0].comparator not in _KEEPS:
        return None
    column, number = min(columns), linked.numbers[0]
    mentions = without(linked.mentions, (number.start, number.end))
    rows = _rows(linked.text, mentions, grid)
    values = [value for row in sorted(rows) if (value := grid.value(row, column)) is not None]
    if len(values) < 2 or len(values) != len(rows):
        return None
    average = bool(_AVERAGE.search(text))
    drawn = sum(values) / len(values) if average else sum(values)
    step = 10.0 ** -_decimals(number.text)
    holds = _KEEPS[number.comparator](drawn, number.value, step / 2 * (1 + 1e-9))
    sign = "the average of" if average else "the sum of"
    line = f"{sign} {say_values(values)} is {say_number(round(drawn, 6))} ({grid.heads[column]})"
    words = frozenset(term.stem for term in read_terms(found[0].group()))
    return Answer(holds, "total", line, *row_span(grid, rows), words)


def _rows(text: str, mentions: tuple[Mention, ...], grid: Grid) -> frozenset[int]:
    """The rows that are drawn together: all, those that hold every mention, or each of those that the claim lists."""
    if not mentions:
        return frozenset(range(len(grid.rows)))
    gaps = [text[one.end : other.start] for one, other in pairwise(mentions)]
    if len(mentions) > 1 and all(_LIST.fullmatch(gap) for gap in gaps):
        listed = rows_named(list(mentions))
        if listed is not None:
            return listed
    return rows_with(mentions)


def _decimals(text: str) -> int:
    found = re.search(r"\.(\d+)", text)
    return len(found[1]) if found else 0
