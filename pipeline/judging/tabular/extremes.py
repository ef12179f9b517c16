"""Claims about the largest or smallest: "the highest attendance was 20,066", "Leeds scored the most points".

What belongs here: reading and answering this form. What must never be here: comparisons of two named rows.
"""

from __future__ import annotations

import re

from pipeline.judging.phrasing import say_number
from pipeline.judging.tabular.filters import rows_with, without
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Heading, Linked, Mention, loose_numbers, masked
from pipeline.judging.tabular.outcome import Answer, row_span, say_row, say_values
from pipeline.judging.terms import read_terms

_MOST = re.compile(r"\b(?:most|highest|largest|greatest|biggest|maximum|max|longest|top)\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?:least|fewest|lowest|smallest|minimum|min|shortest)\b", re.IGNORECASE)
_OTHER_FORM = re.compile(
    r"\b(?:second|third|fourth|2nd|3rd|4th|next|one of|than|times?|at least|at most|average|mean|sum|combined|"
    r"different|same|consecutive|row|tied?|half|majority|if|or|either|each|all|every|both|any|only|follow(?:ed|s)?|while|but|yet|"
    r"other|most of|after|before|among)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had)\b", re.IGNORECASE)
_REACH = 24
"""Characters between "highest" and the heading it speaks of."""


def find_extreme(linked: Linked, grid: Grid) -> Answer | None:
    """Whether the row with the largest (smallest) figure of the named column holds what the claim mentions."""
    text = masked(linked)
    most, least = _MOST.findall(text), _LEAST.findall(text)
    if len(most) + len(least) != 1 or _OTHER_FORM.search(text) or linked.strangers:
        return None
    found = _MOST.search(text) or _LEAST.search(text)
    heading = _heading_after(linked, grid, found.end()) if found else None
    if found is None or heading is None:
        return None
    column = heading.column
    values = {row: value for row in range(len(grid.rows)) if (value := grid.value(row, column)) is not None}
    if len(values) < max(2, len(grid.rows) - 1) or loose_numbers(linked):
        return None
    mentions = tuple(m for m in without(linked.mentions, (found.start(), found.end())))
    if not mentions:
        return None
    words = frozenset(term.stem for term in read_terms(found.group()))
    top = _extreme_rows(values, frozenset(values), bool(most))
    if any(not mention.places for mention in mentions):
        return None
    if rows_with(mentions) & top:
        return _answer(True, grid, column, values, top, words)
    for mention in mentions:  # "the highest attendance in May was 20,066": the largest of some rows
        within = mention.rows & frozenset(values)
        rest = without(mentions, (mention.start, mention.end))
        if mention.bound == column or len(within) < 2 or not rest:
            continue
        some = _extreme_rows(values, within, bool(most))
        if rows_with(mentions) & some:
            return _answer(True, grid, column, values, some, words)
    return _answer(False, grid, column, values, top, words) if _is_plain(mentions, column) else None


def _is_plain(mentions: tuple[Mention, ...], column: int) -> bool:
    """Whether nothing but one row or one figure is named, so that no other reading is left."""
    return len(mentions) == 1 and (mentions[0].bound == column or not mentions[0].is_number)


def _heading_after(linked: Linked, grid: Grid, end: int) -> Heading | None:
    """The heading right after "highest", when it is one column of figures and no verb stands between."""
    after = [heading for heading in linked.headings if 0 <= heading.start - end <= _REACH]
    nearest = [heading for heading in after if heading.start == after[0].start]
    if len(nearest) != 1 or nearest[0].column not in grid.numeric or _VERB.search(linked.text, end, nearest[0].start):
        return None
    return nearest[0]


def _extreme_rows(values: dict[int, float], rows: frozenset[int], most: bool) -> frozenset[int]:
    some = {row: values[row] for row in rows}
    best = max(some.values()) if most else min(some.values())
    return frozenset(row for row, value in some.items() if value == best)


def _answer(
    holds: bool, grid: Grid, column: int, values: dict[int, float], top: frozenset[int], words: frozenset[str]
) -> Answer:
    row = min(top)
    line = f"{grid.heads[column]}: {say_values(values.values())}; {say_number(values[row])} in {say_row(grid, row)}"
    return Answer(holds, "extreme", line, *row_span(grid, top), words)
