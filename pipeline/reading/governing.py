"""Whom or what the words around a figure are said of: the subject of the verb that governs it, not of its sentence.

What belongs here: finding that verb and its noun phrase, in relative clauses, behind "that", behind "and", and where a
verb is left out ("the first shines at 2, the second at 3"). What must never be here: figures, and what a pronoun
stands for (`subjects`).
"""

from __future__ import annotations

import itertools

from pipeline.reading.phrases import (
    Word,
    has_verb,
    is_adverb,
    is_plural,
    is_verb,
    noun_phrase_before,
    sentence_subject,
)
from pipeline.reading.words import (
    AUXILIARIES,
    COMPARATIVES,
    DETERMINERS,
    FUNCTION_WORDS,
    IRREGULAR_PARTICIPLES,
    MONTHS_AND_DAYS,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    UNITS_OF_TIME,
    VERBS,
    word_set,
)  # fmt: skip

_RELATIVE = word_set("who which that")
_SUBORDINATING = word_set(
    "that when while because although though if whether where since until unless as once before after whereas how what "
    "why"
)
_NO_NOUNS = word_set("enough them us due such others or")
_COORDINATING = word_set("and but or then yet nor")
_OPENERS = FUNCTION_WORDS - DETERMINERS - PRONOUNS - PREPOSITIONS
_SEPARATORS = frozenset(",;—–:")
_ARTICLES = word_set("a an")
_JOINTS = PREPOSITIONS | word_set("a an the only just some about mere barely remaining still up down")
_HELPERS = AUXILIARIES | word_set(
    "not never also now still once already therefore thus then later often soon only even ever alone itself themselves"
)
"""What may stand between a subject and its verb."""
CARRYING = word_set(
    "weighing measuring costing containing holding carrying numbering totalling totaling earning lasting spanning "
    "covering employing averaging worth aged reaching exceeding"
)
"""Behind a noun and before a figure they say the figure of the noun."""
_LONGEST = 24


def governing_subject(words: list[Word], start: int, figures: list[int]) -> list[Word]:
    """The noun phrase that the figure at character `start` is said of, within one clause; [] where no rule finds it.

    `figures` are where the clause's other figures start: a verb may only be left out behind a figure that had it.
    """
    end = next((index for index, word in enumerate(words) if word.start >= start), len(words))
    while end and words[end - 1].text in "+-−±":
        end -= 1
    end = _before_parenthesis(words, end)
    named = _left_without_verb(words, end, figures) or _carried(words, end)
    if named or [word.lower for word in words[max(0, end - 2) : end]] == [",", "and"]:
        return named  # ", and 20 tons of ash" goes on with what the main verb governs
    verb = _verb_before(words, end)
    return [] if verb is None else subject_of_verb(words, verb)


def subject_of_verb(words: list[Word], verb: int) -> list[Word]:
    """The noun phrase that the verb at index `verb` is said of: before it, before its relative pronoun, or that of the
    verb it is joined to."""
    for _ in range(4):
        at = _before_helpers(words, verb)
        if at < 0:
            return []
        if words[at].lower in _RELATIVE and (at == 0 or words[at - 1].lower not in PREPOSITIONS):
            return _antecedent(words, at)
        if words[at].lower in _COORDINATING and words[at - 1].text == ",":
            return []
        opened = _aside_opening(words, at) if words[at].text == "," else at
        if words[at].lower not in _COORDINATING | {"to"} and opened is not None:
            return _phrase_up_to(words, opened + 1)
        previous = _verb_before(words, at)
        if previous is None:
            return []
        verb = previous
    return []


def _before_parenthesis(words: list[Word], end: int) -> int:
    """Where a parenthesis without a verb of its own opens before `end`: it speaks of what it follows."""
    depth = 0
    for index in range(end - 1, max(-1, end - _LONGEST), -1):
        depth += (words[index].text == ")") - (words[index].text == "(")
        if depth < 0:
            return end if has_verb(words[index + 1 : end]) else index
    return end


