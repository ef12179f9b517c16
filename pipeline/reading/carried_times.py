"""The time that a story has reached: what the sentences of a paragraph leave to those that follow.

What belongs here: taking in a sentence's dates, and which of them holds for one that names none. What must never be
here: choosing among the dates of one sentence (`times`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.quantities import Quantity
from pipeline.quantities.dates_names import span_of_name
from pipeline.reading.asides import Span, aside_around, tells_an_origin
from pipeline.reading.named_dates import SPOKEN_DAY, is_earlier, is_future, is_recent, iso_of
from pipeline.reading.phrases import is_pronoun, sentence_subject
from pipeline.reading.scanning import Word
from pipeline.reading.sentences import Sentence
from pipeline.reading.spans import widened_by_a_span
from pipeline.reading.tenses import (
    goes_on_telling,
    is_present,
    looks_ahead,
    looks_back,
    returns_to_the_present,
    says_now,
)
from pipeline.reading.verbs import has_verb

_OPENING = 6
_READER = frozenset({"you", "we", "i", "who", "there", "one"})
_YEAR = 4
_SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "fall": (9, 10, 11), "winter": (12, 1, 2)}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_THAT_TIME = re.compile(
    r"\b(?:that|the same) (day|week|month|year|spring|summer|autumn|fall|winter|season)\b", re.IGNORECASE
)


@dataclass(slots=True)
class CarriedTime:
    """The date a paragraph speaks of so far. `scene` when a sentence opened with it: it holds until the story goes on
    to a later one. `told` when a main clause names it as the day or month of an event: what is told next is of that
    time. `background` is the date that the paragraph before has reached, `scenery` also a day;
    `from_an_event` says that it was the time of an event that was told there, and no scene. `coming` is a date that
    lies ahead: it holds for what is said to come, and the story stays where it was. `recent` are the dates of the last
    sentence that had any. `published` is the date the chapter speaks from."""

    published: str | None = None
    date: str | None = None
    scene: bool = False
    told: bool = False
    background: str | None = None
    scenery: str | None = None
    from_an_event: bool = False
    coming: str | None = None
    recent: tuple[str, ...] = ()
    _asides: dict[int, Span | None] = field(default_factory=dict)

    def after(self, sentence: Sentence) -> None:
        """Take in a sentence that was read. Dates of other events, and those that only tell how old a thing is, are no
        part of the story's own time line."""
        dated = [
            date
            for date in sentence.dates
            if iso_of(date)
            and not SPOKEN_DAY.fullmatch(date.text)
            and self.aside(date, sentence) is None
            and not tells_an_origin(date, sentence.words)
        ]
        self._asides.clear()
        ahead = [date for date in dated if self._lies_ahead(date, sentence)]
        self.coming = iso_of(ahead[-1]) if ahead else self.coming if looks_ahead(sentence.words) else None
        dated = [date for date in dated if date not in ahead]
        if ahead and not dated:
            return
        if not dated:
            if self.from_an_event and goes_on_telling(sentence.words) and not looks_back(sentence.words):
                self.background = None  # the story went on from there, nobody says when
            if not self.scene and not leans_back(sentence) and not (self.told and goes_on_telling(sentence.words)):
                self.date = None
            return
        first = dated[0]
        self.recent = tuple(iso for date in dated if (iso := iso_of(date)))
        before = [word for word in sentence.words if word.end <= first.start]
        opening = len(before) <= _OPENING and not has_verb(before)
        if self.scene and not opening and is_earlier(iso_of(dated[-1]), self.date):
            return
        moved_on = is_earlier(iso_of(first), iso_of(dated[-1]))
        returned = returns_to_the_present(sentence.words, dated[-1])
        self.scene = opening and not moved_on and not returned
        self.date = iso_of(first) if opening and not moved_on else iso_of(dated[-1])
        self.told = len(self.date or "") > _YEAR and goes_on_telling(sentence.words) and not returned

    def _lies_ahead(self, date: Quantity, sentence: Sentence) -> bool:
        """Whether a date lies after the day the chapter speaks from; of a chapter without one, whether its sentence
        says what will be."""
        span, now = span_of_name(iso_of(date) or ""), span_of_name(self.published or "")
        if span is None or now is None:
            return looks_ahead(sentence.words)
        return span[0] >= now[1]

    def aside(self, date: Quantity, sentence: Sentence) -> Span | None:
        """The part of a sentence that a date dates, when it is another event than the sentence's; found once."""
        if date.start not in self._asides:
            self._asides[date.start] = aside_around(date, sentence.words)
        return self._asides[date.start]

    def next_paragraph(self, *, new_section: bool) -> CarriedTime:
        """What a paragraph that follows starts from: no date of its own, and the one reached as its background. A day
        is none: what is told of it ends with its paragraph, "that spring" aside."""
        reached = None if new_section else self.date or self.scenery
        day = reached is not None and _DAY.fullmatch(reached) is not None
        event = self.told and not self.scene if self.date else self.from_an_event
        background = None if day else reached
        return CarriedTime(self.published, background=background, scenery=reached, from_an_event=event)

    def date_of(self, sentence: Sentence, clause: list[Word]) -> str | None:
        """The carried date that holds for a clause of a sentence that names none, if any. The background holds for what
        had happened by then ("had generated") and for the story's own present ("now accounted for")."""
        if self.coming is not None and looks_ahead(sentence.words):
            now = any(says_now(sentence.words, index) for index in range(len(sentence.words)))
            return None if now else self.coming
        pointed = _THAT_TIME.search(sentence.text)
        if pointed is not None:
            season = next((date for date in self.recent if _is_in_season(date, pointed[1].lower())), None)
            return season or self.date or self.scenery
        if self._speaks_for(sentence) and not self._has_passed_for(clause):
            return widened_by_a_span(self.date, sentence)
        return self.background if self.date is None and looks_back(sentence.words) else None

    def _speaks_for(self, sentence: Sentence) -> bool:
        """Whether the carried date holds for a sentence that names none: it follows in the scene or leans back, and
        does not speak of the present when the date has passed."""
        told = self.told and goes_on_telling(sentence.words)
        if self.date is None or not (self.scene or told or leans_back(sentence)):
            return False
        if is_future(self.date, self.published):
            return False
        return not self._has_passed_for(sentence.words)

    def _has_passed_for(self, words: list[Word]) -> bool:
        """Whether words speak of the present, and the carried date has passed."""
        return is_present(words) and not is_recent(self.date or "", self.published)


def _is_in_season(date: str, season: str) -> bool:
    """Whether a day or month lies in a season: September in "that autumn"."""
    months = _SEASONS.get(season, ())
    return len(date) > _YEAR and date[5:7].isdigit() and int(date[5:7]) in months


def leans_back(sentence: Sentence) -> bool:
    """Whether a sentence lives on what stands before: a fragment, or one about "it"."""
    subject = sentence_subject(sentence.words)
    return not has_verb(sentence.words) or (is_pronoun(subject) and not any(word.lower in _READER for word in subject))
