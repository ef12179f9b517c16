"""A chapter cut into sentences with their figures: what every later step of reading looks at.

What belongs here: the records, and the cutting of blocks. What must never be here: decisions about a figure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.model import Block, Chapter
from pipeline.quantities import Quantity, read_quantities, split_sentences
from pipeline.quantities.coins import lend_currency, prevailing_currency
from pipeline.quantities.dates_names import span_of_name
from pipeline.quantities.tables import figure_text, names_only_a_scale
from pipeline.reading.scanning import Word, scan

_UNREAD = {"code"}
_LONGEST = 2000
"""Characters of a sentence."""
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter)", re.IGNORECASE)
_DECADE = re.compile(
    r"\b(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)$|['’]\d0s$", re.IGNORECASE
)
_FOUR_DIGITS = re.compile(r"\d{4}")
_OPENING = re.compile(r"(?:^|[.!?][\"”’]?\s+)(?:(?:In|By|On|During|From|Since|Until)\s+)?(?:the\s+)?$")
_COMPARES = re.compile(r"\bthan\b", re.IGNORECASE)
_SPEAKS_OF_NOW = re.compile(r"(?:(?!\b(?:was|were|had|did)\b)[^.;:]){0,80}?\b(?:is|are|has|have)\b")
"""A paragraph whose first verb is in the present: its February is the last one, not that of the story before."""
_POINTER = re.compile(r"(?:last|next) (?:day|week|month|year|decade|century)", re.IGNORECASE)
POINTER = "points to a time, names none"
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
    spoken = span_of_name(chapter.published or "")
    reference = spoken[0] if spoken else None
    year: int | None = None
    currency = prevailing_currency(chapter.text)
    blocks = chapter.blocks or (Block(start=0, end=len(chapter.text), kind="paragraph"),)
    for block in blocks:
        text = chapter.text[block.start : block.end]
        if block.kind in ("title", "heading"):
            section = text
        if block.kind not in _UNREAD and _MAY_STATE.search(text):
            found = lend_currency(text, _with_the_headings(block, text, read_quantities(text, reference)), currency)
            told = None if _SPEAKS_OF_NOW.match(text) else year
            quantities = _dated_by_the_story(_without_pointers(found, text), told)
            year = next((_year_of(date) for date in reversed(quantities) if _sets_the_scene(date, text)), year)
            yield list(_cut(block, text, section, quantities))


def _cut(block: Block, text: str, section: str | None, quantities: list[Quantity]) -> Iterator[Sentence]:
    if not quantities and not _COMPARES.search(text):
        return
    whole = block.kind in ("title", "heading", "table_cell")
    spans = _whole(list(_bounded([(0, len(text))] if whole else split_sentences(text), text)), quantities)
    position = 0
    for number, (start, end) in enumerate(spans):
        inside = []
        while position < len(quantities) and quantities[position].start < end:
            inside.append(quantities[position])
            position += 1
        yield Sentence(
            block, text, block.start + start, block.start + end, number, section, scan(text, start, end), inside
        )


def _bounded(spans: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Sentences of a length that people write; what is longer is no prose and is cut between words, so that reading
    stays linear in a text without a single stop."""
    for start, end in spans:
        while end - start > _LONGEST:
            space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = space + 1 if space >= 0 else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def _with_the_headings(block: Block, text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The figure of a table cell with the unit and scale that its headings give: "5.2" under "millions"."""
    if not block.labels or block.kind != "table_cell":
        return quantities
    written_out = figure_text(text, block.labels)
    if written_out == text:
        return quantities
    read = [one for one in read_quantities(written_out) if not names_only_a_scale(one) and one.why_not is None]
    return [replace(read[0], start=0, end=len(text), text=text)] if read else quantities


def _without_pointers(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Quantities in which "the last year" is no date: with an article it is not the one before the day of speaking."""
    return [
        replace(one, why_not=POINTER)
        if one.kind == "date"
        and _POINTER.fullmatch(one.text)
        and text[max(0, one.start - 4) : one.start].lower() == "the "
        else one
        for one in quantities
    ]


def _year_of(date: Quantity) -> int | None:
    """The year that a date names itself; None when it leaves the year out, or is no date."""
    named = _YEAR.search(date.text) if date.kind == "date" and date.why_not is None else None
    return int(named.group()) if named else None


def _sets_the_scene(date: Quantity, text: str) -> bool:
    """Whether a date tells when the story goes on: it names year and month, or the year at a sentence's beginning."""
    if _year_of(date) is None:
        return False
    return bool(_MONTH.search(date.text) or _OPENING.search(text[max(0, date.start - 24) : date.start]))


def _dated_by_the_story(quantities: list[Quantity], year: int | None) -> list[Quantity]:
    """Quantities whose days and months without a year ("on 26 November") are those of the year that an earlier
    paragraph set. What reading the dates has drawn from a year of the same paragraph stays."""
    if year is None:
        return quantities
    told: list[Quantity] = []
    named: set[int] = set()
    for quantity in quantities:
        own = _year_of(quantity)
        if own is not None:
            named.add(own)
        elif quantity.kind == "date" and quantity.why_not is None and _DECADE.search(quantity.text):
            quantity = _in_century(quantity, max(named, default=year))
        elif quantity.kind == "date" and quantity.why_not is None and _MONTH.search(quantity.text):
            quantity = quantity if _first_year(quantity) in named else _in_year(quantity, year)
        told.append(quantity)
    return told


def _in_century(date: Quantity, year: int) -> Quantity:
    """A decade without a century ("the nineties") in the one that lies nearest to the story's year."""
    first = _first_year(date)
    if first is None:
        return date
    step = 100 * round((year - first) / 100)
    if not step:
        return date
    moved = (
        _FOUR_DIGITS.sub(lambda found: f"{int(found[0]) + step:04d}", one) if isinstance(one, str) else one
        for one in (date.value, date.low, date.high)
    )
    value, low, high = moved
    return replace(date, value=value, low=low, high=high)


def _first_year(date: Quantity) -> int | None:
    first = date.low if date.low is not None else date.high
    return dt.date.fromisoformat(first).year if isinstance(first, str) else None


def _in_year(date: Quantity, year: int) -> Quantity:
    """A date without a year, read again in a year: from its end, or its beginning if that leads elsewhere."""
    for reference in (dt.date(year, 12, 31), dt.date(year, 1, 1)):
        again = read_quantities(date.text, reference)
        if len(again) == 1 and again[0].kind == "date" and _first_year(again[0]) == year:
            return replace(again[0], start=date.start, end=date.end, text=date.text)
    return date


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
