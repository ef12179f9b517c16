"""Whether an evidence text states a whole claim sentence: where, how surely, and what it says of each number.

What belongs here: the choice of the place in a text, and the conditions under which it counts as stating the claim.
What must never be here: time, sources and verdicts.

The score orders, the conditions decide: a sentence states a claim only when every number stands there, no word of the
claim is missing or turned into another, and no better place in the text gives another value. Weights alone never make
a place decisive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.judging.comparing.outcome import agrees, differs
from pipeline.judging.finding.passages import find_passages
from pipeline.judging.finding.retrieval import PassageIndex
from pipeline.judging.finding.scoring import weigh
from pipeline.judging.finding.weights import STATEMENT_WEIGHTS
from pipeline.judging.policy import Policy
from pipeline.judging.sentences.figures import Finding
from pipeline.judging.sentences.layout import read_layout
from pipeline.judging.sentences.statements import (
    Sentence,
    Statement,
    anchors,
    findings_of,
    neighbours,
    read_sentences,
    statement_parts,
)
from pipeline.judging.tabular import Answer, Grid, answer, read_grids
from pipeline.judging.wording.terms import read_terms
from pipeline.model import Page, Passage

NEARLY_ALL = 0.75
"""Share of the claim's words, weighted by rarity, that must stand in the sentence, its neighbours and its headings."""
OWN_SHARE = 0.2
"""Share that must stand in the sentence itself and its headings."""
KEPT_ORDER = 0.34
"""Share of the claim's neighbouring words that must be neighbours in the text too: the same words in another order may
say another thing."""
GOOD_COMPANY = 0.5
"""Share of the words around each number of the claim that must stand around it in a neighbouring sentence too, for that
sentence to lend its number."""
FOCUSED = 0.6
"""Share of a labelled line's words that the claim has too, from which its value is the one the claim gives."""
UNDERSTOOD = 0.5
"""Share of the claim that a labelled line says word for word, from which its subject is taken as understood."""

_SURE = 0.9
"""The score of a table's answer: it accounts for every word of the claim."""
_NO_BETTER = "no better place says otherwise"
_ONLY_NUMBERS = frozenset({"every number stands there", "in the claim's order", "in much the same order of words"})
"""Conditions that fail where nothing but a value differs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text cut for matching, once for all claims."""

    page: Page
    index: PassageIndex
    sentences: tuple[Sentence, ...]
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence of a text as the place where a claim may be stated."""

    sentence: Sentence
    parts: dict[str, float]
    findings: tuple[Finding, ...]
    """What it says of each number of the claim, in the claim's order."""
    failed: tuple[str, ...]
    """The conditions that it does not meet, by name; empty when it states the claim."""
    score: float
    answer: Finding | None = None
    """What a table says of the claim as a whole; it holds for each of its numbers."""

    @property
    def states(self) -> bool:
        """Whether the claim is stated here."""
        return not self.failed

    @property
    def denies(self) -> bool:
        """Whether only the value is another: the words are the claim's, and so are its other numbers."""
        if self.answer is not None:
            return self.answer.standing == "differs"
        standings = [finding.standing for finding in self.findings]
        others = [standing for standing in standings if standing != "differs"]
        placed = all(standing in ("stated", "coarser") for standing in others)
        if "differs" not in standings or not placed or (len(standings) > 1 and not others):
            return False
        focused = self.parts["labelled"] == 1 and self.parts["focus"] >= FOCUSED
        return (self.parts["in_slot"] == 1 or focused) and _ONLY_NUMBERS.issuperset(self.failed)


def read_evidence(text: str, published: str | None) -> Reading:
    """Cut a plain text into sentences and index them."""
    page = read_layout(text, published=published)
    passages: list[Passage] = find_passages(page, "text")
    return Reading(page, PassageIndex(passages), tuple(read_sentences(passages)), tuple(read_grids(page)))


def find_places(statement: Statement, reading: Reading, policy: Policy) -> list[Place]:
    """The places of a text where the claim may be stated, the best first; none in an empty text.

    Where a table answers the claim as a whole, its single cells are no places of their own.
    """
    told = next((found for grid in reading.grids if (found := answer(statement.text, grid)) is not None), None)
    if told is not None:
        return [_answering(told, reading)]
    places = [_place(statement, reading, anchor, policy) for anchor in anchors(statement, reading.sentences)]
    opening = frozenset(term.stem for term in statement.terms[:1] if term.surface[0].isupper())
    names = statement.names | opening
    places = [_beside(place, places, frozenset(statement.weights), names, policy) for place in places]
    return sorted(places, key=lambda place: (-place.score, place.sentence.start))


