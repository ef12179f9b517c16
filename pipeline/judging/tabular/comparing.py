"""Claims that compare two rows: "Leeds scored 4 more goals than York", "Ann was older than Bo".

What belongs here: reading and answering this form. What must never be here: bounds on one figure
("more than 20 goals").
"""

from __future__ import annotations

import re

from pipeline.judging.phrasing import say_number
from pipeline.judging.tabular.filters import without
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, Mention, masked
from pipeline.judging.tabular.outcome import Answer, row_span
from pipeline.judging.terms import read_terms

_MORE = re.compile(r"\b(?:more|higher|larger|greater|bigger|longer)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|shorter)\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_OTHER_FORM = re.compile(
    r"\b(?:most|least|average|mean|sum|combined|total|any|all|every|other|times|twice|half|if|or|either|each|percent|only|"
    r"while|but|and)\b",
    re.IGNORECASE,
)


def compare_rows(linked: Linked, grid: Grid) -> Answer | None:
    """Whether the figure of one named row is larger or smaller than another's, and by as much as the claim says."""
    text = masked(linked)
    than = _THAN.search(text)
    sense = [match for match in (_MORE.search(text), _LESS.search(text)) if match]
    if than is None or len(sense) != 1 or sense[0].start() > than.start() or _OTHER_FORM.search(text):
        return None
    columns = {heading.column for heading in linked.headings if heading.column in grid.numeric}
    amounts = [number for number in linked.numbers if 0 <= sense[0].start() - number.end <= 2]
    spans = [(number.start, number.end) for number in amounts]
    named = [m for m in without(linked.mentions, *spans) if not m.is_number]
    first = [mention for mention in named if mention.end <= than.start()]
    second = [mention for mention in named if mention.start >= than.end()]
    loose = [n for n in linked.numbers if n not in amounts and not any(m.start <= n.start < m.end for m in named)]
    if len(columns) != 1 or len(first) != 1 or len(second) != 1 or len(amounts) > 1 or loose or linked.strangers:
        return None
    column = min(columns)
    one, other = _row(first[0], second[0]), _row(second[0], first[0])
    if one is None or other is None or one == other:
        return None
    mine, theirs = grid.value(one, column), grid.value(other, column)
    if mine is None or theirs is None:
        return None
    gap = mine - theirs if _MORE.search(text) else theirs - mine
    holds = gap > 0 and (not amounts or abs(gap - amounts[0].value) < 1e-9 or amounts[0].comparator != "eq")
    if amounts and amounts[0].comparator != "eq":
        return None
    line = f"{first[0].text}: {say_number(mine)}, {second[0].text}: {say_number(theirs)} ({grid.heads[column]})"
    line += f"; {say_number(mine)} − {say_number(theirs)} = {say_number(round(mine - theirs, 9))}"
    words = frozenset(term.stem for term in read_terms(sense[0].group()))
    return Answer(holds, "comparison", line, *row_span(grid, [one, other]), words)


def _row(mention: Mention, other: Mention) -> int | None:
    """The one row that a mention names, in a column that names both."""
    shared = mention.columns & other.columns
    rows = {row for row, column in mention.places if column in shared}
    return min(rows) if len(rows) == 1 else None
