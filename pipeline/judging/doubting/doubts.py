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

from pipeline.judging.doubting.accounting import unaccounted
from pipeline.judging.doubting.amounts import of_a_state
from pipeline.judging.doubting.bearers import other_place
from pipeline.judging.doubting.doubts_of_assertion import (
    of_a_party,
    of_a_superseded_figure,
    of_hearsay,
    of_what_is_there,
    of_what_is_unknown,
    only_possible,
)
from pipeline.judging.doubting.doubts_of_rivals import (
    of_another_clause,
    of_another_phrase,
    of_somebody_else,
    without_its_companion,
)
from pipeline.judging.doubting.embedded import embedded
from pipeline.judging.doubting.qualifying import qualified_otherwise
from pipeline.judging.doubting.roles import other_role
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.doubting.wholes import two_fates
from pipeline.judging.finding.figure_places import lead_of, own_sentence, place_of
from pipeline.judging.finding.scoring import ClaimView, PassageView
from pipeline.judging.tabular.grid import WHOLES
from pipeline.judging.wording.attribution import attributed_to
from pipeline.judging.wording.terms import CALENDAR_STEMS, GENERAL_STEMS, Term, read_terms, stem_of
from pipeline.model import Passage
from pipeline.quantities.headings import measure_of, name_of

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
_SHARES = frozenset(stem_of(word) for word in ("share", "percentage", "percent", "proportion", "quota"))
"""What heads a column of percentages without saying of what they are."""
_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|all together|together|combined|overall|totals?|totall?ed)\b", re.I
)
_WORDS_OF_A_CAPTION = 4
_TABLE_CELL = re.compile(r"^cell=|^row \d|/t[dh]\[")
"""Pointers of cells in the formats that have tables; the keys of a JSON document are not chosen for readers."""

_NOW = re.compile(r"\b(?:now|currently|today|at\s+present|these\s+days)\b", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)(?:,\s+|\s+\()(?P<where>[A-Z][\w’'-]+(?:,?\s+[A-Z][\w’'-]+)*)\)?\s*$"
)
_LOCATED = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+)\s+is\s+(?:an?|the)\s+(?:[a-z-]+\s+){1,3}in\s+(?:the\s+)?"
    r"(?P<where>[A-Z][\w’'-]+(?:,?\s+[A-Z][\w’'-]+)*)"
)
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
    for doubt in (*_DOUBTS, *_DOUBTS_OF_AGREEMENT) if agrees else _DOUBTS:
        found = doubt(claim, passage)
        if found is not None:
            return found
    if chapter is None:
        return None
    stranger = _of_a_stranger(claim, passage, chapter.words)
    if stranger is not None or (not agrees and _PRONOUN.search(own_sentence(claim))):
        return stranger
    return _of_another_body(claim, passage, chapter.names)


def is_table_cell(passage: Passage) -> bool:
    """Whether a passage is the cell of a table, whose headings are written for readers."""
    return bool(passage.labels and _TABLE_CELL.search(passage.pointer or ""))


def dates_another_event(claim: ClaimView, passage: PassageView) -> bool:
    """Whether a passage dates something else than what the claim's own words date ("published an analysis in August"):
    it has none of their verbs and nouns. A claim that quotes the bare date leaves that open."""
    if claim.claim.kind != "date":
        return False
    event = {term.stem for term in read_terms(claim.claim.quote) if term.kind not in ("number", "name")}
    event -= GENERAL_STEMS | CALENDAR_STEMS
    return bool(event) and event.isdisjoint(passage.own)


@lru_cache(maxsize=8)
def words_of_chapter(text: str) -> ChapterWords:
    """The stems of every term of a chapter."""
    terms = read_terms(text)
    names = frozenset(term.stem for term in terms if term.kind == "name")
    return ChapterWords(frozenset(term.stem for term in terms), names - CALENDAR_STEMS)


def of_another_subject(claim: ClaimView, passage: PassageView, chapter: ChapterWords | None = None) -> str | None:
    """What stands before the figure in its clause is mostly foreign to the claim: too much to contradict it.

    Names that the chapter mentions may be what the claim calls "it".
    """
    row = passage.passage
    if row.labels or _is_todays_count(claim, passage):
        return None
    terms = read_terms(lead_of(row))
    lead = _telling(terms)
    known = passage.above.union((term.stem for term in claim.terms), *claim.look_for)
    known |= {term.stem for term in terms if term.kind == "name" and chapter is not None and term.stem in chapter.words}
    strange = [stem for stem in lead if stem not in known]
    return "not clearly of the same thing" if len(strange) > len(lead) / 2 else None


