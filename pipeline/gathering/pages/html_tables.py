"""HTML tables: telling data from layout, and laying spans out as a rectangle.

What belongs here: `<table>` in, rows of cells out. What must never be here: what the headings mean (grid.py).
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.gathering.pages.draft import MOST_BLOCKS, UnreadableError, tidy
from pipeline.gathering.pages.grid import Cell

_WIDEST_SPAN = 200
_LONGEST_CELL = 2_000
_LAYOUT_INSIDE = ["h1", "h2", "h3", "article", "section", "main", "nav", "form"]
_REFERENCE = re.compile(r"\[\s*(?:\d{1,3}|[a-z]|note \d+)\s*\]")
_FOOTNOTE_MARK = re.compile(r"[(\[]?(?:[a-z](?:\s*,\s*[a-z])*|[*†‡§¶]+)[)\]]?", re.IGNORECASE)
"""What a superscript behind a number is when it is no power: 1,102<sup>a</sup> points to a footnote."""
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds data, not the page's layout."""
    role = table.get("role")
    if role in ("presentation", "none"):
        return False
    if table.find(".//table") is not None:
        return False
    if any(table.find(f".//{tag}") is not None for tag in _LAYOUT_INSIDE):
        return False
    if table.find(".//th") is not None or table.find("./caption") is not None:
        return True
    rows = table.findall(".//tr")
    cells = [cell for row in rows for cell in row if cell.tag == "td"]
    if len(rows) < 2 or len(cells) < 4:
        return False
    longest = max(len("".join(cell.itertext())) for cell in cells)
    return longest <= _LONGEST_CELL


def caption(table: etree._Element) -> str:
    """The table's caption, or an empty string."""
    found = table.find("./caption")
    return _text(found) if found is not None else ""


def table_rows(table: etree._Element, xpath: str) -> list[list[Cell]]:
    """The cells in rows and columns; a cell that spans several places is repeated there, marked as not the first.

    Raises `UnreadableError` when there are too many.
    """
    rows: list[list[Cell]] = []
    hanging: dict[int, tuple[int, Cell]] = {}
    count = 0
    for row_path, row in _row_elements(table, xpath):
        cells: list[Cell] = []
        numbers = {"td": 0, "th": 0}
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        for element in row:
            if element.tag not in numbers:
                continue
            _take_hanging(hanging, cells)
            numbers[element.tag] += 1
            cell = Cell(
                _text(element),
                f"{row_path}/{element.tag}[{numbers[element.tag]}]",
                is_heading=element.tag == "th" or in_head,
            )
            again = Cell(cell.text, cell.location, cell.is_heading, is_first=False)
            width, height = _span(element, "colspan"), _span(element, "rowspan")
            for place in range(width):
                if height > 1:
                    hanging[len(cells)] = (height - 1, again)
                cells.append(again if place else cell)
            if count + len(cells) > MOST_BLOCKS:
                raise UnreadableError(f"a table has more than {MOST_BLOCKS:,} cells; point at the place")
        _take_hanging(hanging, cells)
        count += len(cells)
        rows.append(cells)
    return rows


def _row_elements(table: etree._Element, xpath: str) -> list[tuple[str, etree._Element]]:
    found: list[tuple[str, etree._Element]] = []
    numbers: dict[str, int] = {}
    for child in table:
        if not isinstance(child.tag, str):
            continue
        numbers[child.tag] = numbers.get(child.tag, 0) + 1
        path = f"{xpath}/{child.tag}[{numbers[child.tag]}]"
        if child.tag == "tr":
            found.append((path, child))
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += [(f"{path}/tr[{at}]", row) for at, row in enumerate(child.iterchildren("tr"), 1)]
    return found


def _take_hanging(hanging: dict[int, tuple[int, Cell]], cells: list[Cell]) -> None:
    """Fills the places that cells of the rows above reach down into."""
    while len(cells) in hanging:
        rows_left, cell = hanging.pop(len(cells))
        if rows_left > 1:
            hanging[len(cells)] = (rows_left - 1, cell)
        cells.append(cell)


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return max(1, min(int(value), _WIDEST_SPAN)) if value.isdigit() and len(value) < 6 else 1


def _text(element: etree._Element) -> str:
    """The visible text of a cell: lists and breaks as lines, reference marks dropped, superscripts kept apart."""
    parts: list[str] = []
    skipped: etree._Element | None = None
    for event, inner in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "comment":
            if skipped is None:
                parts.append(inner.tail or "")
            continue
        if event == "start":
            if skipped is not None:
                continue
            if inner.tag in ("script", "style", "noscript") or "display:none" in (inner.get("style") or "").replace(
                " ", ""
            ):
                skipped = inner
            elif inner.tag == "sup":
                skipped = inner
                text = "".join(inner.itertext()).strip()
                marks = bool(_FOOTNOTE_MARK.fullmatch(text)) and "".join(parts).rstrip()[-1:].isdigit()
                if not (marks or _REFERENCE.fullmatch(text) or inner.find(".//a") is not None):
                    parts.append(text.translate(_SUPERSCRIPT))
            else:
                if inner.tag in ("br", "li", "p", "div") and inner is not element:
                    parts.append("\n")
                parts.append(re.sub(r"\s+", " ", inner.text or ""))
            continue
        if inner is skipped:
            skipped = None
        if skipped is None and inner is not element:
            parts.append(re.sub(r"\s+", " ", inner.tail or ""))
    return tidy(_REFERENCE.sub("", "".join(parts)))
