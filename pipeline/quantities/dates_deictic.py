"""Periods that a text names by pointing: today, last year, next Friday, this spring, that month, the past three weeks.

What belongs here: the grammar of pointing words with a unit, month, weekday, season or holiday, and what they point at.
What must never be here: dates with a year of their own, and offsets from another date ("two days after").

They count from the reference day, or from the last date of the text where the word asks for it ("the previous year").
Without either they stay unread.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.quantities.dates_calendar import (
    DAY,
    Grain,
    Period,
    add_months,
    bounds,
    containing,
    day_of,
    easter,
    in_year,
    nearest,
    nth_weekday,
    shift,
    span_of,
)
from pipeline.quantities.dates_scene import STORY_REACH, Found, Scene, cardinal, year_number

_YEARS_AWAY = 3
"""Years between the day of reading and a year told before, from which on days behind it are taken for that year's."""
_ANCHOR_GRAINS = {"day": frozenset({"day"}), "week": frozenset({"day", "week"}), "weekend": frozenset({"day", "week"})}


def read_deictic(scene: Scene, index: int) -> Found | None:
    """Read the pointing expression that starts at token `index`."""
    today = scene.phrase(index, scene.words.today_index)
    if today is not None:
        return _from_reference(scene, today[0], today[1])
    step = _step(scene, index)
    if step is None:
        return None
    count, by_anchor, behind = step
    words, lower = scene.words, scene.lower
    if lower[behind] in words.wholes and lower[behind + 1] in words.units:
        behind += 1  # "this whole week"
    if lower[behind] in words.last or lower[behind] in words.next:  # "this past Wednesday", "this coming week"
        inner = _step(scene, behind)
        if inner is None or count != 0:
            return None
        soon = inner[0]
        return _weekday(scene, inner[2], soon, closest=True) or _unit(scene, inner[2], soon, by_anchor)
    if by_anchor and count == 0 and lower[behind] in words.same_stretch:
        year = _year_of_same(scene, behind + 1)
        return _same_of_year(scene, "", *year) if year else None
    if by_anchor and count == 0:  # "that Monday" may be "said that Monday"
        return _unit(scene, behind, count, by_anchor)
    verb = count < 0 and index > 0 and lower[index - 1] in words.verb_cues  # "will last three weeks"
    return (
        (None if verb else _many(scene, behind, count))
        or _unit(scene, behind, count, by_anchor)
        or _weekday(scene, behind, count, closest=lower[index] in words.closest)
        or _month_or_season(scene, behind, count)
        or _holiday(scene, behind, count)
    )


def _from_reference(scene: Scene, days: int, end: int) -> Found | None:
    return (day_of(scene.reference + days * DAY), end) if scene.reference else None


def _step(scene: Scene, index: int) -> tuple[int, bool, int] | None:
    """last -1, this 0, next 1; whether it counts from the text's own date; the index behind."""
    word, words = scene.lower[index], scene.words
    for count, table in ((-1, words.last), (0, words.this), (1, words.next)):
        if word in table:
            return count, table[word], index + 1
    return None


def base(scene: Scene, unit: str, *, by_anchor: bool) -> dt.date | None:
    """The day that a pointing word counts from: the text's last date if the word asks for it and the date is fine
    enough for the unit, else the reference day."""
    anchor = scene.anchor
    if by_anchor and anchor is not None:
        fine = _ANCHOR_GRAINS.get(unit)
        if fine is None or anchor.grain in fine:
            try:
                return bounds(anchor)[0]
            except ValueError:
                return scene.reference
        return None  # "that day" behind "in 1856" is no day of ours
    return scene.reference


def _unit(scene: Scene, index: int, count: int, by_anchor: bool) -> Found | None:
    words, lower = scene.words, scene.lower
    fiscal = lower[index] in words.fiscal
    at = index + (fiscal or lower[index] in words.civil)
    unit = words.units.get(lower[at])
    if unit is None or lower[at] in words.plurals:
        return None
    if fiscal:
        unit = "fiscal"
    year = _year_of_same(scene, at + 1) if by_anchor and count == 0 else None
    if year is not None:
        return _same_of_year(scene, unit, *year)
    day = base(scene, unit, by_anchor=by_anchor)
    if day is None or (unit == "night" and by_anchor and scene.anchor is None):
        return None
    # "that day", "that year" repeat a date of the text; without one in reach they say nothing new.
    period = containing(day, unit)
    if unit == "decade" and count < 0 and not by_anchor:
        # "the last decade" is the ten years up to now.
        return span_of(add_months(day, -120), day), at + 1
    try:
        moved = period if count == 0 else _moved(period, unit, count)
    except (ValueError, OverflowError):
        return None
    return moved, at + 1


