"""What a mention's figure is of, as stems that can be compared.

What belongs here: the words of a mention's subject and sentence by their part in it. What must never be here: values,
and decisions about pairs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Mention
from pipeline.reading.phrases import is_fragment
from pipeline.reading.scanning import stem
from pipeline.reading.words import (
    ASPECTS,
    EMPTY_NOUNS,
    FUNCTION_WORDS,
    MEASURE_WORDS,
    MONTHS_AND_DAYS,
    NUMBER_WORDS,
    REPORTING,
    VERBS,
)  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PREPOSITION = re.compile(r"\b(?:of|in|to|for|from|on|at|with|by|among)\b")
_SPEAKER = re.compile(rf", (?:[A-Z][\w'’-]+ ){{1,3}}(?:{'|'.join(sorted(REPORTING))}), ")
"""Who only says what is told ("the question, Patel argued, was") is not spoken of."""
_IGNORED = FUNCTION_WORDS | VERBS | EMPTY_NOUNS | NUMBER_WORDS
_NEIGHBOURS = 3
_MEASURED_MOST = {"duration": "duration", "money": "cost", "measure": "size"}


@dataclass(frozen=True, slots=True)
class Topic:
    """`head`: the noun that is counted, or the thing that is measured; `near`: the words of its noun phrase; `owner`:
    the words for who or what the sentence is about; `names`: who is spoken of; `context`: every word of weight in the
    sentence; `aspect`: what is measured of the thing (its cost, its length); `fragment`: the sentence has no verb."""

    head: str | None
    near: frozenset[str]
    owner: frozenset[str]
    names: frozenset[str]
    context: frozenset[str]
    aspect: str | None
    fragment: bool


def topic_of(mention: Mention) -> Topic:
    """The topic of a mention, from its subject and its sentence."""
    counted, _, owner = (mention.subject or "").rpartition(", ")
    counting = mention.kind in ("count", "percent", "ratio", "ordinal", "other")
    if not counted and (counting or _leads(owner, mention)):
        counted, owner = owner, ""
    named = counted or (owner if not counting else "")
    return Topic(
        head=_head(named),
        near=content_stems(counted) - names(counted),
        owner=content_stems(owner),
        names=names(mention.subject or "") | names(_SPEAKER.sub(", ", _inside(mention.sentence))),
        context=content_stems(mention.sentence),
        aspect=_aspect(mention, attributive=not counting and _leads(counted, mention)),
        fragment=_is_fragment(mention.sentence),
    )


def _leads(phrase: str, mention: Mention) -> bool:
    """Whether a phrase stands right behind the figure, as "strike" in "the twelve-week strike"."""
    behind = mention.suffix.lstrip(" -‑'’").removeprefix("of ").removeprefix("the ")
    return bool(phrase) and behind.startswith(phrase.split(" ")[0])


def _head(phrase: str) -> str | None:
    first = _PREPOSITION.split(phrase, maxsplit=1)[0]
    words = [
        word for word in _WORD.findall(first) if word.lower() not in FUNCTION_WORDS and word.lower() not in EMPTY_NOUNS
    ]
    return stem(words[-1]) if words else None


def _inside(sentence: str) -> str:
    """A sentence without its first word, whose capital says nothing."""
    return sentence.partition(" ")[2]


def _aspect(mention: Mention, *, attributive: bool) -> str | None:
    """What is measured: by the words beside the figure, else, before a noun of its own, what its kind measures most."""
    if attributive and mention.kind in _MEASURED_MOST:
        return _MEASURED_MOST[mention.kind]
    before = [word.lower() for word in _WORD.findall(mention.prefix)][-_NEIGHBOURS:]
    after = [word.lower() for word in _WORD.findall(mention.suffix)][:_NEIGHBOURS]
    subject = [word.lower() for word in _WORD.findall(mention.subject or "")]
    return next((ASPECTS[word] for word in (*reversed(before), *after, *subject) if word in ASPECTS), None)


@lru_cache(maxsize=4096)
def _is_fragment(sentence: str) -> bool:
    return is_fragment(sentence)


@lru_cache(maxsize=8_192)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning; numbers, function words, verbs and units stay out."""
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if word.lower() not in _IGNORED
        and word.lower() not in MEASURE_WORDS
        and len(word) > 1
        and word.lower().split("-")[0] not in NUMBER_WORDS
    )


@lru_cache(maxsize=8_192)
def names(text: str) -> frozenset[str]:
    """Stems of the capitalised words: names of people, places, firms; months and days are none."""
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if word[0].isupper() and word.lower() not in _IGNORED and word.lower() not in MONTHS_AND_DAYS
    )
