"""Claims that are drawn from a whole row or column: "the mills had 850 workers in all", "the average rainfall from 2018
to 2022 was 760 mm", "the largest output was 9,263 tonnes", "Denholm has 45 percent of the workers".

What belongs here: reading that a claim's figure is a sum, a mean, an extreme or a share of several cells, and finding
these cells. What must never be here: the arithmetic (formula), and cells that state the figure themselves.

The cells are found only when nothing else could be meant: every word of the claim is accounted for, the table has a
figure in each row that goes in, rows that put others together are left out, and no part of a list is taken for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.judging.tabular.grid import WHOLES
from pipeline.judging.tabular.naming import YEAR, alike, claimed_terms, is_named, is_of, most_told, own_stems
from pipeline.judging.tabular.places import Headings, Spot, Tables
from pipeline.judging.wording.terms import Term, read_stems, stem_of
from pipeline.model import Figure
from pipeline.quantities import find_quantities

Sense = Literal["sum", "mean", "most", "least", "share"]

_SUM = re.compile(
    r"\b(?:together|in\s+all|altogether|in\s+total|all\s+told|combined|a\s+total\s+of|totall?(?:ed|ing|s)?|"
    r"add(?:s|ed)?\s+up\s+to|sum)\b",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:on\s+average|averag(?:e|es|ed|ing)|mean)\b", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:most(?!\s+of\b)|(?:high|larg|great|bigg|long|tall|deep|wid|heavi)est|maximum)\b", re.IGNORECASE
)
_LEAST = re.compile(r"\b(?:least|fewest|(?:low|small|short)est|minimum)\b", re.IGNORECASE)
_CUES: tuple[tuple[Sense, re.Pattern[str]], ...] = (
    ("sum", _SUM), ("mean", _MEAN), ("most", _MOST), ("least", _LEAST),
)  # fmt: skip
_OTHER_FORM = re.compile(
    r"\b(?:second|third|fourth|fifth|[2-9]th|2nd|3rd|next|than|ever|since|until|before|after|except|excluding|apart\s+from|"
    r"besides|without|among|amongst|one\s+of|some\s+of|other|others|rest|remaining|only\s+some|several|many\s+of|most\s+of|"
    r"at\s+(?:least|most)|half\s+of|each|every|per|median|both\s+of|if|or|nor|neither|either|record)\b",
    re.IGNORECASE,
)
"""What makes it another question than of all that the table lists."""
_OF_WHOLE = re.compile(r"\s+of\s+(?:(?:all|the|its|their)\s+)*", re.IGNORECASE)
_BASES = {
    "longest": "long", "shortest": "long", "tallest": "tall", "highest": "tall", "lowest": "tall", "deepest": "deep",
    "widest": "wide", "heaviest": "heavy",
}  # fmt: skip
"""The measure of which a superlative is one by itself."""
_NEXT = re.compile(r"\W+(?:(?:number|count|amount|total|yearly|annual)\W+(?:of\W+)?)?")
_DIRECTLY = 28
"""Characters after a superlative within which the column stands that it is of."""
_ACCOUNTED = frozenset(
    read_stems(
        "have hold count number total altogether together combine sum average mean high highest large largest great "
        "greatest big biggest low lowest few fewest small smallest least most maximum minimum long longest short "
        "shortest tall tallest deep deepest wide widest heavy heaviest share part percent percentage account make "
        "come amount reach year between live employ produce carry record receive add measure"
    )
)
"""Words of such claims that no table has to account for. A closed list: "the mills of the country" are more."""
_PARTIAL = frozenset(
    read_stems("top selected selection leading principal main largest biggest sample excerpt example some notable")
)
"""Words over a table that lists only some of what it speaks of."""
_NO_SUMS = frozenset(
    read_stems("average mean median rate ratio index per rank ranking position density percentage price age")
)
"""Words in headings of figures that cannot be added up, nor their mean be taken without weights."""
_MOST_ROWS = 40
"""Cells of which a reader can follow a sum."""
_LEAST_ROWS = 2
_LEAST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Draw:
    """That a claim's figure is drawn from several cells."""

    sense: Sense
    together: bool
    """Whether the claim says so of several rows put together."""
    cue: str
    """The word that says it."""
    column_from: int
    """Where the words begin that name what a superlative, or a share, is of; -1 when they may stand anywhere."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The cells that a claim's figure is drawn from."""

    sense: Sense
    parts: tuple[Spot, ...]
    """The cells that are put together, or the one that is the extreme."""
    whole: tuple[Spot, ...]
    """All cells of the row or column but those that put others together."""
    by_year: bool
    """Whether the claim's own years choose the cells."""
    across: bool
    """Whether they stand in one column."""


