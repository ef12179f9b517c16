"""PDF, read with pypdfium2: printed lines put together again to paragraphs.

What belongs here: what paper layout hides (line ends, hyphenation, running heads, page numbers, paragraphs across
pages). What must never be here: file access. A scanned PDF holds no text and says so.
"""

from __future__ import annotations

import ctypes
import functools
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.reading.formats.manuscript import FormatError, Manuscript, Run, raised

_END_HYPHEN = re.compile(r"[\x02\ufffe\u00ad‐]$")
_SOFT_HYPHEN = re.compile(r"[\x02\ufffe\u00ad]")
_MARK_OPENS, _MARK_CLOSES = "\ue000", "\ue001"
"""Private characters around the page and number of a raised mark, while lines are put together."""
_MARK = re.compile(f"{_MARK_OPENS}(\\d+):([^{_MARK_CLOSES}]+){_MARK_CLOSES}")
_ENDS_SENTENCE = re.compile(rf"[.!?:][\"'”’)\]]*(?:{_MARK_OPENS}[^{_MARK_CLOSES}]*{_MARK_CLOSES})*$")
_RAISED = re.compile(r"\d{1,3}|[*†‡§]")
_RAISED_SCALE = 0.85
_NOTE = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)|([*†‡§])\s*(?=\S)")
_NOTE_SCALE = 0.9
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\s]*(?:\d{1,4}|[ivxlc]{1,7})[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_EDGE_LINES = 2
_HEADING_SCALE = 1.15


@dataclass(slots=True)
class _Line:
    """One printed line; coordinates in points, the origin at the bottom left of the page."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read_pdf(data: bytes) -> Manuscript:
    """Paragraphs and links of a PDF, each with its page. Raises FormatError: broken, locked, or without text."""
    document = None
    try:
        document = pypdfium2.PdfDocument(data)
        return _read(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise FormatError(
            "it is locked with a password" if locked else f"it is no readable PDF, or a damaged one ({error})",
            "Save it again without a password." if locked else "Export it again as PDF, or give the manuscript itself.",
        ) from None
    finally:
        if document is not None:
            document.close()


def _read(document: Any) -> Manuscript:
    manuscript = Manuscript(media_type="application/pdf")
    manuscript.title = document.get_metadata_dict().get("Title") or None
    pages = [_read_page(document, number) for number in range(len(document))]
    lines = [line for page in _without_running_heads([page for page, _ in pages]) for line in page]
    if not lines:
        raise FormatError("no text is in it, only pictures", "Run text recognition (OCR) over it first.")
    _add_paragraphs(manuscript, lines, dict(enumerate((urls for _, urls in pages), 1)))
    return manuscript


def _read_page(document: Any, number: int) -> tuple[list[_Line], list[tuple[str, str]]]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        pieces = []
        for index in range(text_page.count_rects()):
            left, bottom, right, top = text_page.get_rect(index)
            text = text_page.get_text_bounded(left, bottom, right, top)
            pieces.append(_Line(text.replace("\r\n", " ").replace("\n", " "), number + 1, left, right, bottom, top))
        return _join_pieces(pieces), _web_links(page, text_page)
    finally:
        text_page.close()
        page.close()


def _join_pieces(pieces: list[_Line]) -> list[_Line]:
    """Stretches that pdfium separates for a change of font, put together to lines."""
    lines: list[_Line] = []
    for piece in pieces:
        if not piece.text.strip():
            continue
        last = lines[-1] if lines else None
        middle = (piece.bottom + piece.top) / 2
        if last and _is_raised(piece, last):
            last.text = f"{last.text.rstrip()}{_MARK_OPENS}{piece.page}:{piece.text.strip()}{_MARK_CLOSES}"
            last.right = max(last.right, piece.right)
        elif last and last.bottom <= middle <= last.top and piece.left >= last.right - last.height:
            gap = " " if piece.left - last.right > 0.12 * last.height and not last.text.endswith(" ") else ""
            last.text += gap + piece.text
            last.right, last.top = max(last.right, piece.right), max(last.top, piece.top)
            last.bottom = min(last.bottom, piece.bottom)
        else:
            lines.append(piece)
    for line in lines:
        line.text = _SOFT_HYPHEN.sub("", _END_HYPHEN.sub("-", line.text.strip()))
    return lines


def _is_raised(piece: _Line, line: _Line) -> bool:
    """Whether a short number stands small and raised behind a line: the mark of a footnote, or an exponent."""
    return (
        _RAISED.fullmatch(piece.text.strip()) is not None
        and piece.height < _RAISED_SCALE * line.height
        and line.bottom + 0.1 * line.height < piece.bottom <= line.top
        and line.right - line.height <= piece.left <= line.right + line.height
    )


def _web_links(page: Any, text_page: Any) -> list[tuple[str, str]]:
    """Linked text and address of every link annotation of a page that leads to the web."""
    found: list[tuple[str, str]] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0) if action else 0
        rectangle = pdfium.FS_RECTF()
        if size <= 1 or not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, size)
        text = text_page.get_text_bounded(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        found.append((" ".join(text.split()), buffer.value.decode("utf-8", errors="replace")))
    return [(text, url) for text, url in found if text and url.lower().startswith(("http://", "https://"))]


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Drop page numbers, and lines that stand at the same edge of many pages (digits aside)."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line.text) for line in page[:_EDGE_LINES] + page[-_EDGE_LINES:]})
    frequent = {shape for shape, count in edges.items() if count >= 3 and count * 3 >= len(pages)}
    return [_inner_lines(page, frequent) for page in pages]


def _inner_lines(page: list[_Line], frequent: set[str]) -> list[_Line]:
    """A page's lines from the first to the last that is no running head, looking at the edges only."""

    def is_furniture(line: _Line) -> bool:
        return _shape(line.text) in frequent or bool(_PAGE_NUMBER.fullmatch(line.text))

    first, last = 0, len(page)
    while first < min(_EDGE_LINES, last) and is_furniture(page[first]):
        first += 1
    while last > max(len(page) - _EDGE_LINES, first) and is_furniture(page[last - 1]):
        last -= 1
    return page[first:last]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip().lower())


