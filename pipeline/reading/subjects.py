"""What a figure counts or measures, and of whom.

What belongs here: choosing the phrases that name a figure's subject, and carrying a subject over to what leans on it.
What must never be here: how a phrase is found (`phrases`), or what is compared with what (`restatements`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.quantities import Quantity
from pipeline.reading.phrases import (
    Word,
    clause_around,
    complement_after,
    has_verb,
    is_pronoun,
    noun_phrase_after,
    sentence_subject,
    spelled,
)  # fmt: skip
from pipeline.reading.sentences import Sentence
from pipeline.reading.words import DETERMINERS, EMPTY_NOUNS, MEASURE_WORDS, MEASURING_ADJECTIVES, PREPOSITIONS

_COUNTING = {"count", "ordinal", "percent", "ratio", "other"}
_CLAUSE_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Subject:
    """`counted`: the noun phrase behind the figure; `owner`: who or what the sentence is about."""

    counted: str | None = None
    owner: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.counted, self.owner) if part)


@dataclass(slots=True)
class CarriedSubject:
    """What the sentences of a paragraph are about so far: their topic, and what they counted last."""

    topic: str | None = None
    counted: str | None = None

    def after(self, sentence: Sentence) -> None:
        """Take in a sentence that was read."""
        words = sentence_subject(_undated(sentence))
        figures = any(
            word.start < figure.end and word.end > figure.start for figure in sentence.quantities for word in words
        )
        if words and not figures and not is_pronoun(words) and words[-1].lower not in EMPTY_NOUNS:
            self.topic = spelled(words)


def subject_of(quantity: Quantity, sentence: Sentence, carried: CarriedSubject) -> Subject:
    """The subject of one figure. Fragments and sentences about "it" take the owner from what stands before, and a
    large count without a noun ("the number exceeded two hundred thousand") counts what was counted last. A table
    cell has its headings."""
    if sentence.block.labels:
        return Subject(None, " ".join(sentence.block.labels))
    if quantity.kind == "date":
        return Subject(None, _event(quantity, sentence) or carried.topic)
    phrase = noun_phrase_after(sentence.words, quantity.end)
    if not _adjoins(quantity, phrase) or (quantity.kind not in _COUNTING and phrase[0].lower in MEASURING_ADJECTIVES):
        phrase = []
    counted = [*phrase, *_complement(sentence, phrase)] if quantity.kind in _COUNTING else phrase
    owner = _owner(quantity, sentence, carried)
    text = spelled(counted) or None
    if text and quantity.kind in ("count", "percent", "ratio"):
        carried.counted = spelled(phrase)
    elif text is None and _is_elliptic(quantity):
        text = carried.counted
    return Subject(text, owner if owner != text else None)


def _is_elliptic(quantity: Quantity) -> bool:
    figure = quantity.value if quantity.value is not None else quantity.low or quantity.high
    return quantity.kind == "count" and isinstance(figure, int | float) and figure >= 100 and figure == int(figure)


def _adjoins(quantity: Quantity, phrase: list[Word]) -> bool:
    return bool(phrase) and phrase[0].start - quantity.end <= 10


def _complement(sentence: Sentence, phrase: list[Word]) -> list[Word]:
    inner = complement_after(sentence.words, phrase)
    if not inner or any(word.lower in MEASURE_WORDS or word.text[:1].isdigit() for word in inner):
        return []
    between = [word for word in sentence.words if phrase[-1].end <= word.start < inner[0].start]
    return [*between, *inner]


def _owner(quantity: Quantity, sentence: Sentence, carried: CarriedSubject) -> str | None:
    clause = clause_around(_undated(sentence), quantity.start)
    words = sentence_subject(clause)
    holds_figure = any(word.start < quantity.end and word.end > quantity.start for word in words)
    if holds_figure or not has_verb(clause):
        before = [word for word in words if word.end <= quantity.start]
        named = before and not is_pronoun(before) and any(word.text[:1].isupper() for word in before[1:] or before)
        return spelled(before) if named else carried.topic
    if is_pronoun(words):
        return carried.topic
    if words[-1].lower in EMPTY_NOUNS:
        return f"{spelled(words)} {carried.topic}" if carried.topic else spelled(words)
    return _unnumbered(words, sentence) or carried.topic


def _undated(sentence: Sentence) -> list[Word]:
    """The sentence's words without its dates: "Forty years later, it had" is about "it"."""
    dates = [figure for figure in sentence.quantities if figure.kind == "date"]
    kept: list[Word] = []
    position = 0
    for word in sentence.words:
        while position < len(dates) and dates[position].end <= word.start:
            position += 1
        if position == len(dates) or dates[position].start >= word.end:
            kept.append(word)
    return kept


def _unnumbered(words: list[Word], sentence: Sentence) -> str:
    """A subject without the figures in it: "Some 4,200 navvies" is about "navvies"."""
    figures = [figure for figure in sentence.quantities if figure.why_not is None]
    kept = [word for word in words if not any(word.start < one.end and word.end > one.start for one in figures)]
    while kept and kept[0].lower in DETERMINERS | PREPOSITIONS:
        kept = kept[1:]
    return spelled(kept)


def _event(quantity: Quantity, sentence: Sentence) -> str | None:
    """What happened at a date: the clause around it without the date."""
    words = [word for word in sentence.words if word.end <= quantity.start or word.start >= quantity.end]
    subject = sentence_subject(words)
    if not subject:
        return spelled([word for word in words[:_CLAUSE_LIMIT] if word.is_word]) or None
    start = next(index for index, word in enumerate(words) if word.start >= subject[0].start)
    clause: list[Word] = []
    for word in words[start : start + _CLAUSE_LIMIT]:
        if word.text in ";—–(" and clause:
            break
        clause.append(word)
    return spelled([word for word in clause if word.is_word])
