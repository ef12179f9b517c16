"""The time that a figure speaks of, and whether a claim holds now, at a named time, or in somebody's words.

What belongs here: choosing among the dates of a sentence, carrying one over from what stands before, scope. What must
never be here: reading a date from words (`pipeline.quantities`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from pipeline.model import Mention, Scope
from pipeline.quantities import Quantity, find_quantities
from pipeline.quantities.dates_names import span_of_name
from pipeline.reading.asides import Span, aside_around, tells_an_origin
from pipeline.reading.phrases import Word, clause_around, has_verb, is_pronoun, is_verb, scan, sentence_subject
from pipeline.reading.sentences import Sentence
from pipeline.reading.spans import widened_by_a_span
from pipeline.reading.words import (
    AUXILIARIES,
    BASE_VERBS,
    DETERMINERS,
    FORECASTS,
    PAST,
    PREPOSITIONS,
    PRESENT,
    REPORTING,
    VERBS,
)  # fmt: skip

_CLOSE = 7
_OPENING = 6
_READER = frozenset({"you", "we", "i", "who", "there", "one"})
_WHEN = frozenset({"when", "once"})
_NOW = frozenset({"now", "today", "currently", "nowadays"})
_PRESENT_VERBS = frozenset({"is", "are", "has", "have"})
_OPEN = frozenset({"may", "can", "must", "cannot"})
"""Modals of what is still open: "it may last 100,000 years"."""
_RECENT = dt.timedelta(days=200)
_YEAR = 4
_SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "fall": (9, 10, 11), "winter": (12, 1, 2)}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOT_TOLD = frozenset({"will", "shall", "can", "cannot", "may", "must", "is", "are", "am", "has", "have", "do", "does"})


YEAR_ALONE = re.compile(r"1\d{3}|20\d{2}")
ANAPHORIC = re.compile(
    r"(?:(?:by|at|until|on|in|before|after)\s+)?(?:"
    r"(?:that|the same|the next|the previous|the very) (?:day|night|morning|afternoon|evening|week|month|year|season|"
    r"decade|century|spring|summer|autumn|winter)|"
    r"(?:the|a|that)?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"the (?:day|week|month|year|decade|century|season) (?:before|after|earlier)|"
    r"the end of the (?:day|week|month|year|decade|century))",
    re.IGNORECASE,
)
"""Dates that point to another one, or to any day of a name; they state no date of their own."""


_THAT_TIME = re.compile(
    r"\b(?:that|the same) (day|week|month|year|spring|summer|autumn|fall|winter|season)\b", re.IGNORECASE
)
_YEAR_BESIDE = re.compile(
    r"[^.;:,\d]{0,30}?\bthe (?:year (?=(before|after))|(?=(previous|following) year))", re.IGNORECASE
)
_THAT_YEAR = re.compile(r"(?:that|the same) year\b", re.IGNORECASE)
SPOKEN_DAY = re.compile(
    r"(?:right\s+)?now|today|tonight|tomorrow|yesterday|this (?:day|morning|afternoon|evening|week|month|moment)|"
    r"the day|currently|nowadays|these days|at present|soon|recently|then",
    re.IGNORECASE,
)
"""Dates that point to the day of speaking; they name none."""


@dataclass(slots=True)
class CarriedTime:
    """The date a paragraph speaks of so far. `scene` when a sentence opened with it: it holds until the story goes on
    to a later one. `told` when a main clause names it as the day or month of an event: what is told next is of that
    time. `background` is the date that the paragraph before has reached, `scenery` also a day. `coming` is a date that
    lies ahead: it holds for what is said to come, and the story stays where it was. `recent` are the dates of the last
    sentence that had any. `published` is the date the chapter speaks from."""

    published: str | None = None
    date: str | None = None
    scene: bool = False
    told: bool = False
    background: str | None = None
    scenery: str | None = None
    coming: str | None = None
    recent: tuple[str, ...] = ()
    _asides: dict[int, Span | None] = field(default_factory=dict)

    def after(self, sentence: Sentence) -> None:
        """Take in a sentence that was read. Dates of other events, and those that only tell how old a thing is, are no
        part of the story's own time line."""
        dated = [
            date
            for date in sentence.dates
            if _iso(date)
            and not SPOKEN_DAY.fullmatch(date.text)
            and self.aside(date, sentence) is None
            and not tells_an_origin(date, sentence.words)
        ]
        self._asides.clear()
        ahead = [date for date in dated if self._lies_ahead(date, sentence)]
        self.coming = _iso(ahead[-1]) if ahead else self.coming if _looks_ahead(sentence.words) else None
        dated = [date for date in dated if date not in ahead]
        if ahead and not dated:
            return
        if not dated:
            if not self.scene and not leans_back(sentence) and not (self.told and _goes_on_telling(sentence.words)):
                self.date = None
            return
        first = dated[0]
        self.recent = tuple(iso for date in dated if (iso := _iso(date)))
        before = [word for word in sentence.words if word.end <= first.start]
        opening = len(before) <= _OPENING and not has_verb(before)
        if self.scene and not opening and _is_earlier(_iso(dated[-1]), self.date):
            return
        moved_on = _is_earlier(_iso(first), _iso(dated[-1]))
        returned = _returns_to_the_present(sentence.words, dated[-1])
        self.scene = opening and not moved_on and not returned
        self.date = _iso(first) if opening and not moved_on else _iso(dated[-1])
        self.told = len(self.date or "") > _YEAR and _goes_on_telling(sentence.words) and not returned

    def _lies_ahead(self, date: Quantity, sentence: Sentence) -> bool:
        """Whether a date lies after the day the chapter speaks from; of a chapter without one, whether its sentence
        says what will be."""
        span, now = span_of_name(_iso(date) or ""), span_of_name(self.published or "")
        if span is None or now is None:
            return _looks_ahead(sentence.words)
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
        return CarriedTime(self.published, background=None if day else reached, scenery=reached)

    def date_of(self, sentence: Sentence, clause: list[Word]) -> str | None:
        """The carried date that holds for a clause of a sentence that names none, if any. The background holds for what
        had happened by then ("had generated") and for the story's own present ("now accounted for")."""
        if self.coming is not None and _looks_ahead(sentence.words):
            now = any(_says_now(sentence.words, index) for index in range(len(sentence.words)))
            return None if now else self.coming
        pointed = _THAT_TIME.search(sentence.text)
        if pointed is not None:
            season = next((date for date in self.recent if _is_in_season(date, pointed[1].lower())), None)
            return season or self.date or self.scenery
        if self._speaks_for(sentence) and not self._has_passed_for(clause):
            return widened_by_a_span(self.date, sentence)
        return self.background if self.date is None and _looks_back(sentence.words) else None

    def _speaks_for(self, sentence: Sentence) -> bool:
        """Whether the carried date holds for a sentence that names none: it follows in the scene or leans back, and
        does not speak of the present when the date has passed."""
        told = self.told and _goes_on_telling(sentence.words)
        if self.date is None or not (self.scene or told or leans_back(sentence)):
            return False
        if _is_future(self.date, self.published):
            return False
        return not self._has_passed_for(sentence.words)

    def _has_passed_for(self, words: list[Word]) -> bool:
        """Whether words speak of the present, and the carried date has passed."""
        return _is_present(words) and not _is_recent(self.date or "", self.published)


