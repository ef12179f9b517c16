"""Claims that tell how far two cells are apart: "revenue grew by 88.7 million from 2020 to 2022", "Venn has 22,250 more
inhabitants than Tolby", "Venn has three times as many inhabitants as Tolby".

What belongs here: reading that a claim's figure is such a distance, and finding the two cells that it lies between.
What must never be here: the arithmetic (formula), and cells that state the figure themselves.

The two cells are found only when nothing else could be meant: every word of the claim's clause is accounted for by a
heading, the caption or the page's title, and no other row or column is named as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.judging.tabular.linking import is_general
from pipeline.judging.tabular.naming import YEAR, alike, claimed_terms, is_named, is_of, most_told, own_stems
from pipeline.judging.tabular.places import Headings, Spot, Tables, telling_stems
from pipeline.judging.wording.terms import Term, read_stems
from pipeline.model import Figure

UP = (
    r"(?:rose|risen|ris(?:es?|ing)|gr[eo]w(?:n|s|ing)?|increas(?:es?|ed|ing)|climb(?:s|ed|ing)?|gain(?:s|ed)?|"
    r"(?:went|is|was|are|were)\s+up|jump(?:s|ed)?|expand(?:s|ed)?|surged?|growth|gains?|rises?|increases?)"
)
DOWN = (
    r"(?:fell|fallen|fall(?:s|ing)?|dropp?(?:s|ed|ing)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|shr[aiu]nk(?:s|ing)?|"
    r"(?:went|is|was|are|were)\s+down|reduc(?:tion|ed)|lost|cut)"
)
_OVER_TIME = re.compile(
    rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b(?P<mid>[^.;:,]{{0,40}}?)\b(?P<by>by|of)\s+$"
    rf"|\b(?:(?P<straight_up>{UP})|(?P<straight_down>{DOWN}))\s+$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\s+(?:(?:percent|per\s+cent|%)\s+)?(?:(?P<more>more|higher|larger|greater|bigger|longer|older|taller|above)|"
    r"(?P<less>less|fewer|lower|smaller|shorter|younger|below))\b(?P<mid>[^.;:,]{0,60}?)\bthan\b",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(
    r"(?:(?P<more>more|higher|larger|greater|bigger|longer|older|taller)|(?P<less>less|fewer|lower|smaller|shorter|younger))"
    r"\b(?P<mid>\s[^\d.;:,]{0,60}?)?\bthan\b(?!\s+(?:\d|half|a\b|one\b))",
    re.IGNORECASE,
)
"""A comparison without a figure of its own: "more votes than Labour"."""
_TIMES_AS = re.compile(
    r"\s+(?:as\s+(?:many|much|large|high|long|big|great|heavy|tall)\b[^.;:,]{0,60}?\bas\b|(?:that|those)\s+of\b)",
    re.IGNORECASE,
)
"""Behind "three times", "half": of which the first is so many times the second."""
_LEAD = 90
"""Characters before the figure in which the verb stands."""
OF_TIMES = frozenset(
    read_stems(
        "grow grew growing grown rise rose risen rising increase climb gain jump expand surge growth fall fell fallen "
        "falling drop decline decrease shrink shrank reduction percent point percentage compare from between "
        "year total overall"
    )
)
_OF_THINGS = frozenset(
    read_stems(
        "percent point percentage compare larger higher greater bigger longer older taller fewer lower smaller shorter "
        "younger above below carried carry won win held hold counted count recorded record reached reach "
        "received receive"
    )
)
"""Words of such claims that no table has to account for: how two cells are compared, and verbs of having. Whoever
loses votes, or makes what a table only counts, has another column."""

Sign = Literal[1, -1]


@dataclass(frozen=True, slots=True)
class Change:
    """That a claim's figure is how far apart two others are."""

    sign: Sign
    """1 when the later (or the first named) is the larger one."""
    than: int | None
    """Where "than" or "as" ends in the statement, of two things compared; None of what happened between two times."""
    ratio: bool = False
    """Whether the figure is how many times the one is the other, and not their difference."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The two cells that a change lies between: `larger` − `smaller`, or `larger` ÷ `smaller`, is to be the claim's
    figure."""

    larger: Spot
    smaller: Spot
    base: Spot
    """What a percentage is of."""
    told: Spot
    """The cell whose time and place the claim speaks of: the later, or the first named."""
    by_year: bool = False
    """Whether the claim's own years choose the cells."""