def _add_paragraphs(manuscript: Manuscript, lines: list[_Line], urls: dict[int, list[tuple[str, str]]]) -> None:
    body = statistics.median(line.height for line in lines)
    lines, notes = _without_notes(lines, body)
    marks = {(note[0].page, mark) for mark, note in notes}
    right = statistics.quantiles((line.right for line in lines), n=10)[8] if len(lines) > 1 else lines[0].right
    gaps = [above.bottom - below.top for above, below in itertools.pairwise(lines) if above.page == below.page]
    usual_gap = statistics.median(gaps) if gaps else 0.0
    group: list[_Line] = []
    for line in lines:
        if group and _begins_block(group[-1], line, body, right, usual_gap):
            _add_group(manuscript, group, body, urls, marks)
            group = []
        group.append(line)
    if group:
        _add_group(manuscript, group, body, urls, marks)
    for mark, note in notes:
        key, page = _key(note[0].page, mark), note[0].page
        words = functools.reduce(_joined, (line.text for line in note), "")
        runs = _linked(words, urls.get(page, []), set())
        manuscript.add(runs, "footnote", location=f"page {page}, note {mark}", note=key)


def _without_notes(lines: list[_Line], body: float) -> tuple[list[_Line], list[tuple[str, list[_Line]]]]:
    """The lines without the footnotes at the feet of their pages, and those by their marks: small print behind the last
    line of the body, from the first line on that begins with a mark."""
    kept: list[_Line] = []
    notes: list[tuple[str, list[_Line]]] = []
    for _, group in itertools.groupby(lines, key=lambda line: line.page):
        page = list(group)
        foot = len(page)
        while foot and page[foot - 1].height < _NOTE_SCALE * body:
            foot -= 1
        first = next((index for index in range(foot, len(page)) if _NOTE.match(page[index].text)), len(page))
        kept += page[:first] if first else page
        for line in page[first:] if first else []:
            found = _NOTE.match(line.text)
            if found:
                line.text = line.text[found.end() :]
                notes.append((found[1] or found[2], [line]))
            else:
                notes[-1][1].append(line)
    return kept, notes


def _key(page: int, mark: str) -> str:
    return f"page {page}, note {mark}"


def _begins_block(above: _Line, line: _Line, body: float, right: float, usual_gap: float) -> bool:
    above_is_heading, is_heading = _is_heading(above, body), _is_heading(line, body)
    if above_is_heading != is_heading:
        return True
    ended = bool(_ENDS_SENTENCE.search(above.text))
    short = above.right < right - 4 * body
    if above.page == line.page:
        if above.bottom - line.top > usual_gap + 0.6 * body:
            return True
        indented = line.left > above.left + 0.8 * body
        return (ended and (short or indented)) or (indented and short)
    return ended and (short or (line.text[:1].isupper() and above.right < right - body))


def _is_heading(line: _Line, body: float) -> bool:
    return line.height > _HEADING_SCALE * body and len(line.text) < 120


def _add_group(
    manuscript: Manuscript,
    group: list[_Line],
    body: float,
    urls: dict[int, list[tuple[str, str]]],
    marks: set[tuple[int, str]],
) -> None:
    text = ""
    for line in group:
        text = _joined(text, line.text)
    heading = all(_is_heading(line, body) for line in group)
    first, last = group[0].page, group[-1].page
    location = f"page {first}" if first == last else f"pages {first}-{last}"
    runs = _linked(text, [link for page in range(first, last + 1) for link in urls.get(page, [])], marks)
    manuscript.add(runs, "heading" if heading else "paragraph", level=2 if heading else None, location=location)


def _joined(text: str, line: str) -> str:
    """Text and its next printed line. A hyphen at the line end goes, when a small letter follows it."""
    if not text:
        return line
    hyphenated = re.search(r"([^\W\d_]+)-$", text[-40:])
    if hyphenated and line[:1].islower() and not _is_number_word(hyphenated.group(1)):
        return text[:-1] + line
    if re.search(r"\w[-–—]$", text[-2:]):
        return text + line
    return f"{text} {line}"


_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}


def _is_number_word(word: str) -> bool:
    """Whether a hyphen after `word` belongs to the spelling (twenty-five) and not to the line end."""
    return word.lower() in _TENS


def _linked(text: str, links: list[tuple[str, str]], marks: set[tuple[int, str]]) -> list[Run]:
    """The text as runs: linked words, and marks of notes on their page; other raised numbers are exponents."""
    runs, position = [], 0
    for words, url in links:
        start = text.find(words, position)
        if start >= 0:
            runs += [Run(text[position:start]), Run(words, url=url)]
            position = start + len(words)
    return [piece for run in [*runs, Run(text[position:])] for piece in _with_marks(run, marks)]


def _with_marks(run: Run, marks: set[tuple[int, str]]) -> Iterator[Run]:
    position = 0
    for found in _MARK.finditer(run.text):
        yield Run(run.text[position : found.start()], url=run.url)
        page, mark = int(found[1]), found[2]
        yield Run("", footnote=_key(page, mark)) if (page, mark) in marks else Run(raised(mark), url=run.url)
        position = found.end()
    yield Run(run.text[position:], url=run.url)
