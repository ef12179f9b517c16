"""One claim against the tables of one snapshot as wholes: what no single cell states, and two or more cells come to.

What belongs here: asking a page's tables, and putting the answer down as a match with the passage it rests on. What
must never be here: how a table answers (tabular), cells that state the figure themselves (matching), the verdict.

A page without tables, and a claim that asks nothing of two cells, cost nothing here but a look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.judging.comparing.formula import ReckoningError, Tree, reckon
from pipeline.judging.comparing.outcome import Comparison, agrees, differs, undecided
from pipeline.judging.comparing.reckoned import hold_against, hold_sides
from pipeline.judging.finding.figure_places import figures_of, own_sentence
from pipeline.judging.finding.retrieval import PassageIndex
from pipeline.judging.finding.scoring import ClaimView
from pipeline.judging.policy import Policy
from pipeline.judging.tabular import Answer, answer
from pipeline.judging.tabular.changes import Apart, find_cells, read_change
from pipeline.judging.tabular.drawing import Draw, find_drawn, read_draw
from pipeline.judging.tabular.places import Spot, Tables
from pipeline.judging.wording.modality import AHEAD
from pipeline.judging.wording.terms import GENERAL_STEMS, read_stems, read_terms
from pipeline.model import Figure, Page, Passage, Source, figure_columns

_SURE = 0.95
"""The score of an answer: every word of the claim was accounted for."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_COUNT_WORDS = frozenset(read_stems("time total"))
_MOST_ROWS = 500
_LONGEST_QUOTE = 600
"""Characters of the rows that are quoted for a count."""


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What the tables of a page say of a claim."""

    passage: Passage
    """The cell that the answer rests on, with the figure that was worked out in place of its own."""
    comparison: Comparison
    score: float
    parts: dict[str, float]


def ask_tables(
    view: ClaimView, index: PassageIndex, page: Page, source: Source | None, policy: Policy
) -> TableAnswer | None:
    """What the page's tables say of a claim that no single cell can answer; None when they say nothing."""
    tables = index.tables(page)
    if not tables.spots:
        return None
    claim = view.claim
    change = read_change(claim.statement, view.figure_start, view.figure_end, claim)
    draw = read_draw(claim.statement, view.figure_start, view.figure_end, claim) if change is None else None
    if change is None and draw is None and not _may_count_rows(view):
        return None
    if view.denies or AHEAD.search(own_sentence(view)):
        return None
    above = _above(page, source, tables.spots[0].passage)
    if draw is not None:
        return _drawn(view, draw, tables, above, policy)
    if change is None:
        return _counted(view, index, page, source)
    end = view.figure_end if has_number(claim) else view.figure_start  # "more votes than Labour" is all words
    apart = find_cells(claim.statement, view.figure_start, end, change, tables, above)
    if apart is None or any(group <= _said((apart.told,)) for group in view.not_for if group):
        return None
    return _reckoned(view, apart, policy, ratio=change.ratio)


def _may_count_rows(view: ClaimView) -> bool:
    """Whether a claim may count the rows of a table: a small whole number, which is all that its sentence states."""
    claim = view.claim
    if claim.kind != "count" or claim.unit or claim.value is None or not 0 <= claim.value <= _MOST_ROWS:
        return False
    others = [each for each in figures_of(claim.statement) if each.kind != "date"]
    return claim.value == int(claim.value) and claim.comparator == "eq" and len(others) == 1


def _counted(view: ClaimView, index: PassageIndex, page: Page, source: Source | None) -> TableAnswer | None:
    """How many rows of the page's one table that speaks of all the claim hold what it says of them."""
    claim = view.claim
    asked = {term.stem for term in read_terms(claim.statement) if term.kind != "number"} - GENERAL_STEMS - _COUNT_WORDS
    grids = [grid for grid in index.grids(page) if asked <= grid.stems | _above(page, source, index.passages[0])]
    found = [told for grid in grids if (told := answer(claim.statement, grid)) is not None]
    if len(found) != 1 or found[0].form != "count" or found[0].value is None:
        return None
    told = found[0]
    inside = [each for each in index.passages if told.start <= each.start_char and each.end_char <= told.end]
    if not inside or not told.words <= _known(told, index, page, source, inside[0]) or _is_unwanted(view, told, page):
        return None
    first, times = min(inside, key=lambda each: (each.start_char, each.passage_id)), {each.as_of for each in inside}
    if (claim.as_of or "")[:4] in _YEAR.findall(claim.statement):
        times = {claim.as_of}  # the rows that are counted are those of the year
    figure = Figure(kind="count", value=told.value, low=told.value, high=told.value)
    passage = replace(
        first,
        text=page.text[told.start : told.end][:_LONGEST_QUOTE],
        as_of=times.pop() if len(times) == 1 else None,
        **figure_columns(figure),
    )
    comparison = agrees("arithmetic", told.arithmetic) if told.holds else differs(told.arithmetic)
    return TableAnswer(passage, comparison, _SURE, {"table": 1.0, "count": 1.0})


