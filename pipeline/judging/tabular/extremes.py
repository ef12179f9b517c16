"""Claims about the largest or smallest: "the highest attendance was 20,066", "Leeds scored the most points".

What belongs here: reading and answering this form. What must never be here: comparisons of two named rows.
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.judging.tabular.filters import rows_with, without
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Heading, Linked, Mention, loose_numbers, masked
from pipeline.judging.tabular.outcome import Answer, row_span, say_row, say_values
from pipeline.judging.wording.terms import read_terms
from pipeline.phrasing import say_number

_MOST = re.compile(r"\b(?:most|highest|largest|greatest|biggest|maximum|max|longest|top)\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?:least|fewest|lowest|smallest|minimum|min|shortest)\b", re.IGNORECASE)
_LATEST = re.compile(r"\b(?:latest|most\s+recent)\b", re.IGNORECASE)
_EARLIEST = re.compile(r"\bearliest\b", re.IGNORECASE)
_OTHER_FORM = re.compile(
    r"\b(?:second|third|fourth|2nd|3rd|4th|next|one of|than|times?|at least|at most|average|mean|sum|combined|"
    r"different|same|consecutive|row|tied?|half|majority|if|or|either|each|all|every|both|any|only|follow(?:ed|s)?|while|but|yet|"
    r"other|most of|after|before|among)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|6th)[\s-]+$", re.IGNORECASE)
_RANKS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6,
}  # fmt: skip
_FORMS = ((_MOST, True), (_LATEST, True), (_LEAST, False), (_EARLIEST, False))
"""What each superlative asks for: the largest, or the smallest."""
_FIRST_YEAR, _NO_YEAR = 1500, 2100
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had)\b", re.IGNORECASE)
_REACH = 24
"""Characters between "highest" and the heading it speaks of."""


def find_extreme(linked: Linked, grid: Grid) -> Answer | None:
    """Whether the row with the largest (smallest) figure of the named column holds what the claim mentions."""
    text = masked(linked)
    found = [(match, most) for form, most in _FORMS for match in form.finditer(text)]
    if len(found) != 1:
        return None
    sense, most = found[0]
    ordinal = _ORDINAL.search(text[: sense.start()])
    rank = _RANKS[ordinal[1].lower()] if ordinal else 1
    outside = text[: ordinal.start()] + text[sense.start() :] if ordinal else text
    strangers = [term for term in linked.strangers if not (ordinal and ordinal.start() <= term.start < sense.start())]
    if _OTHER_FORM.search(outside) or strangers:
        return None
    by_time = sense.re in (_LATEST, _EARLIEST)
    heading = _heading_after(linked, _columns_of_times(grid) if by_time else grid.numeric, sense.end())
    if heading is None:
        return None
    column = heading.column
    values = _times(grid, column) if by_time else _figures(grid, column)
    if len(values) < max(2, len(grid.rows) - 1) or _loose(linked, ordinal):
        return None
    mentions = tuple(m for m in without(linked.mentions, sense.span()))
    if not mentions:
        return None
    words = frozenset(term.stem for term in read_terms(sense.group()))
    if ordinal:
        mentions = tuple(m for m in mentions if not ordinal.start() <= m.start < sense.start())
        top = _ranked_rows(values, most, rank)
        words |= frozenset(term.stem for term in read_terms(ordinal.group()))
        holds = len(top) == 1 and bool(mentions) and bool(rows_with(mentions) & top)
        return _answer(True, grid, column, values, top, words) if holds else None
    top = _extreme_rows(values, frozenset(values), most)
    if any(not mention.places for mention in mentions):
        return None
    if rows_with(mentions) & top:
        return _answer(True, grid, column, values, top, words)
    for mention in mentions:  # "the highest attendance in May was 20,066": the largest of some rows
        within = mention.rows & frozenset(values)
        rest = without(mentions, (mention.start, mention.end))
        if mention.bound == column or len(within) < 2 or not rest:
            continue
        some = _extreme_rows(values, within, most)
        if rows_with(mentions) & some:
            return _answer(True, grid, column, values, some, words)
    return _answer(False, grid, column, values, top, words) if _is_plain(mentions, column) else None


def _is_plain(mentions: tuple[Mention, ...], column: int) -> bool:
    """Whether nothing but one row or one figure is named, so that no other reading is left."""
    return len(mentions) == 1 and (mentions[0].bound == column or not mentions[0].is_number)


def _figures(grid: Grid, column: int) -> dict[int, float]:
    return {row: value for row in range(len(grid.rows)) if (value := grid.value(row, column)) is not None}


def _times(grid: Grid, column: int) -> dict[int, float]:
    """The days, or the years, of a column as numbers that grow with time."""
    days = {row: day for row in range(len(grid.rows)) if (day := grid.days.get((row, column)))}
    if days:
        return {row: float(dt.date.fromisoformat(day).toordinal()) for row, day in days.items()}
    return _figures(grid, column)


def _columns_of_times(grid: Grid) -> frozenset[int]:
    """Columns of dates, and columns of years."""
    dated = {column for _, column in grid.days}
    years = {
        column
        for column in grid.numeric
        if all(_FIRST_YEAR <= year < _NO_YEAR for year in _figures(grid, column).values())
    }
    return frozenset(dated | years)


def _heading_after(linked: Linked, columns: frozenset[int], end: int) -> Heading | None:
    """The heading right after "highest", when it is one of some columns and no verb stands between."""
    after = [heading for heading in linked.headings if 0 <= heading.start - end <= _REACH]
    nearest = [heading for heading in after if heading.start == after[0].start]
    if len(nearest) != 1 or nearest[0].column not in columns or _VERB.search(linked.text, end, nearest[0].start):
        return None
    return nearest[0]


def _loose(linked: Linked, ordinal: re.Match[str] | None) -> bool:
    """Whether a number of the claim is neither a cell's nor a heading's nor the rank of the superlative."""
    loose = loose_numbers(linked)
    return any(not (ordinal and ordinal.start() <= number.start < ordinal.end()) for number in loose)


def _ranked_rows(values: dict[int, float], most: bool, rank: int) -> frozenset[int]:
    """The rows that as many others surpass as the rank says; several, or none, when figures are equal."""
    sign = 1 if most else -1
    return frozenset(
        row
        for row, value in values.items()
        if sum(sign * other > sign * value for other in values.values()) == rank - 1
        and sum(other == value for other in values.values()) == 1
    )


def _extreme_rows(values: dict[int, float], rows: frozenset[int], most: bool) -> frozenset[int]:
    some = {row: values[row] for row in rows}
    best = max(some.values()) if most else min(some.values())
    return frozenset(row for row, value in some.items() if value == best)


def _answer(
    holds: bool, grid: Grid, column: int, values: dict[int, float], top: frozenset[int], words: frozenset[str]
) -> Answer:
    row = min(top)
    cell = grid.rows[row][column]
    told = cell.text if cell else say_number(values[row])
    all_values = say_values(values.values()) if column in grid.numeric else f"{len(values)} dates"
    line = f"{grid.heads[column]}: {all_values}; {told} in {say_row(grid, row)}"
    return Answer(holds, "extreme", line, *row_span(grid, top), words)