def _year_of_same(scene: Scene, index: int) -> tuple[int, int] | None:
    """The year behind "the same quarter": "of 2019", "last year", "of the previous year", "a year earlier"."""
    lower, words = scene.lower, scene.words
    of = lower[index] in words.of
    year = year_number(scene, index + of) if of else None
    if year is not None:
        return year
    at = index + of
    at += lower[at] in words.articles
    if lower[at] in words.units and at > index and lower[at + 1] in words.earlier | words.ago and scene.anchor:
        return (scene.anchor.year - 1, at + 2) if scene.anchor.year and words.units[lower[at]] == "year" else None
    step = _step(scene, at)
    if step is None or words.units.get(lower[step[2]]) != "year" or lower[step[2]] in words.plurals:
        return None
    anchored = scene.anchor.year if step[1] and scene.anchor is not None else None
    base_year = anchored or (scene.reference.year if scene.reference else None)
    return (base_year + step[0], step[2] + 1) if base_year else None


def _same_of_year(scene: Scene, unit: str, year: int, end: int) -> Found | None:
    """The same quarter of 2019: the text's last quarter, or the present one, in another year."""
    anchor = scene.anchor
    if anchor is not None and anchor.year is not None and (anchor.grain == unit or not unit):
        return replace(anchor, year=year), end
    if unit not in ("day", "month", "quarter"):
        return None
    day = bounds(anchor)[0] if anchor is not None and anchor.grain == "day" else scene.reference
    return (replace(containing(day, unit), year=year), end) if day is not None else None


def _moved(period: Period, unit: str, count: int) -> Period:
    if period.low is not None and period.high is not None:
        step = (14 if unit == "fortnight" else 7) * count * DAY
        return Period(period.grain, low=period.low + step, high=period.high + step)
    return shift(period, "year" if unit == "fiscal" else unit, count)


def _many(scene: Scene, index: int, count: int) -> Found | None:
    """The last three months, the past few days, the next couple of weeks: a stretch up to or from the reference day."""
    if count == 0:
        return None
    amount = amount_at(scene, index)
    if amount is None:
        return None
    number, behind = amount
    unit = scene.words.units.get(scene.lower[behind])
    day = (_told_day(scene, index) if count > 0 else None) or scene.reference
    if day is None or unit is None or number != int(number) or not 0 < number <= 1000:
        return None
    return _stretch(day, unit, int(number) * count, behind + 1)


def _told_day(scene: Scene, index: int) -> dt.date | None:
    """The last day of a past date that a story goes on from: "It fell in July 1989. Over the next four years …"."""
    anchor, today = scene.anchor, scene.reference
    if anchor is None or scene.starts[index] - scene.anchor_end > STORY_REACH:
        return None
    if index < 2 or scene.lower[index - 2] not in scene.words.articles or scene.looks_ahead(index):
        return None
    try:
        day = bounds(anchor)[1] - DAY
    except ValueError:
        return None
    return day if today is None or day < today else None


def read_count_first(scene: Scene, index: int) -> Found | None:
    """The same with the number in front: "the 5 past years", "10 previous weeks"."""
    amount = amount_at(scene, index)
    step = _step(scene, amount[1]) if amount else None
    if amount is None or step is None or step[0] == 0 or scene.reference is None:
        return None
    unit = scene.words.units.get(scene.lower[step[2]])
    if unit is None or amount[0] != int(amount[0]) or not 1 < amount[0] <= 1000:
        return None
    return _stretch(scene.reference, unit, int(amount[0]) * step[0], step[2] + 1)


def _stretch(day: dt.date, unit: str, count: int, end: int) -> Found | None:
    try:
        return stretch(day, unit, count), end
    except (ValueError, OverflowError):
        return None


def stretch(day: dt.date, unit: str, count: int) -> Period:
    """The `count` units up to `day` (negative), or from the day after it. Quarters are whole calendar quarters."""
    if unit == "quarter":
        quarter = containing(day, "quarter")
        first, last = (shift(quarter, unit, count), quarter) if count < 0 else (
            shift(quarter, unit, 1), shift(quarter, unit, count + 1))  # fmt: skip
        return span_of(bounds(first)[0], bounds(last)[0])
    if count < 0:
        return span_of(bounds(shift(day_of(day), unit, count))[0], day)
    low = day + DAY
    return span_of(low, bounds(shift(day_of(low), unit, count))[0])


def amount_at(scene: Scene, index: int) -> tuple[float, int] | None:
    """A number of units: 3, three, a couple of, few, a."""
    lower, words = scene.lower, scene.words
    few = scene.phrase(index, words.few_index)
    if few is not None:
        return float(few[0]), few[1]
    if lower[index] in words.articles:
        before = lower[index - 1] if index else ""
        fraction = index > 1 and before in words.of and lower[index - 2] in scene.lexicon.denominators
        part = before in words.half or fraction  # "half a century", "a quarter of a century"
        if lower[index + 1] in words.units:
            return (1.0, index + 1) if not part else None
        return cardinal(scene, index)
    if lower[index] in words.half and lower[index + 1] in words.articles:
        return 0.5, index + 2
    amount = cardinal(scene, index)
    if amount is None or lower[amount[1]] not in words.and_:
        return amount
    half_at = amount[1] + 1 + (lower[amount[1] + 1] in words.articles)
    return (amount[0] + 0.5, half_at + 1) if lower[half_at] in words.half else amount


