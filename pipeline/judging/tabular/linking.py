"""What of a claim the cells and headings of a table account for.

What belongs here: stretches of a claim that name a cell, a heading, a date or a number of the grid, and the words left
over. What must never be here: what the claim asks of them (lookup, counting and the other forms), arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.judging.tabular.grid import LONGEST, Grid, Place
from pipeline.judging.wording.terms import GENERAL_STEMS, Term, read_stems, read_terms
from pipeline.quantities import Quantity, find_quantities
from pipeline.quantities.headings import name_of

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BINDS = re.compile(
    r"[\s,:=\"'(]*(?:(?:is|are|was|were|be|been|being|of|as|with|at|equals?|equal to|stands? at|stood at|"
    r"reach(?:es|ed)?|number(?:ed)?|the|a|an|exactly|only|just)[\s\"'(]+)*"
)
"""Between a heading and its value: "attendance of 62,170", "surface: hard"."""
_GENITIVE = re.compile(
    r"\s+(?:of|for|in|at|by)\s[^,;]{1,60}?\s(?:is|are|was|were|be)\s+(?:(?:the|an?|only|exactly|just|about)\s+)*"
)
"""Between a heading and its value, with whose it is: "the captain of the Aurora was Ada Quist"."""
_IS_THE = re.compile(r"\s+(?:is|are|was|were|be|has been)\s+(?:the|its|their|an?)\s+")
"""Between a value and the heading it is put under: "Ann Lee was the winner"."""
_PUTS = re.compile(r"[\s,:=\"'(]*(?:(?:is|are|was|were|be|of|as|the|a|an|exactly|only|just)[\s\"'(]+)*")
"""The same, in words that put the value there whatever the column holds."""
_NEXT = 2
_SIDE_BY_SIDE = re.compile(r"[\s,.]{1,3}")
_TELLING = frozenset(read_stems("need want expect allow plan claim lose leave build produce provide offer"))
"""General words that say what was done: no table states them by silence."""
_OF_TABLES = frozenset(read_stems("column row table chart entry"))
"""Words of speaking about a table."""
_BINDS_BACK = re.compile(r"[\s\"'-]*(?:(?:as|for|in|of)\s+(?:the|their|its|his|her)\s+)?")


@dataclass(frozen=True)
class Mention:
    """A stretch of the claim that names cells of the grid."""

    start: int
    end: int
    text: str
    places: frozenset[Place]
    is_number: bool
    is_whole: bool
    """Whether it is all that the cells say, not a part of them."""
    bound: int | None = None
    """The column that the claim's own words give it."""
    anywhere: frozenset[Place] = frozenset()
    """The places that hold it, whatever column the claim's words give it."""

    @property
    def rows(self) -> frozenset[int]:
        """Rows that hold it."""
        return frozenset(row for row, _ in self.places)

    @property
    def columns(self) -> frozenset[int]:
        """Columns that hold it."""
        return frozenset(column for _, column in self.places)


@dataclass(frozen=True)
class Heading:
    """A stretch of the claim that names a column."""

    start: int
    end: int
    column: int
    is_whole: bool = True
    """Whether it is all the heading's words, not the one that no other heading has."""


@dataclass(frozen=True)
class Number:
    """A number of the claim as a quantity; it may be a cell's, a count's or a bound."""

    start: int
    end: int
    text: str
    value: float
    comparator: str


@dataclass(frozen=True)
class Linked:
    """A claim as a table sees it."""

    text: str
    mentions: tuple[Mention, ...]
    headings: tuple[Heading, ...]
    numbers: tuple[Number, ...]
    left_over: tuple[Term, ...]
    """Words that neither the table nor its caption accounts for."""
    strangers: tuple[Term, ...]
    """Numbers that no cell holds and that are no quantity either, such as a year."""


def link(claim: str, grid: Grid, quantities: Sequence[Quantity] | None = None) -> Linked:
    """Account for as much of a claim as a grid can, the longest stretches first."""
    found = find_quantities(claim) if quantities is None else quantities
    terms = read_terms(claim)
    taken = [False] * len(terms)
    mentions = _link_dates(terms, taken, grid, found)
    named, headings = _link_words(claim, terms, taken, grid)
    mentions = sorted([*mentions, *named], key=lambda mention: mention.start)
    headings.sort(key=lambda heading: (heading.start, heading.column))
    untaken = [term for term, gone in zip(terms, taken, strict=True) if not gone]
    owned = _owned(claim, mentions, headings)
    return Linked(
        text=claim,
        mentions=tuple(_bind(claim, mention, headings, owned, grid.numeric) for mention in mentions),
        headings=tuple(headings),
        numbers=_numbers(grid, found),
        left_over=tuple(
            term
            for term in untaken
            if term.kind != "number" and term.stem not in grid.above and not _is_within(term, found)
        ),
        strangers=_strangers(untaken, headings, grid, found),
    )