def time_of(quantity: Quantity, sentence: Sentence, carried: CarriedTime) -> str | None:
    """The date a figure speaks of: of its phrase, else of its sentence, its table headings, or what stands before. The
    date of another event or another figure in the sentence is none, nor is "today"."""
    if quantity.kind == "date":
        return _iso(quantity)
    clause = clause_around(sentence.words, quantity.start)
    if _is_of_now(quantity, clause):
        return None
    low, high = clause[0].start, clause[-1].end
    dates = [
        date
        for date in sentence.dates
        if _iso(date)
        and low <= date.start < high
        and date.start != quantity.start
        and _dates(date, quantity, sentence, carried)
    ]
    behind = next((date for date in dates if date.start >= quantity.end), None)
    if behind is not None and _is_close(quantity, behind, sentence):
        return _named(behind)
    before = [date for date in dates if date.end <= quantity.start]
    if behind is not None and before and _stands_apart(quantity, behind, sentence):
        return _named(behind)
    if before and (end := _end_of_change(before[-1], quantity, sentence)):
        return end
    if before:
        return None if _turns_to_now(before[-1], quantity, clause) else _named(before[-1])
    if behind is not None and _hangs_on(quantity, behind, sentence):
        return _named(behind)
    if (pointed := _pointed_year(quantity, sentence, carried)) is not None:
        return pointed
    for label in sentence.block.labels:
        named = _label_date(label)
        if named is not None:
            return named
    return carried.date_of(sentence, clause)


