"""Reasons to doubt that of several figures in one sentence this is the one that the claim means.

What belongs here: doubts over the words before and behind each figure of a passage's sentence, and over the companions
of a figure. What must never be here: which of two values is right, scores, the words of one subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.judging.finding.figure_places import figures_of, own_sentence, place_of
from pipeline.judging.finding.scoring import ClaimView, PassageView
from pipeline.judging.wording.clauses import clause_bounds, read_clause
from pipeline.judging.wording.referring import bears_another_name, opening_names, speaks_of_another
from pipeline.judging.wording.terms import Term, read_terms
from pipeline.model import Figure, Passage
from pipeline.quantities import Quantity

_MOST_OF_IT = 0.6
"""Share of the words before the claim's figure that stand before another figure of the sentence, and more than before
this one, from which the other is the one that is meant."""
_OF_THEM = re.compile(r"\s*(?:percent\s+|per\s+cent\s+)?of\s+(?:them|these|those|which|whom)\b", re.IGNORECASE)
"""Behind a figure that counts what the figure before it counts."""


def of_another_clause(claim: ClaimView, passage: PassageView) -> str | None:
    """Another figure of the sentence stands behind the claim's own words ("sold 31,000"), and this one does not."""
    row = passage.passage
    wanted = _lead_stems(claim.claim.statement, claim.figure_start)
    if not wanted or row.labels:
        return None
    text, start, _ = place_of(row)
    here = _lead_stems(text, start)
    governed, covered = wanted[-1] in here, set(wanted) <= set(here)
    if governed and covered:
        return None
    for rival in _rivals(row):
        if _counts_alone(claim, passage, rival):
            continue
        there = _lead_stems(text, rival.start)
        mine, theirs = len(set(wanted) & set(here)), len(set(wanted) & set(there))
        if theirs > mine and theirs >= _MOST_OF_IT * len(set(wanted)):
            return f"the same sentence says it of “{rival.text}”"
        if (not governed and there[-1:] == wanted[-1:]) or (not covered and set(wanted) <= set(there)):
            return f"the same sentence says it of “{rival.text}”"
    return None


def of_somebody_else(claim: ClaimView, passage: PassageView) -> str | None:
    """The claim's sentence opens with a name; the passage does not have it, and has a subject of its own."""
    row = passage.passage
    own = own_sentence(claim)
    terms = read_terms(own)
    subject = opening_names(terms)
    named = any(term.kind == "name" and term.stem in subject for term in terms[: len(subject)])
    sentence, _, _ = place_of(row)
    theirs = read_terms(sentence)
    if row.labels or not named or subject <= passage.above.union(term.stem for term in theirs):
        return None
    if subject & {term.stem for term in theirs}:
        return "it is said of a namesake" if bears_another_name(subject, theirs) else None
    return "it is said of somebody else" if speaks_of_another(terms, own, sentence, theirs) else None


def of_another_phrase(claim: ClaimView, passage: PassageView) -> str | None:
    """Behind another figure of the sentence stands all that the claim says behind its own and this one does, and more:
    "in the district 326 died, 141 of them in the town" is no 326 in the town."""
    row = passage.passage
    wanted = _tail_stems(claim.claim.statement, claim.figure_end)
    if not wanted or row.labels:
        return None
    text, start, end = place_of(row)
    low, high = clause_bounds(text, start, end)
    here = wanted & {term.stem for term in read_terms(text[low:high])}
    if here == wanted:
        return None
    for rival in _rivals(row):
        there = wanted & _tail_stems(text, rival.end)
        if rival.start > start and _OF_THEM.match(text, rival.end):
            there |= here
        if here < there:
            return f"the same sentence says it of “{rival.text}”"
    return None


def without_its_companion(claim: ClaimView, passage: PassageView) -> str | None:
    """A quote with two figures ("by half after thirty months") is not said by a sentence that gives another second."""
    others = [each for each in figures_of(claim.claim.quote) if not _is_same(each, claim.claim)]
    if not others or passage.passage.labels:
        return None
    text, start, end = place_of(passage.passage)
    said = [each for each in figures_of(text) if each.end <= start or each.start >= end]
    for other in others:
        alike = [each for each in said if (each.kind, each.unit) == (other.kind, other.unit)]
        if alike and (other.value, other.low, other.high) not in [(each.value, each.low, each.high) for each in alike]:
            return f"it says “{alike[0].text}” where the chapter says “{other.text}”"
    return None


def _rivals(row: Passage) -> Iterator[Quantity]:
    """The other figures of a passage's sentence that could stand in its figure's place."""
    text, start, end = place_of(row)
    for rival in figures_of(text):
        if not (rival.end > start and rival.start < end) and (rival.kind, rival.unit) == (row.kind, row.unit):
            yield rival


def _counts_alone(claim: ClaimView, passage: PassageView, rival: Quantity) -> bool:
    """Whether this figure counts the claim's noun and its rival another: "6,100 samples from 4,770 riders"."""
    ours, here = claim.clause.head, passage.clause.head
    if ours is None or here is None or ours.stem != here.stem:
        return False
    there = read_clause(passage.passage.text, rival.start, rival.end).head
    return there is not None and there.stem != ours.stem


def _is_same(quantity: Quantity, figure: Figure) -> bool:
    read = quantity.figure()
    return all(read[name] == getattr(figure, name) for name in ("kind", "value", "low", "high", "date"))


def _lead_stems(text: str, start: int) -> list[str]:
    """Stems of the content words before a figure in its clause; of an apposition, those of the clause before it,
    unless that has a figure of its own."""
    low, high = clause_bounds(text, start, start)[0], start
    found = read_terms(text[low:high])
    if not found and low > 0:
        high = low - 1
        found = read_terms(text[clause_bounds(text, high, high)[0] : high])
    return [] if high < start and any(term.kind == "number" for term in found) else _words(found)


def _tail_stems(text: str, end: int) -> frozenset[str]:
    """Stems of the content words behind a figure in its clause."""
    return frozenset(_words(read_terms(text[end : clause_bounds(text, end, end)[1]])))


def _words(terms: Iterable[Term]) -> list[str]:
    return [term.stem for term in terms if term.kind != "number"]
