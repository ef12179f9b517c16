"""Dates that count from another date: two days ago, two weeks later, a year earlier, three days after March 11.

What belongs here: the grammar of an amount of time with a direction, and the date it counts from. What must never be
here: plain durations ("for two weeks"), which are numbers with a unit.

An offset is as fine as its unit: three years ago is a year, two months ago a month, two weeks ago a day.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.quantities.dates_calendar import DAY, Period, bounds, containing, day_of, shift, span_of
from pipeline.quantities.dates_deictic import amount_at, nearest_to_anchor, read_count_first, weekday_near
from pipeline.quantities.dates_divisions import read_period
from pipeline.quantities.dates_scene import STORY_REACH, Found, Range, Scene

_COARSE = {"month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year",
           "millennium": "century"}  # fmt: skip
_HALVES = {"year": ("month", 6), "decade": ("year", 5), "century": ("year", 50), "month": ("day", 15)}
"""Half of a unit, in a smaller one."""


def read_offset(scene: Scene, index: int) -> Found | None:
    """Read the offset that starts at token `index` with its number, or with "in", "within", "vor"."""
    lower, words = scene.lower, scene.words
    if lower[index] in words.ago_first:
        steps = _steps(scene, index + 1)
        return _from_today(scene, steps[0], -1, steps[1]) if steps else None
    if lower[index] in words.within:
        return _ahead(scene, index)
    steps = _steps(scene, index)
    if steps is None:
        return _weekdays_on(scene, index) or read_count_first(scene, index)
    return _offset(scene, index, *steps) or _run(scene, index, *steps)


def _offset(scene: Scene, index: int, amounts: list[tuple[str, int]], at: int) -> Found | None:
    lower, words = scene.lower, scene.words
    word = lower[at]
    if word in words.ago:
        return _from_today(scene, amounts, -1, at + 1)
    if word in words.after or word in words.before:
        if word in words.from_ and index and lower[index - 1] in words.lasting:
            return None
        direction = 1 if word in words.after else -1
        if word in words.from_ and lower[at + 1] in words.weekdays and scene.reference is not None:
            day = weekday_near(scene.reference, words.weekdays[lower[at + 1]], 1, closest=True)
            moved = _moved(day_of(day), amounts, 1)  # "a week from Friday" counts from the coming one
            return (moved, at + 2) if moved else None
        found = _from_named(scene, amounts, direction, at + 1)
        if found is not None:
            neighbour = lower[index] in words.articles and amounts == [("week", 1)] and lower[index] in words.definite
            return (_week_beside(found[0], direction), found[1]) if neighbour else found
    if word in words.later:
        return _from_anchor(scene, amounts, 1, at + 1)
    if word in words.earlier and not _precedes_event(scene, at):
        return _from_anchor(scene, amounts, -1, at + 1)
    if word in words.after or word in words.before:
        return _apposed(scene, amounts, 1 if word in words.after else -1, index, at)
    return None


def _week_beside(period: Period | Range, direction: int) -> Period | Range:
    """The week before a day, and the week after it: seven days, where "a week before" is one of them."""
    if isinstance(period, Range) or period.grain != "day":
        return period
    day = bounds(period)[0]
    return span_of(day, day + 7 * DAY) if direction < 0 else span_of(day - 6 * DAY, day + DAY)


def _precedes_event(scene: Scene, at: int) -> bool:
    """Whether "before" at `at` says what the time came before: "the year before independence"."""
    word, behind = scene.lower[at], scene.lower[at + 1]
    if behind in scene.words.articles or scene.capital(at + 1):
        return True
    return word in scene.words.before and behind[:1].isalpha() and behind not in scene.words.going_on


def _steps(scene: Scene, index: int) -> tuple[list[tuple[str, int]], int] | None:
    """Amounts of time in a row: "1 month and 21 days" -> ([("month", 1), ("day", 21)], index behind)."""
    words, at = scene.words, index
    amounts: list[tuple[str, int]] = []
    end = index
    while len(amounts) < 4:
        amount = amount_at(scene, at)
        if amount is None:
            break
        number, behind = amount
        behind += scene.lower[behind] == "-"
        working = scene.lower[behind] in words.working
        unit = words.units.get(scene.lower[behind + working])
        if unit is None or number > 100_000 or (working and unit != "day"):
            break
        if working:
            unit, behind = "businessday", behind + 1
        months = {"year": 12, "decade": 120, "century": 1200}.get(unit)
        if number == int(number):
            amounts.append((unit, int(number)))
        elif months and number * months % 12 == 0:
            amounts.append(("year", int(number * months) // 12))
        elif months and number * months == int(number * months):
            amounts.append(("month", int(number * months)))
        else:
            amounts.append((unit, round(number)))
        end = at = behind + 1
        half = _and_half(scene, at, unit)
        if half is not None:
            amounts.append(half[0])
            end = at = half[1]
        at += scene.lower[at] in words.and_ or scene.lower[at] == ","
    return (amounts, end) if amounts else None


def _and_half(scene: Scene, index: int, unit: str) -> tuple[tuple[str, int], int] | None:
    """The "and a half" of "a year and a half ago", in a smaller unit."""
    lower, words = scene.lower, scene.words
    half = lower[index] in words.and_ and lower[index + 1] in words.articles and lower[index + 2] in words.half
    amount = _HALVES.get(unit) if half else None
    return (amount, index + 3) if amount else None


def _weekdays_on(scene: Scene, index: int) -> Found | None:
    """Two Sundays from now, three Mondays later."""
    amount = amount_at(scene, index)
    if amount is None or scene.reference is None or not 1 <= amount[0] <= 60:
        return None
    words, (number, at) = scene.words, amount
    weekday = words.weekdays.get(scene.lower[at])
    if weekday is None:
        return None
    behind = scene.lower[at + 1]
    if behind in words.ago:
        first = weekday_near(scene.reference, weekday, -1, closest=True)
        return day_of(first - 7 * (int(number) - 1) * DAY), at + 2
    if behind in words.later:
        end = at + 2
    elif behind in words.from_ and scene.lower[at + 2] in words.now:
        end = at + 3
    else:
        return None
    first = weekday_near(scene.reference, weekday, 1, closest=True)
    return day_of(first + 7 * (int(number) - 1) * DAY), end


def _moved(period: Period, amounts: list[tuple[str, int]], direction: int) -> Period | None:
    try:
        for unit, count in amounts:
            period = shift(period, unit, direction * count)
        bounds(period)
    except (ValueError, OverflowError, KeyError):
        return None
    return period


def _from_today(scene: Scene, amounts: list[tuple[str, int]], direction: int, end: int) -> Found | None:
    if scene.reference is None:
        return None
    moved = _moved(day_of(scene.reference), amounts, direction)
    if moved is None:
        return None
    if scene.phrase(end, scene.words.today_index) and scene.words.days_from_today.get(scene.lower[end]) == 0:
        return moved, end + 1  # "two years ago today"
    coarse = _COARSE.get(amounts[-1][0])
    return (containing(bounds(moved)[0], coarse) if coarse else _loose(moved, amounts)), end


def _from_named(scene: Scene, amounts: list[tuple[str, int]], direction: int, index: int) -> Found | None:
    """Two days after March 11, two weeks from now."""
    at = index + (scene.lower[index] in scene.words.hedge_fillers and scene.lower[index] not in scene.words.articles)
    if scene.lower[index] in scene.words.now:
        return _from_today(scene, amounts, direction, index + 1)
    found = read_period(scene, at)
    if found is None or not isinstance(found[0], Period):
        return None
    period: Period | None = found[0]
    if found[0].lacks_year:
        period = nearest_to_anchor(scene, found[0], future=scene.future)
    if period is not None and period.part in ("start", "end") and not _fine_enough(period, amounts):
        low, high = bounds(replace(period, part=""))
        period = day_of(low if period.part == "start" else high - DAY)  # "ten days after the end of May"
    if period is None or not _fine_enough(period, amounts):
        return None
    moved = _moved(period, amounts, direction)
    return (moved, found[1]) if moved else None


def _fine_enough(period: Period, amounts: list[tuple[str, int]]) -> bool:
    """Whether days and weeks can be counted from a period: from a day, not from a month ("two weeks after October")."""
    return amounts[-1][0] in _COARSE or period.grain in ("day", "week", "weekend")


def _anchor(scene: Scene, index: int) -> Period | None:
    """The date of the text that an offset counts from: the last one, when it is in reach."""
    near = scene.anchor is not None and scene.starts[index] - scene.anchor_end <= STORY_REACH
    return scene.anchor if near else None


def _from_anchor(scene: Scene, amounts: list[tuple[str, int]], direction: int, end: int) -> Found | None:
    """Two weeks later, a year earlier."""
    anchor = _anchor(scene, end - 1)
    if anchor is None:
        return _from_today(scene, amounts, direction, end) if scene.reference else None
    if not _fine_enough(anchor, amounts):
        return None
    moved = _moved(_coarse_enough(anchor, amounts[-1][0]), amounts, direction)
    return (replace(_loose(moved, amounts), aside=direction < 0), end) if moved else None


def _loose(period: Period, amounts: list[tuple[str, int]]) -> Period:
    """Two weeks are seldom fourteen days."""
    return replace(period, about=True) if amounts[-1][0] in ("week", "fortnight") else period


def _coarse_enough(anchor: Period, unit: str) -> Period:
    """A day moved by months or years is known to the month; a part of a period ("early") does not move with it."""
    if anchor.grain == "day" and unit in _COARSE and anchor.year is not None:
        return Period("month", anchor.year, anchor.index)
    return replace(anchor, part="") if anchor.part else anchor


def _apposed(scene: Scene, amounts: list[tuple[str, int]], direction: int, index: int, at: int) -> Found | None:
    """On March 11 — two days after X: the date says when, so the offset dates X, the other way round."""
    anchor = scene.anchor
    gap = scene.tokens.text[scene.anchor_end : scene.starts[index]] if anchor is not None else None
    if anchor is None or gap is None or len(gap) > 3 or gap.strip() not in ("—", "–", "-", ",", "("):
        return None
    moved = _moved(_coarse_enough(anchor, amounts[-1][0]), amounts, -direction)
    return (replace(_loose(moved, amounts), aside=True), at + 1) if moved else None


def _ahead(scene: Scene, index: int) -> Found | None:
    """In two weeks, within nine months: only where the sentence speaks of the future, else they are durations."""
    words, lower = scene.words, scene.lower
    if scene.reference is None:
        return None
    at = index + 1 + (lower[index + 1] in words.articles and lower[index + 1] not in words.indefinite)
    open_end = lower[index] in words.whole_span
    at += open_end and lower[at] in words.next
    steps = _steps(scene, at)
    if steps is None:
        return None
    amounts, end = steps
    behind = _times(scene, end) or _counted_from_now(scene, end)
    if behind is None and scene.future is not True:
        return None
    end = behind or end
    if open_end:
        moved = _moved(day_of(scene.reference), amounts, 1)
        return (span_of(scene.reference, bounds(moved)[0]), end) if moved else None
    return _from_today(scene, amounts, 1, end)


def _counted_from_now(scene: Scene, index: int) -> int | None:
    """Index behind the "from today" of "within two weeks from today"."""
    lower, words = scene.lower, scene.words
    today = words.days_from_today.get(lower[index + 1]) == 0 or lower[index + 1] in words.now
    return index + 2 if lower[index] in words.from_ | words.of and today else None


def _times(scene: Scene, index: int) -> int | None:
    """Index behind the genitive of "in two years' time"."""
    lower = scene.lower
    if lower[index] not in ("'", "’"):
        return None
    at = index + 1 + (lower[index + 1] == "s")
    return at + 1 if lower[at] in scene.words.time_nouns else None


def _run(scene: Scene, index: int, amounts: list[tuple[str, int]], at: int) -> Found | None:
    """Two weeks starting May 20th, for three days from today: a stretch that begins with a day."""
    words = scene.words
    if scene.lower[index] in words.articles and at == index + 2:
        return None
    lasting = index > 0 and scene.lower[index - 1] in words.lasting
    comma = scene.lower[at] == ","
    at += comma
    if scene.lower[at] in words.starting:
        at += 1 + (scene.lower[at + 1] in words.from_ or scene.lower[at + 1] in words.hedge_fillers)
    elif (comma or lasting) and scene.lower[at] in words.from_:
        at += 1
    else:
        return None
    found = read_period(scene, at)
    if found is None or not isinstance(found[0], Period):
        return None
    period = found[0]
    if period.lacks_year and scene.future is None and scene.reference is not None:
        period = replace(period, year=scene.reference.year)  # who plans a stretch plans it within the year
    elif period.lacks_year:
        settled = nearest_to_anchor(scene, period, future=scene.future)
        if settled is None:
            return None
        period = settled
    if period.grain != "day":
        return None
    low = bounds(period)[0]
    moved = _moved(day_of(low), amounts, 1)
    return (span_of(low, bounds(moved)[0]), found[1]) if moved else None