def _link_dates(terms: Sequence[Term], taken: list[bool], grid: Grid, found: Sequence[Quantity]) -> list[Mention]:
    """Dates that cells give, however they are written. Notes in `taken` which terms are accounted for."""
    mentions = []
    for quantity in found:
        if quantity.kind == "date" and isinstance(quantity.low, str) and isinstance(quantity.high, str):
            places = grid.dates.get((quantity.low, quantity.high))
            inside = [at for at, term in enumerate(terms) if quantity.start <= term.start < quantity.end]
            if places and not _YEAR.fullmatch(quantity.text) and inside:
                mentions.append(Mention(quantity.start, quantity.end, quantity.text, places, False, True))
                for at in inside:
                    taken[at] = True
    return mentions


def _link_words(
    claim: str, terms: Sequence[Term], taken: list[bool], grid: Grid
) -> tuple[list[Mention], list[Heading]]:
    """Runs of terms that are a cell's, a heading's or a part of a cell's. Notes in `taken` which are accounted for."""
    whole, parts, heads = grid.whole, grid.parts, grid.headings
    mentions: list[Mention] = []
    headings: list[Heading] = []
    for length in range(min(LONGEST, len(terms)), 0, -1):
        for first in range(len(terms) - length + 1):
            run = terms[first : first + length]
            if any(taken[first : first + length]):
                continue
            stems = tuple(term.stem for term in run)
            start, end = run[0].start, run[-1].end
            number = all(term.kind == "number" for term in run)
            columns = heads.get(stems)
            if stems in whole and not (columns and length == 1):
                mentions.append(Mention(start, end, claim[start:end], whole[stems], number, True))
            elif columns:
                whole_of = {column for column in columns if len(stems) >= len(read_stems(name_of(grid.heads[column])))}
                headings.extend(Heading(start, end, column, column in whole_of) for column in sorted(columns))
            elif _is_caption(stems, grid):
                pass
            elif stems in parts and (not number or _YEAR.fullmatch(stems[0])):
                mentions.append(Mention(start, end, claim[start:end], parts[stems], number, False))
            else:
                continue
            taken[first : first + length] = [True] * length
    return _joined(claim, mentions, grid), headings


def _is_caption(stems: tuple[str, ...], grid: Grid) -> bool:
    """Whether a run of words is the caption's, and names no cell: "Bradford City", where cells say "Hull City"."""
    if stems not in grid.captions:
        return False
    runs = [stems[a:b] for a in range(len(stems)) for b in range(a + 1, len(stems) + 1)]
    return not any(run in grid.whole or (len(run) > 1 and run in grid.parts) for run in runs)


def _joined(claim: str, mentions: Sequence[Mention], grid: Grid) -> list[Mention]:
    """The mentions, words of one cell that stand side by side put together: "Ann Lee" of the cell "Lee, Ann"."""
    joined: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: each.start):
        last = joined[-1] if joined else None
        if last and not (last.is_whole or mention.is_whole) and _SIDE_BY_SIDE.fullmatch(claim, last.end, mention.start):
            places = last.places & mention.places
            if places:
                text = claim[last.start : mention.end]
                stems = sorted(read_stems(text))
                cells = [grid.rows[row][column] for row, column in places]
                whole = all(cell is not None and sorted(cell.stems) == stems for cell in cells)
                number = last.is_number and mention.is_number
                joined[-1] = Mention(last.start, mention.end, text, places, number, whole)
                continue
        joined.append(mention)
    return joined


def _numbers(grid: Grid, found: Sequence[Quantity]) -> tuple[Number, ...]:
    """Numbers of the claim that are quantities, but for those of the caption."""
    return tuple(
        Number(quantity.start, quantity.end, quantity.text, float(value), quantity.comparator)
        for quantity in found
        if quantity.kind != "date"
        and (value := _point(quantity)) is not None
        and not frozenset(term.stem for term in read_terms(quantity.text)) <= grid.above
    )


