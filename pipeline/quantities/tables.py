"""What the headings of a table or the keys of a JSON document tell about one cell or value.

What belongs here: the figure of a cell written out with what its headings say of it, and keys as words. What must never
be here: how a heading writes units and scales (headings), and finding tables in a document, which is the reader's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.quantities.finding import find_quantities
from pipeline.quantities.headings import CURRENCIES, Measure, counts_things, label_words, measure_of
from pipeline.quantities.lexicon import lexicon_for
from pipeline.quantities.quantity import Quantity

_MARKS = r"(?:[*†‡§¶]|[ᵃ-ᶻ⁎]|\s*\[\w{1,3}\]|\s*\((?:r|p|e|rev\.?|prov\.?|est\.?)\))*"
"""What points to a footnote, or says that a figure is revised, provisional or an estimate."""
_BARE_NUMBER = re.compile(
    rf"^(?P<number>[~≈<>≥≤+±(]*\s*[-−–]?\d[\d,.\s'’]*\d?\)?\+?)(?P<power>[¹²³⁴-⁹])?(?P<marks>{_MARKS})$", re.IGNORECASE
)
_TIMES = frozenset({"year", "month", "week", "day", "quarter", "years"})
_YEAR_LIKE = re.compile(r"(?:1[5-9]|20)\d\d")
_COMMA_DECIMALS = re.compile(r"[-−–+]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,}))\s*%?")
_POINT_DECIMALS = re.compile(r"[-−–+$€£]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,}))\s*%?")
_POINT_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
_RATE = re.compile(r"\bper\s+[^\W\d_]+$")
_WORD = re.compile(r"\w+")
_SCALES = frozenset(lexicon_for("en").scales)

__all__ = ["figure_text", "label_words", "names_only_a_scale", "writes_decimal_commas"]


def figure_text(cell: str, labels: tuple[str, ...], *, decimal_commas: bool = False) -> str:
    """The cell's figure with the unit and scale of its headings written out: "12.4" under "Sales ($ million)" is
    "$12.4 million". A cell that is more than a bare number already says its own unit and stays as it is.

    `decimal_commas` says that the cell's table writes 1.234,5 for 1234.5 (`writes_decimal_commas`).
    """
    if decimal_commas:
        cell = _POINT_GROUPS.sub(lambda found: found.group().replace(".", ""), cell)
    bare = _BARE_NUMBER.match(cell.strip())
    if not bare or (bare["power"] and bare["number"].strip() == "10"):
        return cell
    number = bare["number"].strip()
    for at, label in enumerate(reversed(labels)):
        if label.lower() in _TIMES and (at > 0 or _YEAR_LIKE.fullmatch(number)):
            continue  # {"year": 2024}: which year it is, not how many
        found = measure_of(label)
        if found is not None and (written_out := _written_out(number, found)) is not None:
            return written_out
    if _YEAR_LIKE.fullmatch(number) and labels and counts_things(labels[-1]):
        return f"{number[0]},{number[1:]}"
    return number if bare["power"] or bare["marks"] else cell


def writes_decimal_commas(cells: Iterable[str]) -> bool:
    """Whether a table writes its numbers with a comma before the decimals: some cell can be read in no other way, and
    no cell has a point there."""
    found = False
    for cell in cells:
        text = cell.strip()
        if _POINT_DECIMALS.fullmatch(text):
            return False
        found = found or bool(_COMMA_DECIMALS.fullmatch(text))
    return found


def _written_out(number: str, measure: Measure) -> str | None:
    """The number in the measure, as a sentence would say it; None when that is no one quantity."""
    if measure.percent:
        return f"{number}%"
    if measure.currency:
        written_out = f"{measure.currency}{' ' if len(measure.currency) > 1 else ''}{number} {measure.scale}".rstrip()
        rate = f"{written_out} {measure.per}"
        return rate if measure.per and _is_one_measure(rate) else written_out
    spread = _RATE.search(measure.unit)
    if spread and not _is_one_measure(f"{number} {measure.unit}"):
        # Of "vehicles per day" the noun is no unit: it says what is counted, which is in the heading's words.
        return " ".join(f"{number} {measure.scale} {spread.group()}".split())
    for text in (f"{number} {measure.scale} {measure.unit}", f"{number} {measure.unit}" if not measure.scale else ""):
        if measure.unit and text and _is_one_measure(" ".join(text.split())):
            return " ".join(text.split())
    if measure.scale:
        return f"{number} {measure.scale}"
    return f"{number} {measure.unit}" if measure.certain else None


@lru_cache(maxsize=5_000)
def _is_one_measure(text: str) -> bool:
    """Whether a text is one quantity with its unit and nothing else; a table says the same few a thousand times."""
    found = find_quantities(text)
    return len(found) == 1 and bool(found[0].unit) and (found[0].start, found[0].end) == (0, len(text))


def names_only_a_scale(quantity: Quantity) -> bool:
    """Whether a heading's words only say in what its column is counted: "thousand bags", "Spending (€ million)",
    "million EUR", "thousand hectares"."""
    words = _WORD.findall(quantity.text.lower())
    if not words or words[0] not in _SCALES or any(word[0].isdigit() for word in words):
        return False
    return all(word in _SCALES or word.upper() in CURRENCIES for word in words) or quantity.kind in ("money", "measure")
