"""Reasons to doubt that a passage's figure reaches as far as the claim's: another whole, another phase, a change.

What belongs here: doubts over words that widen, narrow or turn what a figure is of, each with the sentence that a
person reads. What must never be here: values held against values, scores, the words of one subject.
"""

from __future__ import annotations

import re

from pipeline.judging.clauses import clause_bounds
from pipeline.judging.scoring import ClaimView, PassageView
from pipeline.judging.terms import read_terms
from pipeline.model import Passage

_WIDER = re.compile(
    r"\b(?:across|throughout|over|in|of|for)\s+(?:the|all|all\s+the)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:region|country|nation|world|continent|industry|sector|state|county|province|union|market|league|group)\b"
    r"|\b(?:nationwide|worldwide|globally|nationally|as a whole|all together|altogether)\b",
    re.IGNORECASE,
)
"""A whole of which the claim's subject is a part, as long as the claim does not name it too."""
_PHASE = re.compile(
    r"\b(?:in|during|for|after|by)\s+(?:the|its|their|his|her)\s+(?:very\s+)?"
    r"(?:first|second|third|fourth|fifth|last|final|opening|previous|following|next)\s+(?:[\w’'-]+\s+)?"
    r"(?:hour|day|night|week|weekend|month|quarter|half|season|term|round|phase)s?\b",
    re.IGNORECASE,
)
_FLOW = re.compile(
    r"\b(?:laid\s+off|sacked|dismissed|fired|shed|hired|recruited|took\s+on|lost|added|gained|cut|axed|let)\s+"
    r"(?:off\s+)?(?:(?:about|some|around|nearly|almost|over|another|a\s+further|more\s+than|its|their)\s+)*$",
    re.IGNORECASE,
)
"""What changes a number of people or things, right before the figure: those it leaves are others."""
_APART = re.compile(
    r"\s+(?:(?:or|and)\s+\w+\s+)?(?:points?\s+)?(?:more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|dearer|faster|slower|"
    r"above|below|better|worse|up|down)\b(?!\s+or\s+less\b)",
    re.IGNORECASE,
)
"""Behind a figure: how far two things are apart, not how much either is."""
_CHANGED = re.compile(
    r"\b(?:by|rose|risen|rises?|fell|fallen|falls?|grew|grown|grows?|growth|climb\w*|dropp?\w*|increas\w*|decreas\w*|declin\w*|"
    r"reduc\w*|cut|shrank|shrunk|gain\w*|sav\w+)\b",
    re.IGNORECASE,
)
"""What says of a claim that its figure is a change as well."""


def of_a_wider_whole(claim: ClaimView, passage: PassageView) -> str | None:
    """ "Across the region 340 wait" says nothing of one town in it."""
    text, start, end = _place(passage.passage)
    low, high = clause_bounds(text, start, end)
    found = _WIDER.search(text, low, high) or (_WIDER.match(text) if low else None)
    if found is None:
        return None
    said = read_terms(found.group())
    known = {term.stem for term in claim.terms} | {term.stem for term in read_terms(claim.claim.statement)}
    if not said or said[-1].stem in known:
        return None
    return f"it is said “{found.group()}”"


def of_another_phase(claim: ClaimView, passage: PassageView) -> str | None:
    """ "In its third week it played on 3,480 screens" says nothing of the opening."""
    text, start, end = _place(passage.passage)
    low, high = clause_bounds(text, start, end)
    found = _PHASE.search(text, low, high)
    if found is None or _PHASE.search(claim.claim.statement):
        return None
    return f"it is said of a part of the time, “{found.group()}”"


def of_a_change(claim: ClaimView, passage: PassageView) -> str | None:
    """ "It let 200 employees go" says nothing of how many it has."""
    text, start, _ = _place(passage.passage)
    found = _FLOW.search(text[:start])
    if found is None or claim.claim.kind == "percent":
        return None
    verbs = {term.stem for term in read_terms(found.group())}
    if not verbs.isdisjoint(term.stem for term in claim.terms) or _FLOW.search(
        claim.claim.statement[: claim.figure_start]
    ):
        return None
    return f"“{found.group().strip()}” makes it a change, not a state"


def of_a_difference(claim: ClaimView, passage: PassageView) -> str | None:
    """ "They kept 38 percent more" says nothing of a share of 38 percent."""
    text, _, end = _place(passage.passage)
    statement, claimed_end = claim.claim.statement, claim.figure_end
    there, here = _APART.match(text, end), _APART.match(statement, claimed_end)
    if passage.passage.labels or there is None or here is not None:
        return None
    if passage.passage.kind not in ("percent", "comparison", "ratio") or _CHANGED.search(claim.own_clause):
        return None
    return f"“{there.group().strip()}” makes it a difference, not an amount"


def _place(row: Passage) -> tuple[str, int, int]:
    start = (row.figure_start if row.figure_start is not None else row.start_char) - row.start_char
    end = (row.figure_end if row.figure_end is not None else row.start_char) - row.start_char
    return row.text, start, end
