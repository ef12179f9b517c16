"""Reasons to doubt that a passage asserts its figure: as what is meant or wished, as one party's word, as unknown.

What belongs here: doubts over how a sentence holds its figure, each with the sentence that a person reads. What must
never be here: what the figure is of (qualifying), values held against values, the words of one subject.
"""

from __future__ import annotations

import re

from pipeline.judging.finding.figure_places import own_sentence, place_of
from pipeline.judging.finding.scoring import ClaimView, PassageView
from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.modality import AHEAD, SUPERSEDED, no_fact
from pipeline.judging.wording.negation import is_hearsay
from pipeline.judging.wording.terms import exact_stem_of, read_terms

_COMING = re.compile(
    r"\b(?:will|shall|(?:is|are)\s+(?:to|due|expected|planned|projected)|plans?\s+to|means?\s+to|intends?\s+to|"
    r"aims?\s+(?:to|for)|expects?|forecasts?|predicts?)\b"
)
"""What a chapter says is still to come."""

_PARTIES = (
    r"(?:prosecutions?|prosecutors?|defen[cs]e|defen[cs]e\s+(?:lawyers?|counsel)|plaintiffs?|claimants?|defendants?|"
    r"complainants?|accused|opponents?|critics?|campaigners?|activists?|lobby(?:ists?)?|rivals?|competitors?|"
    r"organi[sz]ers?|opposition|proponents?|advocates?|sceptics?|skeptics?|detractors?|promoters?|boosters?|lawyers?)"
)
"""Those who speak for a side, and whose figures others dispute."""
_SAYING = (
    r"(?:says?|said|put|puts|spoke|speaks?|told|tells?|estimates?|estimated|counted|counts?|reckon(?:s|ed)?|gave|gives?|"
    r"talk(?:s|ed)?)"
)
_ARGUING = (
    r"(?:argue[sd]?|arguing|alleg(?:es?|ed|ing)|contend(?:s|ed)?|insist(?:s|ed)?|maintain(?:s|ed)?\s+that|assert(?:s|ed)?|"
    r"boast(?:s|ed)?|claim(?:s|ed|ing)?\s+(?:that|there|it|they|he|she|to\s+(?:have|be)))"
)
"""How one speaks who expects to be disputed."""
_PARTISAN = re.compile(
    rf"\b{_ARGUING}\b|\b{_PARTIES}\b(?:[’']s)?(?:\s+[^\W\d_]+){{0,4}}?\s+{_SAYING}\b"
    rf"|\baccording\s+to\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+)?{_PARTIES}\b",
    re.IGNORECASE,
)
_PARTISAN_BEHIND = re.compile(
    rf"[^.;:!?]{{0,80}}?,\s+(?:(?:as\s+)?(?:the\s+|its\s+|their\s+|his\s+|her\s+)?(?:[^\W\d_]+\s+){{0,2}}?"
    rf"(?:{_ARGUING}|claim(?:s|ed))|(?:as\s+)?(?:the\s+|its\s+|their\s+|his\s+|her\s+)?{_PARTIES}\s+{_SAYING})\b",
    re.IGNORECASE,
)
_PARTISAN_WORD = re.compile(rf"\b(?:{_PARTIES}|{_ARGUING}|claim(?:s|ed|ing)?)\b", re.IGNORECASE)

_UNKNOWN = re.compile(
    r"\b(?:(?:is|are|was|were|remains?|remained)\s+(?:still\s+|as\s+yet\s+)?(?:not|un|never)\s*"
    r"(?:been\s+)?(?:known|disclosed|published|recorded|measured|counted|reported|certain|clear|determined)|"
    r"(?:has|have|had)\s+(?:not|never)\s+been\s+(?:disclosed|published|recorded|measured|counted|determined)|"
    r"no\s+(?:figures?|numbers?|records?|data)\s+(?:exists?|(?:is|are|was|were)\s+(?:kept|known|available|published)))\b",
    re.IGNORECASE,
)

_NEXT_SENTENCE = 160
"""Characters behind a sentence within which the next one may take back what it says."""


def only_possible(claim: ClaimView, passage: PassageView) -> str | None:
    """ "1.7 million had been budgeted" does not say that it was spent."""
    found = no_fact(own_sentence(claim), *place_of(passage.passage))
    return f"“{found}” makes it a possibility, not a fact" if found else None


def of_what_is_there(claim: ClaimView, passage: PassageView) -> str | None:
    """What is to come is not told by what is: "is to have 4,000 seats by 2027" by "the away end has 4,000 seats"."""
    statement = claim.claim.statement
    low, high = clause_bounds(statement, claim.figure_start, claim.figure_start)
    found = _COMING.search(statement, low, high)
    if not found or AHEAD.search(passage.passage.text) or passage.passage.labels:
        return None
    return f"“{found.group()}” makes the chapter's figure one that is to come, and this one is there"


def of_a_party(claim: ClaimView, passage: PassageView) -> str | None:
    """ "The defence argued that only nine percent were moved" is the word of one side, not what was found."""
    row = passage.passage
    if row.labels:
        return None
    text, start, end = place_of(row)
    low = max(text.rfind(mark, 0, start) for mark in ";:") + 1
    found = _PARTISAN.search(text, low, start) or _PARTISAN_BEHIND.match(text, end)
    if found is None or _PARTISAN_WORD.search(own_sentence(claim)):
        return None
    return f"it is only what one side says: “{found.group().strip(' ,')}”"


def of_hearsay(claim: ClaimView, passage: PassageView) -> str | None:
    """ "People say that it had a majority of three" does not say that it had."""
    if passage.passage.labels or is_hearsay(own_sentence(claim)) or not is_hearsay(passage.passage.text):
        return None
    return "it is told as hearsay"


def of_what_is_unknown(claim: ClaimView, passage: PassageView) -> str | None:
    """ "The gas is at 290 K; the temperature of the surface is not known" says that of the surface nothing is known."""
    text, start, end = place_of(passage.passage)
    found = _UNKNOWN.search(text)
    if found is None or _UNKNOWN.search(claim.claim.statement):
        return None
    low, high = clause_bounds(text, found.start(), found.start())
    if low <= start < high:
        return None
    own_low, own_high = clause_bounds(text, start, end)
    beside = {exact_stem_of(term.surface) for term in read_terms(text[own_low:own_high])}
    unknown = {exact_stem_of(term.surface) for term in read_terms(text[low:high])} - beside
    wanted = {exact_stem_of(term.surface) for term in claim.clause.near}
    return f"the same sentence says that it “{found.group()}”" if unknown & wanted else None


def of_a_superseded_figure(claim: ClaimView, passage: PassageView) -> str | None:
    """ "A study put it at 40; new measurements have since brought it down to 25" no longer says that it is 40."""
    text, _, end = place_of(passage.passage)
    found = SUPERSEDED.search(text[end:]) or SUPERSEDED.search(passage.following[:_NEXT_SENTENCE])
    if found is None or passage.passage.labels or claim.claim.scope != "standing":
        return None
    return f"“{found.group().strip()}” takes it back"
