"""How fully one evidence text states a whole claim sentence: named parts over its sentences.

What belongs here: the words, names, numbers and word order of a claim sentence against the sentence of the evidence
that covers it best and its neighbours. What must never be here: the verdict on a single figure (matching).

A sentence is more than its figures: "the same year she raised $100 million" is not stated by a text in which somebody
else raised it. These parts say how much of the rest is there too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.judging.comparing.outcome import undecided
from pipeline.judging.doubting.accounting import unaccounted
from pipeline.judging.doubting.embedded import embedded
from pipeline.judging.doubting.qualifying import qualified_otherwise
from pipeline.judging.doubting.roles import other_role
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.policy import Policy
from pipeline.judging.sentences.company import Slot, binding, in_its_slot, is_total_of_several, misplaced
from pipeline.judging.sentences.figures import (
    STANDINGS,
    Finding,
    Number,
    Standing,
    find_number,
    order_kept,
    read_numbers,
    span_of,
)
from pipeline.judging.wording.aliases import acronyms, expand
from pipeline.judging.wording.framing import is_framing
from pipeline.judging.wording.modality import no_fact, taken_back
from pipeline.judging.wording.modifiers import exact_stems, measure_conflict, measured_as, missing_absolutes, opposites
from pipeline.judging.wording.negation import denies, is_hearsay
from pipeline.judging.wording.persons import first_names, life_words
from pipeline.judging.wording.referring import bears_another_name, opening_names, speaks_of_another
from pipeline.judging.wording.terms import GENERAL_STEMS, Term, read_terms, words_of
from pipeline.model import Page, Passage
from pipeline.quantities import Quantity, find_quantities

_GAP = 4
"""Terms that may stand between two that were neighbours in the claim and still count as a pair."""
_LABELLED = re.compile(r"[^.!?:]{2,160}:\s")
_EDITORIAL = re.compile(r"\[[^\]]{1,12}\]")
_ABSENT = Finding("absent", undecided("not asked of this sentence"), None, -1)
_WITH_UNITS: frozenset[str] = frozenset({"measure", "duration", "age", "percent", "money"})
"""Kinds whose units the arithmetic has already held against one another."""
ANCHORS = 8
"""Sentences that are looked at as the place where the claim is stated."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cell or value of the evidence, with its labels read into its terms."""

    start: int
    end: int
    text: str
    terms: tuple[Term, ...]
    stems: frozenset[str]
    passages: tuple[Passage, ...]


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
    figures: tuple[Number, ...]


def read_sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """The distinct sentences of a page's passages, in reading order."""
    grouped: dict[tuple[int, int], list[Passage]] = {}
    for passage in passages:
        grouped.setdefault((passage.start_char, passage.end_char), []).append(passage)
    sentences: list[Sentence] = []
    for place in sorted(grouped):
        first = grouped[place][0]
        words = " ; ".join((*first.labels, first.text))
        terms = read_terms(words)
        stems = frozenset(term.stem for term in terms)
        sentences.append(Sentence(*place, words, terms, stems, tuple(grouped[place])))
    return sentences


def read_statement(
    text: str, rarity: Callable[[str], float], quantities: Sequence[Quantity] | None = None
) -> Statement:
    """The claim sentence with the weight of each of its words: rare ones and names more, general ones less."""
    terms = tuple(term for term in read_terms(text) if not is_framing(text, term.start))
    words = [term for term in terms if term.kind != "number"]
    weights = {
        term.stem: rarity(term.stem) * (1.3 if term.kind == "name" else 0.4 if term.stem in GENERAL_STEMS else 1.0)
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
        figures=read_numbers(find_quantities(text) if quantities is None else quantities, terms),
    )


def anchors(statement: Statement, sentences: Sequence[Sentence]) -> list[int]:
    """Positions of the sentences that cover the claim best by themselves and with their neighbours, best first."""
    ranked = []
    for position, sentence in enumerate(sentences):
        window = sentence.stems.union(*(each.stems for each in neighbours(sentences, position)))
        score = _covered(statement, sentence.stems) + 0.4 * _covered(statement, window)
        if statement.numbers:
            score += 1.0 * _found(statement.numbers, sentence.stems) + 0.2 * _found(statement.numbers, window)
        ranked.append((-score, position))
    return [position for _, position in sorted(ranked)[:ANCHORS]]


def findings_of(statement: Statement, sentences: Sequence[Sentence], policy: Policy) -> list[Finding]:
    """What some sentences together say of each number of the claim; the first that states it is taken."""
    best: list[Finding] = []
    taken: list[list[tuple[int, int]]] = [[] for _ in sentences]
    for number in statement.figures:
        found = [
            find_number(number, each.passages, each.terms, each.text, policy, places)
            for each, places in zip(sentences, taken, strict=True)
        ]
        chosen = min(range(len(found)), key=lambda at: STANDINGS.index(found[at].standing))
        best.append(found[chosen])
        if found[chosen].standing in ("stated", "coarser"):
            taken[chosen].append((found[chosen].place, found[chosen].end))
    return best


