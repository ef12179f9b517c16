"""What texts leave unsaid of persons: that dates in brackets are those of a life, and first names once they are known.

What belongs here: words that a reader supplies. What must never be here: names of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.judging.wording.terms import Term, stem_of

_LIFE = re.compile(
    r"(?:\(|-LRB-|;)\s*(?:[^();]{0,60}?[;,]\s*)?(?P<birth>[^();–—]{0,20}\b(?:1[0-9]|20)\d\d)\s*(?:--|–|—|-|to)\s*"
    r"(?P<death>[^();–—]{0,20}\b(?:1[0-9]|20)\d\d)\s*(?:\)|-RRB-)"
)
"""Two dates in brackets: "Ada Quist (4 May 1871 – 9 March 1952)"."""
_BORN, _DIED = stem_of("born"), stem_of("died")


def life_words(sentence: str, places: Iterable[int]) -> frozenset[str]:
    """The stem of "born" or "died" for dates that are the first or the second of a pair in brackets.

    `places` are the offsets in the sentence at which the claim's dates stand.
    """
    found: set[str] = set()
    life = _LIFE.search(sentence)
    if life is None:
        return frozenset()
    for place in places:
        if life.start("birth") <= place < life.end("birth"):
            found.add(_BORN)
        elif life.start("death") <= place < life.end("death"):
            found.add(_DIED)
    return frozenset(found)


def first_names(claim: Sequence[Term], sentences: Iterable[Sequence[Term]], known: frozenset[str]) -> frozenset[str]:
    """First names of the claim whose surname the text says alone, as it does once a person is known.

    "Ada Quist" is Quist, unless the text puts another name before it. The first of two names that stand together counts
    as the first name.
    """
    wanted: dict[str, str] = {}
    for first, last in pairwise(claim):
        beside = last.start - first.end == 1 and last.kind == "name" and first.surface[0].isupper()
        if beside and first.kind != "number" and last.stem in known and first.stem not in known:
            wanted[last.stem] = first.stem
    if not wanted:
        return frozenset()
    for terms in sentences:
        for before, term in pairwise(terms):
            beside = term.stem in wanted and term.start - before.end == 1 and before.surface[0].isupper()
            if beside and before.stem != wanted[term.stem]:
                wanted.pop(term.stem)
    return frozenset(wanted.values())
