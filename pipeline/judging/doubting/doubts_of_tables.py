"""Reasons to doubt that a cell of a table is the one the claim means, told from the other rows and columns.

What belongs here: doubts that need the table as a whole, each with the sentence that a person reads. What must never
be here: doubts over a cell's own headings alone (doubts), values held against values, the words of one subject.
"""

from __future__ import annotations

import re

from pipeline.judging.finding.figure_places import own_sentence
from pipeline.judging.finding.scoring import ClaimView
from pipeline.judging.tabular.changes import read_change
from pipeline.judging.tabular.drawing import parts_of, read_draw
from pipeline.judging.tabular.naming import own_stems
from pipeline.judging.tabular.places import Headings, Spot, Tables, telling_stems
from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.terms import read_stems

_TELLS_A_CHANGE = re.compile(
    r"\b(?:chang\w*|growth|growing|grew|increas\w*|decreas\w*|declin\w*|ris(?:e|es|ing)|rose|fall\w*|fell|drop\w*|"
    r"gain\w*|loss\w*|lost|net|differ\w*|variation|delta|yoy|year[- ]on[- ]year|more|less|lead|margin|"
    r"gap|saved|savings?)\b|[±Δ]|\+/[-−]",
    re.IGNORECASE,
)
_FLOWS = re.compile(
    r"\b(?:lost|gained|shed|hired|recruited|dismissed|sacked|laid\s+off|added|took\s+on|cut|axed|scrapped|closed|opened)\s+$",
    re.IGNORECASE,
)
"""What makes a count one of those that came or went."""
_TELLS_A_FLOW = re.compile(
    rf"{_TELLS_A_CHANGE.pattern}|\b(?:hir\w+|recruit\w*|dismiss\w*|sack\w*|laid|lay\w*|add\w*|new|cut\w*|scrap\w*|clos\w+|"
    r"open\w*|leav\w*|left|join\w*|arriv\w*|depart\w*)\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:highest|largest|greatest|biggest|maximum|longest|tallest|deepest|widest|heaviest|record|peak)\b"
    r"|\bthe\s+most\b(?!\s+(?:of|recent)\b)",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\b(?:lowest|fewest|smallest|minimum|shortest)\b|\bthe\s+least\b", re.IGNORECASE)
_EXTENT = re.compile(r"\b(?:long|short|tall|high|low|deep|wide|broad|heavi)est\b", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?:\s?[/–-]\s?\d{2,4})?(?![\d.,]*\d)")
_TELLS_A_SUPERLATIVE = re.compile(rf"{_MOST.pattern}|{_LEAST.pattern}|\bmax\b|\bmin\b", re.IGNORECASE)
_OF_SOME = re.compile(
    r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|next|one\s+of|since|among|except|after|than|ever)\b", re.IGNORECASE
)
_SHARES = frozenset(read_stems("share part percentage"))
_LEAST_CELLS = 3


def find_table_doubt(claim: ClaimView, spot: Spot, tables: Tables) -> str | None:
    """The first reason to doubt, in words; None when there is none."""
    for doubt in (_of_another_heading, _of_a_level, _of_several_together, _of_no_extreme):
        found = doubt(claim, spot, tables)
        if found is not None:
            return found
    return None


def _of_another_heading(claim: ClaimView, spot: Spot, tables: Tables) -> str | None:
    """The claim names another row or column in full, and not this one: a town is not the county it lies in."""
    statement = claim.claim.statement
    said = {term.stem for term in claim.terms}.union(*claim.look_for)
    for across in (True, False):
        mine = spot.axis(across)
        own = telling_stems(mine)
        named = own if own <= said else frozenset()
        times = _times_in(mine)
        for other in tables.headings(spot, across=across):
            theirs = telling_stems(other)
            if theirs and theirs != own and theirs <= said and (not named or named < theirs):
                return f"the claim names the {'column' if across else 'row'} “{' '.join(other)}”"
            if times and theirs == own and not _are_said(times, statement) and _are_said(_times_in(other), statement):
                return f"the claim names the {'column' if across else 'row'} “{' '.join(other)}”"
    return None


def _times_in(headings: Headings) -> tuple[str, ...]:
    """The years, seasons and dates of headings, as they are written."""
    return tuple(found.group() for text in headings for found in _TIME.finditer(text))


def _are_said(times: tuple[str, ...], statement: str) -> bool:
    return bool(times) and all(re.search(rf"(?<![\d/–-]){re.escape(time)}(?![\d/–-])", statement) for time in times)


def _of_a_level(claim: ClaimView, spot: Spot, tables: Tables) -> str | None:
    """ "It grew by 88.7 million" is said by no cell that tells how much it was, and "it fell" by none with a plus."""
    statement = claim.claim.statement
    change = read_change(statement, claim.figure_start, claim.figure_end, claim.claim)
    if change is None:
        flows = _FLOWS.search(statement[: claim.figure_start]) and not _TELLS_A_FLOW.search(
            " ".join(spot.passage.labels)
        )
        return "the chapter's figure is of a change, and this one is not" if flows else None
    if not _TELLS_A_CHANGE.search(" ".join(spot.passage.labels)):
        return "the chapter's figure is a difference, and this one is not"
    plus = spot.passage.text.strip().startswith("+")
    return "the chapter's figure is a fall, and this one a rise" if change.sign < 0 and plus else None


def _of_several_together(claim: ClaimView, spot: Spot, tables: Tables) -> str | None:
    """ "The mills had 850 workers in all" is neither said nor denied by the cell of one mill; a share of the workers by
    no cell that is of something else."""
    statement = claim.claim.statement
    draw = read_draw(statement, claim.figure_start, claim.figure_end, claim.claim)
    if draw is None or draw.sense in ("most", "least"):
        return None
    said = {term.stem for term in claim.terms}
    if draw.sense == "share":
        other = spot.passage.kind == "percent" and not telling_stems(spot.column) <= said | _SHARES
        return "the chapter's share is of something else" if other else None
    for across in (True, False):
        name = own_stems(spot.axis(not across))
        if (name and name <= said) or spot not in parts_of(tables.series(spot, across=across), spot, across=across):
            return None
    return "the chapter's figure is of several rows together, and this is one of them"


def _of_no_extreme(claim: ClaimView, spot: Spot, tables: Tables) -> str | None:
    """ "The lowest price was 5.10" is not said by a cell that has lower ones in its column."""
    statement = claim.claim.statement
    low, high = clause_bounds(statement, claim.figure_start, claim.figure_end)
    clause = statement[low:high]
    if not claim.clause.near or (claim.claim.kind == "measure" and _EXTENT.search(own_sentence(claim))):
        clause = own_sentence(claim)  # "the longest bridge, the Luma, is 1,920 metres long", "the most workers, 213"
    most, least = _MOST.search(clause), _LEAST.search(clause)
    value = spot.passage.value
    if (most is None) == (least is None) or _OF_SOME.search(clause) or value is None:
        return None
    if _TELLS_A_SUPERLATIVE.search(" ".join(spot.passage.labels)):
        return None
    for across in (True, False):
        series = parts_of(tables.series(spot, across=across), spot, across=across)
        if spot not in series:
            return "its row or column puts others together"
        values = [each.passage.value for each in series if each.passage.value is not None]
        if len(values) >= _LEAST_CELLS and value == (max(values) if most else min(values)):
            return None
    found = most or least
    return f"it is not the “{found.group()}” of its row or column" if found else None
