"""Reasons to doubt that a passage's figure is the one the claim means, although their words and values meet.

What belongs here: one small rule per doubt, each over the words around the two figures, each with the sentence that a
person reads. What must never be here: values held against values, scores, and the words of one subject.

A doubt never decides against a claim. It only keeps a figure from speaking for or against it: a possibility is no
fact, a former figure is not today's, and the figure of another row, clause or body is another figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.judging.attribution import attributed_to
from pipeline.judging.clauses import clause_bounds
from pipeline.judging.doubts_of_scope import (
    of_a_change,
    of_a_condition,
    of_a_difference,
    of_a_wider_whole,
    of_another_phase,
    of_another_span,
    of_no_average,
)
from pipeline.judging.lexicon import CALENDAR_WORDS
from pipeline.judging.scoring import ClaimView, PassageView
from pipeline.judging.terms import GENERAL_STEMS, Term, read_terms, stem_of
from pipeline.model import Figure
from pipeline.quantities import Quantity, find_quantities, split_sentences

_OPEN = re.compile(
    r"\b(?:could|might|would|unless|if|(?:hop|aim|plan|want|seek|intend|offer|promis|vow|propos)(?:e|s|es|ed|ing)?\s+to|"
    r"(?:hopes|hoped|plans|planned|planning)\s+(?:to|for|with)|(?:target|goal|aim|bid|ceiling|cap)\s+(?:of|is|was)|"
    r"ask(?:s|ed|ing)?\s+for|demand(?:s|ed|ing)?|worth\s+up\s+to|potential(?:ly)?)\b|\bmay\b(?!\s+\d)"
)
"""What has not happened: possibilities, wishes, conditions. "May" with a capital is the month."""
_MEANT = re.compile(r"[\s-]*(?:planned|proposed|intended|projected|expected|promised)\b")
"""The same right behind the figure: "the twelve planned theatres"."""
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|shall|expect\w*|forecast\w*|project(?:ed|ion|ions)|predict\w*|plan(?:s|ned)?|"
    r"hop(?:e|es|ed|ing)|aim(?:s|ed)?|target\w*|propos\w*|intend\w*|promis\w*|(?:is|are|was|were)\s+to|if)\b"
)
_COMING = re.compile(
    r"\b(?:will|shall|(?:is|are)\s+(?:to|due|expected|planned|projected)|plans?\s+to|means?\s+to|intends?\s+to|"
    r"aims?\s+(?:to|for)|expects?|forecasts?|predicts?)\b"
)
"""What a chapter says is still to come."""
_FORMER = re.compile(
    r"\b(?:before\s+(?:that|then|this)|until\s+(?:then|recently|last|\d)|previously|formerly|used\s+to|no\s+longer|"
    r"originally|initial(?:ly)?|instead\s+of|rather\s+than)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:up|down|rose|risen|rises|rising|grew|grown|growing|increase[ds]?|increasing|fell|fallen|falls|dropped|raised|"
    r"cut|climbed|jumped|expanded|moved|changed)\s+from\s+(?:\S+\s+)?$|\bcompared\s+(?:with|to)\s+(?:\S+\s+)?$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:another|(?:the|its|their|his|her|\w+['’]s)\s+other)\s+(?!(?:of|things?|words?|hand|side)\b)\w+",
    re.IGNORECASE,
)
_TABLE_CELL = re.compile(r"^cell=|^row \d|/t[dh]\[")
"""Pointers of cells in the formats that have tables; the keys of a JSON document are not chosen for readers."""
_MOST_OF_IT = 0.6
"""Share of the words before the claim's figure that stand before another figure of the sentence, and more than before
this one, from which the other is the one that is meant."""
_CALENDAR = frozenset(stem_of(word) for word in CALENDAR_WORDS)

_PRONOUN = re.compile(r"\b(?:it|its|he|his|she|her|they|their)\b", re.IGNORECASE)

Doubt = Callable[[ClaimView, PassageView], str | None]


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """What a chapter speaks of, by stems."""

    words: frozenset[str]
    names: frozenset[str]
    """Words that stand inside its sentences as names."""


def find_doubt(
    claim: ClaimView, passage: PassageView, chapter: ChapterWords | None = None, *, agrees: bool = True
) -> str | None:
    """The first reason to doubt, in words; None when there is none.

    `chapter` is what the claim's chapter speaks of: a name that is not in it is a stranger to it. One that
    is in it may be what a claim calls "it", so it takes no figure away that speaks against such a claim.
    """
    for doubt in _DOUBTS:
        found = doubt(claim, passage)
        if found is not None:
            return found
    if chapter is None:
        return None
    stranger = _of_a_stranger(claim, passage, chapter.words)
    if stranger is not None or (not agrees and _PRONOUN.search(_own_sentence(claim))):
        return stranger
    return _of_another_body(claim, passage, chapter.names)


def dates_another_event(claim: ClaimView, passage: PassageView) -> bool:
    """Whether a passage dates something else than what the claim's own words date ("published an analysis in August"):
    it has none of their verbs and nouns. A claim that quotes the bare date leaves that open."""
    if claim.claim.kind != "date":
        return False
    event = {term.stem for term in read_terms(claim.claim.quote) if term.kind not in ("number", "name")}
    event -= GENERAL_STEMS | _CALENDAR
    return bool(event) and event.isdisjoint(passage.own)


@lru_cache(maxsize=8)
def words_of_chapter(text: str) -> ChapterWords:
    """The stems of every term of a chapter."""
    terms = read_terms(text)
    names = frozenset(term.stem for term in terms if term.kind == "name")
    return ChapterWords(frozenset(term.stem for term in terms), names - _CALENDAR)


def _place(passage: PassageView) -> tuple[str, int, int]:
    """The passage's text with the offsets of its figure in it."""
    row = passage.passage
    start = (row.figure_start if row.figure_start is not None else row.start_char) - row.start_char
    end = (row.figure_end if row.figure_end is not None else row.start_char) - row.start_char
    return row.text, start, end


