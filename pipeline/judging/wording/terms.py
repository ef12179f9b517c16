"""A text as the terms it is matched by: stems of content words, names, and numbers, each with its offsets.

What belongs here: tokens, normal forms, and the words that stand for one another. What must never be here: scores,
and anything that knows claims or passages.

Stems are Snowball's (Porter 2, https://snowballstem.org); irregular forms, synonyms and demonyms come from `lexicon`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import snowballstemmer

from pipeline.judging.wording.lexicon import (
    CALENDAR_WORDS,
    GENERAL_WORDS,
    IRREGULAR_FORMS,
    KEPT_APART,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    SCALE_WORDS,
    STOP_WORDS,
)
from pipeline.judging.wording.meanings import DEMONYMS, PHRASES, SYNONYMS
from pipeline.judging.wording.spellings import american

TermKind = Literal["word", "name", "number"]

_STEMMER = snowballstemmer.stemmer("english")
_PHRASE = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(PHRASES, key=len, reverse=True))
_PHRASE_OPENERS = frozenset(phrase.split()[0] for phrase in PHRASES)
"""A text without any of these words in it, which most are, is read in two thirds of the time."""
_NUMBER_OR_WORD = r"""
      (?P<number>(?<![\w.,])\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?!\w))
    | (?P<word>[^\W_]+(?:['’.&][^\W_]+)*)
"""
_PLAIN_TOKEN = re.compile(_NUMBER_OR_WORD, re.VERBOSE | re.IGNORECASE)
_TOKEN = re.compile(rf"(?P<phrase>(?<!\w)(?:{_PHRASE})(?!\w)) | {_NUMBER_OR_WORD}", re.VERBOSE | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\"“(•*#>-])\s*$")


@dataclass(frozen=True, slots=True)
class Term:
    """One matchable token. `stem` is its normal form, `start`..`end` its offsets in the text it was read from."""

    stem: str
    surface: str
    start: int
    end: int
    kind: TermKind


def _plain(word: str) -> str:
    """Lower case, without accents, possessives and typographic apostrophes."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(char for char in decomposed if not unicodedata.combining(char)).replace("’", "'")
    word = word.lower()
    return word[:-2] if word.endswith("'s") else word.rstrip("'")


def _stem(word: str) -> str:
    if len(word) > 40:  # no word: stemming a base64 blob costs seconds and tells nothing
        return word
    singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    if singular in KEPT_APART or word in KEPT_APART:
        return singular if singular in KEPT_APART else word
    return str(_STEMMER.stemWord(word))


def _canonical_stems() -> dict[str, str]:
    canonical: dict[str, str] = {}
    for group in SYNONYMS:
        stems = [american(_stem(IRREGULAR_FORMS.get(word, word))) for word in group.split()]
        for stem in stems:
            canonical.setdefault(stem, stems[0])
    return canonical


_CANONICAL = _canonical_stems()


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The form under which a word is compared: irregulars, demonyms and synonyms resolved, then stemmed."""
    plain = _plain(word)
    if "." in plain and not any(char.isdigit() for char in plain):
        plain = plain.replace(".", "")
    if plain in DEMONYMS:
        return DEMONYMS[plain]
    plain = IRREGULAR_FORMS.get(plain, plain)
    stem = american(_stem(plain))
    return _CANONICAL.get(stem, stem)


@lru_cache(maxsize=50_000)
def exact_stem_of(word: str) -> str:
    """The stem of the word itself, synonyms kept apart. Opposites and modifiers are looked up under it."""
    plain = _plain(word)
    return _stem(IRREGULAR_FORMS.get(plain, plain))


def stems_of(words: str) -> frozenset[str]:
    """The stems of a blank-separated list of words, as the lexicons hold them."""
    return frozenset(exact_stem_of(word) for word in words.split())


def words_of(text: str) -> list[str]:
    """Every word of a text, stop words too, without punctuation; for the lexicons of `modifiers`."""
    return _WORD.findall(text)


def _number_form(token: str) -> str:
    token = token.lower()
    if token[-2:] in ("st", "nd", "rd", "th"):
        return token
    token = token.rstrip("s")
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?", token):
        token = token.replace(",", "")
    whole, dot, fraction = token.partition(".")
    if dot and fraction.isdigit():
        token = f"{whole}.{fraction.rstrip('0')}".rstrip(".")
    return token


@lru_cache(maxsize=5_000)
def read_terms(text: str) -> tuple[Term, ...]:
    """The terms of a text in order; stop words are left out, synonyms and demonyms share a stem."""
    terms: list[Term] = []
    for match in _TOKEN.finditer(text):
        read = _read_token(match.lastgroup or "", match.group())
        if read is not None:
            stem, kind = read
            surface, start = match.group(), match.start()
            if kind is None:
                kind = "word" if _SENTENCE_START.search(text[max(0, start - 8) : start]) else "name"
            terms.append(Term(stem, surface, start, match.end(), kind))
    return tuple(terms)


@lru_cache(maxsize=5_000)
def read_stems(text: str) -> tuple[str, ...]:
    """The stems of the terms of a text in order: what `read_terms` gives, without places and kinds."""
    lowered = text.lower()
    if any(word in lowered for word in _PHRASE_OPENERS):
        read = [_read_token(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)]
    else:
        read = [
            _read_token("number", number) if number else _read_token("word", word)
            for number, word in _PLAIN_TOKEN.findall(text)
        ]
    return tuple([found[0] for found in read if found is not None])


@lru_cache(maxsize=50_000)
def _read_token(sort: str, surface: str) -> tuple[str, TermKind | None] | None:
    """Stem and kind of a token by itself, None for one that is left out. The kind of a word whose only capital is its
    first letter is None: it makes a name, unless it only opens the sentence."""
    if sort == "number":
        return _number_form(surface), "number"
    if sort == "phrase":
        stem = PHRASES[re.sub(r"\s+", " ", surface.lower())]
        return stem, "name" if any(char.isupper() for char in surface[1:]) else "word"
    plain = _plain(surface)
    if plain in NUMBER_WORDS:
        return NUMBER_WORDS[plain], "number"
    if plain in ORDINAL_WORDS:
        return ORDINAL_WORDS[plain], "number"
    if (plain in STOP_WORDS or plain in SCALE_WORDS or len(plain) <= 1) and not surface.isupper():
        return None
    if plain in STOP_WORDS and len(surface) == 1:
        return None
    if any(char.isdigit() for char in surface) or any(char.isupper() for char in surface[1:]):
        return stem_of(surface), "name"  # capitals and digits inside a word always make a name
    return stem_of(surface), None if surface[0].isupper() else "word"


GENERAL_STEMS = frozenset(stem_of(word) for word in GENERAL_WORDS)
"""Stems of the words that occur in texts of every subject."""
CALENDAR_STEMS = frozenset(stem_of(word) for word in CALENDAR_WORDS)
"""Stems of the months and days, which are written like names."""
