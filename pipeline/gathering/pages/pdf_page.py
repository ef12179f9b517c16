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
from typing import Any

import pypdfium2

from pipeline.gathering.pages.draft import PageDraft, UnreadableError, tidy

MOST_PAGES = 1_500
"""Pages that are read at most."""
_MOST_CHARACTERS = 8_000_000
READER = f"pdf/1 (pypdfium2 {version('pypdfium2')})"
_PAGE = re.compile(r"#?(?:page=)?(\d{1,5})")
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_DIVIDED = re.compile(r"(?<=[^\W\d_])[\u00ad\u2010\ufffe-]$")
_LIST_MARK = re.compile(r"[•‣▪◦●–*]\s|\(?\d{1,2}[.)]\s")


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
            characters += len(paragraph)
            kind = "list_item" if _LIST_MARK.match(paragraph) else "paragraph"
            draft.add(paragraph, kind, location=f"page={number + 1}")
        if characters > _MOST_CHARACTERS:
            break
    if not draft.blocks:
        raise UnreadableError("the PDF holds no text, only pictures of it; note what it says in a transcript")
    return draft


def _paragraphs(page: Any) -> Iterator[str]:
    lines = _lines(page)
    page.close()
    steps = [above - below for (above, _, _), (below, _, _) in itertools.pairwise(lines) if above > below]
    usual = statistics.median_low(steps) if steps else 0.0
    gathered = ""
    previous: tuple[float, float, str] | None = None
    for line in lines:
        baseline, height, text = line
        goes_on = (
            previous is not None
            and 0 <= previous[0] - baseline <= 1.35 * max(usual, 1.0)
            and abs(height - previous[1]) <= 0.25 * max(height, previous[1])
            and not _LIST_MARK.match(text)
        )
        if goes_on:
            gathered = (
                _DIVIDED.sub("", gathered) + text
                if _DIVIDED.search(gathered) and text[:1].islower()
                else f"{gathered} {text}"
            )
        else:
            yield tidy(gathered)
            gathered = text
        previous = line
    yield tidy(gathered)


def _lines(page: Any) -> list[tuple[float, float, str]]:
    """(baseline, height, text) of each line in reading order. Rectangles of one line are put side by side."""
    text_page = page.get_textpage()
    lines: list[tuple[float, float, str]] = []
    for at in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(at)
        text = text_page.get_text_bounded(left, bottom, right, top)
        text = " ".join(text.replace("\ufffe", "\u00ad").split())
        if not text:
            continue
        if lines and abs(lines[-1][0] - bottom) <= 0.35 * max(lines[-1][1], top - bottom):
            lines[-1] = (lines[-1][0], max(lines[-1][1], top - bottom), f"{lines[-1][2]} {text}")
        else:
            lines.append((bottom, top - bottom, text))
    text_page.close()
    return lines


def _iso_date(text: str) -> str | None:
    found = _DATE.match(text)
    return "-".join(part for part in found.groups() if part) if found else None