def _left_without_verb(words: list[Word], end: int, figures: list[int]) -> list[Word]:
    """The noun phrase of a part whose verb stands in the part before it: "Vega at 0.03", "and farms for the remaining
    2", "; wages, a mere 13"."""
    low = next((at + 1 for at in range(end - 1, -1, -1) if words[at].text in ",;" or words[at].lower == "and"), 0)
    part = words[low:end]
    if low and words[low - 1].text == "," and all(word.lower in _JOINTS for word in part):
        strong = next((at + 1 for at in range(low - 2, -1, -1) if words[at].text == ";"), 0)
        low, part = strong, words[strong : low - 1]
        part = list(itertools.takewhile(lambda word: word.text != ",", part))
    before = words[:low]
    told = any(figure < words[low].start for figure in figures) if low < len(words) else False
    if not low or not told or not has_verb(before) or any(is_verb(words, index) for index in range(low, end)):
        return []
    joint = words[end - 1].lower
    verbal = low and words[low - 1].lower == "and" and end - low == 1 and joint.endswith("s")  # "and irrigates 9,000"
    if verbal:
        return []
    repeated = any(
        words[at].lower == joint and any(0 <= figure - words[at].end <= 2 for figure in figures) for at in range(low)
    )
    return _bare_noun(part) if joint not in PREPOSITIONS or repeated else []


def _bare_noun(part: list[Word]) -> list[Word]:
    """A part that is one noun phrase and a preposition; [] when it is anything else."""
    while part and part[0].lower in _COORDINATING:
        part = part[1:]
    if not part or part[0].lower in PREPOSITIONS | (PRONOUNS - DETERMINERS):
        return []
    superlative = any(word.lower.endswith("est") for word in part[:3]) and part[-1].lower in PREPOSITIONS
    described = superlative or (part[0].lower in _ARTICLES and part[-1].lower == "of")  # "a city of": apposition
    while part and (part[-1].lower in _JOINTS | COMPARATIVES or part[-1].lower.endswith("ly")):
        part = part[:-1]
    possessed = part and part[0].lower in DETERMINERS
    core = part[1:] if possessed else part
    if described or not core or len(core) > 7:
        return []
    clean = all(
        word.is_word
        and (word.lower not in FUNCTION_WORDS - PREPOSITIONS or word.lower in DETERMINERS)
        and word.lower not in NUMBER_WORDS | _NO_NOUNS
        and not word.lower.endswith(("ing", "ed"))
        and not word.text[0].isdigit()
        for word in core
    )
    told = core[-1].lower in FUNCTION_WORDS | VERBS | IRREGULAR_PARTICIPLES
    return core if clean and not told else []


def _carried(words: list[Word], end: int) -> list[Word]:
    """The noun before "weighing" or "worth" and a figure: "a chicken weighing 1.6 kilos"."""
    at = end - 1
    while at > 0 and words[at].lower in _JOINTS and end - at < 4:
        at -= 1
    if at < 1 or words[at].lower not in CARRYING:
        return []
    return noun_phrase_before(words, words[at].start)


def _verb_before(words: list[Word], end: int) -> int | None:
    return next((index for index in range(end - 1, -1, -1) if is_verb(words, index)), None)


def _before_helpers(words: list[Word], verb: int) -> int:
    """The index before a verb's auxiliaries and adverbs."""
    at = verb - 1
    while at >= 0 and (words[at].lower in _HELPERS or (is_adverb(words[at]) and at + 1 == verb)):
        at -= 1
    return at


def _antecedent(words: list[Word], pronoun: int) -> list[Word]:
    """The noun that a relative pronoun stands for; [] behind a verb, where "that" opens what is said."""
    at = pronoun - (pronoun > 0 and words[pronoun - 1].text == ",")
    if at < 1 or is_verb(words, at - 1) or not words[at - 1].is_word:
        return []
    if words[at - 1].lower in PREPOSITIONS:  # "the plant, of which"
        at -= 1
        at -= at > 0 and words[at - 1].text == ","
    noun = noun_phrase_before(words, words[at - 1].end) if at > 0 else []
    return [] if any(word.lower.endswith("est") for word in noun[:2]) else noun


