"""Comparisons that name no number: "more ships than Britain and France combined".

What belongs here: finding them in a sentence. What must never be here: their truth.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quantities import Quantity
from pipeline.reading.phrases import noun_phrase_after
from pipeline.reading.scanning import Word
from pipeline.reading.sentences import Sentence
from pipeline.reading.words import COMPARATIVES, FUNCTION_WORDS, word_set

_TOGETHER = word_set("combined together")
_WHOLES = word_set("all any every rest")
_LESS = word_set("fewer less lower smaller shorter younger slower cheaper poorer lighter cooler colder weaker earlier")
_QUANTIFIERS = word_set("more fewer less")
_MASS = word_set("people money water oil land energy power food time land gold coal steel")
_PARALLEL = word_set("in on at for to from by with")
_REACH = 8


def find_comparisons(sentence: Sentence) -> Iterator[Quantity]:
    """Comparisons of a sentence as quantities of kind comparison; offsets count in the block's text."""
    words = sentence.words
    for index, word in enumerate(words):
        if word.lower != "than":
            continue
        start = _comparative(words, index)
        if start is None:
            continue
        end, together = _standard(words, index + 1)
        end = end or _parallel(words, start, index)
        if end is None or not _is_factual(words[start:index], words[index + 1 : end], together):
            continue
        low, high = words[start].start, words[end - 1].end
        if any(
            quantity.start < high and quantity.end > low for quantity in sentence.quantities if not quantity.why_not
        ):
            continue
        comparator = "lt" if words[start].lower in _LESS else "gt"
        yield Quantity(low, high, sentence.block_text[low:high], "comparison", None, None, None, comparator)


def _comparative(words: list[Word], than: int) -> int | None:
    for index in range(than - 1, max(-1, than - _REACH), -1):
        if not words[index].is_word:
            return None
        if words[index].lower in COMPARATIVES:
            return index
    return None


def _standard(words: list[Word], start: int) -> tuple[int | None, bool]:
    """The end of what is compared with (an index), and whether it is taken together."""
    limit = min(len(words), start + _REACH)
    stop = next(
        (index for index in range(start, limit) if not words[index].is_word and words[index].text != ","), limit
    )
    together = next((index for index in range(start, stop) if words[index].lower in _TOGETHER), None)
    if together is not None:
        return together + 1, True
    end = None
    for index in range(start, limit):
        word = words[index]
        joins = (
            (index == start and word.lower in _PARALLEL)
            or word.lower in ("and", "of", "the", "all", "any", "every", "other", "rest", "or", "in", "'s")
            or word.text == ","
        )
        if (
            word.is_word and (word.text[:1].isupper() or (end == index and word.lower not in FUNCTION_WORDS))
        ) or word.lower in _WHOLES:
            end = index + 1
        elif not joins:
            break
    return end, False


def _parallel(words: list[Word], start: int, than: int) -> int | None:
    """The end of a standard that repeats a preposition of what is measured: "more people apply for the course than for
    medical school"; None without one."""
    after = words[than + 1].lower if than + 1 < len(words) else ""
    if after not in _PARALLEL or not any(word.lower == after for word in words[start:than]):
        return None
    phrase = noun_phrase_after(words, words[than + 1].end)
    return words.index(phrase[-1]) + 1 if phrase else None


def _is_factual(measure: list[Word], standard: list[Word], together: bool) -> bool:
    opening = [word.lower for word in standard[:2]]
    if len(standard) > 1 and ("any" in opening or "every" in opening or opening[0] in _PARALLEL):
        return True
    named = any(word.text[:1].isupper() for word in standard) or any(word.lower in _WHOLES for word in standard)
    if together:
        return True
    if not named:
        return False
    if measure[0].lower in _QUANTIFIERS:
        return any(word.lower in _MASS or (word.lower.endswith("s") and len(word.text) > 3) for word in measure[1:])
    return len(measure) <= 4
