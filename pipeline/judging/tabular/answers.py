"""What a table says of a claim: the first form of question that the claim has, answered by arithmetic over the rows.

What belongs here: the order of the forms, and what disqualifies a claim for all of them. What must never be here: how
one form is read (its own module).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.judging.negation import denies
from pipeline.judging.tabular.comparing import compare_rows
from pipeline.judging.tabular.counting import count_rows
from pipeline.judging.tabular.extremes import find_extreme
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, is_general, link
from pipeline.judging.tabular.lookup import look_up
from pipeline.judging.tabular.outcome import Answer
from pipeline.judging.tabular.totals import draw_total
from pipeline.quantities import Quantity

_FORMS: tuple[Callable[[Linked, Grid], Answer | None], ...] = (
    draw_total, find_extreme, compare_rows, count_rows, look_up,
)  # fmt: skip


_MANY = 3
"""Stretches of a claim in one row from which one more word of it may be the table's own subject ("match", "player");
with one stretch more, two words may."""


def _spare(found: Answer, linked: Linked) -> int:
    known = len(linked.mentions) + len(linked.headings)
    return min(max(known - _MANY + 1, 0), 2) if found.form in ("lookup", "comparison") else 0


def answer(claim: str, grid: Grid, quantities: Sequence[Quantity] | None = None) -> Answer | None:
    """Whether the table bears a claim out or says otherwise; None when it does not speak of all of it. Never raises."""
    if denies(claim):
        return None
    linked = link(claim, grid, quantities)
    if not linked.mentions and not linked.headings:
        return None
    for form in _FORMS:
        found = form(linked, grid)
        if found is not None:
            unknown = [term for term in linked.left_over if not (is_general(term) or term.stem in found.words)]
            return None if len(unknown) > _spare(found, linked) else found
    return None
