"""Which word of a sentence is a finite verb, told without a parser by word classes and what stands beside it.

What belongs here: finding verbs. What must never be here: tense (`tenses`), and whom a verb is said of (`governing`).
"""

from __future__ import annotations

from pipeline.reading.scanning import Word, is_adverb, is_plural
from pipeline.reading.words import (
    AUXILIARIES,
    BASE_VERBS,
    DETERMINERS,
    FUNCTION_WORDS,
    NOT_PARTICIPLES,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    VERBS,
)

_BEFORE_A_VERB = frozenset(
    {"and", "or", "also", "already", "had", "has", "have", "never", "once", "not", "nearly", "alone", "even", "only"}
)
ALSO_NOUNS = BASE_VERBS | frozenset(word for word in VERBS if word.endswith("s") or word in BASE_VERBS)
"""Verb forms that behind a genitive are nouns ("the firm's costs"), as past ones are not ("the baker's went")."""
_ALSO_OWNED = frozenset({"will", "might", "can", "must", "being"})
_POSSESSIVES = frozenset({"a", "the", "his", "her", "its", "their", "my", "our", "your"})
_SPEAKING = frozenset({"they", "he", "she", "we", "i", "it", "you"})


def is_verb(words: list[Word], index: int) -> bool:
    """Whether the word at `index` most likely is the finite verb of its clause."""
    lower = words[index].lower
    if lower not in VERBS and not lower.endswith("ed"):  # as most words, of every sentence many times over
        return False
    if lower in AUXILIARIES:
        named = index and words[index].text[:1].isupper()  # "May" or "Will" inside a sentence
        owned = index and lower in _ALSO_OWNED and words[index - 1].lower in _POSSESSIVES
        return not named and not owned
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    owned = before.endswith(("'s", "s'")) and lower in ALSO_NOUNS
    if (before in DETERMINERS and not (before == "that" and lower in BASE_VERBS)) or owned:
        return False
    if after in AUXILIARIES and before not in _SPEAKING:  # "the accused was", but "the bridge that they built was"
        return False
    if lower in BASE_VERBS:
        if before in _BEFORE_A_VERB | SENTENCE_ADVERBS and index > 1:  # "the founders still own"
            before = words[index - 2].lower
        if before == ",":
            before = _word_before_aside(words, index - 1)
        if before == "that" and index > 1:  # "the reports that reach Geneva"
            return is_plural(words[index - 2].lower)
        numbered = (
            before[:1].isdigit() or before.rpartition("-")[2] in NUMBER_WORDS or before in ("percent", "cent", "%")
        )
        return numbered or is_plural(before) or before in PRONOUNS or before == "to"
    if lower in VERBS:
        return before not in PREPOSITIONS or before in ("than", "as")
    if not lower.endswith("ed") or lower in NOT_PARTICIPLES or len(lower) < 4 or words[index].text[:1].isupper():
        return False
    if before in PREPOSITIONS or before in FUNCTION_WORDS - PRONOUNS:
        described = index > 1 and words[index - 2].lower in DETERMINERS  # "the now abandoned mine"
        return before in _BEFORE_A_VERB or (before in ("now", "still", "then", "soon", "later") and not described)
    return bool(before) and (after in FUNCTION_WORDS or not after.isalpha() or index > 1 or not is_adverb(words[0]))


def _word_before_aside(words: list[Word], comma: int) -> str:
    """The word before the aside that a comma closes: "rivals" of "its rivals, by contrast, employ"."""
    opening = next((at for at in range(comma - 1, max(-1, comma - 7), -1) if words[at].text == ","), 0)
    return words[opening - 1].lower if opening else ","


def has_verb(words: list[Word]) -> bool:
    """Whether any finite verb stands in the words; a fragment has none."""
    return first_verb(words) is not None


def first_verb(words: list[Word]) -> int | None:
    known = next((index for index in range(len(words)) if is_verb(words, index)), None)
    if known is not None:
        return known
    return next(
        (index for index in range(len(words)) if _is_third_person(words, index) or _is_base_form(words, index)), None
    )


def _is_base_form(words: list[Word], index: int) -> bool:
    """Whether a base form that stands behind a singular noun is the verb of a plural one further ahead: "people living
    near the plant drink 3 litres"; only asked as the one above."""
    if index < 3 or index + 1 >= len(words) or words[index].lower not in BASE_VERBS:
        return False
    after = words[index + 1]
    governs = after.text[0].isdigit() or after.lower in NUMBER_WORDS | DETERMINERS
    return governs and words[index - 1].is_word and is_plural(words[0].lower)


def _is_third_person(words: list[Word], index: int) -> bool:
    """Whether a form in -s stands where a verb does: "an officer trains for", "shoes crosses the"; only asked of words
    without a verb that is known."""
    lower = words[index].lower
    if not index or index + 1 >= len(words) or not is_plural(lower) or words[index].text[:1].isupper():
        return False
    before, after = words[index - 1], words[index + 1]
    return (
        before.is_word
        and (before.lower not in FUNCTION_WORDS or before.lower in _BEFORE_A_VERB | SENTENCE_ADVERBS)
        and not before.lower.endswith(("ing", "ed"))
        and (after.lower in (PREPOSITIONS | DETERMINERS) - {"of"} or before.lower in SENTENCE_ADVERBS)
        and any(word.lower in DETERMINERS or word.text[:1].isupper() for word in words[max(0, index - 6) : index])
    )
