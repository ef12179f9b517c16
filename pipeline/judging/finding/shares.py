"""A part and its whole, read as the share they make: "312 of the 1,040 patients" is 30 percent of them.

What belongs here: finding the whole that a part is told to be of, and the passage that the two make. What must never be
here: parts and wholes that no word puts together, and whether the share bears a claim out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.judging.finding.figure_places import figures_of, place_of
from pipeline.judging.finding.scoring import ClaimView
from pipeline.judging.wording.terms import read_stems, read_terms
from pipeline.model import Page, Passage
from pipeline.phrasing import say_number

_WHOLE = re.compile(
    r"(?P<counted>(?:\s+[^\W\d_]+){0,2}?)\s+(?:out\s+)?of\s+(?:(?:the|its|their|all|these|those|a\s+total\s+of)\s+)*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?![\d,.]*\d|\s?%)"
    r"|\s?/\s?(?P<under>\d{1,3}(?:,\d{3})+|\d+)(?![\d,.]*\d|\s?%|/)"
)
"""What follows a part: "of [the] N", "out of N", "patients of the N", "/N"."""
_WHOLE_BEFORE = re.compile(
    r"(?:^|[.;:,(—]\s*)of\s+(?:(?:the|its|their|all|these|those|a\s+total\s+of)\s+)*(?P<whole>\d{1,3}(?:,\d{3})+|\d+)"
    r"(?P<words>\s+[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*){0,5}),\s+(?:(?:only|just|about|some|nearly|almost)\s+)*$",
    re.IGNORECASE,
)
"""What stands before a part: "of the N patients,"."""
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|whom|which)\b(?!\s+[^\W\d_]+s\b)")
_OF_THESE = re.compile(r"(?:^|[.;:,(—]\s*)of\s+(?:these|them|those),?\s+$", re.IGNORECASE)
_SENTENCE_BEFORE = 160
"""Characters before a passage in which those stand of whom it says "of them"."""
_NOUN = re.compile(r"\s+(?P<words>[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*){0,3})")
_NARROWED = re.compile(
    r"\s+(?:who|that|which|whose|with|without|aged|older|younger|under|over|taking|receiving)\b[^.;:,]{0,40}"
)
_OPEN = re.compile(r"[^.;:]{0,60}?\b(?:might|could|may|would|should|must|will|shall|expected|likely)\b")
"""What makes it a possibility behind the whole."""
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|to|for|by|from|before|after|during|since|until|when|and|were|was|are|is|had|have)\b"
)
_LEAST_WHOLE = 2


def as_share(claim: ClaimView, passage: Passage, page: Page) -> tuple[Passage, str] | None:
    """The passage with the share in place of the part, and the division that gives it; None when it names no whole of
    the claim's own noun: right behind the part, right before it, or as those of whom "of them" speaks."""
    if passage.kind != "count" or passage.unit or passage.value is None or passage.labels:
        return None
    if claim.claim.kind not in ("percent", "ratio") or passage.comparator not in ("eq", "approx"):
        return None
    text, start, end = place_of(passage)
    whole = _behind(claim, text, end) or _before(claim, text, start) or _of_them(claim, text, start, end, passage, page)
    if whole is None or _OPEN.match(text, whole.end):
        return None
    if not (whole.value >= _LEAST_WHOLE and 0 <= passage.value <= whole.value and passage.value == int(passage.value)):
        return None
    percent = claim.claim.kind == "percent"
    share = (100 if percent else 1) * passage.value / whole.value
    shown = round(share, 9)
    first = passage.figure_start if passage.figure_start is not None else passage.start_char
    read = replace(
        passage,
        kind=claim.claim.kind, unit=claim.claim.unit, value=shown, low=shown, high=shown, significant_digits=None,
        figure_start=first - start + whole.start, figure_end=first - start + whole.end,
    )  # fmt: skip
    return read, f"{say_number(passage.value)} ÷ {say_number(whole.value)} = {say_number(share)}{' %' * percent}"


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a part is a part of."""

    value: float
    start: int
    end: int
    """Where part and whole stand together in the passage."""


def _behind(claim: ClaimView, text: str, end: int) -> _Whole | None:
    """ "312 of the 1,040 patients"."""
    found = _WHOLE.match(text, end)
    noun = _NOUN.match(text, found.end()) if found else None
    if found is None or noun is None:
        return None
    if not _is_the_claims(claim, found["counted"] or "", noun["words"], text[noun.start() :]):
        return None
    part = re.search(r"\S+$", text[:end])
    value = float((found["whole"] or found["under"]).replace(",", ""))
    return _Whole(value, part.start() if part else end, found.end())


def _before(claim: ClaimView, text: str, start: int) -> _Whole | None:
    """ "Of the 1,040 patients, 312 ..."."""
    found = _WHOLE_BEFORE.search(text, 0, start)
    if found is None or not _counts_the_claims(claim, found["words"], found["words"]):
        return None
    part = re.compile(r"\S+").match(text, start)
    return _Whole(float(found["whole"].replace(",", "")), found.start(), part.end() if part else start)


def _of_them(claim: ClaimView, text: str, start: int, end: int, passage: Passage, page: Page) -> _Whole | None:
    """ "There are 1,040 patients. 312 of them ...": the last figure before it counts what the claim's share is of."""
    behind, before = _OF_THEM.match(text, end), _OF_THESE.search(text, 0, start)
    if behind is None and before is None:
        return None
    earlier = page.text[max(0, passage.start_char - _SENTENCE_BEFORE) : passage.start_char].rpartition("\n")[2]
    lead = earlier + text[: before.start() if before else start]
    counts = [each for each in figures_of(lead) if each.kind != "date"]
    last = counts[-1] if counts else None
    if last is None or last.kind != "count" or last.unit or last.comparator not in ("eq", "approx"):
        return None
    noun = _NOUN.match(lead, last.end)
    if noun is None or not isinstance(last.value, int | float):
        return None
    if not _counts_the_claims(claim, noun["words"], lead[noun.start() :]):
        return None
    return _Whole(float(last.value), before.start() if before else start, behind.end() if behind else end)


def _is_the_claims(claim: ClaimView, counted: str, noun: str, behind: str) -> bool:
    """Whether the whole is the claim's: it counts the same noun, and nothing narrows it that the claim does not say."""
    wanted = claim.clause.share_of or claim.clause.counted
    said = {term.stem for term in read_terms(claim.claim.statement)}
    words = [term.stem for term in read_terms(noun)]
    if not wanted or wanted[-1].stem not in words:
        return False
    before = words[: words.index(wanted[-1].stem)]
    narrowed = _NARROWED.search(behind)
    narrowing = read_stems(narrowed.group()) if narrowed else ()
    return said.issuperset(before) and said.issuperset(narrowing) and said.issuperset(read_stems(counted))


def _counts_the_claims(claim: ClaimView, noun: str, behind: str) -> bool:
    """The same of a whole that stands apart from its part, and so without what the part did."""
    wanted = [term.stem for term in claim.clause.share_of or claim.clause.counted]
    said = {term.stem for term in read_terms(claim.claim.statement)}
    preposition = _PREPOSITION.search(noun)
    words = [term.stem for term in read_terms(noun[: preposition.start()] if preposition else noun)]
    at = next((at for at, stem in enumerate(wanted) if words and stem == words[-1]), None)
    narrowed = _NARROWED.search(behind)
    narrowing = read_stems(narrowed.group()) if narrowed else ()
    return at is not None and set(wanted[: at + 1]) <= set(words) <= said and said.issuperset(narrowing)
