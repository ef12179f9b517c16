"""Claims that one row states: every name, date and number of the claim stands in it.

What belongs here: reading and answering this form. What must never be here: sums over several rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.judging.tabular.filters import column_of, rows_with, rows_within
from pipeline.judging.tabular.grid import Cell, Grid
from pipeline.judging.tabular.linking import Linked, Mention, loose_numbers, masked
from pipeline.judging.tabular.outcome import Answer, row_span, say_row
from pipeline.judging.wording.terms import Term, read_terms

_OTHER_FORM = re.compile(
    r"\b(?:most|least|fewest|highest|lowest|largest|smallest|greatest|biggest|best|worst|longest|shortest|earliest|latest|"
    r"maximum|minimum|average|mean|total|sum|combined|more|less|fewer|higher|lower|than|times?|all|every|each|both|only|"
    r"first|last|never|different|same|other|another|any|before|after|until|between|consecutive|row|tied?|half|majority|"
    r"percent(?:age)?|if|or|either|nor|multiple|several|few|many|again|also|once|twice|who beat)\b",
    re.IGNORECASE,
)


_PAIR = 2
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
_LISTS = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:in\s+|the\s+)*")


def look_up(linked: Linked, grid: Grid) -> Answer | None:
    """Whether one row holds all that the claim mentions, or holds all but another value in a column it names."""
    mentions = linked.mentions
    strangers = [term for term in linked.strangers if not _is_both(term, mentions, linked.text)]
    text = masked(linked) if len(strangers) == len(linked.strangers) else _BOTH.sub("", masked(linked))
    if len(mentions) < 2 or strangers or _OTHER_FORM.search(text):
        return None
    bounds = frozenset(range(len(grid.rows)))
    for number in loose_numbers(linked):
        column = column_of(number, linked, grid)
        if column is None:
            return None
        bounds &= rows_within(number, column, grid)
    found = [rows_with(each) & bounds for each in _one_by_one(mentions, linked.text)]
    if all(found):
        rows = [min(each) for each in found]
        said = "; ".join(say_row(grid, row) for row in rows)
        each = "one row says it" if len(rows) == 1 else "a row for each says it"
        return Answer(True, "lookup", f"{each}: {said}", *row_span(grid, rows))
    if len(found) > 1:
        return None
    return _denied(mentions, grid) if len(bounds) == len(grid.rows) else None


def _is_both(term: Term, mentions: Sequence[Mention], text: str) -> bool:
    """Whether a number is the "both" of two values that the claim lists."""
    return term.surface.lower() == "both" and any(len(run) == _PAIR for run in _lists(mentions, text))


def _one_by_one(mentions: Sequence[Mention], text: str) -> list[list[Mention]]:
    """The claim once for each of the values that it lists of one column: "in 1986 and 1987". Two lists of one length go
    together item by item: "the attendance on 2 and 9 May was 4,000 and 5,000"."""
    lists = _lists(mentions, text)
    if not lists:
        return [list(mentions)]
    if len(lists) > _PAIR or len({len(run) for run in lists}) > 1:
        return [list(mentions), list(mentions)] if len(lists) > 1 else [list(mentions)]
    rest = [mention for mention in mentions if not any(mention in run for run in lists)]
    return [sorted([*rest, *together], key=lambda each: each.start) for together in zip(*lists, strict=True)]


def _lists(mentions: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Values of one column that stand in a row, joined by commas and "and"."""
    runs: list[list[Mention]] = []
    for one, other in pairwise(mentions):
        alike = _column(one) is not None and one.columns == other.columns
        if not (alike and _LISTS.fullmatch(text, one.end, other.start)):
            continue
        if runs and runs[-1][-1] is one:
            runs[-1].append(other)
        else:
            runs.append([one, other])
    return runs


def _denied(mentions: Sequence[Mention], grid: Grid) -> Answer | None:
    """The one row that holds all the other mentions, when what the claim says of a further column stands there not."""
    for mention in mentions:
        column = _column(mention)
        rows = rows_with([other for other in mentions if other is not mention])
        if (
            column is None
            or len(rows) != 1
            or any(_column(other) == column for other in mentions if other is not mention)
        ):
            continue
        cell = grid.rows[min(rows)][column]
        if cell is None or not _is_another(mention, cell):
            continue
        row = min(rows)
        said = f"{grid.heads[column]} is “{cell.text}”, not “{mention.text}”"
        return Answer(False, "lookup", f"{said}, in the row {say_row(grid, row)}", *row_span(grid, [row]))
    return None


def _column(mention: Mention) -> int | None:
    """The column that the claim speaks of: named, or the only one that holds such a value anywhere."""
    if mention.bound is not None:
        return mention.bound
    return min(mention.columns) if len(mention.columns) == 1 and mention.is_whole else None


def _is_another(mention: Mention, cell: Cell) -> bool:
    """Whether a cell says something else: no word of the mention stands in it, or it is another number."""
    words = frozenset(term.stem for term in read_terms(mention.text))
    return words.isdisjoint(cell.stems) or (mention.is_number and cell.value is not None)
