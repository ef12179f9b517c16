"""Other names for the same thing, as texts introduce them: "World Health Organization (WHO)".

What belongs here: acronyms that a text explains, and initials of a name it writes out. What must never be here:
lists of the names of one subject.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.judging.wording.terms import stem_of

_EXPLAINED = re.compile(
    r"((?:[A-Z][\w&'’-]*\s+(?:(?:of|for|and|the|on|in|de|du)\s+)*){1,7})\(\s*[\"“']?([A-Z][A-Za-z&.-]{1,9})"
)
_NAMED = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:(?:of|for|and|the|on|in|de|du)\s+)*[A-Z][\w'’-]+){1,6}")
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "de", "du"})
_LONGEST_TEXT = 50_000


@lru_cache(maxsize=2_000)
def acronyms(text: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """Acronym stem -> the stem sequences it may stand for, from what the text writes out. Bounded in its reach."""
    found: dict[str, set[tuple[str, ...]]] = {}
    text = text[:_LONGEST_TEXT]
    for match in _EXPLAINED.finditer(text):
        words = match[1].split()
        _add(found, match[2], words)
    for match in _NAMED.finditer(text):
        words = match.group().split()
        initials = "".join(word[0] for word in words if word not in _SMALL)
        if 3 <= len(initials) <= 6:
            _add(found, initials, words)
    return {acronym: frozenset(names) for acronym, names in found.items()}


def _add(found: dict[str, set[tuple[str, ...]]], acronym: str, words: list[str]) -> None:
    letters = acronym.replace(".", "").replace("&", "").upper()
    for first in range(len(words)):
        tail = words[first:]
        strict = "".join(word[0] for word in tail if word not in _SMALL).upper()
        loose = "".join(word[0] for word in tail).upper()
        if letters in (strict, loose):
            found.setdefault(stem_of(acronym), set()).add(tuple(stem_of(word) for word in tail if word not in _SMALL))
            return


def expand(stems: frozenset[str], known: dict[str, frozenset[tuple[str, ...]]]) -> frozenset[str]:
    """`stems` with the words of every acronym among them, and the acronym of every name whose words are all there."""
    more: set[str] = set()
    for acronym, names in known.items():
        for words in names:
            if acronym in stems:
                more.update(words)
            elif stems.issuperset(words):
                more.add(acronym)
    return stems | more
