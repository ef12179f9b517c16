"""Whether what the claim says was done is what the sentence says was done, and by whom: verbs and their subjects.

What belongs here: how the claim's verb stands in the sentence (as what happened, or under another verb), and who does
it in the figure's clause. What must never be here: nouns and what hangs on them (groups), possibilities that are told
by other words than verbs (modality), values.

Under another verb nothing has been done yet, unless that verb is known to leave it done: whoever "was expected to
produce" or "avoided paying" did not, whoever "began to produce" did.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.judging.doubting.roles import is_verb
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.harmless import ACCOMPLISHING, STATING_VERBS
from pipeline.judging.wording.lexicon import IRREGULAR_FORMS, STOP_WORDS
from pipeline.judging.wording.terms import (
    CALENDAR_STEMS,
    GENERAL_STEMS,
    exact_stem_of,
    read_terms,
    stem_of,
    stems_of,
)

_WORD = r"[^\W\d_][\w'’-]*"
_STATING = stems_of(STATING_VERBS)
_ACCOMPLISHING = stems_of(ACCOMPLISHING)
_INFINITIVE = re.compile(
    rf"(?P<over>{_WORD})\s+(?:not\s+)?to\s+(?:(?:also|then|even|still|{_WORD}ly)\s+)?$", re.IGNORECASE
)
_TO = re.compile(rf"(?P<over>{_WORD})\s+to\s+(?:(?:be|have|have\s+been)\s+)?(?:{_WORD}ly\s+)?$", re.IGNORECASE)
_DONE_BEHIND = re.compile(
    rf"(?:\s+{_WORD}){{1,4}}?\s+(?:is|are|was|were|been)\s+(?:{_WORD}ly\s+)?(?P<verb>{_WORD}(?:ed|en|own|ilt|old|ught))\b"
)
_GERUND = re.compile(rf"(?P<over>{_WORD})\s+(?:{_WORD}ly\s+)?$", re.IGNORECASE)
_DONE = re.compile(
    rf"\b(?:is|are|was|were|been)\s+(?:{_WORD}ly\s+)?(?P<verb>{_WORD})\s+(?:in|on|by|at|for|with|about|some)?\s*$"
)
_ON_A_NOUN = re.compile(rf"\b(?:an?|another|some)\s+(?:{_WORD}\s+)?(?P<noun>{_WORD})\s+$", re.IGNORECASE)
"""Before a participle: that it tells what was done to another noun."""
_UNDONE = frozenset(["for", "of", "from", "without", "before", "against", "than", "about"])
"""Prepositions under which a deed need not have been done."""
_PLAIN = STOP_WORDS - _UNDONE
"""What may stand before a form in "-ing" and leaves it what happens."""
_PRONOUN = re.compile(r"\b(?:it|he|she|they|we|who|which|that|there|its|their|his|her)\b", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"(?:[;,]|\b(?:while|whereas|and|but|although|though))\s*$", re.IGNORECASE)


def other_act(pair: Pair) -> str | None:
    """What in the sentence keeps the claim's verb from being what its subject did; None when nothing is seen to."""
    return next((found for rule in _RULES if (found := rule(pair))), None)


def _under_another_verb(pair: Pair) -> str | None:
    """ "Was expected to produce" for "produced", "avoided paying" for "paid"."""
    verb = _verb_of(pair)
    if verb is None:
        return None
    low = max(pair.sentence.rfind(mark, 0, pair.start) for mark in ";:") + 1
    places = [term for term in _words(pair.sentence, low, pair.start) if exact_stem_of(term[0]) == verb]
    found = [_governor(pair, *place) for place in places]
    return found[0] if found and all(found) else None


def _verb_of(pair: Pair) -> str | None:
    """The stem of the claim's verb before its figure, when it tells what is or was done and stands under no other."""
    for word, start in reversed(_words(pair.claim, 0, pair.claim_start)):
        if word.lower() in _PLAIN:
            continue
        if is_verb(word) and word.islower():
            return None if _INFINITIVE.search(pair.claim, 0, start) else exact_stem_of(word)
    return None


def _still_to_do(pair: Pair) -> str | None:
    """ "40 ships were to be repaired" for "40 ships were repaired", "has 2 million tonnes to export" for "exports"."""
    verb = (_verb_of(pair) or _verb_behind(pair)) if " to " in pair.sentence else None
    if verb is None or verb in _STATING:
        return None
    places = [term for term in _words(pair.sentence, 0, len(pair.sentence)) if exact_stem_of(term[0]) == verb]
    found = [_TO.search(pair.sentence, 0, start) for _, start in places]
    if not places or not all(found) or not any(start >= pair.end for _, start in places):
        return None
    over = found[0]["over"] if found[0] else ""
    return None if exact_stem_of(over) in _ACCOMPLISHING else f"{over} to {places[0][0]}"


