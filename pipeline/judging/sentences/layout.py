"""The structure of a plain text: title, headings, paragraphs and pipe tables, as the blocks of a page.

What belongs here: finding blocks in text that came without markup (a transcript's body, an evidence text handed to
`judge`). What must never be here: reading of HTML, PDF or other formats, which is the gathering room's work.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from pipeline.model import Block, Page

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_TITLE = re.compile(r"^\W{0,12}(?:\w[\w ]{0,11}\W{1,12})?title:\s*(.+)$", re.IGNORECASE)
_LIST_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"^\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*(?:\|\s*)?$")
_TITLE_LIKE = re.compile(r"[“\"']?[A-Z0-9].{0,88}$")
_VALUE = re.compile(r":\s*[a-z$€£(~<>\d-]")
_TITLE_LINES = 12
"""A title line stands near the top of a text; further down "Title:" is a form field or a code sample."""


def read_layout(text: str, *, published: str | None = None) -> Page:
    """A page whose text is `text` itself, offsets unchanged, with one block per line or table cell."""
    blocks: list[Block] = []
    title: str | None = None
    lines = list(_lines(text))
    index = 0
    while index < len(lines):
        start, line = lines[index]
        if "|" in line:
            rows = _table_rows(lines, index)
            if len(rows) > 1:
                blocks.extend(_cells(rows))
                index += len(rows)
                continue
        found = _TITLE.match(line) if index < _TITLE_LINES else None
        heading = _HEADING.match(line)
        if found and title is None:
            title = found[1].strip()
            blocks.append(Block(start=start + found.start(1), end=start + found.end(1), kind="title"))
        elif heading:
            blocks.append(
                Block(
                    start=start + heading.start(2),
                    end=start + heading.end(2),
                    kind="heading",
                    level=len(heading[1]),
                )
            )
        elif line.strip():
            kind = "list_item" if _LIST_ITEM.match(line) else "paragraph"
            blocks.append(Block(start=start, end=start + len(line), kind=kind))
        index += 1
    return Page(
        payload_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type="text/plain",
        reader="layout/1",
        text=text,
        title=title or _opening_title(text, blocks),
        published=published,
        blocks=tuple(blocks),
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        start += len(line)


def _opening_title(text: str, blocks: list[Block]) -> str | None:
    """A short first line without a full stop, above other text, is what the text is about. A line that begins in the
    middle of a word or sentence, or gives a value to a label, is no title: the text is an excerpt."""
    if len(blocks) < 2 or blocks[0].kind not in ("paragraph", "heading"):
        return None
    first = text[blocks[0].start : blocks[0].end].strip()
    return first if _TITLE_LIKE.match(first) and first[-1] not in ".!?;,:)" and not _VALUE.search(first) else None


def _table_rows(lines: list[tuple[int, str]], index: int) -> list[tuple[int, str]]:
    """The run of lines from `index` that are rows of one pipe table."""
    end = index
    while end < len(lines) and "|" in lines[end][1]:
        end += 1
    return lines[index:end]


def _split_cells(start: int, line: str) -> list[tuple[int, int, str]]:
    """Offsets and text of each cell of a row, without the outer pipes."""
    cells: list[tuple[int, int, str]] = []
    position = 0
    for piece in line.split("|"):
        content = piece.strip()
        lead = len(piece) - len(piece.lstrip())
        cells.append((start + position + lead, start + position + lead + len(content), content))
        position += len(piece) + 1
    if cells and not cells[0][2] and line.lstrip().startswith("|"):
        cells = cells[1:]
    if cells and not cells[-1][2] and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells


def _cells(rows: list[tuple[int, str]]) -> Iterator[Block]:
    """Cells of the body rows, labelled by the first cell of their row and the head of their column."""
    grid = [_split_cells(start, line) for start, line in rows if not _RULE.match(line)]
    if not grid:
        return
    head = [content for _, _, content in grid[0]]
    for column, (start, end, _) in enumerate(grid[0]):
        yield Block(start=start, end=end, kind="table_cell", location=f"row 1 column {column + 1}")
    for number, row in enumerate(grid[1:], start=2):
        name = next((content for _, _, content in row if content), "")
        for column, (start, end, content) in enumerate(row):
            if not content:
                continue
            labels = (name if content != name else "", head[column] if column < len(head) else "")
            yield Block(
                start=start,
                end=end,
                kind="table_cell",
                location=f"row {number} column {column + 1}",
                labels=tuple(label for label in labels if label),
            )
