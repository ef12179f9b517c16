"""How surely a passage speaks of what a claim speaks of: named parts, named weights, one score.

What belongs here: the parts of a match score, each a pure function of a claim's view and a passage's view. What must
never be here: figures against figures (arithmetic); a part may look at a unit, never at a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.judging.comparing.periods import read_period
from pipeline.judging.comparing.rates import rate_of_clause
from pipeline.judging.comparing.units import is_one_currency
from pipeline.judging.finding.weights import MATCH_WEIGHTS
from pipeline.judging.wording.aliases import acronyms, expand
from pipeline.judging.wording.attribution import attributed_to
from pipeline.judging.wording.clauses import Clause, rate_of, read_clause
from pipeline.judging.wording.lexicon import PERSON_WORDS
from pipeline.judging.wording.modifiers import exact_stems, measure_conflict, measured_as, opposites
from pipeline.judging.wording.negation import denies
from pipeline.judging.wording.terms import GENERAL_STEMS, Term, read_stems, read_terms, stem_of, words_of
from pipeline.model import Claim, Figure, Page, Passage, Source
from pipeline.quantities import find_quantities

Rarity = Callable[[str], float]
"""How rare a stem is among the passages at hand."""

_ANYBODY = stem_of("people")
_PERSONS = frozenset(stem_of(word) for word in PERSON_WORDS)
NEIGHBOURHOOD = 400
"""Characters before and after a passage whose words may name its subject."""
_HEADING_TRUST, _NEIGHBOUR_TRUST = 0.9, 0.6
_NAME_RARITY = 0.7
"""Whom a page is about stands in all its passages, and still tells that they speak of it."""
_HARDLY = 0.1
"""Below this share the words next to a passage's figure are not the claim's: "the croissant €1.10"."""
_LEAST_RARITY, _MOST_RARITY = 0.6, 1.5
"""Between these a word's rarity on its page counts: how often a short page says a word is mostly chance, and a word it
never says must not outweigh all that it says."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it is matched."""

    claim: Claim
    figure_start: int
    """Where the figure stands in the claim's statement."""
    figure_end: int
    clause: Clause
    own_clause: str
    """The figure's clause as it stands."""
    rate: str | None
    """The unit of time that the clause spreads its figures over ("each year")."""
    terms: tuple[Term, ...]
    known: frozenset[str]
    """Stems of its terms."""
    spoken_of: frozenset[str]
    """Stems of its terms and of the words to look for."""
    lead: str | None
    """Stem of the last word before the figure in its clause."""
    exact: frozenset[str]
    measured: frozenset[str]
    denies: bool
    authorities: frozenset[str]
    look_for: tuple[frozenset[str], ...]
    not_for: tuple[frozenset[str], ...]
    stems: tuple[str, ...]
    """What is searched for in the index."""


@dataclass(frozen=True, slots=True)
class ClaimWeights:
    """What the words of a claim weigh among the passages of one index, by stem."""

    clause: Mapping[str, float]
    statement: Mapping[str, float]
    names: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as it is matched: its own words, the headings over it, the words around it."""

    passage: Passage
    clause: Clause
    own_clause: str
    rate: str | None
    own: frozenset[str]
    above: frozenset[str]
    around: frozenset[str]
    labels: frozenset[str]
    lead: str | None
    """Stem of the last word before the figure in its clause."""
    beside: Mapping[str, float]
    """What stands next to the figure, the words of its clause or of a cell's headings, with what each weighs."""
    following: str
    """The text right behind the passage."""
    exact: frozenset[str]
    measured: frozenset[str]
    denies: bool


@lru_cache(maxsize=1_000)
def view_claim(claim: Claim, at: int | None = None) -> ClaimView:
    """Read a claim once for all the passages it is compared with. `at` is the offset of its quote in its statement,
    for a statement that holds the quote more than once."""
    start, end = _figure_place(claim, at)
    clause = read_clause(claim.statement, start, end)
    own_clause = claim.statement[clause.low : clause.high]
    subject = read_terms(claim.subject or "")
    near_words = f"{own_clause} {claim.subject or ''}"
    rate = rate_of(claim.statement, end)
    terms = tuple(term for term in (*clause.near, *clause.far, *subject) if term.kind != "number")
    known = frozenset(term.stem for term in terms)
    look_for = tuple(frozenset(term.stem for term in read_terms(words)) for words in claim.look_for)
    searched = [term.stem for term in (*clause.near, *terms)]
    return ClaimView(
        claim=claim,
        figure_start=start,
        figure_end=end,
        clause=clause,
        own_clause=own_clause,
        rate=rate_of_clause(claim.statement, clause.low, clause.high),
        terms=terms,
        known=known,
        spoken_of=known.union(*look_for),
        lead=_lead(clause, start),
        exact=exact_stems(words_of(near_words)),
        measured=measured_as(exact_stems([*words_of(near_words), *([rate] if rate else [])])),
        denies=denies(own_clause),
        authorities=frozenset(term.stem for term in attributed_to(claim.statement)),
        look_for=look_for,
        not_for=tuple(frozenset(term.stem for term in read_terms(words)) for words in claim.not_for),
        stems=tuple(dict.fromkeys([*searched, *(stem for group in look_for for stem in group)])),
    )


