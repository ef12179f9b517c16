"""The passages of a page: each quantity in the sentence, table cell or JSON value that holds it.

What belongs here: cutting a page into passages, with offsets, headings, labels and the date a passage gives its own
figure. What must never be here: claims; a page is cut once, whoever asks.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from pipeline.judging.comparing.periods import read_period
from pipeline.model import Block, Page, Passage
from pipeline.quantities import Quantity, find_quantities, split_sentences
from pipeline.quantities.tables import figure_text, label_words, names_only_a_scale, writes_decimal_commas

LONGEST_TEXT = 1_200
"""Characters a passage may have; a longer sentence (minified text, a list without stops) is cut around its figure."""
MOST_WITHOUT_FIGURE = 400
"""Sentences without a quantity that are kept per page, for claims that state no number."""
_CELLS = frozenset({"table_cell", "json_value"})
_SCALE_ALONE = re.compile(r"\bin\s+$", re.IGNORECASE)
"""What stands before "thousands" where a caption only says how its table counts."""
_BRACKETS = re.compile(r"\([^()]*\)")
_YEAR_LABEL = re.compile(r"(?<!\d)((?:18|19|20)\d{2})(?:[-–/]\d{2,4})?(?!\d)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the page that is read on its own, with where it stands."""

    start: int
    end: int
    kind: str
    location: str | None
    labels: tuple[str, ...]
    heading: str | None
    decimal_commas: bool = False
    """Whether the table it stands in writes 1.234,5 for 1234.5."""


def find_passages(page: Page, snapshot_id: str) -> list[Passage]:
    """All passages of a page in reading order: one per quantity, and a bounded number without one.

    `figure_start`..`figure_end` and `start_char`..`end_char` are offsets into `page.text`. Never raises.
    """
    passages: list[Passage] = []
    without_figure = 0
    period = read_period(page.published)
    reference = period.first if period else None
    for piece in _pieces(page):
        cell = piece.kind in _CELLS
        spans = [(piece.start, piece.end)] if cell else _sentences(page.text, piece)
        for start, end in spans:
            found = list(_cell(page, piece, reference) if cell else _sentence(page, piece, start, end, reference))
            if found:
                passages.extend(_passage(page, snapshot_id, piece, *each) for each in found)
            elif without_figure < MOST_WITHOUT_FIGURE:
                without_figure += 1
                passages.append(_passage(page, snapshot_id, piece, start, min(end, start + LONGEST_TEXT), None, None))
    return passages


def _pieces(page: Page) -> Iterator[_Piece]:
    """Blocks with the headings above them, and the text between blocks."""
    headings: dict[int, str] = {}
    position = 0
    blocks = sorted(page.blocks, key=lambda block: (block.start, block.end))
    commas = _with_decimal_commas(page.text, blocks)
    for at, block in enumerate(blocks):
        start, end = max(block.start, position, 0), min(block.end, len(page.text))
        if _has_word(page.text, position, start):
            yield from _paragraphs(page.text, position, start, _path(headings))
        if start < end:
            yield _Piece(start, end, block.kind, block.location, block.labels, _path(headings), at in commas)
            _remember_heading(headings, block, page.text[start:end])
        position = max(position, end)
    if _has_word(page.text, position, len(page.text)):
        yield from _paragraphs(page.text, position, len(page.text), _path(headings))


