"""What the sentences of a paragraph are about, and what a pronoun that follows them stands for.

What belongs here: taking in a sentence, and the last thing, person and several that were spoken of. What must never be
here: the subject of one figure (`subjects`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.reading.governing import is_plural_phrase
from pipeline.reading.phrases import clauses_of, is_pronoun, noun_phrase_after, sentence_subject
from pipeline.reading.scanning import Word, spelled
from pipeline.reading.sentences import Sentence
from pipeline.reading.verbs import has_verb
from pipeline.reading.words import (
    EMPTY_NOUNS,
    FUNCTION_WORDS,
    MEN,
    MONTHS_AND_DAYS,
    NUMBER_WORDS,
    PERSON_ENDINGS,
    PERSONS,
    PLACES,
    PREPOSITIONS,
    PRONOUNS,
    WOMEN,
)

_SOMEBODY = frozenset({"he", "she"})
_NOBODY = frozenset({"nobody", "no", "none", "everyone", "everybody", "someone", "somebody"})
_PLACED = frozenset({"at", "in", "near", "from", "through", "outside"})
"""Before a name they tell a place."""
_SHORTEST = 5
"""Letters of an ending like "-ist" alone, and of words that only look so."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells outside of its dates and of direct speech, by clauses with the subject of each; read once
    for all its figures."""

    words: list[Word]
    clauses: list[list[Word]]
    subjects: list[list[Word]]

    @classmethod
    def of(cls, sentence: Sentence) -> Told:
        words = _unquoted(_undated(sentence), sentence)
        clauses = clauses_of(words)
        return cls(words, clauses, [sentence_subject(clause) for clause in clauses])


@dataclass(slots=True)
class CarriedSubject:
    """What the sentences of a paragraph are about so far: their topic, the last one that was one thing or person, the
    last thing alone and the last that was several; what they counted last, and of whom; the last persons who did
    something, as "he" and "she" may mean them; the last who was named by two names, and the last who was only called by
    what he is. `former` is the paragraph before, when it had a topic
    of its own: only a pronoun reaches back to it."""

    topic: str | None = None
    one: str | None = None
    thing: str | None = None
    several: str | None = None
    counted: str | None = None
    counted_of: str | None = None
    he: str | None = None
    she: str | None = None
    person: str | None = None
    somebody: str | None = None
    former: CarriedSubject | None = None
    _read: tuple[int, Told] | None = None

    def told(self, sentence: Sentence) -> Told:
        """What a sentence tells; kept until the next one is asked for."""
        if self._read is None or self._read[0] != sentence.start:
            self._read = sentence.start, Told.of(sentence)
        return self._read[1]

    def next_paragraph(self) -> CarriedSubject:
        """What a paragraph that follows starts from."""
        before = self.former or CarriedSubject()
        former = replace(
            before if self.topic is None else self,
            he=self.he or before.he,
            she=self.she or before.she,
            person=self.person or before.person,
            former=None,
        )
        return CarriedSubject(former=former)

    def meant_by(self, pronoun: str) -> str | None:
        """What a pronoun stands for, the last that was spoken of: "he" for a person, "it" for a thing, "they" for
        several; None where nothing of its sort was named."""
        former = self.former.meant_by(pronoun) if self.former else None
        if pronoun in _SOMEBODY:
            acting = self.he if pronoun == "he" else self.she
            named = acting if acting and any(word[:1].isupper() for word in acting.split(" ")) else None
            return named or self.person or acting or former or self.somebody
        if pronoun == "it":
            somebody = is_person(self.topic) and (" " in (self.topic or "") or not _is_a_name(self.topic))
            thing = None if self.topic == self.several or somebody else self.topic
            return self.thing or thing or (self.one if _is_a_name(self.one) else None) or former
        if pronoun == "they":
            return self.several or self.topic or former
        return self.topic

    def after(self, sentence: Sentence) -> None:
        """Take in a sentence that was read. One about nobody ("nobody had taken Pinatubo for a volcano") is about whom
        it names, when nothing else was spoken of."""
        read = self.told(sentence)
        told = read.words
        if sentence.block.kind not in ("title", "heading"):
            self.person = _last_person(told) or self.person
        self.somebody = next((word.lower for word in reversed(told) if word.lower in PERSONS), self.somebody)
        words = read.subjects[0] if len(read.clauses) == 1 else sentence_subject(told)
        figures = any(
            word.start < figure.end and word.end > figure.start
            for figure in sentence.quantities
            if figure.kind != "ordinal" or figure.text[:1].islower()
            for word in words
        )
        if _is_topic(words, told) and not figures:
            self.topic = _predicate(told, words) or spelled(words)
            if is_plural_phrase(words):
                self.several = self.topic
            else:
                self.one = self.topic
                self._take_in(self.topic)
        elif words and len(words) == 1 and words[0].lower in _SOMEBODY and self.he == self.she:
            self.he, self.she = (self.he, None) if words[0].lower == "he" else (None, self.she)
        elif self.topic is None and words and words[0].lower in _NOBODY:
            self.topic = next((word.text for word in told[1:] if word.text[:1].isupper()), None)

    def _take_in(self, topic: str) -> None:
        """Remember one thing or person for the pronouns that may mean it."""
        known = f"{self.person} {self.former.person if self.former else ''} {self.he} {self.she}".split(" ")
        single = _is_a_name(topic) and " " not in topic and topic not in known  # "Montreal"
        if single or not is_person(topic):
            self.thing = topic
            return
        words = {word.lower() for word in topic.split(" ")}
        self.he = self.he if words & WOMEN else topic
        self.she = self.she if words & MEN else topic


def _is_topic(words: list[Word], told: list[Word]) -> bool:
    """Whether a sentence's subject is a thing that the next ones may be about; "what the colours say" is none."""
    if not words or is_pronoun(words) or words[-1].lower in EMPTY_NOUNS | PRONOUNS:
        return False
    return told[0].lower not in ("what", "how", "why")


