"""Dates and periods of a text, with hedges and ranges: "by August 2025", "between 2010 and 2015", "two weeks later".

What belongs here: the scan for date words, and the grammar of hedges and of ranges between whole dates. What must never
be here: the forms of a single date (the `dates_*` grammars) and words of a language (`lexicons`).

The scan looks at each token once; a grammar starts only within `_REACH` tokens before a date word, and reads a bounded
number of tokens, so the time is linear in the length of the text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from itertools import compress, count

from pipeline.quantities.dates_calendar import DAY, Period, bounds, day_of, in_year, week_of
from pipeline.quantities.dates_divisions import is_adjective, read_period
from pipeline.quantities.dates_hedges import Bounded, as_quantity, bind
from pipeline.quantities.dates_lexicon import DateLexicon, date_lexicon_for
from pipeline.quantities.dates_numeric import numeric_dates, slashed
from pipeline.quantities.dates_offsets import read_offset
from pipeline.quantities.dates_scene import Found, Range, Scene, day_number, ordinal, scene_of
from pipeline.quantities.dates_weekdays import short_date
from pipeline.quantities.lexicon import Lexicon, lexicon_for
from pipeline.quantities.quantity import Quantity
from pipeline.quantities.tokens import Tokens

_REACH = 9
"""Tokens that may stand between the first word of a date and its first date word ("at least since the end of ...")."""


def read_dates(text: str, tokens: Tokens, reference: dt.date | None, lexicon: Lexicon) -> list[Quantity]:
    """Every date of the text, in order, not overlapping; those that assert nothing carry `why_not`.

    `tokens` is the scan of `text`. `reference` is the day that relative dates count from; without it they are read only
    where the text itself gives a date to count from.
    """
    words = date_lexicon_for(lexicon.language)
    marked = map(words.triggers.__contains__, tokens.lower)  # every token passes here: the loop runs in C
    hits = [index for index in compress(count(), marked) if _is_date_word(tokens, index, lexicon, words)]
    numeric = numeric_dates(tokens, day_first=words.day_first)
    bare = _bare_days(tokens, words) if reference is not None else []
    spelled = _spelled_days(tokens, words, lexicon) if hits and reference is not None else []
    if numeric or bare or spelled or "/" in text:
        hits = sorted({*hits, *numeric, *bare, *spelled, *slashed(tokens)})
    if "'" in text or "’" in text:
        hits = sorted({*hits, *_shortened_years(tokens, words)})
    if not hits:
        return []
    openers, counters = _openers(lexicon.language)
    scene = scene_of(tokens, lexicon, words, reference, numeric, counters)
    lower = scene.lower
    found: list[Quantity] = []
    untried = 0
    for hit in hits:
        index = max(untried, hit - _REACH)
        while index <= hit:
            word = lower[index]
            read = _read(scene, index) if word in openers or word[0].isdecimal() else None
            if read is None:
                index += 1
                continue
            quantity, index = read
            found.append(quantity)
        untried = max(untried, index)
    return _with_rejected(scene, found) if scene.rejected else found


def _bare_days(tokens: Tokens, words: DateLexicon) -> list[int]:
    """Numerals behind a preposition that may be days of an arrangement: "back on 15", "away until the 27"."""
    lower = tokens.lower
    return [
        index
        for index in compress(count(), map(_DAYS.__contains__, lower))
        if not words.day_cues.isdisjoint(lower[max(index - 2, 0) : index])
        and not words.arranging.isdisjoint(lower[max(index - 4, 0) : index])
    ]


def _spelled_days(tokens: Tokens, words: DateLexicon, lexicon: Lexicon) -> list[int]:
    """Ordinals in words that may be days of a month named before: "came back on the ninth"."""
    lower = tokens.lower
    return [
        index
        for index in compress(count(), map(lexicon.ordinals.__contains__, lower))
        if index > 1
        and lower[index - 1 - 2 * (lower[index - 1] == "-")] in lexicon.definite
        and lower[index - 2 - 2 * (lower[index - 1] == "-")] in words.day_cues
    ]


def _shortened_years(tokens: Tokens, words: DateLexicon) -> list[int]:
    """The digits of '98 behind "in", "of" and the like."""
    lower, cues = tokens.lower, words.year_cues | words.of
    return [
        index + 1
        for index in compress(count(), map(_APOSTROPHES.__contains__, lower))
        if 0 < index < len(lower) - 1
        and len(lower[index + 1]) == 2
        and lower[index + 1].isdecimal()
        and not tokens.touches(index)
        and lower[index - 1] in cues
    ]


