"""The company that numbers keep: which words stand beside a number of the claim, and whether they stand beside it here.

What belongs here: parts of the statement score that look at the words next to one number. What must never be here:
values held against values, and the choice of a place.

The right number in the wrong company is another number: a text in which a prize of 2020 goes to books of 2018 says
nothing of "the 2018 prize".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.judging.sentences.figures import Finding, Number
from pipeline.judging.wording.terms import Term
from pipeline.model import Figure

_REACH = 8
"""Terms on either side of a number within which its companions from the claim should stand."""
_NEXT = 24
"""Characters within which the next word stands beside a number."""
_ORDINAL_REACH = 4
"""Terms after an ordinal among which the noun stands that it numbers."""
_BREAK = re.compile(r"[;:!?()\[\]|]|,\s|\.(?:\s+[A-Z][a-z]|\s*$)")
_APART = re.compile(r"[;!?()\[\]|]|,\s|\.(?:\s+[A-Z][a-z]|\s*$)")
"""The same without the colon: a label stands right before its value."""
_PLACES = re.compile(
    r"\b(?:in|across|of|for|between|throughout|from)\s+(?:the\s+)?"
    r"([A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*(?:,\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)*"
    r",?\s+and\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)"
)
"""Names in a row: "in Kenya, Uganda and Rwanda"."""
_LIST = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Slot:
    """One figure of a sentence and where it stands in it."""

    start: int
    end: int
    figure: Figure


def binding(claim: Sequence[Term], sentences: Sequence[Sequence[Term]], above: frozenset[str]) -> float:
    """The worst-kept company of the claim's numbers: how many of the words next to each stand next to it here too."""
    worst = 1.0
    for position, term in enumerate(claim):
        if term.kind != "number":
            continue
        company = {near.stem for near in claim[max(0, position - 3) : position + 4] if near.kind != "number"}
        best = 0.0
        for terms in sentences:
            for at, other in enumerate(terms):
                if other.stem == term.stem:
                    close = {near.stem for near in terms[max(0, at - _REACH) : at + _REACH + 1]} | above
                    best = max(best, len(company & close) / len(company) if company else 1.0)
        worst = min(worst, best)
    return worst


def misplaced(
    claim: str,
    claim_terms: Sequence[Term],
    numbers: Sequence[Number],
    findings: Sequence[Finding],
    sentence: str,
    terms: Sequence[Term],
    slots: Sequence[Slot],
) -> int:
    """How many numbers of the claim stand in the sentence, but not where the claim's words put them.

    The word right after the number in the claim (before a date: "born 1948") stands right beside another number of its
    kind and not beside this one; or an ordinal numbers another noun.
    """
    count = 0
    for number, finding in zip(numbers, findings, strict=True):
        if finding.standing not in ("stated", "coarser") or finding.place < 0:
            continue
        if number.figure is not None and number.figure.kind == "ordinal":
            count += _numbers_another(claim, claim_terms, number, finding, sentence, terms)
        elif _belongs_elsewhere(claim, claim_terms, number, finding, sentence, terms, slots):
            count += 1
    return count


def in_its_slot(
    claim: str,
    claim_terms: Sequence[Term],
    number: Number,
    sentence: str,
    terms: Sequence[Term],
    slots: Sequence[Slot],
) -> bool:
    """Whether another value stands just where the claim's number does: beside the same word, on the same side."""
    before, after = _beside(claim, claim_terms, number.start, number.end)
    for slot in slots:
        if number.figure is None or not _is_alike(slot.figure, number.figure):
            continue
        there = _beside(sentence, terms, slot.start, slot.end)
        if (before and before == there[0]) or (after and after == there[1]):
            return True
    return False


def _numbers_another(
    claim: str, claim_terms: Sequence[Term], number: Number, finding: Finding, sentence: str, terms: Sequence[Term]
) -> bool:
    wanted = _following(claim, claim_terms, number.end)
    found = _following(sentence, terms, finding.end)
    return bool(wanted) and wanted.isdisjoint(found)


def _following(text: str, terms: Sequence[Term], end: int) -> frozenset[str]:
    stop = _BREAK.search(text, end)
    limit = stop.start() if stop else len(text)
    after = [term.stem for term in terms if end <= term.start < limit and term.kind != "number"]
    return frozenset(after[:_ORDINAL_REACH])


def _belongs_elsewhere(
    claim: str,
    claim_terms: Sequence[Term],
    number: Number,
    finding: Finding,
    sentence: str,
    terms: Sequence[Term],
    slots: Sequence[Slot],
) -> bool:
    before, after = _beside(claim, claim_terms, number.start, number.end)
    here = _beside(sentence, terms, finding.place, finding.end)
    for slot in slots:
        if slot.start < finding.end and finding.place < slot.end:
            continue
        if number.figure is None or not _is_alike(slot.figure, number.figure):
            continue
        there = _beside(sentence, terms, slot.start, slot.end)
        if number.figure.kind == "date" and before and before == there[0] and before not in here:
            return True
        if after and after == there[1] and after not in here:
            return True
    return False


def _is_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures could stand in one another's place, and are not the same."""
    value = (one.value, one.low, one.high, one.date) != (other.value, other.low, other.high, other.date)
    return value and one.kind == other.kind and one.unit == other.unit


def _beside(text: str, terms: Sequence[Term], start: int, end: int) -> tuple[str | None, str | None]:
    """The word right before and the one right after a stretch, within the clause."""
    before = next((term for term in reversed(terms) if term.end <= start), None)
    after = next((term for term in terms if term.start >= end), None)
    return (
        before.stem if before and before.kind != "number" and _is_close(text, before.end, start) else None,
        after.stem if after and after.kind != "number" and _is_close(text, end, after.start) else None,
    )


def _is_close(text: str, start: int, end: int) -> bool:
    return end - start <= _NEXT and not _APART.search(text, start, end)


def is_total_of_several(
    claim: frozenset[str], sentence: str, terms: Sequence[Term], findings: Sequence[Finding]
) -> bool:
    """Whether a count of the claim is one that the sentence gives for several places together, of which the claim
    names only some: 136 clubs "in Kenya, Uganda and Rwanda" are not 136 in Kenya."""
    ends = [
        finding.end
        for finding in findings
        if finding.standing in ("stated", "coarser") and finding.passage and finding.passage.kind in ("count", "money")
    ]
    if not ends:
        return False
    for places in _PLACES.finditer(sentence):
        if not any(end <= places.start() for end in ends):
            continue
        start = places.start(1)
        named = 0
        strange = 0
        for item in _LIST.split(places[1]):
            stems = {term.stem for term in terms if start <= term.start < places.end(1) and term.surface in item}
            named += bool(stems & claim)
            strange += bool(stems) and not stems & claim
        if named and strange:
            return True
    return False
