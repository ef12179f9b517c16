"""Times that something took, written as a stopwatch shows them: 3:55.2, 2:12:40, 14'30".

What belongs here: telling how long from when. What must never be here: times of day, which `negatives` rejects, and
durations with their units in words or letters.
"""

from __future__ import annotations

from pipeline.quantities.lexicon import Unit
from pipeline.quantities.number import Number
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

_SECONDS = Unit("second", "duration")
_MINUTE_MARKS = frozenset("'′")
_SECOND_MARKS = frozenset('"″')
_INCHES = 12
"""From here on what stands behind a prime is no inch."""


def read_timing(tokens: Tokens, index: int, vocabulary: Vocabulary) -> Term | None:
    """The time that stands at token `index`, in seconds; None where it may be an hour, a ratio or a length.

    A part of a second tells a stopwatch ("3:55.2"); whole seconds need a word that does ("in 29:30").
    """
    words = tokens.words
    if index + 2 >= len(words) or not words[index].isdecimal() or len(words[index]) > 3:
        return None
    if not (tokens.touches(index + 1) and tokens.touches(index + 2)) or _is_joined(tokens, index):
        return None
    if words[index + 1] in _MINUTE_MARKS:
        return _in_primes(tokens, index)
    parts, end = [words[index]], index + 1
    while len(parts) < 3 and end + 1 < len(words) and words[end] == ":" and tokens.touches(end + 1):
        if not _is_part(words[end + 1]):
            return None
        parts.append(words[end + 1])
        end += 2
    split = "." in parts[-1]
    if len(parts) < 2 or any("." in part for part in parts[:-1]) or not (split or _is_timed(tokens, index, vocabulary)):
        return None
    seconds = 0.0
    for part in parts:
        seconds = 60 * seconds + float(part)
    return _term(index, end, seconds)


def _is_part(word: str) -> bool:
    """Two digits below sixty, with a part of one behind a full stop or without."""
    whole, point, decimals = word.partition(".")
    return len(whole) == 2 and whole.isdecimal() and int(whole) < 60 and (not point or decimals.isdecimal())


def _is_joined(tokens: Tokens, index: int) -> bool:
    """Whether something touches the time in front: "10:14:30" is read from its beginning or not at all."""
    return tokens.touches(index) and (tokens.words[index - 1] in ":.-/" or tokens.words[index - 1][-1].isalnum())


def _is_timed(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    lexicon, lower = vocabulary.lexicon, tokens.lower
    if not index:
        return False
    before, further = lower[index - 1], lower[index - 2] if index > 1 else ""
    if before in lexicon.of:
        return further in lexicon.timed_nouns
    return before in lexicon.timed and further not in ("-", "‑")  # no "check-in 14:30"


def _in_primes(tokens: Tokens, index: int) -> Term | None:
    """14'30": minutes and seconds where inches would not go on so far."""
    words, second = tokens.words, tokens.words[index + 2]
    if index + 3 >= len(words) or words[index + 3] not in _SECOND_MARKS or not tokens.touches(index + 3):
        return None
    if not _is_part(second) or float(second) < _INCHES:
        return None
    return _term(index, index + 4, 60 * float(words[index]) + float(second))


def _term(start: int, end: int, seconds: float) -> Term:
    value = float(f"{seconds:.12g}")
    return Term(start, end, Number(start, end, value, value, value, None, "digits"), _SECONDS)
