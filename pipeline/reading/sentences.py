"""A chapter cut into sentences with their figures: what every later step of reading looks at.

What belongs here: the records, and the cutting of blocks. What must never be here: decisions about a figure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model import Block, Chapter
from pipeline.quantities import Quantity, read_quantities, split_sentences
from pipeline.reading.periods import date_span
from pipeline.reading.phrases import Word, scan

_UNREAD = {"code"}
_COMPARES = re.compile(r"\bthan\b", re.IGNORECASE)
_MAY_STATE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block. Offsets count in the chapter; `quantities` and `words` in the block's own text."""

    block: Block
    block_text: str
    start: int
    end: int
    number: int
    section: str | None
    words: list[Word] = field(compare=False)
    quantities: list[Quantity] = field(compare=False)

    @property
    def text(self) -> str:
        """The sentence as it stands in the chapter."""
        return self.block_text[self.start - self.block.start : self.end - self.block.start]

    @property
    def offset(self) -> int:
        """What an offset in the block's text lacks to one in the chapter."""
        return self.block.start

    @property
    def dates(self) -> list[Quantity]:
        """Its true dates, in order."""
        return [quantity for quantity in self.quantities if quantity.kind == "date" and quantity.why_not is None]


def read_sentences(chapter: Chapter) -> Iterator[list[Sentence]]:
    """The sentences of each block in reading order, block by block."""
    section: str | None = None
    spoken = date_span(chapter.published or "")
    reference = spoken[0] if spoken else None
    blocks = chapter.blocks or (Block(start=0, end=len(chapter.text), kind="paragraph"),)
    for block in blocks:
        text = chapter.text[block.start : block.end]
        if block.kind in ("title", "heading"):
            section = text
        if block.kind not in _UNREAD and _MAY_STATE.search(text):
            yield list(_cut(block, text, section, reference))


def _cut(block: Block, text: str, section: str | None, reference: dt.date | None) -> Iterator[Sentence]:
    quantities = read_quantities(text, reference)
    if not quantities and not _COMPARES.search(text):
        return
    spans = (
        [(0, len(text))]
        if block.kind in ("title", "heading", "table_cell")
        else _whole(split_sentences(text), quantities)
    )
    position = 0
    for number, (start, end) in enumerate(spans):
        inside = []
        while position < len(quantities) and quantities[position].start < end:
            inside.append(quantities[position])
            position += 1
        yield Sentence(
            block, text, block.start + start, block.start + end, number, section, scan(text, start, end), inside
        )


def _whole(spans: list[tuple[int, int]], quantities: list[Quantity]) -> list[tuple[int, int]]:
    """Sentences joined where a border would fall inside a quantity."""
    whole: list[tuple[int, int]] = []
    position = 0
    for start, end in spans:
        while position < len(quantities) and quantities[position].end <= start:
            position += 1
        if whole and position < len(quantities) and quantities[position].start < start:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole
