"""EPUB books, opened with ebooklib; their chapters are HTML.

What belongs here: reading order and metadata of the package. What must never be here: HTML itself, or file access.
"""

from __future__ import annotations

import io
import warnings
import zipfile

import ebooklib
from ebooklib import epub
from lxml import etree

from pipeline.reading.formats.html import add_html
from pipeline.reading.formats.manuscript import FormatError, Manuscript


def read_epub(data: bytes) -> Manuscript:
    """Blocks, links and footnotes of an EPUB in its reading order. Raises FormatError when it is none."""
    manuscript = Manuscript(media_type="application/epub+zip")
    book = _open(data)
    manuscript.title = _first(book, "title")
    manuscript.published = (_first(book, "date") or "")[:10] or None
    for reference, _linear in book.spine:
        item = book.get_item_with_id(reference)
        if item is None or item.get_type() != ebooklib.ITEM_DOCUMENT or isinstance(item, epub.EpubNav):
            continue
        content = item.content
        if content and content.strip():
            add_html(manuscript, content, place=f"{item.file_name}, ")
    return manuscript


def _open(data: bytes) -> epub.EpubBook:
    advice = "Export the book again as EPUB, without copy protection."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return epub.read_epub(io.BytesIO(data), {"ignore_ncx": True})
    except epub.EpubException as error:
        raise FormatError(f"it is no EPUB ({error.msg})", advice) from None
    except (zipfile.BadZipFile, KeyError, AttributeError, TypeError, IndexError, etree.XMLSyntaxError) as error:
        raise FormatError(f"it is no complete EPUB ({error})", advice) from None


def _first(book: epub.EpubBook, name: str) -> str | None:
    values = book.get_metadata("DC", name)
    return str(values[0][0]).strip() or None if values and values[0][0] else None
