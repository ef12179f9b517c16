"""What the headings of a table or the keys of a JSON document tell about one cell or value.

What belongs here: units and scales that stand in a heading instead of in the cell, and keys as words. What must never
be here: finding tables in a document, which is the reader's work.
"""

from __future__ import annotations

import re

_BARE_NUMBER = re.compile(r"^[~≈<>≥≤+±(]*\s*[-−–]?\d[\d,.\s'’]*\d?\)?[+*†‡]?(?:\s*\[[\w\d]+\])*$")
_SCALE = re.compile(
    r"\b(?:in\s+)?(thousand|million|billion|trillion|mn|bn)s?\b|\((?:in\s+)?(k|m|bn?|'000|000s?)\)", re.I
)
_PERCENT = re.compile(r"%|\bper\s?cent(?:age)?\b|\bpct\b", re.IGNORECASE)
_MONEY = re.compile(r"(US\$|[$€£¥₹])|\b(USD|EUR|GBP|JPY|CNY|INR|CHF|CAD|AUD)\b")
_UNIT_IN_BRACKETS = re.compile(r"[(\[]\s*(?:in\s+)?([A-Za-zµ°²³/ ]{1,14})\s*[)\]]\s*$")
_SCALE_WORDS = {
    "k": "thousand", "'000": "thousand", "000": "thousand", "000s": "thousand", "m": "million", "mn": "million",
    "b": "billion", "bn": "billion",
}  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-./]+")


def figure_text(cell: str, labels: tuple[str, ...]) -> str:
    """The cell's figure with the unit and scale of its headings written out: "12.4" under "Sales ($ million)" is
    "$12.4 million". A cell that is more than a bare number already says its own unit and stays as it is."""
    bare = cell.strip()
    if not _BARE_NUMBER.match(bare):
        return cell
    number = re.sub(r"(?:\s*\[[\w\d]+\])+$|[*†‡]+$", "", bare).strip()
    for label in reversed(labels):
        scale_match = _SCALE.search(label)
        scale = (scale_match[1] or scale_match[2]).lower() if scale_match else ""
        scale = _SCALE_WORDS.get(scale, scale)
        percent = _PERCENT.search(label)
        money = _MONEY.search(label)
        unit = _UNIT_IN_BRACKETS.search(label)
        if percent:
            return f"{number}%"
        if money:
            symbol = money[1] or money[2]
            return f"{'$' if symbol == 'US$' else symbol}{' ' if money[2] else ''}{number} {scale}".strip()
        if scale:
            return f"{number} {scale}"
        if unit and unit[1].strip():
            return f"{number} {unit[1].strip()}"
    return cell


def label_words(label: str) -> str:
    """A heading or key as words: `numTotalItems` is "num Total Items", `created_at` is "created at"."""
    if " " in label:
        return label
    return _CAMEL.sub(" ", label).strip()
