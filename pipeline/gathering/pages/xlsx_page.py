"""Reading XLSX workbooks: every cell as it is shown, with its headings and its place (`Sheet!B7`).

What belongs here: openpyxl, and how a number format shows a number. What must never be here: which cells are headings.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from importlib.metadata import version
from typing import Any

from pipeline.gathering.pages.csv_page import keep_cell
from pipeline.gathering.pages.draft import MOST_BLOCKS, PageDraft, UnreadableError, tidy
from pipeline.gathering.pages.grid import Cell, add_grid

READER = f"xlsx/1 (openpyxl {version('openpyxl')})"
_MOST_UNPACKED = 200_000_000
"""Bytes that the workbook's parts may unpack to; more is a zip bomb or a table nobody reads by cell."""
_CURRENCY = re.compile(r"[$€£¥₹]")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read_xlsx(payload: bytes, pointer: str | None) -> PageDraft:
    """The workbook's cells; with `pointer`, `Sheet!B7` or `B7` (first sheet), only that cell.

    Raises `UnreadableError` when the bytes are no workbook, the cell is not there, or there are too many cells.
    """
    book = _open(payload)
    draft = PageDraft(READER)
    properties = book.properties
    draft.title = properties.title or None
    draft.published = properties.modified.date().isoformat() if properties.modified else None
    count = 0
    for sheet in book.worksheets:
        rows: list[list[Cell]] = []
        for row in sheet.iter_rows():
            cells = [_cell(sheet.title, cell) for cell in row]
            count += len(cells)
            if count > MOST_BLOCKS:
                raise UnreadableError(
                    f"the workbook has more than {MOST_BLOCKS:,} cells; use a smaller extract of the source"
                )
            if any(cell.text for cell in cells):
                rows.append(cells)
        if rows:
            draft.add(sheet.title, "heading", location=sheet.title, level=1)
            add_grid(draft, rows)
    if not pointer:
        return draft
    named = "!" in pointer
    location = (
        pointer.replace("$", "").replace("'", "") if named else f"{book.worksheets[0].title}!{pointer.replace('$', '')}"
    )
    return keep_cell(draft, location, pointer)


def _open(payload: bytes) -> Any:
    import openpyxl  # a thirtieth of what the program takes to start, and few sources are workbooks

    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > _MOST_UNPACKED:
            raise UnreadableError(f"the workbook unpacks to {unpacked:,} bytes; use a smaller extract of the source")
        return openpyxl.load_workbook(io.BytesIO(payload), read_only=True, data_only=True)
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(f"not a readable XLSX workbook: {error}; look at the stored bytes") from error


def _cell(sheet: str, cell: Any) -> Cell:
    if cell.value is None:
        return Cell("", None)
    location = f"{sheet}!{cell.coordinate}"
    return Cell(tidy(_shown(cell.value, cell.number_format or "")), location)


def _shown(value: Any, number_format: str) -> str:
    """The value as the sheet shows it, as far as the format changes what it means: percent, money, dates."""
    if isinstance(value, bool) or not isinstance(value, (int, float, dt.date, dt.time)):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if "%" in _QUOTED.sub("", number_format):
        return f"{_digits(round(value * 100, 10))}%"
    currency = _CURRENCY.search(number_format)
    return f"{currency[0]}{_digits(value)}" if currency else _digits(value)


def _digits(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, int) else f"{value:.15g}"
