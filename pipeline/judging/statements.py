"""How fully one evidence text states a whole claim sentence: named parts over its sentences.

What belongs here: the words, names, numbers and word order of a claim sentence against the sentence of the evidence
that covers it best and its neighbours. What must never be here: the verdict on a single figure (matching).

A sentence is more than its figures: "the same year she raised $100 million" is not stated by a text in which somebody
else raised it. These parts say how much of the rest is there too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.judging.aliases import acronyms, expand
from pipeline.judging.lexicon import GENERAL_WORDS
from pipeline.judging.modifiers import exact_stems, measure_conflict, measured_as, missing_absolutes, opposites
from pipeline.judging.negation import denies, is_hearsay
from pipeline.judging.terms import Term, read_terms, stem_of, words_of
from pipeline.model import Page, Passage

_GENERAL = frozenset(stem_of(word) for word in GENERAL_WORDS)
_GAP = 4
"""Terms that may stand between two that were neighbours in the claim and still count as a pair."""
_BINDING = 8
"""Terms on either side of a number within which its companions from the claim should stand."""
ANCHORS = 5
"""Sentences that are looked at as the place where the claim is stated."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cell or value of the evidence, with its labels read into its terms."""

    start: int
    end: int
    text: str
    terms: tuple[Term, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim sentence as it is matched as a whole."""

    text: str
    terms: tuple[Term, ...]
    weights: dict[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    exact: frozenset[str]


def read_sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """The distinct sentences of a page's passages, in reading order."""
    sentences: dict[tuple[int, int], Sentence] = {}
    for passage in passages:
        place = (passage.start_char, passage.end_char)
        if place not in sentences:
            words = " ; ".join((*passage.labels, passage.text))
            terms = read_terms(words)
            sentences[place] = Sentence(*place, words, terms, frozenset(term.stem for term in terms))
    return [sentences[place] for place in sorted(sentences)]


def read_statement(text: str, rarity: Callable[[str], float]) -> Statement:
    """The claim sentence with the weight of each of its words: rare ones and names more, general ones less."""
    terms = read_terms(text)
    words = [term for term in terms if term.kind != "number"]
    weights = {
        term.stem: rarity(term.stem) * (1.3 if term.kind == "name" else 0.4 if term.stem in _GENERAL else 1.0)
        for term in words
    }
    stems = [term.stem for term in terms]
    return Statement(
        text=text,
        terms=terms,
        weights=weights,
        names=frozenset(term.stem for term in words if term.kind == "name"),
        numbers=frozenset(term.stem for term in terms if term.kind == "number"),
        pairs=frozenset(pairwise(stems)),
        exact=exact_stems(words_of(text)),
    )


def anchors(statement: Statement, sentences: Sequence[Sentence]) -> list[int]:
    """Positions of the sentences that cover the claim best by themselves and with their neighbours, best first."""
    ranked = []
    for position, sentence in enumerate(sentences):
        window = sentence.stems.union(*(each.stems for each in _neighbours(sentences, position)))
        score = _covered(statement, sentence.stems) + 0.5 * _covered(statement, window)
        if statement.numbers:
            score += 0.7 * _found(statement.numbers, sentence.stems) + 0.3 * _found(statement.numbers, window)
        ranked.append((-score, position))
    return [position for _, position in sorted(ranked)[:ANCHORS]]


def statement_parts(
    statement: Statement, sentences: Sequence[Sentence], anchor: int, page: Page, heading: str | None = None
) -> dict[str, float]:
    """Every part by name. Shares are 0..1, counts are capped, conflicts count from 0 up."""
    sentence = sentences[anchor]
    around = _neighbours(sentences, anchor)
    above = frozenset(term.stem for words in (page.title or "", heading or "") for term in read_terms(words))
    known = acronyms(" ".join(each.text for each in (*around, sentence)))
    own = expand(sentence.stems, known)
    window = own.union(above, *(each.stems for each in around))
    whole = frozenset().union(above, *(each.stems for each in sentences))
    exact = exact_stems(words_of(sentence.text))
    exact_window = exact.union(exact_stems(word for each in around for word in words_of(each.text)))
    order = _ordered_pairs([sentence, *around])
    missing = [stem for stem in statement.weights if stem not in window]
    return {
        "sentence": _covered(statement, own),
        "window": _covered(statement, window),
        "document": _covered(statement, whole),
        "names": _found(statement.names, window),
        "missing_names": float(min(len(statement.names - window), 4)),
        "missing_words": float(min(sum(stem not in _GENERAL for stem in missing), 6)),
        "numbers": _found(statement.numbers, window),
        "missing_numbers": float(min(len(statement.numbers - window), 4)),
        "binding": _binding(statement, [sentence, *around], above),
        "order": len(statement.pairs & order) / len(statement.pairs) if statement.pairs else 1.0,
        "opposite": float(min(len(opposites(statement.exact, exact)), 2)),
        "negation": float(denies(statement.text) != denies(sentence.text)),
        "absolute": float(min(len(missing_absolutes(statement.exact, exact_window)), 2)),
        "measured_as": measure_conflict(measured_as(statement.exact), measured_as(exact_window)),
        "substituted": float(min(_substitutions(statement, sentence), 2)),
        "asked": float(sentence.text.rstrip().endswith("?")),
        "hearsay": float(is_hearsay(sentence.text) and not is_hearsay(statement.text)),
        "length": min(len(statement.terms), 40) / 20,
    }


def _neighbours(sentences: Sequence[Sentence], position: int) -> list[Sentence]:
    return [sentences[near] for near in (position - 1, position + 1) if 0 <= near < len(sentences)]


def _covered(statement: Statement, stems: frozenset[str]) -> float:
    total = sum(statement.weights.values())
    return sum(weight for stem, weight in statement.weights.items() if stem in stems) / total if total else 1.0


def _found(wanted: frozenset[str], stems: frozenset[str]) -> float:
    return len(wanted & stems) / len(wanted) if wanted else 1.0


def _ordered_pairs(sentences: Sequence[Sentence]) -> frozenset[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for sentence in sentences:
        stems = [term.stem for term in sentence.terms]
        for position, stem in enumerate(stems):
            pairs.update((stem, other) for other in stems[position + 1 : position + 1 + _GAP])
    return frozenset(pairs)


def _substitutions(statement: Statement, sentence: Sentence) -> int:
    """Words of the claim in whose place, between the same two neighbours, the sentence says another word."""
    places: dict[str, list[int]] = {}
    for position, term in enumerate(sentence.terms):
        places.setdefault(term.stem, []).append(position)
    mine = {term.stem for term in statement.terms}
    count = 0
    for position, term in enumerate(statement.terms[1:-1], start=1):
        if term.stem in places and term.kind != "number":
            continue
        left, right = statement.terms[position - 1].stem, statement.terms[position + 1].stem
        for first in places.get(left, ()):
            between = [sentence.terms[at].stem for at in range(first + 1, min(first + 3, len(sentence.terms)))]
            if between and right in between[1:] and between[0] not in mine and term.stem != between[0]:
                count += 1
                break
    return count


def _binding(statement: Statement, sentences: Sequence[Sentence], above: frozenset[str]) -> float:
    """The worst-kept company of the claim's numbers: how many of the words next to each stand next to it here too."""
    worst = 1.0
    for position, term in enumerate(statement.terms):
        if term.kind != "number":
            continue
        company = {near.stem for near in statement.terms[max(0, position - 3) : position + 4] if near.kind != "number"}
        best = 0.0
        for sentence in sentences:
            for at, other in enumerate(sentence.terms):
                if other.stem == term.stem:
                    close = {near.stem for near in sentence.terms[max(0, at - _BINDING) : at + _BINDING + 1]} | above
                    best = max(best, len(company & close) / len(company) if company else 1.0)
        worst = min(worst, best)
    return worst