@cache
def _openers(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that a date may start with, and those of them that may start an amount of time."""
    lexicon, words = lexicon_for(language), date_lexicon_for(language)
    counters = frozenset(
        (*lexicon.cardinals, *words.half, *words.few_index, *words.articles, *words.within, *words.ago_first)
    )
    return words.openers | counters | frozenset(lexicon.ordinals), counters


def _is_date_word(tokens: Tokens, index: int, lexicon: Lexicon, words: DateLexicon) -> bool:
    """Whether a trigger is more than a plain number: "nineteen" before another, "thousand" behind two, 90 before s."""
    lower = tokens.lower
    if lower[index] not in words.weak_triggers:
        return True
    behind = lower[index + 1] if index + 1 < len(lower) else ""
    if lower[index][0].isdecimal():
        return behind in words.decade_suffixes or behind in ("'", "’")
    if lower[index] in words.day_suffixes:
        return index > 1 and lower[index - 2] in words.articles
    if lower[index] in words.decades_joined:
        return index > 0 and (lower[index - 1] in lexicon.cardinals or lower[index - 1] == "-")
    if lower[index] in lexicon.scales:
        return index > 0 and lexicon.cardinals.get(lower[index - 1]) == 2
    return (
        behind == "-"
        or behind in lexicon.cardinals
        or behind in lexicon.scales
        or behind in words.decades
        or behind in words.spoken_zero
    )


def _read(scene: Scene, index: int) -> tuple[Quantity, int] | None:
    """The date that starts at token `index`, hedge included, and the index behind it."""
    scene.begin = index
    word, words = scene.lower[index], scene.words
    try:
        if word in words.between or word in words.from_:
            bounded = _enclosed(scene, index)
        else:
            bounded = _hedged(scene, index) or _plain(scene, index)
        return as_quantity(scene, index, bounded) if bounded else None
    except (ValueError, OverflowError):
        return None  # no such day: 30 February, or a year before 1 or after 9998


def _enclosed(scene: Scene, index: int) -> Bounded | None:
    """Between X and Y, from X to Y, from X on."""
    words, lower = scene.words, scene.lower
    between = lower[index] in words.between
    first = _first_point(scene, index + 1)
    if first is None:
        return _days_before_month(scene, index + 1)
    period, at = first
    if isinstance(period, Range):
        return Bounded(period, at)
    joined = lower[at] in words.and_ if between else False
    if joined or lower[at] in words.to or lower[at] in words.dashes:
        last = _end_point(scene, at + 1)
        if last is not None and isinstance(last[0], Period):
            return Bounded(_weekday_range(scene, index + 1, period, at + 1, last), last[1])
    bounded = None if between else _trailing(scene, index + 1, period, at)
    return bounded if bounded is not None and bounded.comparator else None


def _weekday_range(scene: Scene, index: int, first: Period, at: int, last: Found) -> Range:
    """From one period to another; bare weekdays are those of one stretch ("from Monday to Friday of next week")."""
    if not isinstance(last[0], Period):
        raise ValueError("the range ends with a range")
    weekdays, final = scene.words.weekdays, last[0]
    if scene.lower[index] not in weekdays or first.grain != "day" or final.grain != "day" or final.lacks_year:
        return Range(first, final)
    opens, closes = bounds(first)[0], bounds(final)[0]
    if last[1] == at + 1 and scene.lower[at] in weekdays:
        return Range(first, day_of(opens + (closes - opens).days % 7 * DAY))
    if scene.lower[index + 1] in scene.words.to or scene.lower[index + 1] in scene.words.and_:
        return Range(day_of(closes - (closes - opens).days % 7 * DAY), final)
    return Range(first, final)


def _first_point(scene: Scene, index: int) -> Found | None:
    if scene.lower[index] in scene.words.now and scene.reference:
        return day_of(scene.reference), index + 1
    return _point(scene, index)


def _days_before_month(scene: Scene, index: int) -> Bounded | None:
    """From 4 to January 22, 1995: the month stands with the second day only."""
    day = day_number(scene, index)
    if day is None or scene.lower[day[1]] not in scene.words.to:
        return None
    last = read_period(scene, day[1] + 1)
    if last is None or not isinstance(last[0], Period) or last[0].grain != "day" or day[0] >= last[0].day:
        return None
    return Bounded(Range(replace(last[0], day=day[0]), last[0]), last[1])


def _hedged(scene: Scene, index: int) -> Bounded | None:
    """A date behind a word that bounds or blurs it."""
    words, lower = scene.words, scene.lower
    beyond = _beyond(scene, index) if lower[index] in words.offset_hedge_index else None
    if beyond is not None:
        return beyond
    hedge = scene.phrase(index, words.hedge_index)
    if hedge is None:
        return None
    comparator, at = hedge
    while lower[at] in words.hedge_fillers and at - hedge[1] < 3:
        inner = _point(scene, at) if lower[at] in words.articles else None
        if inner is not None:
            return None if is_adjective(scene, at, inner) else bind(inner[0], comparator, inner[1])
        at += 1
    if comparator == "approx" and not _may_blur(words, lower[at]):
        return None
    found = _point(scene, at)
    if found is None:
        return None
    trailing = _trailing(scene, at, found[0], found[1]) if isinstance(found[0], Period) else None
    return trailing or bind(found[0], comparator, found[1])


def _beyond(scene: Scene, index: int) -> Bounded | None:
    """More than two weeks after (before) a date, less than a year ago: a bounded amount bounds the date."""
    words = scene.words
    hedge = scene.phrase(index, words.offset_hedge_index)
    before = scene.lower[index - 1] if index else ""
    if before == "%" or before in words.counted or before in words.units or before in scene.lexicon.times:
        return None  # "3 percent less than a year ago"
    found = read_offset(scene, hedge[1]) if hedge is not None and _counts(scene, hedge[1]) else None
    if hedge is None or found is None or not isinstance(found[0], Period) or found[0].grain == "span":
        return None
    back = words.before | words.ago | words.earlier
    looks_back = any(scene.lower[token] in back for token in range(hedge[1], found[1]))
    return Bounded(found[0], found[1], _MIRRORED[hedge[0]] if looks_back else hedge[0])


_MIRRORED = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte"}
"""More time ago is earlier."""


def _may_blur(words: DateLexicon, word: str) -> bool:
    """ "about 2010" blurs a date, "about Friday" is what somebody talks of."""
    return not (word in words.weekdays or word in words.today_index or word in words.last or word in words.this)


def _plain(scene: Scene, index: int) -> Bounded | None:
    """A date, a range of two, or a date with a word behind it that bounds it."""
    words, lower = scene.words, scene.lower
    found = _point(scene, index)
    if found is None or is_adjective(scene, index, found):
        return None
    period, at = found
    if isinstance(period, Period) and (lower[at] in words.to or lower[at] in words.dashes):
        spaced_dash = lower[at] in ("—", "―") and not scene.tight(at)
        last = None if spaced_dash else _end_point(scene, at + 1)
        if last is not None and isinstance(last[0], Period) and period.lacks_year and last[0].grain == "year":
            return Bounded(in_year(period, last[0].year or 1), last[1])  # "Feb 20 - 2020"
        if last is not None and isinstance(last[0], Period) and _may_range(period, last[0]):
            return Bounded(Range(period, last[0]), last[1])
    if not isinstance(period, Period):
        return Bounded(period, at)
    if period.lacks_year:
        period = _year_of_list(scene, period, at)
    if at - index <= 2 and period.lacks_year and not _is_meant(scene, index, period):
        return None
    return _trailing(scene, index, period, at) or Bounded(period, at)


def _year_of_list(scene: Scene, period: Period, at: int) -> Period:
    """The year that the next date of a list gives: "on April 30 and June 17, 1916"."""
    joined = scene.lower[at] in scene.words.and_ or scene.lower[at] in scene.words.or_ or scene.lower[at] == ","
    other = read_period(scene, at + 1) if joined else None
    if other is None or not isinstance(other[0], Period) or other[0].grain != period.grain or not other[0].year:
        return period
    return in_year(period, other[0].year)


def _may_range(first: Period, last: Period) -> bool:
    """Whether two periods without "from" are the ends of a range: both known, in order, and no list of the same."""
    if first.lacks_year or last.lacks_year:
        return True
    try:
        return bounds(first)[0] < bounds(last)[1] and first != last
    except ValueError:
        return False


def _end_point(scene: Scene, index: int) -> Found | None:
    """The end of a range: a date, or the reference day ("to date")."""
    if scene.lower[index] in scene.words.now:
        return (day_of(scene.reference), index + 1) if scene.reference else None
    at = index + (scene.lower[index] in scene.words.to)
    return (read_offset(scene, at) if _counts(scene, at) else None) or read_period(scene, at)


def _trailing(scene: Scene, start: int, period: Period, at: int) -> Bounded | None:
    """A date with its bound behind it: "2016 and later", "from 2019 on"."""
    words, lower = scene.words, scene.lower
    hedge = scene.phrase(at, words.hedge_after_index)
    if hedge is None:
        return None
    comparator, end = hedge
    if end - at == 1 and lower[at] in words.year_hints and not (start and lower[start - 1] in words.from_):
        return None
    behind = lower[end]
    if behind[:1].isdecimal() or behind in words.articles or scene.capital(end):
        return None
    return bind(period, comparator, end)


def _point(scene: Scene, index: int) -> Found | None:
    """One date, relative or not."""
    found = (read_offset(scene, index) if _counts(scene, index) else None) or read_period(scene, index)
    if found is None:
        return _short(scene, index)
    if scene.lower[index] in scene.words.weekdays and found[1] == index + 1:
        found = _counted_weekday(scene, index) or found
    return found


def _counts(scene: Scene, index: int) -> bool:
    """Whether an amount of time may start at `index`."""
    return scene.lower[index] in scene.counters or scene.lower[index][:1].isdecimal()


def _counted_weekday(scene: Scene, index: int) -> Found | None:
    """Sunday three weeks after January 15th: the weekday in the week of the day that is counted."""
    offset = read_offset(scene, index + 1)
    if offset is None or not isinstance(offset[0], Period) or offset[0].grain != "day":
        return None
    monday = week_of(bounds(offset[0])[0]).low
    weekday = scene.words.weekdays[scene.lower[index]]
    return (day_of(monday + weekday * DAY), offset[1]) if monday else None


def _short(scene: Scene, index: int) -> Found | None:
    """A day without month or year ("on the 22nd"), or in figures without a year ("on 4/22", "22/04")."""
    words, lower = scene.words, scene.lower
    before = lower[index - 1] if index else ""
    cued = before in words.day_cues
    if "".join(lower[index : index + 3]) in words.named_by_day:
        return None
    arranged = _arranged(scene, index)
    zero = "0" in (lower[index][:1], lower[index + 2][:1])
    figures = short_date(scene, index) if "." not in lower[index] and (cued or zero or arranged) else None
    article = lower[index] in words.articles and lower[index] not in scene.lexicon.articles
    if figures is not None or not cued or not (article or arranged) or scene.reference is None:
        return figures
    day = (day_number if arranged else ordinal)(scene, index + article)
    if day is None or not 1 <= day[0] <= 31 or lower[day[1]] not in _CLAUSE_ENDS:
        return None
    anchor = scene.anchor
    named = anchor is not None and anchor.grain in ("day", "month")
    if not named and not lower[index + article][:1].isdecimal():
        return None  # "on the ninth" may be a floor
    base = bounds(anchor)[0] if anchor is not None and named else scene.reference
    return Period("day", base.year, base.month, day[0]), day[1]


def _arranged(scene: Scene, index: int) -> bool:
    """Whether the words before speak of an arrangement: "I'll be back on 15", "leave 4/22"."""
    before = scene.lower[max(index - _ARRANGED_REACH, 0) : index]
    return scene.reference is not None and any(word in scene.words.arranging for word in before)


_ARRANGED_REACH = 2
_APOSTROPHES = frozenset("'’‘")
_DAYS = frozenset(map(str, range(1, 32)))
_CLAUSE_ENDS = frozenset(("", ".", ",", ";", "!", "?", ")"))


def _is_meant(scene: Scene, index: int, period: Period) -> bool:
    """Whether a lone month or season is one: "in March", not "a march"; "in the summer", not "summer"."""
    words, lower = scene.words, scene.lower
    if period.grain in ("day", "quarter") or period.part:
        return True
    word = lower[index]
    before = lower[index - 1] if index else ""
    if word in words.articles:
        return before in words.year_cues
    if period.grain == "season":
        return False
    if before in words.indefinite:
        return False  # "on an August day in 1856"
    if before in words.articles and index > 1:
        before = lower[index - 2]
    if word in words.common:
        return scene.capital(index) and before in words.year_cues
    if before in words.year_cues:
        return True
    plain = word not in words.shy and word not in words.abbreviations
    return scene.capital(index) and (plain or before in words.year_hints)


def _with_rejected(scene: Scene, found: list[Quantity]) -> list[Quantity]:
    """The dates with the rejected numerals that none of them covers."""
    taken = {position for quantity in found for position in range(quantity.start, quantity.end)}
    text = scene.tokens.text
    extra = []
    for index, (end, why, period) in scene.rejected.items():
        start, stop = scene.starts[index], scene.ends[end - 1]
        if start not in taken:
            low, high = bounds(period)
            name = f"{period.year:04d}"
            extra.append(
                Quantity(
                    start, stop, text[start:stop], "date", name, low.isoformat(), high.isoformat(), "eq", why_not=why
                )
            )
    return sorted([*found, *extra], key=lambda quantity: quantity.start)