def _dates(date: Quantity, quantity: Quantity, sentence: Sentence, carried: CarriedTime) -> bool:
    """Whether a date may date a figure of its sentence: it is the sentence's own, or both stand in one aside."""
    aside = carried.aside(date, sentence)
    if aside is not None:
        return aside[0] <= quantity.start < aside[1] or _dates_the_whole(date, quantity, sentence)
    return date.start > quantity.start or not _dates_an_origin_elsewhere(date, quantity, sentence)


def _dates_the_whole(date: Quantity, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a date stands in what a share is of: "Of those who left in 2018, 18 percent were back"."""
    if sentence.words[0].lower != "of" or quantity.kind not in ("percent", "ratio", "count"):
        return False
    between = [word for word in sentence.words if date.end <= word.start and word.end <= quantity.start]
    return [word.text for word in between if not word.is_word] == [","]


def _dates_an_origin_elsewhere(date: Quantity, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a date tells when something began, and the figure stands in another clause ("and has 40 rooms")."""
    if not tells_an_origin(date, sentence.words) or sentence.words[0].lower in _WHEN:
        return False
    between = [word for word in sentence.words if date.end <= word.start and word.end <= quantity.start]
    return has_verb(between) or any(word.text in ",;:—–" for word in between)


def _named(date: Quantity) -> str | None:
    return None if SPOKEN_DAY.fullmatch(date.text) else _iso(date)


def _turns_to_now(date: Quantity, quantity: Quantity, clause: list[Word]) -> bool:
    """Whether a clause has gone on to the present since it named its date: "built in 1931, it now has"."""
    low = next((index for index, word in enumerate(clause) if word.start >= date.end), len(clause))
    between = [index for index in range(low, len(clause)) if clause[index].end <= quantity.start]
    if any(_says_now(clause, index) for index in between):
        return True
    past = low and any(_is_past_verb(clause, index) for index in range(low))
    if past and any(_is_present_verb(clause, index) for index in between):
        return True
    behind = [index for index, word in enumerate(clause) if quantity.end <= word.start][:_CLOSE]
    present = any(clause[index].lower in _PRESENT_VERBS for index in between)
    return present and any(_says_now(clause, index) for index in behind)


def _is_of_now(quantity: Quantity, clause: list[Word]) -> bool:
    """Whether "now" stands right behind a figure: "from €1,450 in 2010 to €3,180 now"."""
    behind = next((index for index, word in enumerate(clause) if word.start >= quantity.end), None)
    return behind is not None and _says_now(clause, behind)


def _is_past_verb(words: list[Word], index: int) -> bool:
    lower = words[index].lower
    told = is_verb(words, index) or (index > 0 and words[index - 1].lower == "that" and lower in VERBS)
    return lower in PAST or (lower not in NOT_TOLD and told and not lower.endswith("s"))


def _is_present_verb(words: list[Word], index: int) -> bool:
    lower = words[index].lower
    return lower in _PRESENT_VERBS or (is_verb(words, index) and lower.endswith("s") and lower not in AUXILIARIES)


def _returns_to_the_present(words: list[Word], date: Quantity) -> bool:
    """Whether a sentence that tells what happened at a date goes on to what is so since: ", and nobody has slept there
    since"."""
    before = [index for index, word in enumerate(words) if word.end <= date.start]
    behind = [index for index, word in enumerate(words) if word.start >= date.end]
    told = any(_is_past_verb(words, index) for index in [*before, *behind])
    return told and any(words[index].lower in _PRESENT_VERBS for index in behind)


def _is_present(words: list[Word]) -> bool:
    """Whether a sentence speaks of the present: it says so, or its verbs are in the present and none in the past."""
    if any(_says_now(words, index) for index in range(len(words))):
        return True
    if any(word.lower in PAST for word in words):
        return False
    if any(word.lower in _PRESENT_VERBS for word in words):
        return True
    first = next((word.lower for index, word in enumerate(words) if is_verb(words, index)), "")
    return (first.endswith("s") and first not in AUXILIARIES) or first in _OPEN


def _goes_on_telling(words: list[Word]) -> bool:
    """Whether a sentence tells what happened: its first verb is a simple past."""
    first = next((index for index in range(len(words)) if is_verb(words, index)), None)
    if first is None or words[first].lower in NOT_TOLD:
        return False
    lower = words[first].lower
    return lower in PAST or lower.endswith("ed") or (lower not in BASE_VERBS and not lower.endswith("s"))


def _looks_back(words: list[Word]) -> bool:
    """Whether a sentence's first verb is "had", or a past one beside "now": it lives on a time that the story set."""
    first = next((index for index in range(len(words)) if is_verb(words, index)), None)
    if first is None:
        return False
    if words[first].lower == "had":
        return True
    now = any(word.lower in _NOW for word in words[max(0, first - 2) : first + 3])
    return now and _goes_on_telling(words)


def _looks_ahead(words: list[Word]) -> bool:
    """Whether a sentence says what will be."""
    return any(word.lower in FORECASTS for word in words)


def _is_in_season(date: str, season: str) -> bool:
    """Whether a day or month lies in a season: September in "that autumn"."""
    months = _SEASONS.get(season, ())
    return len(date) > _YEAR and date[5:7].isdigit() and int(date[5:7]) in months


def _says_now(words: list[Word], index: int) -> bool:
    """Whether a word is the reader's "now", and not the story's ("it now carried sixty")."""
    if words[index].lower not in _NOW:
        return False
    beside = words[max(0, index - 1) : index + 2]
    return not any(word.lower in PAST or word.lower.endswith("ed") for word in beside)


def _is_earlier(date: str | None, scene: str | None) -> bool:
    span, now = span_of_name(date or ""), span_of_name(scene or "")
    return span is not None and now is not None and span[0] < now[0]


def _is_future(date: str, published: str | None) -> bool:
    """Whether a date lies behind the day that the chapter speaks from: what is planned for then is told there only."""
    span, now = span_of_name(date), span_of_name(published or "")
    return span is not None and now is not None and span[0] >= now[1]


def leans_back(sentence: Sentence) -> bool:
    """Whether a sentence lives on what stands before: a fragment, or one about "it"."""
    subject = sentence_subject(sentence.words)
    return not has_verb(sentence.words) or (is_pronoun(subject) and not any(word.lower in _READER for word in subject))


def _iso(date: Quantity) -> str | None:
    """The date as one ISO value; for a period between two dates its last year; None when it is open to the future, or
    only points back ("that year", "the Tuesday")."""
    if ANAPHORIC.fullmatch(date.text):
        return None
    if isinstance(date.value, str) and (date.high is not None or date.value.startswith("-")):
        return date.value
    if date.high is None:
        return None
    last = dt.date.fromisoformat(str(date.high)) - dt.timedelta(days=1)
    return f"{last.year:04d}"


def _label_date(label: str) -> str | None:
    """The date that a table's heading names; four digits alone are a year there."""
    if YEAR_ALONE.fullmatch(label.strip()):
        return label.strip()
    return next((_iso(date) for date in find_quantities(label) if date.kind == "date" and _iso(date)), None)


def _stands_apart(quantity: Quantity, date: Quantity, sentence: Sentence) -> bool:
    """Whether a date right behind a figure and a comma is the figure's own: "5,000 tons, on 28 May"."""
    between = [word for word in sentence.words if quantity.end <= word.start and word.end <= date.start]
    return (
        bool(between)
        and between[0].text == ","
        and all(word.lower in PREPOSITIONS | DETERMINERS for word in between[1:])
    )


def _end_of_change(date: Quantity, quantity: Quantity, sentence: Sentence) -> str | None:
    """The year of a figure that a period's change starts from or leads to: "Between 2000 and 2012 it rose from 140 to
    210"; None when the figure is no such end."""
    if not isinstance(date.value, str) or date.value.count("/") != 1:
        return None
    first, last = date.value.split("/")
    before = [word.lower for word in sentence.words if word.end <= quantity.start][-1:]
    return first if before == ["from"] else last if before == ["to"] else None


def _pointed_year(quantity: Quantity, sentence: Sentence, carried: CarriedTime) -> str | None:
    """The year of a figure behind which "the year before" stands, or in whose clause "within that year" does: counted
    from the date named last, in the sentence or before it."""
    behind = _YEAR_BESIDE.match(sentence.block_text, quantity.end)
    clause = clause_around(sentence.words, quantity.start)
    within = not behind and any(
        _THAT_YEAR.match(sentence.block_text, word.start) for word in clause if word.end <= quantity.start
    )
    if not behind and not within:
        return None
    named = [_iso(date) for date in sentence.dates if date.end <= quantity.start and _iso(date)]
    base = named[-1] if named else carried.date or carried.scenery
    span = span_of_name(base or "")
    if span is None:
        return None
    word = "" if within or behind is None else (behind[1] or behind[2]).lower()
    step = {"": 0, "before": -1, "previous": -1, "after": 1, "following": 1}[word]
    return f"{span[0].year + step:04d}"


def _hangs_on(quantity: Quantity, date: Quantity, sentence: Sentence) -> bool:
    """Whether a date far behind a figure still dates it: no comma lies between, or the date stands right behind one
    (", most of them at sea, in 1917"); "900 people, and in 1850 it had" goes on to something else."""
    between = [word for word in sentence.words if quantity.end <= word.start and word.end <= date.start]
    signs = [index for index, word in enumerate(between) if word.text in ",;:—–("]
    return not signs or all(word.lower in PREPOSITIONS | DETERMINERS for word in between[signs[-1] + 1 :])


def _is_close(quantity: Quantity, date: Quantity, sentence: Sentence) -> bool:
    between = [word for word in sentence.words if quantity.end <= word.start and word.end <= date.start]
    figures = any(quantity.end <= other.start < date.start for other in sentence.quantities)
    return len(between) <= _CLOSE and not figures and not any(word.text in ",;:—–" for word in between)


def scope_of(mention: Mention, published: str | None) -> Scope:
    """What the text implies: attributed when somebody says or forecasts it, dated when its time has passed, standing
    when it is told as true at the time of the chapter. A date tells an event: dated."""
    words = scan(mention.sentence)
    if _is_attributed(mention, words):
        return "attributed"
    if mention.kind in ("date", "age"):
        return "dated"
    if mention.as_of is not None:
        told = {word.lower for word in words}
        past = bool(told & PAST) and not told & PRESENT
        return "standing" if _is_recent(mention.as_of, published, past=past) else "dated"
    lower = {word.lower for word in words}
    if lower & PRESENT:
        return "standing"
    return (
        "dated"
        if lower & PAST or any(word.lower.endswith("ed") and is_verb(words, at) for at, word in enumerate(words))
        else "standing"
    )


def _is_attributed(mention: Mention, words: list[Word]) -> bool:
    """Whether a figure stands in somebody's words: quoted, said, estimated, forecast, "according to"."""
    before = mention.sentence[: max(0, mention.sentence.find(mention.quote))]
    if before.count("“") > before.count("”") or before.count('"') % 2 == 1:
        return True
    return any(word.lower in REPORTING or word.lower in FORECASTS or word.lower == "according" for word in words)


def _is_recent(as_of: str, published: str | None, *, past: bool = False) -> bool:
    """Whether a time is still the chapter's own. What was so in a time that is over is told of that time only."""
    span, now = span_of_name(as_of), span_of_name(published or "")
    if span is None or now is None:
        return False
    return span[1] > (now[0] if past else now[0] - _RECENT)