def _is_todays_count(claim: ClaimView, passage: PassageView) -> bool:
    """Whether a passage says how many there are now of what a standing claim counts: "the fleet now has 24 ships"."""
    ours, theirs = claim.clause.head, passage.clause.head
    if claim.claim.scope != "standing" or ours is None or theirs is None or ours.stem != theirs.stem:
        return False
    return bool(_NOW.search(lead_of(passage.passage)))


def _former(claim: ClaimView, passage: PassageView) -> str | None:
    if claim.claim.scope != "standing" or _FORMER.search(claim.claim.statement):
        return None
    lead = lead_of(passage.passage)
    found = _FORMER.search(lead) or _FROM.search(lead)
    return f"“{found.group().strip()}” makes it a former figure" if found else None


def _of_another(claim: ClaimView, passage: PassageView) -> str | None:
    text, start, _ = place_of(passage.passage)
    found = _OTHER.search(text[:start])
    if not found or _OTHER.search(claim.claim.statement):
        return None
    return f"it is said of “{found.group()}”"


def _of_another_row(claim: ClaimView, passage: PassageView) -> str | None:
    """Every heading of a table cell has to speak of the claim, of the page's subject, or of a time.

    Where the claim names nobody itself ("the canal carried ..."), a heading that is a name may be the one it means.
    """
    row = passage.passage
    if not is_table_cell(row):
        return None
    known = passage.above.union((term.stem for term in claim.terms), *claim.look_for)
    nameless = not any(term.kind == "name" for term in claim.terms)
    for label in row.labels:
        if WHOLES.match(label) and _IN_ALL.search(claim.claim.statement):
            continue
        words = _telling(read_terms(name_of(label)))
        if row.kind == "percent" and _SHARES.issuperset(words):
            continue
        if words and known.isdisjoint(words) and not (nameless and label.istitle()):
            return f"its row or column is “{label}”"
    return None


def _of_another_role(claim: ClaimView, passage: PassageView) -> str | None:
    """The words are the claim's, but not in the roles that they have there."""
    if passage.passage.labels:
        return None
    text, *figure = place_of(passage.passage)
    found = other_role(claim.claim.statement, (claim.figure_start, claim.figure_end), text, (figure[0], figure[1]))
    return f"“{found}” says it of another thing" if found else None


def _of_another_figure(claim: ClaimView, passage: PassageView) -> str | None:
    """The words around the figure make another amount of it, or one of another whole, body or time."""
    pair = _pair(claim, passage)
    if not passage.passage.labels:
        return qualified_otherwise(pair)
    state, place = of_a_state(pair), other_place(pair)
    if state:
        return f"“{state}” is a state, not a change"
    return f"it is said of “{place}”" if place else None


def _says_more(claim: ClaimView, passage: PassageView) -> str | None:
    """All the claim's words are there, and among them another that may make something else of it."""
    found = None if passage.passage.labels else unaccounted(_pair(claim, passage))
    return f"“{found}” is more than the claim says" if found else None


def _of_an_embedded_clause(claim: ClaimView, passage: PassageView) -> str | None:
    """An advertisement promises it; it is so if something else is so; saying it is called an error."""
    found = None if passage.passage.labels else embedded(_pair(claim, passage))
    return f"“{found}” leaves open whether it is so" if found else None


def _of_two_fates(claim: ClaimView, passage: PassageView) -> str | None:
    found = two_fates(_pair(claim, passage))
    return f"it counts “{found}” together" if found else None


def _pair(claim: ClaimView, passage: PassageView) -> Pair:
    row = passage.passage
    return Pair(
        claim.claim.statement, claim.figure_start, claim.figure_end, *place_of(row), kind=claim.claim.kind,
        above=" ".join((*row.labels, row.heading or "")), standing=claim.claim.scope == "standing",
    )  # fmt: skip


