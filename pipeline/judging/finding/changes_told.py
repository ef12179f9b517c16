"""A change that a passage tells by its two ends, read as the change itself: "rose from 40,000 in 2015 to 50,000 in
2020" is growth of 10,000, by a quarter, to 1.25 times as much.

What belongs here: finding the two ends in one phrase, and the passage that their distance makes. What must never be
here: ends in different sentences or cells (tabular), and whether the change bears a claim out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pipeline.judging.finding.figure_places import figures_of, place_of
from pipeline.judging.finding.scoring import ClaimView
from pipeline.judging.tabular.changes import DOWN, OF_TIMES, UP, Sign, read_change
from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.terms import CALENDAR_STEMS, GENERAL_STEMS, read_stems, read_terms
from pipeline.model import Claim, Page, Passage
from pipeline.phrasing import say_number
from pipeline.quantities import Quantity

_YEAR = re.compile(r"(?<![\d.,-])(?:1[5-9]|20)\d\d(?![\d.,]*\d)")
_FROM = re.compile(r"\bfrom\s+(?:(?:about|some|around|roughly|nearly|almost|just|only|over|an?)\s+)*$", re.IGNORECASE)
_VERB_FROM = re.compile(rf"\b(?:{UP}|{DOWN})\s+{_FROM.pattern}", re.IGNORECASE)
_TO = re.compile(
    r"(?:\s+(?!(?:and|but|while|with|from|to)\b)[^\W\d_][\w-]*){0,4}?(?:\s+(?:in|of|by|at)\s+(?:\w+\s+){0,3}?(?:1[5-9]|20)\d\d)?"
    r",?\s+to\s+(?:(?:about|some|around|roughly|nearly|almost|just|only|over|an?)\s+)*$",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"(?:\s+(?!(?:and|but|while|with|from|to)\b)[^\W\d_][\w-]*){0,3}?\s+(?:in|of|by|at)\s+(?:\w+\s+){0,3}?(?:1[5-9]|20)\d\d"
)
_TIMES = re.compile(r"(?:doubl|trebl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b", re.IGNORECASE)
"""Verbs that are a factor themselves."""
_TELLS_ENDS = re.compile(r"\bfrom\b", re.IGNORECASE)


def as_change(claim: ClaimView, sign: Sign, passage: Passage, page: Page) -> tuple[Passage, str] | None:
    """The passage with the change in place of its later end, and how it was worked out; None when it tells no change
    from one figure to another, or not in the claim's direction, or not of what the claim speaks of.

    `sign` is `direction_of` the claim."""
    if passage.labels or passage.value is None or passage.kind == "date" or not _TELLS_ENDS.search(passage.text):
        return None
    if passage.comparator not in ("eq", "approx"):
        return None
    text, start, end = place_of(passage)
    first = next((each for each in figures_of(text) if _is_other_end(text, each, start, passage)), None)
    if first is None or not isinstance(first.value, int | float) or first.value <= 0:
        return None
    opening, closing = _FROM.search(text[: first.start]), _IN_YEAR.match(text, end)
    if _TIMES.match(_quote(claim)):  # "doubled" is verb and figure in one
        opening = _VERB_FROM.search(text[: first.start]) or opening
    close = closing.end() if closing else end
    if opening is None or not _is_of_the_years(claim, text[opening.start() : close]):
        return None
    before, after = float(first.value), passage.value
    told = _derived(claim.claim, passage, before, after)
    over = read_stems(f"{page.title or ''} {passage.heading or ''}")
    if not _is_of_the_same(claim, text[: opening.start()], frozenset(read_stems(text)).union(over), frozenset(over)):
        return None
    if told is None or (after > before) != (sign > 0) or after == before:
        return None
    figure, line = told
    shift = passage.figure_end - end if passage.figure_end is not None else passage.start_char
    as_of = claim.claim.as_of if closing and len(_years_of(claim)) > 1 else passage.as_of
    read = replace(
        passage, significant_digits=None, as_of=as_of, figure_start=shift + opening.start(), figure_end=shift + close,
        **figure,
    )  # fmt: skip
    return read, line


def direction_of(claim: ClaimView) -> Sign | None:
    """Whether the claim tells that something grew (1) or shrank (-1); None when it tells no change over time."""
    own = claim.claim
    if _TIMES.match(_quote(claim)):
        return -1 if (own.value or 1.0) < 1 else 1
    change = read_change(own.statement, claim.figure_start, claim.figure_end, own)
    return change.sign if change is not None and change.than is None else None


def _quote(claim: ClaimView) -> str:
    return claim.claim.statement[claim.figure_start : claim.figure_end]


def _is_other_end(text: str, other: Quantity, start: int, passage: Passage) -> bool:
    """Whether a figure is where the change begins that ends at `start`: in the same unit, or left without one."""
    if other.end > start or other.kind == "date" or other.comparator not in ("eq", "approx"):
        return False
    alike = (other.kind, other.unit) == (passage.kind, passage.unit) or (other.kind == "count" and not other.unit)
    return alike and bool(_TO.fullmatch(text, other.end, start)) and bool(_FROM.search(text[: other.start]))


def _is_of_the_years(claim: ClaimView, told: str) -> bool:
    """Whether a phrase that names years names those between which the claim tells its change."""
    wanted = _years_of(claim)
    years = set(_YEAR.findall(told))
    return years == wanted if len(wanted) > 1 else len(years) < 2 or wanted <= years


def _is_of_the_same(claim: ClaimView, lead: str, said: frozenset[str], over: frozenset[str]) -> bool:
    """Whether what changes is the same in both: each says all that the other does, but for words of change."""
    own = {term.stem for term in read_terms(claim.claim.statement[: claim.figure_start]) if term.kind != "number"}
    lead = lead[clause_bounds(lead, len(lead), len(lead))[0] :]
    theirs = {term.stem for term in read_terms(lead) if term.kind != "number"}
    known = OF_TIMES | GENERAL_STEMS | CALENDAR_STEMS
    spoken = {term.stem for term in claim.terms}
    return own - known <= said and theirs - known <= own | spoken | over


def _years_of(claim: ClaimView) -> set[str]:
    statement = claim.claim.statement
    return set(_YEAR.findall(statement[: claim.figure_start] + statement[claim.figure_end :]))


def _derived(claim: Claim, passage: Passage, before: float, after: float) -> tuple[dict[str, Any], str] | None:
    """The change in the claim's own terms, with the line that shows it."""
    gap, larger, smaller = abs(after - before), max(before, after), min(before, after)
    ends = f"{say_number(larger)} − {say_number(smaller)}"
    if claim.kind in ("percent", "ratio") and passage.kind != "percent" and "point" not in (claim.unit or ""):
        share = gap / before
        value = 100 * share if claim.kind == "percent" else share
        sign = " %" if claim.kind == "percent" else ""
        return _figure(value, claim.kind, claim.unit), f"({ends}) ÷ {say_number(before)} = {say_number(value)}{sign}"
    if claim.kind == "comparison":
        line = f"{say_number(after)} ÷ {say_number(before)} = {say_number(after / before)}"
        return _figure(after / before, claim.kind, claim.unit), line
    points = claim.kind == passage.kind == "percent" and "point" in (claim.unit or "")
    if points or (claim.kind in ("count", "money", "measure") and claim.kind == passage.kind):
        unit = claim.unit if points else passage.unit
        return _figure(gap, passage.kind, unit), f"{ends} = {say_number(gap)}"
    return None


def _figure(value: float, kind: str, unit: str | None) -> dict[str, Any]:
    shown = round(value, 9)
    return {"kind": kind, "unit": unit, "value": shown, "low": shown, "high": shown, "comparator": "eq"}
