"""The time that a figure speaks of: which of the dates around it is its own.

What belongs here: choosing among the dates of a sentence. What must never be here: reading a date from words
(`pipeline.quantities`), and what one sentence leaves to the next (`carried_times`).
"""

from __future__ import annotations

import re

from pipeline.quantities import Quantity, find_quantities
from pipeline.quantities.dates_names import span_of_name
from pipeline.reading.asides import tells_an_origin
from pipeline.reading.carried_times import CarriedTime
from pipeline.reading.named_dates import SPOKEN_DAY, YEAR_ALONE, iso_of
from pipeline.reading.phrases import clause_around
from pipeline.reading.scanning import Word
from pipeline.reading.sentences import Sentence
from pipeline.reading.tenses import PRESENT_VERBS, is_past_verb, is_present_verb, says_now
from pipeline.reading.verbs import has_verb
from pipeline.reading.words import DETERMINERS, PREPOSITIONS

_CLOSE = 7
_WHEN = frozenset({"when", "once"})
_YEAR_BESIDE = re.compile(
    r"[^.;:,\d]{0,30}?\bthe (?:year (?=(before|after))|(?=(previous|following) year))", re.IGNORECASE
)
_THAT_YEAR = re.compile(r"(?:that|the same) year\b", re.IGNORECASE)


def time_of(quantity: Quantity, sentence: Sentence, carried: CarriedTime) -> str | None:
    """The date a figure speaks of: of its phrase, else of its sentence, its table headings, or what stands before. The
    date of another event or another figure in the sentence is none, nor is "today"."""
    if quantity.kind == "date":
        return iso_of(quantity)
    clause = clause_around(sentence.words, quantity.start)
    if _is_of_now(quantity, clause):
        return None
    low, high = clause[0].start, clause[-1].end
    dates = [
        date
        for date in sentence.dates
        if iso_of(date)
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
    return None if SPOKEN_DAY.fullmatch(date.text) else iso_of(date)


def _turns_to_now(date: Quantity, quantity: Quantity, clause: list[Word]) -> bool:
    """Whether a clause has gone on to the present since it named its date: "built in 1931, it now has"."""
    low = next((index for index, word in enumerate(clause) if word.start >= date.end), len(clause))
    between = [index for index in range(low, len(clause)) if clause[index].end <= quantity.start]
    if any(says_now(clause, index) for index in between):
        return True
    past = low and any(is_past_verb(clause, index) for index in range(low))
    if past and any(is_present_verb(clause, index) for index in between):
        return True
    behind = [index for index, word in enumerate(clause) if quantity.end <= word.start][:_CLOSE]
    present = any(clause[index].lower in PRESENT_VERBS for index in between)
    return present and any(says_now(clause, index) for index in behind)


def _is_of_now(quantity: Quantity, clause: list[Word]) -> bool:
    """Whether "now" stands right behind a figure: "from €1,450 in 2010 to €3,180 now"."""
    behind = next((index for index, word in enumerate(clause) if word.start >= quantity.end), None)
    return behind is not None and says_now(clause, behind)


def _label_date(label: str) -> str | None:
    """The date that a table's heading names; four digits alone are a year there."""
    if YEAR_ALONE.fullmatch(label.strip()):
        return label.strip()
    return next((iso_of(date) for date in find_quantities(label) if date.kind == "date" and iso_of(date)), None)


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
    named = [iso_of(date) for date in sentence.dates if date.end <= quantity.start and iso_of(date)]
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
    texts = [word.text for word in between]
    if "(" in texts and ")" in texts[texts.index("(") :]:  # "1.2m people (or 3.4%) left between"
        between = between[: texts.index("(")] + between[texts.index(")", texts.index("(")) + 1 :]
    signs = [index for index, word in enumerate(between) if word.text in ",;:—–("]
    return not signs or all(word.lower in PREPOSITIONS | DETERMINERS for word in between[signs[-1] + 1 :])


def _is_close(quantity: Quantity, date: Quantity, sentence: Sentence) -> bool:
    between = [word for word in sentence.words if quantity.end <= word.start and word.end <= date.start]
    figures = any(quantity.end <= other.start < date.start for other in sentence.quantities)
    return len(between) <= _CLOSE and not figures and not any(word.text in ",;:—–" for word in between)