def _of_names_alone(claim: ClaimView, passage: PassageView) -> str | None:
    """Turnout in a town is no heating in the same town, however alike the figures are."""
    words = {term.stem for term in claim.terms if term.kind == "word"} - GENERAL_STEMS - CALENDAR_STEMS
    met = passage.own | passage.above | passage.labels
    if not _names_its_subject(passage):
        met |= passage.around
    if len(words) < 2 or not words.isdisjoint(met) or any(met & wanted for wanted in claim.look_for):
        return None
    return "nothing but names is spoken of in both"


def _names_its_subject(passage: PassageView) -> bool:
    """Whether what a figure is of stands before it ("turnout was ..."), and need not be looked for in the sentences
    around ("the share was ...")."""
    lead = {term.stem for term in read_terms(lead_of(passage.passage)) if term.kind == "word"}
    return bool(lead - GENERAL_STEMS - CALENDAR_STEMS)


def _telling(terms: Iterable[Term]) -> list[str]:
    return [
        term.stem
        for term in terms
        if term.kind != "number" and term.stem not in GENERAL_STEMS and term.stem not in CALENDAR_STEMS
    ]


def _of_a_stranger(claim: ClaimView, passage: PassageView, chapter_words: frozenset[str]) -> str | None:
    """Before the figure, or in the page's title as well, somebody is named whom the chapter never mentions."""
    row = passage.passage
    text, start, _ = place_of(passage.passage)
    authorities = {term.stem for term in attributed_to(text)}
    names = [
        term
        for term in read_terms(text)
        if term.kind == "name" and term.stem not in authorities and term.stem not in CALENDAR_STEMS
    ]
    strangers = [term for term in names if term.stem not in chapter_words]
    before = [term for term in names if term.start < start]
    if any(term in strangers for term in before) and not any(term.stem in chapter_words for term in before):
        return f"it is said of “{_surfaces(term for term in before if term in strangers)}”"
    for label in row.labels if is_table_cell(row) else ():
        if WHOLES.match(label):
            continue
        is_prose = measure_of(label) or len(label.split()) >= _WORDS_OF_A_CAPTION
        opening = "" if is_prose else "x "  # a caption, and what says how it is measured, begin with no name
        named = [
            term
            for term in read_terms(f"{opening}{name_of(label)}")
            if term.kind == "name" and term.stem not in CALENDAR_STEMS | GENERAL_STEMS
        ]
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
    wanted = {term.stem for term in claim.terms if term.kind == "name"} - CALENDAR_STEMS
    if not wanted or not wanted.isdisjoint(passage.own):
        return None
    text, start, _ = place_of(passage.passage)
    known = {term.stem for term in (*claim.terms, *read_terms(claim.claim.statement))} | {
        term.stem for term in attributed_to(text)
    }
    others = [
        term
        for term in read_terms(text[:start])
        if term.stem in chapter_names and term.surface[:1].isupper() and term.stem not in known | GENERAL_STEMS
    ]
    return f"it is said of “{_surfaces(others)}”" if others else None


def of_a_namesake(title: str | None, opening: str, chapter: ChapterWords) -> str | None:
    """The place by which a page tells its subject apart from others of its name, when the chapter never mentions it:
    "Ardle, Otago" may not be the chapter's Ardle."""
    for found in (*_QUALIFIED.finditer(title or ""), *_LOCATED.finditer(opening)):
        name = [term.stem for term in read_terms(f"x {found['name']}")]
        where = [term.stem for term in read_terms(f"x {found['where']}") if term.kind == "name"]
        if name and where and chapter.names.issuperset(name) and chapter.words.isdisjoint(where):
            return f"its page is about “{found['name']}” in “{found['where']}”, of which the chapter does not speak"
    return None


def _surfaces(terms: Iterable[Term]) -> str:
    return " ".join(dict.fromkeys(term.surface for term in terms))


_DOUBTS: tuple[Doubt, ...] = (
    only_possible,
    of_what_is_there,
    of_a_party,
    of_what_is_unknown,
    of_hearsay,
    _former,
    _of_another,
    _of_another_row,
    of_another_clause,
    _of_another_figure,
    without_its_companion,
)
_DOUBTS_OF_AGREEMENT: tuple[Doubt, ...] = (
    of_another_phrase,
    of_somebody_else,
    of_a_superseded_figure,
    _of_two_fates,
    _of_another_role,
    _of_names_alone,
    _of_an_embedded_clause,
    _says_more,
)
"""Doubts that only keep a figure from supporting a claim: it may speak against one all the same."""
