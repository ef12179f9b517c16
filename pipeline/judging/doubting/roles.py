"""Whether a sentence that has the words of a claim has them in other roles: who does what, and of which of two things.

What belongs here: rules over the words around a figure in two sentences, each with the words that tell the difference.
What must never be here: whether words are missing, values held against values, scores, the words of one subject.

Words that are all there do not make a statement: a town that lost 4,200 inhabitants need not have 4,200, the opponent
of a player scores for nobody but himself, and who owns the bank is not owned by it. A rule looks only at what stands
right beside a figure or a name, and says nothing where it does not know the word that it meets there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.harmless import NEUTRAL_MODIFIERS, STATING_VERBS
from pipeline.judging.wording.lexicon import IRREGULAR_FORMS, NOUNS_IN_LY
from pipeline.judging.wording.terms import Term, exact_stem_of, read_terms, stems_of

_STATING = stems_of(STATING_VERBS)
_NEUTRAL = stems_of(NEUTRAL_MODIFIERS)
_WORD = r"[^\W\d_][\w'’-]*"
_HEDGES = (
    r"(?:(?:a|an|the|its|their|his|her|about|around|some|roughly|approximately|nearly|almost|only|just|exactly|over|"
    r"more|less|fewer|than|at|least|most|as|many|much|well|no|up|to\s+about|total\s+of|currently|now|still|also|"
    r"already|then)\s+)*"
)
"""What may stand between a verb and its figure."""
_BEFORE_FIGURE = re.compile(rf"(?:(?P<before>{_WORD})\s+)?(?P<word>{_WORD})\s+{_HEDGES}\W*$", re.IGNORECASE)
_BEING = re.compile(
    rf"\b(?:is|are|was|were|has|have|had|{'|'.join(STATING_VERBS.split())})\s+{_HEDGES}\W*$", re.IGNORECASE
)
_MAKES_UP = re.compile(rf"\b(?:mak(?:es?|ing)|made)\s+up\s+{_HEDGES}\W*$", re.IGNORECASE)
_DETERMINERS = frozenset(
    ["a", "an", "the", "its", "their", "his", "her", "our", "this", "that", "these", "those", "some", "of"]
)
_HOLDER = re.compile(rf"(?P<before>.*?)(?P<holder>{_WORD})\s+(?:with|for)\s+{_HEDGES}\W*$", re.IGNORECASE | re.DOTALL)
_INTRODUCED = re.compile(
    rf"(?:\b(?:is|are|was|were|as|being|became|remains)|,)\s+(?:{_WORD}\s+){{0,4}}$", re.IGNORECASE
)
"""What makes "a port with 4,200 inhabitants" a name for what was spoken of before."""
_BYGONE = re.compile(
    r"\b(?:once|formerly|at\s+one\s+time|in\s+its\s+heyday|in\s+(?:its|their|his|her)\s+prime)\s+"
    r"(?:had|was|were|held|counted|numbered|employed|owned|\w+ed)\b|\bused\s+to\b|"
    rf"\b(?:once|formerly)\s+{_HEDGES}\W*$",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:has|have|is|are)\b", re.IGNORECASE)
MEASURES = stems_of(
    "population number total count size length height depth width area weight age share rate level capacity value "
    "price cost revenue turnover income budget figure record own membership staff workforce fleet"
)
"""What is measured of somebody, and so is said of him."""
_BESIDE = re.compile(
    r"\b(?:beside|near|behind|opposite|beneath|underneath|next\s+to|alongside|along|around|outside|off|facing|"
    r"adjacent\s+to|parallel\s+to|across\s+from|close\s+to|overlooking)\s+(?:(?:the|a|an|this|that)\s+)?(?:[a-z]+\s+)?$",
    re.IGNORECASE,
)
_VERB_ENDING = re.compile(r"(?:[^s]s|ed)$")
_BASES = frozenset(IRREGULAR_FORMS.values())
_BY = re.compile(r"\s+by\b", re.IGNORECASE)
_BY_LATER = re.compile(r"\bby\b", re.IGNORECASE)
_BEING_DONE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:[a-z]+ly\s+)?$", re.IGNORECASE)
_NO_VERB_BEFORE = re.compile(
    r"\s+(?:of|in|on|at|for|from|with|and|or|to|is|are|was|were|has|have|had|will)\b|\s*[,.;:]"
)


def other_role(claim: str, claim_figure: tuple[int, int], sentence: str, figure: tuple[int, int]) -> str | None:
    """What in the sentence gives the words of the claim another role; None when nothing is seen to.

    `claim_figure` and `figure` are the offsets of the two figures, each in its own text.
    """
    ours, theirs = read_terms(claim), read_terms(sentence)
    lead = sentence[clause_bounds(sentence, *figure)[0] : figure[0]]
    own_lead = claim[: claim_figure[0]]
    return (
        _another_verb(own_lead, lead, ours)
        or _verb_elsewhere(own_lead, lead, sentence[figure[1] :], ours)
        or _another_holder(own_lead, sentence[: figure[0]], ours)
        or _bygone(own_lead, claim, lead)
        or _beside_it(ours, sentence, theirs)
        or _swapped(claim, _without(ours, claim_figure), sentence, _without(theirs, figure))
    )


def _another_verb(own_lead: str, lead: str, ours: Sequence[Term]) -> str | None:
    """ "The town lost 4,200" for "the town has 4,200": a verb that the claim, which only says how many there are, does
    not have."""
    found = _BEFORE_FIGURE.search(lead)
    if found is None or not _BEING.search(own_lead):
        return None
    word, before = found["word"], (found["before"] or "").lower()
    if not word.islower() or before in _DETERMINERS or not is_verb(word):
        return None
    stem = exact_stem_of(word)
    if _MAKES_UP.search(lead):
        return None
    return _unless_known(word, ours) if stem not in _STATING else None


def _verb_elsewhere(own_lead: str, lead: str, behind: str, ours: Sequence[Term]) -> str | None:
    """ "Approved 3,000 flats to be built" for "built 3,000 flats": another verb has taken the place of the claim's."""
    mine, found = _BEFORE_FIGURE.search(own_lead), _BEFORE_FIGURE.search(lead)
    if mine is None or found is None or not is_verb(mine["word"]) or not found["word"].islower():
        return None
    word, before = found["word"], (found["before"] or "").lower()
    if before in _DETERMINERS or not is_verb(word) or exact_stem_of(word) in _STATING:
        return None
    verb = exact_stem_of(mine["word"])
    return (
        _unless_known(word, ours) if any(exact_stem_of(term.surface) == verb for term in read_terms(behind)) else None
    )