def _aside_opening(words: list[Word], comma: int) -> int | None:
    """The index before an aside that the comma at `comma` closes: "the engine, built in Leeds, drew"; None when the
    comma closes none, but parts two verbs ("he had seven children, saw two of them married")."""
    opening = next((at for at in range(comma - 1, max(-1, comma - _LONGEST), -1) if words[at].text == ","), None)
    if not opening:
        return None
    inside = range(opening + 1, comma)
    if words[comma - 1].lower in REPORTING and len(inside) < 5:  # ", so the owner said,"
        return opening - 1
    embedded = any(words[at].lower in _SUBORDINATING | _RELATIVE | {"whose"} for at in inside)
    return opening - 1 if embedded or not any(is_verb(words, at) for at in inside) else None


def _phrase_up_to(words: list[Word], end: int) -> list[Word]:
    """The subject that ends before index `end`: from where its clause opens, without what opens the clause."""
    low = end
    while low > 0:
        word = words[low - 1]
        if word.text == ")":
            return _phrase_before_parenthesis(words, low - 1)
        if word.text in ";:—–(" or word.lower == "whose" or _opens_clause(words, low - 1, end):
            break
        if word.text == "," and not _lists_nouns(words, low - 1, end):
            break
        if low < end and is_verb(words, low - 1):
            return _head_of_relative(words, low - 1)
        low -= 1
    part = words[low:end]
    while part and (not part[0].is_word or part[0].lower in _OPENERS):
        part = part[1:]
    if not part or part[0].lower in PREPOSITIONS:
        return []
    return sentence_subject([*part, _HAS])


def _opens_clause(words: list[Word], index: int, end: int) -> bool:
    """Whether a word opens the clause whose subject ends before `end`. "After" and its like do so behind a verb or at
    the beginning, and are prepositions elsewhere ("the star after ours"); "that" is none before a noun of time or
    behind a preposition ("the crowd that night", "in that race")."""
    lower = words[index].lower
    if lower not in _SUBORDINATING:
        return False
    before = words[index - 1].lower if index else ""
    if lower == "that":
        return before not in PREPOSITIONS and not (
            index + 1 < end and words[index + 1].lower in UNITS_OF_TIME | MONTHS_AND_DAYS
        )
    if lower not in PREPOSITIONS:
        return True
    opening = next((at + 1 for at in range(index - 1, -1, -1) if words[at].text in _SEPARATORS), 0)
    return opening == index or any(is_verb(words, at) for at in range(opening, index))


def _phrase_before_parenthesis(words: list[Word], closing: int) -> list[Word]:
    """The subject that ends before the parenthesis that closes at `closing`."""
    opening = next((at for at in range(closing, -1, -1) if words[at].text == "("), 0)
    return _phrase_up_to(words, opening) if opening else []


def _head_of_relative(words: list[Word], verb: int) -> list[Word]:
    """The noun before a relative clause that ends right before its main verb: "a society that means to bring back the
    trains was"."""
    for at in range(verb - 1, max(-1, verb - _LONGEST), -1):
        if words[at].text in _SEPARATORS:
            return []
        if words[at].lower in _RELATIVE:
            return _antecedent(words, at)
    return []


_HAS = Word("has", "has", 0, 0)
"""A verb that any subject can stand before."""


def _lists_nouns(words: list[Word], comma: int, end: int) -> bool:
    """Whether a comma parts the nouns of one subject: "iron, copper and tin"."""
    behind = [word.lower for word in words[comma + 1 : end]]
    return len(behind) > 2 and "and" in behind[1:-1] and not has_verb(words[comma + 1 : end])


def is_plural_phrase(words: list[Word]) -> bool:
    """Whether a noun phrase speaks of several: "the outer layers", "iron and tin"."""
    head = list(itertools.takewhile(lambda word: word.lower not in PREPOSITIONS, words))
    if any(word.lower == "and" for word in head):
        return True
    return bool(head) and is_plural(head[-1].lower) and not head[-1].text[:1].isupper()
