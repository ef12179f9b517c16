"""Tables of any format: which cells are headings, and which headings each cell has.

What belongs here: a rectangle of cells in, labelled blocks out. What must never be here: where the cells come from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.gathering.pages.draft import PageDraft

_MOST_ROW_LABELS = 4
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE = re.compile(
    r"(?:1[5-9]|20)\d\d(?:[-/.–]\d{1,4}){0,2}(?:T[\d:.+Z-]*)?|\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})"
    r"|(?:Q[1-4]|H[12]|FY)\W{0,2}\d{2,4}",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_TIME_WORD = re.compile(
    r"years?|dates?|seasons?|periods?|months?|quarters?|weeks?|days?|time|fy|fiscal|jahre?|datum|monate?|ann[ée]e|año|"
    r"anno|until|since|as of|when|edition",
    re.IGNORECASE,
)
"""What stands over a column of years that date their rows. Under "staff" or "built" 1912 dates nothing beside it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    location: str | None
    is_heading: bool = False
    """Whether the format itself says so (`<th>`, the header line of a Markdown table)."""
    is_first: bool = True
    """False where a cell that spans several places is repeated."""


Row = Sequence[Cell]


def add_grid(draft: PageDraft, rows: Sequence[Row], caption: str = "") -> None:
    """Adds every cell as a block of kind table_cell, labelled (caption, section, row headings, column headings)."""
    heads = _heading_rows(rows)
    key_columns = _key_columns(rows, heads)
    columns = _column_labels(rows[:heads])
    section = ""
    for number, row in enumerate(rows):
        cells = [cell for cell in row if cell.is_first and cell.text]
        if number >= heads and len(cells) == 1 and len(row) > 1 and not looks_like_figure(cells[0].text):
            section = cells[0].text
        keys = _row_keys(row, key_columns) if number >= heads else []
        named: list[str] = []
        first_in_row = True
        for column, cell in enumerate(row):
            if not cell.is_first or not cell.text:
                continue
            labels: list[str] = []
            if number >= heads:
                above = columns[column] if column < len(columns) else []
                labels = [caption, section, *(named or (text for at, text in keys if at != column)), *above]
                labels = [label for label in dict.fromkeys(labels) if label != cell.text]
            if cell.is_heading:
                named = [*named, cell.text][:_MOST_ROW_LABELS]
            separator = "\n\n" if number == 0 and first_in_row else "\n" if first_in_row else "\t"
            draft.add(cell.text, "table_cell", location=cell.location, labels=tuple(labels), after=separator)
            first_in_row = False


def looks_like_figure(text: str) -> bool:
    """Whether a cell is a number with at most a short unit: what a heading never is. A year or date is none."""
    stripped = text.strip()
    if not any(char.isdigit() for char in stripped) or is_date(stripped):
        return False
    return len(_LETTERS.findall(stripped)) <= 4 or stripped[0] in "$€£¥<>≥≤~±"


def is_date(text: str) -> bool:
    """Whether a cell is a year or a date in digits, which heads a row or column as often as a word does."""
    return bool(_DATE.fullmatch(text.strip()) or _YEAR.fullmatch(text.strip()))


def _heading_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top are column headings."""
    count = 0
    for row in rows:
        filled = [cell for cell in row if cell.text and cell.is_first]
        if len(filled) < 2 or not all(cell.is_heading for cell in filled):
            break
        count += 1
    if count:
        return min(count, len(rows) - 1)
    if len(rows) < 2 or any(cell.is_heading for row in rows for cell in row):
        return 0
    head = [cell.text for cell in rows[0]]
    if sum(bool(text) for text in head) < max(2, len(head) - 1) or any(looks_like_figure(text) for text in head):
        return 0
    below = [cell.text for row in rows[1:50] for cell in row]
    return 1 if any(looks_like_figure(text) for text in below) else 0


def _column_labels(heads: Sequence[Row]) -> list[list[str]]:
    """The headings above each column, the topmost first."""
    width = max((len(row) for row in heads), default=0)
    return [
        list(dict.fromkeys(row[column].text for row in heads if column < len(row) and row[column].text))
        for column in range(width)
    ]


def _key_columns(rows: Sequence[Row], heads: int) -> frozenset[int]:
    """The columns that say what a row is about: words, or years and dates, and no figures."""
    keys: set[int] = set()
    body = rows[heads : heads + 200]
    named = _column_labels(rows[:heads])
    for column in range(max((len(row) for row in body), default=0)):
        texts = [row[column].text for row in body if column < len(row) and row[column].text]
        if column and all(is_date(text) for text in texts) and not _heads_times(named[column : column + 1]):
            continue
        if texts and sum(looks_like_figure(text) for text in texts) <= 0.2 * len(texts):
            keys.add(column)
    return frozenset(keys)


def _heads_times(headings: Sequence[Sequence[str]]) -> bool:
    """Whether a column is headed by a word for time, or by nothing."""
    words = " ".join(text for above in headings for text in above)
    return not words or any(_TIME_WORD.fullmatch(word) for word in re.split(r"[\W_]+", words))


def _row_keys(row: Row, key_columns: frozenset[int]) -> list[tuple[int, str]]:
    """Column and text of the cells that say what the row is about, nearest to the left edge first."""
    keys = ((at, cell.text) for at, cell in enumerate(row) if at in key_columns and cell.text and cell.is_first)
    return list(islice(((at, text) for at, text in keys if _is_key(text)), _MOST_ROW_LABELS))


def _is_key(text: str) -> bool:
    return len(text) <= 120 and not looks_like_figure(text)
