"""Whom or what the words around a figure are said of: the subject of the verb that governs it, not of its sentence.

What belongs here: finding that verb and its noun phrase, in relative clauses, behind "that", behind "and", and where a
verb is left out ("the first shines at 2, the second at 3"). What must never be here: figures, and what a pronoun
stands for (`carried_subjects`).
"""

from __future__ import annotations

import itertools

from pipeline.reading.antecedents import (
    LONGEST_CLAUSE,
    RELATIVE,
    SEPARATORS,
    antecedent,
    head_of_relative,
    index_of,
    named_before,
    of_reduced_relative,
)
from pipeline.reading.objects import valued_object
from pipeline.reading.phrases import noun_phrase_before, sentence_subject
from pipeline.reading.scanning import Word, is_adverb, is_plural
from pipeline.reading.verbs import has_verb, is_verb
from pipeline.reading.words import (
    AUXILIARIES,
    CARRYING,
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

_SUBORDINATING = word_set(
    "that when while because although though if whether where since until unless as once before after whereas how what "
    "why"
)
_NO_NOUNS = word_set("enough them us due such others or")
_COORDINATING = word_set("and but or then yet nor")
_OPENERS = FUNCTION_WORDS - DETERMINERS - PRONOUNS - PREPOSITIONS
_THINKING = word_set("found find finds showed show shows thought think thinks say write argue report add adds added")
_ARTICLES = word_set("a an")
_JOINTS = PREPOSITIONS | word_set("a an the only just some about mere barely remaining still up down")
_HELPERS = AUXILIARIES | word_set(
    "not never also now still once already therefore thus then later often soon only even ever alone itself themselves"
)
"""What may stand between a subject and its verb."""
_APPOSING = word_set("at aged now then only still already about nearly almost just")
_OPENING_WORDS = DETERMINERS | word_set("only even and but so yet")


def governing_subject(words: list[Word], start: int, figures: list[int]) -> list[Word]:
    """The noun phrase that the figure at character `start` is said of, within one clause; [] where no rule finds it.

    `figures` are where the clause's other figures start: a verb may only be left out behind a figure that had it.
    """
    end = next((index for index, word in enumerate(words) if word.start >= start), len(words))
    while end and words[end - 1].text in "+-−±":
        end -= 1
    end = _before_parenthesis(words, end)
    named = (
        _named_before_colon(words, end)
        or _left_without_verb(words, end, figures)
        or _carried(words, end)
        or valued_object(words, end)
    )
    if named or [word.lower for word in words[max(0, end - 2) : end]] == [",", "and"]:
        return named  # ", and 20 tons of ash" goes on with what the main verb governs
    verb = _verb_before(words, end)
    return [] if verb is None else subject_of_verb(words, verb)


def subject_before(words: list[Word], start: int) -> list[Word]:
    """The subject of the last verb before the character `start`: what the "it" of "the club said that it had" is."""
    end = next((index for index, word in enumerate(words) if word.start >= start), len(words))
    verb = _verb_before(words, end)
    return [] if verb is None else subject_of_verb(words, verb)


def subject_of_verb(words: list[Word], verb: int) -> list[Word]:
    """The noun phrase that the verb at index `verb` is said of: before it, before its relative pronoun, or that of the
    verb it is joined to."""
    for _ in range(4):
        at = _before_helpers(words, verb)
        if at < 0:
            return []
        if words[at].lower in RELATIVE and (at == 0 or words[at - 1].lower not in PREPOSITIONS):
            return antecedent(words, at)
        if words[at].lower in _COORDINATING and words[at - 1].text == ",":
            return []
        opened = _aside_opening(words, at) if words[at].text == "," else at
        infinitive = words[at].lower == "to" and words[at + 1].lower not in AUXILIARIES - {"be", "have", "do"}
        if words[at].lower not in _COORDINATING and not infinitive and opened is not None:
            return _phrase_up_to(words, opened + 1)
        previous = _verb_before(words, at)
        if previous is None:  # "the first man to cost"
            return noun_phrase_before(words, words[at].start) if words[at].lower == "to" else []
        verb = previous
    return []


def _before_parenthesis(words: list[Word], end: int) -> int:
    """Where a parenthesis without a verb of its own opens before `end`: it speaks of what it follows."""
    depth = 0
    for index in range(end - 1, max(-1, end - LONGEST_CLAUSE), -1):
        depth += (words[index].text == ")") - (words[index].text == "(")
        if depth < 0:
            return end if has_verb(words[index + 1 : end]) else index
    return end


def _named_before_colon(words: list[Word], end: int) -> list[Word]:
    """What a figure right behind a colon explains: "contract" of "she had a contract: eleven pounds a year"."""
    if end < 3 or words[end - 1].text != ":":
        return []
    noun = noun_phrase_before(words, words[end - 1].start)
    held = noun and words[max(0, index_of(words, noun[0]) - 1)].lower in DETERMINERS
    return noun if held else []


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
    single = low and words[low - 1].lower == "and" and end - low == 1 and joint.endswith("s")
    if single and (joint in VERBS or not _speaks_of_several(before)):
        return []  # "and irrigates 9,000", but "prices rose 3 % and wages 5 %"
    repeated = any(
        words[at].lower == joint and any(0 <= figure - words[at].end <= 2 for figure in figures) for at in range(low)
    )
    return _bare_noun(part) if joint not in PREPOSITIONS or repeated else []


def _speaks_of_several(words: list[Word]) -> bool:
    subject = sentence_subject(words)
    opening = bool(subject) and subject[-1].start == words[0].start and is_plural(subject[-1].lower)
    return opening or is_plural_phrase(subject)


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
    return [] if is_verb(words, at - 1) else noun_phrase_before(words, words[at].start)


def apposed_subject(words: list[Word], start: int, end: int) -> list[Word]:
    """The noun phrase before a figure that stands between commas: "Anna Moss, 54, farms", "the mayor, at 71, was".

    `start` and `end` are the characters of the figure; [] where it is no aside of its own."""
    at = next((index for index, word in enumerate(words) if word.start >= start), len(words))
    behind = next((index for index, word in enumerate(words) if word.start >= end), len(words))
    comma = at - 1
    while comma > 0 and words[comma].lower in _APPOSING:
        comma -= 1
    if behind + 2 < len(words) and words[behind].lower in ("a", "an", "per", "each", "every"):
        behind += 2  # ", around 1,250 a season,"
    if comma < 1 or behind >= len(words) or words[comma].text != "," or words[behind].text != ",":
        return []
    opening = next((index + 1 for index in range(comma - 1, -1, -1) if words[index].text in SEPARATORS), 0)
    phrase = noun_phrase_before(words, words[comma].start)
    first = next((index for index in range(opening, comma) if words[index].lower not in _OPENING_WORDS), comma)
    opens = bool(phrase) and phrase[0] == words[first]
    told = comma - len(phrase) - 1
    aged = words[comma + 1].lower in ("at", "aged")
    held = bool(phrase) and told >= 0 and words[told].lower in DETERMINERS and words[told].lower != "that" and not aged
    return phrase if (opens or held) and words[behind + 1 : behind + 2] else []


def _verb_before(words: list[Word], end: int) -> int | None:
    return next(
        (
            index
            for index in range(end - 1, -1, -1)
            if is_verb(words, index) or _is_verb_behind_that(words, index) or _is_verb_behind_aside(words, index)
        ),
        None,
    )


def _before_helpers(words: list[Word], verb: int) -> int:
    """The index before a verb's auxiliaries and adverbs."""
    at = verb - 1
    while at >= 0 and (words[at].lower in _HELPERS or (is_adverb(words[at]) and at + 1 == verb)):
        at -= 1
    pronoun = next((index for index in range(at - 1, max(-1, at - 4), -1) if words[index].lower in RELATIVE), None)
    if pronoun is None or words[at].lower in PRONOUNS:
        return at
    if words[pronoun + 1].lower in PREPOSITIONS and pronoun + 1 < at:
        return pronoun  # "who between them had", "which by then held"
    return at


def _aside_opening(words: list[Word], comma: int) -> int | None:
    """The index before an aside that the comma at `comma` closes: "the engine, built in Leeds, drew"; None when the
    comma closes none, but parts two verbs ("he had seven children, saw two of them married")."""
    opening = next((at for at in range(comma - 1, max(-1, comma - LONGEST_CLAUSE), -1) if words[at].text == ","), None)
    if not opening:
        return None
    inside = range(opening + 1, comma)
    if words[comma - 1].lower in REPORTING | _THINKING and len(inside) < 5:  # ", so the owner said,"
        return opening - 1
    embedded = any(words[at].lower in _SUBORDINATING | RELATIVE | {"whose"} for at in inside)
    return opening - 1 if embedded or not any(is_verb(words, at) for at in inside) else None


def _phrase_up_to(words: list[Word], end: int) -> list[Word]:
    """The subject that ends before index `end`: from where its clause opens, without what opens the clause."""
    low = end
    while low > 0:
        word = words[low - 1]
        if word.text == ")":
            return _phrase_before_parenthesis(words, low - 1)
        relative = word.lower in ("who", "which") and low < end
        if relative and word.lower == "who":
            return antecedent(words, low - 1)
        if word.text in ";:—–(" or word.lower == "whose" or relative or _opens_clause(words, low - 1, end):
            break
        if word.text == "," and not _lists_nouns(words, low - 1, end):
            break
        spoken = low < end and words[low - 1].lower in REPORTING | _THINKING
        if spoken and (words[low].lower in DETERMINERS or words[low].text[:1].isupper()):
            break  # "witnesses said the queue was"
        if is_verb(words, low - 1) or _is_verb_behind_that(words, low - 1):
            head = of_reduced_relative(words, low, end) or head_of_relative(words, low - 1)
            if head or low < end:
                return head
        low -= 1
    part = words[low:end]
    while part and (not part[0].is_word or part[0].lower in _OPENERS):
        part = part[1:]
    if not part or part[0].lower in PREPOSITIONS:
        return []
    phrase = sentence_subject([*part, _HAS])
    named = named_before(words, phrase)
    placed = len(named) < 2 or words[index_of(words, named[0]) - 1].lower in PREPOSITIONS - {"by"}
    return phrase if placed else named


def _is_verb_behind_that(words: list[Word], index: int) -> bool:
    """Whether a past form stands behind the "that" of a noun: "the reports that reached"."""
    if index < 2 or words[index - 1].lower != "that" or not words[index - 2].is_word:
        return False
    formed = words[index].lower in VERBS or words[index].lower.endswith("ed")
    noun = words[index - 2].lower
    return formed and noun not in FUNCTION_WORDS | VERBS and not noun.endswith("ed")


def _is_verb_behind_aside(words: list[Word], index: int) -> bool:
    """Whether an unknown form in -s goes on behind an aside: "the tribunal, to which they turned, upholds 7 %"."""
    if index < 2 or index + 1 >= len(words) or words[index - 1].text != "," or not words[index].text.islower():
        return False
    after = words[index + 1]
    governs = after.text[0].isdigit() or after.lower in NUMBER_WORDS | DETERMINERS or is_adverb(after)
    governs = governs or after.lower in ("roughly", "about", "some")
    return is_plural(words[index].lower) and governs and _aside_opening(words, index - 1) is not None


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
    opening = next((at + 1 for at in range(index - 1, -1, -1) if words[at].text in SEPARATORS), 0)
    return opening == index or any(is_verb(words, at) for at in range(opening, index))


def _phrase_before_parenthesis(words: list[Word], closing: int) -> list[Word]:
    """The subject that ends before the parenthesis that closes at `closing`."""
    opening = next((at for at in range(closing, -1, -1) if words[at].text == "("), 0)
    return _phrase_up_to(words, opening) if opening else []


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
