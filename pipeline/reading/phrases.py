"""Noun phrases around a figure, found by word classes: what is counted, and who the sentence is about.

What belongs here: reading a sentence's shape without a parser, in one pass over its words. What must never be here:
figures, dates, and any decision about claims.
"""

from __future__ import annotations

import itertools

from pipeline.reading.scanning import Word, is_adverb, is_plural, scan
from pipeline.reading.verbs import ALSO_NOUNS, first_verb, has_verb, is_verb
from pipeline.reading.words import (
    AUXILIARIES,
    CARRYING,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    IRREGULAR_PARTICIPLES,
    NOT_PARTICIPLES,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    word_set,
)  # fmt: skip

_OPENING_ADVERBIAL = PREPOSITIONS | {
    "where",
    "when",
    "while",
    "after",
    "before",
    "although",
    "though",
    "if",
    "because",
    "once",
}
_NOUN_PHRASE_LIMIT = 9
_SUBJECT_LIMIT = 14
_TELLING_APART = frozenset({"such", "other", "more", "further"})
"""Before a noun they only tell what is counted from what was: "214 such appeals"."""
_JOINING = frozenset({"and", "but", "while", "yet", "so", "whereas"})
_ASIDES = frozenset("—–()")
_FRAME = frozenset({"what", "how", "why", "whether"})
_SUBORDINATORS = word_set("where when while after before although though if because once since until till as unless")


def noun_phrase_after(words: list[Word], start: int) -> list[Word]:
    """The noun phrase that begins at or after the character `start`: adjectives, nouns, "of" phrases.

    "public models" of "2 million public models uploaded since"; [] when something else follows the figure.
    """
    index = next((i for i, word in enumerate(words) if word.start >= start), len(words))
    phrase: list[Word] = []
    nouns = 0
    while index < len(words) and len(phrase) < _NOUN_PHRASE_LIMIT:
        word = words[index]
        if not word.is_word:
            if word.text in "-‑'’\"“”‘" and nouns == 0:
                index += 1
                continue
            break
        if word.lower == "of":
            if index + 1 < len(words) and words[index + 1].is_word and (nouns or not phrase):
                phrase.append(word)
                index += 1
                nouns = 0
                continue
            break
        if word.lower in DETERMINERS and (not phrase or phrase[-1].lower == "of"):
            phrase.append(word)
        elif word.lower in _TELLING_APART and not phrase and index + 1 < len(words) and words[index + 1].is_word:
            if words[index + 1].lower in FUNCTION_WORDS:
                break
        elif word.lower in FUNCTION_WORDS or _ends_phrase(words, index, phrase, nouns):
            break
        elif nouns and word.text[0].isdigit() and phrase[-1].text.islower():
            break  # "of 900 reads 96 % passed"
        else:
            phrase.append(word)
            nouns += not word.lower.endswith("ly")
        index += 1
    return _trimmed(phrase)


def noun_phrase_before(words: list[Word], end: int) -> list[Word]:
    """The noun phrase that ends right before the character `end`: "yearly budget" of "had a yearly budget of"; []
    when something else stands there."""
    index = next((i for i, word in enumerate(words) if word.start >= end), len(words)) - 1
    phrase: list[Word] = []
    while index >= 0 and len(phrase) < _NOUN_PHRASE_LIMIT:
        word = words[index]
        joins = word.lower == "of" and bool(phrase) and index > 0 and words[index - 1].is_word
        after_of = word.lower in DETERMINERS and index > 0 and words[index - 1].lower == "of" and bool(phrase)
        named = index > 0 and word.text[:1].isupper() and bool(phrase) and phrase[0].text[:1].isupper()  # "Ever Given"
        held = word.lower in ALSO_NOUNS - AUXILIARIES and index > 0 and _holds_noun(words[index - 1])  # "the report"
        if not (joins or after_of or named or held) and (not word.is_word or word.lower in FUNCTION_WORDS | VERBS):
            break
        phrase.insert(0, word)
        index -= 1
    return _trimmed(phrase)


def _holds_noun(word: Word) -> bool:
    """Whether a noun follows a word for sure: "the report", "five spans"."""
    return word.lower in DETERMINERS | NUMBER_WORDS or word.text[0].isdigit()


