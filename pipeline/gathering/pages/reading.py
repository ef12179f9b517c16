"""Reading a payload: which format it is, and one page out of it, whatever it holds.

What belongs here: the choice of the reader, and turning every failure into `Page.error`. What must never be here: a
format of its own, files, the network.
"""

from __future__ import annotations

import hashlib
import re
from typing import Literal
from urllib.parse import urlsplit

from pipeline.gathering.charset import find_charset
from pipeline.gathering.pages.csv_page import read_csv
from pipeline.gathering.pages.draft import PageDraft, UnreadableError
from pipeline.gathering.pages.html_page import read_html
from pipeline.gathering.pages.json_page import read_json
from pipeline.gathering.pages.markdown_page import read_markdown
from pipeline.gathering.pages.pdf_page import read_pdf
from pipeline.gathering.pages.text_page import read_text
from pipeline.gathering.pages.xlsx_page import read_xlsx
from pipeline.gathering.pages.xml_page import read_xml
from pipeline.model import Page

Format = Literal["html", "xml", "pdf", "json", "csv", "xlsx", "markdown", "text"]

PAYLOAD_LIMIT = 64_000_000
"""Bytes of a payload that are read at most; a longer one is stored but not read."""
_BY_TYPE: dict[str, Format] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "application/x-pdf": "pdf",
    "application/json": "json", "text/json": "json", "application/x-ndjson": "json", "application/jsonl": "json",
    "application/jsonlines": "json", "text/csv": "csv", "application/csv": "csv", "text/tab-separated-values": "csv",
    "text/markdown": "markdown", "text/x-markdown": "markdown",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}  # fmt: skip
_BY_SUFFIX: dict[str, Format] = {
    ".pdf": "pdf", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx",
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text",
}  # fmt: skip
_VAGUE_TYPES = frozenset(
    {"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/x-download"}
)
_HTML_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def read_page(
    payload: bytes,
    *,
    media_type: str | None,
    charset: str | None = None,
    url: str | None = None,
    pointer: str | None = None,
) -> Page:
    """The readable text of a payload, in blocks that lead back to its bytes.

    `pointer` narrows the page to one place: a CSS selector or XPath (HTML), an XPath (XML), a JSON pointer, a cell
    (`cell=2,3`, `Sheet!B7`), a page (`page=3`), lines (`line=10,12`). Never raises: what cannot be read is a page
    without text whose `error` says why. Time and memory are bounded by the size of the payload, which is itself
    bounded.
    """
    digest = hashlib.sha256(payload).hexdigest()

    def unread(reader: str, why: str) -> Page:
        return Page(
            payload_sha256=digest, selector=pointer or "", media_type=media_type, reader=reader, text="", error=why
        )

    found = find_format(payload, media_type, url)
    try:
        if found is None:
            raise UnreadableError(
                f"{media_type} is no format that is read (HTML, PDF, JSON, XML, CSV, XLSX, Markdown and text are); "
                "note what it says in a transcript"
            )
        if len(payload) > PAYLOAD_LIMIT:
            raise UnreadableError(f"{len(payload):,} bytes are more than the {PAYLOAD_LIMIT:,} that are read")
        draft = _read(found, payload, media_type, charset, url, pointer or None)
    except UnreadableError as error:
        return unread(found or "none", str(error))
    except Exception as error:  # noqa: BLE001  a payload is anybody's bytes: none may stop a run
        why = f"the {found} reader failed on it ({type(error).__name__}: {error}); look at the stored bytes"
        return unread(found or "none", why)
    return Page(
        payload_sha256=digest,
        selector=pointer or "",
        media_type=media_type,
        reader=draft.reader,
        text=draft.text,
        title=draft.title,
        publisher=draft.publisher,
        published=draft.published,
        blocks=tuple(draft.blocks),
    )


def find_format(payload: bytes, media_type: str | None, url: str | None) -> Format | None:
    """The format of a payload: by its first bytes where they are unmistakable, by its type, then by its name."""
    if payload.startswith(b"%PDF-"):
        return "pdf"
    bare = (media_type or "").partition(";")[0].strip().lower()
    suffix = _suffix(url)
    if payload.startswith(b"PK\x03\x04"):
        return "xlsx" if _BY_TYPE.get(bare) == "xlsx" or suffix == "xlsx" or b"xl/w" in payload else None
    if _BY_TYPE.get(bare) == "json" or bare.endswith("+json"):
        return "json"
    if bare not in _VAGUE_TYPES:
        declared = _BY_TYPE.get(bare)
        if declared:
            return declared
        if _HTML_START.match(payload):
            return "html"
        return "xml" if bare.endswith("xml") else "text" if bare.startswith("text/") else None
    if _HTML_START.match(payload):
        return "html"
    if suffix in ("json", "csv", "markdown"):
        return suffix
    if payload[:200].lstrip()[:1] in (b"{", b"[") and payload.rstrip()[-1:] in (b"}", b"]"):
        return "json"
    if b"\x00" in payload[:1000] and not payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    return "text"


def _suffix(url: str | None) -> Format | None:
    try:
        path = urlsplit(url or "").path.lower()
    except ValueError:
        return None
    return next((found for ending, found in _BY_SUFFIX.items() if path.endswith(ending)), None)


def _read(
    found: Format, payload: bytes, media_type: str | None, charset: str | None, url: str | None, pointer: str | None
) -> PageDraft:
    if found == "pdf":
        return read_pdf(payload, pointer)
    if found == "xlsx":
        return read_xlsx(payload, pointer)
    text = _decode(payload, media_type, charset)
    if found == "html":
        return read_html(text, url, pointer)
    if found == "xml":
        return read_xml(text, pointer)
    if found == "json":
        return read_json(text, pointer)
    if found == "csv":
        return read_csv(text, pointer)
    if found == "markdown" and not pointer:
        return read_markdown(text)
    return read_text(text, pointer)


def _decode(payload: bytes, media_type: str | None, charset: str | None) -> str:
    try:
        return payload.decode(charset or find_charset(payload, media_type), errors="replace")
    except (LookupError, ValueError):
        return payload.decode("utf-8", errors="replace")