def read_change(statement: str, start: int, end: int, figure: Figure) -> Change | None:
    """Whether the figure at `start`..`end` tells how far two others are apart, and not how much one is."""
    numbered = any(bound is not None for bound in (figure.value, figure.low, figure.high))
    behind = _APART.match(statement, end) if numbered else _NO_FIGURE.match(statement, start)
    if behind:
        return Change(1 if behind["more"] else -1, behind.end())
    if figure.kind == "comparison" or figure.unit == "time":
        times = _TIMES_AS.match(statement, end)
        return Change(1, times.end(), ratio=True) if times else None
    lead = statement[max(0, start - _LEAD) : start]
    before = _OVER_TIME.search(lead)
    if before is None or (before["by"] is None and figure.kind != "percent"):
        return None
    if before["mid"] and re.search(r"\b(?:to|at|from)\b", before["mid"]):
        return None
    return Change(1 if before["up"] or before["straight_up"] else -1, None)


def find_cells(
    statement: str, start: int, end: int, change: Change, tables: Tables, above: frozenset[str]
) -> Apart | None:
    """The two cells that the claim compares; None when they are not named in full, or others could be meant.

    `above` are the stems of the words over the tables: titles of page and source, headings, captions.
    """
    pairs = list(_of_two_times(statement, start, end, change, tables, above))
    if change.than is not None and not pairs:
        pairs = list(_of_two_things(statement, start, end, change, tables, above))
    values = {(apart.larger.passage.value, apart.smaller.passage.value) for apart in pairs}
    return pairs[0] if len(values) == 1 else None


def _of_two_times(
    statement: str, start: int, end: int, change: Change, tables: Tables, above: frozenset[str]
) -> Iterator[Apart]:
    years = sorted({found[1] for found in YEAR.finditer(statement) if not start <= found.start() < end})
    if len(years) != 2:
        return
    if change.than is not None:
        behind = {found[1] for found in YEAR.finditer(statement, change.than)}
        if len(behind) != 1 or statement.count(min(behind)) != 1:
            return
        years.sort(key=lambda year: year not in behind)  # "more in 2019 than in 2020" is measured by 2020
    series: dict[tuple[int, Headings], dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for spot in tables.spots:
        headings = (*spot.row, *spot.column)
        times = [found[1] for text in headings for found in YEAR.finditer(text)]
        if len(times) == 1 and times[0] in years:
            rest = tuple(text for text in headings if times[0] not in text)
            series[spot.table, rest][times[0]].append(spot)
    claimed = claimed_terms(statement, start, end)
    named = [key for key in series if is_named(key[1], claimed)]
    for key in most_told(named, above):
        table, rest = key
        known = own_stems(rest) | above | tables.words(table)
        then, now = series[key].get(years[0], []), series[key].get(years[1], [])
        words = OF_TIMES if change.than is None else _OF_THINGS
        if len(then) == len(now) == 1 and _accounts(claimed, known | words):
            larger, smaller = (now[0], then[0]) if change.sign > 0 else (then[0], now[0])
            if alike(larger, smaller):
                yield Apart(larger, smaller, base=then[0], told=now[0], by_year=True)


def _of_two_things(
    statement: str, start: int, end: int, change: Change, tables: Tables, above: frozenset[str]
) -> Iterator[Apart]:
    assert change.than is not None
    claimed = claimed_terms(statement, start, end)
    before = {term.stem for term in claimed if term.end <= start}
    behind = {term.stem for term in claimed if term.start >= change.than}
    years = {found[1] for found in YEAR.finditer(statement)}
    for across in (True, False):
        lines: dict[tuple[int, Headings], list[Spot]] = defaultdict(list)
        for spot in tables.spots:
            lines[spot.table, spot.axis(across)].append(spot)
        named = [key for key in lines if key[1] and is_named(key[1], claimed)]
        for key in most_told(named, above):
            spots = [spot for spot in lines[key] if is_of(years, spot)]
            ones = [spot for spot in spots if _names(spot.axis(not across), before, not_in=behind)]
            others = [spot for spot in spots if _names(spot.axis(not across), behind, not_in=before)]
            known = above | tables.words(key[0]) | own_stems(key[1])
            if len(ones) == len(others) == 1 and alike(ones[0], others[0]):
                one, other = ones[0], others[0]
                known |= telling_stems(one.axis(not across)) | telling_stems(other.axis(not across))
                if _accounts(claimed, known | _OF_THINGS):
                    larger, smaller = (one, other) if change.sign > 0 else (other, one)
                    yield Apart(larger, smaller, base=other, told=one)


def _names(headings: Headings, stems: set[str], *, not_in: set[str]) -> bool:
    own = telling_stems(headings)
    return bool(own) and own <= stems and not own <= not_in


def _accounts(claimed: Iterable[Term], known: frozenset[str]) -> bool:
    """Whether every word of a claim is a table's, or says how its cells are compared."""
    return all(is_general(term) or term.stem in known for term in claimed)
