"""The tables of a page as grids: columns with their headings, rows of cells with their figures.

What belongs here: blocks of kind `table_cell` put back into rows and columns. What must never be here: claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.judging.wording.terms import GENERAL_STEMS, Term, read_stems, read_terms
from pipeline.model import Block, Page
from pipeline.quantities import find_quantities

MOST_CELLS = 4_000
"""Larger tables are not reasoned over: a claim about them names its own row."""
_COLUMN = re.compile(r"column (\d+)$")
_FIGURE = re.compile(
    r"[^\w.+−-]*(?P<sign>[-−–+]?)\s*[$€£¥]?\s*(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)\s*(?:%|[a-zA-Z°/²³ ]{0,12}?)\W*"
)
_NUMERIC_SHARE = 0.7
_LEAST_ROWS = 2
WHOLES = re.compile(
    r"\W*(?:(?:grand|sub)?\W?totals?|sum|overall|all(?:\s+[\w’'-]+)?|averages?|mean|median)\W*$", re.IGNORECASE
)
"""Names of rows and columns that put others together."""
LONGEST = 10
"""Terms of the longest stretch of a claim that is looked for in a cell."""

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a body row."""

    text: str
    start: int
    end: int
    terms: tuple[Term, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        """The cell's words and numbers in order."""
        return tuple(term.stem for term in self.terms)

    @property
    def value(self) -> float | None:
        """The one number that the cell is; None for words, scores ("3 - 2") and dates."""
        found = _FIGURE.fullmatch(self.text)
        if found is None:
            return None
        value = float(found["digits"].replace(",", ""))
        return -value if found["sign"] in ("-", "−", "–") else value


@dataclass(frozen=True)
class Grid:
    """One table. Every row has as many cells as there are columns; an empty cell is None."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    above: frozenset[str]
    """Stems of the words over the table: title, headings, caption."""
    caption: tuple[str, ...] = ()
    """The same in their order."""

    @cached_property
    def numeric(self) -> frozenset[int]:
        """Columns of which nearly every cell is one number."""
        found = set()
        for column in range(len(self.heads)):
            cells = [row[column] for row in self.rows if row[column] is not None]
            numbers = sum(cell is not None and cell.value is not None for cell in cells)
            if cells and numbers >= _NUMERIC_SHARE * len(cells):
                found.add(column)
        return frozenset(found)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all that it says, headings and what stands over it included."""
        cells = {stem for row in self.rows for cell in row if cell is not None for stem in cell.stems}
        return self.above.union(cells, (stem for head in self.heads for stem in read_stems(head)))

    @cached_property
    def dates(self) -> dict[tuple[str, str], frozenset[Place]]:
        """Days (first, day after the last, ISO) -> the places (row, column) that give them."""
        found: dict[tuple[str, str], set[Place]] = {}
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell is None or column in self.numeric or not any(char.isdigit() for char in cell.text):
                    continue
                for quantity in find_quantities(cell.text):
                    if quantity.kind == "date" and isinstance(quantity.low, str) and isinstance(quantity.high, str):
                        found.setdefault((quantity.low, quantity.high), set()).add((number, column))
        return {days: frozenset(places) for days, places in found.items()}

    @cached_property
    def whole(self) -> dict[tuple[str, ...], frozenset[Place]]:
        """Where a run of terms is all that a cell says."""
        found: dict[tuple[str, ...], set[Place]] = {}
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell is not None and cell.stems:
                    found.setdefault(cell.stems, set()).add((number, column))
        return {stems: frozenset(places) for stems, places in found.items()}

    @cached_property
    def parts(self) -> dict[tuple[str, ...], frozenset[Place]]:
        """Every run of words inside a cell that is not the whole of it."""
        found: dict[tuple[str, ...], set[Place]] = {}
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                stems = cell.stems if cell else ()
                for length in range(1, min(len(stems), LONGEST + 1)):
                    for first in range(len(stems) - length + 1):
                        found.setdefault(stems[first : first + length], set()).add((number, column))
        return {stems: frozenset(places) for stems, places in found.items()}

    @cached_property
    def days(self) -> dict[Place, str]:
        """The first day (ISO) of each cell that gives one date."""
        found: dict[Place, set[str]] = {}
        for (first, _), places in self.dates.items():
            for place in places:
                found.setdefault(place, set()).add(first)
        return {place: min(days) for place, days in found.items() if len(days) == 1}

    @cached_property
    def captions(self) -> frozenset[tuple[str, ...]]:
        """Every run of two words or more over the table."""
        words = self.caption
        return frozenset(
            words[first : first + length]
            for length in range(2, min(len(words), LONGEST) + 1)
            for first in range(len(words) - length + 1)
        )

    @cached_property
    def headings(self) -> dict[tuple[str, ...], frozenset[int]]:
        """A heading by all its words, by those outside its brackets, and by each one that no other heading has."""
        found: dict[tuple[str, ...], set[int]] = {}
        singles: dict[str, set[int]] = {}
        for column, head in enumerate(self.heads):
            for words in {head, re.sub(r"\([^)]*\)", " ", head)}:
                stems = tuple(term.stem for term in read_terms(words))
                if stems:
                    found.setdefault(stems, set()).add(column)
                    found.setdefault(stems[::-1], set()).add(column)
            for term in read_terms(head):
                if term.kind != "number":
                    singles.setdefault(term.stem, set()).add(column)
        for stem, columns in singles.items():
            if len(columns) == 1 and stem not in GENERAL_STEMS:
                found.setdefault((stem,), set()).update(columns)
        return {stems: frozenset(columns) for stems, columns in found.items()}

    def value(self, row: int, column: int) -> float | None:
        """The number in a cell."""
        cell = self.rows[row][column]
        return cell.value if cell else None


def read_grids(page: Page) -> list[Grid]:
    """The tables of a page that have a heading row and at least two rows below it, in reading order."""
    return [grid for cells in tables_of(page) if (grid := _grid(page, cells)) is not None]


def without_totals(grid: Grid) -> Grid | None:
    """The grid without the rows that say of themselves that they put others together; None when hardly any is left."""
    names = [next((cell.text for cell in row if cell is not None), "") for row in grid.rows]
    rows = tuple(row for row, name in zip(grid.rows, names, strict=True) if not WHOLES.match(name))
    return replace(grid, rows=rows) if len(rows) >= _LEAST_ROWS else None


def tables_of(page: Page) -> Iterator[list[Block]]:
    """The cells of each table: runs of cells with nothing between them but line breaks, tabs and pipes."""
    run: list[Block] = []
    for block in sorted(page.blocks, key=lambda block: (block.start, block.end)):
        between = page.text[run[-1].end : block.start] if run else ""
        if block.kind != "table_cell" or between.count("\n") > 1 or any(char.isalnum() for char in between):
            if run:
                yield run
            run = []
        if block.kind == "table_cell":
            run.append(block)
    if run:
        yield run


def _grid(page: Page, blocks: Sequence[Block]) -> Grid | None:
    if len(blocks) > MOST_CELLS:
        return None
    lines = table_lines(page, blocks)
    if len(lines) < 3 or len(lines[0]) < 2 or any(block.labels and block.labels[-1] for block in lines[0]):
        return None
    heads = [page.text[block.start : block.end] for block in lines[0]]
    places = [_place(block, at) for at, block in enumerate(lines[0])]
    width = max(places) + 1
    titles = [""] * width
    for place, head in zip(places, heads, strict=True):
        titles[place] = head
    rows = []
    for line in lines[1:]:
        row: list[Cell | None] = [None] * width
        for at, block in enumerate(line):
            column = _column(block, at, titles)
            if column is not None and column < width and row[column] is None:
                text = page.text[block.start : block.end]
                row[column] = Cell(text, block.start, block.end, read_terms(text))
        rows.append(tuple(row))
    above = page.text[max(0, blocks[0].start - 300) : blocks[0].start]
    caption = tuple(term.stem for text in (page.title or "", above) for term in read_terms(text))
    return Grid(tuple(titles), tuple(rows), frozenset(caption), caption)


def table_lines(page: Page, blocks: Sequence[Block]) -> list[list[Block]]:
    """The cells of a table row by row."""
    lines: list[list[Block]] = []
    for block in blocks:
        new = not lines or "\n" in page.text[lines[-1][-1].end : block.start]
        lines.append([block]) if new else lines[-1].append(block)
    return lines


def _place(block: Block, at: int) -> int:
    found = _COLUMN.search(block.location or "")
    return int(found[1]) - 1 if found else at


def _column(block: Block, at: int, titles: Sequence[str]) -> int | None:
    """The column by the reader's own count, else by the heading that the cell is labelled with."""
    if _COLUMN.search(block.location or ""):
        return _place(block, at)
    label = block.labels[-1] if block.labels else ""
    if label in titles:
        return list(titles).index(label)
    return at
