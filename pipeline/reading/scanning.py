"""A sentence as words and signs with their offsets, and what the form of a single word tells.

What belongs here: cutting, joining, number and stem of one word. What must never be here: words in their sentence
(`verbs`, `phrases`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.reading.words import IRREGULAR_PLURALS, NOUNS_IN_LY, SENTENCE_ADVERBS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’.\-‑&/][^\W_]+)*['’]?|[^\w\s]|_")


class Word(NamedTuple):
    """One word or sign of a sentence; `lower` is for look-up, offsets count in the text that was scanned."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number and not a sign."""
        return self.text[0].isalnum()


def scan(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Words and signs of `text[start:end]`."""
    stop = len(text) if end is None else end
    return [
        Word(found.group(), found.group().lower().replace("’", "'"), found.start(), found.end())
        for found in _TOKEN.finditer(text, start, stop)
    ]


def is_plural(noun: str) -> bool:
    """Whether a noun's form is a plural one."""
    if noun.endswith("men") and noun not in ("specimen", "regimen", "omen", "abdomen", "acumen"):
        return True
    return noun in IRREGULAR_PLURALS or (len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def is_adverb(word: Word) -> bool:
    """Whether a word most likely is an adverb: by its ending, the nouns in -ly aside, or as one of a closed class."""
    return (word.lower.endswith("ly") and word.lower not in NOUNS_IN_LY) or word.lower in SENTENCE_ADVERBS


def spelled(words: list[Word]) -> str:
    """The words as a phrase."""
    out = ""
    for word in words:
        out += word.text if not out or word.text in "-‑'’" or out[-1] in "-‑" else f" {word.text}"
    return out


def stem(word: str) -> str:
    """A noun without plural or possessive ending, in lower case: enough to compare words of one language."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(lower) > 4 and lower.endswith("ies"):
        return lower[:-3] + "y"
    if len(lower) > 4 and lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower
