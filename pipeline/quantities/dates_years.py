"""Whether a bare numeral of four digits is a year, a count, or part of a name.

What belongs here: the signs that stand around such a numeral. What must never be here: dates with a month or another
word that settles the question.
"""

from __future__ import annotations

from typing import Literal

from pipeline.quantities.dates_lexicon import YEARS
from pipeline.quantities.dates_scene import Scene

Sense = Literal["year", "count", "name"]
_APOSTROPHES = frozenset("'’")
_MONEY = frozenset("$€£¥₹₩₽#№")
_MARKS = _MONEY | frozenset("%°×@=&*/\\_`")
_LIST_MARKS = frozenset({",", "/", ";"})
_MODERN = range(1900, 2100)
_RECENT = range(1700, 2100)


def year_sense(scene: Scene, start: int, end: int, year: int) -> Sense:
    """What the numeral (or the spoken year) of the tokens `start` to before `end` is.

    In this order: signs that touch it, a preposition before it, what it counts behind it, a list of years that it
    continues, a capitalised name around it, and at last its size.
    """
    lower, words = scene.lower, scene.words
    before = _cue_before(scene, start)
    behind = lower[end]
    if _touched(scene, start, end):
        return "count"
    if before in words.named_by_year:
        return "name"
    if behind in words.currencies_of_years:
        return "year" if before in words.price_cues and year in _MODERN else "count"  # "in 2021 dollars"
    if year in _MODERN and (behind in words.year_heads or (behind in _APOSTROPHES and lower[end + 1] == "s")):
        return "year"
    counts = counted(scene, end)
    strictly = counts and behind in words.counted
    if before in words.year_cues:
        measured = strictly and (year not in _MODERN or year % 100 == 0)
        return "count" if counts and (measured or year not in _RECENT) else "year"
    if before in words.count_cues or strictly:
        return "count"
    if start - 1 in scene.listed or (start - 2 in scene.listed and before in _LIST_MARKS | words.and_ | words.or_):
        return "count" if counts and year not in _MODERN else "year"
    if before in words.between and _pairs(scene, end, year):
        return "year"
    if _shares_noun(scene, end):
        return "count"
    if before in words.of and not counts and _dates_a_name(scene, start - 2):
        return "year"
    if year not in _RECENT or (before == "," and _is_number(scene, start - 2)):
        return "count"
    if before in words.blurs and year % 100 == 0:
        return "count"
    if before in words.year_hints and not counts:
        return "year"
    return _named_or_count(scene, start, end, year)


def _cue_before(scene: Scene, start: int) -> str:
    """The word before; "since" of "since at least 2012", "ca" of "built ca. 1450", but not of "a total of ca. 1450"."""
    lower, words = scene.lower, scene.words
    if start > 2 and lower[start - 1] == "." and lower[start - 3] not in words.of | words.count_cues:
        return words.year_abbreviations.get(lower[start - 2], ".")
    for at in range(start - 1, max(start - 4, -1), -1):
        if lower[at] in words.year_cues:
            return lower[at]
        if lower[at] not in words.hedge_fillers or lower[at] in words.articles:
            break
    return lower[start - 1] if start else ""


def _touched(scene: Scene, start: int, end: int) -> bool:
    """A sign right before or behind makes the numeral something else: $1999, 2000%, 1999/2, v2000, 2019-nCoV."""
    lower = scene.lower
    before, behind = lower[start - 1] if start else "", lower[end]
    compared = before == "=" and lower[start - 2] in ("<", ">")
    if scene.tight(start) and not compared:
        if before in _MARKS or before[-1].isalnum() or (before == "." and scene.tight(start - 1)):
            return True
        if before == "-" and scene.tight(start - 1) and lower[start - 2][-1:].isalnum():
            return not _is_prefix(scene, start - 2)
    if before in _MONEY or behind in ("%", "percent", "×", "°"):
        return True
    if not scene.tight(end):
        return False
    if behind in _MARKS or behind[0].isalnum():
        return True
    if behind not in (":", ".", "-") or not scene.tight(end + 1):
        return False
    named = behind == "-" and scene.tokens.words[end + 1] != lower[end + 1]  # 2019-nCoV
    return lower[end + 1][:1].isdecimal() or named