def _another_holder(own_lead: str, lead: str, ours: Sequence[Term]) -> str | None:
    """ "Married a woman with three brothers" for "has three brothers", "room for 480 pupils" for "has 480 pupils"."""
    found = _HOLDER.match(lead)
    if found is None or not _BEING.search(own_lead) or _INTRODUCED.search(found["before"]):
        return None
    return _unless_known(found["holder"], ours) if read_terms(found["holder"]) else None


def _bygone(own_lead: str, claim: str, lead: str) -> str | None:
    """ "Once had twelve villages" for "has twelve villages"."""
    found = _BYGONE.search(lead)
    return found.group() if found and _PRESENT.search(own_lead) and not _BYGONE.search(claim) else None


def _narrows(term: Term, known: set[str]) -> bool:
    """Whether a word makes a part of what stands behind it."""
    neutral = term.stem in known or exact_stem_of(term.surface) in _NEUTRAL or is_adverb(term.surface)
    return term.kind == "word" and not neutral and not is_verb(term.surface)


def is_adverb(word: str) -> bool:
    """Whether a word says how something is done, and so makes no part of what stands behind it."""
    return word.lower().endswith("ly") and word.lower() not in NOUNS_IN_LY


def _beside_it(ours: Sequence[Term], sentence: str, theirs: Sequence[Term]) -> str | None:
    """ "The canal beside the river is 214 km long" for "the river is 214 km long"."""
    if not ours or ours[0].kind == "number":
        return None
    known, places = {term.stem for term in ours}, [term for term in theirs if term.stem == ours[0].stem]
    told = [_BESIDE.search(sentence, 0, term.start) for term in places]
    if not told or not all(told):
        return None
    first = told[0]
    heads = [term for term in theirs if first and term.end <= first.start() and term.stem not in known]
    return sentence[heads[-1].start : places[0].end] if heads else None


def _swapped(claim: str, ours: Sequence[Term], sentence: str, theirs: Sequence[Term]) -> str | None:
    """ "The bank owns the fund" for "the fund owns the bank": around one verb both sides have changed places."""
    times = Counter(term.stem for term in theirs)
    placed = {term.stem: term for term in theirs if times[term.stem] == 1}
    for verb in ours:
        other = placed.get(verb.stem)
        if other is None or not (_acts(verb, claim) and _acts(other, sentence)):
            continue
        if _is_passive(claim, verb) != _is_passive(sentence, other):
            continue
        before = [term for term in ours if term.end <= verb.start and term.kind != "number"]
        after = [term for term in ours if term.start >= verb.end and term.kind != "number"]
        if not before or not after or not {term.stem for term in (*before, *after)} <= placed.keys():
            continue
        # The first word behind the verb is its object, and a name may be too; other words may be of time and place.
        objects = [one for at, one in enumerate(after) if at == 0 or one.kind == "name"]
        moved = [one for one in objects if placed[one.stem].end <= other.start]
        if moved and all(placed[one.stem].start >= other.end for one in before):
            return sentence[placed[moved[0].stem].start : other.end]
    return None


def _is_passive(text: str, verb: Term) -> bool:
    """Whether a verb's subject suffers what "by" somebody does to it."""
    return bool(
        _BY.match(text, verb.end) or (_BEING_DONE.search(text, 0, verb.start) and _BY_LATER.search(text, verb.end))
    )


def _without(terms: Sequence[Term], figure: tuple[int, int]) -> list[Term]:
    """The terms outside a figure."""
    return [term for term in terms if term.end <= figure[0] or term.start >= figure[1]]


def _acts(term: Term, text: str) -> bool:
    """Whether a word stands as a verb, as far as its form and the next word tell."""
    return term.kind == "word" and is_verb(term.surface) and not _NO_VERB_BEFORE.match(text, term.end)


def is_verb(word: str) -> bool:
    """Whether a word may be a verb in a finite form."""
    plain = word.lower()
    return plain in IRREGULAR_FORMS or plain in _BASES or (len(plain) > 3 and bool(_VERB_ENDING.search(plain)))


def _unless_known(word: str, ours: Sequence[Term]) -> str | None:
    """The word, when the claim has it not; it is told apart from its synonyms ("lost" is no "fell")."""
    known = {term.stem for term in ours} | {exact_stem_of(term.surface) for term in ours}
    return None if exact_stem_of(word) in known else word
