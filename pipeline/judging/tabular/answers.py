"""What a table says of a claim: the first form of question that the claim has, answered by arithmetic over the rows.

What belongs here: the order of the forms, and what disqualifies a claim for all of them. What must never be here: how
one form is read (its own module).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.judging.tabular.comparing import compare_columns, compare_rows, find_difference
from pipeline.judging.tabular.counting import count_rows
from pipeline.judging.tabular.extremes import find_extreme
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, is_general, link
from pipeline.judging.tabular.lookup import look_up
from pipeline.judging.tabular.membership import find_members
from pipeline.judging.tabular.narrowing import narrow
from pipeline.judging.tabular.outcome import Answer
from pipeline.judging.tabular.proportions import find_proportion, opens_with_none
from pipeline.judging.tabular.sameness import find_sameness
from pipeline.judging.tabular.totals import draw_total
from pipeline.judging.wording.negation import denies
from pipeline.quantities import Quantity

Form = Callable[[Linked, Grid], Answer | None]
_FORMS: tuple[Form, ...] = (
    draw_total, find_extreme, find_difference, compare_rows, compare_columns, find_members, find_sameness,
    find_proportion, count_rows, look_up,
)  # fmt: skip


_MANY = 3
"""Stretches of a claim in one row from which one more word of it may be the table's own subject ("match", "player");
with one stretch more, two words may. A participle behind them all ("than boats needed") is no table's subject."""


def _spare(found: Answer, linked: Linked) -> int:
    known = len(linked.mentions) + len(linked.headings)
    return min(max(known - _MANY + 1, 0), 2) if found.form in ("lookup", "comparison") else 0


def answer(claim: str, grid: Grid, quantities: Sequence[Quantity] | None = None) -> Answer | None:
    """Whether the table bears a claim out or says otherwise; None when it does not speak of all of it. Never raises."""
    if opens_with_none(claim):
        rest = claim.lstrip().split(maxsplit=1)[-1]
        return None if denies(rest) else _answer(claim, grid, quantities, (find_proportion,))
    if denies(claim):
        return None
    some = narrow(claim, grid)
    if some is not None:
        found = _answer(some[0], some[1], None)
        if found is not None and found.holds:
            return found
    return _answer(claim, grid, quantities)


def _answer(
    claim: str, grid: Grid, quantities: Sequence[Quantity] | None, forms: Sequence[Form] = _FORMS
) -> Answer | None:
    linked = link(claim, grid, quantities)
    if not linked.mentions and not linked.headings:
        return None
    for form in forms:
        found = form(linked, grid)
        if found is not None:
            unknown = [term for term in linked.left_over if not (is_general(term) or term.stem in found.words)]
            last = max([each.end for each in linked.mentions] + [each.end for each in linked.headings])
            narrowed = any(term.start >= last and term.surface.lower().endswith("ed") for term in unknown)
            return None if narrowed or len(unknown) > _spare(found, linked) else found
    return None