def read_draw(statement: str, start: int, end: int, figure: Figure) -> Draw | None:
    """Whether the figure at `start`..`end` is drawn from several others; None when it is not clear how."""
    outside = f"{statement[:start]}#{statement[end:]}"
    if _OTHER_FORM.search(outside):
        return None
    found = {sense: cue for sense, form in _CUES if (cue := form.search(statement)) is not None}
    of = _OF_WHOLE.match(statement, end)
    if _is_share(figure):
        if of is None or set(found) - {"sum"}:
            return None
        return Draw("share", "sum" in found, "of", of.end())
    if len(found) != 1:
        return None
    (sense, cue) = found.popitem()
    at = cue.end() if sense in ("most", "least") else -1
    return Draw(sense, sense in ("sum", "mean"), cue.group().lower(), at)


def find_drawn(statement: str, start: int, end: int, draw: Draw, tables: Tables, above: frozenset[str]) -> Drawn | None:
    """The cells that the claim is drawn from; None when they are not named in full, or others could be meant.

    `above` are the stems of the words over the tables: titles of page and source, headings, captions.
    """
    found = list(_candidates(statement, start, end, draw, tables, above))
    values = {
        tuple(tuple(spot.passage.value for spot in spots) for spots in (each.parts, each.whole)) for each in found
    }
    return found[0] if len(values) == 1 else None


def parts_of(series: Sequence[Spot], like: Spot, *, across: bool) -> list[Spot]:
    """The cells of a row or column with figures of the kind and unit of one of them, but those that are the sum of all
    others, or say of themselves that they put others together."""
    own = [
        spot
        for spot in series
        if (spot.passage.kind, spot.passage.unit) == (like.passage.kind, like.passage.unit)
        and not any(WHOLES.match(text) for text in spot.axis(not across))
    ]
    total = sum(spot.passage.value or 0.0 for spot in own)
    if len(own) <= _LEAST_ROWS:
        return own
    return [spot for spot in own if not _same(total, 2 * (spot.passage.value or 0.0)) or not total]


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= abs(other) * 1e-9


def _is_share(figure: Figure) -> bool:
    if figure.kind == "percent":
        return "point" not in (figure.unit or "")
    return figure.kind == "ratio" and not figure.unit


def _candidates(
    statement: str, start: int, end: int, draw: Draw, tables: Tables, above: frozenset[str]
) -> Iterator[Drawn]:
    claimed = claimed_terms(statement, start, end)
    years = sorted({found[1] for found in YEAR.finditer(statement) if not start <= found.start() < end})
    found = [each for each in find_quantities(statement) if not (each.start < end and start < each.end)]
    counts = [
        float(each.value) if isinstance(each.value, int | float) else -1.0 for each in found if each.kind != "date"
    ]
    dates = [each for each in found if each.kind == "date"]
    dated = {term.stem for term in claimed if any(each.start <= term.start < each.end for each in dates)}
    for across in (True, False):
        lines: dict[tuple[int, Headings], list[Spot]] = defaultdict(list)
        for spot in tables.spots:
            lines[spot.table, spot.axis(across)].append(spot)
        named = [key for key in lines if is_named(key[1], claimed)]
        for key in most_told(named, above):
            if not _is_column_of(draw, key[1], statement, claimed):
                continue
            over = above | tables.words(key[0])
            rows = {spot.axis(not across) for spot in tables.spots if spot.table == key[0] and spot.axis(not across)}
            drawn = _draw(draw, lines[key], rows, years, claimed, over, dated, across=across)
            if drawn is not None and (not counts or counts == [float(len(drawn.parts))]):
                yield drawn