def _with_decimal_commas(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks, by number, that are cells of tables which write 1.234,5 for 1234.5."""
    found: list[int] = []
    for is_cell, run in groupby(range(len(blocks)), lambda at: blocks[at].kind == "table_cell"):
        cells = list(run) if is_cell else []
        if writes_decimal_commas(text[blocks[at].start : blocks[at].end] for at in cells):
            found += cells
    return frozenset(found)


def _paragraphs(text: str, start: int, end: int, heading: str | None) -> Iterator[_Piece]:
    for match in re.finditer(r"[^\n]+", text[start:end]):
        if _has_word(match.group(), 0, len(match.group())):
            yield _Piece(start + match.start(), start + match.end(), "paragraph", None, (), heading)


def _has_word(text: str, start: int, end: int) -> bool:
    return start < end and any(char.isalnum() for char in text[start:end])


def _remember_heading(headings: dict[int, str], block: Block, text: str) -> None:
    if block.kind in ("heading", "title"):
        level = block.level or (0 if block.kind == "title" else 1)
        for deeper in [known for known in headings if known >= level]:
            del headings[deeper]
        headings[level] = text.strip()[:200]


def _path(headings: dict[int, str]) -> str | None:
    return " › ".join(headings[level] for level in sorted(headings)) or None


def _sentences(text: str, piece: _Piece) -> list[tuple[int, int]]:
    block = text[piece.start : piece.end]
    return [
        (piece.start + start, piece.start + end) for start, end in split_sentences(block) if block[start:end].strip()
    ]


def _sentence(
    page: Page, piece: _Piece, start: int, end: int, reference: dt.date | None
) -> Iterator[tuple[int, int, Quantity | None, tuple[int, int] | None, str | None]]:
    """Every quantity of a sentence, with the stretch of text that is quoted for it and its own date."""
    text = page.text[start:end]
    quantities = [
        each
        for each in find_quantities(text, reference)
        if not (names_only_a_scale(each) and _SCALE_ALONE.search(text, 0, each.start))
    ]
    for quantity in quantities:
        low, high = (start, end) if end - start <= LONGEST_TEXT else _cut(page.text, start, end, start + quantity.start)
        when = _date_in_sentence(text, quantity, quantities) or _date_of_surroundings(piece)
        yield low, high, quantity, (start + quantity.start, start + quantity.end), when


def _cell(
    page: Page, piece: _Piece, reference: dt.date | None
) -> Iterator[tuple[int, int, Quantity | None, tuple[int, int] | None, str | None]]:
    """The quantity of a cell or value; the unit may stand in a heading, so the offsets are the cell's."""
    text = page.text[piece.start : piece.end]
    written_out = figure_text(text, piece.labels, decimal_commas=piece.decimal_commas)
    quantities = [each for each in find_quantities(written_out, reference) if not names_only_a_scale(each)]
    end = min(piece.end, piece.start + LONGEST_TEXT)
    for quantity in quantities:
        moved = written_out != text
        span = (piece.start, piece.end) if moved else (piece.start + quantity.start, piece.start + quantity.end)
        when = _date_in_sentence(written_out, quantity, quantities) or _date_of_surroundings(piece)
        low, high = (piece.start, end) if span[1] <= end else _cut(page.text, piece.start, piece.end, span[0])
        yield low, high, quantity, span, when


def _cut(text: str, start: int, end: int, figure: int) -> tuple[int, int]:
    """The stretch around a figure of an overlong sentence, at word boundaries."""
    low, high = max(start, figure - LONGEST_TEXT // 2), min(end, figure + LONGEST_TEXT // 2)
    while low > start and low < figure and not text[low - 1].isspace():
        low += 1
    while high < end and high > figure and not text[high].isspace():
        high -= 1
    return (low, high) if high > figure else (low, min(end, figure + LONGEST_TEXT // 2))


def _date_in_sentence(text: str, figure: Quantity, quantities: list[Quantity]) -> str | None:
    """The date that a figure is given in its own sentence: in the same clause, else the nearest before it."""
    if figure.kind == "date":
        return None
    dates = [each for each in quantities if each.kind == "date" and each.comparator not in ("gt", "gte") and _iso(each)]
    dates = [date for date in dates if not _dates_another(text, date, figure, quantities)]
    if not dates:
        return None

    def distance(date: Quantity) -> tuple[int, int]:
        between = text[min(date.end, figure.end) : max(date.start, figure.start)]
        breaks = 4 * between.count(";") + between.count(",")
        breaks += 2 * len(re.findall(r"\b(?:and|but|while)\b", between))
        return breaks, len(between)

    return _iso(min(dates, key=distance))


def _dates_another(text: str, date: Quantity, figure: Quantity, quantities: list[Quantity]) -> bool:
    """Whether a date stands in brackets with a figure of its own: "£48.3 million (2022: £41.1 million)"."""
    for brackets in _BRACKETS.finditer(text):
        inside = [each for each in quantities if brackets.start() < each.start and each.end < brackets.end()]
        if date in inside:
            return figure not in inside and any(each.kind != "date" for each in inside)
    return False


def _iso(date: Quantity) -> str | None:
    """The date as `as_of` holds it; of a span of time its end, which is when the figure was reached."""
    if isinstance(date.value, str):
        return date.value
    if isinstance(date.high, str):
        return (dt.date.fromisoformat(date.high) - dt.timedelta(days=1)).isoformat()
    return None


def _date_of_surroundings(piece: _Piece) -> str | None:
    """A date in the row or column heading, else in the nearest heading above."""
    heading = (piece.heading or "").rsplit(" › ", 1)[-1]
    return next((date for words in (*reversed(piece.labels), heading) if (date := _date_of_heading(words))), None)


@lru_cache(maxsize=2_000)
def _date_of_heading(words: str) -> str | None:
    """The date that a heading gives to all that stands under it."""
    for quantity in find_quantities(words) if any(char.isdigit() for char in words) else ():
        if quantity.kind == "date" and _iso(quantity):
            return _iso(quantity)
    year = _YEAR_LABEL.search(words)
    return year[1] if year else None


def _passage(
    page: Page,
    snapshot_id: str,
    piece: _Piece,
    start: int,
    end: int,
    quantity: Quantity | None,
    figure: tuple[int, int] | None,
    as_of: str | None = None,
) -> Passage:
    place = f"{page.payload_sha256} {page.selector}" if page.selector else page.payload_sha256
    key = f"{place}:{start}:{end}:{figure}".encode()
    return Passage(
        passage_id="p-" + hashlib.sha256(key).hexdigest()[:20],
        snapshot_id=snapshot_id,
        payload_sha256=page.payload_sha256,
        selector=page.selector,
        text=page.text[start:end],
        start_char=start,
        end_char=end,
        figure_start=figure[0] if figure else None,
        figure_end=figure[1] if figure else None,
        pointer=piece.location,
        heading=piece.heading,
        labels=tuple(label_words(label) for label in piece.labels),
        as_of=as_of,
        **(quantity.figure() if quantity else {}),
    )