def _pairs(scene: Scene, end: int, year: int) -> bool:
    """Whether "between 1857" goes on with "and 1859", and neither counts anything; older years must be close."""
    other = YEARS.get(scene.lower[end + 1], 0) if scene.lower[end] in scene.words.and_ else 0
    old = year not in _RECENT and not 0 < other - year <= 120
    return year < other < 2100 and not old and not counted(scene, end + 2)


def _shares_noun(scene: Scene, end: int) -> bool:
    """Whether a second numeral follows that counts: "1950 and 1990 people"."""
    words, behind = scene.words, scene.lower[end]
    if not (behind in words.and_ or behind in words.or_ or behind in words.to or behind in words.dashes):
        return False
    return scene.lower[end + 1][:1].isdecimal() and scene.lower[end + 2] in words.counted


def _is_number(scene: Scene, index: int) -> bool:
    """Whether a plain numeral stands at `index`: "1117, 1711, 117" is no list of years."""
    word = scene.lower[index] if index >= 0 else ""
    return word.isdecimal() and word not in YEARS and (len(word) > 2 or int(word) > 31)


def _dates_a_name(scene: Scene, index: int) -> bool:
    """Whether "of 1648" belongs to one known thing ("the treaty of 1648"), and not to a sum ("a total of 1648")."""
    if index < 1 or scene.lower[index] in scene.words.sums or not scene.lower[index][:1].isalpha():
        return False
    return scene.lower[index - 1] in scene.words.definite or (scene.capital(index) and not scene.opens_sentence(index))


def _is_prefix(scene: Scene, index: int) -> bool:
    """Whether "mid-", "pre-" or "post-" stands at `index`."""
    words = scene.words
    return bool(scene.phrase(index, words.part_index) or scene.phrase(index, words.hedge_index))


def counted(scene: Scene, index: int) -> bool:
    """Whether the word at `index` looks like what a number before it counts: a unit, a scale, a plural noun."""
    word, lexicon, words = scene.lower[index], scene.lexicon, scene.words
    if not word[:1].isalpha() or word in words.function_words:
        return False
    if scene.capital(index) and not words.capital_nouns:
        return False
    if word in words.counted or word in lexicon.scales or ((word,) in lexicon.units and len(word) > 1):
        return True
    return len(word) > 3 and word.endswith(words.plural_ending) and not word.endswith(("ss", "us", "is"))


def _named_or_count(scene: Scene, start: int, end: int, year: int) -> Sense:
    lower, words = scene.lower, scene.words
    before = lower[start - 1] if start else ""
    behind = lower[end]
    adjective = before in words.determiners or (
        start > 0 and lower[start - 1].endswith("s") and lower[start - 2] in "'’"
    )
    if scene.capital(end) and not scene.opens_sentence(end) and name_follows(scene, end):
        return "name"
    if _name_precedes(scene, start):
        return "name"
    if counted(scene, end) and not (adjective and year in _MODERN):
        return "count"
    if year in _MODERN or (adjective and behind[:1].isalpha() and behind not in words.function_words):
        return "year"
    bracketed = before in ("(", "[", ",") and behind in (")", "]", ",", ";", ".")
    return "year" if bracketed else "count"


def name_follows(scene: Scene, index: int) -> bool:
    """Whether capitalised words from `index` on are a proper name: two of them at least, or one that heads names."""
    lower, heads = scene.lower, scene.words.name_heads
    end, titles = index, 0
    while end - index < 6 and scene.capital(end) and lower[end] not in scene.words.months:
        word = scene.tokens.words[end]
        titles += not word.isupper() or len(word) == 1
        end += 1
    if end == index:
        return False
    if scene.words.capital_nouns:
        return lower[index] in heads
    return (titles > 0 and (end - index >= 2 or lower[end - 1] in heads)) or lower[end - 1] in heads


def _name_precedes(scene: Scene, start: int) -> bool:
    """Whether a capitalised word right before makes the numeral part of a name: Euro 2024, Agenda 2030."""
    before = start - 1
    if before < 0 or not scene.capital(before) or not scene.tokens.words[before].isalpha():
        return False
    lower, words = scene.lower, scene.words
    word = lower[before]
    if "\n" in scene.tokens.gap(start):
        return False
    if words.capital_nouns:
        return word in words.name_heads
    acronym = scene.tokens.words[before].isupper() and len(word) > 1
    if scene.opens_sentence(before) and word not in words.name_heads and not acronym:
        return False
    return not (
        word in words.months or word in words.weekdays or word in words.seasons or word in words.units
        or word in words.function_words or word in words.year_hints
    )  # fmt: skip