def _known(told: Answer, index: PassageIndex, page: Page, source: Source | None, first: Passage) -> frozenset[str]:
    """Stems that the table accounts for: "two of the ferries sank" asks for more than rows of ferries."""
    heads = {stem for grid in index.grids(page) for head in grid.heads for stem in read_stems(head)}
    rows = read_stems(page.text[told.start : told.end])
    return _above(page, source, first).union(heads, rows, GENERAL_STEMS, _COUNT_WORDS)


def _is_unwanted(view: ClaimView, told: Answer, page: Page) -> bool:
    said = frozenset(read_stems(page.text[told.start : told.end]))
    return any(group <= said for group in view.not_for if group)


def _drawn(view: ClaimView, draw: Draw, tables: Tables, above: frozenset[str], policy: Policy) -> TableAnswer | None:
    """The sum, the mean, the share or the extreme of several cells, held against the claim."""
    claim = view.claim
    found = find_drawn(claim.statement, view.figure_start, view.figure_end, draw, tables, above)
    if found is None or any(group <= _said(found.whole) for group in view.not_for if group):
        return None
    cells = {f"cell {at}": spot.passage for at, spot in enumerate((*found.parts, *found.whole))}
    names = list(cells)
    parts, whole = _sum(names[: len(found.parts)]), _sum(names[len(found.parts) :])
    tree: Tree = {"mean": ["/", parts, len(found.parts)], "share": ["/", parts, whole]}.get(found.sense, parts)
    try:
        result = reckon(tree, cells, policy)
        comparison = hold_against(claim, result, policy)
    except ReckoningError:
        return None
    if comparison.relation == "disagrees" and found.sense in ("mean", "share"):
        comparison = undecided(f"{comparison.arithmetic}; but it may have been drawn in another way")
    first = found.parts[0].passage
    times = {claim.as_of} if found.by_year else {spot.passage.as_of for spot in found.parts}
    passage = replace(first, as_of=times.pop() if len(times) == 1 else first.as_of, **figure_columns(result.figure()))
    where = _headings(found.parts[0]) if len(found.parts) == 1 else ", ".join(found.parts[0].axis(found.across))
    line = replace(comparison, arithmetic=f"{where}: {comparison.arithmetic}" if where else comparison.arithmetic)
    return TableAnswer(passage, line, _SURE, {"table": 1.0, found.sense: 1.0})


def _sum(names: Sequence[str]) -> Tree:
    """The formula of a sum."""
    tree: Tree = names[0]
    for name in names[1:]:
        tree = ["+", tree, name]
    return tree


def _reckoned(view: ClaimView, apart: Apart, policy: Policy, *, ratio: bool) -> TableAnswer | None:
    """The difference of the two cells, what percentage it is of the first, or their quotient, against the claim."""
    claim, told = view.claim, apart.told.passage
    if not has_number(claim):
        return _compared(view, apart, policy)
    tree: Tree = ["-", "larger", "smaller"]
    of_levels = told.kind == "percent"
    if ratio:
        tree = ["/", "larger", "smaller"]
    elif claim.kind == "percent" and not of_levels:
        tree = ["/", tree, "base"]
    elif of_levels and "point" not in (claim.unit or ""):
        return None  # "rose by 5 percent" from 40 percent may be to 45 or to 42
    cells = {"larger": apart.larger.passage, "smaller": apart.smaller.passage, "base": apart.base.passage}
    try:
        result = reckon(tree, cells, policy)
        comparison = hold_against(claim, result, policy)
    except ReckoningError:
        return None
    as_of = claim.as_of if apart.by_year else told.as_of
    found = replace(told, as_of=as_of, **figure_columns(result.figure()))
    return TableAnswer(found, _placed(comparison, apart), _SURE, {"table": 1.0, "change": 1.0})


def has_number(figure: Figure) -> bool:
    """Whether a claim states a number, and not only which of two is the larger."""
    return any(end is not None for end in (figure.value, figure.low, figure.high))


def _compared(view: ClaimView, apart: Apart, policy: Policy) -> TableAnswer | None:
    """Which of the two cells is the larger, for a claim that says no more: "more votes than Labour"."""
    try:
        larger, smaller = (reckon("x", {"x": spot.passage}, policy) for spot in (apart.larger, apart.smaller))
    except ReckoningError:
        return None
    comparison = hold_sides(">", larger, smaller, view.claim, policy)
    return TableAnswer(apart.told.passage, _placed(comparison, apart), _SURE, {"table": 1.0, "comparison": 1.0})


def _placed(comparison: Comparison, apart: Apart) -> Comparison:
    """The comparison, with where the two cells stand."""
    where = "; ".join(f"{_headings(spot)}: “{spot.passage.text}”" for spot in (apart.larger, apart.smaller))
    return replace(comparison, arithmetic=f"{where}; {comparison.arithmetic}")


def _headings(spot: Spot) -> str:
    return ", ".join((*spot.row, *spot.column))


def _above(page: Page, source: Source | None, passage: Passage) -> frozenset[str]:
    """Stems of the words over a page's tables."""
    words = [page.title, passage.heading, page.publisher]
    words += [source.title, source.publisher] if source is not None else []
    return frozenset().union(*(read_stems(text) for text in words if text))


def _said(spots: Sequence[Spot]) -> frozenset[str]:
    return frozenset().union(*(read_stems(text) for spot in spots for text in (*spot.row, *spot.column)))
