"""Claims about all, none, most or half of the rows: "all of the ferries built in 2004 belong to Blue Ferries".

What belongs here: reading and answering this form. What must never be here: counts in numbers (counting).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.judging.tabular.filters import rows_with
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, loose_numbers, masked, of_rows
from pipeline.judging.tabular.outcome import Answer, row_span, say_row
from pipeline.judging.wording.terms import read_terms

_OF = r"(?:\s+of)?(?:\s+(?:the|these|those))?\s+"
_OPENINGS: tuple[tuple[re.Pattern[str], Callable[[int, int], bool]], ...] = (
    (re.compile(rf"\W*(?:all|every|each){_OF}", re.IGNORECASE), lambda some, every: some == every),
    (re.compile(r"\W*(?:none\s+of\s+the|no)\s+", re.IGNORECASE), lambda some, every: some == 0),
    (
        re.compile(r"\W*(?:(?:the\s+)?majority|most|(?:more\s+than|over)\s+half)\s+of\s+the\s+", re.IGNORECASE),
        lambda some, every: 2 * some > every,
    ),
    (re.compile(rf"\W*(?:exactly\s+)?half{_OF}", re.IGNORECASE), lambda some, every: 2 * some == every),
    (re.compile(r"\W*(?:fewer|less)\s+than\s+half\s+of\s+the\s+", re.IGNORECASE), lambda some, every: 2 * some < every),
)
"""How such a claim opens, and what must hold of the rows that meet its condition among all that it speaks of."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|belongs?|plays?|played|comes?|came|go|goes|went|happen(?:s|ed)?|"
    r"occur(?:s|red)?|took|takes?)\b",
    re.IGNORECASE,
)
_OTHER_FORM = re.compile(
    r"\b(?:most|least|fewest|highest|lowest|largest|smallest|best|worst|more|less|fewer|than|average|total|sum|combined|"
    r"different|same|other|times?|twice|half|if|or|either|each|every|both|any|not|no|never|first|last|top|before|after|"
    r"between|consecutive|row|while|but|only|except|all|until|since|by)\b",
    re.IGNORECASE,
)
_LEAST_ROWS = 2


def find_proportion(linked: Linked, grid: Grid) -> Answer | None:
    """Whether all, none, most or half of the rows that the claim speaks of meet what it says behind its verb."""
    opening, holds = _opening(linked.text)
    if opening is None or holds is None or linked.strangers or loose_numbers(linked):
        return None
    verb = _VERB.search(linked.text, opening.end())
    if verb is None or _OTHER_FORM.search(masked(linked), opening.end()):
        return None
    if any(opening.end() <= each.start < verb.start() and each.column in grid.numeric for each in linked.headings):
        return None  # "most of the passengers" are no rows
    of = [mention for mention in linked.mentions if opening.end() <= mention.start and mention.end <= verb.start()]
    condition = [mention for mention in linked.mentions if mention.start >= verb.end()]
    condition = of_rows(linked, opening.end(), condition)
    if (
        len(of) + len(condition) < len(linked.mentions)
        or not condition
        or any(not mention.places for mention in condition)
    ):
        return None
    every = rows_with(of_rows(linked, opening.end(), of)) if of else frozenset(range(len(grid.rows)))
    some = every & rows_with(condition)
    if len(every) < _LEAST_ROWS or not holds(len(some), len(every)):
        return None
    said = "; ".join(say_row(grid, row)[:60] for row in sorted(some)[:6])
    line = f"{len(some)} of {len(every)} rows: {said}" if some else f"none of {len(every)} rows"
    noun = [term for term in read_terms(linked.text) if opening.end() <= term.start < verb.start()][:1]
    words = frozenset(term.stem for term in (*noun, *read_terms(opening.group())))
    return Answer(True, "proportion", line, *row_span(grid, every), words)


def opens_with_none(claim: str) -> bool:
    """Whether a claim's denial is its opening "no" or "none of the", which this form answers."""
    return _OPENINGS[1][0].match(claim) is not None


def _opening(text: str) -> tuple[re.Match[str] | None, Callable[[int, int], bool] | None]:
    for form, holds in _OPENINGS:
        found = form.match(text)
        if found:
            return found, holds
    return None, None