def statement_parts(
    statement: Statement, sentences: Sequence[Sentence], anchor: int, page: Page, policy: Policy
) -> dict[str, float]:
    """Every part by name. Shares are 0..1, counts are capped, conflicts count from 0 up."""
    sentence = sentences[anchor]
    around = neighbours(sentences, anchor)
    above = _above(sentence, page)
    here = findings_of(statement, [sentence], policy)
    near = findings_of(statement, [sentence, *around], policy)
    told = _told(statement, sentence, here, around, policy)
    known = acronyms(" ".join(each.text for each in (*around, sentence)))
    dates = [
        found.place
        for found, number in zip(here, statement.figures, strict=True)
        if found.standing == "stated" and number.figure is not None and number.figure.kind == "date"
    ]
    own = expand(sentence.stems, known) | life_words(sentence.text, dates)
    pairs = _pairs(statement, _within(statement, near, _WITH_UNITS), own)
    own |= frozenset(term.stem for term in _within(statement, near, _WITH_UNITS | {"date"}))
    window = own.union(above, *(each.stems for each in around))
    window |= first_names(statement.terms, [each.terms for each in sentences], window)
    whole = frozenset().union(above, *(each.stems for each in sentences))
    exact = exact_stems(words_of(sentence.text))
    exact_window = exact.union(exact_stems(word for each in around for word in words_of(each.text)))
    order = _ordered_pairs([sentence, *around])
    missing = [stem for stem in statement.weights if stem not in window]
    return {
        "sentence": _covered(statement, own | above),
        "window": _covered(statement, window),
        "document": _covered(statement, whole),
        "rivals": float(min(_rivals(statement, sentences, anchor, page, policy, here), 3)),
        "understood": _understood(statement, sentence, page),
        "names": _found(statement.names, window),
        "missing_names": float(min(len(statement.names - window), 4)),
        "missing_words": float(min(sum(stem not in GENERAL_STEMS for stem in missing), 6)),
        "figures": _share(here, ("stated",)),
        "figures_around": _share(near, ("stated",)),
        "figures_coarse": _share(here, ("stated", "coarser")),
        "figures_differ": _share(here, ("differs",)) if statement.figures else 0.0,
        "figures_order": order_kept(here, statement.figures),
        "labelled": float(bool(sentence.passages[0].labels) or bool(_LABELLED.match(sentence.text))),
        "no_figures": float(not statement.figures),
        "empty": float(not statement.terms),
        "binding": binding(statement.terms, [each.terms for each in (sentence, *around)], above),
        "misplaced": float(min(_misplaced(statement, sentence, here, around, policy), 2)),
        "focus": _focus(statement, sentence),
        "in_slot": float(_differs_in_its_slot(statement, sentence, here)),
        "total": float(is_total_of_several(frozenset(statement.weights), sentence.text, sentence.terms, here)),
        "order": len(pairs & order) / len(pairs) if pairs else 1.0,
        "opposite": float(min(len(opposites(statement.exact, exact)), 2)),
        "negation": float(denies(statement.text) != denies(sentence.text)),
        "absolute": float(min(len(missing_absolutes(statement.exact, exact_window)), 2)),
        "measured_as": measure_conflict(measured_as(statement.exact), measured_as(exact_window)),
        "substituted": float(min(_substitutions(statement, sentence), 2)),
        "roles": float(any(_in_other_roles(statement, *each) for each in told)),
        "qualified": float(any(_is_otherwise_qualified(statement, *each) for each in told)),
        "unaccounted": float(any(_says_more(statement, *each) for each in told)),
        "embedded": float(any(_is_embedded(statement, *each) for each in told)),
        "open": float(any(_is_held_open(statement, *each) for each in told)),
        "another": float(_speaks_of_another(statement, sentence, own | above)),
        "lent_by_another": float(_lent_by_another(statement, here, around, above, policy)),
        "asked": float(sentence.text.rstrip().endswith("?")),
        "hearsay": float(is_hearsay(sentence.text) and not is_hearsay(statement.text)),
        "length": min(len(statement.terms), 40) / 20,
    }


def _told(
    statement: Statement, sentence: Sentence, here: Sequence[Finding], around: Sequence[Sentence], policy: Policy
) -> list[tuple[Sentence, Sequence[Finding]]]:
    """The sentence, and each neighbour that lends a number which it lacks, with what they say of these numbers."""
    told: list[tuple[Sentence, Sequence[Finding]]] = [(sentence, here)]
    lacking = [finding.standing not in ("stated", "coarser") for finding in here]
    for each in around if any(lacking) else ():
        lent = findings_of(statement, [each], policy)
        given = [
            one if lacks and one.standing in ("stated", "coarser") else _ABSENT
            for one, lacks in zip(lent, lacking, strict=True)
        ]
        if any(one is not _ABSENT for one in given):
            told.append((each, given))
    return told


