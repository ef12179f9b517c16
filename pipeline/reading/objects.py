"""What is moved, valued or paid for by a figure: the object of the verb, and not its subject.

What belongs here: "raised the fee to 7 euros", "sold the iron for", "put the crowd at", "the rope, for which she paid".
What must never be here: whom a figure is said of otherwise (`governing`).
"""

from __future__ import annotations

from pipeline.reading.antecedents import RELATIVE, antecedent, index_of
from pipeline.reading.phrases import noun_phrase_before
from pipeline.reading.scanning import Word
from pipeline.reading.words import DETERMINERS, PREPOSITIONS, PRONOUNS, word_set

_VALUING = word_set(
    "put puts measured measures estimated estimates estimate set sets reckoned reckons valued values fixed fixes "
    "assessed assesses placed places"
)
_MOVING = word_set(
    "cut cuts cutting reduce reduced reduces reducing raise raised raises raising lower lowered lowers increase "
    "increased increases expand expanded expands shrink shrank shrunk push pushed drive drove driven bring brought"
)
_TRADING = word_set("sold sell sells bought buy buys auctioned leased rented hired let lets insured pawned")
_MOVED = {"by": _MOVING, "to": _MOVING, "from": _MOVING, "for": _TRADING}
"""Verbs whose object has the figure, by the preposition before it."""
_BEING = word_set("is are was were be been being")
_REACH = 12


def moved_object(words: list[Word], start: int) -> list[Word]:
    """What somebody moves by or to the figure at character `start`, or gives for it: "fee" of "the bank raised the fee
    to 7 euros", "iron" of "she sold the iron for 9 shillings"; [] where nothing is moved."""
    end = next((index for index, word in enumerate(words) if word.start >= start), len(words))
    joint = words[end - 1].lower if end > 2 else ""
    return _object_before(words, end - 1, _MOVED[joint]) if joint in _MOVED else []


def priced_antecedent(words: list[Word], start: int) -> list[Word]:
    """What a sum was paid for: "rope" of "the rope, for which she paid £3"; [] elsewhere."""
    end = next((index for index, word in enumerate(words) if word.start >= start), len(words))
    for at in range(end - 1, max(0, end - _REACH), -1):
        if words[at].lower == "which" and words[at - 1].lower == "for":
            return antecedent(words, at)
        if words[at].text in ",;:":
            break
    return []


def valued_object(words: list[Word], end: int) -> list[Word]:
    """What somebody puts at a figure: "the crowd" of "the police put the crowd at 6,000"."""
    if end < 3 or words[end - 1].lower != "at":
        return []
    noun = noun_phrase_before(words, words[end - 1].start)
    if noun and len(noun) < 3 and words[index_of(words, noun[0]) - 1].lower == "with":
        return noun  # "with interest at 5 %"
    return _object_before(words, end - 1, _VALUING)


def _object_before(words: list[Word], at: int, verbs: frozenset[str]) -> list[Word]:
    """The object between one of `verbs` and the preposition at index `at`, without its determiners."""
    verb = next((index for index in range(at - 1, max(-1, at - _REACH), -1) if words[index].lower in verbs), None)
    if verb is None or (verb and words[verb - 1].lower in _BEING):
        return []
    at = next((index for index in range(verb + 1, at) if words[index].lower == "from"), at)
    between = words[verb + 1 : at]
    if not between:  # "a crowd that the paper put at 6,000"
        pronoun = next(
            (index for index in range(verb - 1, max(0, verb - 6), -1) if words[index].lower in RELATIVE), None
        )
        return antecedent(words, pronoun) if pronoun is not None and words[pronoun].lower != "who" else []
    parted = any(not word.is_word or (word.lower in PREPOSITIONS and word.lower != "of") for word in between)
    if not between or parted or between[0].lower in PREPOSITIONS | PRONOUNS - DETERMINERS:
        return []
    return [word for word in between if word.lower not in DETERMINERS]