def weigh_claim(claim: ClaimView, rarity: Rarity) -> ClaimWeights:
    """Weigh the words of a claim once for all passages of an index."""
    return ClaimWeights(
        clause=_weights(claim.clause.near or claim.clause.far, rarity),
        statement=_weights(claim.terms, rarity),
        names=_weights((term for term in claim.terms if term.kind == "name"), rarity),
    )


def _figure_place(claim: Claim, at: int | None) -> tuple[int, int]:
    """Where the figure itself stands in the statement: a register's quote may hold what is counted as well."""
    start = at if at is not None else claim.statement.find(claim.quote) if claim.quote else -1
    if start < 0:
        return len(claim.statement), len(claim.statement)
    for quantity in find_quantities(claim.quote):
        if quantity.figure()["value"] == claim.value and (quantity.kind == "date") == (claim.kind == "date"):
            return start + quantity.start, start + quantity.end
    return start, start + len(claim.quote)


def view_passage(passage: Passage, page: Page, source: Source | None, rarity: Rarity) -> PassageView:
    """Read a passage with what stands above and around it, once for all the claims it is compared with."""
    text = passage.text
    start = (passage.figure_start or passage.start_char) - passage.start_char
    end = (passage.figure_end or passage.start_char) - passage.start_char
    clause = read_clause(text, start, end)
    own_clause = text[clause.low : clause.high]
    labels = " ; ".join(passage.labels)
    headings = (term for label in passage.labels for term in read_terms(label) if term.kind != "number")
    above = [passage.heading or "", page.title or ""]
    if source is not None:
        above += [source.title or "", source.publisher or "", page.publisher or ""]
    before = page.text[max(0, passage.start_char - NEIGHBOURHOOD) : passage.start_char]
    after = page.text[passage.end_char : passage.end_char + NEIGHBOURHOOD // 2]
    known = acronyms(f"{text} {before[-200:]}")
    near_words = words_of(f"{own_clause} {labels}")
    rate = rate_of(text, end)
    return PassageView(
        passage=passage,
        clause=clause,
        own_clause=own_clause,
        rate=rate_of_clause(text, clause.low, clause.high),
        own=expand(_stems((text, labels)), known),
        above=_stems(above),
        around=_stems((before, after)) if not passage.labels else frozenset(),
        labels=_stems(passage.labels),
        lead=_lead(clause, start if passage.figure_start is not None else 0),
        beside=_weights((*clause.near, *headings), rarity),
        following=after,
        exact=exact_stems(near_words),
        measured=measured_as(exact_stems([*near_words, *([rate] if rate else [])])),
        denies=denies(own_clause),
    )


def _lead(clause: Clause, start: int) -> str | None:
    return next((term.stem for term in reversed(clause.near) if term.end <= start), None)


def match_parts(claim: ClaimView, weights: ClaimWeights, passage: PassageView) -> dict[str, float]:
    """Every part of the score by name. Shares are 0..1, conflicts count from 0 up, `counted`, `unit` and `time` are
    -1 (another), 0 (unknown) or up to 1 (the same)."""
    focus = _focus(claim, passage)
    found = {stem: _trust(stem, passage) for stem in weights.statement}
    return {
        "clause": _share(weights.clause, found),
        "statement": _share(weights.statement, found),
        "names": _share(weights.names, found),
        "counted": _counted(claim, passage),
        "focus": focus,
        "apart": float(focus < _HARDLY and bool(passage.beside)),
        "slot": float(claim.lead is not None and claim.lead == passage.lead),
        "unit": _unit(claim.claim, passage.passage),
        "look_for": _most_found(claim.look_for, passage),
        "not_for": float(any(group <= passage.own for group in claim.not_for if group)),
        "opposite": float(min(len(opposites(claim.exact, passage.exact)), 2)),
        "negation": float(claim.denies != passage.denies),
        "measured_as": measure_conflict(claim.measured, passage.measured),
        "time": _time(claim.claim, passage.passage),
        "attribution": _attribution(claim, passage),
    }


def weigh(parts: dict[str, float], weights: dict[str, float] = MATCH_WEIGHTS) -> float:
    """The score, 0..1: the logistic function of the weighted sum of the parts."""
    total = weights["bias"] + sum(weights[name] * value for name, value in parts.items() if name in weights)
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(read_stems, texts))


