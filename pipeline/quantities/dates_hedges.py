"""From a period to the quantity it asserts: bounds, comparator, the year it leaves out, a reason against it.

What belongs here: what hedges and ranges make of a period. What must never be here: reading tokens of a date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.quantities.dates_calendar import Period, boundary, bounds, in_year, iso_name
from pipeline.quantities.dates_deictic import nearest_to_anchor
from pipeline.quantities.dates_lexicon import YEARS
from pipeline.quantities.dates_scene import FULL_STOPS, Range, Scene
from pipeline.quantities.quantity import Quantity

NOWADAYS = "means these days, names none"
_SENTENCE_REACH = 25
"""Tokens to either side that are searched for the tense of a sentence."""
_CLAUSE_SIGNS = frozenset(",()—–")
_STICKY = frozenset("-_/#=&@\\+$€£")


@dataclass(frozen=True, slots=True)
class Bounded:
    """A period or range, what a hedge makes of it, and the index of the token behind."""

    period: Period | Range
    end: int
    comparator: str = ""


def bind(period: Period | Range, comparator: str, end: int) -> Bounded:
    """A period under a hedge. Of a range the hedge takes the end that it bounds."""
    if isinstance(period, Range) and comparator != "approx":
        period = period.first if comparator in ("gte", "lt") else period.last
    return Bounded(period, end, comparator)


def as_quantity(scene: Scene, index: int, bounded: Bounded) -> tuple[Quantity, int] | None:
    """The quantity of the tokens from `index` on, and the index behind; None when its year is unknown.

    Raises:
        ValueError, OverflowError: the calendar has no such day.
    """
    start, end = scene.starts[index], scene.ends[bounded.end - 1]
    text = scene.tokens.text[start:end]
    if "\n\n" in text:
        return None  # a paragraph ends inside
    settled = _settled(scene, bounded.period)
    if settled is None:
        return None
    name, low, high, comparator = _figure(settled, bounded.comparator, scene.reference)
    why = _why_not(scene, index, bounded.end)
    quantity = Quantity(start, end, text, "date", name, low, high, comparator, why_not=why)
    latest = settled.last if isinstance(settled, Range) else settled
    if why is None and not latest.aside:
        scene.anchor, scene.anchor_end = latest, end
        _frame(scene, index, bounded.end)
    return quantity, bounded.end


def _frame(scene: Scene, index: int, end: int) -> None:
    """Remember a date that names its year, for the dates behind it that do not."""
    anchor = scene.anchor
    spoken = index < end and scene.lower[index] in scene.lexicon.cardinals and scene.lower[end - 1] in scene.numbers
    named = index in scene.numeric or spoken or not YEARS.keys().isdisjoint(scene.lower[index:end])
    if anchor is None or anchor.year is None or not named:
        return
    opens = scene.opens_sentence(index) or scene.opens_sentence(index - 1)
    # A year that only happens to stand before it ("founded in 1988") says nothing about the month behind it.
    if anchor.grain in ("day", "month", "season", "quarter", "half") or (anchor.grain == "year" and opens):
        scene.frame, scene.frame_tells = anchor, True
    elif anchor.grain == "year" and _ends_a_told_sentence(scene, index, end):
        scene.frame, scene.frame_tells = anchor, False


def _ends_a_told_sentence(scene: Scene, index: int, end: int) -> bool:
    """Whether a year closes a sentence that tells what happened then, in one clause: "The great bell came in 1971."."""
    if scene.lower[end] not in FULL_STOPS or not scene.told:
        return False
    for at in range(index - 1, max(-1, index - _SENTENCE_REACH), -1):
        if scene.lower[at] in FULL_STOPS:
            return True
        if scene.lower[at] in _CLAUSE_SIGNS or scene.lower[at] in scene.words.origins:
            return False
    return index < _SENTENCE_REACH


def _settled(scene: Scene, period: Period | Range) -> Period | Range | None:
    """The period with the year that the text leaves out."""
    if isinstance(period, Period):
        return nearest_to_anchor(scene, period, future=scene.future) if period.lacks_year else period
    first, last = period.first, period.last
    if first.lacks_year and last.lacks_year:
        settled = _year_of_range(scene, first, last)
        if settled is None:
            return None
        first = settled
    if first.lacks_year:
        year = last.year if last.year is not None else bounds(last)[0].year
        first = in_year(first, year)
        if bounds(first)[0] >= bounds(last)[1]:
            first = in_year(first, year - 1)
    elif last.lacks_year:
        year = first.year if first.year is not None else bounds(first)[0].year
        last = in_year(last, year)
        if bounds(last)[1] <= bounds(first)[0]:
            last = in_year(last, year + 1)
    return Range(first, last)


def _year_of_range(scene: Scene, first: Period, last: Period) -> Period | None:
    """The first period of a yearless range, in the year in which the range holds the reference day, if there is one."""
    day = scene.reference
    for year in (day.year, day.year - 1) if day is not None else ():
        low, high = in_year(first, year), in_year(last, year)
        if (low.index, low.day) > (high.index, high.day):
            high = in_year(last, year + 1)
        try:
            if day is not None and bounds(low)[0] <= day < bounds(high)[1]:
                return low
        except ValueError:
            continue
    return nearest_to_anchor(scene, first, future=scene.future)


def _clipped(period: Period, today: dt.date | None) -> tuple[dt.date, dt.date]:
    """ "Later this year" is the late half, but no day before today; "earlier this year" no day after it."""
    low, high = bounds(period)
    if today is not None and period.part == "later" and low < today < high:
        return today, high
    if today is not None and period.part == "earlier" and low < today < high:
        return low, today
    return low, high


def _figure(period: Period | Range, hedge: str, today: dt.date | None) -> tuple[str, str | None, str | None, str]:
    """Name, low, high and comparator of a settled period under a hedge."""
    if isinstance(period, Range) and "era" in (period.first.grain, period.last.grain):
        return f"{iso_name(period.first)}/{iso_name(period.last)}", None, None, "range"
    if isinstance(period, Range):
        low, high = boundary(period.first, opens=True), boundary(period.last, opens=False)
        if low >= high:
            raise ValueError("the range ends before it starts")
        return f"{iso_name(period.first)}/{iso_name(period.last)}", low.isoformat(), high.isoformat(), "range"
    name = iso_name(period)
    if period.grain == "era":
        return name, None, None, hedge or "eq"
    low, high = _clipped(period, today)
    if low >= high:
        raise ValueError("the period has no day")
    first, behind = low.isoformat(), high.isoformat()
    match hedge:
        case "lte":
            return name, None, behind, hedge
        case "lt":
            # "before the end of 2025": the end is a point, not the stretch that "at the end of 2025" names.
            return name, None, behind if period.part == "end" else first, hedge
        case "gte":
            return name, first, None, hedge
        case "gt":
            return name, behind, None, hedge
    # Fiscal years begin on many days; the calendar year stands for them.
    return name, first, behind, hedge or ("approx" if period.about or period.grain == "fiscal" else "eq")


def _why_not(scene: Scene, index: int, end: int) -> str | None:
    """Why the tokens are no date that the text asserts, or None."""
    text, start = scene.tokens.text, scene.starts[index]
    if _means_these_days(scene, index, end):
        return NOWADAYS
    sticks = start > 1 and text[start - 1] in _STICKY and text[start - 2].isalnum()
    return "part of an identifier" if sticks else None


def _means_these_days(scene: Scene, index: int, end: int) -> bool:
    """Whether "today" (and "tomorrow" beside it) names no day: the sentence tells neither what happened nor what will
    happen ("people alive today")."""
    words = scene.words
    pointed = scene.phrase(index, words.today_index)
    if pointed is None or pointed[0] < 0 or pointed[1] != end:
        return False
    sentence = _sentence(scene, index, end)
    if pointed[0] > 0 and not any(scene.lower[token] in words.today_index for token in sentence):
        return False
    return not any(_tells_of_a_day(scene, token) for token in sentence)


def _sentence(scene: Scene, index: int, end: int) -> list[int]:
    """The tokens of the sentence around `index` to before `end`, those themselves left out."""
    lower, found = scene.lower, []
    for side in (range(index - 1, max(-1, index - _SENTENCE_REACH), -1), range(end, end + _SENTENCE_REACH)):
        for token in side:
            if token >= len(lower) or lower[token] in FULL_STOPS:
                break
            found.append(token)
    return found


def _tells_of_a_day(scene: Scene, token: int) -> bool:
    word, words = scene.lower[token], scene.words
    if word in words.past or word in words.future:
        return True
    regular = words.past_ending and word.endswith(words.past_ending) and len(word) > 4
    return bool(regular) and not (token and scene.lower[token - 1] in words.determiners)  # "a principled stand"