def _strangers(
    untaken: Sequence[Term], headings: Sequence[Heading], grid: Grid, found: Sequence[Quantity]
) -> tuple[Term, ...]:
    named = {heading.column for heading in headings}
    told = grid.above.union(*(frozenset(term.stem for term in read_terms(grid.heads[column])) for column in named))
    dates = [quantity for quantity in found if quantity.kind == "date"]
    return tuple(
        term
        for term in untaken
        if term.kind == "number" and term.stem not in told and (_is_within(term, dates) or not _is_within(term, found))
    )


def of_rows(linked: Linked, end: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, free of the column whose heading is what the claim calls its rows, right behind `end`: the operator
    of "the only ferries of Sound Lines" is no ferry."""
    noun = {heading.column for heading in linked.headings if 0 <= heading.start - end <= _NEXT}
    return [
        replace(mention, places=mention.anywhere, bound=None)
        if mention.bound in noun and not mention.places
        else mention
        for mention in mentions
    ]


def _is_within(term: Term, quantities: Sequence[Quantity]) -> bool:
    return any(quantity.start <= term.start < quantity.end for quantity in quantities)


def masked(linked: Linked) -> str:
    """The claim with the stretches that name cells and headings blanked out: what is left may ask a question."""
    text = linked.text
    for start, end in _spans(linked):
        text = text[:start] + "#" * (end - start) + text[end:]
    return text


def loose_numbers(linked: Linked) -> list[Number]:
    """Numbers of the claim that are neither a cell's nor part of a heading."""
    spans = _spans(linked)
    return [n for n in linked.numbers if not any(start < n.end and n.start < end for start, end in spans)]


def _spans(linked: Linked) -> list[tuple[int, int]]:
    mentions = [(mention.start, mention.end) for mention in linked.mentions]
    return mentions + [(heading.start, heading.end) for heading in linked.headings]


def is_general(term: Term) -> bool:
    """Whether a word occurs in texts of every subject, so that a table need not account for it."""
    return (term.stem in GENERAL_STEMS and term.stem not in _TELLING) or term.stem in _OF_TABLES


def _point(quantity: Quantity) -> float | None:
    value = (
        quantity.value if quantity.value is not None else quantity.low if quantity.low is not None else quantity.high
    )
    return float(value) if isinstance(value, int | float) else None


def _bind(
    claim: str, mention: Mention, headings: Sequence[Heading], taken: frozenset[int], numeric: frozenset[int]
) -> Mention:
    """The mention in the column whose heading stands beside it.

    Where that column does not hold it, only the plainest words put it there all the same: "Ann Lee was the winner",
    "the away team was Fitzroy", "an attendance of 62,170". `taken` are the starts of headings that another stretch is
    put under in such words: "Ann Lee was the captain of the Aurora" does not say that the Aurora is a captain.
    """
    put: Mention | None = None
    for heading in headings:
        named = mention.end <= heading.start and _IS_THE.fullmatch(claim, mention.end, heading.start)
        genitive = heading.end <= mention.start and _GENITIVE.fullmatch(claim, heading.end, mention.start)
        after = heading.end <= mention.start and _BINDS.fullmatch(claim, heading.end, mention.start)
        before = mention.end <= heading.start and _BINDS_BACK.fullmatch(claim, mention.end, heading.start)
        if not (named or genitive or after or before):
            continue
        places = frozenset(place for place in mention.places if place[1] == heading.column)
        if places:
            return _in_column(mention, places, heading.column)
        single = mention.is_number and " " not in mention.text
        fits = heading.column in numeric if single else heading.column not in numeric
        plainly = after and heading.start not in taken and _PUTS.fullmatch(claim, heading.end, mention.start)
        if named or (fits and (genitive or plainly)):
            put = _in_column(mention, places, heading.column)
    if put is None or not mention.is_number:
        return put or mention
    told = {heading.column for heading in headings if heading.column in mention.columns}
    if len(told) == 1:  # "the crowd for Ann's match was 4,000": the heading stands further off
        column = min(told)
        return _in_column(mention, frozenset(place for place in mention.places if place[1] == column), column)
    return put


def _owned(claim: str, mentions: Sequence[Mention], headings: Sequence[Heading]) -> frozenset[int]:
    """Starts of the headings under which a stretch of the claim is put that does not stand right after them."""
    return frozenset(
        heading.start
        for heading in headings
        for mention in mentions
        if (mention.end <= heading.start and _IS_THE.fullmatch(claim, mention.end, heading.start))
        or (heading.end <= mention.start and _GENITIVE.fullmatch(claim, heading.end, mention.start))
    )


def _in_column(mention: Mention, places: frozenset[Place], column: int) -> Mention:
    return replace(mention, places=places, bound=column, anywhere=mention.places)