def _weekday(scene: Scene, index: int, count: int, *, closest: bool) -> Found | None:
    weekday = scene.words.weekdays.get(scene.lower[index])
    if weekday is None or scene.reference is None:
        return None
    return day_of(weekday_near(scene.reference, weekday, count, closest=closest)), index + 1


def weekday_near(day: dt.date, weekday: int, count: int, *, closest: bool) -> dt.date:
    """The weekday of the week `count` weeks on; with `closest` the first before or after `day`."""
    if closest and count < 0:
        return day - ((day.weekday() - weekday - 1) % 7 + 1) * DAY
    if closest and count > 0:
        return day + ((weekday - day.weekday() - 1) % 7 + 1) * DAY
    return day - day.weekday() * DAY + (weekday + 7 * count) * DAY


def _month_or_season(scene: Scene, index: int, count: int) -> Found | None:
    words, word, reference = scene.words, scene.lower[index], scene.reference
    grain: Grain = "month"
    if word in words.months:
        number = words.months[word]
        # "this may be": the modal verb, not the month.
        if word in words.common and not scene.capital(index):
            return None
    elif word in words.seasons:
        grain, number = "season", words.seasons[word]
        if word in words.shy and scene.lower[index + 1] in words.function_words - words.year_cues and count == 0:
            return None
    else:
        return None
    if reference is None:
        return None
    period = Period(grain, reference.year, number)
    low, high = bounds(period)
    if (count < 0 and low > reference) or (count < 0 and high > reference):
        period = shift(period, "year", -1)
    elif count > 0 and low <= reference:
        period = shift(period, "year", 1)
    return period, index + 1


def _holiday(scene: Scene, index: int, count: int) -> Found | None:
    found = scene.phrase(index, scene.words.holiday_index)
    if found is None or scene.reference is None:
        return None
    reference, (rule, behind) = scene.reference, found
    year = reference.year
    if count < 0 and holiday(rule, year) >= reference:
        year -= 1
    elif count > 0 and holiday(rule, year) <= reference:
        year += 1
    return day_of(holiday(rule, year)), behind


def holiday(rule: str, year: int) -> dt.date:
    """The day of a holiday: "12-25", "easter-2", "11-thu+4" (fourth Thursday), "05-mon-1" (last Monday), "11-thu+4+1"
    (the day behind it)."""
    if rule.startswith("easter"):
        return easter(year) + int(rule[6:]) * DAY
    month, day = int(rule[:2]), rule[3:]
    if day.isdigit():
        return dt.date(year, month, int(day))
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(day[:3])
    low, high = bounds(Period("month", year, month))
    found = nth_weekday(low, high, weekday, int(day[3:5]))
    if found is None:
        raise ValueError(f"no such day: {rule} {year}")
    return found + int(day[5:] or 0) * DAY


def bare_weekday(scene: Scene, weekday: int, *, future: bool) -> Period | None:
    """The day that a weekday alone means: the coming one in a sentence about the future, else the one just gone."""
    day = scene.reference
    if day is None:
        return None
    step = (weekday - day.weekday()) % 7 if future else -((day.weekday() - weekday) % 7)
    return day_of(day + step * DAY)


def bare_holiday(scene: Scene, rule: str, *, future: bool | None) -> Period | None:
    """The day of a holiday named without a year."""
    if scene.reference is None:
        return None
    days = [holiday(rule, scene.reference.year + step) for step in (-1, 0, 1)]
    if future is True:
        days = [day for day in days if day >= scene.reference] or days
    return day_of(min(days, key=lambda day: abs((day - scene.reference).days) if scene.reference else 0))


def nearest_to_anchor(scene: Scene, period: Period, *, future: bool | None) -> Period | None:
    """A yearless period with the year its context gives: a date of the text that frames it, else the reference day."""
    reference = scene.reference
    if scene.frame is not None and scene.frame.year is not None:
        framed = in_year(period, scene.frame.year)
        if not scene.frame_tells and reference is not None and reference.year - scene.frame.year < _YEARS_AWAY:
            return nearest(period, reference, future=future)
        # A text does not tell of a date after its own day, unless it says so.
        if reference is None or framed.year != reference.year or future or _begun(framed, reference):
            return framed
    if reference is None:
        return None
    if period.grain in ("quarter", "half") and future is None:
        future = False
    return nearest(period, reference, future=future)


def _begun(period: Period, day: dt.date) -> bool:
    try:
        return bounds(period)[0] <= day
    except ValueError:
        return False