def _weights(terms: Iterable[Term], rarity: Rarity) -> dict[str, float]:
    return {term.stem: _weight(term, rarity) for term in terms}


def _weight(term: Term, rarity: Rarity) -> float:
    known = min(max(rarity(term.stem), _LEAST_RARITY), _MOST_RARITY)
    weight = 1.5 * max(known, _NAME_RARITY) if term.kind == "name" else known
    return weight * 0.3 if term.stem in GENERAL_STEMS else weight


def _trust(stem: str, passage: PassageView) -> float:
    if stem in passage.own:
        return 1.0
    if stem in passage.above:
        return _HEADING_TRUST
    return _NEIGHBOUR_TRUST if stem in passage.around else 0.0


def _share(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """How much of what the claim's words weigh is found in a passage; half where there are none."""
    total = sum(weights.values())
    if not total:
        return 0.5
    return sum([weight * found[stem] for stem, weight in weights.items()]) / total


def _counted(claim: ClaimView, passage: PassageView) -> float:
    """Whether the same noun is counted. Another noun in its place is a conflict, whatever else agrees."""
    wanted = [term.stem for term in claim.clause.counted or claim.clause.share_of]
    said = [term.stem for term in passage.clause.counted or passage.clause.share_of]
    known = claim.known
    if not wanted:
        if not said:
            return 0.0
        return 0.5 if said[-1] in known else -0.4
    head = wanted[-1]
    if said:
        if head == said[-1]:
            return 1.0
        if _only_describes(head, claim.clause.counted, passage.clause.counted):
            return -1.0
        if head in said or said[-1] in wanted:
            return 0.7
        if {head, said[-1]} <= _PERSONS and _ANYBODY in (head, said[-1]):
            return 0.3
        return -1.0 if said[-1] not in known else -0.3
    if head in passage.labels or any(head == term.stem for term in passage.clause.near):
        return 0.8
    return 0.3 if any(stem in passage.own for stem in wanted) else -0.3


def _only_describes(head: str, wanted: Sequence[Term], said: Sequence[Term]) -> bool:
    """Whether the claimed noun stands in the singular before another one in the plural: "hospital admissions" are
    admissions, no hospitals."""
    mine = next((term.surface.lower() for term in wanted if term.stem == head), "")
    theirs = next((term.surface.lower() for term in said[:-1] if term.stem == head), "")
    plural = bool(said) and said[-1].surface.lower().endswith("s")
    return mine.endswith("s") and bool(theirs) and not theirs.endswith("s") and plural


def _focus(claim: ClaimView, passage: PassageView) -> float:
    """How much of what stands next to the passage's figure the claim speaks of too."""
    total = sum(passage.beside.values())
    said = sum(weight for stem, weight in passage.beside.items() if stem in claim.spoken_of)
    return said / total if total else 0.5


def _unit(claim: Figure, found: Figure) -> float:
    if claim.kind != found.kind:
        return -1.0 if {claim.kind, found.kind} & {"date", "money", "percent"} else -0.3
    if claim.unit and found.unit:
        if claim.kind == "money" and is_one_currency(claim.unit, found.unit):
            return 1.0
        return 1.0 if claim.unit == found.unit else -0.5
    return 0.5 if claim.unit == found.unit else 0.0


def _most_found(groups: Sequence[frozenset[str]], passage: PassageView) -> float:
    words = passage.own | passage.above
    shares = [len(group & words) / len(group) for group in groups if group]
    return max(shares, default=0.0)


def _time(claim: Claim, passage: Passage) -> float:
    mine, theirs = read_period(claim.as_of), read_period(passage.as_of)
    if mine is None or theirs is None:
        return 0.0
    if mine.overlaps(theirs):
        return 1.0
    return -1.0 if claim.scope == "dated" else 0.0


def _attribution(claim: ClaimView, passage: PassageView) -> float:
    if not claim.authorities:
        return 0.0
    known = passage.own | passage.above | passage.around
    return float(not claim.authorities & known)
