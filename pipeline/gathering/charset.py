"""Which characters the bytes of a payload stand for.

What belongs here: finding the charset of a payload. What must never be here: changing the bytes, which are kept as
received, or reading the text (pages/).

Order: byte order mark (the WHATWG Encoding standard puts it first), Content-Type, `<meta>` or XML declaration, then
detection. A declaration that the bytes refute is passed over: multi-byte UTF-8 does not come about by chance, and a
declared UTF-8 that does not decode is a mistake that pages in old charsets often make.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

import charset_normalizer

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META: Final = re.compile(
    rb"""<meta[^>]{0,512}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""",
    re.IGNORECASE,
)
_PARAMETER: Final = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_PRESCAN: Final = 4096
"""Bytes searched for a declaration; the standard says 1024, pages often have it later."""
_SAMPLE: Final = 64 * 1024
"""Bytes shown to the detector, whose time grows with them."""
_BAD_SHARE: Final = 0.002
"""Share of undecodable bytes that a declared or apparent UTF-8 may have: a damaged letter is not another charset."""
_WEB_NAMES: Final = {
    "ascii": "windows-1252", "iso8859-1": "windows-1252", "iso8859-9": "windows-1254", "gb2312": "gb18030",
    "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
"""Charsets that browsers read as a larger one (WHATWG Encoding standard, section 4.2)."""


def find_charset(payload: bytes, content_type: str | None = None) -> str:
    """The Python name of the codec that reads the payload; decode with `errors="replace"`. Never raises."""
    for mark, name in _BOMS:
        if payload.startswith(mark):
            return name
    is_utf8 = _reads_as_utf8(payload)
    if is_utf8 and not payload.isascii():
        return "utf-8"
    for declared in (_declared_in_header(content_type), _declared_in_payload(payload)):
        if declared and not (declared == "utf-8" and not is_utf8) and _reads(payload, declared):
            return declared
    if is_utf8:
        return "utf-8"
    return _detect(payload)


def _declared_in_header(content_type: str | None) -> str | None:
    found = _PARAMETER.search(content_type or "")
    return _codec(found[1]) if found else None


def _declared_in_payload(payload: bytes) -> str | None:
    found = _META.search(payload, 0, _PRESCAN)
    if not found:
        return None
    codec = _codec((found[1] or found[2]).decode("ascii"))
    return "utf-8" if codec and codec.startswith(("utf-16", "utf-32")) else codec


def _codec(name: str) -> str | None:
    try:
        info = codecs.lookup(name.strip().lower().removeprefix("x-"))
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding:
        return None
    return _WEB_NAMES.get(info.name, info.name)


def _reads_as_utf8(payload: bytes) -> bool:
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(payload) and len(payload) - error.start < 4:
            return True  # cut in the middle of the last letter
        return _is_slightly_damaged(payload)
    return True


def _is_slightly_damaged(payload: bytes) -> bool:
    text = payload.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    letters = sum(1 for sign in text[:_SAMPLE] if sign > "\x7f" and sign != "\ufffd")
    return bad <= max(1, len(payload) * _BAD_SHARE) and letters > 4 * bad


def _reads(payload: bytes, codec: str) -> bool:
    try:
        text = payload[:_SAMPLE].decode(codec, errors="replace")
    except (LookupError, ValueError):
        return False
    return text.count("\ufffd") <= max(2, len(text) * 0.01)


def _detect(payload: bytes) -> str:
    best = charset_normalizer.from_bytes(payload[:_SAMPLE]).best()
    if best is None or "cp1252" in best.could_be_from_charset:  # equally good: the charset that old pages mostly have
        return "windows-1252"
    return _codec(best.encoding) or "windows-1252"
