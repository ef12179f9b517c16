"""Which rows and columns of a table a claim names, and which cells can be reckoned with together.

What belongs here: the claim's words against headings, for claims over several cells. What must never be here: what the
claim asks of the cells (changes, drawing), and arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.judging.tabular.places import Headings, Spot, telling_stems
from pipeline.judging.wording.terms import Term, read_terms
from pipeline.quantities.headings import name_of

YEAR = re.compile(r"(?<![\d.,-])((?:1[5-9]|20)\d\d)(?![\d.,]*\d)")


def claimed_terms(statement: str, start: int, end: int) -> tuple[Term, ...]:
    """What the sentence says beside its figure."""
    return tuple(
        term for term in read_terms(statement) if term.kind != "number" and not (term.start < end and start < term.end)
    )


@lru_cache(maxsize=5_000)
def own_stems(headings: Headings) -> frozenset[str]:
    """The stems that tell what headings are about; where all their words are of every subject ("Output"), these."""
    return telling_stems(headings) or frozenset(
        term.stem for text in headings for term in read_terms(name_of(text)) if term.kind != "number"
    )


def is_named(headings: Headings, claimed: Iterable[Term]) -> bool:
    """Whether a claim says all that headings tell."""
    return own_stems(headings) <= {term.stem for term in claimed}


def most_told(keys: list[tuple[int, Headings]], above: frozenset[str]) -> list[tuple[int, Headings]]:
    """Those that no other one names more of the claim than."""
    told = {key: telling_stems(key[1]) - above for key in keys}
    return [key for key in keys if not any(told[key] < told[other] for other in keys)]


def is_of(years: set[str], spot: Spot) -> bool:
    """Whether a cell is of the year that the claim names; of a table of several years the claim has to name one."""
    heading = (spot.passage.heading or "").rsplit(" › ", 1)[-1]
    own = {found[1] for text in (*spot.row, *spot.column, heading) for found in YEAR.finditer(text)}
    return own <= years


def alike(one: Spot, other: Spot) -> bool:
    """Whether two cells state plain values of one kind in one unit."""
    first, second = one.passage, other.passage
    plain = all(each.value is not None and each.comparator in ("eq", "approx") for each in (first, second))
    return plain and first.kind == second.kind != "date" and first.unit == second.unit