def _lead(passage: PassageView) -> str:
    """The words of the figure's clause before the figure, and the figure's own, in which its hedge stands."""
    text, start, end = _place(passage)
    return text[clause_bounds(text, start, end)[0] : start]


def _own_sentence(claim: ClaimView) -> str:
    """The sentence of the statement in which the claim's figure stands; a statement may say first whom it is about."""
    return _sentence_at(claim.claim.statement, claim.figure_start)


@lru_cache(maxsize=2_000)
def _sentence_at(text: str, place: int) -> str:
    return next((text[low:high] for low, high in split_sentences(text) if low <= place < high), text)


def of_another_subject(claim: ClaimView, passage: PassageView, chapter: ChapterWords | None = None) -> str | None:
    """What stands before the figure in its clause is mostly foreign to the claim: too much to contradict it.

    Names that the chapter mentions may be what the claim calls "it".
    """
    row = passage.passage
    if row.labels:
        return None
    terms = read_terms(_lead(passage))
    lead = _telling(terms)
    known = passage.above.union((term.stem for term in claim.terms), *claim.look_for)
    known |= {term.stem for term in terms if term.kind == "name" and chapter is not None and term.stem in chapter.words}
    strange = [stem for stem in lead if stem not in known]
    return "not clearly of the same thing" if len(strange) > len(lead) / 2 else None


def _only_possible(claim: ClaimView, passage: PassageView) -> str | None:
    if _AHEAD.search(_own_sentence(claim)):
        return None
    text, _, end = _place(passage)
    found = _OPEN.search(_lead(passage)) or _MEANT.match(text, end)
    return f"“{found.group().strip()}” makes it a possibility, not a fact" if found else None


def _present(claim: ClaimView, passage: PassageView) -> str | None:
    """What is to come is not told by what is: "is to have 4,000 seats by 2027" by "the away end has 4,000 seats"."""
    statement = claim.claim.statement
    low, high = clause_bounds(statement, claim.figure_start, claim.figure_start)
    found = _COMING.search(statement, low, high)
    if not found or _AHEAD.search(passage.passage.text) or passage.passage.labels:
        return None
    return f"“{found.group()}” makes the chapter's figure one that is to come, and this one is there"


def _without_its_companion(claim: ClaimView, passage: PassageView) -> str | None:
    """A quote with two figures ("by half after thirty months") is not said by a sentence that gives another second."""
    others = [each for each in _figures(claim.claim.quote) if not _is_same(each, claim.claim)]
    if not others or passage.passage.labels:
        return None
    text, start, end = _place(passage)
    said = [each for each in _figures(text) if each.end <= start or each.start >= end]
    for other in others:
        alike = [each for each in said if (each.kind, each.unit) == (other.kind, other.unit)]
        if alike and (other.value, other.low, other.high) not in [(each.value, each.low, each.high) for each in alike]:
            return f"it says “{alike[0].text}” where the chapter says “{other.text}”"
    return None


@lru_cache(maxsize=2_000)
def _figures(text: str) -> tuple[Quantity, ...]:
    """The figures of a quote or a passage, read once for all the pairs that it is part of."""
    return tuple(find_quantities(text))


def _is_same(quantity: Quantity, figure: Figure) -> bool:
    read = quantity.figure()
    return all(read[name] == getattr(figure, name) for name in ("kind", "value", "low", "high", "date"))


def _former(claim: ClaimView, passage: PassageView) -> str | None:
    if claim.claim.scope != "standing" or _FORMER.search(claim.claim.statement):
        return None
    lead = _lead(passage)
    found = _FORMER.search(lead) or _FROM.search(lead)
    return f"“{found.group().strip()}” makes it a former figure" if found else None


def _of_another(claim: ClaimView, passage: PassageView) -> str | None:
    text, start, _ = _place(passage)
    found = _OTHER.search(text[:start])
    if not found or _OTHER.search(claim.claim.statement):
        return None
    return f"it is said of “{found.group()}”"