def _ends_phrase(words: list[Word], index: int, phrase: list[Word], nouns: int) -> bool:
    """Whether the word at `index` goes on as a verb. Behind a plural noun a form in -s is no verb ("hard drives")."""
    word, after = words[index], words[index + 1] if index + 1 < len(words) else None
    if not phrase and word.lower.endswith("ed") and word.lower not in NOT_PARTICIPLES and len(word.text) > 4:
        return after is None or not after.is_word or after.lower in FUNCTION_WORDS
    if word.lower in VERBS:
        return not word.lower.endswith("s") and (bool(nouns) or not phrase) and is_verb(words, index)
    if not nouns or not word.lower.endswith("ed") or word.lower in NOT_PARTICIPLES:
        return False
    goes_on = after is not None and after.is_word and after.lower not in FUNCTION_WORDS
    return not goes_on or is_plural(phrase[-1].lower) or any(before.lower == "of" for before in phrase)


def clause_around(words: list[Word], start: int) -> list[Word]:
    """The part of a sentence between semicolons and colons that holds the character `start`, when it has a verb of
    its own; else the whole sentence."""
    low, high = 0, len(words)
    for index, word in enumerate(words):
        if word.text in (";", ":"):
            if word.end <= start:
                low = index + 1
            else:
                high = index
                break
    clause = words[low:high]
    return clause if len(clause) < len(words) and has_verb(clause) else words


def clause_of_a_subject(words: list[Word], start: int) -> tuple[list[Word], list[Word]]:
    """The clause that holds the character `start`, and the one with a verb before it in the sentence ([] without)."""
    clauses = clauses_of(words)
    at = clause_at(clauses, start)
    return clauses[at], next((clause for clause in reversed(clauses[:at]) if has_verb(clause)), [])


def clauses_of(words: list[Word]) -> list[list[Word]]:
    """The clauses of a sentence, one at least. They part at semicolons and colons, and at a comma with a conjunction
    when a subject with its verb follows: "the crater holds a lake, and boatmen ask 350 pesos"."""
    borders = [0, *(index + 1 for index in range(len(words)) if begins_clause(words, index)), len(words)]
    return [words[low:high] for low, high in itertools.pairwise(borders)]


def clause_at(clauses: list[list[Word]], start: int) -> int:
    """Which of the clauses holds the character `start`."""
    return next((at for at in range(len(clauses) - 1) if clauses[at + 1][0].start > start), len(clauses) - 1)


def begins_clause(words: list[Word], index: int) -> bool:
    """Whether a new clause begins behind the word at `index`."""
    if words[index].text in (";", ":"):
        return has_verb(words[:index]) and has_verb(words[index + 1 :])
    if words[index].text != "," or index + 1 >= len(words) or words[index + 1].lower not in _JOINING:
        return False
    rest = words[index + 2 :]
    end = next((at for at, word in enumerate(rest) if word.text in ",;:"), len(rest))
    verb = first_verb(rest[:end])
    return bool(verb) and has_verb(words[:index])


def _trimmed(phrase: list[Word]) -> list[Word]:
    """Without "of the" before it, and without what an "of" or determiner at its end leaves open."""
    while phrase and (phrase[0].lower == "of" or phrase[0].lower in DETERMINERS):
        phrase = phrase[1:]
    while phrase and (phrase[-1].lower == "of" or phrase[-1].lower in DETERMINERS):
        phrase = phrase[:-1]
    return phrase


def complement_after(words: list[Word], phrase: list[Word]) -> list[Word]:
    """The prepositional phrase right behind a noun phrase: "to the museum" of "visits to the museum rose"."""
    if not phrase:
        return []
    index = next((i for i, word in enumerate(words) if word.start >= phrase[-1].end), len(words))
    if index >= len(words) or words[index].lower not in ("in", "to", "for", "from", "on", "at", "with", "by", "among"):
        return []
    inner = noun_phrase_after(words, words[index].end)
    return inner if inner and inner[0].start - words[index].end <= 6 else []


def sentence_subject(words: list[Word]) -> list[Word]:
    """The noun phrase before the first finite verb of the main clause, opening adverbials skipped; [] without one."""
    clause = _main_clause(_without_asides(words))
    verb = first_verb(clause)
    if verb is None:
        return []
    before = clause[:verb]
    opening = before[0].lower if before else ""
    if opening in PREPOSITIONS - _SUBORDINATORS:
        return _core(_behind_the_opening(before))
    if opening in _SUBORDINATORS and (behind := _behind_the_opening(before)):  # "If you count it so the hen costs"
        return _core(behind)
    return _core(before[:_SUBJECT_LIMIT])


def _behind_the_opening(before: list[Word]) -> list[Word]:
    """The subject behind an opening that no comma ends: "the hemisphere" of "In 1992 the hemisphere was"."""
    for index in range(len(before) - 1, 0, -1):
        word, left = before[index], before[index - 1]
        begins = word.lower in (DETERMINERS | PRONOUNS) - {"who", "which"} or (
            word.text[:1].isupper() and not left.text[:1].isupper()
        )
        if begins and left.lower not in PREPOSITIONS and left.lower not in DETERMINERS:
            return before[index:]
    return []


