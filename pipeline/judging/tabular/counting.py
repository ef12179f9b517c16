"""Claims that count rows: "three of the matches were won at home", "the only match in May".

What belongs here: reading and answering this form. What must never be here: sums of figures (totals).
"""

from __future__ import annotations

import re

from pipeline.judging.tabular.filters import bounded, column_of, rows_with, rows_within, without
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, Number, masked
from pipeline.judging.tabular.outcome import Answer, row_span, say_row
from pipeline.judging.wording.terms import read_terms

_OTHER_FORM = re.compile(
    r"\b(?:most|least|fewest|highest|lowest|largest|smallest|greatest|biggest|longest|shortest|earliest|latest|maximum|"
    r"minimum|average|mean|sum|combined|different|distinct|same|other|consecutive|row|tied?|half|majority|percent(?:age)?|"
    r"if|or|either|after|before|until|each|all|every|both|any|points?|goals?)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\W*(?:there\s+(?:be|is|are|was|were|have been)\s+)?(?:a\s+total\s+of\s+|only\s+|exactly\s+|just\s+)*"
)
_TIMES = re.compile(r"\s*(?:different\s+)?(?:times?|occasions?)\b")
_IS = re.compile(r"\s*(?:is|are|was|were|be|of\s+\d)\b")
_OF_THE = re.compile(r"\s*of\s+(?:all\s+)?(?:the|these|those|its|their)\b")
_NOUN = re.compile(r"\s+(?!(?:is|are|was|were|be|in|on|at|to|and|or|by|for|with|from|of|while|when|as)\b)[a-z]{3,}")
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did)\b", re.IGNORECASE)
_FIRST_NOUN = 2
"""Words after the count that may name what a row is: "8 games", "3 gold medals"."""


def count_rows(linked: Linked, grid: Grid) -> Answer | None:
    """Whether as many rows as the claim says hold what it mentions."""
    number = _count(linked, grid)
    if number is None or linked.strangers:
        return None
    mentions = without(linked.mentions, (number.start, number.end))
    text = masked(linked)
    if _OTHER_FORM.search(text):
        return None
    rows = rows_with(mentions) if mentions else frozenset(range(len(grid.rows)))
    filtered = bool(mentions)
    for bound in bounded(linked):
        if bound is number:
            continue
        column = column_of(bound, linked, grid)
        if column is None:
            return None
        rows &= rows_within(bound, column, grid)
        filtered = True
    others = [other for other in linked.numbers if other is not number and other not in bounded(linked)]
    if any(not any(m.start < other.end and other.start < m.end for m in mentions) for other in others):
        return None
    if not filtered or any(not mention.places for mention in mentions):
        return None
    count = float(len(rows))
    holds = {
        "gt": count > number.value, "gte": count >= number.value, "lt": count < number.value,
        "lte": count <= number.value, "eq": count == number.value,
    }.get(number.comparator)  # fmt: skip
    if holds is None or (not holds and not _may_deny(linked, number, rows, grid)):
        return None
    named = "; ".join(say_row(grid, row)[:60] for row in sorted(rows)[:6])
    line = f"{len(rows)} of {len(grid.rows)} rows: {named}" if rows else f"none of {len(grid.rows)} rows"
    return Answer(holds, "count", line, *row_span(grid, rows or range(len(grid.rows))), _nouns(linked, number), count)


def _may_deny(linked: Linked, number: Number, rows: frozenset[int], grid: Grid) -> bool:
    """Whether another count can only mean that the claim is wrong: it opens with the count, names whole cells, some
    rows hold them, and none of these has the number as a figure of its own."""
    opens = number.start <= (opening.end() if (opening := _OPENS.match(linked.text)) else 0)
    whole = all(mention.is_whole or mention.start <= number.start < mention.end for mention in linked.mentions)
    values = {grid.value(row, column) for row in rows for column in grid.numeric}
    return opens and whole and bool(rows) and number.value not in values


def _count(linked: Linked, grid: Grid) -> Number | None:
    """The number that counts: at the opening of the claim, or before "times"; no value of a column of figures."""
    for number in linked.numbers:
        if number.value != int(number.value) or number.value < 0 or number.value > len(grid.rows) + 10:
            continue
        mention = next((m for m in linked.mentions if m.start < number.end and number.start < m.end), None)
        if mention is not None and not mention.is_number:
            continue
        opening = _OPENS.match(linked.text)
        opens = opening is not None and opening.end() >= number.start and not _IS.match(linked.text, number.end)
        if opens and _OF_THE.match(linked.text, number.end):
            return number
        if mention is not None and mention.bound in grid.numeric:
            continue
        heading = next((h for h in linked.headings if 0 <= h.start - number.end <= _FIRST_NOUN), None)
        if heading is not None and heading.column in grid.numeric:
            continue
        if opens or _TIMES.match(linked.text, number.end) or _NOUN.match(linked.text, number.end):
            return number
    return None


def _nouns(linked: Linked, number: Number) -> frozenset[str]:
    """What the count counts: the first words after it, and none behind a verb: "were scrapped" asks something else."""
    verb = _VERB.search(linked.text, number.end)
    limit = verb.start() if verb else len(linked.text)
    after = [
        term.stem for term in read_terms(linked.text) if number.end <= term.start < limit and term.kind != "number"
    ]
    return frozenset([*after[:_FIRST_NOUN], "time", "total"])
