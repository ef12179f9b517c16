"""A part and its whole in one phrase, read as the share they make: "312 of the 1,040 patients" is 30 percent of them.

What belongs here: finding the whole right behind its part, and the passage that the two make. What must never be here:
parts and wholes of different sentences, and whether the share bears a claim out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.judging.comparing.phrasing import say_number
from pipeline.judging.finding.figure_places import place_of
from pipeline.judging.finding.scoring import ClaimView
from pipeline.judging.wording.terms import read_stems, read_terms
from pipeline.model import Passage

_WHOLE = re.compile(
    r"(?P<counted>(?:\s+[^\W\d_]+){0,2}?)\s+(?:out\s+)?of\s+(?:(?:the|its|their|all|these|those|a\s+total\s+of)\s+)*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?![\d,.]*\d|\s?%)"
    r"|\s?/\s?(?P<under>\d{1,3}(?:,\d{3})+|\d+)(?![\d,.]*\d|\s?%|/)"
)
"""What follows a part: "of [the] N", "out of N", "patients of the N", "/N"."""
_NOUN = re.compile(r"\s+(?P<words>[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*){0,3})")
_NARROWED = re.compile(
    r"\s+(?:who|that|which|whose|with|without|aged|older|younger|under|over|taking|receiving)\b[^.;:,]{0,40}"
)
_OPEN = re.compile(r"[^.;:]{0,60}?\b(?:might|could|may|would|should|must|will|shall|expected|likely)\b")
"""What makes it a possibility behind the whole."""
_LEAST_WHOLE = 2


def as_share(claim: ClaimView, passage: Passage) -> tuple[Passage, str] | None:
    """The passage with the share in place of the part, and the division that gives it; None when no whole of the
    claim's own noun stands right behind the part."""
    if passage.kind != "count" or passage.unit or passage.value is None or passage.labels:
        return None
    text, _, end = place_of(passage)
    found = _WHOLE.match(text, end)
    if found is None or passage.comparator not in ("eq", "approx"):
        return None
    whole = float((found["whole"] or found["under"]).replace(",", ""))
    if not (whole >= _LEAST_WHOLE and 0 <= passage.value <= whole and passage.value == int(passage.value)):
        return None
    noun = _NOUN.match(text, found.end())
    if (
        noun is None
        or _OPEN.match(text, found.end())
        or not _is_the_claims(claim, found["counted"] or "", noun["words"], text[noun.start() :])
    ):
        return None
    share = 100 * passage.value / whole
    shown = round(share, 9)
    read = replace(
        passage,
        kind="percent", unit="percent", value=shown, low=shown, high=shown, significant_digits=None,
        figure_end=(passage.figure_end or passage.start_char) + found.end() - end,
    )  # fmt: skip
    return read, f"{say_number(passage.value)} ÷ {say_number(whole)} = {say_number(share)} %"


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
