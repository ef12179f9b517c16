"""Claims that compare two rows: "Leeds scored 4 more goals than York", "Ann was older than Bo".

What belongs here: reading and answering this form. What must never be here: bounds on one figure
("more than 20 goals").
"""

from __future__ import annotations

import re

from pipeline.judging.tabular.filters import columns_of, rows_with, without
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, Mention, masked
from pipeline.judging.tabular.outcome import Answer, row_span, say_row
from pipeline.judging.wording.terms import read_terms
from pipeline.phrasing import say_number

_MORE = re.compile(r"\b(?:more|higher|larger|greater|bigger|longer)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|shorter)\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_OTHER_FORM = re.compile(
    r"\b(?:most|least|average|mean|sum|combined|total|any|all|every|other|times|twice|half|if|or|either|each|percent|only|"
    r"while|but)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:difference|gap|margin)\b", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_TWO = 2
_NOTHING = 1e-9
"""How far apart two figures may lie and still be the same one."""


def compare_rows(linked: Linked, grid: Grid) -> Answer | None:
    """Whether the figure of one named row is larger or smaller than another's, and by as much as the claim says."""
    found = _sense_and_than(linked)
    if found is None:
        return None
    sense, than = found
    columns = columns_of(linked.headings, grid)
    amounts = [number for number in linked.numbers if 0 <= sense.start() - number.end <= 2]
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
    gap = mine - theirs if sense.re is _MORE else theirs - mine
    holds = gap > 0 and (not amounts or abs(gap - amounts[0].value) < _NOTHING or amounts[0].comparator != "eq")
    if amounts and amounts[0].comparator != "eq":
        return None
    line = f"{first[0].text}: {say_number(mine)}, {second[0].text}: {say_number(theirs)} ({grid.heads[column]})"
    line += f"; {say_number(mine)} − {say_number(theirs)} = {say_number(round(mine - theirs, 9))}"
    words = frozenset(term.stem for term in read_terms(sense.group()))
    return Answer(holds, "comparison", line, *row_span(grid, [one, other]), words)


def _sense_and_than(linked: Linked) -> tuple[re.Match[str], re.Match[str]] | None:
    """The one word of more or less before the one "than"; nothing where the statement also has another form."""
    text = masked(linked)
    than = _THAN.search(text)
    sense = [match for match in (_MORE.search(text), _LESS.search(text)) if match]
    if than is None or len(sense) != 1 or sense[0].start() > than.start() or _asks_more(text):
        return None
    return sense[0], than


def compare_columns(linked: Linked, grid: Grid) -> Answer | None:
    """Whether one figure of a named row is larger or smaller than another: "Leeds won 4 more games than it lost"."""
    found = _sense_and_than(linked)
    if found is None:
        return None
    sense, than = found
    first = columns_of([heading for heading in linked.headings if heading.end <= than.start()], grid)
    second = columns_of([heading for heading in linked.headings if heading.start >= than.end()], grid)
    amounts = [number for number in linked.numbers if 0 <= sense.start() - number.end <= 2]
    named = [m for m in without(linked.mentions, *((n.start, n.end) for n in amounts)) if not m.is_number]
    loose = [n for n in linked.numbers if n not in amounts and not any(m.start <= n.start < m.end for m in named)]
    loose = [n for n in loose if not any(h.start <= n.start < h.end for h in linked.headings)]
    rows = rows_with(named)
    if len(first) != 1 or len(second) != 1 or first == second or len(rows) != 1 or loose or linked.strangers:
        return None
    if any(mention.start > than.start() for mention in named) or len(amounts) > 1:
        return None
    row, column, other = min(rows), min(first), min(second)
    mine, theirs = grid.value(row, column), grid.value(row, other)
    if mine is None or theirs is None or (amounts and amounts[0].comparator != "eq"):
        return None
    gap = mine - theirs if sense.re is _MORE else theirs - mine
    holds = gap > 0 and (not amounts or abs(gap - amounts[0].value) < _NOTHING)
    line = f"{say_row(grid, row)}: {grid.heads[column]} {say_number(mine)}, {grid.heads[other]} {say_number(theirs)}"
    line += f"; {say_number(mine)} − {say_number(theirs)} = {say_number(round(mine - theirs, 9))}"
    words = frozenset(term.stem for term in read_terms(sense.group()))
    return Answer(holds, "comparison", line, *row_span(grid, [row]), words)


def find_difference(linked: Linked, grid: Grid) -> Answer | None:
    """Whether two named rows are as far apart in a named column as the claim says: "the difference between Leeds and
    York in points was 4"."""
    text = masked(linked)
    found = _APART.search(text)
    columns = columns_of(linked.headings, grid)
    if found is None or _OTHER_FORM.search(text) or linked.strangers or len(columns) != 1 or len(linked.numbers) != 1:
        return None
    number = linked.numbers[0]
    named = [m for m in without(linked.mentions, (number.start, number.end)) if not m.is_number]
    if len(named) != _TWO or number.comparator != "eq" or number.start < named[1].end:
        return None
    one, other = _row(named[0], named[1]), _row(named[1], named[0])
    if one is None or other is None or one == other:
        return None
    column = min(columns)
    mine, theirs = grid.value(one, column), grid.value(other, column)
    if mine is None or theirs is None:
        return None
    gap = abs(mine - theirs)
    line = f"{named[0].text}: {say_number(mine)}, {named[1].text}: {say_number(theirs)} ({grid.heads[column]})"
    line += f"; they are {say_number(round(gap, 9))} apart"
    words = frozenset(term.stem for term in read_terms(found.group()))
    return Answer(abs(gap - number.value) < _NOTHING, "comparison", line, *row_span(grid, [one, other]), words)


def _asks_more(text: str) -> bool:
    return bool(_OTHER_FORM.search(text) or _AND.search(text))


def _row(mention: Mention, other: Mention) -> int | None:
    """The one row that a mention names, in a column that names both."""
    shared = mention.columns & other.columns
    rows = {row for row, column in mention.places if column in shared}
    return min(rows) if len(rows) == 1 else None
