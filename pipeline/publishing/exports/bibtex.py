"""The bibliography as BibTeX: `@misc` entries that classic styles print and biblatex reads as online sources.

What belongs here: the syntax, keys and escapes of that format. What must never be here: CSL's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.publishing.exports.partial_dates import partial_date
from pipeline.publishing.exports.rows import Row

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:.+/-]+")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # a parser counts braces whether or not a backslash stands before them
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


def to_bibtex(citations: Sequence[Row]) -> str:
    """Cited sources as one BibTeX database in UTF-8; keys are the names of the sources."""
    keys: set[str] = set()
    return "\n".join(_entry(row, _key(row["source_id"], keys)) for row in citations)


def _entry(row: Row, key: str) -> str:
    date, accessed = partial_date(row["published"]), row["accessed"]
    seen = accessed.date().isoformat() if accessed else None
    fields = {
        "title": f"{{{_text(row['title'] or row['url'] or row['source_id'])}}}",
        "organization": f"{{{_text(row['publisher'])}}}" if row["publisher"] else None,
        "year": str(date.parts[0]) if date and date.parts else None,
        "month": _MONTHS[date.parts[1] - 1] if date and len(date.parts) > 1 else None,
        "howpublished": f"\\url{{{_address(row['url'])}}}" if row["url"] else None,
        "url": _address(row["url"]) if row["url"] else None,
        "urldate": seen,
        "note": _text(_note(row, seen)),
    }
    lines = [
        f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items() if value
    ]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _note(row: Row, seen: str | None) -> str:
    if seen is None:
        return "Never read: no snapshot of it is stored"
    how = "known from a person's note of" if row["origin"] == "transcript" else "accessed"
    where = f", archived at {row['archived_url']}" if row["archived_url"] else ""
    return f"{how} {seen}{where}, SHA-256 {row['payload_sha256']}"


def _text(words: str) -> str:
    return " ".join(words.split()).translate(_ESCAPES)


def _address(url: str) -> str:
    """An address inside `\\url`: whatever would end the field or the line is percent-encoded."""
    return "".join(f"%{ord(sign):02X}" if sign in '{}\\"' or sign.isspace() else sign for sign in url)


def _key(source_id: str, taken: set[str]) -> str:
    plain = _NOT_IN_KEYS.sub("-", source_id).strip("-") or "source"
    candidates = [plain, *(f"{plain}-{number}" for number in range(1, len(taken) + 1))]
    key = next(key for key in candidates if key.casefold() not in taken)  # keys of BibTeX have no case
    taken.add(key.casefold())
    return key
