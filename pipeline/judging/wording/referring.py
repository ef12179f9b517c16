"""Whether a sentence that leaves its subject unnamed goes on about that of the sentences around it.

What belongs here: telling "It employs 500 people" and "The company employs 500 people", which speak of whoever was
named before, from "Beta employs 500 people" and "Its rival employs 500 people", which speak of somebody else. What must
never be here: figures, and names of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.judging.wording.terms import GENERAL_STEMS, Term, words_of

_ADVERBIAL = re.compile(
    r"(?:\[[^\]]{1,12}\]\s*)?(?:[\"“'‘•*–—-]\s*)*"
    r"(?:(?:(?:in|on|at|by|since|from|during|after|before|as|for|with|under|between|until|over|within|throughout|"
    r"according\s+to|based\s+on|of)\b[^,.;:]{1,70},\s*)|(?:[a-z]+ly|however|then|today|now|also|later|overall|"
    r"meanwhile|there|here|that\s+(?:year|month|day|week)|the\s+(?:same|following|next)\s+(?:year|month|day|week)),?\s+)*",
    re.IGNORECASE,
)
"""What may stand before the subject: "In 1990, ", "Later "."""
_PRONOUN = re.compile(r"(?:he|she|it|they|this|that|these|those|we|i|you|who|which|there)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:his|her|its|their|our|my)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|can|could|may|might|must|will|would|shall|should|"
    r"employs?|holds?|stands?|contains?|costs?|weighs?|covers?|counts?|makes?|made|runs?|ran|won|wins?|sold|sells?|"
    r"got|gets?|came|comes?|went|goes|rose|fell|grew|began|became|took|takes?|gave|gives?|lost|loses?|left|led|"
    r"leads?|met|set|saw|sees?|spent|wrote|built|bought|paid|pays?|put|ate|drew|drove|found|finds?|kept|knew|said|says?|"
    r"[a-z]{3,}ed)\b"
)
_OTHERS = frozenset(
    (
        "other", "others", "another", "rival", "rivals", "latter", "former", "neighbouring", "neighboring", "opposing",
        "opponent", "opponents", "competitor", "competitors", "winner", "loser", "successor", "predecessor", "buyer",
        "seller", "owner", "parent", "subsidiary", "subsidiaries", "neighbour", "neighbor",
    )
)  # fmt: skip
"""Words for those that stand beside or against whoever was named before."""
_TITLES = frozenset(
    ("mr", "mrs", "ms", "dr", "sir", "lord", "lady", "president", "minister", "professor", "king", "queen")
)
_WORDS = 12
"""Words within which the subject of a sentence ends."""


def opening_names(claim: Sequence[Term]) -> frozenset[str]:
    """Stems of the name that a claim opens with."""
    opening: list[str] = []
    for term in claim:
        if term.kind == "number" or not term.surface[0].isupper():
            break
        opening.append(term.stem)
    return frozenset(opening)


def bears_another_name(subject: frozenset[str], terms: Sequence[Term]) -> bool:
    """Whether another name stands right before a part of the subject's: "Beta Corp" for "Alpha Corp"."""
    return any(
        term.stem in subject
        and before.stem not in subject | GENERAL_STEMS
        and before.surface[0].isupper()
        and before.surface.lower() not in _TITLES
        and term.start - before.end == 1
        for before, term in pairwise(terms)
    )


def speaks_of_another(claim: Sequence[Term], claim_text: str, sentence: str, terms: Sequence[Term]) -> bool:
    """Whether the sentence, which does not name the claim's subject, names one of its own or points to another's."""
    opening = _ADVERBIAL.match(sentence)
    start = opening.end() if opening else 0
    if _PRONOUN.match(sentence, start):
        return False
    said = {term.stem for term in claim}
    verb = _VERB.search(sentence, start)
    end = verb.start() if verb else min(len(sentence), start + 8 * _WORDS)
    subject = [term for term in terms if start <= term.start < end and term.kind != "number"]
    own = [term for term in subject if term.stem not in said]
    known = len(own) < len(subject)
    words = {word.lower() for word in words_of(sentence[start:end])}
    if words & _OTHERS and not words & _OTHERS & {word.lower() for word in words_of(claim_text)}:
        return True
    if _POSSESSIVE.match(sentence, start):
        return bool(subject) and subject[0].stem not in said and not known
    if any(term.kind == "name" and term.surface.lower() not in _TITLES for term in own):
        return True
    return not known and any(term.surface[0].isupper() for term in own)
