"""Reading PDF: the text of each page as paragraphs, with the page it stands on (`page=3`, RFC 8118).

What belongs here: pypdfium2, and putting lines back together into paragraphs. What must never be here: other formats.

Lines are joined into paragraphs by their distance: a line that follows at the page's usual line distance goes on, a
larger step begins a new paragraph. Words divided at a line's end are put together again.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, NamedTuple

import pypdfium2

from pipeline.gathering.pages.draft import PageDraft, UnreadableError, tidy

MOST_PAGES = 1_500
"""Pages that are read at most."""
_MOST_CHARACTERS = 8_000_000
_LONGEST_HEADING = 150
READER = f"pdf/1 (pypdfium2 {version('pypdfium2')})"
_PAGE = re.compile(r"#?(?:page=)?(\d{1,5})")
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_DIVIDED = re.compile(r"(?<=[^\W\d_])[\u00ad\u2010-]$")
_DIVISION_MARKS = str.maketrans({"\x02": "\u00ad", "\ufffe": "\u00ad", "\x00": None})
"""What PDFium writes where a word is divided at the end of a line."""
_LIST_MARK = re.compile(r"[•‣▪◦●–*]\s|\(?\d{1,2}[.)]\s")


class _Line(NamedTuple):
    baseline: float
    """Distance from the page's lower edge, in points."""
    height: float
    text: str


class _Paragraph(NamedTuple):
    text: str
    kind: str
    level: int | None


def read_pdf(payload: bytes, pointer: str | None) -> PageDraft:
    """The document's paragraphs; with `pointer`, `page=3`, only that page's.

    Raises `UnreadableError` when the document is broken, encrypted, without text, or the page is not there.
    """
    try:
        document = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        why = "encrypted; a password is needed" if "password" in str(error).lower() else f"broken ({error})"
        raise UnreadableError(
            f"the PDF is {why}; look for another copy, or note what it says in a transcript"
        ) from error
    try:
        return _read(document, pointer)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"the PDF is broken ({error}); look for another copy") from error
    finally:
        document.close()


def _read(document: Any, pointer: str | None) -> PageDraft:
    draft = PageDraft(READER)
    about = document.get_metadata_dict()
    draft.title = tidy(about.get("Title", ""))[:500] or None
    draft.published = _iso_date(about.get("CreationDate", "")) or _iso_date(about.get("ModDate", ""))
    numbers = range(min(len(document), MOST_PAGES))
    if pointer:
        found = _PAGE.fullmatch(pointer.strip())
        if not found or not 1 <= int(found[1]) <= len(document):
            raise UnreadableError(
                f"the PDF has {len(document)} pages and none at {pointer!r}; write the pointer as page=3"
            )
        numbers = range(int(found[1]) - 1, int(found[1]))
    characters = 0
    for number in numbers:
        for paragraph in _paragraphs(document[number]):
            characters += len(paragraph.text)
            draft.add(paragraph.text, paragraph.kind, location=f"page={number + 1}", level=paragraph.level)
        if characters > _MOST_CHARACTERS:
            break
    if not draft.blocks:
        raise UnreadableError("the PDF holds no text, only pictures of it; note what it says in a transcript")
    return draft


def _paragraphs(page: Any) -> Iterator[_Paragraph]:
    lines = _lines(page)
    page.close()
    if not lines:
        return
    steps = [above.baseline - below.baseline for above, below in itertools.pairwise(lines)]
    usual_step = max(1.0, statistics.median_low([step for step in steps if step > 0] or [0.0]))
    usual_height = statistics.median_low([line.height for line in lines])
    gathered = [lines[0]]
    for previous, line in itertools.pairwise(lines):
        if not _goes_on(previous, line, usual_step):
            yield _join(gathered, usual_height)
            gathered = []
        gathered.append(line)
    yield _join(gathered, usual_height)


def _goes_on(previous: _Line, line: _Line, usual_step: float) -> bool:
    near = 0 <= previous.baseline - line.baseline <= 1.35 * usual_step
    alike = abs(line.height - previous.height) <= 0.25 * max(line.height, previous.height)
    return near and alike and not _LIST_MARK.match(line.text)


def _join(lines: list[_Line], usual_height: float) -> _Paragraph:
    text = ""
    for line in lines:
        if _DIVIDED.search(text) and line.text[:1].islower():
            text = _DIVIDED.sub("", text) + line.text
        else:
            text = f"{text} {line.text}"
    text = tidy(text)
    if len(text) <= _LONGEST_HEADING and min(line.height for line in lines) >= 1.2 * usual_height:
        return _Paragraph(text, "heading", 2)
    return _Paragraph(text, "list_item" if _LIST_MARK.match(text) else "paragraph", None)


def _lines(page: Any) -> list[_Line]:
    """The page's lines in reading order; rectangles that stand on one line are put side by side."""
    text_page = page.get_textpage()
    lines: list[_Line] = []
    for at in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(at)
        text = text_page.get_text_bounded(left, bottom, right, top)
        text = " ".join(text.translate(_DIVISION_MARKS).split())
        if not text:
            continue
        height = top - bottom
        last = lines[-1] if lines else None
        if last and abs(last.baseline - bottom) <= 0.35 * max(last.height, height):
            lines[-1] = _Line(last.baseline, max(last.height, height), f"{last.text} {text}")
        else:
            lines.append(_Line(bottom, height, text))
    text_page.close()
    return lines


def _iso_date(text: str) -> str | None:
    found = _DATE.match(text)
    return "-".join(part for part in found.groups() if part) if found else None
