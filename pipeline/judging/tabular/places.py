"""Where the cells of a page's tables stand: in which table, under which row and column headings, with which figures.

What belongs here: the page's table cells with their headings and their siblings, read once for all claims. What must
never be here: claims, and arithmetic over cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.judging.tabular.grid import MOST_CELLS, table_lines, tables_of
from pipeline.judging.wording.terms import GENERAL_STEMS, read_terms
from pipeline.model import Block, Kind, Page, Passage
from pipeline.quantities.headings import name_of

Headings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell that states a figure."""

    passage: Passage
    table: int
    row: Headings
    """What its row is about, from the left."""
    column: Headings
    """What stands over its column, the topmost first."""

    def axis(self, across: bool) -> Headings:
        """The headings of its column (`across`) or of its row."""
        return self.column if across else self.row


@dataclass(slots=True)
class Tables:
    """The cells of a page's tables that state a figure."""

    spots: list[Spot] = field(default_factory=list)
    _words: dict[int, frozenset[str]] = field(default_factory=dict)
    _by_start: dict[int, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    _headings: dict[tuple[int, bool, Kind], set[Headings]] = field(default_factory=lambda: defaultdict(set))
    _series: dict[tuple[int, bool, Headings], list[Spot]] = field(default_factory=lambda: defaultdict(list))

    def add(self, spot: Spot) -> None:
        """Take one more cell in."""
        self.spots.append(spot)
        self._by_start[spot.passage.start_char].append(spot)
        for across in (True, False):
            self._headings[spot.table, across, spot.passage.kind].add(spot.axis(across))
            self._series[spot.table, across, spot.axis(across)].append(spot)

    def words(self, table: int) -> frozenset[str]:
        """Stems of what stands over a table as a whole: its caption, and the headings of its heading columns."""
        return self._words.get(table, frozenset())

    def say(self, table: int, words: Iterable[str]) -> None:
        """Note what stands over a table as a whole."""
        self._words[table] = frozenset(term.stem for text in words for term in read_terms(text))

    def spot_of(self, passage: Passage) -> Spot | None:
        """The place of a passage, when it is a cell of a table."""
        return next((spot for spot in self._by_start.get(passage.start_char, ()) if spot.passage is passage), None)

    def headings(self, spot: Spot, *, across: bool) -> set[Headings]:
        """The headings of all columns (`across`) or rows of a cell's table that have figures of its kind."""
        return self._headings.get((spot.table, across, spot.passage.kind), set())

    def series(self, spot: Spot, *, across: bool) -> list[Spot]:
        """The cells of the same column (`across`) or row."""
        return self._series.get((spot.table, across, spot.axis(across)), [])


def read_tables(page: Page, passages: Iterable[Passage]) -> Tables:
    """The cells of a page's tables. `passages` are the page's; tables of more than `MOST_CELLS` cells are left out."""
    tables = Tables()
    stated: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.labels and passage.figure_start is not None:
            stated[passage.start_char].append(passage)
    if not stated:
        return tables
    for number, blocks in enumerate(tables_of(page)):
        if len(blocks) <= MOST_CELLS:
            headed = next((each.heading or "" for block in blocks for each in stated.get(block.start, ())), "")
            tables.say(number, [headed, *_over(page, blocks)])
            for block, row, column in _placed(page, blocks):
                for passage in stated.get(block.start, ()):
                    tables.add(Spot(passage, number, row, column))
    return tables


def _over(page: Page, blocks: Sequence[Block]) -> Iterable[str]:
    """The caption, which every cell below the headings has for its first label, and the first heading of all."""
    labels = [block.labels for block in blocks if block.labels]
    first = {each[0] for each in labels}
    if len(first) == 1:
        yield first.pop()
    if not blocks[0].labels:
        yield page.text[blocks[0].start : blocks[0].end]


def _placed(page: Page, blocks: Sequence[Block]) -> Iterable[tuple[Block, Headings, Headings]]:
    """Every cell below the heading rows, with its row and column headings out of its labels."""
    lines = table_lines(page, blocks)
    heads: set[str] = set()
    for line in lines:
        if any(block.labels for block in line):
            break
        heads.update(page.text[block.start : block.end] for block in line)
    for line in lines:
        own = {page.text[block.start : block.end] for block in line}
        for block in line:
            if block.labels:
                at = len(block.labels)
                while at and block.labels[at - 1] in heads:
                    at -= 1
                row = tuple(label for label in block.labels[:at] if label in own)
                yield block, row, block.labels[at:]


@lru_cache(maxsize=5_000)
def telling_stems(headings: Headings) -> frozenset[str]:
    """The stems of headings that tell what they are about, without units, years and words of every subject."""
    return frozenset(
        term.stem
        for text in headings
        for term in read_terms(name_of(text))
        if term.kind != "number" and term.stem not in GENERAL_STEMS
    )
