"""Whether the sentence puts the other preposition behind a word that it shares with the claim, or before one: votes
against for votes for, moved from Holm for moved to Holm.

What belongs here: pairs of prepositions that turn a deed round, and finding one beside the same word. What must never
be here: words that are opposites by themselves (modifiers), verbs and their subjects (acts).

Prepositions are no words to match by, since nearly all of them stand everywhere. Beside one and the same word they tell
two deeds apart.
"""

from __future__ import annotations

import re

from pipeline.judging.doubting.standing import Pair

_TURNED = {
    "for": "against", "against": "for", "to": "from", "into": "from", "from": "to", "with": "without",
    "without": "with", "before": "after", "after": "before", "above": "below", "below": "above", "over": "under",
    "under": "over",
}  # fmt: skip
_ANY = re.compile(rf"\b({'|'.join(_TURNED)})\b")
_BEHIND = re.compile(rf"\s+(?:(?:down|up|away|out|only|just)\s+)?({'|'.join(_TURNED)})\b")
_BEFORE = re.compile(r"\b(for|against|to|into|from)\s+(?:the\s+|its\s+|their\s+)?$")
_IN_FAVOUR = re.compile(r"\bin\s+favou?r\s+of\b", re.IGNORECASE)


def other_side(pair: Pair) -> str | None:
    """The word with the preposition that turns it round; None when none does."""
    claim, sentence = (_IN_FAVOUR.sub(_as_for, text) for text in (pair.claim, pair.sentence))
    theirs = set(_ANY.findall(sentence))
    if not any(_TURNED[each] in theirs for each in _ANY.findall(claim)):
        return None
    for mine in pair.ours:
        there = [term for term in pair.theirs if term.stem == mine.stem] if mine.kind != "number" else []
        behind = _BEHIND.match(claim, mine.end) if there else None
        if behind is not None:
            told = [_BEHIND.match(sentence, term.end) for term in there]
            last = told[-1]
            turned = all(each is not None and each[1] == _TURNED[behind[1]] for each in told)
            if turned and last is not None and not re.search(rf"\b{behind[1]}\b", sentence[last.end() :]):
                return sentence[there[-1].start : last.end()]
        before = _BEFORE.search(claim, 0, mine.start) if there else None
        if before is not None:
            told = [_BEFORE.search(sentence, 0, term.start) for term in there]
            first = told[0]
            if first is not None and all(each is not None and each[1] == _TURNED[before[1]] for each in told):
                return sentence[first.start() : there[0].end]
    return None


def _as_for(found: re.Match[str]) -> str:
    return "for".ljust(len(found.group()))