def _of_another_clause(claim: ClaimView, passage: PassageView) -> str | None:
    """Another figure of the sentence stands behind the claim's own words ("sold 31,000"), and this one does not."""
    row = passage.passage
    wanted = _lead_stems(claim.claim.statement, claim.figure_start)
    if not wanted or row.labels:
        return None
    text, start, end = _place(passage)
    here = _lead_stems(text, start)
    governed, covered = wanted[-1] in here, set(wanted) <= set(here)
    if governed and covered:
        return None
    for rival in _figures(text):
        if (rival.end > start and rival.start < end) or (rival.kind, rival.unit) != (row.kind, row.unit):
            continue
        there = _lead_stems(text, rival.start)
        mine, theirs = len(set(wanted) & set(here)), len(set(wanted) & set(there))
        if theirs > mine and theirs >= _MOST_OF_IT * len(set(wanted)):
            return f"the same sentence says it of “{rival.text}”"
        if (not governed and there[-1:] == wanted[-1:]) or (not covered and set(wanted) <= set(there)):
            return f"the same sentence says it of “{rival.text}”"
    return None


def _lead_stems(text: str, start: int) -> list[str]:
    """Stems of the content words before a figure in its clause; of an apposition, those of the clause before it,
    unless that has a figure of its own."""
    low, high = clause_bounds(text, start, start)[0], start
    found = read_terms(text[low:high])
    if not found and low > 0:
        high = low - 1
        found = read_terms(text[clause_bounds(text, high, high)[0] : high])
    return [] if high < start and any(term.kind == "number" for term in found) else _words(found)


def _words(terms: Iterable[Term]) -> list[str]:
    return [term.stem for term in terms if term.kind != "number"]


def _of_another_row(claim: ClaimView, passage: PassageView) -> str | None:
    """Every heading of a table cell has to speak of the claim, of the page's subject, or of a time.

    Where the claim names nobody itself ("the canal carried ..."), a heading that is a name may be the one it means.
    """
    row = passage.passage
    if not row.labels or not _TABLE_CELL.search(row.pointer or ""):
        return None
    known = passage.above.union((term.stem for term in claim.terms), *claim.look_for)
    nameless = not any(term.kind == "name" for term in claim.terms)
    for label in row.labels:
        words = _telling(read_terms(label))
        if words and known.isdisjoint(words) and not (nameless and label.istitle()):
            return f"its row or column is “{label}”"
    return None


def _telling(terms: Iterable[Term]) -> list[str]:
    return [
        term.stem
        for term in terms
        if term.kind != "number" and term.stem not in GENERAL_STEMS and term.stem not in _CALENDAR
    ]


def _of_a_stranger(claim: ClaimView, passage: PassageView, chapter_words: frozenset[str]) -> str | None:
    """Before the figure, or in the page's title as well, somebody is named whom the chapter never mentions."""
    row = passage.passage
    text, start, _ = _place(passage)
    authorities = {term.stem for term in attributed_to(text)}
    names = [
        term
        for term in read_terms(text)
        if term.kind == "name" and term.stem not in authorities and term.stem not in _CALENDAR
    ]
    strangers = [term for term in names if term.stem not in chapter_words]
    before = [term for term in names if term.start < start]
    if any(term in strangers for term in before) and not any(term.stem in chapter_words for term in before):
        return f"it is said of “{_surfaces(term for term in before if term in strangers)}”"
    for label in row.labels if _TABLE_CELL.search(row.pointer or "") else ():
        named = [term for term in read_terms(f"x {label}") if term.kind == "name" and term.stem not in _CALENDAR]
        if any(term.stem not in chapter_words for term in named):
            return f"its row or column is “{label}”"
    title = {term.stem for term in read_terms(row.heading or "")}
    titled = [term for term in strangers if term.stem in title]
    return f"the page is about “{_surfaces(titled)}”" if titled else None


def _of_another_body(claim: ClaimView, passage: PassageView, chapter_names: frozenset[str]) -> str | None:
    """The sentence is about somebody else of the chapter: before the figure it names one whom the claim does not name,
    and nobody whom it names. "Its foundation", with a name only behind the figure, may be of anybody."""
    before = [term for term in claim.terms if term.kind == "name" and term.end <= claim.figure_start]
    if not before and _PRONOUN.search(claim.claim.statement[: claim.figure_start]):
        return None
    wanted = {term.stem for term in claim.terms if term.kind == "name"} - _CALENDAR
    if not wanted or not wanted.isdisjoint(passage.own):
        return None
    text, start, _ = _place(passage)
    known = {term.stem for term in (*claim.terms, *read_terms(claim.claim.statement))} | {
        term.stem for term in attributed_to(text)
    }
    others = [
        term
        for term in read_terms(text[:start])
        if term.stem in chapter_names and term.surface[:1].isupper() and term.stem not in known | GENERAL_STEMS
    ]
    return f"it is said of “{_surfaces(others)}”" if others else None


def _surfaces(terms: Iterable[Term]) -> str:
    return " ".join(dict.fromkeys(term.surface for term in terms))


_DOUBTS: tuple[Doubt, ...] = (
    _only_possible,
    _present,
    _former,
    _of_another,
    _of_another_row,
    _of_another_clause,
    of_a_wider_whole,
    of_another_phase,
    of_another_span,
    of_a_change,
    of_a_condition,
    of_a_difference,
    of_no_average,
    _without_its_companion,
)