def _without_asides(words: list[Word]) -> list[Word]:
    """The words without what stands between two dashes or in parentheses; one comma stays in its place."""
    if not any(word.text in _ASIDES for word in words):
        return words
    kept: list[Word] = []
    dashes = [index for index, word in enumerate(words) if word.text in "—–"]
    skipped = dict(zip(dashes[::2], dashes[1::2], strict=False)) if len(dashes) > 1 else {}
    index, depth = 0, 0
    while index < len(words):
        word = words[index]
        if index in skipped:
            kept.append(Word(",", ",", word.start, word.end))
            index = skipped[index] + 1
            continue
        depth += (word.text == "(") - (word.text == ")" and depth > 0)
        if not depth and word.text != ")":
            kept.append(word)
        index += 1
    return kept


def is_fragment(sentence: str) -> bool:
    """Whether a sentence lacks a finite verb ("Twenty cents.")."""
    return not has_verb(scan(sentence))


def _main_clause(words: list[Word]) -> list[Word]:
    start = 0
    for _ in range(3):
        led = start > 0
        while start < len(words) and words[start].text == ",":  # of a date that was taken out
            start, led = start + 1, True
        if start >= len(words):
            break
        if led and (aside := _end_of_aside(words, start)) is not None:
            start = aside
            continue
        if not _opens_adverbial(words, start):
            break
        comma = next((i for i in range(start, min(len(words), start + 30)) if _parts_clauses(words, i)), None)
        if comma is None:
            break
        if words[start].lower in PREPOSITIONS - _SUBORDINATORS and has_verb(words[start:comma]):
            break
        start = comma + 1
    while start < len(words) and (not words[start].is_word or words[start].lower in ("and", "but", "so", "yet", "or")):
        start += 1
    return words[start:]


def _end_of_aside(words: list[Word], start: int) -> int | None:
    """Where the clause goes on behind what explains its opening: "In 2021, the worst year in memory, it lost",
    "according to the cook, who was there, the soup"; None when it explains nothing."""
    comma = next((at for at in range(start, min(len(words), start + 14)) if words[at].text == ","), None)
    if comma is None or comma + 1 >= len(words) or not has_verb(words[comma + 1 :]):
        return None
    if words[start].lower in ("who", "which", "whose", "where", "when"):
        return comma + 1
    behind = words[comma + 1]
    explained = words[start].lower in DETERMINERS and not has_verb(words[start:comma])
    resumed = behind.lower in (PRONOUNS | DETERMINERS) - {"who", "which"} or behind.text[:1].isupper()
    return comma + 1 if explained and resumed else None


def _opens_adverbial(words: list[Word], index: int) -> bool:
    """Whether a clause opens with what is no subject: "In the spring,", "Slowly,", "Born in Lyon,"."""
    lower, after = words[index].lower, words[index + 1].lower if index + 1 < len(words) else ""
    if lower in _OPENING_ADVERBIAL or is_adverb(words[index]):
        return True
    participle = lower in IRREGULAR_PARTICIPLES or lower.endswith(("ed", "ing"))
    if lower in CARRYING and (after[:1].isdigit() or after in NUMBER_WORDS | DETERMINERS):
        return True
    return participle and lower not in NOT_PARTICIPLES and (after in PREPOSITIONS or after == ",")


def _parts_clauses(words: list[Word], index: int) -> bool:
    """Whether a comma stands at `index`, and not the one of a date or a list of names."""
    after = words[index + 1] if index + 1 < len(words) else None
    return words[index].text == "," and after is not None and not (after.text.isdigit() and len(after.text) == 4)


def _core(words: list[Word]) -> list[Word]:
    """The subject's own noun phrase: what stands before a comma, dash or relative clause."""
    core: list[Word] = []
    for word in words:
        if not word.is_word and word.text in ",;:—–(":
            break
        if core and word.lower in ("who", "which", "that", "whose", "where"):
            break
        if word.text != ".":  # of "Dr. Salif Tanko"
            core.append(word)
    while core and (core[0].lower in DETERMINERS or not core[0].is_word or core[0].lower in _FRAME):
        core = core[1:]
    while core and (not core[-1].is_word or core[-1].lower in FUNCTION_WORDS - PRONOUNS):
        core = core[:-1]
    return core


def is_pronoun(words: list[Word]) -> bool:
    """Whether a subject only points back: "it", "they", "the latter", or nothing at all."""
    return all(word.lower in PRONOUNS or word.lower in CONJUNCTIONS for word in words)
