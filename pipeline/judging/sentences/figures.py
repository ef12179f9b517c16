"""The numbers of a claim sentence against the numbers of one evidence sentence: which are stated, and in what order.

What belongs here: pairing every figure and every bare number of one sentence with those of another. What must never
be here: words, scores and verdicts.

Not every number is a quantity: a telephone number, a version or a coordinate must be literally there to be stated.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.comparing.outcome import Comparison, agrees, undecided
from pipeline.judging.policy import Policy
from pipeline.judging.wording.terms import Term
from pipeline.model import Figure, Passage
from pipeline.phrasing import say_figure
from pipeline.quantities import Quantity

Standing = Literal["stated", "coarser", "differs", "open", "absent"]
"""How a number of the claim fares in a sentence: stated there; stated with fewer digits, which it rounds to; another
value of the same kind stands there; undecided; nothing comparable."""

STANDINGS: tuple[Standing, ...] = ("stated", "coarser", "differs", "open", "absent")
"""From the best to the worst."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a claim sentence: a quantity, or a literal that must stand there as it is."""

    start: int
    end: int
    text: str
    stem: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one sentence says of one number of the claim."""

    standing: Standing
    comparison: Comparison
    passage: Passage | None
    place: int
    """Offset in the sentence, for the order of numbers; -1 when absent."""
    end: int = -1
    """Offset after it."""


def read_numbers(quantities: Sequence[Quantity], terms: Sequence[Term]) -> tuple[Number, ...]:
    """The quantities of a sentence, and the number tokens outside of them, in order."""
    numbers = [
        Number(quantity.start, quantity.end, quantity.text, "", Figure(**quantity.figure())) for quantity in quantities
    ]
    covered = [(number.start, number.end) for number in numbers]
    for term in terms:
        if term.kind == "number" and not any(start <= term.start < end for start, end in covered):
            numbers.append(Number(term.start, term.end, term.surface, term.stem, None))
    return tuple(sorted(numbers, key=lambda number: number.start))


def find_number(
    number: Number,
    passages: Sequence[Passage],
    terms: Sequence[Term],
    text: str,
    policy: Policy,
    taken: Sequence[tuple[int, int]] = (),
) -> Finding:
    """The best that a sentence says of a number. `passages` are its figures, `terms` and `text` its words; `taken` the
    stretches that other numbers of the claim have found already: two seats of 27 are not stated by one."""
    if number.figure is None:
        return _literal(number.stem, terms, taken)
    best = Finding("absent", undecided("no such figure there"), None, -1)
    for passage in passages:
        if passage.figure_start is None or (passage.kind == "date") != (number.figure.kind == "date"):
            continue
        span = span_of(passage, text)
        if passage.kind != "date" and _overlaps(span, taken):
            continue
        found = _held_against(number.figure, passage, span, policy)
        if STANDINGS.index(found.standing) < STANDINGS.index(best.standing):
            best = found
    if best.standing not in ("stated", "coarser"):
        bounded = _bounded(number.figure, passages, text)
        there = next((span for span in _verbatim(number.text, text) if not _overlaps(span, [*taken, *bounded])), None)
        if there is not None:
            return Finding("stated", agrees("exact", f"“{number.text}” stands there literally"), None, *there)
    return best


def _bounded(claim: Figure, passages: Sequence[Passage], text: str) -> list[tuple[int, int]]:
    """Where a sentence gives a range or a bound, in which the digits of a plain figure are no such figure."""
    if claim.comparator not in ("eq", "approx") or claim.kind == "date":
        return []
    return [
        span_of(each, text)
        for each in passages
        if each.figure_start is not None and each.kind != "date" and each.comparator not in ("eq", "approx")
    ]


def span_of(passage: Passage, text: str) -> tuple[int, int]:
    """Where a passage's figure stands in the sentence's words; labels may have been put before them."""
    shift = len(text) - len(passage.text) - passage.start_char
    return (passage.figure_start or 0) + shift, (passage.figure_end or 0) + shift


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _held_against(claim: Figure, passage: Passage, span: tuple[int, int], policy: Policy) -> Finding:
    comparison = compare(claim, passage, policy)
    if comparison.relation == "agrees":
        return Finding("stated", comparison, passage, *span)
    if rounds_to(passage, claim):
        line = f"{say_figure(passage)} is {say_figure(claim)} at the claim's last digit"
        return Finding("stated", agrees("within_rounding", line), passage, *span)
    if rounds_to(claim, passage):
        line = f"{say_figure(claim)} is {say_figure(passage)} at the source's last digit"
        return Finding("coarser", agrees("within_rounding", line), passage, *span)
    if comparison.relation == "disagrees":
        return Finding("differs", comparison, passage, *span)
    return Finding("open", comparison, passage, *span)


def rounds_to(fine: Figure, coarse: Figure) -> bool:
    """Whether a point with more digits is the other point when written with fewer: 2.829303 is 2.829.

    The last digit of the coarser one is the last it needs: trailing zeros of whole numbers count as written, so that
    212 is not 210.
    """
    if fine.kind != coarse.kind or fine.unit != coarse.unit or "eq" not in (fine.comparator, coarse.comparator):
        return False
    if {fine.comparator, coarse.comparator} - {"eq", "approx"} or fine.value is None or coarse.value is None:
        return False
    if fine.value == coarse.value:
        return True
    step = _last_digit(coarse.value)
    return _last_digit(fine.value) < step and abs(fine.value - coarse.value) <= step / 2 * (1 + 1e-9)


def _last_digit(value: float) -> float:
    """The place of the last digit that a value needs, at most one in its own scale (thousand, million ...)."""
    if value == 0:
        return 1.0
    scale: float = 1.0
    while abs(value) >= 1_000 * scale and _is_round(value, scale * 1_000, 4):
        scale *= 1_000
    for decimals in range(0, 10):
        step: float = scale / 10.0**decimals
        if math.isclose(round(value / step) * step, value, rel_tol=1e-12):
            return step
    return scale / 1e10


def _is_round(value: float, scale: float, decimals: int) -> bool:
    """Whether a value is customarily said in a scale: few digits of it are needed after the point."""
    return math.isclose(round(value / scale, decimals) * scale, value, rel_tol=1e-12)


def _literal(stem: str, terms: Sequence[Term], taken: Sequence[tuple[int, int]]) -> Finding:
    for term in terms:
        if term.stem == stem and not _overlaps((term.start, term.end), taken):
            return Finding(
                "stated", agrees("exact", f"“{term.surface}” stands there literally"), None, term.start, term.end
            )
    if any(term.kind == "number" for term in terms):
        return Finding("open", undecided("another number stands there"), None, -1)
    return Finding("absent", undecided("no number there"), None, -1)


def _verbatim(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text as they are, not as part of a longer number. Groups of digits may be set apart
    in another way: 257 022 is 257-022."""
    parts = [part for part in re.split(r"[\s\-–./]+", words.strip()) if part]
    pattern = r"[\s\-–./]{0,3}".join(re.escape(part) for part in parts)
    if pattern:
        scale = r"[\s-]+(?:hundred|thousand|million|billion|trillion)" if parts[-1][-1].isdigit() else r"[\w]"
        for match in re.finditer(rf"(?<![\w.,-]){pattern}(?![\w]|[.,]\d|{scale})", text, re.IGNORECASE):
            yield match.span()


def order_kept(findings: Sequence[Finding], numbers: Sequence[Number]) -> float:
    """The share of stated numbers that stand in the claim's order, of the worst-kept kind: only numbers of one kind and
    unit can be taken for one another, so a date may come before or after a count."""
    places: dict[tuple[str, str | None], list[int]] = {}
    for finding, number in zip(findings, numbers, strict=True):
        if finding.place >= 0:
            kind = (number.figure.kind, number.figure.unit) if number.figure else ("literal", None)
            places.setdefault(kind, []).append(finding.place)
    return min((_longest_run(each) for each in places.values()), default=1.0)


def _longest_run(places: Sequence[int]) -> float:
    """The longest increasing run as a share of all different places."""
    places = list(dict.fromkeys(places))
    if len(places) < 2:
        return 1.0
    longest: list[int] = []
    for place in places:
        position = next((at for at, last in enumerate(longest) if last > place), len(longest))
        longest[position : position + 1] = [place]
    return len(longest) / len(places)
