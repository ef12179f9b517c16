"""Figures of one passage that do not reckon up: parts and total, share and rest, a change and its ends, a product.

What belongs here: reckoning with the figures of one or two neighbouring sentences, from the words that join them. What
must never be here: figures of distant places (`conflicts`), ages and spans of time (`lifetimes`), evidence.

Precision comes first: a rule speaks only when the words between the figures say how they belong together.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence

from pipeline.model import Mention
from pipeline.reading.intervals import Interval, bounds, rounded
from pipeline.reading.restatements import comparable

Tension = tuple[Mention, Mention, str]
"""Two mentions that cannot both be right, and what they are to one another, as the explanation's opening words."""

_LIST = re.compile(r"^[^.;:—–]{0,60}[:—–]\s*$")
_LIST_END = re.compile(r"[;:—–]")
_IN_ALL = re.compile(r"^\s*(?:[\w'-]+\s+){0,3}?(?:in all|in total|all told|altogether)\b", re.IGNORECASE)
_TOTAL_OF = re.compile(r"\b(?:for a total of|a total of|totalling|totaling|together|making|in all)\s*$", re.IGNORECASE)
_ADDED = re.compile(r"^(?:\s+[^\W\d]+){0,4}\s*(?:,|,? and|,? plus)\s*$", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:the|its|their) (?:other|remaining|rest(?: of [\w ]{1,30})?,?)\s*(?:were |are |was |is )?$", re.I
)
_WHOLE_BEFORE = re.compile(r"\b(?:of|out of) (?:the|its|their|his|her|our|these|those|all)?\s*$", re.IGNORECASE)
_OF = re.compile(r"^\s+(?:out )?of (?:the|its|their|his|her|our|these|those|all)?\s*$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|(?:rise|increase|growth|gain|drop|fall|decline|loss|cut|difference) of)\s*$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_FROM_NEXT = re.compile(r"[^.;:\d]{0,24}\bfrom\b", re.IGNORECASE)
_TO = re.compile(r"^[^,.;:()]{0,30}?\bto\s*$", re.IGNORECASE)
_UP_FROM = re.compile(r"^[^.;:()]{0,24}?,?\s*(?:up|down) from\s*$", re.IGNORECASE)
_ENDS_CLOSE = re.compile(r"^[^.;:]{0,40}$")
_TIMES_AS = re.compile(
    r"^ (?:as|that) (?:much|many|large|big|high|long|heavy|amount|number)\b[^.;:\d]{0,16}$", re.IGNORECASE
)
_EACH = re.compile(r"\b(?:each|apiece)\b", re.IGNORECASE)
_HOLDING = re.compile(r"\b(?:of|with|carrying|holding|at|for|by)\s*$", re.IGNORECASE)
_OR = re.compile(r"^,? (?:or|that is,?|i\.e\.,?|in other words,?) $", re.IGNORECASE)
_OF_WHICH = re.compile(r"^ of [^,.;:()]{1,40}(?:, | \()$")
_BRACKET = re.compile(r"^[^.;:()]{0,60}(?:\(|, or )$")
_POINTS_BEHIND = re.compile(r"^\s*(?:percentage )?points?\b")
_SHARES = ("percent", "ratio")
_EXACT = ("eq", "approx")
_POINTS = 1.5
"""Percentage points that a share in words ("a third") and one in digits may lie apart."""
_LOOSE = 0.1
_SURELY_MONEY = 10_000


def reckoned_wrongly(text: str, mentions: Sequence[Mention]) -> Iterator[Tension]:
    """Pairs of figures that their own words join and that do not reckon up, in reading order; linear in the number of
    mentions. `text` is the chapter's, `mentions` its checkable figures in reading order."""
    sentences = _by_sentence(mentions)
    for index, figures in enumerate(sentences):
        before = sentences[index - 1] if index and _follows(text, sentences[index - 1], figures) else []
        yield from _lists(text, figures)
        yield from _rests(text, figures, before)
        yield from _changes(text, figures)
        yield from _multiples(text, figures, before)
        yield from _products(text, figures)
        yield from _shares(text, figures)


def _by_sentence(mentions: Sequence[Mention]) -> list[list[Mention]]:
    sentences: list[list[Mention]] = []
    for mention in mentions:
        if mention.kind in ("date", "ordinal", "other"):
            continue
        last = sentences[-1][0] if sentences else None
        same = last is not None and last.sentence == mention.sentence
        if last is not None and same and mention.start_char - last.start_char < len(mention.sentence):
            sentences[-1].append(mention)
        else:
            sentences.append([mention])
    return sentences


def _follows(text: str, before: list[Mention], figures: list[Mention]) -> bool:
    """Whether a sentence with figures stands right behind another, in one paragraph."""
    return "\n" not in text[before[-1].end_char : figures[0].start_char] and (
        figures[0].start_char - before[-1].end_char < 300
    )


def _lists(text: str, figures: list[Mention]) -> Iterator[Tension]:
    """A total and its parts: "twelve members: seven men and four women", "seven men and four women, twelve in all"."""
    counts = [figure for figure in figures if figure.kind in ("count", "money") and _exact(figure)]
    if len(counts) < 3 or not _of_one_sort(counts):
        return
    total, *parts = counts
    behind = text[parts[0].end_char : parts[-1].end_char]
    if _LIST.match(_between(text, total, parts[0])) and not _LIST_END.search(behind):
        yield from _unequal(total, parts, parts[0])
        return
    *parts, total = counts
    ends = _IN_ALL.match(text[total.end_char : total.end_char + 40]) or _TOTAL_OF.search(
        _between(text, parts[-1], total)
    )
    joined = all(_ADDED.match(_between(text, one, other)) for one, other in itertools.pairwise(parts))
    if ends and joined and not _EACH.search(_between(text, parts[-1], total)):
        yield from _unequal(total, parts, parts[0])


def _of_one_sort(figures: list[Mention]) -> bool:
    """Whether figures can be added up; behind money, a million without a currency is money too."""
    first, *others = figures
    return all(
        (one.kind, one.unit) == (first.kind, first.unit)
        or (first.kind == "money" and one.kind == "count" and (one.value or 0) >= _SURELY_MONEY)
        for one in others
    )


def _unequal(total: Mention, parts: list[Mention], shown: Mention) -> Iterator[Tension]:
    low, high = (sum(side) for side in zip(*map(rounded, parts), strict=True))
    if not _meet((low, high), rounded(total)) and max(part.value or 0 for part in parts) < (total.value or 0):
        first, second = sorted((total, shown), key=lambda mention: mention.start_char)
        yield first, second, f"Parts that add up to {sum(part.value or 0 for part in parts):,.10g}, and their total"


def _rests(text: str, figures: list[Mention], before: list[Mention]) -> Iterator[Tension]:
    """A share or a part and the rest: "a third ...; the remaining half", "three of the five ...; the other three"."""
    for index, rest in enumerate(figures):
        if not _REST.search(_left(text, rest)):
            continue
        if rest.kind in _SHARES:
            told = [one for one in figures[:index] or before if one.kind in _SHARES]
            if told and not any(_completes(some, rest) for some in (told, told[-1:])):
                yield told[-1], rest, "A share and the rest of the whole"
        elif rest.kind == "count" and _exact(rest):
            yield from _rest_of_a_count(text, [one for one in [*before, *figures[:index]] if one.kind == "count"], rest)


def _completes(told: list[Mention], rest: Mention) -> bool:
    low, high = (sum(side) for side in zip(*(_share(one) for one in [*told, rest]), strict=True))
    return bool(low - _POINTS <= 100 <= high + _POINTS)


def _rest_of_a_count(text: str, told: list[Mention], rest: Mention) -> Iterator[Tension]:
    at = next((i for i in range(len(told) - 1, -1, -1) if _WHOLE_BEFORE.search(_left(text, told[i]))), None)
    if at is None or not all(_exact(one) for one in told[at:]):
        return
    total, parts = told[at], told[at + 1 :]
    if at and _OF.match(_between(text, told[at - 1], total)):
        parts = [told[at - 1], *parts]
    if not parts or (total.value or 0) <= max(part.value or 0 for part in parts):
        return
    sum_of_all = sum(part.value or 0 for part in parts) + (rest.value or 0)
    if sum_of_all != total.value:
        yield total, rest, f"Parts that add up to {sum_of_all:,.10g}, and their total"


def _changes(text: str, figures: list[Mention]) -> Iterator[Tension]:
    """A change and its two ends: "rose by ten, from 40 to 60", "doubled from 40 to 60"; "60, up from 40"."""
    for start, end, first, last in _ends(text, figures):
        before, behind = figures.index(first) - 1, figures.index(last) + 1
        for change in (*figures[max(0, before) : before + 1], *figures[behind : behind + 1]):
            if change.start_char > last.start_char and _FROM_NEXT.match(text, change.end_char):
                continue  # the change of the next pair: "and fell by 2 from 8 to 6"
            gap = text[change.end_char : first.start_char] if change.end_char <= first.start_char else None
            gap = text[last.end_char : change.start_char] if gap is None else gap
            if change.start_char < first.start_char < change.end_char or not _ENDS_CLOSE.match(gap):
                continue
            if change.kind == "comparison" and change.value and change.end_char <= first.start_char:
                wrong = not _meet(_loosely(change), _over(end, start))
            elif _BY.search(_left(text, change)) and change.value is not None:
                wrong = _is_wrong_difference(change, first, start, end)
            else:
                continue
            if wrong:
                pair = (change, first) if change.start_char < first.start_char else (first, change)
                yield *pair, "A change and the figures between which it lies"


def _ends(text: str, figures: list[Mention]) -> Iterator[tuple[Interval, Interval, Mention, Mention]]:
    """Start and end of a change, each as what it may be, with the mentions that tell them, in reading order."""
    for first, last in itertools.pairwise(figures):
        if first.kind not in ("count", "money", "percent", "measure", "duration") or first.value is None:
            continue
        alike = last.kind == first.kind and last.value is not None and (last.unit == first.unit)
        between = _between(text, first, last)
        if alike and _FROM.search(_left(text, first)) and _TO.match(between):
            yield rounded(first), rounded(last), first, last
        elif alike and _UP_FROM.match(between):
            yield rounded(last), rounded(first), first, last
    for both in figures:
        words = text[max(0, both.start_char - 5) : both.end_char].lower()
        if both.comparator == "range" and both.low is not None and both.high is not None and "from " in words:
            yield (both.low, both.low), (both.high, both.high), both, both


def _is_wrong_difference(change: Mention, end: Mention, start_range: Interval, end_range: Interval) -> bool:
    low, high = end_range[0] - start_range[1], end_range[1] - start_range[0]
    distance = (low, high) if low >= 0 else (-high, -low) if high <= 0 else (0.0, max(-low, high))
    if end.kind == "percent" and _POINTS_BEHIND.match(change.suffix):
        return not _meet(rounded(change), distance)
    if change.kind in _SHARES:
        said = _share(change)
        base = max(abs(start_range[0]), 1e-9)
        relative = (100 * distance[0] / base, 100 * distance[1] / base)
        near = (relative[0] * (1 - _LOOSE) - _POINTS, relative[1] * (1 + _LOOSE) + _POINTS)
        return not _meet(said, near) and not (end.kind in _SHARES and _meet(said, distance))
    if change.kind != end.kind or (change.unit or "") != (end.unit or ""):
        return False
    return not _meet(rounded(change), distance)


def _multiples(text: str, figures: list[Mention], before: list[Mention]) -> Iterator[Tension]:
    """A multiple of what was just told: "500 tons, and ten times as much, 5,000 tons"."""
    for index, multiple in enumerate(figures[:-1]):
        result = figures[index + 1]
        near = before if not index and result.kind != "count" else figures[:index]
        base = next((one for one in reversed(near) if comparable(one, result)), None)
        if multiple.kind != "comparison" or not multiple.value or base is None or multiple.value < 1:
            continue
        if not _TIMES_AS.match(_between(text, multiple, result)) or result.value is None or not base.value:
            continue
        if not _meet(_loosely(multiple), _over(rounded(result), rounded(base))):
            yield base, result, f"A figure and what is told as {multiple.quote} of it"


def _products(text: str, figures: list[Mention]) -> Iterator[Tension]:
    """A number of things with so much each: "four ships of 5,000 boxes each, 25,000 in all"."""
    for number, unit, total in zip(figures, figures[1:], figures[2:], strict=False):
        if number.kind != "count" or unit.kind not in ("count", "money", "measure") or not comparable(unit, total):
            continue
        if not (_exact(number) and _exact(unit) and _exact(total)):
            continue
        behind = _between(text, unit, total)
        ends = _IN_ALL.match(text[total.end_char : total.end_char + 40]) or _TOTAL_OF.search(behind)
        if not (ends and _EACH.search(behind) and _HOLDING.search(_between(text, number, unit))):
            continue
        low, high = rounded(unit)
        if not _meet((low * (number.value or 0), high * (number.value or 0)), rounded(total)):
            product = (number.value or 0) * (unit.value or 0)
            yield unit, total, f"So many times so much, which is {product:,.10g}, and what is told as all of it"


def _shares(text: str, figures: list[Mention]) -> Iterator[Tension]:
    """One share in two ways: "one ship in five, or thirty percent", "18 of 60 patients (40 percent)"; and a part that
    is more than its whole: "six of the five"."""
    for index, (one, other) in enumerate(itertools.pairwise(figures)):
        between = _between(text, one, other)
        if one.kind in _SHARES and other.kind in _SHARES:
            if _OR.match(_of_whom(between)) and not _alike(_share(one), _share(other)):
                yield one, other, "One share told in two ways"
        elif one.kind == other.kind == "count" and _exact(one) and _exact(other) and _OF.match(between):
            if (one.value or 0) > (other.value or 0) and between.strip().lower() != "of":
                yield one, other, "A part and its whole"
            yield from _share_of_a_part(text, figures, index)


def _share_of_a_part(text: str, figures: list[Mention], index: int) -> Iterator[Tension]:
    """A share beside the part and the whole that it is reckoned from: "18 of 60 patients (40 percent)", "a third of the
    town, 4,000 of its 8,000 people". The part is `figures[index]`, the whole behind it."""
    one, other = figures[index], figures[index + 1]
    if not other.value or (one.value or 0) > other.value:
        return
    part = 100 * (one.value or 0) / other.value
    behind = figures[index + 2] if index + 2 < len(figures) else None
    ahead = figures[index - 1] if index else None
    if behind is not None and behind.kind in _SHARES and _BRACKET.match(_between(text, other, behind)):
        if not _alike((part, part), _share(behind)):
            yield one, behind, f"A part of {part:.3g} percent, and its share as told,"
        return
    told_before = ahead is not None and ahead.kind in _SHARES and _OF_WHICH.match(_between(text, ahead, one))
    if ahead is not None and told_before and not _alike((part, part), _share(ahead)):
        yield ahead, one, f"A share as told, and a part of {part:.3g} percent,"


def _of_whom(between: str) -> str:
    """What joins two shares, without whom the first is of: "of members, or" -> ", or"."""
    return re.sub(r"^ of [^,.;:]{1,40}(?=, )", "", between)


def _alike(one: Interval, other: Interval) -> bool:
    gap = max(one[0] - other[1], other[0] - one[1], 0.0)
    size = max(abs(one[0]), abs(other[0]))
    return gap <= max(_POINTS, _LOOSE * size) if math.isfinite(gap) else True


def _share(mention: Mention) -> Interval:
    """Percent that a share may mean."""
    scale = 100.0 if mention.kind == "ratio" else 1.0
    low, high = rounded(mention)
    return low * scale, high * scale


def _loosely(multiple: Mention) -> Interval:
    """What a multiple may mean: "doubled" is nearly two, bounds stay open."""
    low, high = bounds(multiple)
    return low * (1 - 2 * _LOOSE), high * (1 + 2.5 * _LOOSE)


def _over(end: Interval, start: Interval) -> Interval:
    if start[0] <= 0:
        return 0.0, math.inf
    return end[0] / start[1], end[1] / start[0]


def _exact(mention: Mention) -> bool:
    return mention.comparator in _EXACT and mention.value is not None


def _meet(one: Interval, other: Interval) -> bool:
    slack = 1e-9 * max(1.0, abs(one[0]) if math.isfinite(one[0]) else 1.0)
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def _between(text: str, one: Mention, other: Mention) -> str:
    return text[one.end_char : other.start_char]


def _left(text: str, mention: Mention) -> str:
    return text[max(0, mention.start_char - 48) : mention.start_char]
