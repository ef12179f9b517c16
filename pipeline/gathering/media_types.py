"""What sort of thing a payload is: its declared media type, corrected by its first bytes.

What belongs here: media types and signatures. What must never be here: charsets (charset.py), reading (pages/).
"""

from __future__ import annotations

from typing import Final

_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "application/x-riff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x7fELF", "application/x-executable"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"PAR1", "application/vnd.apache.parquet"),
)
_MARKS: Final = tuple(mark for mark, _ in _SIGNATURES)
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READABLE: Final = frozenset({
    "text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/rss+xml", "application/atom+xml",
    "application/pdf", "application/json", "application/ld+json", "application/x-ndjson", "text/csv",
    "text/tab-separated-values", "application/csv", _XLSX, "text/plain", "text/markdown", "text/x-markdown",
})  # fmt: skip
_VAGUE: Final = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/download", "application/force-download",
     "application/x-download", "content/unknown", "unknown/unknown", "text/plain"}
)  # fmt: skip
HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_EXTENSIONS: Final = {
    ".pdf": "application/pdf", ".json": "application/json", ".csv": "text/csv", ".tsv": "text/tab-separated-values",
    ".xlsx": _XLSX, ".md": "text/markdown", ".txt": "text/plain", ".xml": "application/xml", ".html": "text/html",
    ".htm": "text/html",
}  # fmt: skip


def find_media_type(payload: bytes, content_type: str | None, url: str = "") -> str:
    """The media type of a payload, without parameters, in lower case.

    A signature in the bytes wins over the declaration; a vague declaration (octet-stream, plain text) gives way to
    what the text begins with and to the address' extension.
    """
    declared = (content_type or "").partition(";")[0].strip().lower()
    signed = None
    if payload.startswith(_MARKS):
        signed = next(name for mark, name in _SIGNATURES if payload.startswith(mark))
    if signed == "application/zip":
        return _XLSX if declared == _XLSX or b"xl/workbook" in payload or b"xl/worksheets/" in payload else signed
    if signed and not (signed == "audio/mpeg" and declared.startswith("text/")):
        return signed
    if declared not in _VAGUE:
        return declared
    start = payload[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    path = url.partition("?")[0].partition("#")[0].lower()
    by_name = next((name for extension, name in _EXTENSIONS.items() if path.endswith(extension)), None)
    if start.startswith((b"{", b"[")) and declared != "text/plain":
        return "application/json"
    if by_name and by_name != "text/html" and by_name not in (_XLSX, "application/pdf"):
        return by_name
    if declared == "text/plain" or (declared == "" and _is_text(payload)):
        return "text/html" if start.startswith(b"<") and b"</" in payload else "text/plain"
    return declared or "application/octet-stream"


def is_readable(media_type: str) -> bool:
    """Whether a page reader exists for it."""
    return media_type in _READABLE or media_type.endswith(("+json", "+xml")) or media_type.startswith("text/")


def is_text(media_type: str) -> bool:
    """Whether its payload is characters, so that it has a charset."""
    return is_readable(media_type) and media_type not in (_XLSX, "application/pdf")


def _is_text(payload: bytes) -> bool:
    return b"\0" not in payload[:1024]