def _draw(
    draw: Draw,
    line: Sequence[Spot],
    rows: set[Headings],
    years: list[str],
    claimed: Sequence[Term],
    over: frozenset[str],
    dated: set[str],
    *,
    across: bool,
) -> Drawn | None:
    """The cells of one row or column that go in. `over` are the stems of all that stands over the table, `dated` those
    of the claim's times."""
    by_year = bool(line) and all(_year_of(row) for row in rows)
    if by_year:
        wanted = _span(years)
        spots = [spot for spot in line if _year_of(spot.axis(not across)) in wanted]
        rows = {row for row in rows if _year_of(row) in wanted}
        if {_year_of(row) for row in rows} != set(wanted):
            return None
    else:
        spots = [spot for spot in line if is_of(set(years), spot)]
    names = [own_stems(spot.axis(not across)) for spot in spots]
    if len(spots) != len({spot.axis(not across) for spot in spots}) or not spots:
        return None
    if not all(alike(spots[0], other) for other in spots[1:]) or not _may_be_drawn(draw, line[0], spots[0], across):
        return None
    whole = parts_of(spots, spots[0], across=across)
    told = [own_stems(spot.axis(not across)) for spot in whole]
    if not by_year and any(name and name <= over for name in told):
        return None  # "Varland" among the regions of Varland
    said = {term.stem for term in claimed}
    chosen = [spot for spot, name in zip(spots, names, strict=True) if name <= said and name - over and spot in whole]
    chosen = [spot for spot in chosen if not _is_within(spot, chosen, across)]
    known = over.union(_ACCOUNTED, dated, own_stems(line[0].axis(across)))
    known = known.union(*(own_stems(spot.axis(not across)) for spot in chosen))
    if not all(term.stem in known for term in claimed):
        return None
    subtotals = [] if by_year else _subtotals(whole)
    if any(spot in subtotals for spot in chosen or whole):
        return None
    complete = {spot.axis(not across) for spot in spots} == rows and not (subtotals or over & _PARTIAL)
    return _parts(draw, tuple(whole), tuple(chosen), complete=complete, by_year=by_year, across=across)


def _parts(
    draw: Draw, whole: tuple[Spot, ...], chosen: tuple[Spot, ...], *, complete: bool, by_year: bool, across: bool
) -> Drawn | None:
    """The cells that go in: those of the rows that the claim names, or all when the table has them all."""
    if not _LEAST_ROWS <= len(whole) <= _MOST_ROWS:
        return None
    if draw.sense in ("sum", "mean"):
        if len(chosen) == 1 or (not chosen and not complete):
            return None
        return Drawn(draw.sense, chosen or whole, whole, by_year, across)
    if not complete:
        return None
    if draw.sense == "share":
        if not chosen or (len(chosen) > 1 and not draw.together) or len(chosen) == len(whole):
            return None
        return Drawn(draw.sense, chosen, whole, by_year, across)
    if len(whole) < _LEAST_COMPARED or len(chosen) > 1:
        return None
    values = [spot.passage.value or 0.0 for spot in whole]
    best = max(values) if draw.sense == "most" else min(values)
    extreme = [spot for spot, value in zip(whole, values, strict=True) if value == best]
    return Drawn(draw.sense, (extreme[0],), whole, by_year, across) if not chosen or chosen[0] in extreme else None


def _is_column_of(draw: Draw, headings: Headings, statement: str, claimed: Iterable[Term]) -> bool:
    """Whether the words that name what a superlative or a share is of are those of the headings: "the largest output",
    "the longest bridge is 280 metres long", "45 percent of the workers"."""
    stems = own_stems(headings)
    if draw.column_from < 0:
        return True
    base = _BASES.get(draw.cue)
    if base is not None and stem_of(base) in stems:
        return True
    opening = _NEXT.match(statement, draw.column_from) if draw.sense != "share" else None
    begin = opening.end() if opening else draw.column_from
    near = [term.stem for term in claimed if begin <= term.start < begin + _DIRECTLY]
    return bool(near) and near[0] in stems


def _may_be_drawn(draw: Draw, first: Spot, spot: Spot, across: bool) -> bool:
    """Whether the figures of a row or column can be put together in the claim's sense."""
    if draw.sense in ("most", "least"):
        return True
    words = frozenset(read_stems(" ".join(first.axis(across))))
    summed = spot.passage.kind in ("count", "money", "measure", "duration") and not words & _NO_SUMS
    return summed and " per " not in f" {spot.passage.unit or ''} "


def _subtotals(parts: Sequence[Spot]) -> list[Spot]:
    """The cells that are the sum of two or more of those right before or right behind them."""
    found = []
    for ordered in (parts, parts[::-1]):
        for at, spot in enumerate(ordered):
            value, total = spot.passage.value or 0.0, 0.0
            for count, other in enumerate(reversed(ordered[:at]), start=1):
                total += other.passage.value or 0.0
                if count >= _LEAST_ROWS and value and _same(total, value):
                    found.append(spot)
    return found


def _is_within(spot: Spot, chosen: Sequence[Spot], across: bool) -> bool:
    own = own_stems(spot.axis(not across))
    return any(own < own_stems(other.axis(not across)) for other in chosen)


def _year_of(headings: Headings) -> str | None:
    """The year that is all that headings say."""
    return headings[0].strip() if len(headings) == 1 and YEAR.fullmatch(headings[0].strip()) else None


def _span(years: Sequence[str]) -> frozenset[str]:
    """Every year from the first to the last that the claim names; nothing when it does not name two."""
    if len(years) != 2:
        return frozenset()
    return frozenset(str(year) for year in range(int(years[0]), int(years[1]) + 1))