def _place(statement: Statement, reading: Reading, anchor: int, policy: Policy) -> Place:
    sentences: Sequence[Sentence] = reading.sentences
    parts = statement_parts(statement, sentences, anchor, reading.page, policy)
    failed = tuple(name for name, holds in _conditions(parts).items() if not holds)
    weight = weigh(parts, STATEMENT_WEIGHTS)
    decisive = policy.decisive_score
    score = decisive + (1 - decisive) * weight if not failed else decisive * weight * 0.999
    lenders = neighbours(sentences, anchor) if _lent(parts) and parts["figures"] < 1 else []
    findings = tuple(findings_of(statement, [sentences[anchor], *lenders], policy))
    return Place(sentences[anchor], parts, findings, failed, score)


def _answering(told: Answer, reading: Reading) -> Place:
    """A table's answer as the place in the text."""
    comparison = agrees("arithmetic", told.arithmetic) if told.holds else differs(told.arithmetic)
    finding = Finding("stated" if told.holds else "differs", comparison, None, 0)
    text = reading.page.text[told.start : told.end]
    terms = read_terms(text)
    sentence = Sentence(told.start, told.end, text, terms, frozenset(term.stem for term in terms), ())
    failed = () if told.holds else ("the table bears it out",)
    return Place(sentence, {"table": 1.0, told.form: 1.0}, (), failed, _SURE, finding)


def _beside(
    place: Place, places: Sequence[Place], wanted: frozenset[str], names: frozenset[str], policy: Policy
) -> Place:
    """The same place, no longer stating the claim when a line with a plainer label, in which no word of the claim is
    less, gives another value: "Depth - note: old survey 12 m" gives way to "Depth: 14 m". A name in a label that also
    holds words nobody asked for ("note: East Reef") tells less than the plain label."""
    label = _label(place)
    if not (place.states and label):
        return place
    plainer = [other for other in places if other.denies and _label(other) and _label(other) < label]
    unasked = label - wanted
    asked = label & (wanted - names if unasked else wanted)
    if not any(asked <= _label(other) for other in plainer):
        return place
    score = min(place.score, policy.decisive_score * 0.999)
    return replace(place, failed=(_NO_BETTER,), score=score)


def _label(place: Place) -> frozenset[str]:
    """The words of a labelled line before its first number; empty for prose."""
    if not place.parts["labelled"]:
        return frozenset()
    stems: list[str] = []
    for term in place.sentence.terms:
        if term.kind == "number":
            break
        stems.append(term.stem)
    return frozenset(stems)


def _lent(parts: dict[str, float]) -> bool:
    """Whether a neighbouring sentence of the same prose states the numbers that this one lacks, of the same things. A
    sentence that gives another value itself borrows none, nor does a line of a list from the next."""
    lacks = parts["figures_differ"] == 0 and parts["labelled"] == 0
    own = parts["another"] == 0 and parts["lent_by_another"] == 0
    return lacks and own and parts["figures_around"] == 1 and parts["binding"] >= GOOD_COMPANY


def _conditions(parts: dict[str, float]) -> dict[str, bool]:
    """What must hold for a sentence to state a claim."""
    words = parts["missing_words"] == 0 and parts["window"] >= NEARLY_ALL and parts["sentence"] >= OWN_SHARE
    return {
        "the claim says something": parts["empty"] == 0,
        "every number stands there": parts["figures"] == 1 or _lent(parts),
        "in the claim's order": parts["figures_order"] == 1,
        "no word of the claim is missing": words or parts["understood"] >= UNDERSTOOD,
        "in much the same order of words": parts["order"] >= KEPT_ORDER or parts["understood"] >= UNDERSTOOD,
        _NO_BETTER: parts["rivals"] == 0,
        "no opposite word": parts["opposite"] == 0,
        "each number in its place": parts["misplaced"] == 0,
        "of what the claim names alone": parts["total"] == 0,
        "no denial": parts["negation"] == 0,
        "no word in another's place": parts["substituted"] == 0,
        "each word in its role": parts["roles"] == 0,
        "the same amount of the same whole": parts["qualified"] == 0,
        "nothing is added that may change it": parts["unaccounted"] == 0,
        "no restriction is added": parts["absolute"] == 0,
        "a fact, not a possibility": parts["open"] == 0,
        "of whom the claim speaks": parts["another"] == 0,
        "said in its own voice": parts["embedded"] == 0,
        "asserted, not asked": parts["asked"] == 0,
        "asserted, not reported as a rumour": parts["hearsay"] == 0,
    }


def still_says(place: Place) -> bool:
    """Whether a place that an earlier version filled with the claim may still say it in other words: every number
    stands there, if only rounded, and no better place says otherwise."""
    if place.answer is not None:
        return place.states
    parts = place.parts
    rounded = parts["figures_coarse"] == 1 and parts["figures_order"] >= 0.5
    return rounded and _NO_BETTER not in place.failed and parts["opposite"] == 0
