"""Claims about equal and different cells: "Ann and Bo have the same team", "there are 3 different operators".

What belongs here: reading and answering this form. What must never be here: figures held against one another by size.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.judging.tabular.filters import rows_with
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, masked
from pipeline.judging.tabular.membership import is_list, rows_named
from pipeline.judging.tabular.outcome import Answer, row_span, say_row
from pipeline.judging.wording.terms import read_terms

_SAME = re.compile(r"\bthe\s+same\s+(?:exact\s+)?", re.IGNORECASE)
_DIFFERENT = re.compile(r"\s*(?:different|distinct|unique)\s+", re.IGNORECASE)
_COMMON = re.compile(r"\bmost\s+(?:common|frequent)\s+", re.IGNORECASE)
_OTHER_FORM = re.compile(
    r"\b(?:least|fewest|highest|lowest|largest|smallest|best|worst|more|less|fewer|than|average|total|sum|combined|"
    r"other|times?|twice|half|if|or|either|each|every|any|not|no|never|first|last|top|before|after|between|consecutive|"
    r"row|while|but|only|except|all)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s+(?:is|are|was|were|be|have|has|had|share[sd]?)\s*$", re.IGNORECASE)
_THERE = re.compile(r"\W*(?:there\s+(?:is|are|was|were|be)\s+)?(?:a\s+total\s+of\s+|exactly\s+)?$", re.IGNORECASE)


def find_sameness(linked: Linked, grid: Grid) -> Answer | None:
    """Whether cells are as equal, as various or as common as the claim says."""
    if linked.strangers or _OTHER_FORM.search(masked(linked)):
        return None
    return _same(linked, grid) or _different(linked, grid) or _most_common(linked, grid)


def _same(linked: Linked, grid: Grid) -> Answer | None:
    """Two or more named rows that have one cell in common, of the column that the claim names."""
    found = _SAME.search(linked.text)
    if found is None:
        return None
    verb = _VERB.search(linked.text[: found.start()])
    columns = {heading.column for heading in linked.headings if heading.start == found.end()}
    named = [mention for mention in linked.mentions if mention.end <= found.start()]
    beside = [mention for mention in linked.mentions if mention.start >= found.end()]
    if verb is None or len(columns) != 1 or len(named) < 2 or beside or _has_loose(linked):
        return None
    rows = rows_named(named) if is_list(linked.text, named, verb.start()) else None
    if rows is None:
        return None
    column = min(columns)
    cells = [grid.rows[row][column] for row in sorted(rows)]
    texts = {" ".join(cell.stems) for cell in cells if cell is not None}
    if any(cell is None for cell in cells):
        return None
    said = "; ".join(say_row(grid, row)[:80] for row in sorted(rows))
    words = frozenset(term.stem for term in read_terms(found.group()))
    return Answer(len(texts) == 1, "sameness", f"{grid.heads[column]} of each: {said}", *row_span(grid, rows), words)


def _different(linked: Linked, grid: Grid) -> Answer | None:
    """As many different cells of a column as the claim says, over the rows it names."""
    for number in linked.numbers:
        found = _DIFFERENT.match(linked.text, number.end)
        if found is None or number.comparator != "eq":
            continue
        columns = {heading.column for heading in linked.headings if heading.start == found.end() and heading.is_whole}
        mentions = [mention for mention in linked.mentions if not mention.start < number.end <= mention.end]
        opens = _THERE.match(linked.text[: number.start]) is not None
        if len(columns) != 1 or not opens or _has_loose(linked, number.start):
            return None
        column = min(columns)
        rows = rows_with(mentions) if mentions else frozenset(range(len(grid.rows)))
        texts = {" ".join(cell.stems) for row in rows if (cell := grid.rows[row][column]) is not None}
        if len(texts) != number.value:
            return None
        line = f"{len(texts)} different cells under {grid.heads[column]}: {', '.join(sorted(texts)[:8])}"
        return Answer(
            True, "sameness", line, *row_span(grid, rows), frozenset(t.stem for t in read_terms(found.group()))
        )
    return None


def _most_common(linked: Linked, grid: Grid) -> Answer | None:
    """The cell of a column that stands in more rows than any other."""
    found = _COMMON.search(linked.text)
    columns = {heading.column for heading in linked.headings if found and heading.start == found.end()}
    if found is None or len(columns) != 1 or len(linked.mentions) != 1 or _has_loose(linked):
        return None
    column, mention = min(columns), linked.mentions[0]
    counts = Counter(" ".join(cell.stems) for row in grid.rows if (cell := row[column]) is not None)
    best = counts.most_common(2)
    told = {
        " ".join(cell.stems) for row, at in mention.places if at == column and (cell := grid.rows[row][at]) is not None
    }
    if len(told) != 1 or not mention.is_whole or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    holds = told == {best[0][0]}
    line = f"{grid.heads[column]}: “{best[0][0]}” stands in {best[0][1]} of {len(grid.rows)} rows"
    words = frozenset(term.stem for term in read_terms(found.group()))
    return Answer(holds, "sameness", line, *row_span(grid, range(len(grid.rows))), words)


def _has_loose(linked: Linked, but: int = -1) -> bool:
    """Whether a number of the claim is neither a cell's nor a heading's nor the one at an offset."""
    spans = [(each.start, each.end) for each in linked.mentions]
    spans += [(each.start, each.end) for each in linked.headings]
    return any(
        number.start != but and not any(start <= number.start < end for start, end in spans)
        for number in linked.numbers
    )