def _pairs(statement: Statement, measured: Sequence[Term], own: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Neighbouring words of the claim, figures left out that the sentence gives in another unit: those of "7 km long"
    do not stand side by side in "7,000 metres long"."""
    converted = {term.start for term in measured}
    if all(term.stem in own for term in measured):
        return statement.pairs
    return frozenset(pairwise(term.stem for term in statement.terms if term.start not in converted))


def _within(statement: Statement, found: Sequence[Finding], kinds: frozenset[str]) -> tuple[Term, ...]:
    """The claim's terms inside of its stated figures of some kinds: "7 km" is said where "7,000 metres" stands. The
    noun behind a count is no unit: what is counted has to be said."""
    spans = [
        (number.start, number.end)
        for number, finding in zip(statement.figures, found, strict=True)
        if finding.standing == "stated" and number.figure is not None and number.figure.kind in kinds
    ]
    return tuple(term for term in statement.terms for start, end in spans if start <= term.start and term.end <= end)


def _focus(statement: Statement, sentence: Sentence) -> float:
    """The share of the sentence's own words of which the claim speaks too."""
    words = {term.stem for term in sentence.terms if term.kind != "number"}
    return len(words & statement.weights.keys()) / len(words) if words else 1.0


def _misplaced(
    statement: Statement, sentence: Sentence, here: Sequence[Finding], around: Sequence[Sentence], policy: Policy
) -> int:
    """Numbers in the wrong company: in the sentence, or in the neighbour that lends what the sentence lacks."""
    count = _in_wrong_company(statement, sentence, here)
    lacking = [finding.standing not in ("stated", "coarser") for finding in here]
    for each in around if any(lacking) else ():
        lent = findings_of(statement, [each], policy)
        needed = [one if lacks else _ABSENT for one, lacks in zip(lent, lacking, strict=True)]
        count += _in_wrong_company(statement, each, needed)
    return count


def _in_wrong_company(statement: Statement, sentence: Sentence, found: Sequence[Finding]) -> int:
    return misplaced(
        statement.text, statement.terms, statement.figures, found, sentence.text, sentence.terms, _slots(sentence)
    )


def _differs_in_its_slot(statement: Statement, sentence: Sentence, here: Sequence[Finding]) -> bool:
    """Whether every number that differs here has another value standing just where the claim puts it."""
    slots = _slots(sentence)
    return all(
        in_its_slot(statement.text, statement.terms, number, sentence.text, sentence.terms, slots)
        for number, finding in zip(statement.figures, here, strict=True)
        if finding.standing == "differs"
    )


def _in_other_roles(statement: Statement, sentence: Sentence, here: Sequence[Finding]) -> bool:
    """Whether the sentence has the claim's words around one of its numbers in other roles."""
    if sentence.passages[0].labels:
        return False
    return any(
        finding.place >= 0
        and other_role(statement.text, (number.start, number.end), sentence.text, (finding.place, finding.end))
        for number, finding in zip(statement.figures, here, strict=True)
    )


def _is_otherwise_qualified(statement: Statement, sentence: Sentence, here: Sequence[Finding]) -> bool:
    """Whether the sentence has one of the claim's numbers as another amount, or of another whole."""
    return any(map(qualified_otherwise, _where_figures_stand(statement, sentence, here)))


def _says_more(statement: Statement, sentence: Sentence, here: Sequence[Finding]) -> bool:
    """Whether the sentence adds words among the claim's own that are not known to be harmless."""
    return any(map(unaccounted, _where_figures_stand(statement, sentence, here)))


def _is_embedded(statement: Statement, sentence: Sentence, here: Sequence[Finding]) -> bool:
    """Whether the sentence puts its figure's clause under another one that leaves it open."""
    return any(map(embedded, _where_figures_stand(statement, sentence, here)))


def _where_figures_stand(statement: Statement, sentence: Sentence, here: Sequence[Finding]) -> Iterator[Pair]:
    """The claim's numbers and what stands for them in a sentence of prose."""
    if sentence.passages[0].labels:
        return
    for number, finding in zip(statement.figures, here, strict=True):
        if finding.place >= 0:
            yield Pair(
                statement.text, number.start, number.end, sentence.text, finding.place, finding.end,
                kind=number.figure.kind if number.figure else "other", above=sentence.passages[0].heading or "",
            )  # fmt: skip


def _speaks_of_another(statement: Statement, sentence: Sentence, known: frozenset[str]) -> bool:
    """Whether the claim's subject stands in the sentences around alone, and this one speaks of somebody else."""
    if sentence.passages[0].labels or _LABELLED.match(sentence.text):
        return False
    subject = opening_names(statement.terms)
    if subject <= known if subject else statement.names & known or not statement.names:
        return False
    if subject & sentence.stems:
        return bears_another_name(subject, sentence.terms)
    return speaks_of_another(statement.terms, statement.text, sentence.text, sentence.terms)


def _lent_by_another(
    statement: Statement, here: Sequence[Finding], around: Sequence[Sentence], above: frozenset[str], policy: Policy
) -> bool:
    """Whether a neighbour that alone states a number of the claim speaks of somebody else."""
    if all(finding.standing in ("stated", "coarser") for finding in here):
        return False
    lenders = [
        each
        for each in around
        if any(
            lent.standing == "stated" and own.standing not in ("stated", "coarser")
            for lent, own in zip(findings_of(statement, [each], policy), here, strict=True)
        )
    ]
    return bool(lenders) and all(_speaks_of_another(statement, each, each.stems | above) for each in lenders)


def _is_held_open(statement: Statement, sentence: Sentence, here: Sequence[Finding]) -> bool:
    """Whether the sentence tells one of the claim's numbers as no fact, or takes it back."""
    return any(
        no_fact(statement.text, sentence.text, finding.place, finding.end)
        or taken_back(statement.text, sentence.text, finding.end)
        for finding in here
        if finding.place >= 0
    )


def _slots(sentence: Sentence) -> list[Slot]:
    return [Slot(*span_of(each, sentence.text), each) for each in sentence.passages if each.figure_start is not None]


def _above(sentence: Sentence, page: Page) -> frozenset[str]:
    heading = sentence.passages[0].heading or ""
    return frozenset(term.stem for words in (page.title or "", heading) for term in read_terms(words))


def _rivals(
    statement: Statement,
    sentences: Sequence[Sentence],
    anchor: int,
    page: Page,
    policy: Policy,
    here: Sequence[Finding],
) -> int:
    """Sentences that say all that the anchor says of the claim's words, and more, and give another value.

    "Literacy - female: 84 %" is no place for "literacy of the total population" when "Literacy - total: 80 %" stands
    beside it.
    """
    sentence = sentences[anchor]
    wanted = frozenset(statement.weights)
    lacking = wanted - sentence.stems - _above(sentence, page)
    if not lacking or not any(finding.standing in ("stated", "coarser") for finding in here):
        return 0
    count = 0
    for other in sentences:
        if other is sentence or not lacking & other.stems:
            continue
        if not (wanted - other.stems - _above(other, page)) < lacking:
            continue
        there = findings_of(statement, [other], policy)
        differs = [
            two.standing == "differs"
            for one, two in zip(here, there, strict=True)
            if one.standing in ("stated", "coarser")
        ]
        if any(differs) and (len(differs) == 1 or not all(differs)):  # all differ: another year's line, another slot
            count += 1
    return count


def _closing_run(statement: Statement, sentence: Sentence) -> int:
    """How many terms of the claim, up to its end, open the sentence, term by term."""
    mine = [term.stem for term in statement.terms]
    remarks = [match.span() for match in _EDITORIAL.finditer(sentence.text)]
    theirs = [term.stem for term in sentence.terms if not any(start <= term.start < end for start, end in remarks)]
    for length in range(min(len(mine), len(theirs)), 0, -1):
        if mine[-length:] == theirs[:length]:
            return length
    return 0


def _understood(statement: Statement, sentence: Sentence, page: Page) -> float:
    """The share of the claim that a labelled line says word for word, when all that it leaves out is whom it is about.

    "Literacy - female: 64.6%" says "Morocco, Literacy - female: 64.6%" on a page about Morocco; a page that says
    that it is about something else does not. Prose is never read so: there the subject stands in another sentence.
    """
    if page.title is not None or not _LABELLED.match(sentence.text):
        return 0.0
    run = _closing_run(statement, sentence)
    before = statement.terms[: len(statement.terms) - run]
    if not run or any(term.kind == "number" or not term.surface[0].isupper() for term in before):
        return 0.0
    return run / len(statement.terms)


def _share(findings: Sequence[Finding], standings: tuple[Standing, ...]) -> float:
    return sum(finding.standing in standings for finding in findings) / len(findings) if findings else 1.0


def neighbours(sentences: Sequence[Sentence], position: int) -> list[Sentence]:
    """The sentences just before and after one."""
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
        if term.kind == "number" or term.stem in places:
            continue
        left, right = statement.terms[position - 1].stem, statement.terms[position + 1].stem
        for first in places.get(left, ()):
            between = [sentence.terms[at].stem for at in range(first + 1, min(first + 3, len(sentence.terms)))]
            if between and right in between[1:] and between[0] not in mine and term.stem != between[0]:
                count += 1
                break
    return count
