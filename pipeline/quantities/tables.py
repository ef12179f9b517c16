"""What the headings of a table or the keys of a JSON document tell about one cell or value.

What belongs here: units and scales that stand in a heading instead of in the cell, and keys as words. What must never
be here: finding tables in a document, which is the reader's work.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.quantities.finding import find_quantities
from pipeline.quantities.lexicon import lexicon_for
from pipeline.quantities.quantity import Quantity

_BARE_NUMBER = re.compile(r"^[~≈<>≥≤+±(]*\s*[-−–]?\d[\d,.\s'’]*\d?\)?[+*†‡]?(?:\s*\[[\w\d]+\])*$")
_SCALE = re.compile(
    r"\b(?:in\s+)?(thousand|million|billion|trillion|mn|bn)s?\b|\((?:in\s+)?(k|m|bn?|'000|000s?)\)", re.I
)
_PERCENT = re.compile(r"%|\bper\s?cent(?:age)?\b|\bpct\b", re.IGNORECASE)
_MONEY = re.compile(r"(US\$|[$€£¥₹])|\b(USD|EUR|GBP|JPY|CNY|INR|CHF|CAD|AUD)\b")
_UNIT_IN_BRACKETS = re.compile(r"[(\[]\s*(?:in\s+)?([A-Za-zµ°²³/ ]{1,14})\s*[)\]]\s*$")
_LENGTH = re.compile(
    r"\b(?:depth|height|length|width|distance|elevation|altitude|diameter|thickness|radius|range|perimeter|draught|draft|"
    r"circumference|wingspan|span|summit|above|below|beam|tall|high|deep|long|wide)\b",
    re.IGNORECASE,
)
"""Headings over which "(m)" is metres and not millions."""
_PARTS = re.compile(r"[,;:()\[\]]|\bin\b")
_MOST_UNIT_WORDS = 6
_SCALE_WORDS = {
    "k": "thousand", "'000": "thousand", "000": "thousand", "000s": "thousand", "m": "million", "mn": "million",
    "b": "billion", "bn": "billion",
}  # fmt: skip
_WORD = re.compile(r"\w+")
_SCALES = frozenset(lexicon_for("en").scales)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-./]+")


def figure_text(cell: str, labels: tuple[str, ...]) -> str:
    """The cell's figure with the unit and scale of its headings written out: "12.4" under "Sales ($ million)" is
    "$12.4 million". A cell that is more than a bare number already says its own unit and stays as it is."""
    bare = cell.strip()
    if not _BARE_NUMBER.match(bare):
        return cell
    number = re.sub(r"(?:\s*\[[\w\d]+\])+$|[*†‡]+$", "", bare).strip()
    for label in map(label_words, reversed(labels)):
        scale_match = _SCALE.search(label)
        scale = (scale_match[1] or scale_match[2]).lower() if scale_match else ""
        scale = _SCALE_WORDS.get(scale, scale)
        if scale_match and scale_match[2] == "m" and _LENGTH.search(label):
            return f"{number} m"
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
    return _with_unit_of_words(number, labels) or cell


def _with_unit_of_words(number: str, labels: tuple[str, ...]) -> str | None:
    """The number with a unit that a part of a heading spells out: "US dollars per pound", "kg per person"."""
    for label in reversed(labels):
        for part in _PARTS.split(label):
            words = part.strip()
            if words and len(words.split()) <= _MOST_UNIT_WORDS and not any(char.isdigit() for char in words):
                written_out = f"{number} {words}"
                if _is_one_measure(written_out):
                    return written_out
    return None


@lru_cache(maxsize=5_000)
def _is_one_measure(text: str) -> bool:
    """Whether a text is one quantity with its unit and nothing else; a table says the same few a thousand times."""
    found = find_quantities(text)
    return len(found) == 1 and bool(found[0].unit) and (found[0].start, found[0].end) == (0, len(text))


def names_only_a_scale(quantity: Quantity) -> bool:
    """Whether a heading's words only say in what its column is counted: "thousand bags", "Spending (€ million)"."""
    words = _WORD.findall(quantity.text.lower())
    return bool(words) and all(word in _SCALES for word in words)


def label_words(label: str) -> str:
    """A heading or key as words: `numTotalItems` is "num Total Items", `created_at` is "created at"."""
    if " " in label:
        return label
    return _CAMEL.sub(" ", label).strip()