def is_person(topic: str | None) -> bool:
    """Whether a topic most likely is a person: a name alone that is no place's, or somebody called by what he is."""
    words = (topic or "").split(" ")
    if _is_a_name(topic):
        return words[-1].lower() not in PLACES
    if words[-1][:1].isupper() and any(word.lower() in PERSONS for word in words):
        return True  # "uncle Osk"
    head = next((words[at - 1] for at, word in enumerate(words) if at and word.lower() in PREPOSITIONS), words[-1])
    return head.lower() in PERSONS or (len(head) > _SHORTEST and head.lower().endswith(PERSON_ENDINGS))


def _predicate(words: list[Word], subject: list[Word]) -> str | None:
    """The thing itself, where a sentence says what something was: "tunnel" of "The chief obstacle was the tunnel"."""
    at = next((index for index, word in enumerate(words) if word.start >= subject[-1].end), len(words))
    behind = words[at:]
    if len(behind) < 3 or behind[0].lower not in ("is", "was", "are", "were") or behind[1].lower != "the":
        return None
    noun = noun_phrase_after(behind, behind[1].start)
    ends = noun and all(not word.is_word for word in behind if word.start >= noun[-1].end)
    named = any(word.text[:1].isupper() for word in subject)
    plain = ends and not any(word.lower.endswith("est") or word.lower in FUNCTION_WORDS for word in noun)
    return spelled(noun) if plain and not named else None


def _is_named(topic: str | None) -> bool:
    words = (topic or "").split(" ")
    return any(word[:1].isupper() and word.lower() not in NUMBER_WORDS | FUNCTION_WORDS for word in words)


def _is_a_name(topic: str | None) -> bool:
    """Whether a topic is a name alone ("Dan Marsh"), and not a thing with one ("the laboratory at Leeds")."""
    words = (topic or "").split(" ")
    return _is_named(topic) and all(word[:1].isupper() for word in words)


def _last_person(words: list[Word]) -> str | None:
    """The last two or three capitalised words in a row: "Trevor Francis"; behind "at" they name a place, and before
    "Street"."""
    for index in range(len(words) - 1, 0, -1):
        if not _is_name(words[index]) or not _is_name(words[index - 1]):
            continue
        start = index - 2 if index > 1 and _is_name(words[index - 2]) else index - 1
        placed = start and words[start - 1].lower in _PLACED
        longer = index + 1 < len(words) and _is_name(words[index + 1])
        owner = words[index].lower.endswith(("'s", "'"))  # "Lord Dunraven's nephew"
        if not placed and not longer and not owner and words[index].lower not in PLACES:
            return spelled(words[start : index + 1])
    return None


def _is_name(word: Word) -> bool:
    return word.text[:1].isupper() and word.lower not in FUNCTION_WORDS | MONTHS_AND_DAYS


def _unquoted(words: list[Word], sentence: Sentence) -> list[Word]:
    """The words outside of direct speech, when the sentence has any of its own there: who says it is spoken of."""
    outside: list[Word] = []
    quoted = False
    for word in words:
        if word.text in '"“”':
            quoted = word.text == "“" or (word.text == '"' and not quoted)
        elif not quoted:
            outside.append(word)
    return outside if has_verb(outside) else words


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
        elif kept and kept[-1].lower in ("in", "on", "by", "since", "until", "during", "of"):
            kept.pop()
    return kept