def _verb_behind(pair: Pair) -> str | None:
    """The stem of the participle behind the claim's figure: "40 ships were repaired"."""
    found = _DONE_BEHIND.match(pair.claim, pair.claim_end)
    return exact_stem_of(found["verb"]) if found else None


def _words(text: str, low: int, high: int) -> list[tuple[str, int]]:
    return [(found.group(), found.start()) for found in re.finditer(_WORD, text[:high]) if found.start() >= low]


def _governor(pair: Pair, word: str, start: int) -> str | None:
    """The verb or preposition over one, when it leaves open whether that was done."""
    found = _INFINITIVE.search(pair.sentence, 0, start)
    if found is None and word.lower().endswith("ing"):
        found = _GERUND.search(pair.sentence, 0, start)
        if found is None or found["over"].lower() in _PLAIN or not found["over"].islower():
            return None
        if found["over"].lower() not in _UNDONE and not is_verb(found["over"]):
            return None
    if found is None or exact_stem_of(found["over"]) in _ACCOMPLISHING or pair.knows(found["over"]):
        return None
    return pair.sentence[found.start() : start + len(word)]


def _of_what_was_done(pair: Pair) -> str | None:
    """ "The bank traces its origins to a society founded in 1871" for "the bank was founded in 1871"."""
    mine = _DONE.search(pair.own_lead)
    if mine is None or pair.subject is None:
        return None
    verb = exact_stem_of(mine["verb"])
    places = [place for place in _words(pair.sentence, 0, pair.start) if exact_stem_of(place[0]) == verb]
    found = [_ON_A_NOUN.search(pair.sentence, 0, start) for _, start in places]
    if not places or not all(found):
        return None
    nouns = [read_terms(each["noun"].lower()) for each in found if each]
    strange = all(noun and noun[0].stem not in pair.known for noun in nouns)
    return f"{found[0].group()}{places[0][0]}" if strange and found[0] else None


def _of_another_subject(pair: Pair) -> str | None:
    """ "Brask exported trucks, while Olm exported 300 cars" for "Brask exported 300 cars"."""
    subject, low = pair.subject, pair.bounds[0]
    if subject is None or low == 0 or not _NEW_CLAUSE.search(pair.sentence, 0, low):
        return None
    lead = [term for term in pair.theirs if low <= term.start < pair.start]
    if not lead or _PRONOUN.search(pair.lead) or any(term.stem == subject.stem for term in lead):
        return None
    first = lead[0]
    stands = pair.lead[: first.start - low].strip().lower() in ("", "the", "a", "an")
    strange = first.kind != "number" and first.stem not in pair.known and first.stem not in CALENDAR_STEMS
    acts = any(term.stem in pair.known and is_verb(term.surface) for term in lead[1:])
    elsewhere = any(term.stem == subject.stem and term.end <= low for term in pair.theirs)
    if stands and strange and acts and elsewhere and first.stem not in GENERAL_STEMS and not is_verb(first.surface):
        return pair.lead
    return None


def _of_another_deed(pair: Pair) -> str | None:
    """ "5,300 patients were refused" for "treated 5,300 patients": the claim's verb stands nowhere in the sentence, and
    another one behind the figure tells what was done to them."""
    if pair.kind not in ("count", "money"):
        return None
    mine = [word for word, _ in _words(pair.claim, 0, len(pair.claim)) if _tells_a_deed(word)]
    if not mine or any(exact_stem_of(word) in pair.sentence_forms for word in mine):
        return None
    found = _DONE_BEHIND.match(pair.sentence, pair.end)
    if found is None or not _tells_a_deed(found["verb"]) or exact_stem_of(found["verb"]) in pair.known:
        return None
    return None if {stem_of(word) for word in mine} & {stem_of(found["verb"])} else found.group().strip()


def _tells_a_deed(word: str) -> bool:
    plain = word.lower()
    regular = plain.endswith("ed") and len(plain) > 4
    telling = plain.islower() and word.islower() and (regular or (plain in IRREGULAR_FORMS and is_verb(word)))
    return telling and exact_stem_of(plain) not in _STATING | _ACCOMPLISHING | GENERAL_STEMS


_RULES: tuple[Callable[[Pair], str | None], ...] = (
    _under_another_verb,
    _still_to_do,
    _of_what_was_done,
    _of_another_subject,
    _of_another_deed,
)
