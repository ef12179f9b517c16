"""Reading CSV and its relatives (RFC 4180): every cell, with its headings and its place (RFC 7111).

What belongs here: delimited text. What must never be here: which cells are headings (grid.py).
"""

from __future__ import annotations

import csv
import io
import re

from pipeline.gathering.pages.draft import MOST_BLOCKS, PageDraft, UnreadableError, tidy
from pipeline.gathering.pages.grid import Cell, add_grid

READER = "csv/1"
_DELIMITERS = (",", ";", "\t", "|")
_FRAGMENT = re.compile(r"cell=(\d+),(\d+)")
_LETTERED = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def read_csv(text: str, pointer: str | None) -> PageDraft:
    """The table's cells; with `pointer`, `cell=ROW,COLUMN` or `B7`, only that cell.

    Raises `UnreadableError` when the text is no table, the cell is not there, or there are too many cells.
    """
    text = text.removeprefix("\ufeff")
    rows: list[list[Cell]] = []
    count = 0
    csv.field_size_limit(1_000_000)
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1):
            count += len(values)
            if count > MOST_BLOCKS:
                raise UnreadableError(
                    f"the table has more than {MOST_BLOCKS:,} cells; use a smaller extract of the source"
                )
            rows.append([Cell(tidy(value), f"cell={number},{column}") for column, value in enumerate(values, 1)])
    except csv.Error as error:
        raise UnreadableError(f"not a readable table: {error}; look at the stored bytes") from error
    draft = PageDraft(READER)
    add_grid(draft, rows)
    return keep_cell(draft, _place(pointer), pointer) if pointer else draft


def keep_cell(draft: PageDraft, location: str, pointer: str) -> PageDraft:
    """A draft with nothing but the cell at `location`, its headings kept; `UnreadableError` when it is not there."""
    alone = PageDraft(draft.reader, draft.title, draft.publisher, draft.published)
    text = draft.text
    for block in draft.blocks:
        if block.location and block.location.casefold() == location.casefold():
            alone.add(text[block.start : block.end], block.kind, location=block.location, labels=block.labels)
    if not alone.blocks:
        raise UnreadableError(f"the table has no filled cell at {pointer!r}; look whether the source changed its form")
    return alone


def lettered_cell(pointer: str) -> tuple[int, int] | None:
    """Row and column (from 1) of a cell named like `B7`, or None."""
    found = _LETTERED.fullmatch(pointer.strip())
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _place(pointer: str) -> str:
    found = _FRAGMENT.fullmatch(pointer.strip().lstrip("#"))
    if found:
        return f"cell={int(found[1])},{int(found[2])}"
    lettered = lettered_cell(pointer)
    if lettered:
        return f"cell={lettered[0]},{lettered[1]}"
    raise UnreadableError(f"the pointer {pointer!r} names no cell; write it as cell=ROW,COLUMN or as B7")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the same number of cells, at least two; the most cells win."""
    lines = text[:20_000].splitlines()[:20] or [""]
    if len(text) > 20_000 and len(lines) > 1:
        lines = lines[:-1]

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        width = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(width) if width > 1 else 0, width)

    try:
        return max(_DELIMITERS, key=evenness)
    except csv.Error:
        return ","
