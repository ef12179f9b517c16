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
from pipeline.reading.formats.manuscript import BROKEN_PACKAGE, FormatError, Manuscript
from pipeline.storage.zipped import refuse_bombs


def read_epub(data: bytes) -> Manuscript:
    """Blocks, links and footnotes of an EPUB in its reading order. Raises FormatError when it is none."""
    advice = "Export the book again as EPUB, without copy protection."
    if _is_protected(data):
        raise FormatError("its text is encrypted (copy protection)", advice)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            refuse_bombs(package)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(epub.read_epub(io.BytesIO(data), {"ignore_ncx": True}))
    except FormatError:
        raise
    except epub.EpubException as error:
        raise FormatError(f"it is no EPUB ({error.msg})", advice) from None
    except zipfile.BadZipFile as error:
        raise FormatError(f"it is no EPUB, or a damaged one ({error})", advice) from None
    except BROKEN_PACKAGE as error:
        raise FormatError(f"it is no complete EPUB ({error})", advice) from None


def _read(book: epub.EpubBook) -> Manuscript:
    manuscript = Manuscript(media_type="application/epub+zip")
    manuscript.title = _first(book, "title")
    manuscript.published = (_first(book, "date") or "")[:10] or None
    documents = []
    for reference, _linear in book.spine:
        item = book.get_item_with_id(reference)
        if item is None or item.get_type() != ebooklib.ITEM_DOCUMENT or isinstance(item, epub.EpubNav):
            continue
        content = item.content
        if content and content.strip():
            documents.append((item.file_name, content))
    add_html(manuscript, documents)
    return manuscript


def _is_protected(data: bytes) -> bool:
    """Whether documents of the book are encrypted, fonts aside (OCF 3.3, section 4.2.6.3.2)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            listed = package.read("META-INF/encryption.xml")
        root = etree.fromstring(listed)
    except BROKEN_PACKAGE:
        return False
    references = [element.get("URI", "") for element in root.iter("{*}CipherReference")]
    return any(uri.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for uri in references)


def _first(book: epub.EpubBook, name: str) -> str | None:
    values = book.get_metadata("DC", name)
    return str(values[0][0]).strip() or None if values and values[0][0] else None
